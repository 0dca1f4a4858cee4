//! Places in a text.

/// A place in a text: line and column count from 1, columns in Unicode characters; `byte` counts from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column in Unicode characters, from 1.
    pub column: u32,
    /// The offset in bytes, from 0.
    pub byte: usize,
}

/// A stretch of text; `end` is the place after its last character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first character.
    pub start: Position,
    /// The place after the last character.
    pub end: Position,
}

impl Position {
    /// The first place of every text.
    pub const START: Self = Self { line: 1, column: 1, byte: 0 };
}

impl Span {
    /// The empty stretch at the start of a text: where a fault of a whole file is shown.
    pub const START: Self = Self { start: Position::START, end: Position::START };
}

/// Turns character offsets into positions; offsets must not go back.
pub(crate) struct CharIndex<'t> {
    chars: std::str::CharIndices<'t>,
    at: usize,
    position: Position,
    len: usize,
    pending: Option<(usize, char)>,
}

impl<'t> CharIndex<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let mut chars = text.char_indices();
        let pending = chars.next();
        Self { chars, at: 0, position: Position::START, len: text.len(), pending }
    }

    /// The position of the character with this offset, or of the end of the text.
    pub(crate) fn position(&mut self, char_offset: usize) -> Position {
        while self.at < char_offset {
            let Some((_, c)) = self.pending else { break };
            self.pending = self.chars.next();
            self.at += 1;
            let byte = self.pending.map_or(self.len, |(byte, _)| byte);
            self.position = if c == '\n' {
                Position { line: self.position.line + 1, column: 1, byte }
            } else {
                Position { line: self.position.line, column: self.position.column + 1, byte }
            };
        }
        self.position
    }
}
