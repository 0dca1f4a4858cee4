//! The only reader of files: a taxonomy folder in, taxonomy and report out.

mod file;
mod find;

use std::io;
use std::path::{Path, PathBuf};

use mmtax_schema::parse::too_large;
use mmtax_schema::{EntryId, Fault, Kind, Span};

use crate::diagnostic::{Diagnostic, Related, Severity};
use crate::report::Report;
use crate::rules;
use crate::session::Session;
use crate::taxonomy::Taxonomy;
pub(crate) use file::File;
pub(crate) use find::{Folder, FoundFile, Scope, Unread, read_bounded};

/// What came of a taxonomy folder.
#[derive(Debug)]
pub struct Loaded {
    /// The sound entries, joined.
    pub taxonomy: Taxonomy,
    /// Everything that is wrong.
    pub report: Report,
    /// A fingerprint of the data: 16 hexadecimal digits over the paths and bytes of all files.
    pub revision: String,
}

/// The folder could not be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read the taxonomy folder `{}`", path.display())]
pub struct LoadError {
    /// The folder.
    pub path: PathBuf,
    /// What the system says.
    pub source: io::Error,
}

/// Reads, joins and checks every file under `dir`.
///
/// # Errors
/// When `dir` or one of its folders cannot be listed. Faults in files, even a file that cannot be read, are in the report.
pub fn load(dir: &Path) -> Result<Loaded, LoadError> {
    load_down_to(dir, Severity::Info)
}

/// As [`load`], but what the rules find that is less severe than `least` is only counted: to look up places in files costs
/// more than to find that all is well.
///
/// # Errors
/// As those of [`load`].
pub fn load_down_to(dir: &Path, least: Severity) -> Result<Loaded, LoadError> {
    Ok(Session::open(dir)?.into_loaded(least))
}

/// An entry that is not on disk yet, to be read and checked as if it were.
#[derive(Clone, Copy, Debug)]
pub struct Unsaved<'u> {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: &'u str,
    /// The text of its file.
    pub text: &'u str,
}

/// [`load`] with one more file, which takes the place of the one on disk.
///
/// # Errors
/// As [`load`].
pub fn load_with(dir: &Path, unsaved: Option<Unsaved<'_>>) -> Result<Loaded, LoadError> {
    let mut session = Session::open(dir)?;
    if let Some(Unsaved { kind, id, text }) = unsaved {
        session.set(&session.file(kind, id), text);
    }
    Ok(session.into_loaded(Severity::Info))
}

/// One file as it stands on disk.
#[derive(Debug)]
pub struct RawFile {
    /// Where it is.
    pub disk: PathBuf,
    /// How diagnostics name it.
    pub path: String,
    /// The kind of its folder.
    pub kind: Kind,
    /// Its stem, if that is an id.
    pub id: Option<EntryId>,
    /// What is in it, or why it could not be read.
    pub bytes: Result<Vec<u8>, String>,
}

/// The files under `dir` as they stand on disk, sorted by path.
///
/// # Errors
/// As [`load`].
pub fn read(dir: &Path) -> Result<Vec<RawFile>, LoadError> {
    let folder = Folder::new(dir)?;
    let raw = |found: FoundFile| {
        let disk = folder.disk(&found.path, found.odd.as_deref());
        let bytes = read_bounded(&disk).map_err(|why| match why {
            Unread::TooLarge => too_large().message,
            Unread::Failed(problem) => problem,
        });
        let id = EntryId::new(found.stem());
        RawFile { disk, path: found.path, kind: found.kind, id, bytes }
    };
    let mut files: Vec<RawFile> = folder.find(&Scope::all())?.files.into_iter().map(raw).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// Why there are no bytes, as it is told.
pub(crate) fn unread(why: Unread, path: &str) -> Diagnostic {
    match why {
        Unread::TooLarge => structural(too_large(), path),
        Unread::Failed(problem) => {
            of_file(&rules::UNREADABLE_FILE, path, problem, "make it readable".to_owned())
        }
    }
}

fn stray(path: &str, message: &str, help: String) -> Diagnostic {
    of_file(&rules::STRAY_FILE, path, message, help)
}

pub(crate) fn of_file(
    explained: &rules::Explained,
    path: &str,
    message: impl Into<String>,
    help: String,
) -> Diagnostic {
    Diagnostic {
        code: explained.code,
        severity: explained.severity,
        message: message.into(),
        file: path.to_owned(),
        span: Span::START,
        label: None,
        related: Vec::new(),
        help: Some(help),
        fix: None,
    }
}

pub(crate) fn structural(fault: Fault, file: &str) -> Diagnostic {
    let related = fault
        .related
        .into_iter()
        .map(|related| Related { file: file.to_owned(), span: related.span, message: related.message })
        .collect();
    Diagnostic {
        code: fault.code.name(),
        severity: Severity::Error,
        message: fault.message,
        file: file.to_owned(),
        span: fault.span,
        label: None,
        related,
        help: fault.help,
        fix: fault.fix.map(|fix| *fix),
    }
}

/// [`fnv1a_word`] as 16 hexadecimal digits.
pub(crate) fn fnv1a<'p>(parts: impl IntoIterator<Item = &'p str>) -> String {
    format!("{:016x}", fnv1a_word(parts))
}

/// 64-bit FNV-1a over the parts, each closed by a zero byte: stable over platforms and releases, which the standard
/// library's hashes are not.
pub(crate) fn fnv1a_word<'p>(parts: impl IntoIterator<Item = &'p str>) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        for byte in part.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}
