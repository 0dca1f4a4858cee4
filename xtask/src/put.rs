//! The only writer: replaces files whole, brings a folder's generated files to what they should be or says how they differ, and
//! writes new entries.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::Failure;

/// What to do about generated files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Write what differs, remove what should not be there.
    Write,
    /// Change nothing.
    Check,
}

/// A generated folder: everything in it comes from the generator.
pub(crate) struct Generated<'a> {
    /// The folder.
    pub(crate) root: PathBuf,
    /// Path below the folder, with `/`, and text.
    pub(crate) files: Vec<(&'a str, &'a str)>,
    /// Whether files that the generator does not make are removed.
    pub(crate) owned: bool,
}

/// How a folder differed from what it should be.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Difference {
    /// Files that were not there.
    pub(crate) missing: Vec<String>,
    /// Files with another text.
    pub(crate) stale: Vec<String>,
    /// Files that nothing generates any more.
    pub(crate) stray: Vec<String>,
}

impl Difference {
    pub(crate) const fn is_empty(&self) -> bool {
        self.missing.is_empty() && self.stale.is_empty() && self.stray.is_empty()
    }
}

/// Compares, and in [`Mode::Write`] mends. Each file is replaced whole: whoever reads it sees the old or the new text.
pub(crate) fn put(mode: Mode, generated: &Generated<'_>) -> Result<Difference, Failure> {
    let mut difference = Difference::default();
    for (path, text) in &generated.files {
        let target = generated.root.join(path);
        match fs::read(&target) {
            Ok(found) if found == text.as_bytes() => continue,
            Ok(_) => difference.stale.push((*path).to_owned()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                difference.missing.push((*path).to_owned());
            }
            Err(source) => return Err(Failure::Read { path: target.display().to_string(), source }),
        }
        if mode == Mode::Write {
            replace(&target, text)?;
        }
    }
    if generated.owned {
        let wanted: BTreeSet<&str> = generated.files.iter().map(|(path, _)| *path).collect();
        for path in files_below(&generated.root)? {
            if !wanted.contains(path.as_str()) {
                if mode == Mode::Write {
                    let target = generated.root.join(&path);
                    let failed = |source| Failure::Write { path: target.display().to_string(), source };
                    fs::remove_file(&target).map_err(failed)?;
                }
                difference.stray.push(path);
            }
        }
    }
    Ok(difference)
}

/// Replaces a file whole: it has its old text until it has all of the new one.
pub(crate) fn replace(target: &Path, text: &str) -> Result<(), Failure> {
    let failed = |source| Failure::Write { path: target.display().to_string(), source };
    temporary(target, text).map_err(failed)?.persist(target).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Writes a new file whole. Where a file of this name is there already, that one stays, and the failure says so.
pub(crate) fn create(target: &Path, text: &str) -> Result<(), Failure> {
    let failed = |source| Failure::Write { path: target.display().to_string(), source };
    temporary(target, text)
        .map_err(failed)?
        .persist_noclobber(target)
        .map_err(|error| failed(error.error))?;
    Ok(())
}

/// Adds to the end of a file that others write to as well.
pub(crate) fn append(target: &Path, text: &str) -> Result<(), Failure> {
    let failed = |source| Failure::Write { path: target.display().to_string(), source };
    let mut file = fs::OpenOptions::new().create(true).append(true).open(target).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)
}

/// A file beside the target with this text.
fn temporary(target: &Path, text: &str) -> io::Result<tempfile::NamedTempFile> {
    let folder = target.parent().unwrap_or_else(|| Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new().prefix(".mmtax-").tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    // A temporary file is private; what becomes of it is for everybody.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.as_file().set_permissions(fs::Permissions::from_mode(0o644))?;
    }
    Ok(file)
}

/// The files below a folder as paths with `/`, sorted; none where there is no folder. Links are not followed.
pub(crate) fn files_below(root: &Path) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    let mut folders = vec![(root.to_owned(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        let failed = |source| Failure::Read { path: folder.display().to_string(), source };
        let items = match fs::read_dir(&folder) {
            Ok(items) => items,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(source) => return Err(failed(source)),
        };
        for item in items {
            let item = item.map_err(failed)?;
            let path = format!("{prefix}{}", item.file_name().to_string_lossy());
            if item.file_type().map_err(failed)?.is_dir() {
                folders.push((item.path(), format!("{path}/")));
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
