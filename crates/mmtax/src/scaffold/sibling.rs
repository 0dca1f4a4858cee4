//! What a member of a family takes from another: the text of the fields that families share.

use std::ops::Range;

use mmtax_schema::{Entry, EntryId, Kind, Path, PathPart, locate_all, parse};

use super::{Refusal, Sibling};

/// The fields that a family shares. Names, dates, sources and scores are each entry's own.
pub(super) const fn fields(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Model => &["role", "paradigm", "modalities", "generation", "attention", "components"],
        Kind::Tokenizer => &["modalities", "form", "quantizer", "objective", "components"],
        Kind::Method => &["category"],
        Kind::Dataset => &["modalities", "tasks"],
        Kind::Benchmark => &["modalities", "tasks", "metrics", "settings"],
        Kind::Organization => &["part_of"],
        Kind::Paper | Kind::Results | Kind::Scheme | Kind::Errata => &[],
    }
}

/// The fields that the sibling fills, each with its lines. Where a component was read is not copied: that place is in
/// the sibling's source.
pub(super) fn copy(kind: Kind, sibling: Sibling<'_>) -> Result<Vec<(&'static str, String)>, Refusal> {
    let refusal = |reason: String| Refusal::Sibling { id: sibling.id.to_owned(), reason };
    if fields(kind).is_empty() {
        return Err(refusal(format!("two entries of kind `{kind}` share no facts; leave it out")));
    }
    let entry = EntryId::new(sibling.id).and_then(|id| parse(kind, id, sibling.text).entry);
    let Some(entry) = entry else {
        return Err(refusal(format!(
            "it is no sound entry of kind `{kind}`; mend it first, or leave it out"
        )));
    };
    let text = without_places(sibling.text, &entry);
    let starts = field_starts(&text);
    let is_of_lines = starts.iter().all(|(line, _)| *line == 1) && !starts.is_empty();
    if !is_of_lines {
        return Err(refusal("it does not begin each field on a line of its own; copy by hand".to_owned()));
    }
    let mut blocks = Vec::new();
    for (index, (_, at)) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(text.len(), |(_, next)| next.start);
        let name = fields(kind).iter().find(|name| **name == text[at.clone()].trim_matches(['"', '\'']));
        if let Some(name) = name {
            blocks.push((*name, block(&text, at.start, end)));
        }
    }
    Ok(blocks)
}

/// The column and the place of the key of each field, in file order.
fn field_starts(text: &str) -> Vec<(u32, Range<usize>)> {
    // A key that stands on a line of its own begins that line.
    let mut names: Vec<String> = text
        .lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(key, _)| key.trim_start_matches(['{', ' ']).trim_matches(['"', '\'']).to_owned())
        .filter(|key| key.chars().all(|c| c.is_ascii_lowercase() || c == '_') && !key.is_empty())
        .collect();
    names.sort();
    names.dedup();
    let paths: Vec<Path> = names.iter().map(|name| Path::root().key(name.clone())).collect();
    let spans = locate_all(text, paths.iter().map(|path| (path, PathPart::Key)));
    let mut starts: Vec<_> = names
        .iter()
        .zip(spans)
        .map(|(name, span)| (name, span.start.column, span.start.byte..span.end.byte))
        .filter(|(name, _, at)| text[at.clone()].trim_matches(['"', '\'']) == name.as_str())
        .map(|(_, column, at)| (column, at))
        .collect();
    starts.sort_by_key(|(_, at)| at.start);
    starts.dedup();
    starts
}

/// The lines of a field, with the comments above it and without those above the next field.
fn block(text: &str, start: usize, end: usize) -> String {
    let is_above = |line: &&str| line.starts_with('#') && !line.starts_with("# yaml-language-server");
    let before: Vec<&str> = text[..start].lines().rev().take_while(is_above).collect();
    let mut lines: Vec<&str> = before.into_iter().rev().chain(text[start..end].lines()).collect();
    while lines.last().is_some_and(|line| line.starts_with('#') || line.trim().is_empty()) {
        lines.pop();
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// The text without the `source` and `at` of its components.
fn without_places(text: &str, entry: &Entry) -> String {
    let components = entry.shared().components.map_or(&[][..], |components| components.items());
    let mut paths = Vec::new();
    for (index, component) in components.iter().enumerate() {
        let path = || Path::field("components").index(index);
        paths.extend(component.source.as_ref().map(|_| path().key("source")));
        paths.extend(component.at.as_ref().map(|_| path().key("at")));
    }
    let both = paths.iter().flat_map(|path| [(path, PathPart::Key), (path, PathPart::Value)]);
    let spans = locate_all(text, both);
    let mut text = text.to_owned();
    let mut ranges: Vec<Range<usize>> =
        spans.chunks_exact(2).map(|pair| pair[0].start.byte..pair[1].end.byte).collect();
    ranges.sort_by_key(|range| std::cmp::Reverse(range.start));
    for range in ranges {
        text.replace_range(with_separator(&text, range), "");
    }
    text
}

/// A pair of a map together with what parts it from its neighbours.
fn with_separator(text: &str, pair: Range<usize>) -> Range<usize> {
    let before = text[..pair.start].trim_end();
    if before.ends_with(',') {
        return before.len() - 1..pair.end;
    }
    let after = &text[pair.end..];
    let next = after.find(|c: char| c != ',' && !c.is_whitespace()).unwrap_or(after.len());
    if before.ends_with('{') {
        return pair.start..pair.end + next;
    }
    let line = text[..pair.start].rfind('\n').map_or(0, |end| end + 1);
    if text[line..pair.start].trim().is_empty() {
        // In a block: the whole line, with the comment that it may end in.
        return line..pair.end + after.find('\n').map_or(after.len(), |end| end + 1);
    }
    // The first pair of an item: what follows takes its place behind the `- `.
    pair.start..pair.end + next
}
