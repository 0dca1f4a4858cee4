//! Mends what can be mended, in memory: whoever asks decides what becomes of the new texts.
//!
//! Every change is tried on its own and the file read again. A change after which the file has a fault that it did not
//! have before is dropped, and said so.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use mmtax_schema::{EntryId, Fault, FaultCode, Fix, Kind, Position, parse};

use crate::diagnostic::{Diagnostic, Severity};
use crate::load::{LoadError, Loaded};
use crate::session::Session;

/// To mend one thing may show another. Real files take two or three rounds.
const ROUNDS: usize = 32;
/// Faults of structure are mended one after the other, since each may hide the next.
const STEPS: usize = 4096;
/// After each step the file is read again. So many bytes are read again in one run; what is then left is for the next.
const WORK: usize = 64 << 20;
/// To find and compare a fault costs as much as to read so many bytes.
const FAULT: usize = 256;

/// Which fixes are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those that are surely meant.
    Safe,
    /// All; somebody has to look at them.
    Unsafe,
}

impl Scope {
    fn allows(self, fix: Option<&Fix>) -> bool {
        match self {
            Self::Safe => fix.is_some_and(|fix| fix.safe),
            Self::Unsafe => fix.is_some(),
        }
    }
}

/// What came of mending.
#[derive(Debug)]
pub struct Fixed {
    /// The files that changed, by path.
    pub files: Vec<FixedFile>,
    /// How many faults were mended.
    pub count: usize,
    /// The fixes that were not made.
    pub dropped: Vec<Dropped>,
    /// What the folder is with the new texts.
    pub loaded: Loaded,
}

/// A file that changed. Texts are without a byte-order mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixedFile {
    /// The file as diagnostics name it.
    pub path: String,
    /// Its text on disk.
    pub before: String,
    /// Its text with the fixes.
    pub after: String,
}

/// A fix that would have broken something else.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dropped {
    /// The file.
    pub file: String,
    /// Where.
    pub at: Position,
    /// The fault that stays.
    pub code: &'static str,
    /// The fault that the fix would have brought.
    pub reason: String,
}

/// Mends the files under `dir` that `wanted` accepts.
///
/// # Errors
/// As [`crate::load()`].
pub fn fix(dir: &Path, scope: Scope, wanted: impl Fn(&str) -> bool) -> Result<Fixed, LoadError> {
    let mut mending = Mending { scope, count: 0, work: WORK, dropped: BTreeSet::new() };
    let mut texts = BTreeMap::new();
    let mut originals = BTreeMap::new();
    let mut session = Session::open(dir)?;
    for _ in 0..ROUNDS {
        let report = session.check(Severity::Info);
        let mut by_file: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
        for diagnostic in report.diagnostics() {
            if scope.allows(diagnostic.fix.as_ref()) && wanted(&diagnostic.file) {
                by_file.entry(&diagnostic.file).or_default().push(diagnostic);
            }
        }
        let mut is_changed = false;
        for (path, diagnostics) in by_file {
            let Some(file) = File::new(path) else { continue };
            let before = report.text(path);
            let after = mending.mend(&file, before, &diagnostics);
            if after != before {
                is_changed = true;
                originals.entry(path.to_owned()).or_insert_with(|| before.to_owned());
                session.set(path, after.as_str());
                texts.insert(path.to_owned(), after);
            }
        }
        if !is_changed {
            break;
        }
    }
    let loaded = session.into_loaded(Severity::Info);
    let before = originals.into_iter();
    let files = before.zip(texts).map(|((path, before), (_, after))| FixedFile { path, before, after });
    let files = files.filter(|file| file.before != file.after).collect();
    Ok(Fixed { files, count: mending.count, dropped: mending.dropped.into_iter().collect(), loaded })
}

/// What is needed to read a text again.
struct File<'p> {
    path: &'p str,
    kind: Kind,
    id: EntryId,
}

impl<'p> File<'p> {
    fn new(path: &'p str) -> Option<Self> {
        let mut parts = path.rsplit('/');
        let id = EntryId::new(parts.next()?.strip_suffix(".yaml")?)?;
        Some(Self { path, kind: Kind::from_folder(parts.next()?)?, id })
    }

    fn faults(&self, text: &str) -> Vec<Fault> {
        parse(self.kind, self.id.clone(), text).faults
    }
}

struct Mending {
    scope: Scope,
    count: usize,
    /// How many bytes may still be read again.
    work: usize,
    dropped: BTreeSet<Dropped>,
}

impl Mending {
    /// Whether a text with so many faults may be read again.
    fn may_read(&mut self, text: &str, faults: usize) -> bool {
        let left = self.work.checked_sub(text.len() + faults * FAULT);
        self.work = left.unwrap_or(self.work);
        left.is_some()
    }

    fn mend(&mut self, file: &File<'_>, text: &str, diagnostics: &[&Diagnostic]) -> String {
        let faults = file.faults(text);
        if faults.is_empty() {
            self.mend_meaning(file, text.to_owned(), diagnostics)
        } else {
            // What rules found is looked at in the next round: its places would be wrong by then.
            self.mend_structure(file, text.to_owned(), faults)
        }
    }

    fn mend_structure(&mut self, file: &File<'_>, mut text: String, mut faults: Vec<Fault>) -> String {
        let mut refused: BTreeSet<(FaultCode, String, u32)> = BTreeSet::new();
        for _ in 0..STEPS {
            let key = |fault: &Fault| (fault.code, fault.message.clone(), fault.span.start.line);
            let next = faults
                .iter()
                .find(|fault| self.scope.allows(fault.fix.as_deref()) && !refused.contains(&key(fault)));
            let Some((fault, fix)) = next.and_then(|fault| Some((fault, fault.fix.as_deref()?))) else {
                break;
            };
            if !self.may_read(&text, faults.len()) {
                break;
            }
            match try_fix(file, &text, &faults, fix, fault.code.name(), &mut self.dropped) {
                Some(mended) => {
                    (text, faults) = mended;
                    self.count += 1;
                }
                None => {
                    refused.insert(key(fault));
                }
            }
        }
        text
    }

    /// From the end of the file to its start, so that places stay what they are. Of fixes that overlap one is made; the
    /// next round sees what is left of the others.
    fn mend_meaning(&mut self, file: &File<'_>, mut text: String, diagnostics: &[&Diagnostic]) -> String {
        let mut done = usize::MAX;
        for diagnostic in diagnostics.iter().rev() {
            let Some(fix) = &diagnostic.fix else { continue };
            let start = fix.edits.iter().map(|edit| edit.span.start.byte).min().unwrap_or(0);
            let end = fix.edits.iter().map(|edit| edit.span.end.byte).max().unwrap_or(0);
            if end > done || !self.may_read(&text, 0) {
                continue;
            }
            if let Some((after, _)) = try_fix(file, &text, &[], fix, diagnostic.code, &mut self.dropped) {
                (text, done) = (after, start);
                self.count += 1;
            }
        }
        text
    }
}

/// The text with a fix and the faults that are left, unless there is a new one among them.
fn try_fix(
    file: &File<'_>,
    text: &str,
    faults: &[Fault],
    fix: &Fix,
    code: &'static str,
    dropped: &mut BTreeSet<Dropped>,
) -> Option<(String, Vec<Fault>)> {
    let after = fix.apply(text).filter(|after| after != text)?;
    let left = file.faults(&after);
    let Some(new) = new_fault(faults, &left) else { return Some((after, left)) };
    let at = fix.edits.first().map_or(Position::START, |edit| edit.span.start);
    let reason = format!("it would bring {}: {}", new.code.name(), new.message);
    dropped.insert(Dropped { file: file.path.to_owned(), at, code, reason });
    None
}

/// A fault of `after` that is not among those of `before`. Where a text stops being YAML nothing behind it was seen: there
/// it is enough that more can be read.
fn new_fault<'f>(before: &[Fault], after: &'f [Fault]) -> Option<&'f Fault> {
    let syntax = |faults: &[Fault]| {
        let fault = faults.iter().find(|fault| fault.code == FaultCode::YamlSyntax);
        fault.map(|fault| fault.span.start.byte)
    };
    if let Some(stopped) = syntax(before) {
        return after.iter().find(|_| syntax(after).is_some_and(|stops| stops <= stopped));
    }
    let mut known: Vec<(FaultCode, &str)> =
        before.iter().map(|fault| (fault.code, &*fault.message)).collect();
    after.iter().find(|fault| {
        let same = known.iter().position(|known| *known == (fault.code, &*fault.message));
        same.map(|same| known.swap_remove(same)).is_none()
    })
}
