//! What an entry says as a plain tree: for whoever compares or exports entries without knowing every field of every kind.

use std::fmt;

use serde_json::Value;

use crate::entry::{Body, Entry};
use crate::path::{Path, Step};

/// A word, list or map of an entry, in schema order. What the file leaves out is not there, and neither are comments,
/// quotes and layout: two files that say the same give the same tree, unless an order says something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// A text, number, date or truth value, as the file writes it.
    Word(String),
    /// Items in the order of the file.
    List(Vec<Self>),
    /// Fields, or values under keys, without those that are not filled.
    Map(Vec<(String, Self)>),
}

impl Said {
    /// The value under `key` of a map.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        let Self::Map(pairs) = self else { return None };
        pairs.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// What stands at a path.
    #[must_use]
    pub fn at(&self, path: &Path) -> Option<&Self> {
        path.steps().iter().try_fold(self, |said, step| match (said, step) {
            (_, Step::Key(name)) => said.get(name),
            (Self::List(items), Step::Index(index)) => items.get(*index),
            (Self::Word(_) | Self::Map(_), Step::Index(_)) => None,
        })
    }

    /// A map without these keys; anything else as it is.
    #[must_use]
    pub fn without(&self, keys: &[&str]) -> Self {
        let Self::Map(pairs) = self else { return self.clone() };
        Self::Map(pairs.iter().filter(|(key, _)| !keys.contains(&key.as_str())).cloned().collect())
    }

    /// The word, if it is one.
    #[must_use]
    pub fn word(&self) -> Option<&str> {
        let Self::Word(word) = self else { return None };
        Some(word)
    }

    fn of(value: Value) -> Option<Self> {
        Some(match value {
            Value::Null => return None,
            Value::Bool(is_so) => Self::Word(is_so.to_string()),
            Value::Number(number) => Self::Word(number.to_string()),
            Value::String(text) => Self::Word(text),
            Value::Array(items) => Self::List(items.into_iter().filter_map(Self::of).collect()),
            Value::Object(fields) => {
                let fields: Vec<_> =
                    fields.into_iter().filter_map(|(key, value)| Some((key, Self::of(value)?))).collect();
                // A group of fields of which none is filled says nothing.
                if fields.is_empty() {
                    return None;
                }
                Self::Map(fields)
            }
        })
    }
}

/// On one line, in brackets and braces as YAML has them. For people: a word that holds a comma stays unquoted.
impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => f.write_str(word),
            Self::List(items) => {
                f.write_str("[")?;
                for (index, item) in items.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { ", " })?;
                    item.fmt(f)?;
                }
                f.write_str("]")
            }
            Self::Map(pairs) if pairs.is_empty() => f.write_str("{}"),
            Self::Map(pairs) => {
                for (index, (key, value)) in pairs.iter().filter(|(_, value)| !value.is_empty()).enumerate() {
                    f.write_str(if index == 0 { "{ " } else { ", " })?;
                    write!(f, "{key}: {value}")?;
                }
                f.write_str(" }")
            }
        }
    }
}

impl Said {
    /// Whether it is a list without items.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::List(items) if items.is_empty())
    }
}

impl Entry {
    /// What the entry says as a plain tree.
    #[must_use]
    pub fn said(&self) -> Said {
        let value = match &self.body {
            Body::Model(e) => serde_json::to_value(e),
            Body::Tokenizer(e) => serde_json::to_value(e),
            Body::Method(e) => serde_json::to_value(e),
            Body::Dataset(e) => serde_json::to_value(e),
            Body::Benchmark(e) => serde_json::to_value(e),
            Body::Paper(e) => serde_json::to_value(e),
            Body::Organization(e) => serde_json::to_value(e),
            Body::Results(e) => serde_json::to_value(e),
            Body::Scheme(e) => serde_json::to_value(e),
            Body::Errata(e) => serde_json::to_value(e),
        };
        // Entries hold nothing that JSON cannot: every key is text.
        value.ok().and_then(Said::of).unwrap_or(Said::Map(Vec::new()))
    }
}
