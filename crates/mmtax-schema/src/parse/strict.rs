//! Quick looks at a text: what must not be in it at all, and whether it may use a feature that needs the exact look.

use super::fault::{Fault, FaultCode};
use super::{MAX_BYTES, MAX_VALUES};
use crate::span::{CharIndex, Span};

/// What is wrong with a file of more than [`MAX_BYTES`]: nobody needs to read it to know.
#[must_use]
pub fn too_large() -> Fault {
    let message = format!("the file has more than the {MAX_BYTES} bytes that an entry may have");
    Fault::new(FaultCode::FileTooLarge, message, Span::START).help("split it by source")
}

/// A fault that makes the rest not worth reading.
pub(super) fn unreadable(text: &str) -> Option<Fault> {
    if text.len() > MAX_BYTES {
        return Some(too_large());
    }
    // A mark for the order of bytes, separators of lines that only some readers take for such, and what is no character at
    // all: invisible as well.
    let is_control = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
    };
    let (offset, c) = text.chars().enumerate().find(|(_, c)| is_control(*c))?;
    let mut index = CharIndex::new(text);
    let span = Span { start: index.position(offset), end: index.position(offset + 1) };
    let message = format!("control character U+{:04X}", u32::from(c));
    Some(Fault::new(FaultCode::ControlCharacter, message, span).help("remove it"))
}

/// Whether the fast reader could take long: its work on each token grows with the number of brackets open around it. May
/// say yes for a text that is not deep; where it says no, the reader takes at most some tenths of a second.
pub(super) fn may_nest_deeply(text: &str) -> bool {
    let brackets = text.bytes().filter(|byte| matches!(byte, b'[' | b'{')).count();
    brackets.saturating_mul(text.len()) > 100_000_000
}

/// Whether the text may hold more values than a file may have. May say yes for a text that does not; where it says no, no
/// reader finds more: before each value but the first stands one of these, and none of them brings more than four.
pub(super) fn may_hold_many_values(text: &str) -> bool {
    let is_before_value = |byte: &u8| matches!(byte, b'\n' | b'\r' | b',' | b':' | b'[' | b'{' | b'-' | b'?');
    let few = MAX_VALUES / 4;
    text.len() >= few && text.bytes().filter(is_before_value).count() >= few
}

/// Whether the text may begin with directives: the fast reader compares each with all before it.
pub(super) fn has_directive(text: &str) -> bool {
    text.starts_with('%') || text.contains("\n%") || text.contains("\r%")
}

/// Whether the text may hold an anchor, alias, tag, merge key, directive, complex key or second document, or a value in
/// quotes or brackets over several lines: the fast reader takes such lines also where they are not indented enough. May
/// say yes for a text that holds none; never says no for one that does.
pub(super) fn may_use_special_features(text: &str) -> bool {
    let bytes = text.as_bytes();
    let has_feature = bytes.iter().enumerate().any(|(index, byte)| match byte {
        b'&' | b'*' | b'!' | b'?' => starts_token(bytes, index),
        b'<' => starts_token(bytes, index) && bytes.get(index + 1) == Some(&b'<'),
        b'%' | b'.' | b'-' if index == 0 || matches!(bytes[index - 1], b'\n' | b'\r') => {
            *byte == b'%' || bytes[index..].starts_with(b"---") || bytes[index..].starts_with(b"...")
        }
        // A bare `-` in brackets: the fast reader takes it for text, YAML does not.
        b'-' => starts_token(bytes, index) && matches!(bytes.get(index + 1), Some(b',' | b']' | b'}')),
        // A comment without a space before it: the fast reader takes it, YAML does not.
        b'#' => index > 0 && matches!(bytes[index - 1], b']' | b'}' | b'"' | b'\''),
        _ => false,
    });
    has_feature || bytes.split(|byte| matches!(byte, b'\n' | b'\r')).any(ends_within_a_value)
}

fn starts_token(bytes: &[u8], index: usize) -> bool {
    index == 0 || matches!(bytes[index - 1], b' ' | b'\t' | b'\n' | b'\r' | b'[' | b'{' | b',' | b':' | b'-')
}

/// Whether quotes or brackets that open in a line are still open at its end.
fn ends_within_a_value(line: &[u8]) -> bool {
    let (mut open, mut at) = (0_usize, 0);
    while let Some(byte) = line.get(at) {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            b'"' | b'\'' if starts_token(line, at) => match end_of_quotes(line, at) {
                Some(end) => at = end,
                None => return true,
            },
            _ => {}
        }
        at += 1;
    }
    open > 0
}

/// Where the quotes that open at `start` close.
fn end_of_quotes(line: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match (line[start], *line.get(at)?) {
            (b'"', b'\\') => at += 1,
            (quote, byte) if quote == byte => return Some(at),
            _ => {}
        }
        at += 1;
    }
}
