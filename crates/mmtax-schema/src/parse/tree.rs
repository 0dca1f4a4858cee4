//! A tree of one YAML text with the place of every key and value, built only for files that have a fault.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};

use super::MAX_VALUES;
use super::fault::{Fault, FaultCode};
use crate::span::{CharIndex, Position, Span};

/// Deeper than any entry goes, and far from where recursion could end the process.
const MAX_DEPTH: usize = 64;

/// A value with its place.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) span: Span,
    pub(super) value: Value,
    /// Whether it is an alias, a tagged scalar, a merge key or the like: reported as such, so that nothing more is to be
    /// said of what it should be.
    pub(super) is_opaque: bool,
    /// Whether it is a text under `|` or `>`, whose place does not show that: nothing can take its place.
    pub(super) is_block: bool,
}

/// What stands there.
#[derive(Debug)]
pub(super) enum Value {
    Scalar { text: String, plain: bool },
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

/// The tree of a text, with the faults that can be seen while building it.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) root: Option<Node>,
    pub(super) faults: Vec<Fault>,
}

impl Node {
    fn new(span: Span, value: Value) -> Self {
        Self { span, value, is_opaque: false, is_block: false }
    }

    /// The text of a scalar.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            Value::List(_) | Value::Map(_) => None,
        }
    }

    /// Where its last character is followed by something else. The parser ends an indented list or map where the next
    /// value begins, which takes in the comments between the two.
    pub(super) fn end(&self, text: &str) -> Position {
        let is_in_brackets = text[self.span.start.byte..].starts_with(['[', '{']);
        match &self.value {
            Value::List(items) if !is_in_brackets => {
                items.last().map_or(self.span.end, |item| item.end(text))
            }
            Value::Map(pairs) if !is_in_brackets => {
                pairs.last().map_or(self.span.end, |(key, value)| value.end(text).max(key.span.end))
            }
            // The parser ends a map in brackets at a comma that nothing follows, or at the comment after it.
            Value::Map(_) if !text[..self.span.end.byte].ends_with('}') => closing(text, self.span.end),
            Value::Scalar { .. } | Value::List(_) | Value::Map(_) => self.span.end,
        }
    }

    /// Where to point for the node as a whole: a scalar itself, a map's first key, a list's first item.
    pub(super) fn head(&self) -> Span {
        match &self.value {
            Value::Scalar { .. } => self.span,
            Value::List(items) => items.first().map_or(self.span, Self::head),
            Value::Map(pairs) => pairs.first().map_or(self.span, |(key, _)| key.span),
        }
    }
}

/// The place after the `}` that follows `from`, with nothing but white space and comments between the two.
fn closing(text: &str, from: Position) -> Position {
    let mut at = from;
    let mut in_comment = false;
    for c in text[from.byte..].chars() {
        at.byte += c.len_utf8();
        at.column += 1;
        match c {
            '\n' => (in_comment, at.line, at.column) = (false, at.line + 1, 1),
            '}' if !in_comment => return at,
            '#' => in_comment = true,
            _ if in_comment || c.is_whitespace() => {}
            _ => break,
        }
    }
    from
}

/// A list or map that is still open.
struct Open {
    start: Position,
    value: Value,
    /// The key whose value comes next.
    key: Option<Node>,
    /// The keys so far, each at its first place.
    keys: BTreeMap<String, Span>,
}

struct Builder<'t> {
    text: &'t str,
    index: CharIndex<'t>,
    open: Vec<Open>,
    root: Option<Node>,
    documents: usize,
    values: usize,
    faults: Vec<Fault>,
}

/// Builds the tree of `text`.
///
/// # Errors
/// A fault at the place where the text stops being YAML, or is nested too deeply.
pub(super) fn build(text: &str) -> Result<Tree, Fault> {
    let mut builder = Builder {
        text,
        index: CharIndex::new(text),
        open: Vec::new(),
        root: None,
        documents: 0,
        values: 0,
        faults: directive(text).into_iter().collect(),
    };
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| syntax_fault(text, &error))?;
        let start = builder.index.position(span.start.index());
        builder.event(event, start, span.end.index())?;
        if builder.documents > 1 {
            break;
        }
    }
    Ok(Tree { root: builder.root, faults: builder.faults })
}

/// A directive stands before everything but comments and empty lines.
fn directive(text: &str) -> Option<Fault> {
    let mut lines = text.lines().enumerate();
    let (index, line) = lines.find(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))?;
    let before = text.split_inclusive('\n').take(index).map(|line| line.chars().count()).sum();
    let at = CharIndex::new(text).position(before);
    line.starts_with('%').then(|| feature("a directive", at, "remove the line"))
}

/// A tab that indents the line of a place or the one below. The scanner sees only that something is missing before it.
fn indenting_tab(text: &str, at: Position) -> Option<Position> {
    let line_start = text[..at.byte].rfind('\n').map_or(0, |newline| newline + 1);
    let mut start = line_start;
    for (line, number) in text[line_start..].split_inclusive('\n').take(2).zip(at.line..) {
        let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..indentation].find('\t') {
            let column = u32::try_from(tab).ok()? + 1;
            return Some(Position { line: number, column, byte: start + tab });
        }
        start += line.len();
    }
    None
}

fn syntax_fault(text: &str, error: &ScanError) -> Fault {
    let at = CharIndex::new(text).position(error.marker().index());
    if let Some(tab) = indenting_tab(text, at) {
        let end = Position { column: tab.column + 1, byte: tab.byte + 1, ..tab };
        let span = Span { start: tab, end };
        return Fault::new(FaultCode::YamlSyntax, "not YAML: a tab stands for indentation", span)
            .help("indent with spaces");
    }
    let is_bare_dash = text[at.byte..].starts_with('-') || text[..at.byte].trim_end().ends_with('-');
    let help = if is_bare_dash {
        "write an empty cell as `\"-\"`: a bare dash in brackets is not YAML"
    } else {
        "quote values that hold `: ` or ` #` or start with one of []{}&*!|>%@`; close brackets; indent with spaces"
    };
    let fault =
        Fault::new(FaultCode::YamlSyntax, format!("not YAML: {}", error.info()), Span { start: at, end: at })
            .help(help);
    let mut rest = text[at.byte..].chars();
    let is_cell = rest.next() == Some('-') && rest.as_str().trim_start().starts_with([',', ']', '}']);
    if !is_cell {
        return fault;
    }
    let end = Position { column: at.column + 1, byte: at.byte + 1, ..at };
    Fault { span: Span { start: at, end }, ..fault }.should_read(true, "\"-\"")
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, start: Position, end: usize) -> Result<(), Fault> {
        self.count(&event, start)?;
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.feature("a second document", start, "keep one document a file");
                }
            }
            Event::Alias(_) => {
                let span = self.span(start, end);
                self.feature("an alias", start, "write the value out");
                let value = Value::Scalar { text: String::new(), plain: false };
                self.place(Node { is_opaque: true, ..Node::new(span, value) });
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.features(anchor, tag.is_some(), start);
                let plain = style == ScalarStyle::Plain;
                let span = self.span(start, end);
                let value = Value::Scalar { text: text.into_owned(), plain };
                let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
                self.place(Node { is_opaque: tag.is_some(), is_block, ..Node::new(span, value) });
            }
            Event::SequenceStart(anchor, tag) => {
                self.features(anchor, tag.is_some(), start);
                self.descend(start, Value::List(Vec::new()))?;
            }
            Event::MappingStart(anchor, tag) => {
                self.features(anchor, tag.is_some(), start);
                self.descend(start, Value::Map(Vec::new()))?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.open.pop() {
                    let span = self.span(open.start, end);
                    self.place(Node::new(span, open.value));
                }
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Ok(())
    }

    fn count(&mut self, event: &Event<'_>, start: Position) -> Result<(), Fault> {
        if !matches!(
            event,
            Event::Alias(_) | Event::Scalar(..) | Event::SequenceStart(..) | Event::MappingStart(..)
        ) {
            return Ok(());
        }
        self.values += 1;
        if self.values <= MAX_VALUES {
            return Ok(());
        }
        let message = format!("the file holds more than the {MAX_VALUES} values that an entry may have");
        let fault = Fault::new(FaultCode::FileTooLarge, message, Span { start, end: start });
        Err(fault.help("split it by source"))
    }

    /// From `start` to the last character before `end` that is not white space: the parser ends a block where the next
    /// begins, and a quoted text where the next token does.
    fn span(&mut self, start: Position, end: usize) -> Span {
        let end = self.index.position(end);
        // What YAML takes for white space: others, such as the no-break space, belong to a text.
        let found = self.text[start.byte..end.byte].trim_end_matches([' ', '\t', '\n', '\r']);
        if found.len() == end.byte - start.byte {
            return Span { start, end };
        }
        let (lines, last) = match found.rsplit_once('\n') {
            Some((before, last)) => (before.matches('\n').count() + 1, last),
            None => (0, found),
        };
        let first_column = if lines == 0 { start.column } else { 1 };
        let end = Position {
            line: start.line + count(lines),
            column: first_column + count(last.chars().count()),
            byte: start.byte + found.len(),
        };
        Span { start, end }
    }

    fn descend(&mut self, start: Position, value: Value) -> Result<(), Fault> {
        if self.open.len() >= MAX_DEPTH {
            let message = format!("nested more than {MAX_DEPTH} levels deep");
            return Err(Fault::new(FaultCode::YamlSyntax, message, Span { start, end: start })
                .help("no field of an entry is so deep"));
        }
        self.open.push(Open { start, value, key: None, keys: BTreeMap::new() });
        Ok(())
    }

    fn place(&mut self, mut node: Node) {
        let Some(open) = self.open.last_mut() else {
            if self.root.is_none() {
                self.root = Some(node);
            }
            return;
        };
        match &mut open.value {
            Value::List(items) => items.push(node),
            Value::Map(pairs) => match open.key.take() {
                Some(key) => pairs.push((key, node)),
                None => {
                    match node.text() {
                        Some(name) => match open.keys.get(name) {
                            Some(first) => self.faults.push(twice(name, node.span, *first)),
                            None => {
                                open.keys.insert(name.to_owned(), node.span);
                                if name == "<<" {
                                    let fault = Fault::new(FaultCode::YamlFeature, "a merge key", node.span);
                                    self.faults.push(fault.help("write the fields out"));
                                    node.is_opaque = true;
                                }
                            }
                        },
                        None => {
                            let what = "a list or map as a key";
                            let fault = Fault::new(FaultCode::YamlFeature, what, node.span);
                            self.faults.push(fault.help("keys are plain words"));
                            node.is_opaque = true;
                        }
                    }
                    open.key = Some(node);
                }
            },
            Value::Scalar { .. } => {}
        }
    }

    fn features(&mut self, anchor: usize, tagged: bool, start: Position) {
        if anchor > 0 {
            self.feature("an anchor", start, "remove the `&name` and write each value out");
        }
        if tagged {
            self.feature("a tag", start, "remove the `!tag`: the field decides the type");
        }
    }

    fn feature(&mut self, what: &str, start: Position, help: &str) {
        self.faults.push(feature(what, start, help));
    }
}

fn twice(name: &str, again: Span, first: Span) -> Fault {
    Fault::new(FaultCode::DuplicateKey, format!("`{name}` comes twice in this map"), again)
        .related(first, "first here")
        .help("keep one of the two")
}

pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn feature(what: &str, start: Position, help: &str) -> Fault {
    let span = Span { start, end: start };
    Fault::new(FaultCode::YamlFeature, format!("{what}: entries do without"), span).help(help)
}
