//! What the targets share: how bytes become a text of a kind, and what must hold for every place.

use mmtax::schema::{Fault, Kind, Position, Span};

/// The kind that the first byte of an input names, and the rest.
pub fn kind_and_text(data: &[u8]) -> Option<(Kind, &[u8])> {
    let (first, rest) = data.split_first()?;
    let kind = Kind::ALL.get(usize::from(first.checked_sub(b'0')?))?;
    Some((*kind, rest))
}

/// Every place of a fault lies in the text, on characters, and counts them as a reader would.
pub fn check_fault(text: &str, fault: &Fault) {
    check_span(text, fault.span);
    fault.related.iter().for_each(|related| check_span(text, related.span));
    for message in
        fault.related.iter().map(|related| &related.message).chain([&fault.message]).chain(&fault.help)
    {
        assert!(!message.is_empty() && !message.contains(char::is_control), "{message:?}");
        assert!(message.len() < 2_000, "a message of {} bytes", message.len());
    }
    for edit in fault.fix.iter().flat_map(|fix| &fix.edits) {
        check_span(text, edit.span);
    }
}

/// A place lies in the text.
pub fn check_span(text: &str, span: Span) {
    assert!(span.start.byte <= span.end.byte, "{span:?}");
    check_position(text, span.start);
    check_position(text, span.end);
}

fn check_position(text: &str, at: Position) {
    assert!(text.is_char_boundary(at.byte), "{at:?}");
    let before = &text[..at.byte];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = u32::try_from(before.matches('\n').count() + 1).unwrap();
    let column = u32::try_from(before[line_start..].chars().count() + 1).unwrap();
    assert_eq!((at.line, at.column), (line, column), "{at:?}");
}
