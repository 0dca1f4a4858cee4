//! One field of a kind: its help, its words and an example.

use std::fmt::Write as _;

use mmtax_schema::Nothing;
use serde_json::Value;

use super::example::{self, Example};
use super::resolve;

/// A field at the top of an entry.
pub(crate) struct Field<'s> {
    pub(crate) name: &'s str,
    pub(crate) is_required: bool,
    root: &'s Value,
    schema: &'s Value,
}

impl<'s> Field<'s> {
    /// The fields of a kind, in the order of its schema.
    pub(crate) fn all(root: &'s Value) -> impl Iterator<Item = Self> {
        let required = root.get("required").and_then(Value::as_array);
        let is_required =
            move |name: &str| required.is_some_and(|names| names.iter().any(|required| required == name));
        let fields = root.get("properties").and_then(Value::as_object).into_iter().flatten();
        fields.map(move |(name, schema)| Self { name, is_required: is_required(name), root, schema })
    }

    /// Whether a typed nothing may stand for its value.
    pub(crate) fn may_be_nothing(&self) -> bool {
        let branches = self.schema.get("anyOf").and_then(Value::as_array).into_iter().flatten();
        let mut words = branches.filter_map(|branch| branch.get("enum")?.as_array()).flatten();
        words.any(|word| word.as_str().and_then(Nothing::from_word).is_some())
    }

    /// What it means.
    pub(crate) fn description(&self) -> &'s str {
        self.schema.get("description").and_then(Value::as_str).unwrap_or_default()
    }

    /// The words that it, or each item of it, is one of.
    pub(crate) fn words(&self) -> Vec<String> {
        words(self.root, self.schema)
    }

    /// Whether it may have several values.
    pub(crate) fn is_list(&self) -> bool {
        let branches = self.schema.get("anyOf").and_then(Value::as_array);
        let schema = branches.and_then(|branches| branches.first()).unwrap_or(self.schema);
        resolve(self.root, schema).get("type").is_some_and(|name| name == "array")
    }

    /// An example of its value.
    pub(crate) fn example(&self) -> Example {
        example::of(self.root, self.name, self.schema)
    }

    /// Adds help, and the field: as a comment, or empty if it must be there.
    pub(super) fn write(&self, text: &mut String) {
        let _ = writeln!(text, "## {}", self.description().replace('\n', " "));
        let words = self.words();
        if words.is_empty() {
            for (name, words) in words_inside(self.root, self.schema) {
                let _ = writeln!(text, "##   {name}: {}", words.join(", "));
            }
        } else {
            let _ = writeln!(text, "##   {}", words.join(", "));
        }
        let mark = if self.is_required { "" } else { "# " };
        match self.example() {
            Example::Inline(value) if self.is_required => {
                if words.is_empty() {
                    let _ = writeln!(text, "##   such as {value}");
                }
                let _ = writeln!(text, "{}:", self.name);
            }
            Example::Inline(value) => {
                let _ = writeln!(text, "{mark}{}: {value}", self.name);
            }
            Example::Below(lines) => {
                let _ = writeln!(text, "{mark}{}:", self.name);
                for line in lines {
                    let _ = writeln!(text, "#   {line}");
                }
            }
        }
    }
}

/// The words that a field of a kind may be.
pub(super) fn words_of(root: &Value, field: &str) -> Vec<String> {
    let schema = root.get("properties").and_then(|fields| fields.get(field));
    schema.map_or_else(Vec::new, |schema| words(root, schema))
}

/// The value's own schema: without the typed nothings, and an item of a list.
pub(super) fn value<'s>(root: &'s Value, schema: &'s Value) -> &'s Value {
    let branches = schema.get("anyOf").and_then(Value::as_array);
    let schema = resolve(root, branches.and_then(|branches| branches.first()).unwrap_or(schema));
    schema.get("items").map_or(schema, |items| value(root, items))
}

/// The words that a value, or each item of a list, is one of.
fn words(root: &Value, schema: &Value) -> Vec<String> {
    let words = value(root, schema).get("enum").and_then(Value::as_array).into_iter().flatten();
    words.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The same of the fields of a map, or of the maps in a list. A word that stands for several fields is told once.
fn words_inside(root: &Value, schema: &Value) -> Vec<(String, Vec<String>)> {
    let fields = value(root, schema).get("properties").and_then(Value::as_object).into_iter().flatten();
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    for (name, schema) in fields {
        let words = words(root, schema);
        match all.last_mut() {
            Some((names, same)) if *same == words => *names = format!("{names}, {name}"),
            Some(_) | None => all.push((name.clone(), words)),
        }
    }
    all.retain(|(_, words)| !words.is_empty());
    all
}
