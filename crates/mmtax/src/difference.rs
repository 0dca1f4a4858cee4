//! What a change means: in what two states of a taxonomy differ, and which findings come and go with it.

mod json;
mod markdown;
mod text;
mod words;

use mmtax_graph::{Diff, FieldChange, How, Turn};
use mmtax_schema::Said;

use crate::diagnostic::{Diagnostic, Severity};
use crate::load::Loaded;
use crate::since::new_since;

/// The difference between two states of a taxonomy.
#[derive(Clone, Debug)]
pub struct Difference {
    /// What the taxonomy says otherwise.
    pub taxonomy: Diff,
    /// Findings that are there now and were not before, the worst first.
    pub new: Vec<Diagnostic>,
    /// Findings that were there before and are not now, the worst first.
    pub gone: Vec<Diagnostic>,
}

/// One of the two states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// How the reader calls it: `main`, `the working tree`.
    pub name: String,
    /// The commit that it is, if it is one.
    pub commit: Option<String>,
}

impl Difference {
    /// Compares two states. Both must hold all infos ([`load`](crate::load)).
    #[must_use]
    pub fn between(before: &Loaded, after: &Loaded) -> Self {
        let only = |these: &Loaded, others: &Loaded| {
            let (these, others) = (these.report.diagnostics(), others.report.diagnostics());
            let is_new = new_since(these, others);
            let found = these.iter().zip(is_new).filter(|(_, is_new)| *is_new);
            let mut found: Vec<Diagnostic> = found.map(|(found, _)| found.clone()).collect();
            found.sort_by_key(|found| found.severity);
            found
        };
        Self {
            taxonomy: before.taxonomy.diff(&after.taxonomy),
            new: only(after, before),
            gone: only(before, after),
        }
    }

    /// Whether both say the same, with the same findings.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.taxonomy.is_empty() && self.new.is_empty() && self.gone.is_empty()
    }

    /// How much came, went and changed, by what it is.
    fn counts(&self) -> [Count; 9] {
        let diff = &self.taxonomy;
        let components = diff.entries.iter().map(|entry| components(&entry.fields));
        [
            Count::of("entry", "entries", diff.entries.iter().map(|change| turn(&change.how))),
            Count::of("component", "components", components.flatten()),
            Count::of("relation", "relations", diff.links.iter().map(|change| change.turn)),
            Count::of("class", "classes", diff.classes.iter().map(mmtax_graph::ClassChange::turn)),
            Count::of("score", "scores", diff.scores.iter().map(mmtax_graph::ScoreChange::turn)),
            Count::of("erratum", "errata", diff.errata.iter().map(mmtax_graph::ErratumChange::turn)),
            self.findings(Severity::Error, "error", "errors"),
            self.findings(Severity::Warning, "warning", "warnings"),
            self.findings(Severity::Info, "info", "infos"),
        ]
    }

    fn findings(&self, severity: Severity, one: &'static str, many: &'static str) -> Count {
        let count = |list: &[Diagnostic]| list.iter().filter(|found| found.severity == severity).count();
        Count {
            one,
            many,
            added: count(&self.new),
            removed: count(&self.gone),
            changed: 0,
            is_of_findings: true,
        }
    }
}

/// How much of one thing came, went and changed.
struct Count {
    one: &'static str,
    many: &'static str,
    added: usize,
    removed: usize,
    changed: usize,
    /// Findings come and go; nobody adds or removes them.
    is_of_findings: bool,
}

impl Count {
    fn of(one: &'static str, many: &'static str, turns: impl Iterator<Item = Turn>) -> Self {
        let mut count = Self { one, many, added: 0, removed: 0, changed: 0, is_of_findings: false };
        for turn in turns {
            match turn {
                Turn::Added => count.added += 1,
                Turn::Removed => count.removed += 1,
                Turn::Changed => count.changed += 1,
            }
        }
        count
    }

    const fn is_empty(&self) -> bool {
        self.added + self.removed + self.changed == 0
    }

    /// "2 entries added, 1 removed", or "1 new error, 2 gone".
    fn words(&self) -> String {
        let (added, removed) = if self.is_of_findings { ("new", "gone") } else { ("added", "removed") };
        let mut parts = Vec::new();
        for (count, word) in [(self.added, added), (self.removed, removed), (self.changed, "changed")] {
            let noun = if count == 1 { self.one } else { self.many };
            match (count, word) {
                (0, _) => {}
                (_, "new") => parts.push(format!("{count} new {noun}")),
                _ if parts.is_empty() => parts.push(format!("{count} {noun} {word}")),
                _ => parts.push(format!("{count} {word}")),
            }
        }
        parts.join(", ")
    }
}

/// Which way an entry changed: one that is renamed, replaced or broken is still there.
const fn turn(how: &How) -> Turn {
    match how {
        How::Added | How::Broken { was_there: false } => Turn::Added,
        How::Removed => Turn::Removed,
        How::Renamed { .. } | How::Replaced { .. } | How::Broken { .. } | How::Mended | How::Changed => {
            Turn::Changed
        }
    }
}

/// Which way each component of an entry changed that did.
fn components(fields: &[FieldChange]) -> Vec<Turn> {
    let mut turns = Vec::new();
    let mut last = "";
    for field in fields.iter().filter(|field| field.path.starts_with("components[")) {
        let item = field.path.rfind("].").map(|end| &field.path[..end]);
        let whole =
            [&field.before, &field.after].into_iter().flatten().all(|said| matches!(said, Said::Map(_)));
        match item {
            // Several fields of one component are one change.
            Some(item) if !whole => {
                if item != last {
                    turns.push(Turn::Changed);
                }
                last = item;
            }
            _ => turns.push(field.turn()),
        }
    }
    turns
}
