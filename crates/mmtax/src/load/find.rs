//! Which files a taxonomy folder holds, and their bytes.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use mmtax_schema::Kind;
use mmtax_schema::parse::MAX_BYTES;
use mmtax_schema::told::must_be_escaped;

use super::{LoadError, stray};
use crate::diagnostic::Diagnostic;

/// What stands in a folder.
pub(super) struct Found {
    /// The name of the taxonomy folder.
    pub(super) root: String,
    pub(super) files: Vec<FoundFile>,
    /// What should not be there.
    pub(super) stray: Vec<Diagnostic>,
}

/// A file that should be an entry.
pub(super) struct FoundFile {
    /// Where to read it.
    pub(super) disk: PathBuf,
    /// How to name it: relative to the parent of the taxonomy folder, with `/`.
    pub(super) path: String,
    pub(super) kind: Kind,
    pub(super) stem: String,
}

/// Every file under `dir`.
pub(super) fn find_files(dir: &Path) -> Result<Found, LoadError> {
    let error = |path: &Path| {
        let path = path.to_owned();
        move |source| LoadError { path, source }
    };
    // `.` has no name of its own; its real path has.
    let real = dir.canonicalize().map_err(error(dir))?;
    let root = real.file_name().map_or_else(|| "taxonomy".into(), told_name);
    let mut found = Found { root, files: Vec::new(), stray: Vec::new() };
    for folder in list(dir).map_err(error(dir))? {
        let name = told_name(&folder.file_name());
        let path = format!("{}/{name}", found.root);
        match (folder.file_type().is_ok_and(|kind| kind.is_dir()), Kind::from_folder(&name)) {
            (true, Some(kind)) => {
                for file in list(&folder.path()).map_err(error(&folder.path()))? {
                    sort_file(&file, kind, &path, &mut found);
                }
            }
            (false, None) if is_beside_the_data(&name) => {}
            _ => {
                let folders = Kind::ALL.map(Kind::folder).join(", ");
                found.stray.push(stray(
                    &path,
                    "this belongs to no kind of entry",
                    format!("kinds: {folders}"),
                ));
            }
        }
    }
    Ok(found)
}

/// The name as it is told: a name may hold any character, also some that a terminal takes for commands.
fn told_name(name: &OsStr) -> String {
    name.to_string_lossy().replace(must_be_escaped, "\u{fffd}")
}

/// The entries of a folder that are not hidden, by name.
fn list(dir: &Path) -> io::Result<Vec<fs::DirEntry>> {
    let mut items = fs::read_dir(dir)?.collect::<io::Result<Vec<_>>>()?;
    items.retain(|item| !item.file_name().to_string_lossy().starts_with('.'));
    items.sort_by_key(fs::DirEntry::file_name);
    Ok(items)
}

/// Files that may stand at the top of the taxonomy folder.
fn is_beside_the_data(name: &str) -> bool {
    name.starts_with("LICENSE") || name == "README.md" || name == crate::levels::FILE
}

fn sort_file(file: &fs::DirEntry, kind: Kind, folder: &str, found: &mut Found) {
    let name = told_name(&file.file_name());
    let path = format!("{folder}/{name}");
    // Not following links: what a link points to may lie outside the folder, or nowhere.
    if !file.file_type().is_ok_and(|kind| kind.is_file()) {
        found.stray.push(stray(&path, "this is not a plain file", "an entry is one plain file".to_owned()));
        return;
    }
    match name.strip_suffix(".yaml") {
        Some(stem) => {
            let stem = stem.to_owned();
            found.files.push(FoundFile { disk: file.path(), path, kind, stem });
        }
        None => {
            let stem =
                Path::new(&name).file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into());
            let help = format!("an entry is named `{stem}.yaml`; other files belong elsewhere");
            found.stray.push(stray(&path, "this file is no entry", help));
        }
    }
}

/// Why the bytes of a file are not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unread {
    /// It has more than an entry may have.
    TooLarge,
    /// What the system says.
    Failed(String),
}

/// Reads at most a little more than a file may have, so that a file of any size costs little memory.
pub(crate) fn read_bounded(path: &Path) -> Result<Vec<u8>, Unread> {
    use io::Read;

    let cannot = |what: &'static str| move |error| Unread::Failed(format!("cannot {what} the file: {error}"));
    let file = open(path).map_err(cannot("open"))?;
    let metadata = file.metadata().map_err(cannot("read"))?;
    if !metadata.is_file() {
        return Err(Unread::Failed("this is not a plain file any more".to_owned()));
    }
    let most = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX) + 4;
    // Room for the whole file and for the look that finds its end, so that it is read at once.
    let length = metadata.len().min(most);
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default() + 1);
    file.take(most).read_to_end(&mut bytes).map_err(cannot("read"))?;
    // The mark that some editors put before the first character does not count.
    let is_too_large = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes).len() > MAX_BYTES;
    if is_too_large { Err(Unread::TooLarge) } else { Ok(bytes) }
}

/// Opens what was a plain file when the folder was listed. If a link or a pipe has taken its place since, the one is not
/// followed and the other not waited for.
fn open(path: &Path) -> io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK);
    }
    options.open(path)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;
    use std::process::Command;
    use std::sync::mpsc;
    use std::thread;
    use std::time::Duration;

    use super::*;

    /// The folder said that it is a plain file; by now it is something else.
    #[test]
    fn what_took_the_place_of_a_plain_file_is_not_read() {
        let temp = tempfile::tempdir().unwrap();
        let path = |name: &str| temp.path().join(name);
        fs::write(path("file"), "x").unwrap();
        assert_eq!(read_bounded(&path("file")), Ok(b"x".to_vec()));
        symlink("file", path("link")).unwrap();
        fs::create_dir(path("folder")).unwrap();
        let mut others = vec!["link", "folder", "nowhere"];
        if Command::new("mkfifo").arg(path("pipe")).status().is_ok_and(|status| status.success()) {
            others.push("pipe");
        }
        for other in others {
            let (send, receive) = mpsc::channel();
            let path = path(other);
            thread::spawn(move || send.send(read_bounded(&path)));
            let read = receive.recv_timeout(Duration::from_secs(60)).expect("it waits for the pipe");
            assert!(matches!(read, Err(Unread::Failed(_))), "{other}");
        }
    }
}
