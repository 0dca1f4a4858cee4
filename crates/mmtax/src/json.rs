//! The report as one JSON object, and the schema of that object.

use mmtax_schema::{Position, Span};
use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::Report;

impl Report {
    /// One JSON object: `version` (1), `summary` with the counts of `files`, `errors` and `warnings`, and `diagnostics`, each
    /// with `code`, `severity`, `message`, `file`, `span`, `related`, `help` and `fixable`. Lines and columns count from 1,
    /// columns in Unicode characters; paths are relative to the parent of the taxonomy folder, with `/`.
    /// [`report_schema`] is its JSON Schema.
    #[must_use]
    pub fn to_json(&self) -> String {
        let diagnostics: Vec<Value> = self.diagnostics().iter().map(diagnostic_json).collect();
        let report = json!({
            "version": 1,
            "summary": {
                "files": self.files(),
                "errors": self.count(Severity::Error),
                "warnings": self.count(Severity::Warning),
            },
            "diagnostics": diagnostics,
        });
        format!("{report:#}\n")
    }
}

pub(crate) fn diagnostic_json(diagnostic: &Diagnostic) -> Value {
    let related: Vec<Value> = diagnostic
        .related
        .iter()
        .map(|related| {
            json!({ "file": related.file, "span": span_json(related.span), "message": related.message })
        })
        .collect();
    json!({
        "code": diagnostic.code,
        "severity": diagnostic.severity.word(),
        "message": diagnostic.message,
        "file": diagnostic.file,
        "span": span_json(diagnostic.span),
        "related": related,
        "help": diagnostic.help,
        "fixable": diagnostic.is_fixable(),
    })
}

fn span_json(span: Span) -> Value {
    let position = |at: Position| json!({ "line": at.line, "column": at.column });
    json!({ "start": position(span.start), "end": position(span.end) })
}

/// The JSON Schema (draft 2020-12) of [`Report::to_json`].
#[must_use]
pub fn report_schema() -> Value {
    let text = |meaning: &str| json!({ "type": "string", "minLength": 1, "description": meaning });
    let count = |meaning: &str| json!({ "type": "integer", "minimum": 0, "description": meaning });
    let place = |meaning: &str| json!({ "type": "integer", "minimum": 1, "description": meaning });
    let span = |meaning: &str| json!({ "$ref": "#/$defs/Span", "description": meaning });
    let file = json!({ "$ref": "#/$defs/File", "description": "Relative to the parent of the taxonomy folder, with `/`." });
    let diagnostic = object(json!({
        "code": {
            "type": "string",
            "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
            "description": "The permanent name of the fault; `cargo xtask explain` has its page.",
        },
        "severity": { "enum": ["error", "warning", "info"], "description": "How bad it is." },
        "message": text("What is wrong, on one line."),
        "file": file,
        "span": span("Where in the file."),
        "related": {
            "type": "array",
            "items": { "$ref": "#/$defs/Related" },
            "description": "Other places that belong to it.",
        },
        "help": { "type": ["string", "null"], "minLength": 1, "description": "What to do about it." },
        "fixable": { "type": "boolean", "description": "Whether `validate --fix` could mend it, with `--unsafe-fixes` if need be." },
    }));
    let mut schema = object(json!({
        "version": { "const": 1, "description": "The version of this format." },
        "summary": { "$ref": "#/$defs/Summary", "description": "Counts over the whole run." },
        "diagnostics": {
            "type": "array",
            "items": { "$ref": "#/$defs/Diagnostic" },
            "description": "What was found, sorted by file, place and code.",
        },
    }));
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("What `cargo xtask validate --format json` prints");
    schema["$defs"] = json!({
        "Summary": object(json!({
            "files": count("Files that were read."),
            "errors": count("Findings that cannot be right."),
            "warnings": count("Findings that are most likely not right."),
        })),
        "Diagnostic": diagnostic,
        "Related": object(json!({
            "file": file,
            "span": span("Where in the file."),
            "message": text("What the place has to do with the fault, on one line."),
        })),
        "File": { "type": "string", "pattern": "^[^/]" },
        "Span": object(json!({
            "start": { "$ref": "#/$defs/Position", "description": "The first character." },
            "end": { "$ref": "#/$defs/Position", "description": "The character after the last." },
        })),
        "Position": object(json!({
            "line": place("From 1."),
            "column": place("From 1, in Unicode characters."),
        })),
    });
    schema
}

/// An object with just these fields.
fn object(fields: Value) -> Value {
    let required: Vec<String> =
        fields.as_object().map_or_else(Vec::new, |fields| fields.keys().cloned().collect());
    json!({ "type": "object", "properties": fields, "required": required, "additionalProperties": false })
}
