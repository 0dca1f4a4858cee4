//! Examples: one for each field that words do not explain, and one made from the schema for every other.

use serde_json::Value;

use super::field::value;
use super::resolve;

/// Fields with the value of the example; in several lines, it stands under the field.
const OF_FIELD: [(&str, &[&str]); 15] = [
    ("aliases", &["[Another Name]"]),
    ("arxiv", &["\"2501.17811\""]),
    ("at", &["Table 4"]),
    ("authors", &["[Ada Lovelace, Alan Turing]"]),
    ("cited", &["released: { at: \"§1\" }", "license: { source: card, at: front matter }"]),
    ("doi", &["\"10.1145/3580305\""]),
    ("generation", &["{ text: [next-token], image: [next-token, diffusion] }"]),
    ("license", &["MIT"]),
    (
        "links",
        &["code: https://github.com/someone/something", "weights: https://huggingface.co/someone/something"],
    ),
    ("modalities", &["{ input: [text, image], output: [text, image] }"]),
    (
        "sources",
        &[
            "paper: { paper: arxiv-2501.17811, version: v1, read: 2025-01-29 }",
            "card: { url: \"https://huggingface.co/someone/something\", version: 1daa72f, read: 2025-01-29 }",
        ],
    ),
    ("summary", &["One or two sentences."]),
    ("title", &["\"A Title: As It Is Printed\""]),
    ("venue", &["CVPR 2025"]),
    ("version", &["v1"]),
];

/// Definitions with the value of the example, or of an item of a list of them.
const OF_TYPE: [(&str, &[&str]); 15] = [
    ("Application", &["- { method: some-method, at: \"§3.2\" }"]),
    (
        "Component",
        &[
            "- { roles: [backbone], uses: some-model, start: pretrained, training: tuned, at: \"§2.1\" }",
            "- { roles: [connector], detail: two-layer MLP, start: scratch, training: tuned, at: \"§2.1\" }",
        ],
    ),
    (
        "Concept",
        &[
            "- id: autoregressive",
            "  label: Autoregressive models",
            "  definition: What it means, in our words.",
            "  implies: { paradigm: [autoregressive] }",
            "  members:",
            "    - { model: some-model, at: Table 1 }",
        ],
    ),
    ("Count", &["7B"]),
    (
        "Erratum",
        &[
            "- at: Table 4",
            "  about: some-model",
            "  prints: What it says.",
            "  correct: What is right.",
            "  reason: Why, in our words.",
            "  evidence: [{ paper: arxiv-2501.17811, version: v1, at: \"§2\" }]",
        ],
    ),
    ("Lineage", &["- { relation: successor-of, of: some-entry, at: \"§1\" }"]),
    (
        "Metric",
        &["- { id: overall, name: Overall, unit: fraction, direction: higher-is-better, min: 0, max: 1 }"],
    ),
    ("OrganizationRef", &["some-organization"]),
    ("PaperRef", &["arxiv-2501.17811"]),
    ("PartialDate", &["2025-01-29"]),
    ("Size", &["{ count: 1.2M, unit: images }"]),
    ("Stage", &["- { stage: pretraining, datasets: [some-dataset], at: \"§3.1\" }"]),
    (
        "Table",
        &[
            "- at: Table 4",
            "  benchmark: some-benchmark",
            "  columns: [single-object, overall]",
            "  rows:",
            "    - { model: some-model@7b, values: [0.98, 0.80] }",
            "    - { model: some-other-model, values: [0.97, \"-\"], from: arxiv-2501.17811 }",
        ],
    ),
    ("Variant", &["- { id: 7b, name: Its Name 7B, parameters: 7B }"]),
    ("EntryRef", &["some-entry"]),
];

/// The value of an example, as it stands in a file.
pub(crate) enum Example {
    /// Behind its field.
    Inline(String),
    /// Under its field.
    Below(&'static [&'static str]),
}

/// An example for a field.
pub(super) fn of(root: &Value, name: &str, schema: &Value) -> Example {
    let branches = schema.get("anyOf").and_then(Value::as_array);
    let branch = branches.and_then(|branches| branches.first()).unwrap_or(schema);
    // `modalities` is a map in models, and a list of words elsewhere.
    let is_as_named = name != "modalities" || value(root, schema).get("properties").is_some();
    if let Some((_, lines)) = OF_FIELD.iter().find(|(field, _)| *field == name && is_as_named) {
        return shown(lines, false);
    }
    let items = branch.get("items");
    let target = items.unwrap_or(branch).get("$ref").and_then(Value::as_str).unwrap_or_default();
    let target = target.trim_start_matches("#/$defs/");
    match OF_TYPE.iter().find(|(definition, _)| *definition == target) {
        Some((_, lines)) => shown(lines, items.is_some()),
        None => Example::Inline(made(root, branch)),
    }
}

fn shown(lines: &'static [&'static str], is_list: bool) -> Example {
    match lines {
        [line] if line.starts_with("- ") => Example::Below(lines),
        [line] if is_list => Example::Inline(format!("[{line}]")),
        [line] => Example::Inline((*line).to_owned()),
        lines => Example::Below(lines),
    }
}

/// An example from the schema alone.
fn made(root: &Value, schema: &Value) -> String {
    let branches = schema.get("anyOf").and_then(Value::as_array);
    let schema = resolve(root, branches.and_then(|branches| branches.first()).unwrap_or(schema));
    if let Some(word) = schema.get("enum").and_then(Value::as_array).and_then(|words| words.first()) {
        return word.as_str().unwrap_or_default().to_owned();
    }
    match schema.get("type").and_then(Value::as_str) {
        Some("array") => {
            format!("[{}]", schema.get("items").map_or_else(String::new, |items| made(root, items)))
        }
        Some("object") => {
            let fields = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
            let fields: Vec<String> =
                fields.map(|(name, schema)| format!("{name}: {}", made(root, schema))).collect();
            format!("{{ {} }}", fields.join(", "))
        }
        Some("integer" | "number") => "16".to_owned(),
        Some("boolean") => "true".to_owned(),
        _ if schema.get("format").is_some_and(|format| format == "uri") => "https://example.org/".to_owned(),
        _ => "some-text".to_owned(),
    }
}
