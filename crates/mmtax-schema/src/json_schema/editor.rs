//! The schemas that editors read: what a file may say, and beside it what only serves to write one.
//!
//! Known ids are snippets and no `enum`: an editor that hovers over a value lists every word of an `enum`, and an id that
//! does not exist yet is for the rules to judge. Each id stands once, in a file of its own, which all kinds refer to.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::entry::{Benchmark, Dataset, Method, Model, Organization, Paper, Tokenizer};
use crate::id::{AnyEntry, Data, Evaluated, Part, Target};
use crate::kind::Kind;
use crate::parse::as_text;

use super::schema;

/// The file beside the schemas of the kinds that [`known_ids`] is for.
pub const IDS_FILE: &str = "ids.schema.json";

/// An id, or `id@variant`, that a file can refer to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownId {
    /// As a file writes it.
    pub id: String,
    /// What it stands for, in a few words of Markdown.
    pub meaning: String,
}

/// The [`schema`] of `kind`, with what editors complete. It accepts what that one accepts, and refers to [`IDS_FILE`].
#[must_use]
pub fn for_editors(kind: Kind) -> Value {
    let mut value = schema(kind);
    if let Value::Object(root) = &mut value {
        // Editors print it above the help of every field.
        root.shift_remove("title");
        if let Some(Value::Object(definitions)) = root.get_mut("$defs") {
            offer_ids(definitions);
        }
        let definitions = root.get("$defs").cloned().unwrap_or_default();
        leave_lists_open(root, &definitions);
    }
    mark_markdown(&mut value);
    value
}

/// The ids that exist, by kind. It refuses nothing.
#[must_use]
pub fn known_ids(known: &BTreeMap<Kind, Vec<KnownId>>) -> Value {
    let snippet = |known: &KnownId| json!({ "label": known.id, "body": as_text(&known.id), "markdownDescription": known.meaning });
    let mut definitions = Map::new();
    for kind in Kind::REFERABLE {
        let snippets: Vec<Value> = known.get(&kind).into_iter().flatten().map(snippet).collect();
        definitions.insert(kind.name().to_owned(), json!({ "defaultSnippets": snippets }));
    }
    json!({ "$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": definitions })
}

fn offer_ids(definitions: &mut Map<String, Value>) {
    for (name, definition) in definitions {
        let (Some(kinds), Value::Object(definition)) = (reference_kinds(name), definition) else { continue };
        let ids = kinds.iter().map(|kind| json!({ "$ref": format!("{IDS_FILE}#/$defs/{kind}") }));
        definition.insert("allOf".to_owned(), ids.collect());
    }
}

/// The kinds that the reference type with this schema name allows.
fn reference_kinds(name: &str) -> Option<&'static [Kind]> {
    fn entry<T: Target>() -> (&'static str, &'static [Kind]) {
        (T::SCHEMA, T::KINDS)
    }
    [
        entry::<Model>(),
        entry::<Tokenizer>(),
        entry::<Method>(),
        entry::<Dataset>(),
        entry::<Benchmark>(),
        entry::<Paper>(),
        entry::<Organization>(),
        entry::<Part>(),
        entry::<Data>(),
        entry::<Evaluated>(),
        entry::<AnyEntry>(),
    ]
    .into_iter()
    .find_map(|(schema, kinds)| (schema == name).then_some(kinds))
}

/// A field that is plainly a list of words or ids becomes a choice of one: an editor begins such a list on a line of its
/// own with a dash, which is no YAML within braces, and leaves to us how a choice is written.
fn leave_lists_open(schema: &mut Map<String, Value>, definitions: &Value) {
    let inner = schema.get_mut("$defs").and_then(Value::as_object_mut).into_iter().flatten();
    for definition in inner.filter_map(|(_, definition)| definition.as_object_mut()) {
        leave_lists_open(definition, definitions);
    }
    let fields = schema.get_mut("properties").and_then(Value::as_object_mut).into_iter().flatten();
    for field in fields.filter_map(|(_, field)| field.as_object_mut()) {
        let Some(items) = field.get("items") else { continue };
        let target = items.get("$ref").and_then(Value::as_str).unwrap_or_default();
        let item = definitions.get(target.trim_start_matches("#/$defs/")).unwrap_or(items);
        if item.get("type").is_some_and(|name| name == "object") {
            continue;
        }
        let parts = ["type", "items", "minItems"];
        let list: Map<String, Value> =
            parts.iter().filter_map(|part| Some(((*part).to_owned(), field.shift_remove(*part)?))).collect();
        field.insert("anyOf".to_owned(), json!([list]));
    }
}

/// Our descriptions are Markdown; an editor shows the marks of what is only called a `description`. Where a field and its
/// type both have one, the field's must be of the same sort, or the type's comes before it.
fn mark_markdown(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(mark_markdown),
        Value::Object(object) => {
            object.values_mut().for_each(mark_markdown);
            if let Some(Value::String(text)) = object.get("description")
                && (text.contains('`') || object.contains_key("$ref") || object.contains_key("anyOf"))
            {
                let text = text.clone();
                object.insert("markdownDescription".to_owned(), Value::String(text));
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
