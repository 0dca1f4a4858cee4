//! The only writer: replaces files whole, brings a folder's generated files to what they should be or says how they differ, and
//! writes new entries.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::Failure;

/// How the names of files begin that are not whole yet. The loader passes over hidden files, and so does git.
const TEMPORARY: &str = ".mmtax-";

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
    /// Files of the folder that come from somewhere else.
    pub(crate) others: &'a [&'a str],
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

/// Compares, and in [`Mode::Write`] mends. Each file is replaced whole: whoever reads it sees the old or the new text. No
/// link is followed, so that nothing is read or written outside the folder.
pub(crate) fn put(mode: Mode, generated: &Generated<'_>) -> Result<Difference, Failure> {
    let root = &generated.root;
    if fs::symlink_metadata(root).is_ok_and(|found| found.is_symlink()) {
        let message =
            format!("`{}` is a link: generated files are written to real folders only", root.display());
        return Err(Failure::Usage(message));
    }
    let mut difference = Difference::default();
    for (path, text) in &generated.files {
        let target = root.join(path);
        let in_the_way = not_a_folder(root, path);
        if let (Some(found), Mode::Write) = (&in_the_way, mode) {
            remove(found)?;
        }
        match read_plain(&target) {
            _ if in_the_way.is_some() => difference.missing.push((*path).to_owned()),
            Ok(Some(found)) if found == text.as_bytes() => continue,
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
        let wanted: BTreeSet<PathBuf> = generated.files.iter().map(|(path, _)| PathBuf::from(path)).collect();
        for path in files_below(root)? {
            // What a run left that was killed, or what one is just about to rename, is no file of the folder.
            let is_leftover = path
                .file_name()
                .is_some_and(|name| name.as_encoded_bytes().starts_with(TEMPORARY.as_bytes()));
            if wanted.contains(&path) || generated.others.iter().any(|other| path == Path::new(other)) {
                continue;
            }
            if mode == Mode::Write {
                remove(&root.join(&path))?;
            }
            if !is_leftover {
                difference.stray.push(path.display().to_string());
            }
        }
    }
    Ok(difference)
}

/// The first part of a path below the folder that is no folder, if there is one: a link would lead outside.
fn not_a_folder(root: &Path, path: &str) -> Option<PathBuf> {
    let mut folder = root.to_owned();
    let (folders, _) = path.rsplit_once('/')?;
    folders.split('/').find_map(|part| {
        folder.push(part);
        fs::symlink_metadata(&folder).is_ok_and(|found| !found.is_dir()).then(|| folder.clone())
    })
}

fn remove(target: &Path) -> Result<(), Failure> {
    fs::remove_file(target).map_err(|source| Failure::Write { path: target.display().to_string(), source })
}

/// The bytes of a plain file; nothing of a link, a pipe or the like, which is neither followed nor waited for.
pub(crate) fn read_plain(path: &Path) -> io::Result<Option<Vec<u8>>> {
    if fs::symlink_metadata(path)?.is_file() { fs::read(path).map(Some) } else { Ok(None) }
}

/// [`replace`], if the file still has the bytes that somebody read there.
pub(crate) fn exchange(target: &Path, before: &[u8], text: &str) -> Result<(), Failure> {
    let failed = |source| Failure::Read { path: target.display().to_string(), source };
    if read_plain(target).map_err(failed)?.as_deref() == Some(before) {
        return replace(target, text);
    }
    Err(Failure::Usage(format!("`{}` was changed by somebody else: run again", target.display())))
}

/// Replaces a file whole: it has its old text until it has all of the new one.
pub(crate) fn replace(target: &Path, text: &str) -> Result<(), Failure> {
    replace_bytes(target, text.as_bytes())
}

/// [`replace`] for what is no text.
pub(crate) fn replace_bytes(target: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |source| Failure::Write { path: target.display().to_string(), source };
    temporary(target, bytes).map_err(failed)?.persist(target).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Writes a new file whole. Where a file of this name is there already, that one stays, and the failure says so.
pub(crate) fn create(target: &Path, text: &str) -> Result<(), Failure> {
    let failed = |source| Failure::Write { path: target.display().to_string(), source };
    temporary(target, text.as_bytes())
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

/// A file beside the target with these bytes.
fn temporary(target: &Path, bytes: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    let folder = target.parent().unwrap_or_else(|| Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(folder)?;
    file.write_all(bytes)?;
    // A temporary file is private; what becomes of it is for everybody.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.as_file().set_permissions(fs::Permissions::from_mode(0o644))?;
    }
    Ok(file)
}

/// The files below a folder, sorted; none where there is no folder. Links are not followed.
pub(crate) fn files_below(root: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(below) = folders.pop() {
        let folder = root.join(&below);
        let failed = |source| Failure::Read { path: folder.display().to_string(), source };
        let items = match fs::read_dir(&folder) {
            Ok(items) => items,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(source) => return Err(failed(source)),
        };
        for item in items {
            let item = item.map_err(failed)?;
            let path = below.join(item.file_name());
            if item.file_type().map_err(failed)?.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
