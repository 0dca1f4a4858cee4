//! What a GitHub workflow shows: annotations at the lines of a pull request, and a table where those are not enough.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use mmtax_render::markdown_text;
use mmtax_schema::{Position, Span};

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::Report;

/// How many annotations of one level the host shows for a step; it drops those that come later.
const SHOWN: usize = 10;

/// How many bytes of summary the host takes from a step; it takes nothing of a longer one.
pub const SUMMARY_LIMIT: usize = 1 << 20;

impl Report {
    /// GitHub workflow commands, one a line, which annotate the lines of a pull request.
    ///
    /// The host shows the first ten of each level. Where there are more, those come first that tell most: every file has
    /// one before any file has two. A notice then says how many are left, and these follow, folded, for the log.
    #[must_use]
    pub fn to_github(&self) -> String {
        let (shown, others) = self.by_annotation();
        let mut out: String = shown.iter().map(|diagnostic| command(diagnostic)).collect();
        if others.is_empty() {
            return out;
        }
        let _ = writeln!(
            out,
            "::notice title=mmtax::{}",
            escape_data(&format!(
                "{} of {} findings are annotated, as many as are shown of each level. All are in the summary of this job and in the log of this step.",
                shown.len(),
                shown.len() + others.len()
            ))
        );
        let _ = writeln!(out, "::group::{} more", others.len());
        out.extend(others.iter().map(|diagnostic| command(diagnostic)));
        out.push_str("::endgroup::\n");
        out
    }

    /// A table of everything that was found, in Markdown, the worst first; nothing where all of it is annotated. It has at
    /// most `limit` bytes, and says what it leaves out.
    #[must_use]
    pub fn to_github_summary(&self, limit: usize) -> Option<String> {
        let (shown, others) = self.by_annotation();
        if others.is_empty() {
            return None;
        }
        let all = shown.len() + others.len();
        let count = |severity: Severity, word: &str| match self
            .diagnostics()
            .iter()
            .filter(|d| d.severity == severity)
            .count()
        {
            1 => format!("1 {word}"),
            count => format!("{count} {word}s"),
        };
        let mut out = format!(
            "## mmtax: {}, {}, {}\n\n{} of {all} findings are annotated in their files. `cargo xtask explain CODE` says more of each.\n\n| level | place | code | finding |\n|---|---|---|---|\n",
            count(Severity::Error, "error"),
            count(Severity::Warning, "warning"),
            count(Severity::Info, "info"),
            shown.len(),
        );
        let mut sorted: Vec<&Diagnostic> = self.diagnostics().iter().collect();
        sorted.sort_by_key(|diagnostic| diagnostic.severity);
        let footer = |left: usize| format!("\n{left} more are in the log of this step.\n");
        for (index, diagnostic) in sorted.iter().enumerate() {
            let row = row(diagnostic);
            if out.len() + row.len() + footer(all).len() > limit {
                out.push_str(&footer(all - index));
                return (out.len() <= limit).then_some(out);
            }
            out.push_str(&row);
        }
        Some(out)
    }

    /// What the host shows, in the order of the report, and the rest, the worst first.
    fn by_annotation(&self) -> (Vec<&Diagnostic>, Vec<&Diagnostic>) {
        let of_level =
            |level| self.diagnostics().iter().enumerate().filter(move |(_, found)| found.severity == level);
        let levels = [Severity::Error, Severity::Warning, Severity::Info];
        let are_left = levels.iter().any(|level| of_level(*level).count() > SHOWN);
        let (mut shown, mut others) = (Vec::new(), Vec::new());
        for level in levels {
            // The notice that counts the rest is one of the ten.
            let places = if are_left && level == Severity::Info { SHOWN - 1 } else { SHOWN };
            let mut of_file = BTreeMap::<&str, usize>::new();
            let mut ranked: Vec<(usize, (usize, &Diagnostic))> = of_level(level)
                .map(|(index, found)| {
                    let rank = of_file.entry(&found.file).or_default();
                    *rank += 1;
                    (*rank, (index, found))
                })
                .collect();
            // Stable: within a rank, the order of the report.
            ranked.sort_by_key(|(rank, _)| *rank);
            let rest = ranked.split_off(places.min(ranked.len()));
            shown.extend(ranked.into_iter().map(|(_, found)| found));
            others.extend(rest.into_iter().map(|(_, (_, found))| found));
        }
        shown.sort_by_key(|(index, _)| *index);
        (shown.into_iter().map(|(_, found)| found).collect(), others)
    }
}

fn command(diagnostic: &Diagnostic) -> String {
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
    format!(
        "::{level} file={file},line={},col={}{end},title={}::{}\n",
        start.line,
        start.column,
        escape_property(diagnostic.code),
        escape_data(&message),
    )
}

fn row(diagnostic: &Diagnostic) -> String {
    let Position { line, column, .. } = diagnostic.span.start;
    let mut finding = markdown_text(&diagnostic.message);
    if let Some(help) = &diagnostic.help {
        let _ = write!(finding, "<br>{}", markdown_text(help));
    }
    let place = markdown_text(&format!("{}:{line}:{column}", diagnostic.file));
    format!("| {} | {place} | `{}` | {finding} |\n", diagnostic.severity.word(), diagnostic.code)
}

fn escape_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}
