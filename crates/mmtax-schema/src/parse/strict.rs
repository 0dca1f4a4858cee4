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
    // A mark for the order of bytes and what is no character at all: invisible as well, and readers differ on them.
    let is_control = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
            || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
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
    text.bytes().filter(is_before_value).count().saturating_mul(4) >= MAX_VALUES
}

/// Whether the text may begin with directives: the fast reader compares each with all before it.
pub(super) fn has_directive(text: &str) -> bool {
    text.starts_with('%') || text.contains("\n%") || text.contains("\r%")
}

/// Whether the text may hold an anchor, alias, tag, merge key, directive, complex key or second document. May say yes
/// for a text that holds none; never says no for one that does, but for brackets in texts that hide one that stays open.
pub(super) fn may_use_special_features(text: &str) -> bool {
    let bytes = text.as_bytes();
    let starts_token = |index: usize| {
        index == 0
            || matches!(bytes[index - 1], b' ' | b'\t' | b'\n' | b'\r' | b'[' | b'{' | b',' | b':' | b'-')
    };
    // The fast reader takes lines in brackets that are not indented enough, YAML does not.
    let opens = |line: &[u8]| line.iter().filter(|byte| matches!(byte, b'[' | b'{')).count();
    let closes = |line: &[u8]| line.iter().filter(|byte| matches!(byte, b']' | b'}')).count();
    if bytes.split(|byte| matches!(byte, b'\n' | b'\r')).any(|line| opens(line) != closes(line)) {
        return true;
    }
    bytes.iter().enumerate().any(|(index, byte)| match byte {
        b'&' | b'*' | b'!' | b'?' => starts_token(index),
        b'<' => starts_token(index) && bytes.get(index + 1) == Some(&b'<'),
        b'%' | b'.' | b'-' if index == 0 || matches!(bytes[index - 1], b'\n' | b'\r') => {
            *byte == b'%' || bytes[index..].starts_with(b"---") || bytes[index..].starts_with(b"...")
        }
        // A bare `-` in brackets: the fast reader takes it for text, YAML does not.
        b'-' => starts_token(index) && matches!(bytes.get(index + 1), Some(b',' | b']' | b'}')),
        _ => false,
    })
}
