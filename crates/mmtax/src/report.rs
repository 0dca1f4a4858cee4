//! Everything that was found, sorted, with its places, and its machine-readable forms.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use mmtax_schema::Position;
use mmtax_schema::told::told;

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
        diagnostics.iter_mut().for_each(tell);
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

    /// A report of files that are no entries, of which the texts are these.
    pub(crate) fn of(
        mut diagnostics: Vec<Diagnostic>,
        files: usize,
        texts: BTreeMap<String, Arc<str>>,
    ) -> Self {
        diagnostics.sort_by(|a, b| {
            (&a.file, a.span, a.code, &a.message).cmp(&(&b.file, b.span, b.code, &b.message))
        });
        Self { diagnostics, left_out: Vec::new(), files, texts }
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
}

/// Messages of rules quote what files hold, as those of the reader do.
fn tell(diagnostic: &mut Diagnostic) {
    let related = diagnostic.related.iter_mut().map(|related| &mut related.message);
    let own = [Some(&mut diagnostic.message), diagnostic.label.as_mut(), diagnostic.help.as_mut()];
    own.into_iter().flatten().chain(related).for_each(|text| *text = told(std::mem::take(text)));
}
