//! Which files a taxonomy folder holds, and their bytes.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use mmtax_schema::Kind;
use mmtax_schema::parse::MAX_BYTES;
use mmtax_schema::told::must_be_escaped;

use super::{LoadError, stray};
use crate::diagnostic::Diagnostic;

/// A taxonomy folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Folder {
    /// As it was named.
    pub(crate) dir: PathBuf,
    /// Without links.
    real: PathBuf,
    /// Its own name: what the path of each file begins with.
    pub(crate) root: String,
}

/// What to look at in a folder.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    is_all: bool,
    /// What stands at the top, by name, with all that it holds.
    tops: BTreeSet<String>,
    /// Single files in the folders of kinds: `models/janus.yaml`.
    files: BTreeSet<String>,
}

/// What stands there.
#[derive(Default)]
pub(crate) struct Found {
    pub(crate) files: Vec<FoundFile>,
    /// What should not be there.
    pub(crate) stray: Vec<Diagnostic>,
}

/// A file that should be an entry.
pub(crate) struct FoundFile {
    /// How to name it: relative to the parent of the taxonomy folder, with `/`.
    pub(crate) path: String,
    /// Its name on disk, where `path` cannot tell it.
    pub(crate) odd: Option<Box<OsStr>>,
    pub(crate) kind: Kind,
}

impl Folder {
    pub(crate) fn new(dir: &Path) -> Result<Self, LoadError> {
        // `.` has no name of its own; its real path has.
        let real = dir.canonicalize().map_err(failed(dir))?;
        let root = real.file_name().map_or_else(|| "taxonomy".into(), told);
        Ok(Self { dir: dir.to_owned(), real, root })
    }

    /// Lists what stands in the scope.
    pub(crate) fn find(&self, scope: &Scope) -> Result<Found, LoadError> {
        let mut found = Found::default();
        for top in list(&self.dir).map_err(failed(&self.dir))? {
            let name = name_of(&top);
            let path = format!("{}/{name}", self.root);
            let is_in_scope = scope.is_all || scope.tops.contains(&name);
            match (top.file_type().is_ok_and(|kind| kind.is_dir()), Kind::from_folder(&name)) {
                (true, Some(kind)) => {
                    let within = format!("{name}/");
                    if !is_in_scope && !scope.files.iter().any(|file| file.starts_with(&within)) {
                        continue;
                    }
                    for file in list(&top.path()).map_err(failed(&top.path()))? {
                        if is_in_scope || scope.files.contains(&format!("{within}{}", name_of(&file))) {
                            sort_file(&file, kind, &path, &mut found);
                        }
                    }
                }
                (false, None) if is_beside_the_data(&name) => {}
                _ if is_in_scope => {
                    let folders = Kind::ALL.map(Kind::folder).join(", ");
                    let help = format!("kinds: {folders}");
                    found.stray.push(stray(&path, "this belongs to no kind of entry", help));
                }
                _ => {}
            }
        }
        Ok(found)
    }

    /// Where a file is on disk.
    pub(crate) fn disk(&self, path: &str, odd: Option<&OsStr>) -> PathBuf {
        let below = Path::new(below(path));
        let disk = self.dir.join(below);
        odd.map_or_else(|| disk.clone(), |name| disk.with_file_name(name))
    }

    /// The path of the settings, as diagnostics name it.
    pub(crate) fn settings(&self) -> String {
        format!("{}/{}", self.root, crate::levels::FILE)
    }

    /// The bytes of the settings, or what the system says; `None` where there are none. A link is not followed, as
    /// everywhere in the folder.
    pub(crate) fn read_settings(&self) -> Option<Result<Vec<u8>, Unread>> {
        let disk = self.dir.join(crate::levels::FILE);
        disk.symlink_metadata().is_ok_and(|found| found.is_file()).then(|| read_bounded(&disk))
    }
}

impl Scope {
    /// The whole folder.
    pub(crate) fn all() -> Self {
        Self { is_all: true, ..Self::default() }
    }

    /// What these paths on disk belong to.
    pub(crate) fn of<'p>(folder: &Folder, paths: impl IntoIterator<Item = &'p Path>) -> Self {
        let mut scope = Self::default();
        for path in paths {
            let below = path.strip_prefix(&folder.dir).or_else(|_| path.strip_prefix(&folder.real));
            let mut names = below.iter().flat_map(|below| below.components()).map(Component::as_os_str);
            match (names.next(), names.next()) {
                // A name that is told otherwise than it is stands for all that are told so.
                (Some(top), _) if *told(top) != *top => scope.is_all = true,
                (Some(top), Some(name)) if *told(name) == *name => {
                    scope.files.insert(format!("{}/{}", told(top), told(name)));
                }
                (Some(top), _) => {
                    scope.tops.insert(told(top));
                }
                (None, _) => scope.is_all = true,
            }
        }
        scope
    }

    /// One file, by its path as it is told.
    pub(crate) fn one(path: &str) -> Self {
        let mut scope = Self::default();
        let names = if below(path).contains('/') { &mut scope.files } else { &mut scope.tops };
        names.insert(below(path).to_owned());
        scope
    }

    pub(crate) const fn is_all(&self) -> bool {
        self.is_all
    }

    /// Whether what is told by this path is in the scope.
    pub(crate) fn has(&self, path: &str) -> bool {
        let below = below(path);
        let top = below.split('/').next().unwrap_or(below);
        self.is_all || self.files.contains(below) || (!self.tops.is_empty() && self.tops.contains(top))
    }
}

impl FoundFile {
    /// The file that is told by this path, if it is where an entry may be.
    pub(crate) fn at(folder: &Folder, path: &str) -> Option<Self> {
        let (top, name) = path.strip_prefix(&folder.root)?.strip_prefix('/')?.split_once('/')?;
        let kind = Kind::from_folder(top)?;
        let is_entry = name.ends_with(".yaml") && !name.starts_with('.') && !name.contains(['/', '\\']);
        is_entry.then(|| Self { path: path.to_owned(), odd: None, kind })
    }

    /// The name without `.yaml`.
    pub(crate) fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.strip_suffix(".yaml").unwrap_or(name)
    }
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> LoadError {
    let path = path.to_owned();
    move |source| LoadError { path, source }
}

/// A path without the name of the taxonomy folder.
fn below(path: &str) -> &str {
    path.split_once('/').map_or(path, |(_, below)| below)
}

/// A name as it is told: it may hold any character, also some that a terminal takes for commands.
fn told(name: &OsStr) -> String {
    name.to_string_lossy().replace(must_be_escaped, "\u{fffd}")
}

fn name_of(item: &fs::DirEntry) -> String {
    told(&item.file_name())
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
    let name = name_of(file);
    let path = format!("{folder}/{name}");
    // Not following links: what a link points to may lie outside the folder, or nowhere.
    if !file.file_type().is_ok_and(|kind| kind.is_file()) {
        found.stray.push(stray(&path, "this is not a plain file", "an entry is one plain file".to_owned()));
        return;
    }
    if name.ends_with(".yaml") {
        let odd = (file.file_name() != *name).then(|| file.file_name().into_boxed_os_str());
        found.files.push(FoundFile { path, odd, kind });
    } else {
        let stem =
            Path::new(&name).file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into());
        let help = format!("an entry is named `{stem}.yaml`; other files belong elsewhere");
        found.stray.push(stray(&path, "this file is no entry", help));
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
