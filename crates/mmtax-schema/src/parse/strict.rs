//! Quick looks at a text: what must not be in it at all, and whether it may use a feature that needs the exact look.

use super::MAX_BYTES;
use super::fault::{Fault, FaultCode};
use crate::span::{CharIndex, Span};

/// A fault that makes the rest not worth reading.
pub(super) fn unreadable(text: &str) -> Option<Fault> {
    if text.len() > MAX_BYTES {
        let message = format!("the file has more than the {MAX_BYTES} bytes that an entry may have");
        return Some(Fault::new(FaultCode::FileTooLarge, message, Span::START).help("split it by source"));
    }
    let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
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

/// Whether the text may hold an anchor, alias, tag, merge key, directive, complex key or second document. May say yes
/// for a text that holds none; never says no for one that does.
pub(super) fn may_use_special_features(text: &str) -> bool {
    let bytes = text.as_bytes();
    let starts_token = |index: usize| {
        index == 0
            || matches!(bytes[index - 1], b' ' | b'\t' | b'\n' | b'\r' | b'[' | b'{' | b',' | b':' | b'-')
    };
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
