//! Fixes: changes to the text of a file that mend a fault, as plain data.

use crate::span::Span;

/// How a fault can be mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Whether the file then says what it was surely meant to say. An unsafe fix needs somebody to look.
    pub safe: bool,
    /// What to change; no two of them overlap.
    pub edits: Vec<Edit>,
}

/// New text for a stretch of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// What comes in its place; nothing where the stretch is to go.
    pub text: String,
}

impl Fix {
    /// One edit.
    #[must_use]
    pub fn new(safe: bool, edit: Edit) -> Self {
        Self { safe, edits: vec![edit] }
    }

    /// `text` with the edits made, or `None` if they overlap or lie outside.
    #[must_use]
    pub fn apply(&self, text: &str) -> Option<String> {
        let mut edits: Vec<&Edit> = self.edits.iter().collect();
        edits.sort_by_key(|edit| edit.span);
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for edit in edits {
            out.push_str(text.get(done..edit.span.start.byte)?);
            out.push_str(&edit.text);
            done = edit.span.end.byte;
        }
        out.push_str(text.get(done..)?);
        Some(out)
    }
}
