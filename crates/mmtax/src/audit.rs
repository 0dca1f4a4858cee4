//! Lists of papers, as awesome lists are: their rows as entries in memory, checked by the rules and against the taxonomy.

mod against;
mod codes;
mod columns;
mod dates;
mod draft;
mod list;
mod rows;
mod titles;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use mmtax_schema::told::told;
use mmtax_schema::{EntryId, Kind, Position, Span};

use crate::check::{Finding, Spot};
use crate::diagnostic::{Diagnostic, Related, Severity};
use crate::report::Report;
use crate::rules::{Explained, explained};
use crate::session::Session;
pub(crate) use codes::CODES;

/// What came of a list.
#[derive(Debug)]
pub struct Audit {
    /// How many rows and items tell of a work.
    pub rows: usize,
    /// How many of them lead to arXiv.
    pub papers: usize,
    /// Everything that is wrong, at its place in the list.
    pub report: Report,
}

/// Where the fields of each draft stand in the list.
type Places = BTreeMap<(Kind, EntryId), BTreeMap<&'static str, Range<usize>>>;

/// A list and the taxonomy differ.
struct Differs {
    rule: &'static Explained,
    at: Range<usize>,
    message: String,
    spot: Spot,
}

/// Reads a list in Markdown, `name` in reports: tables that name works, and items that start with the link of a paper. Its
/// rows become entries in memory, which the rules are asked about as far as a list can answer them; `against` also compares
/// them with a taxonomy.
#[must_use]
pub fn audit(name: &str, text: &str, against: Option<&mut Session>) -> Audit {
    let rows = list::read(text);
    let mut seen = Seen::new(name, text);
    rows::check_each(&rows, &mut seen);
    draft::check(&rows, &mut seen);
    rows::check_all(&rows, &mut seen);
    let mut texts = BTreeMap::from([(name.to_owned(), Arc::from(text))]);
    if let Some(session) = against {
        let differences = against::differences(&rows, session.taxonomy());
        let findings = differences.iter().map(|differs| Finding::new(differs.spot.clone(), ""));
        let (located, theirs) = session.locate(findings.collect());
        texts.extend(theirs);
        for (differs, (file, span)) in differences.into_iter().zip(located) {
            let related = vec![Related { file, span, message: "in the taxonomy".to_owned() }];
            seen.push(
                differs.rule,
                differs.rule.severity,
                differs.at,
                differs.message,
                (None, related, None),
            );
        }
    }
    let papers = rows.iter().filter(|row| draft::paper(row).is_some()).count();
    Audit { rows: rows.len(), papers, report: Report::of(seen.diagnostics, 1, texts) }
}

/// What was found, each thing once at its place.
struct Seen {
    name: String,
    lines: Lines,
    found: BTreeSet<(&'static str, usize)>,
    diagnostics: Vec<Diagnostic>,
}

impl Seen {
    fn new(name: &str, text: &str) -> Self {
        Self {
            name: name.to_owned(),
            lines: Lines::new(text),
            found: BTreeSet::new(),
            diagnostics: Vec::new(),
        }
    }

    fn has_at(&self, code: &'static str, at: &Range<usize>) -> bool {
        self.found.contains(&(code, at.start))
    }

    fn report(&mut self, rule: &Explained, at: Range<usize>, message: String) {
        self.push(rule, rule.severity, at, message, (None, Vec::new(), None));
    }

    fn report_with(
        &mut self,
        rule: &Explained,
        at: Range<usize>,
        message: String,
        other: Range<usize>,
        label: &str,
    ) {
        self.add(rule, rule.severity, at, message, None, vec![(other, label.to_owned())], None);
    }

    /// Reports under the code of a rule.
    fn report_as(&mut self, code: &str, at: Range<usize>, message: String) {
        if let Some(rule) = explained().into_iter().find(|rule| rule.code == code) {
            self.report(&rule, at, message);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a finding")]
    fn add(
        &mut self,
        rule: &Explained,
        severity: Severity,
        at: Range<usize>,
        message: String,
        label: Option<String>,
        related: Vec<(Range<usize>, String)>,
        help: Option<String>,
    ) {
        let file = &self.name;
        let related = related.into_iter();
        let related = related
            .map(|(range, message)| Related { file: file.clone(), span: self.lines.span(&range), message })
            .collect();
        self.push(rule, severity, at, message, (label, related, help));
    }

    fn push(
        &mut self,
        rule: &Explained,
        severity: Severity,
        at: Range<usize>,
        message: String,
        (label, related, help): (Option<String>, Vec<Related>, Option<String>),
    ) {
        if self.found.insert((rule.code, at.start)) {
            self.diagnostics.push(Diagnostic {
                code: rule.code,
                severity,
                message: told(message),
                file: self.name.clone(),
                span: self.lines.span(&at),
                label: label.map(told),
                related,
                help: help.map(told),
                fix: None,
            });
        }
    }
}

/// Finds lines and columns.
struct Lines {
    text: String,
    starts: Vec<usize>,
}

impl Lines {
    fn new(text: &str) -> Self {
        let after = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { text: text.to_owned(), starts: std::iter::once(0).chain(after).collect() }
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span { start: self.position(range.start), end: self.position(range.end) }
    }

    fn position(&self, byte: usize) -> Position {
        let line = self.starts.partition_point(|start| *start <= byte) - 1;
        let before = &self.text[self.starts[line]..byte];
        let count = |number: usize| u32::try_from(number + 1).unwrap_or(u32::MAX);
        Position { line: count(line), column: count(before.chars().count()), byte }
    }
}

#[cfg(test)]
mod tests {
    use super::{CODES, draft};
    use crate::rules::RULES;

    #[test]
    fn codes_are_sorted_and_no_rule_has_them() {
        assert!(CODES.is_sorted_by(|a, b| a.code < b.code));
        assert!(CODES.iter().all(|about| RULES.iter().all(|rule| rule.about.code != about.code)));
    }

    #[test]
    fn the_rules_that_are_asked_exist() {
        for code in draft::ASKED {
            assert!(RULES.iter().any(|rule| rule.about.code == code), "{code}");
        }
    }
}
