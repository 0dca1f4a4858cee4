//! Words of a query.

use std::borrow::Cow;
use std::ops::Range;

/// What ends a word that is not in quotes.
const ENDS: [char; 13] = [':', '=', '<', '>', '!', '[', ']', '(', ')', '|', ',', '"', '\\'];

/// A text as a query writes it: in quotes where it would be read as something else.
pub(super) fn quoted(text: &str) -> Cow<'_, str> {
    let is_plain = !text.is_empty()
        && !text.starts_with(['-', '~'])
        && !text.contains(|c: char| c.is_whitespace() || ENDS.contains(&c));
    if is_plain {
        return Cow::Borrowed(text);
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    Cow::Owned(out)
}

/// A word of a query, and where it stands, in characters.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) span: Range<usize>,
    pub(super) is_quoted: bool,
}

/// A query, character by character.
pub(super) struct Reader {
    chars: Vec<char>,
    pub(super) at: usize,
}

impl Reader {
    pub(super) fn new(text: &str) -> Self {
        Self { chars: text.chars().collect(), at: 0 }
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    pub(super) fn skip_space(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    /// Steps over these characters, if they are next.
    pub(super) fn take(&mut self, text: &str) -> bool {
        let length = text.chars().count();
        let is_next = self.chars[self.at..].iter().copied().take(length).eq(text.chars());
        if is_next {
            self.at += length;
        }
        is_next
    }

    /// The next word, in quotes or up to what ends one; `Err` for quotes that nobody closes.
    pub(super) fn word(&mut self) -> Result<Word, Range<usize>> {
        let start = self.at;
        if self.take("\"") {
            let mut text = String::new();
            while let Some(c) = self.peek() {
                self.at += 1;
                match c {
                    '"' => return Ok(Word { text, span: start..self.at, is_quoted: true }),
                    '\\' => {
                        text.extend(self.peek());
                        self.at += 1;
                    }
                    c => text.push(c),
                }
            }
            self.at = self.chars.len();
            return Err(start..self.at);
        }
        let mut text = String::new();
        while let Some(c) = self.peek().filter(|c| !c.is_whitespace() && !ENDS.contains(c)) {
            text.push(c);
            self.at += 1;
        }
        Ok(Word { text, span: start..self.at, is_quoted: false })
    }

    /// Whether what follows is one more value of the term before, not a term of its own: `|b`, but not `|b:c`.
    pub(super) fn take_alternative(&mut self) -> bool {
        let start = self.at;
        if !self.take("|") {
            return false;
        }
        let value = self.at;
        let is_value = self.peek().is_some_and(|c| c == '"' || !(c.is_whitespace() || "-~(".contains(c)))
            && self.word().is_ok_and(|word| word.is_quoted || !word.text.is_empty())
            && !self.peek().is_some_and(|c| ":=<>![".contains(c));
        self.at = if is_value { value } else { start };
        is_value
    }
}
