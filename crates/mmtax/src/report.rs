//! Everything that was found, sorted, with its places, and its machine-readable forms.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use mmtax_schema::told::told;
use mmtax_schema::{EntryId, Kind, Position, Span};
use serde_json::{Value, json};

use crate::check::Finding;
use crate::diagnostic::{Diagnostic, Severity};
use crate::levels::Levels;
use crate::places::Places;
use crate::rules::Explained;

/// A file that was read.
#[derive(Clone, Debug)]
pub(crate) struct SourceFile {
    pub(crate) path: String,
    pub(crate) kind: Kind,
    /// The id that the file takes, also when it is broken.
    pub(crate) id: Option<EntryId>,
    pub(crate) text: String,
    /// What is wrong with the file itself.
    pub(crate) extra: Vec<Diagnostic>,
}

/// Every diagnostic of one run, sorted by file, place and code.
#[derive(Debug)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
    /// How severe the findings are that are not among them.
    left_out: Vec<Severity>,
    files: usize,
    /// The texts of the files that diagnostics show.
    texts: BTreeMap<String, String>,
}

impl Report {
    pub(crate) fn new(
        mut files: Vec<SourceFile>,
        mut diagnostics: Vec<Diagnostic>,
        mut findings: Vec<(&'static Explained, Finding)>,
        (levels, least): (&Levels, Severity),
        beside: (String, String),
    ) -> Self {
        let left_out = findings.extract_if(.., |(rule, _)| levels.of(rule) > least);
        let left_out = left_out.map(|(rule, _)| levels.of(rule)).collect();
        diagnostics.extend(files.iter_mut().flat_map(|file| std::mem::take(&mut file.extra)));
        let count = files.len();
        let places = Places::locate(&files, &findings);
        diagnostics.extend(
            findings.into_iter().map(|(rule, finding)| places.diagnostic(rule, levels.of(rule), finding)),
        );
        diagnostics.iter_mut().for_each(tell);
        diagnostics.sort_by(|a, b| {
            (&a.file, a.span, a.code, &a.message).cmp(&(&b.file, b.span, b.code, &b.message))
        });
        diagnostics.dedup();
        let mut texts = BTreeMap::from([beside]);
        let mut shown: Vec<&String> = diagnostics
            .iter()
            .flat_map(|d| std::iter::once(&d.file).chain(d.related.iter().map(|related| &related.file)))
            .collect();
        shown.sort();
        shown.dedup();
        for file in files {
            if shown.binary_search(&&file.path).is_ok() {
                texts.insert(file.path, file.text);
            }
        }
        Self { diagnostics, left_out, files: count, texts }
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
        self.texts.get(file).map_or("", String::as_str)
    }

    /// Keeps the diagnostics of files whose path `keep` accepts.
    pub fn retain_files(&mut self, keep: impl Fn(&str) -> bool) {
        self.diagnostics.retain(|diagnostic| keep(&diagnostic.file));
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

/// Messages of rules quote what files hold, as those of the reader do.
fn tell(diagnostic: &mut Diagnostic) {
    let related = diagnostic.related.iter_mut().map(|related| &mut related.message);
    let own = [Some(&mut diagnostic.message), diagnostic.label.as_mut(), diagnostic.help.as_mut()];
    own.into_iter().flatten().chain(related).for_each(|text| *text = told(std::mem::take(text)));
}

fn diagnostic_json(diagnostic: &Diagnostic) -> Value {
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
