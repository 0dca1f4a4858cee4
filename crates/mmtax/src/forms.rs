//! Issue forms: what somebody who has no clone can fill in on the forge, made from the JSON Schema of each kind.

use std::fmt::Write as _;

use mmtax_render::Artifact;
use mmtax_schema::{Kind, Nothing, json_schema};

use crate::scaffold::{Example, Field};

/// The kinds that are asked for by form. Papers and organizations come along with them; schemes are curated.
const KINDS: [Kind; 6] =
    [Kind::Model, Kind::Tokenizer, Kind::Method, Kind::Dataset, Kind::Benchmark, Kind::Results];

/// Fields that a form does not ask for: where it was read is asked for in words that need no file, and the last two are
/// about entries that exist.
const LEFT_OUT: [&str; 8] = ["sources", "cited", "source", "url", "version", "read", "allow", "replaced_by"];

/// The files of the folder `.github/ISSUE_TEMPLATE/`: a form for each kind that can be asked for, and one for corrections.
#[must_use]
pub fn issue_forms() -> Vec<Artifact> {
    let mut forms: Vec<Artifact> = KINDS.into_iter().map(addition).collect();
    forms.push(correction());
    forms
}

fn addition(kind: Kind) -> Artifact {
    let what = match kind {
        Kind::Results => "Printed scores of a paper or card".to_owned(),
        Kind::Model
        | Kind::Tokenizer
        | Kind::Method
        | Kind::Dataset
        | Kind::Benchmark
        | Kind::Paper
        | Kind::Organization
        | Kind::Scheme
        | Kind::Errata => format!("A {kind} that is not in the taxonomy"),
    };
    let mut form = Form::new(&format!("Add {kind}"), &what, kind.name());
    form.note(
        "Fill in what you have read, and leave out the rest. Every fact needs a place where it was read; \
         what you remember is not a fact. You can also add the entry yourself: see docs/tutorial.md.",
    );
    form.source();
    let schema = json_schema::schema(kind);
    for field in Field::all(&schema).filter(|field| !LEFT_OUT.contains(&field.name)) {
        form.field(&field);
    }
    form.anything_else();
    Artifact { path: format!("add-{kind}.yml"), text: form.text }
}

fn correction() -> Artifact {
    let mut form = Form::new(
        "Correct a fact",
        "Something in the taxonomy is wrong, or not what its source says",
        "correction",
    );
    form.input("entry", "Entry", "Its id or its page.", "janus-pro", true);
    form.input("field", "Field or table", "Which fact is wrong.", "released", true);
    form.input("stands", "What stands there now", "As it is shown.", "2025-01-29", true);
    form.input("right", "What is right", "`unknown` if no source says.", "2025-01-27", true);
    form.source();
    form.anything_else();
    Artifact { path: "correct.yml".to_owned(), text: form.text }
}

/// A form as it is written. Every text stands in double quotes, in which YAML reads what JSON writes.
struct Form {
    text: String,
}

impl Form {
    fn new(name: &str, description: &str, label: &str) -> Self {
        let mut text = "# Generated from the schema by `cargo xtask render`; edits are lost.\n".to_owned();
        let title = format!("{name}: ");
        for (key, value) in [("name", name), ("description", description), ("title", &title)] {
            let _ = writeln!(text, "{key}: {}", quoted(value));
        }
        let _ = writeln!(text, "labels: [\"data\", {}]\nbody:", quoted(label));
        Self { text }
    }

    fn note(&mut self, markdown: &str) {
        let _ = writeln!(self.text, "  - type: markdown\n    attributes:\n      value: {}", quoted(markdown));
    }

    fn source(&mut self) {
        let read = "The paper (arXiv number and version), model card, page or commit that you read.";
        self.input("read-in", "Where you read it", read, "arXiv 2501.17811v1", true);
        let place = "Section, table or figure, so that a reviewer finds it.";
        self.input("read-at", "At which place", place, "§2.1, Table 4", true);
    }

    fn anything_else(&mut self) {
        self.element("textarea", "more", "Anything else", "What these fields cannot hold.");
        self.required(false);
    }

    /// A field of the kind: a choice where it has words, a line where it is one value, else YAML.
    fn field(&mut self, field: &Field<'_>) {
        let Field { name, is_required, .. } = *field;
        let label = name.replace('_', " ");
        let mut words = field.words();
        if !words.is_empty() {
            self.element("dropdown", name, &label, field.description());
            if field.may_be_nothing() {
                words.extend(Nothing::WORDS.map(str::to_owned));
            }
            if field.is_list() {
                self.text.push_str("      multiple: true\n");
            }
            self.text.push_str("      options:\n");
            for word in words {
                let _ = writeln!(self.text, "        - {}", quoted(&word));
            }
            return self.required(is_required);
        }
        match field.example() {
            Example::Inline(_) if name == "summary" => {
                self.element("textarea", name, &label, field.description());
                self.required(is_required);
            }
            Example::Inline(value) if !value.starts_with(['[', '{']) => {
                self.input(name, &label, field.description(), value.trim_matches('"'), is_required);
            }
            Example::Inline(value) => {
                let value = format!("{name}: {value}");
                self.yaml(field, &label, &value);
            }
            Example::Below(lines) => {
                let value = std::iter::once(format!("{name}:"))
                    .chain(lines.iter().map(|line| format!("  {line}")))
                    .collect::<Vec<_>>();
                self.yaml(field, &label, &value.join("\n"));
            }
        }
    }

    fn yaml(&mut self, field: &Field<'_>, label: &str, example: &str) {
        self.element("textarea", field.name, label, field.description());
        let _ = writeln!(self.text, "      placeholder: {}\n      render: \"yaml\"", quoted(example));
        self.required(field.is_required);
    }

    fn input(&mut self, id: &str, label: &str, description: &str, placeholder: &str, required: bool) {
        self.element("input", id, label, description);
        // An example made from the schema alone says nothing.
        if placeholder != "some-text" {
            let _ = writeln!(self.text, "      placeholder: {}", quoted(placeholder));
        }
        self.required(required);
    }

    fn element(&mut self, element: &str, id: &str, label: &str, description: &str) {
        let _ = writeln!(self.text, "  - type: {element}\n    id: {id}\n    attributes:");
        let _ = writeln!(self.text, "      label: {}", quoted(&capitalized(label)));
        let _ = writeln!(self.text, "      description: {}", quoted(description));
    }

    fn required(&mut self, required: bool) {
        let _ = writeln!(self.text, "    validations:\n      required: {required}");
    }
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
