//! The files that paths on the command line mean.

use std::path::{Path, PathBuf};

use mmtax::schema::Kind;

use crate::Failure;

/// Files and folders of the taxonomy; without any, all of it.
pub(crate) struct Wanted(Vec<String>);

impl Wanted {
    /// What `paths` mean, wherever the command is run.
    pub(crate) fn new(paths: &[PathBuf]) -> Result<Self, Failure> {
        Ok(Self(paths.iter().map(|path| data_path(path)).collect::<Result<_, _>>()?))
    }

    /// Whether the file that diagnostics name so is among them.
    pub(crate) fn has(&self, file: &str) -> bool {
        let below = file.split_once('/').map_or(file, |(_, below)| below);
        let is_in =
            |want: &String| want.is_empty() || below == want || below.starts_with(&format!("{want}/"));
        self.0.is_empty() || self.0.iter().any(is_in)
    }
}

/// What a path on the command line means within the taxonomy: `models/x.yaml`, `models`, or all of it.
fn data_path(path: &Path) -> Result<String, Failure> {
    let read = |source| Failure::Read { path: path.display().to_string(), source };
    let real = path.canonicalize().map_err(read)?;
    let parts: Vec<String> =
        real.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    let folder = parts.iter().rposition(|part| Kind::from_folder(part).is_some());
    Ok(folder.map_or_else(String::new, |folder| parts[folder..].join("/")))
}
