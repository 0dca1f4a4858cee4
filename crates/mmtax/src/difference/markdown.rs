//! A difference as a comment under a pull request: short, the counts first, long lists folded, never too long to post.

use mmtax_graph::{EntryChange, EntryName, FieldChange, How, Turn};
use mmtax_render::escape::{code, prose, url};
use mmtax_schema::Said;

use super::words::{both, conditions, correction, how, measured, misprint, score_turn, short, value};
use super::{Difference, Side};
use crate::diagnostic::{Diagnostic, Severity};

/// GitHub refuses comments of more than 65,536 characters. Bytes are never fewer than characters.
const LIMIT: usize = 65_000;
/// Longer lists are folded.
const OPEN: usize = 8;
/// The most characters of a value.
const MOST: usize = 120;

/// A table under a heading.
struct Section {
    title: String,
    header: &'static [&'static str],
    rows: Vec<Vec<String>>,
}

impl Difference {
    /// The difference in the Markdown of GitHub, below the length that a comment may have. `data` is where the links to
    /// files lead: the path or address of the data folder. `command` is what shows all that had to be left out.
    #[must_use]
    pub fn to_markdown(&self, before: &Side, after: &Side, data: &str, command: &str) -> String {
        let (from, to) = (side(before), side(after));
        if self.is_empty() {
            return format!("**Taxonomy:** nothing changes from {from} to {to}.\n");
        }
        let mut head = format!("### What changes in the taxonomy\n\nFrom {from} to {to}:\n\n");
        head.push_str("| | added | removed | changed |\n|---|---:|---:|---:|\n");
        for count in self.counts().iter().filter(|count| !count.is_empty()) {
            let number = |count: usize| if count == 0 { String::new() } else { count.to_string() };
            let (added, removed) = (number(count.added), number(count.removed));
            head.push_str(&format!("| {} | {added} | {removed} | {} |\n", count.many, number(count.changed)));
        }
        let sections = self.sections(data);
        let longest = sections.iter().map(|section| section.rows.len()).max().unwrap_or_default();
        let mut most = longest;
        loop {
            let text = write(&head, &sections, most, command);
            if text.len() <= LIMIT || most == 0 {
                return text;
            }
            // Every list is cut to the same length, so that a long one does not push out the short ones.
            most = most * 4 / 5;
        }
    }

    fn sections(&self, data: &str) -> [Section; 9] {
        let diff = &self.taxonomy;
        let entry = |change: &EntryChange| entry(change, data);
        let fields = diff.entries.iter().flat_map(|change| fields(change, data));
        let findings = |turn| move |found: &Diagnostic| finding(found, turn, data);
        let section = |title: &str, header: &'static [&'static str], rows: Vec<Vec<String>>| Section {
            title: title.to_owned(),
            header,
            rows,
        };
        // What is only good to know must not stand before what the change is about.
        let worst = self.new.partition_point(|found| found.severity < Severity::Info);
        let (faults, infos) = self.new.split_at(worst);
        let places = &["Level", "Code", "Where", "What"];
        let relations = diff.links.iter().map(|link| {
            let end = |entry: &EntryName| named(entry, link.turn == Turn::Added, data);
            vec![link.turn.word().into(), end(&link.from), link.relation.to_string(), end(&link.to)]
        });
        let classes = diff.classes.iter().map(|class| {
            let (before, after) = (class.before.join(", "), class.after.join(", "));
            vec![code(&class.member.id), code(&class.scheme), cell(&before), cell(&after)]
        });
        [
            section("New findings", places, faults.iter().map(findings(Turn::Added)).collect()),
            section("Entries", &["Entry", "Name", "Change"], diff.entries.iter().filter_map(entry).collect()),
            section("Fields", &["Entry", "Field", "Before", "After"], fields.collect()),
            section("Relations", &["Change", "From", "Relation", "To"], relations.collect()),
            section("Classes", &["Entry", "Scheme", "Before", "After"], classes.collect()),
            section(
                "Scores",
                &["Measured", "Before", "After", "Printed in"],
                diff.scores.iter().map(|change| score(change, data)).collect(),
            ),
            section(
                "Errata",
                &["Change", "Where", "Prints", "Right", "What changed"],
                diff.errata.iter().map(|change| erratum(change, data)).collect(),
            ),
            section("New infos", places, infos.iter().map(findings(Turn::Added)).collect()),
            section(
                "Findings that are gone",
                places,
                self.gone.iter().map(findings(Turn::Removed)).collect(),
            ),
        ]
    }
}

/// The comment with at most `most` rows of each list.
fn write(head: &str, sections: &[Section], most: usize, command: &str) -> String {
    let mut out = head.to_owned();
    let mut left_out = 0;
    for section in sections.iter().filter(|section| !section.rows.is_empty()) {
        let count = section.rows.len();
        let shown = count.min(most);
        left_out += count - shown;
        let all = if shown < count { format!("{shown} of {count} shown") } else { count.to_string() };
        let is_open = count <= OPEN;
        if is_open {
            out.push_str(&format!("\n#### {}\n", section.title));
        } else {
            out.push_str(&format!("\n<details><summary><b>{}</b> ({all})</summary>\n", section.title));
        }
        if shown > 0 {
            out.push_str(&format!(
                "\n| {} |\n|{}\n",
                section.header.join(" | "),
                "---|".repeat(section.header.len())
            ));
        }
        for row in &section.rows[..shown] {
            out.push_str(&format!("| {} |\n", row.join(" | ")));
        }
        if shown < count {
            out.push_str(&format!("\n… and {} more.\n", count - shown));
        }
        if !is_open {
            out.push_str("\n</details>\n");
        }
    }
    if left_out > 0 {
        let rows = if left_out == 1 { "1 row is".to_owned() } else { format!("{left_out} rows are") };
        out.push_str(&format!(
            "\n{rows} left out: a comment can hold no more. {} shows all.\n",
            code(command)
        ));
    }
    out
}

fn side(side: &Side) -> String {
    match &side.commit {
        Some(_) => code(&side.words()),
        None => prose(&side.name),
    }
}

/// A short value, quoted; nothing where there is none.
fn cell(text: &str) -> String {
    if text.is_empty() { String::new() } else { code(&short(text, MOST)) }
}

fn address(data: &str, below: &str) -> String {
    format!("{}/{}", url(data.trim_end_matches('/')), url(below))
}

/// An entry, linked to its file if that is there.
fn named(entry: &EntryName, is_there: bool, data: &str) -> String {
    let label = code(&entry.to_string());
    if is_there { format!("[{label}]({})", address(data, &format!("{entry}.yaml"))) } else { label }
}

fn is_there(change: &EntryChange) -> bool {
    change.how != How::Removed
}

/// A row for what happened to an entry; the fields of one that merely changed speak for themselves.
fn entry(change: &EntryChange, data: &str) -> Option<Vec<String>> {
    let is_told_by_fields = change.how == How::Changed;
    let name = if change.name == change.entry.id { String::new() } else { prose(&change.name) };
    let row = || vec![named(&change.entry, is_there(change), data), name, prose(&how(change))];
    (!is_told_by_fields).then(row)
}

fn fields(change: &EntryChange, data: &str) -> Vec<Vec<String>> {
    let entry = named(&change.entry, is_there(change), data);
    let row = |(index, field): (usize, &FieldChange)| {
        let (before, after) = from_to(field);
        // Where one entry has many rows, its name stands in the first.
        vec![
            if index == 0 { entry.clone() } else { String::new() },
            code(&short(&field.path, MOST)),
            before,
            after,
        ]
    };
    change.fields.iter().enumerate().map(row).collect()
}

fn from_to(field: &FieldChange) -> (String, String) {
    let said = |said: &Option<Said>| said.as_ref().map(ToString::to_string).unwrap_or_default();
    let (before, after) = both(&said(&field.before), &said(&field.after), MOST);
    let cell = |text: String| if text.is_empty() { text } else { code(&text) };
    (cell(before), cell(after))
}

fn score(change: &mmtax_graph::ScoreChange, data: &str) -> Vec<String> {
    let Some(score) = change.after.as_ref().or(change.before.as_ref()) else { return vec![String::new(); 4] };
    let (before, after) = match (&change.before, &change.after) {
        (Some(before), Some(after)) => score_turn(before, after),
        (before, after) => {
            let value = |score: &Option<_>| score.as_ref().map(value).unwrap_or_default();
            (value(before), value(after))
        }
    };
    let place = short(&conditions(score), MOST);
    let place = match change.after {
        Some(_) => {
            format!("[{}]({})", code(&place), address(data, &format!("results/{}.yaml", score.results)))
        }
        None => code(&place),
    };
    vec![code(&measured(score)), cell(&before), cell(&after), place]
}

fn erratum(change: &mmtax_graph::ErratumChange, data: &str) -> Vec<String> {
    let (prints, correct) = correction(change);
    let place = code(&short(&format!("{}, {}", change.errata, misprint(change)), MOST));
    let place = match change.after {
        Some(_) => format!("[{place}]({})", address(data, &format!("errata/{}.yaml", change.errata))),
        None => place,
    };
    let fields: Vec<String> = change.fields.iter().map(|field| code(&short(&field.path, MOST))).collect();
    vec![change.turn().word().into(), place, cell(&prints), cell(&correct), fields.join(", ")]
}

fn finding(found: &Diagnostic, turn: Turn, data: &str) -> Vec<String> {
    let line = found.span.start.line;
    let below = found.file.split_once('/').map_or(found.file.as_str(), |(_, below)| below);
    let place = match turn {
        Turn::Removed => code(&found.file),
        Turn::Added | Turn::Changed => {
            format!("[{}]({}#L{line})", code(&format!("{}:{line}", found.file)), address(data, below))
        }
    };
    vec![found.severity.word().into(), code(found.code), place, prose(&short(&found.message, 3 * MOST))]
}

#[cfg(test)]
mod tests {
    use super::{LIMIT, Section, write};

    #[test]
    fn a_list_that_is_cut_says_what_it_leaves_out() {
        let section = |title: &str, rows: usize| Section {
            title: title.to_owned(),
            header: &["A"],
            rows: (0..rows).map(|row| vec![row.to_string()]).collect(),
        };
        let text = write("", &[section("Long", 20), section("Short", 2)], 3, "x");
        assert!(text.contains("<b>Long</b> (3 of 20 shown)") && text.contains("… and 17 more."), "{text}");
        assert!(text.contains("17 rows are left out") && text.matches("more.").count() == 2, "{text}");
        let none = write("", &[section("Long", 20)], 0, "x");
        assert!(none.contains("20 rows are left out") && none.len() < LIMIT, "{none}");
    }
}
