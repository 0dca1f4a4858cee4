//! Diagnostics as people read them: in the manner of rustc, with the lines they are about.

use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};
use mmtax_schema::{Position, Span};

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::Report;

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
        let (file, label) = (diagnostic.file.as_str(), diagnostic.label.as_deref());
        let primary = AnnotationKind::Primary;
        let (mut near, mut far) = (vec![(primary, diagnostic.span, label)], Vec::new());
        for related in &diagnostic.related {
            let lines = related.span.start.line.abs_diff(diagnostic.span.start.line);
            let mark = (AnnotationKind::Context, related.span, Some(related.message.as_str()));
            if related.file == file && lines <= NEAR {
                near.push(mark);
            } else {
                far.push((&*related.file, mark));
            }
        }
        let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code);
        let mut group = self.show(Group::with_title(title), file, &near);
        for (file, mark) in far {
            group = self.show(group, file, &[mark]);
        }
        let Some(help) = diagnostic.help.as_deref() else { return vec![group] };
        let Some(fix) = &diagnostic.fix else { return vec![group.element(Level::HELP.message(help))] };
        let mark = if fix.safe { "fixable" } else { "fixable: unsafe" };
        let title = Level::HELP.secondary_title(format!("{help} [{mark}]"));
        let ends = fix.edits.iter().flat_map(|edit| [edit.span.start, edit.span.end]);
        let Some(window) = self.window(file, ends) else { return vec![group, Group::with_title(title)] };
        let patches = fix.edits.iter().map(|edit| Patch::new(window.within(edit.span), edit.text.as_str()));
        vec![group, title.element(window.snippet(file).patches(patches))]
    }

    /// Adds the lines of a file with marks on them; where there are none to show only the place.
    fn show<'r>(&'r self, group: Group<'r>, file: &'r str, marks: &[Mark<'r>]) -> Group<'r> {
        match self.window(file, marks.iter().map(|(_, span, _)| span.start)) {
            Some(window) => {
                let annotations = marks.iter().map(|(kind, span, label)| {
                    let shown = window.shown(*span);
                    kind.span(shown).label(*label)
                });
                group.element(window.snippet(file).annotations(annotations))
            }
            None => {
                let Position { line, column, .. } =
                    marks.first().map_or(Position::START, |(_, span, _)| span.start);
                // A folder, or a file that was not read, has no lines.
                let origin = Origin::path(file);
                let has_lines = !self.text(file).is_empty();
                group.element(if has_lines {
                    origin.line(line as usize).char_column(column as usize)
                } else {
                    origin
                })
            }
        }
    }

    /// The lines on which some places are and those between, unless there are none or they are too long to show.
    fn window(&self, file: &str, places: impl Iterator<Item = Position> + Clone) -> Option<Window<'_>> {
        let text = self.text(file);
        let first = places.clone().min()?;
        let last = places.max()?.byte.min(text.len());
        let first_byte = first.byte.min(text.len());
        // No further than the longest line: to look for the ends of one that is the whole file takes as long each time.
        let before = &text.as_bytes()[first_byte.saturating_sub(LONGEST_LINE)..first_byte];
        let start = match before.iter().rposition(|byte| *byte == b'\n') {
            Some(newline) => first_byte - before.len() + newline + 1,
            None => (before.len() == first_byte).then_some(0)?,
        };
        let after = &text.as_bytes()[last..text.len().min(last + LONGEST_LINE)];
        let end = match after.iter().position(|byte| *byte == b'\n') {
            Some(newline) => last + newline,
            None => (last + after.len() == text.len()).then_some(text.len())?,
        };
        let lines = text[start..end].trim_end_matches('\r');
        let is_shown = !text.is_empty() && lines.lines().all(|line| line.len() <= LONGEST_LINE);
        is_shown.then_some(Window { lines, start, line: first.line as usize })
    }
}

/// Marks this many lines apart are shown one after the other: what lies between them could be the whole file.
const NEAR: u32 = 200;
/// A longer line, in bytes, is not shown.
const LONGEST_LINE: usize = 2_000;

/// A place in a file, how it is marked, and what is said beside it.
type Mark<'r> = (AnnotationKind, Span, Option<&'r str>);

/// Some lines of a file.
struct Window<'r> {
    lines: &'r str,
    /// Where in the file they begin, in bytes.
    start: usize,
    /// The number of the first.
    line: usize,
}

impl<'r> Window<'r> {
    fn snippet<T: Clone>(&self, file: &'r str) -> Snippet<'r, T> {
        Snippet::source(self.lines).line_start(self.line).path(file)
    }

    /// A span within the lines.
    fn within(&self, span: Span) -> Range<usize> {
        let at = |byte: usize| byte.saturating_sub(self.start).min(self.lines.len());
        at(span.start.byte)..at(span.end.byte)
    }

    /// A span within the lines: of a long value the first line, and at least one character where there is one.
    fn shown(&self, span: Span) -> Range<usize> {
        let Range { start, mut end } = self.within(span);
        let line_end = self.lines[start..].find('\n').map_or(self.lines.len(), |offset| start + offset);
        end = end.clamp(start, line_end);
        if end == start {
            end = self.lines[start..line_end].chars().next().map_or(start, |c| start + c.len_utf8());
        }
        start..end
    }
}
