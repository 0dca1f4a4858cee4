//! New entries: the text of a file to fill in, from the JSON Schema of its kind and what is known of it already.
//!
//! A line that begins with `## ` is help; one that begins with `# ` is a field that nobody has filled yet, and becomes one
//! when the `# ` is taken away.

mod example;
mod field;
mod given;
mod refusal;
mod sibling;
mod taken;

use std::fmt::Write as _;

use mmtax_graph::Taxonomy;
use mmtax_schema::{Kind, Nothing, json_schema};
use serde_json::Value;

pub use refusal::Refusal;

pub(crate) use example::Example;
pub(crate) use field::Field;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Order<'o> {
    /// The kind of the entry.
    pub kind: Kind,
    /// Its id: the stem of its file.
    pub id: &'o str,
    /// Its name, or the title of a paper; the id stands in for a name that is not given.
    pub name: Option<&'o str>,
    /// What a model is for.
    pub role: Option<&'o str>,
    /// The arXiv number of the paper that introduces it, of the paper itself, or of the source of a record.
    pub arxiv: Option<&'o str>,
    /// When it was first published.
    pub released: Option<&'o str>,
    /// An entry of the same kind to take fields from.
    pub sibling: Option<Sibling<'o>>,
    /// Whether it may be called nearly as another entry.
    pub force_new: bool,
}

/// An entry of the same family.
#[derive(Clone, Copy, Debug)]
pub struct Sibling<'o> {
    /// Its id.
    pub id: &'o str,
    /// The text of its file.
    pub text: &'o str,
}

/// The text of a new entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scaffold {
    /// Where it belongs, below the taxonomy folder: `models/janus.yaml`.
    pub file: String,
    /// What to write there.
    pub text: String,
    /// Required fields that could not be filled: each is left empty, so that the file is not sound before they are.
    pub empty: Vec<String>,
    /// The id of the paper that it refers to, where there is no such entry.
    pub missing_paper: Option<String>,
    /// The fields that were taken from the sibling, still to be checked at this entry's own source.
    pub copied: Vec<&'static str>,
}

/// Writes the text of a new entry, or says why there must be none.
///
/// # Errors
/// When what is asked for is malformed, does not fit the kind, or is in the taxonomy already.
pub fn scaffold(taxonomy: &Taxonomy, order: &Order<'_>) -> Result<Scaffold, Refusal> {
    let schema = json_schema::schema(order.kind);
    let given = given::given(taxonomy, order, &schema)?;
    taken::check(taxonomy, order)?;
    let copied = match order.sibling {
        Some(sibling) => sibling::copy(order.kind, sibling)?,
        None => Vec::new(),
    };
    let mut text = header(order.kind, &schema);
    let mut empty = Vec::new();
    let mut used = Vec::new();
    for field in Field::all(&schema) {
        if let Some(line) = given.line(field.name) {
            text.push_str(line);
        } else if let Some((name, block)) = copied.iter().find(|(name, _)| *name == field.name) {
            text.push_str(block);
            used.push(*name);
        } else {
            field.write(&mut text);
            if field.is_required {
                empty.push(field.name.to_owned());
            }
        }
    }
    Ok(Scaffold {
        file: format!("{}/{}.yaml", order.kind.folder(), order.id),
        text,
        empty,
        missing_paper: given.missing_paper,
        copied: used,
    })
}

/// The words that a model's `role` may be.
#[must_use]
pub fn roles() -> Vec<String> {
    field::words_of(&json_schema::schema(Kind::Model), "role")
}

/// The fields that [`scaffold`] takes from a sibling of this kind.
#[must_use]
pub const fn family_fields(kind: Kind) -> &'static [&'static str] {
    sibling::fields(kind)
}

fn header(kind: Kind, schema: &Value) -> String {
    let mut text = format!(
        "# yaml-language-server: $schema=../../schema/{kind}.schema.json\n\
         ## Fill in what you have read: take the `# ` away from a field, and these lines and the fields that stay empty out.\n"
    );
    let [unknown, undisclosed, not_applicable] = Nothing::WORDS;
    if Field::all(schema).any(|field| field.may_be_nothing()) {
        let _ = writeln!(
            text,
            "## A fact may also be `{unknown}` (looked for, not found), `{undisclosed}` or `{not_applicable}`."
        );
    }
    text
}

/// The definition that a schema refers to, or the schema itself.
fn resolve<'s>(root: &'s Value, schema: &'s Value) -> &'s Value {
    let target =
        schema.get("$ref").and_then(Value::as_str).and_then(|target| target.strip_prefix("#/$defs/"));
    target.and_then(|name| root.get("$defs")?.get(name)).unwrap_or(schema)
}
