//! The reader, the JSON Schema and our walk along the schema give one verdict on every document: over every real entry
//! and thousands of mutations of each kind. The differences that remain are listed here, and nowhere else.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fs;
use std::path::Path;

use jsonschema::Validator;
use mmtax_schema::json_schema::{IDS_FILE, KnownId, for_editors, known_ids, schema};
use mmtax_schema::parse::schema_faults;
use mmtax_schema::{EntryId, Kind, parse};
use serde_json::{Value, json};

/// A document on which the reader and the JSON Schema may disagree, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Difference {
    /// JSON Schema takes `3.0` for a whole number; we want digits without a point.
    IntegralFloat,
    /// JSON Schema cannot say how a number is written; we want it as printed, without an exponent.
    Exponent,
}

/// Mutations tried on each real file; every file is different, so the whole is tens of thousands.
const MUTATIONS_A_FILE: usize = 60;

#[test]
fn reader_schema_and_walk_agree() {
    let mut random = Random(42);
    let (mut tried, mut refused) = (0, 0);
    for kind in Kind::ALL {
        let validator = jsonschema::validator_for(&schema(kind)).unwrap();
        let editor = editor_validator(kind);
        for (file, document) in real_documents(kind) {
            assert_eq!(verdict(kind, &validator, &document), Ok(true), "{file} as it is");
            for _ in 0..MUTATIONS_A_FILE {
                let mut mutant = document.clone();
                let what = mutate(&mut mutant, &mut random);
                tried += 1;
                assert_eq!(
                    editor.is_valid(&mutant),
                    validator.is_valid(&mutant),
                    "{file}, {what}: for editors"
                );
                match verdict(kind, &validator, &mutant) {
                    Ok(accepted) => refused += usize::from(!accepted),
                    Err(verdicts) => {
                        assert!(known_difference(&mutant).is_some(), "{file}, {what}: {verdicts}");
                    }
                }
            }
        }
    }
    assert!(tried > 20_000, "only {tried} mutations");
    // A mutation that nobody refuses proves nothing.
    assert!(refused * 3 > tried, "{refused} of {tried} mutations refused");
}

/// Each listed difference, shown once: a difference that is no longer there must leave the list.
#[test]
fn the_listed_differences_are_real() {
    let documents = [
        (Difference::IntegralFloat, Kind::Tokenizer, json!({ "name": "x", "downsampling": 16.0 })),
        (
            Difference::Exponent,
            Kind::Benchmark,
            json!({ "name": "x", "metrics": [{ "id": "a", "min": 1e-9 }] }),
        ),
    ];
    for (difference, kind, document) in documents {
        let validator = jsonschema::validator_for(&schema(kind)).unwrap();
        assert_eq!(known_difference(&document), Some(difference));
        assert!(validator.is_valid(&document), "{difference:?}: JSON Schema accepts it");
        let text = serde_json::to_string(&document).unwrap();
        let read = parse(kind, EntryId::new("x").unwrap(), &text);
        assert!(!read.faults.is_empty(), "{difference:?}: the reader refuses it");
    }
}

#[test]
fn no_field_may_be_null() {
    fn nullable(value: &Value) -> bool {
        match value {
            Value::Array(items) => items.iter().any(nullable),
            Value::Object(object) => object.iter().any(|(key, value)| {
                key == "type"
                    && (value == "null" || value.as_array().is_some_and(|all| all.contains(&json!("null"))))
                    || nullable(value)
            }),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
        }
    }
    for kind in Kind::ALL {
        assert!(!nullable(&schema(kind)), "{kind}");
    }
}

#[test]
fn every_field_and_every_word_is_explained() {
    fn unexplained(path: &str, value: &Value, found: &mut Vec<String>) {
        let Value::Object(object) = value else { return };
        if let Some(Value::Object(fields)) = object.get("properties") {
            for (name, field) in fields {
                if field.get("description").and_then(Value::as_str).is_none_or(str::is_empty) {
                    found.push(format!("{path}.{name}"));
                }
            }
        }
        if let Some(Value::Array(meanings)) = object.get("markdownEnumDescriptions")
            && meanings.iter().any(|meaning| meaning == "")
        {
            found.push(format!("{path}: a word"));
        }
        for (key, value) in object {
            unexplained(&format!("{path}/{key}"), value, found);
        }
    }
    let mut found = Vec::new();
    for kind in Kind::ALL {
        unexplained(kind.name(), &schema(kind), &mut found);
    }
    assert_eq!(found, Vec::<String>::new());
}

/// What editors read, with the file of ids beside it.
fn editor_validator(kind: Kind) -> Validator {
    let known = [(Kind::Model, vec![KnownId { id: "7".to_owned(), meaning: "Seven".to_owned() }])];
    let ids = known_ids(&known.into());
    assert_eq!(ids["$defs"]["model"]["defaultSnippets"][0]["body"], "\"7\"", "it would be read as a number");
    let mut bundle = for_editors(kind);
    let base = "https://example.org/schema/";
    bundle["$id"] = json!(format!("{base}{kind}.schema.json"));
    bundle["$defs"]["ids"] = ids;
    bundle["$defs"]["ids"]["$id"] = json!(format!("{base}{IDS_FILE}"));
    jsonschema::validator_for(&bundle).unwrap()
}

/// The one verdict, or all three where they differ.
fn verdict(kind: Kind, validator: &Validator, document: &Value) -> Result<bool, String> {
    // JSON is YAML, so the same text goes to all three.
    let text = serde_json::to_string(document).unwrap();
    let reader = parse(kind, EntryId::new("x").unwrap(), &text);
    assert_eq!(reader.entry.is_some(), reader.faults.is_empty(), "an entry or faults: {text}");
    let reader = reader.faults.is_empty();
    let schema = validator.is_valid(document);
    let walk = schema_faults(kind, &text).is_empty();
    if reader == schema && schema == walk {
        return Ok(reader);
    }
    Err(format!("reader {reader}, JSON Schema {schema}, walk {walk}"))
}

fn known_difference(document: &Value) -> Option<Difference> {
    match document {
        Value::Number(number) if number.is_f64() => {
            let text = number.to_string();
            if text.contains('e') {
                Some(Difference::Exponent)
            } else {
                text.ends_with(".0").then_some(Difference::IntegralFloat)
            }
        }
        Value::Array(items) => items.iter().find_map(known_difference),
        Value::Object(object) => object.values().find_map(known_difference),
        Value::Null | Value::Bool(_) | Value::String(_) | Value::Number(_) => None,
    }
}

fn real_documents(kind: Kind) -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../taxonomy").join(kind.folder());
    let mut files: Vec<_> = fs::read_dir(&folder)
        .map(|files| files.map(|file| file.unwrap().path()).collect())
        .unwrap_or_default();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "yaml"));
    files.sort();
    files
        .into_iter()
        .map(|file| {
            let document = serde_yaml::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
            (file.file_name().unwrap().to_string_lossy().into_owned(), document)
        })
        .collect()
}

/// Changes one place of a document at random, and says how.
fn mutate(document: &mut Value, random: &mut Random) -> String {
    let mut node = document;
    let mut path = String::new();
    loop {
        let children = match node {
            Value::Array(items) => items.len(),
            Value::Object(object) => object.len(),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
        };
        // Stop at a leaf, or now and then on the way.
        if children == 0 || random.below(6) == 0 {
            break;
        }
        let child = random.below(children);
        node = match node {
            Value::Array(items) => {
                path.push_str(&format!("[{child}]"));
                &mut items[child]
            }
            Value::Object(object) => {
                let key = object.keys().nth(child).unwrap().clone();
                path.push_str(&format!(".{key}"));
                object.get_mut(&key).unwrap()
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                unreachable!("it has children")
            }
        };
    }
    let what = change(node, random);
    format!("{path}: {what}")
}

fn change(node: &mut Value, random: &mut Random) -> String {
    if let Value::Object(object) = node
        && random.below(2) == 0
        && !object.is_empty()
    {
        let key = object.keys().nth(random.below(object.len())).unwrap().clone();
        let value = object.shift_remove(&key).unwrap();
        return match random.below(3) {
            0 => format!("without {key}"),
            1 => {
                object.insert(format!("{key}s"), value);
                format!("{key} renamed")
            }
            _ => {
                object.insert(key, value);
                object.insert("url".to_owned(), json!("https://example.org"));
                "url added".to_owned()
            }
        };
    }
    if let Value::String(text) = node
        && random.below(2) == 0
    {
        *text = match random.below(6) {
            0 => format!("{text}x"),
            1 => text.to_uppercase(),
            2 => format!("{text}@v1"),
            3 => format!(" {text}"),
            4 => text.chars().skip(1).collect(),
            _ => text.replace('-', "_"),
        };
        return format!("{text:?}");
    }
    let values = [
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(7),
        json!(-1),
        json!(2025),
        json!(1949),
        json!(7.5),
        json!(3.0),
        json!(1e-9),
        json!(4_294_967_296_u64),
        json!(""),
        json!(" "),
        json!("unknown"),
        json!("undisclosed"),
        json!("not-applicable"),
        json!("2025-01"),
        json!("2025-13"),
        json!("2025-01-29"),
        json!("0.80"),
        json!("-"),
        json!("1.5B"),
        json!("janus@7b"),
        json!("geneval/overall"),
        json!("geneval/overall*100"),
        json!("https://example.org/x"),
        json!("https://"),
        json!("é\"\\\n"),
        json!([]),
        json!({}),
        json!([null]),
        json!([{}]),
        json!(["text"]),
        json!([["text"]]),
        json!({ "paper": "x" }),
        json!({ "x": { "url": "https://example.org", "paper": "x" } }),
    ];
    *node = values[random.below(values.len())].clone();
    format!("{node}")
}

/// A small linear congruential generator (Knuth's constants): the same mutations on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % limit as u64).unwrap()
    }
}
