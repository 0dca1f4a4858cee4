//! One file: from its bytes to an entry and to what is wrong with the file itself.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::sync::Arc;

use mmtax_schema::parse::{MAX_BYTES, decode};
use mmtax_schema::{Entry, EntryId, Kind, Parsed, Path, PathPart, Span, id, parse};

use super::find::{FoundFile, Unread};
use super::{of_file, structural, unread};
use crate::diagnostic::Diagnostic;
use crate::names::not_a_stem;
use crate::rules;

/// A file that was read. Its entry is kept elsewhere.
#[derive(Debug)]
pub(crate) struct File {
    /// How it is told.
    pub(crate) path: String,
    /// Its name on disk, where `path` cannot tell it.
    pub(crate) odd: Option<Box<OsStr>>,
    pub(crate) kind: Kind,
    /// The id that the file takes, also when it is broken.
    pub(crate) id: Option<EntryId>,
    /// Whether there is an entry of that id in it.
    pub(crate) has_entry: bool,
    pub(crate) text: Arc<str>,
    /// Whether `text` is all that it holds.
    is_whole: bool,
    /// What is wrong with the file itself.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Where things stand in it, as far as anybody has asked.
    pub(crate) spans: BTreeMap<(Path, PathPart), Span>,
}

impl File {
    /// Reads what was found.
    pub(crate) fn read(found: FoundFile, bytes: Result<Vec<u8>, Unread>) -> (Self, Option<Entry>) {
        let stem = found.stem();
        let id = EntryId::new(stem);
        // A file with a bad name still takes the id that was most likely meant: mentions of it are not at fault.
        let taken = id.clone().or_else(|| EntryId::new(&id::fold_to_id(stem)));
        let misnamed = match &id {
            Some(id) => not_a_stem(id.as_str()).map(|why| not_everywhere(&found, why)),
            None => Some(malformed(&found, taken.as_ref())),
        };
        let FoundFile { path, odd, kind } = found;
        let mut file = Self {
            path,
            odd,
            kind,
            id: taken,
            has_entry: false,
            text: Arc::default(),
            is_whole: false,
            diagnostics: Vec::new(),
            spans: BTreeMap::new(),
        };
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(why) => {
                file.diagnostics.push(unread(why, &file.path));
                return (file, None);
            }
        };
        let text = match decode(&bytes) {
            Ok(text) => text,
            Err(fault) => {
                // Places are counted without the mark, as in `decode`.
                let text = String::from_utf8_lossy(&bytes);
                file.text = text.strip_prefix('\u{feff}').unwrap_or(&text).into();
                file.diagnostics.push(structural(fault, &file.path));
                return (file, None);
            }
        };
        // Nothing is shown of a file that is too large.
        if text.len() <= MAX_BYTES {
            (file.text, file.is_whole) = (text.into(), true);
        }
        let Parsed { entry, faults } = match &file.id {
            Some(id) => parse(kind, id.clone(), text),
            None => Parsed { entry: None, faults: Vec::new() },
        };
        file.diagnostics.extend(faults.into_iter().map(|fault| structural(fault, &file.path)));
        file.diagnostics.extend(misnamed);
        let entry = entry.filter(|_| id.is_some());
        file.has_entry = entry.is_some();
        (file, entry)
    }

    /// Whether nothing has changed: the bytes are those that were read.
    pub(crate) fn holds(&self, bytes: &Result<Vec<u8>, Unread>) -> bool {
        self.is_whole && bytes.as_ref().is_ok_and(|bytes| decode(bytes) == Ok(&*self.text))
    }

    /// Whether neither has an entry, for the same reasons.
    pub(crate) fn is_as_bad_as(&self, other: &Self) -> bool {
        !self.has_entry
            && !other.has_entry
            && self.is_whole == other.is_whole
            && self.text == other.text
            && self.diagnostics == other.diagnostics
    }

    /// The kind and id of its entry, if there is one in it.
    pub(crate) fn entry(&self) -> Option<(Kind, EntryId)> {
        Some((self.kind, self.id.clone().filter(|_| self.has_entry)?))
    }

    pub(crate) fn key(&self) -> (&str, Option<&OsStr>) {
        (&self.path, self.odd.as_deref())
    }
}

fn malformed(found: &FoundFile, taken: Option<&EntryId>) -> Diagnostic {
    let help = match taken {
        Some(id) => format!("rename the file to `{id}.yaml`"),
        None => "ids are lower case, digits, inner `-` and `.`".to_owned(),
    };
    let message = format!("`{}` is not an id: an id is lower case, digits, inner `-` and `.`", found.stem());
    of_file(&rules::MALFORMED_ID, &found.path, message, help)
}

fn not_everywhere(found: &FoundFile, why: String) -> Diagnostic {
    let help = "rename the file, and what refers to it".to_owned();
    let message = format!("`{}` cannot be the name of a file everywhere: {why}", found.stem());
    of_file(&rules::MALFORMED_ID, &found.path, message, help)
}
