//! The only reader of files: a taxonomy folder in, taxonomy and report out.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use mmtax_graph::{Broken, Taxonomy};
use mmtax_schema::parse::{MAX_BYTES, decode};
use mmtax_schema::{Entry, EntryId, Fault, Kind, Parsed, Span, parse};
use rayon::prelude::*;

use crate::check::Check;
use crate::diagnostic::{Diagnostic, Related, Severity};
use crate::report::{Report, SourceFile};
use crate::rules;

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
    let found = find_files(dir)?;
    let mut read: Vec<ReadFile> = found.files.into_par_iter().map(read_file).collect();
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
    let report = Report::new(files, diagnostics, findings, least);
    Ok(Loaded { taxonomy, report, revision })
}

struct Found {
    files: Vec<FoundFile>,
    stray: Vec<Diagnostic>,
}

struct FoundFile {
    /// Where to read it.
    disk: PathBuf,
    /// How to name it: relative to the parent of the taxonomy folder, with `/`.
    path: String,
    kind: Kind,
    stem: String,
}

struct ReadFile {
    file: SourceFile,
    entry: Option<Entry>,
    faults: Vec<Fault>,
}

fn find_files(dir: &Path) -> Result<Found, LoadError> {
    let error = |path: &Path| {
        let path = path.to_owned();
        move |source| LoadError { path, source }
    };
    // `.` has no name of its own; its real path has.
    let real = dir.canonicalize().map_err(error(dir))?;
    let root = real.file_name().map_or_else(|| "taxonomy".into(), |name| name.to_string_lossy().into_owned());
    let mut found = Found { files: Vec::new(), stray: Vec::new() };
    for folder in list(dir).map_err(error(dir))? {
        let name = name_of(&folder);
        let path = format!("{root}/{name}");
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
fn name_of(item: &fs::DirEntry) -> String {
    item.file_name().to_string_lossy().replace(char::is_control, "\u{fffd}")
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
    name.starts_with("LICENSE") || name == "README.md"
}

fn sort_file(file: &fs::DirEntry, kind: Kind, folder: &str, found: &mut Found) {
    let name = name_of(file);
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
        fixable: false,
    }
}

fn read_file(found: FoundFile) -> ReadFile {
    let FoundFile { disk, path, kind, stem } = found;
    let id = EntryId::new(&stem);
    // A file with a bad name still takes the id that was most likely meant: mentions of it are not at fault.
    let taken = id.clone().or_else(|| EntryId::new(&fold_to_id(&stem)));
    let mut file = SourceFile { path, kind, id: taken.clone(), text: String::new(), extra: Vec::new() };
    let bytes = match read_bounded(&disk) {
        Ok(bytes) => bytes,
        Err(problem) => {
            file.extra.push(of_file(
                &rules::UNREADABLE_FILE,
                &file.path,
                problem,
                "make it readable".to_owned(),
            ));
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
    // Nothing is shown of a file that is too large.
    if text.len() <= MAX_BYTES {
        file.text = text.to_owned();
    }
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
    ReadFile { entry: entry.filter(|_| id.is_some()), faults, file }
}

/// Reads at most a little more than a file may have, so that a file of any size costs little memory.
fn read_bounded(path: &Path) -> Result<Vec<u8>, String> {
    use io::Read;
    let file = fs::File::open(path).map_err(|error| format!("cannot open the file: {error}"))?;
    let most = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX) + 4;
    // Room for the whole file and for the look that finds its end, so that it is read at once.
    let length = file.metadata().map_or(0, |metadata| metadata.len()).min(most);
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default() + 1);
    file.take(most).read_to_end(&mut bytes).map_err(|error| format!("cannot read the file: {error}"))?;
    if bytes.len() > MAX_BYTES {
        // A cut could split a character; the size is the fault to report.
        bytes = vec![b' '; MAX_BYTES + 1];
    }
    Ok(bytes)
}

/// The id nearest to a malformed one: lower case, with everything else turned into single separators.
fn fold_to_id(stem: &str) -> String {
    let folded: String = stem
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '.' { c.to_ascii_lowercase() } else { '-' })
        .collect();
    folded.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

fn structural(fault: Fault, file: &str) -> Diagnostic {
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
        fixable: false,
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
