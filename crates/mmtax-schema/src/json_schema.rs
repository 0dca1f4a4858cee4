//! The JSON Schema of each kind, generated from the same types that read the files.

mod editor;

use std::sync::OnceLock;

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::entry::{
    Benchmark, Dataset, Errata, Method, Model, Organization, Paper, Results, Scheme, Tokenizer,
};
use crate::kind::Kind;
use crate::settings::TaxonomySettings;

pub use editor::{IDS_FILE, KnownId, for_editors, known_ids};

/// The JSON Schema (draft 2020-12) of the files of `kind`.
///
/// Every value that the schema accepts is read by [`crate::parse()`] and the other way round; the few differences are
/// listed in the test `tests/agreement.rs`.
#[must_use]
pub fn schema(kind: Kind) -> Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let schema = match kind {
        Kind::Model => generator.into_root_schema_for::<Model>(),
        Kind::Tokenizer => generator.into_root_schema_for::<Tokenizer>(),
        Kind::Method => generator.into_root_schema_for::<Method>(),
        Kind::Dataset => generator.into_root_schema_for::<Dataset>(),
        Kind::Benchmark => generator.into_root_schema_for::<Benchmark>(),
        Kind::Paper => generator.into_root_schema_for::<Paper>(),
        Kind::Organization => generator.into_root_schema_for::<Organization>(),
        Kind::Results => generator.into_root_schema_for::<Results>(),
        Kind::Scheme => generator.into_root_schema_for::<Scheme>(),
        Kind::Errata => generator.into_root_schema_for::<Errata>(),
    };
    let mut value = schema.to_value();
    tidy(&mut value);
    value
}

/// [`schema`], generated once: a run over many broken files would spend its time on little else.
pub(crate) fn cached(kind: Kind) -> &'static Value {
    static SCHEMAS: [OnceLock<Value>; Kind::ALL.len()] = [const { OnceLock::new() }; Kind::ALL.len()];
    SCHEMAS[kind as usize].get_or_init(|| schema(kind))
}

/// The JSON Schema (draft 2020-12) of `mmtax.yaml`, the settings of a taxonomy.
#[must_use]
pub fn settings_schema() -> Value {
    let mut value =
        SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<TaxonomySettings>().to_value();
    tidy(&mut value);
    value
}

/// [`settings_schema`], generated once.
pub(crate) fn cached_settings() -> &'static Value {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    SCHEMA.get_or_init(settings_schema)
}

/// Makes the generated schema say what the reader does: no field may be `null`, and a choice of words is an `enum`
/// (which editors report and complete better than a `oneOf` of constants), with each word's meaning beside it.
fn tidy(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(tidy),
        Value::Object(object) => {
            object.values_mut().for_each(tidy);
            forbid_null(object);
            words_to_enum(object);
            // Every default here is "nothing": it says nothing to a reader.
            object.shift_remove("default");
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn forbid_null(object: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            object.insert("type".to_owned(), only);
        }
    }
    let Some(Value::Array(branches)) = object.get_mut("anyOf") else { return };
    branches.retain(|branch| branch.get("type").is_none_or(|name| name != "null"));
    if let [Value::Object(only)] = branches.as_slice() {
        let only = only.clone();
        object.shift_remove("anyOf");
        for (key, value) in only {
            object.entry(key).or_insert(value);
        }
    }
}

fn words_to_enum(object: &mut Map<String, Value>) {
    let Some(Value::Array(branches)) = object.get("oneOf") else { return };
    let word = |branch: &Value| Some((branch.get("const")?.clone(), branch.get("description").cloned()));
    let Some(words) = branches.iter().map(word).collect::<Option<Vec<_>>>() else { return };
    object.shift_remove("oneOf");
    object.insert("type".to_owned(), json!("string"));
    let meanings: Vec<Value> =
        words.iter().map(|(_, meaning)| meaning.clone().unwrap_or_else(|| json!(""))).collect();
    object.insert("enum".to_owned(), Value::Array(words.into_iter().map(|(word, _)| word).collect()));
    object.insert("markdownEnumDescriptions".to_owned(), Value::Array(meanings));
}
