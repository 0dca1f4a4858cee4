//! The only reader of files: a taxonomy folder in, taxonomy and report out.

mod find;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use mmtax_graph::{Broken, Taxonomy};
use mmtax_schema::parse::{decode, too_large};
use mmtax_schema::{Entry, EntryId, Fault, Kind, Parsed, Span, parse};
use rayon::prelude::*;

use crate::check::Check;
use crate::diagnostic::{Diagnostic, Related, Severity};
use crate::levels;
use crate::names::not_a_stem;
use crate::report::{Report, SourceFile};
use crate::rules;
use find::{Found, FoundFile, Unread, find_files, read_bounded};

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
    check(dir, find_files(dir)?, &BTreeMap::new(), least)
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
    let mut found = find_files(dir)?;
    let mut texts = BTreeMap::new();
    if let Some(Unsaved { kind, id, text }) = unsaved {
        let path = format!("{}/{}/{id}.yaml", found.root, kind.folder());
        if !found.files.iter().any(|file| file.path == path) {
            found.files.push(FoundFile {
                disk: PathBuf::new(),
                path: path.clone(),
                kind,
                stem: id.to_owned(),
            });
        }
        texts.insert(path, text.to_owned());
    }
    check(dir, found, &texts, Severity::Info)
}

/// [`load`], as if the files that `texts` names held what it says.
pub(crate) fn load_as_if(dir: &Path, texts: &BTreeMap<String, String>) -> Result<Loaded, LoadError> {
    check(dir, find_files(dir)?, texts, Severity::Info)
}

fn check(
    dir: &Path,
    found: Found,
    texts: &BTreeMap<String, String>,
    least: Severity,
) -> Result<Loaded, LoadError> {
    let mut read: Vec<ReadFile> = found.files.into_par_iter().map(|file| read_file(file, texts)).collect();
    read.sort_by(|a, b| a.file.path.cmp(&b.file.path));
    let revision = fingerprint(&read);
    let (mut entries, mut broken, mut diagnostics) =
        (Vec::with_capacity(read.len()), Vec::new(), found.stray);
    let mut files = Vec::with_capacity(read.len());
    for file in read {
        let path = &file.file.path;
        diagnostics.extend(file.faults.into_iter().map(|fault| structural(fault, path)));
        match (file.entry, file.file.id.clone()) {
            (Some(entry), _) => entries.push(entry),
            (None, Some(id)) => broken.push(Broken { id, kind: file.file.kind }),
            (None, None) => {}
        }
        files.push(file.file);
    }
    let (taxonomy, faults) = Taxonomy::build(entries, broken.clone());
    let check = Check { taxonomy: &taxonomy, faults: &faults, broken: &broken };
    let findings = rules::run(&check);
    let settings = levels::read(dir, &format!("{}/{}", found.root, levels::FILE));
    diagnostics.extend(settings.diagnostics);
    let shown = (format!("{}/{}", found.root, levels::FILE), settings.text);
    let report = Report::new(files, diagnostics, findings, (&settings.levels, least), shown);
    Ok(Loaded { taxonomy, report, revision })
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
    let mut files: Vec<RawFile> = find_files(dir)?.files.into_iter().map(raw).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn raw(FoundFile { disk, path, kind, stem }: FoundFile) -> RawFile {
    let bytes = read_bounded(&disk).map_err(|why| match why {
        Unread::TooLarge => too_large().message,
        Unread::Failed(problem) => problem,
    });
    RawFile { disk, path, kind, id: EntryId::new(&stem), bytes }
}

struct ReadFile {
    file: SourceFile,
    entry: Option<Entry>,
    faults: Vec<Fault>,
}

fn stray(path: &str, message: &str, help: String) -> Diagnostic {
    of_file(&rules::STRAY_FILE, path, message, help)
}

fn of_file(explained: &rules::Explained, path: &str, message: impl Into<String>, help: String) -> Diagnostic {
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

fn read_file(found: FoundFile, texts: &BTreeMap<String, String>) -> ReadFile {
    let FoundFile { disk, path, kind, stem } = found;
    let id = EntryId::new(&stem);
    // A file with a bad name still takes the id that was most likely meant: mentions of it are not at fault.
    let taken = id.clone().or_else(|| EntryId::new(&fold_to_id(&stem)));
    let mut file = SourceFile { path, kind, id: taken.clone(), text: String::new(), extra: Vec::new() };
    let bytes = match texts.get(&file.path) {
        Some(text) => Ok(text.clone().into_bytes()),
        None => read_bounded(&disk),
    };
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(Unread::TooLarge) => return ReadFile { file, entry: None, faults: vec![too_large()] },
        Err(Unread::Failed(problem)) => {
            file.extra.push(unreadable(&file.path, problem));
            return ReadFile { file, entry: None, faults: Vec::new() };
        }
    };
    let text = match decode(&bytes) {
        Ok(text) => text,
        Err(fault) => {
            // Places are counted without the mark, as in `decode`.
            let text = String::from_utf8_lossy(&bytes);
            file.text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
            return ReadFile { file, entry: None, faults: vec![fault] };
        }
    };
    file.text = text.to_owned();
    let Parsed { entry, faults } = match &taken {
        Some(id) => parse(kind, id.clone(), text),
        None => Parsed { entry: None, faults: Vec::new() },
    };
    if id.is_none() {
        let help = match &taken {
            Some(id) => format!("rename the file to `{id}.yaml`"),
            None => "ids are lower case, digits, inner `-` and `.`".to_owned(),
        };
        let message = format!("`{stem}` is not an id: an id is lower case, digits, inner `-` and `.`");
        file.extra.push(of_file(&rules::MALFORMED_ID, &file.path, message, help));
    }
    if let Some(why) = id.as_ref().and_then(|id| not_a_stem(id.as_str())) {
        let help = "rename the file, and what refers to it".to_owned();
        let message = format!("`{stem}` cannot be the name of a file everywhere: {why}");
        file.extra.push(of_file(&rules::MALFORMED_ID, &file.path, message, help));
    }
    ReadFile { entry: entry.filter(|_| id.is_some()), faults, file }
}

/// The text of a file beside the entries, or what is wrong with it.
pub(crate) fn read_text(disk: &Path, path: &str) -> Result<String, Box<Diagnostic>> {
    let bytes = read_bounded(disk).map_err(|why| {
        Box::new(match why {
            Unread::TooLarge => structural(too_large(), path),
            Unread::Failed(problem) => unreadable(path, problem),
        })
    })?;
    decode(&bytes).map(str::to_owned).map_err(|fault| Box::new(structural(fault, path)))
}

fn unreadable(path: &str, problem: String) -> Diagnostic {
    of_file(&rules::UNREADABLE_FILE, path, problem, "make it readable".to_owned())
}

/// The id nearest to a malformed one: lower case, with everything else turned into single separators.
fn fold_to_id(stem: &str) -> String {
    let folded: String = stem
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '.' { c.to_ascii_lowercase() } else { '-' })
        .collect();
    folded.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
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

fn fingerprint(files: &[ReadFile]) -> String {
    fnv1a(files.iter().flat_map(|file| [file.file.path.as_str(), file.file.text.as_str()]))
}

/// 64-bit FNV-1a over the parts, each closed by a zero byte, as 16 hexadecimal digits: stable over platforms and releases,
/// which the standard library's hashes are not.
pub(crate) fn fnv1a<'p>(parts: impl IntoIterator<Item = &'p str>) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        for byte in part.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}
