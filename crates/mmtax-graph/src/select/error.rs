//! What is wrong with a query, where, and what may be meant.

use std::fmt;
use std::ops::Range;

use mmtax_schema::suggest::nearest;

/// What is wrong with a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// What is wrong, on one line.
    pub message: String,
    /// Where, in characters of the query, from 0.
    pub span: Range<usize>,
    /// What is meant, or what there is.
    pub help: Option<String>,
    /// The query.
    pub query: String,
}

impl std::error::Error for QueryError {}

/// The message, the query with the place marked under it, and the help.
impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // One sign for each character, so that what stands below stands below.
        let line: String = self.query.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let marks = "^".repeat(self.span.len().max(1));
        write!(f, "{}\n  {line}\n  {}{marks}", self.message, " ".repeat(self.span.start))?;
        match &self.help {
            Some(help) => write!(f, "\nhelp: {help}"),
            None => Ok(()),
        }
    }
}

/// A [`QueryError`] that does not know the query.
pub(super) struct Wrong {
    pub(super) message: String,
    pub(super) span: Range<usize>,
    pub(super) help: Option<String>,
}

impl Wrong {
    pub(super) fn new(
        message: impl Into<String>,
        span: &Range<usize>,
        help: impl Into<Option<String>>,
    ) -> Self {
        Self { message: message.into(), span: span.clone(), help: help.into() }
    }

    pub(super) fn of(self, query: &str) -> QueryError {
        QueryError { message: self.message, span: self.span, help: self.help, query: query.to_owned() }
    }
}

/// That the word is one of those that are known.
pub(super) fn known_word(what: &str, text: &str, span: &Range<usize>, known: &[&str]) -> Result<(), Wrong> {
    if known.contains(&text) { Ok(()) } else { Err(no_such(what, text, span, known)) }
}

/// What there is instead: the nearest, or all where they are few.
pub(super) fn no_such(what: &str, text: &str, span: &Range<usize>, known: &[&str]) -> Wrong {
    const MOST: usize = 40;
    let help = match nearest(text, known.iter().copied()) {
        Some(near) => Some(format!("did you mean `{near}`?")),
        None if known.is_empty() => Some("there is none".to_owned()),
        None if known.len() > MOST => None,
        None => {
            let known: Vec<String> = known.iter().map(|word| format!("`{word}`")).collect();
            Some(format!("there are {}", known.join(", ")))
        }
    };
    Wrong::new(format!("there is no {what} `{text}`"), span, help)
}
