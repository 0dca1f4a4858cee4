//! Holds a tree against the JSON Schema of its kind and collects every difference.
//!
//! It knows the subset of JSON Schema that our types generate; `tests/agreement.rs` holds its verdicts against those
//! of a full validator over thousands of mutated documents.

use serde_json::{Map, Value as Json};

use super::edit;
use super::fault::{Fault, FaultCode};
use super::pattern::{folded, matches};
use super::tree::{Node, Value};
use crate::json_schema;
use crate::kind::Kind;
use crate::number::Decimal;
use crate::suggest::{Near, near};

/// Adds to `faults` everything in which `root` differs from `schema`.
pub(super) fn check(schema: &Json, root: &Node, faults: &mut Vec<Fault>) {
    let no_definitions = Map::new();
    let definitions = schema.get("$defs").and_then(Json::as_object).unwrap_or(&no_definitions);
    Walk { definitions }.check(schema, root, faults);
}

/// The fields at the top of an entry of `kind`, in the order of its type.
pub(super) fn fields(kind: Kind) -> Vec<&'static str> {
    let properties = json_schema::cached(kind).get("properties").and_then(Json::as_object);
    properties.into_iter().flat_map(Map::keys).map(String::as_str).collect()
}

/// What a YAML scalar is when nothing says what it should be (YAML 1.2 core schema, as the reader resolves it).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scalar {
    Null,
    Bool,
    Integer,
    Number,
    Text,
}

struct Walk<'s> {
    definitions: &'s Map<String, Json>,
}

impl Walk<'_> {
    fn check(&self, schema: &Json, node: &Node, faults: &mut Vec<Fault>) {
        if node.is_opaque {
            return;
        }
        if schema == &Json::Bool(false) {
            faults.push(Fault::new(FaultCode::MalformedValue, "nothing may stand here", node.span));
            return;
        }
        let Some(schema) = schema.as_object() else { return };
        if let Some(target) = schema.get("$ref").and_then(Json::as_str) {
            let name = target.trim_start_matches("#/$defs/");
            if let Some(definition) = self.definitions.get(name) {
                self.check(definition, node, faults);
            }
        }
        if let Some(branches) = schema.get("anyOf").and_then(Json::as_array) {
            self.any_of(branches, node, faults);
        }
        if let Some(name) = schema.get("type").and_then(Json::as_str)
            && !has_type(name, node)
        {
            let fault = wrong_type(name, node);
            faults.push(match node.text().and_then(|text| quoted(schema, text)) {
                // Nothing at all is seldom meant as the word for it.
                Some(text) if name == "string" => fault.should_read(!is_null(node), text),
                Some(_) | None => fault,
            });
            return;
        }
        if let Some(words) = schema.get("enum").and_then(Json::as_array) {
            let words: Vec<&str> = words.iter().filter_map(Json::as_str).collect();
            if !node.text().is_some_and(|text| words.contains(&text)) {
                faults.push(unknown_word(&words, node));
            }
        }
        match &node.value {
            Value::Scalar { text, .. } => check_scalar(schema, text, node, faults),
            Value::List(items) => self.check_list(schema, items, node, faults),
            Value::Map(pairs) => self.check_map(schema, pairs, node, faults),
        }
    }

    fn check_list(&self, schema: &Map<String, Json>, items: &[Node], node: &Node, faults: &mut Vec<Fault>) {
        if let Some(least) = schema.get("minItems").and_then(Json::as_u64)
            && (items.len() as u64) < least
        {
            let fault = Fault::new(FaultCode::MalformedValue, "this list is empty", node.span);
            faults.push(fault.help(format!("it needs at least {least} item{}", plural(least))));
        }
        if let Some(schema) = schema.get("items") {
            items.iter().for_each(|item| self.check(schema, item, faults));
        }
    }

    fn check_map(
        &self,
        schema: &Map<String, Json>,
        pairs: &[(Node, Node)],
        node: &Node,
        faults: &mut Vec<Fault>,
    ) {
        let no_properties = Map::new();
        let properties = schema.get("properties").and_then(Json::as_object).unwrap_or(&no_properties);
        for (key, value) in pairs.iter().filter(|(key, _)| !key.is_opaque) {
            let name = key.text().unwrap_or_default();
            if let Some(schema) = properties.get(name) {
                self.check(schema, value, faults);
                continue;
            }
            match schema.get("additionalProperties") {
                Some(Json::Bool(false)) => {
                    let is_free = |name: &str| !pairs.iter().any(|(key, _)| key.text() == Some(name));
                    faults.push(unknown_field(properties, is_free, key));
                }
                Some(schema) => self.check(schema, value, faults),
                None => {}
            }
            if let Some(names) = schema.get("propertyNames").and_then(Json::as_object) {
                if has_type("string", key) {
                    check_scalar(names, name, key, faults);
                } else {
                    faults.push(wrong_type("string", key));
                }
            }
        }
        if pairs.iter().any(|(key, _)| key.is_opaque) {
            // It may stand for fields that would seem to be missing.
            return;
        }
        let has = |name: &str| pairs.iter().any(|(key, _)| key.text() == Some(name));
        for name in schema.get("required").and_then(Json::as_array).into_iter().flatten() {
            let name = name.as_str().unwrap_or_default();
            if !has(name) {
                let fault =
                    Fault::new(FaultCode::MissingField, format!("`{name}` is missing here"), node.head());
                faults.push(fault.help(field_help(name, properties)));
            }
        }
        if let Some(branches) = schema.get("oneOf").and_then(Json::as_array) {
            exclusive_fields(branches, has, node, faults);
        }
    }

    /// Accepts what one branch accepts; otherwise reports the branch that comes nearest.
    fn any_of(&self, branches: &[Json], node: &Node, faults: &mut Vec<Fault>) {
        let mut nearest: Option<(bool, Vec<Fault>)> = None;
        let mut words = Vec::new();
        let mut all_words = true;
        for branch in branches {
            let mut found = Vec::new();
            self.check(branch, node, &mut found);
            if found.is_empty() {
                return;
            }
            match self.words(branch) {
                Some(more) => words.extend(more),
                None => all_words = false,
            }
            // A branch of the right type whose parts are wrong says more than one of another type.
            let is_wrong_kind = found.len() == 1
                && found[0].span == node.span
                && matches!(found[0].code, FaultCode::WrongType | FaultCode::UnknownValue);
            if nearest.as_ref().is_none_or(|(worse, _)| *worse && !is_wrong_kind) {
                nearest = Some((is_wrong_kind, found));
            }
        }
        if all_words && node.text().is_some() {
            faults.push(unknown_word(&words, node));
        } else if let Some((_, found)) = nearest {
            faults.extend(found);
        }
    }

    /// The words of a branch that is a closed vocabulary.
    fn words<'a>(&'a self, branch: &'a Json) -> Option<Vec<&'a str>> {
        let branch = match branch.get("$ref").and_then(Json::as_str) {
            Some(target) => self.definitions.get(target.trim_start_matches("#/$defs/"))?,
            None => branch,
        };
        Some(branch.get("enum")?.as_array()?.iter().filter_map(Json::as_str).collect())
    }
}

/// Exactly one of the branches' required fields must be there (the `paper` or `url` of a source).
fn exclusive_fields(branches: &[Json], has: impl Fn(&str) -> bool, node: &Node, faults: &mut Vec<Fault>) {
    let names: Vec<&str> =
        branches.iter().filter_map(|branch| branch.get("required")?.as_array()?.first()?.as_str()).collect();
    let count = names.iter().filter(|name| has(name)).count();
    if count != 1 {
        let names = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" and ");
        let message = format!("exactly one of {names} must be here, not {count}");
        faults.push(Fault::new(FaultCode::MalformedValue, message, node.head()));
    }
}

fn check_scalar(schema: &Map<String, Json>, text: &str, node: &Node, faults: &mut Vec<Fault>) {
    if let Some(pattern) = schema.get("pattern").and_then(Json::as_str)
        && !matches(pattern, text)
    {
        let expected = schema.get("patternErrorMessage").and_then(Json::as_str).unwrap_or(pattern);
        let message = format!("`{}` is not well formed", shorten(text));
        let fault = Fault::new(FaultCode::MalformedValue, message, node.span);
        faults.push(match folded(pattern, text) {
            Some(id) => {
                let is_case = id.eq_ignore_ascii_case(text);
                let help = format!("did you mean `{id}`? {expected}");
                fault.should_read(is_case, id).help(help)
            }
            None => fault.help(expected),
        });
    }
    if schema.get("type").is_some_and(|name| name == "number") && Decimal::new(text).is_none() {
        let message = format!("`{}` is not well formed", shorten(text));
        let fault = Fault::new(FaultCode::MalformedValue, message, node.span);
        faults.push(fault.help("expected a decimal number: digits, with at least one after a point"));
    }
    let bound = |name: &str| schema.get(name).and_then(Json::as_f64);
    if let (Some(least), Ok(number)) = (bound("minimum"), text.parse::<f64>())
        && (number < least || bound("maximum").is_some_and(|most| number > most))
    {
        let most = bound("maximum").map_or_else(String::new, |most| format!(" to {most}"));
        let message = format!("`{}` is out of bounds", shorten(text));
        let fault = Fault::new(FaultCode::MalformedValue, message, node.span);
        faults.push(fault.help(format!("expected a number from {least}{most}")));
    }
}

fn has_type(name: &str, node: &Node) -> bool {
    match &node.value {
        Value::List(_) => name == "array",
        Value::Map(_) => name == "object",
        Value::Scalar { text, plain } => match resolve(text, *plain) {
            Scalar::Null => name == "null",
            Scalar::Bool => name == "boolean",
            Scalar::Integer => matches!(name, "integer" | "number"),
            Scalar::Number => name == "number",
            Scalar::Text => name == "string",
        },
    }
}

/// Whether an unquoted word is text, and not a number, a truth value or nothing.
pub(super) fn is_text(word: &str) -> bool {
    resolve(word, true) == Scalar::Text
}

fn is_null(node: &Node) -> bool {
    node.text().is_some_and(|text| resolve(text, true) == Scalar::Null)
}

/// A value in the quotes that make it text, if the field then takes it.
fn quoted(schema: &Map<String, Json>, text: &str) -> Option<String> {
    let fits = match schema.get("pattern").and_then(Json::as_str) {
        Some(pattern) => matches(pattern, text),
        None => !schema.contains_key("enum"),
    };
    (fits && !text.is_empty()).then(|| format!("\"{text}\""))
}

fn resolve(text: &str, plain: bool) -> Scalar {
    if !plain {
        return Scalar::Text;
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let prefixed = |prefix, radix| {
        unsigned
            .strip_prefix(prefix)
            .is_some_and(|digits: &str| !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix)))
    };
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Scalar::Null,
        "true" | "True" | "TRUE" | "false" | "False" | "FALSE" => Scalar::Bool,
        _ if is_digits(unsigned) && (unsigned == "0" || !unsigned.starts_with('0')) => Scalar::Integer,
        _ if prefixed("0x", 16) || prefixed("0o", 8) || prefixed("0b", 2) => Scalar::Integer,
        _ if matches!(unsigned, ".inf" | ".Inf" | ".INF") => Scalar::Number,
        ".nan" | ".NaN" | ".NAN" => Scalar::Number,
        // Rust reads every decimal float that YAML does, and words such as `inf` that YAML takes for text; a number
        // with a leading zero, such as `010`, is text.
        _ if unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.')
            && unsigned.parse::<f64>().is_ok()
            && !is_digits(unsigned) =>
        {
            Scalar::Number
        }
        _ => Scalar::Text,
    }
}

fn wrong_type(expected: &str, node: &Node) -> Fault {
    let found = match &node.value {
        Value::List(_) => "a list".to_owned(),
        Value::Map(_) => "a map".to_owned(),
        Value::Scalar { text, plain } => match resolve(text, *plain) {
            Scalar::Null => "nothing (`null`)".to_owned(),
            Scalar::Bool => format!("the truth value `{text}`"),
            Scalar::Integer | Scalar::Number => format!("the number `{text}`"),
            Scalar::Text => format!("the text `{}`", shorten(text)),
        },
    };
    let (expected, help) = match expected {
        "string" if node.text().is_none() => ("text", "write one value, without brackets and without fields"),
        "string" => ("text", "put it in quotes if it is text"),
        "array" => ("a list", "write `[item, item]`, also for one item"),
        "object" => ("a map", "write `{ field: value }` or indented fields"),
        "integer" => ("a whole number", "write digits without quotes"),
        "number" => ("a number", "write digits without quotes"),
        "boolean" => ("`true` or `false`", "write `true` or `false` without quotes"),
        other => (other, ""),
    };
    let fault = Fault::new(FaultCode::WrongType, format!("expected {expected}, found {found}"), node.span);
    if help.is_empty() { fault } else { fault.help(help) }
}

fn unknown_word(words: &[&str], node: &Node) -> Fault {
    let list = words.join(", ");
    let Some(text) = node.text() else {
        let fault = Fault::new(FaultCode::WrongType, "expected one of a few words", node.span);
        return fault.help(format!("one of: {list}"));
    };
    let fault = Fault::new(
        FaultCode::UnknownValue,
        format!("`{}` is not a word of this field", shorten(text)),
        node.span,
    );
    let near = near(text, words.iter().copied());
    let fault = match near {
        Some(Near { word, is_only: true, .. }) if !node.is_block => {
            fault.should_read(true, edit::as_text(word))
        }
        Some(_) | None => fault,
    };
    fault.help(match near {
        Some(Near { word, .. }) => format!("did you mean `{word}`? one of: {list}"),
        None => format!("one of: {list}"),
    })
}

fn unknown_field(properties: &Map<String, Json>, is_free: impl Fn(&str) -> bool, key: &Node) -> Fault {
    let name = key.text().unwrap_or_default();
    let fault =
        Fault::new(FaultCode::UnknownField, format!("there is no field `{}`", shorten(name)), key.span);
    let near = near(name, properties.keys().map(String::as_str));
    let fault = match near {
        Some(Near { word, is_only: true, .. }) if is_free(word) => fault.should_read(true, word),
        Some(_) | None => fault,
    };
    fault.help(match near {
        Some(Near { word, .. }) => format!("did you mean `{word}`?"),
        None => format!("fields here: {}", properties.keys().cloned().collect::<Vec<_>>().join(", ")),
    })
}

fn field_help(name: &str, properties: &Map<String, Json>) -> String {
    let meaning = properties.get(name).and_then(|field| field.get("description")).and_then(Json::as_str);
    meaning.map_or_else(
        || format!("add `{name}`"),
        |meaning| format!("add `{name}`: {}", lower_first(meaning).trim_end_matches('.')),
    )
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// Enough of a text to recognise it in a message.
fn shorten(text: &str) -> String {
    const LIMIT: usize = 60;
    if text.chars().count() <= LIMIT {
        return text.escape_debug().to_string().replace("\\'", "'").replace("\\\"", "\"");
    }
    format!("{}…", text.chars().take(LIMIT).collect::<String>().escape_debug())
}

const fn plural(count: u64) -> &'static str {
    if count == 1 { "" } else { "s" }
}
