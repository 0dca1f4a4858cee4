//! Everything that was found, sorted, with its places, and its machine-readable forms.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use mmtax_schema::{Position, Span};
use serde_json::{Value, json};

use crate::check::Finding;
use crate::diagnostic::{Diagnostic, Severity};
use crate::levels::Levels;
use crate::load::File;
use crate::places::{Places, file_at};
use crate::rules::Explained;
use crate::since::new_since;

/// Every diagnostic of one run, sorted by file, place and code.
#[derive(Debug)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
    /// How severe the findings are that are not among them.
    left_out: Vec<Severity>,
    files: usize,
    /// The texts of the files that diagnostics show.
    texts: BTreeMap<String, Arc<str>>,
}

impl Report {
    /// `files` are those under the folder that is called `root`, sorted by path.
    pub(crate) fn new(
        (root, files): (&str, &mut [File]),
        mut diagnostics: Vec<Diagnostic>,
        findings: &[(&'static Explained, Finding)],
        (levels, least): (&Levels, Severity),
        beside: (String, Arc<str>),
    ) -> Self {
        let (shown, left_out): (Vec<_>, Vec<_>) =
            findings.iter().partition(|(rule, _)| levels.of(rule) <= least);
        let left_out = left_out.iter().map(|(rule, _)| levels.of(rule)).collect();
        diagnostics.extend(files.iter().flat_map(|file| &file.diagnostics).cloned());
        let places = Places::locate(root, files, &shown);
        diagnostics.extend(
            shown.iter().map(|(rule, finding)| places.diagnostic(rule, levels.of(rule), finding.clone())),
        );
        diagnostics.iter_mut().for_each(escape_controls);
        diagnostics.sort_by(|a, b| {
            (&a.file, a.span, a.code, &a.message).cmp(&(&b.file, b.span, b.code, &b.message))
        });
        diagnostics.dedup();
        let mut texts = BTreeMap::from([beside]);
        let shown = diagnostics
            .iter()
            .flat_map(|d| std::iter::once(&d.file).chain(d.related.iter().map(|related| &related.file)));
        for path in shown {
            if let Some(file) = file_at(files, path).filter(|_| !texts.contains_key(path)) {
                texts.insert(path.clone(), file.text.clone());
            }
        }
        Self { diagnostics, left_out, files: files.len(), texts }
    }

    /// The diagnostics, sorted by file, place and code.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// How many files were read.
    #[must_use]
    pub const fn files(&self) -> usize {
        self.files
    }

    /// How many findings have this severity, also of those that [`load_down_to`](crate::load_down_to) only counts.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let shown = self.diagnostics.iter().map(|diagnostic| diagnostic.severity);
        shown.chain(self.left_out.iter().copied()).filter(|found| *found == severity).count()
    }

    /// Whether any diagnostic is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// The text of a file that a diagnostic shows.
    pub(crate) fn text(&self, file: &str) -> &str {
        self.texts.get(file).map_or("", |text| text)
    }

    /// Keeps the diagnostics of files whose path `keep` accepts.
    pub fn retain_files(&mut self, keep: impl Fn(&str) -> bool) {
        self.diagnostics.retain(|diagnostic| keep(&diagnostic.file));
    }

    /// Keeps the diagnostics of files whose path `keep` accepts, and those that `before` does not have. Both reports must
    /// hold all infos ([`load`](crate::load)).
    pub fn retain_since(&mut self, before: &Self, keep: impl Fn(&str) -> bool) {
        let new = new_since(&self.diagnostics, &before.diagnostics);
        let mut new = new.into_iter();
        self.diagnostics
            .retain(|diagnostic| new.next().is_some_and(|is_new| is_new) || keep(&diagnostic.file));
    }

    /// Keeps the diagnostics that are at least as bad as `least`, and counts no others.
    pub fn retain_down_to(&mut self, least: Severity) {
        self.diagnostics.retain(|diagnostic| diagnostic.severity <= least);
        self.left_out.retain(|severity| *severity <= least);
    }

    /// One JSON object: `version` (1), `summary` with the counts of `files`, `errors` and `warnings`, and `diagnostics`, each
    /// with `code`, `severity`, `message`, `file`, `span`, `related`, `help` and `fixable`. Lines and columns count from 1,
    /// columns in Unicode characters; paths are relative to the parent of the taxonomy folder, with `/`.
    #[must_use]
    pub fn to_json(&self) -> String {
        let diagnostics: Vec<Value> = self.diagnostics.iter().map(diagnostic_json).collect();
        let report = json!({
            "version": 1,
            "summary": {
                "files": self.files,
                "errors": self.count(Severity::Error),
                "warnings": self.count(Severity::Warning),
            },
            "diagnostics": diagnostics,
        });
        format!("{report:#}\n")
    }

    /// One line a diagnostic: `file:line:column: severity[code]: message`.
    #[must_use]
    pub fn to_short(&self) -> String {
        let mut out = String::new();
        for diagnostic in &self.diagnostics {
            let Position { line, column, .. } = diagnostic.span.start;
            let _ = writeln!(
                out,
                "{}:{line}:{column}: {}[{}]: {}",
                diagnostic.file,
                diagnostic.severity.word(),
                diagnostic.code,
                diagnostic.message
            );
        }
        out
    }

    /// GitHub workflow commands, one a line, which annotate the lines of a pull request.
    #[must_use]
    pub fn to_github(&self) -> String {
        let mut out = String::new();
        for diagnostic in &self.diagnostics {
            let level = match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "notice",
            };
            let Span { start, end } = diagnostic.span;
            let file = escape_property(&diagnostic.file);
            let mut message = diagnostic.message.clone();
            for related in &diagnostic.related {
                let Position { line, column, .. } = related.span.start;
                let _ = write!(message, "\n{}:{line}:{column}: {}", related.file, related.message);
            }
            if let Some(help) = &diagnostic.help {
                let _ = write!(message, "\nhelp: {help}");
            }
            // The host shows an end column only when both ends are on one line.
            let end = if end.line == start.line {
                format!(",endLine={},endColumn={}", end.line, end.column)
            } else {
                format!(",endLine={}", end.line)
            };
            let _ = writeln!(
                out,
                "::{level} file={file},line={},col={}{end},title={}::{}",
                start.line,
                start.column,
                escape_property(diagnostic.code),
                escape_data(&message),
            );
        }
        out
    }
}

/// Messages quote what files hold, and a quoted text may hold any character: a line end would break the formats of one
/// line a diagnostic, an escape would be a command to the terminal.
fn escape_controls(diagnostic: &mut Diagnostic) {
    let related = diagnostic.related.iter_mut().map(|related| &mut related.message);
    let own = [Some(&mut diagnostic.message), diagnostic.label.as_mut(), diagnostic.help.as_mut()];
    for text in own.into_iter().flatten().chain(related) {
        if text.contains(char::is_control) {
            let escaped = text
                .chars()
                .map(|c| if c.is_control() { c.escape_default().to_string() } else { c.to_string() });
            *text = escaped.collect();
        }
    }
}

pub(crate) fn diagnostic_json(diagnostic: &Diagnostic) -> Value {
    let related: Vec<Value> = diagnostic
        .related
        .iter()
        .map(|related| {
            json!({ "file": related.file, "span": span_json(related.span), "message": related.message })
        })
        .collect();
    json!({
        "code": diagnostic.code,
        "severity": diagnostic.severity.word(),
        "message": diagnostic.message,
        "file": diagnostic.file,
        "span": span_json(diagnostic.span),
        "related": related,
        "help": diagnostic.help,
        "fixable": diagnostic.is_fixable(),
    })
}

fn span_json(span: Span) -> Value {
    let position = |at: Position| json!({ "line": at.line, "column": at.column });
    json!({ "start": position(span.start), "end": position(span.end) })
}

fn escape_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}
