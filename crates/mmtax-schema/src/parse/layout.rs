//! One layout for every file: fields in the order of the schema, no blank lines between them, clean line ends.
//!
//! Whole lines are moved, nothing is written anew, so that comments, quotes and the layout of each value stay as they are.
//! What comes out is read again: it must say the same, with the same comments, or the file is left alone.

use std::ops::RangeInclusive;

use super::fault::Fault;
use super::tree::{self, Node, Value};
use super::{Parsed, parse, shape};
use crate::id::EntryId;
use crate::kind::Kind;

/// How editors find the schema of a file: only as its first line.
const MODELINE: &str = "# yaml-language-server:";

/// Why a file keeps its layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unformatted {
    /// It has faults: who knows what its lines were meant to say.
    Faulty(Vec<Fault>),
    /// Moving its lines would change what it says, as with lines that its last text keeps.
    Delicate,
}

/// `text` in the one layout. Applied to what it returns it changes nothing.
///
/// # Errors
/// When the file is to be left alone.
pub fn format(kind: Kind, id: &EntryId, text: &str) -> Result<String, Unformatted> {
    let Parsed { entry, faults } = parse(kind, id.clone(), text);
    let Some(entry) = entry.filter(|_| faults.is_empty()) else { return Err(Unformatted::Faulty(faults)) };
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    let laid_out =
        root(&unified).and_then(|root| lay_out(kind, &unified, &root)).ok_or(Unformatted::Delicate)?;
    let after = parse(kind, id.clone(), &laid_out);
    let says_the_same = after.faults.is_empty() && after.entry.as_ref() == Some(&entry);
    if !says_the_same || comments(&laid_out) != comments(&unified) {
        return Err(Unformatted::Delicate);
    }
    Ok(laid_out)
}

fn root(text: &str) -> Option<Node> {
    tree::build(text).ok()?.root
}

/// A field with the lines that move with it.
struct Field<'t> {
    rank: usize,
    lines: Vec<&'t str>,
}

fn lay_out(kind: Kind, text: &str, root: &Node) -> Option<String> {
    let mut kept = Vec::new();
    kept_lines(root, &mut kept);
    let is_kept = |line: usize| kept.iter().any(|range| range.contains(&line));
    let lines: Vec<&str> = text
        .split('\n')
        .enumerate()
        .map(|(index, line)| if is_kept(index + 1) { line } else { line.trim_end_matches([' ', '\t']) })
        .collect();
    let Value::Map(pairs) = &root.value else { return None };
    let in_block = pairs.iter().all(|(key, _)| key.span.start.column == 1);
    let out = if in_block { reorder(kind, text, &lines, pairs)? } else { lines };
    let out = out.join("\n");
    Some(format!("{}\n", out.trim_end_matches('\n').trim_start_matches('\n')))
}

fn reorder<'t>(kind: Kind, text: &str, lines: &[&'t str], pairs: &[(Node, Node)]) -> Option<Vec<&'t str>> {
    let order = shape::fields(kind);
    let first = line(pairs.first()?.0.span.start.line);
    let (mut modelines, mut header) = (Vec::new(), Vec::new());
    // What is set apart from the first field by a blank line is about the file.
    let end_of_header = lines[..first - 1].iter().rposition(|line| line.is_empty()).unwrap_or(0);
    take_comments(&lines[..end_of_header], &mut modelines, &mut header)?;
    let mut leading = Vec::new();
    take_comments(&lines[end_of_header..first - 1], &mut modelines, &mut leading)?;
    let mut fields = Vec::with_capacity(pairs.len());
    for (index, (key, value)) in pairs.iter().enumerate() {
        let start = line(key.span.start.line);
        let end = line(value.end(text).max(key.span.end).line);
        let next = pairs.get(index + 1).map_or(lines.len() + 1, |(key, _)| line(key.span.start.line));
        let mut own = std::mem::take(&mut leading);
        own.extend(&lines[start - 1..end]);
        // An indented comment still speaks of what stands above it.
        let gap = &lines[end..next - 1];
        let below = gap.iter().position(|line| line.starts_with('#')).unwrap_or(gap.len());
        take_comments(&gap[..below], &mut modelines, &mut own)?;
        take_comments(&gap[below..], &mut modelines, &mut leading)?;
        let rank = order.iter().position(|name| key.text() == Some(name)).unwrap_or(order.len());
        fields.push(Field { rank, lines: own });
    }
    fields.sort_by_key(|field| field.rank);
    let fields = fields.into_iter().flat_map(|field| field.lines);
    Some(modelines.into_iter().chain(header).chain(fields).chain(leading).collect())
}

/// Sorts the comments between two fields; `None` if there is anything else but blank lines and document marks.
fn take_comments<'t>(gap: &[&'t str], modelines: &mut Vec<&'t str>, others: &mut Vec<&'t str>) -> Option<()> {
    for line in gap {
        match *line {
            "" | "---" | "..." => {}
            line if line.starts_with(MODELINE) => modelines.push(line),
            line if line.trim_start().starts_with('#') => others.push(line),
            _ => return None,
        }
    }
    Some(())
}

/// Lines in which white space may be text: those of texts over several lines.
fn kept_lines(node: &Node, kept: &mut Vec<RangeInclusive<usize>>) {
    match &node.value {
        Value::Scalar { .. } => {
            let (start, end) = (line(node.span.start.line), line(node.span.end.line));
            if start < end {
                kept.push(start..=end);
            }
        }
        Value::List(items) => items.iter().for_each(|item| kept_lines(item, kept)),
        Value::Map(pairs) => pairs.iter().for_each(|(key, value)| {
            kept_lines(key, kept);
            kept_lines(value, kept);
        }),
    }
}

/// The comments of a text, sorted.
fn comments(text: &str) -> Vec<String> {
    let mut outside: Vec<u8> = text.bytes().collect();
    if let Some(root) = root(text) {
        mask(&root, &mut outside);
    }
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let is_start = |at: usize| at == start || matches!(text.as_bytes()[at - 1], b' ' | b'\t');
        let end = start + line.len();
        if let Some(at) = (start..end).find(|at| outside[*at] == b'#' && is_start(*at)) {
            found.push(text[at..end].trim_end().to_owned());
        }
        start = end;
    }
    found.sort();
    found
}

/// Overwrites every key and every plain value, in which a `#` opens no comment.
fn mask(node: &Node, bytes: &mut [u8]) {
    match &node.value {
        Value::Scalar { .. } => bytes[node.span.start.byte..node.span.end.byte].fill(b'x'),
        Value::List(items) => items.iter().for_each(|item| mask(item, bytes)),
        Value::Map(pairs) => pairs.iter().for_each(|(key, value)| {
            mask(key, bytes);
            mask(value, bytes);
        }),
    }
}

fn line(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
