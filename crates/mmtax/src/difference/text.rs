//! A difference for the terminal.

use mmtax_graph::{EntryChange, ErratumChange, FieldChange, ScoreChange, Turn};
use mmtax_render::escape::one_line;

use super::words::{both, conditions, correction, how, measured, misprint, score_turn, short, value};
use super::{Difference, Side, turn};
use crate::diagnostic::Diagnostic;

/// The most characters of a value.
const MOST: usize = 160;

/// Lines in the making.
struct Lines {
    text: String,
    colour: bool,
}

impl Lines {
    fn title(&mut self, title: &str) {
        let title = if self.colour { format!("\u{1b}[1m{title}\u{1b}[0m") } else { title.to_owned() };
        self.text.push_str(&format!("\n{title}\n"));
    }

    /// One line with the sign of its turn. Data holds any character; the terminal must not obey it.
    fn line(&mut self, indent: usize, turn: Turn, line: &str) {
        let (sign, code) = match turn {
            Turn::Added => ('+', 32),
            Turn::Removed => ('-', 31),
            Turn::Changed => ('~', 33),
        };
        let sign = if self.colour { format!("\u{1b}[{code}m{sign}\u{1b}[0m") } else { sign.to_string() };
        self.text.push_str(&format!("{:indent$}{sign} {}\n", "", one_line(line)));
    }

    fn turned(&mut self, indent: usize, turn: Turn, what: &str, before: &str, after: &str) {
        let (before, after) = both(before, after, MOST);
        match turn {
            Turn::Added => self.line(indent, turn, &format!("{what}: {after}")),
            Turn::Removed => self.line(indent, turn, &format!("{what}: {before}")),
            Turn::Changed => self.line(indent, turn, &format!("{what}: {before} → {after}")),
        }
    }
}

impl Difference {
    /// The difference for people at a terminal; `colour` asks for its colours.
    #[must_use]
    pub fn to_text(&self, before: &Side, after: &Side, colour: bool) -> String {
        if self.is_empty() {
            return format!("nothing changes from {} to {}\n", before.words(), after.words());
        }
        let counts: Vec<String> =
            self.counts().iter().filter(|count| !count.is_empty()).map(super::Count::words).collect();
        let mut lines = Lines { text: String::new(), colour };
        lines.text.push_str(&format!(
            "from {} to {}: {}\n",
            before.words(),
            after.words(),
            counts.join("; ")
        ));
        let diff = &self.taxonomy;
        section(&mut lines, "Entries", &diff.entries, entry);
        section(&mut lines, "Relations", &diff.links, |lines, link| {
            let line = format!("{} {} {}", link.from.id, link.relation, link.to.id);
            lines.line(2, link.turn, &line);
        });
        section(&mut lines, "Classes", &diff.classes, |lines, class| {
            let what = format!("{} in {}", class.member.id, class.scheme);
            lines.turned(2, class.turn(), &what, &class.before.join(", "), &class.after.join(", "));
        });
        section(&mut lines, "Scores", &diff.scores, score);
        section(&mut lines, "Errata", &diff.errata, erratum);
        section(&mut lines, "New findings", &self.new, |lines, found| finding(lines, Turn::Added, found));
        section(&mut lines, "Findings that are gone", &self.gone, |lines, found| {
            finding(lines, Turn::Removed, found);
        });
        lines.text
    }
}

impl Side {
    /// How it is called, with its commit.
    pub(super) fn words(&self) -> String {
        match &self.commit {
            Some(commit) if *commit != self.name => {
                format!("{} ({})", one_line(&self.name), short_commit(commit))
            }
            Some(commit) => short_commit(commit).to_owned(),
            None => self.name.clone(),
        }
    }
}

fn short_commit(commit: &str) -> &str {
    commit.get(..10).unwrap_or(commit)
}

fn section<T>(lines: &mut Lines, title: &str, items: &[T], each: impl Fn(&mut Lines, &T)) {
    if !items.is_empty() {
        lines.title(title);
        items.iter().for_each(|item| each(lines, item));
    }
}

fn entry(lines: &mut Lines, change: &EntryChange) {
    let turn = turn(&change.how);
    let what = match (turn, how(change)) {
        (_, how) if how != turn.word() => format!(", {how}"),
        _ => String::new(),
    };
    let name = if change.name == change.entry.id { String::new() } else { format!(" ({})", change.name) };
    lines.line(2, turn, &format!("{}{name}{what}", change.entry));
    for FieldChange { path, before, after } in &change.fields {
        let said =
            |said: &Option<mmtax_schema::Said>| said.as_ref().map(ToString::to_string).unwrap_or_default();
        let turn = Turn::of(before.as_ref(), after.as_ref());
        lines.turned(6, turn, path, &said(before), &said(after));
    }
}

fn score(lines: &mut Lines, change: &ScoreChange) {
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => {
            let (was, is) = score_turn(before, after);
            let is_about_conditions = was == conditions(before);
            let place = if is_about_conditions { value(after) } else { conditions(after) };
            lines.line(2, Turn::Changed, &format!("{}: {was} → {is} ({place})", measured(after)));
        }
        (Some(score), None) | (None, Some(score)) => {
            let line = format!("{}: {} ({})", measured(score), value(score), conditions(score));
            lines.line(2, change.turn(), &line);
        }
        (None, None) => {}
    }
}

fn erratum(lines: &mut Lines, change: &ErratumChange) {
    let (prints, correct) = correction(change);
    let right =
        if correct.is_empty() { String::new() } else { format!(", right is {}", short(&correct, MOST)) };
    let line = format!("{}, {}: prints {}{right}", change.errata, misprint(change), short(&prints, MOST));
    lines.line(2, change.turn(), &line);
    for field in &change.fields {
        let said =
            |said: &Option<mmtax_schema::Said>| said.as_ref().map(ToString::to_string).unwrap_or_default();
        lines.turned(6, field.turn(), &field.path, &said(&field.before), &said(&field.after));
    }
}

fn finding(lines: &mut Lines, turn: Turn, found: &Diagnostic) {
    let severity = found.severity.word();
    let line = match turn {
        Turn::Removed => format!("{}: {severity}[{}]: {}", found.file, found.code, found.message),
        Turn::Added | Turn::Changed => {
            let at = found.span.start;
            let Diagnostic { file, code, message, .. } = found;
            format!("{file}:{}:{}: {severity}[{code}]: {message}", at.line, at.column)
        }
    };
    lines.line(2, turn, &line);
}
