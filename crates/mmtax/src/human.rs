//! Diagnostics as people read them: in the manner of rustc, with the lines they are about.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};
use mmtax_schema::{Edit, Span};

use crate::diagnostic::{Diagnostic, Related, Severity};
use crate::report::Report;

/// A longer line is cut where a place is shown, but would be shown whole, twice, where a change is.
const LONG_LINE: usize = 500;

/// How many characters are marked of a long value: lines are cut around what is marked.
const MOST_MARKED: usize = 60;

impl Report {
    /// Every diagnostic with the lines it is about, and a closing line that counts them. `colour` asks for terminal
    /// colours.
    #[must_use]
    pub fn to_human(&self, colour: bool) -> String {
        self.to_human_down_to(Severity::Info, colour)
    }

    /// As [`Report::to_human`], but shows only what is at least as bad as `least`. The closing line counts all.
    #[must_use]
    pub fn to_human_down_to(&self, least: Severity, colour: bool) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let mut out = String::new();
        for diagnostic in self.diagnostics().iter().filter(|diagnostic| diagnostic.severity <= least) {
            let rendered = renderer.render(&self.groups(diagnostic));
            // The renderer shows the control characters of ASCII by signs of their own, and lets these through.
            out.push_str(&rendered.replace(|c| matches!(c, '\u{80}'..='\u{9f}'), "\u{fffd}"));
            out.push_str("\n\n");
        }
        let count = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
        let of_safety = |safe: bool| {
            let fixes = self.diagnostics().iter().filter_map(|diagnostic| diagnostic.fix.as_ref());
            fixes.filter(|fix| fix.safe == safe).count()
        };
        let fixable = match (of_safety(true), of_safety(false)) {
            (0, 0) => String::new(),
            (safe, 0) => format!(" ({safe} fixable with --fix)"),
            (0, others) => format!(" ({others} fixable with --fix --unsafe-fixes)"),
            (safe, others) => format!(" ({safe} fixable with --fix, {others} more with --unsafe-fixes)"),
        };
        let _ = write!(
            out,
            "checked {}: {}, {}{fixable}",
            count(self.files(), "file"),
            count(self.count(Severity::Error), "error"),
            count(self.count(Severity::Warning), "warning"),
        );
        match self.count(Severity::Info) {
            0 => out.push('\n'),
            infos => {
                let _ = writeln!(out, ", {}", count(infos, "info"));
            }
        }
        out
    }

    fn groups<'r>(&'r self, diagnostic: &'r Diagnostic) -> Vec<Group<'r>> {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Info => Level::INFO,
        };
        let label = diagnostic.label.as_deref();
        let mut own = self.snippet(&diagnostic.file).annotation(
            AnnotationKind::Primary.span(self.bytes(&diagnostic.file, diagnostic.span)).label(label),
        );
        let (beside, apart): (Vec<&Related>, Vec<&Related>) =
            diagnostic.related.iter().partition(|related| self.is_shown_beside(diagnostic, related));
        for related in beside {
            let span = self.bytes(&related.file, related.span);
            own = own.annotation(AnnotationKind::Context.span(span).label(related.message.as_str()));
        }
        let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code);
        // A folder, or a file that was not read, has no line to show.
        let mut group = match self.text(&diagnostic.file) {
            "" => title.element(Origin::path(diagnostic.file.as_str())),
            _ => title.element(own),
        };
        for related in apart {
            let span = self.bytes(&related.file, related.span);
            let annotation = AnnotationKind::Context.span(span).label(related.message.as_str());
            group = group.element(self.snippet(&related.file).annotation(annotation));
        }
        let Some(help) = diagnostic.help.as_deref() else { return vec![group] };
        let Some(fix) = &diagnostic.fix else { return vec![group.element(Level::HELP.message(help))] };
        let mark = if fix.safe { "fixable" } else { "fixable: unsafe" };
        let is_long = |edit: &Edit| self.line(&diagnostic.file, edit.span).len() > LONG_LINE;
        if fix.edits.iter().any(is_long) {
            return vec![group.element(Level::HELP.message(format!("{help} [{mark}]")))];
        }
        let patches = fix
            .edits
            .iter()
            .map(|edit| Patch::new(edit.span.start.byte..edit.span.end.byte, edit.text.as_str()));
        let patch =
            Snippet::source(self.text(&diagnostic.file)).path(diagnostic.file.as_str()).patches(patches);
        vec![group, Level::HELP.secondary_title(format!("{help} [{mark}]")).element(patch)]
    }

    fn snippet<'r>(&'r self, file: &'r str) -> Snippet<'r, annotate_snippets::Annotation<'r>> {
        Snippet::source(self.text(file)).path(file)
    }

    /// Whether two places are shown as one stretch of a file. A long line would be shown from one to the other.
    fn is_shown_beside(&self, diagnostic: &Diagnostic, related: &Related) -> bool {
        related.file == diagnostic.file
            && (related.span.start.line != diagnostic.span.start.line
                || self.line(&related.file, related.span).len() <= LONG_LINE)
    }

    /// The line in which a span begins.
    fn line(&self, file: &str, span: Span) -> &str {
        let text = self.text(file);
        let start = span.start.byte.min(text.len());
        let begin = text[..start].rfind('\n').map_or(0, |at| at + 1);
        text[begin..].split('\n').next().unwrap_or_default()
    }

    /// The bytes of a span, within the text and at least one character long where there is one.
    fn bytes(&self, file: &str, span: Span) -> std::ops::Range<usize> {
        let text = self.text(file);
        let start = span.start.byte.min(text.len());
        // A long value is shown by its first line, and a long line by its beginning.
        let line_end = text[start..].find('\n').map_or(text.len(), |offset| start + offset);
        let most = match self.line(file, span).len() {
            0..=LONG_LINE => line_end,
            _ => text[start..].char_indices().nth(MOST_MARKED).map_or(line_end, |(offset, _)| start + offset),
        };
        let mut end = span.end.byte.clamp(start, line_end.min(most));
        if end == start {
            end = text[start..line_end].chars().next().map_or(start, |c| start + c.len_utf8());
        }
        start..end
    }
}
