//! SARIF 2.1.0, for code-scanning services.

use mmtax_schema::{Edit, Fix, Span};
use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::Report;
use crate::rules::{Explained, explained};

impl Report {
    /// One SARIF 2.1.0 log: every rule with its help, every diagnostic with its places and a fingerprint that stays the
    /// same when lines move.
    #[must_use]
    pub fn to_sarif(&self) -> String {
        let rules = explained();
        let results: Vec<Value> =
            self.diagnostics().iter().map(|diagnostic| result(diagnostic, &rules)).collect();
        let log = json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": "mmtax",
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": rules.iter().map(rule).collect::<Vec<_>>(),
                } },
                // SARIF counts UTF-16 units unless told otherwise; we count characters.
                "columnKind": "unicodeCodePoints",
                "results": results,
            }],
        });
        format!("{log:#}\n")
    }
}

fn rule(about: &Explained) -> Value {
    json!({
        "id": about.code,
        "shortDescription": { "text": about.summary },
        "help": { "text": about.docs, "markdown": about.docs },
        "defaultConfiguration": { "level": level(about.severity) },
    })
}

fn result(diagnostic: &Diagnostic, rules: &[Explained]) -> Value {
    let message = match &diagnostic.help {
        Some(help) => format!("{}\n{help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let related: Vec<Value> = diagnostic
        .related
        .iter()
        .enumerate()
        .map(|(id, related)| {
            let mut place = location(&related.file, related.span);
            place["id"] = json!(id);
            place["message"] = json!({ "text": related.message });
            place
        })
        .collect();
    let mut result = json!({
        "ruleId": diagnostic.code,
        "ruleIndex": rules.iter().position(|about| about.code == diagnostic.code),
        "level": level(diagnostic.severity),
        "message": { "text": message },
        "locations": [location(&diagnostic.file, diagnostic.span)],
        "relatedLocations": related,
        "partialFingerprints": { "mmtax/v1": fingerprint(diagnostic) },
    });
    if let Some(fix) = &diagnostic.fix {
        result["fixes"] = json!([fix_json(diagnostic, fix)]);
    }
    result
}

fn fix_json(diagnostic: &Diagnostic, fix: &Fix) -> Value {
    let replacement =
        |edit: &Edit| json!({ "deletedRegion": region(edit.span), "insertedContent": { "text": edit.text } });
    let safety = if fix.safe { "safe" } else { "unsafe: look at what it changes" };
    let what = diagnostic.help.as_deref().unwrap_or(&diagnostic.message);
    json!({
        "description": { "text": format!("{what} ({safety})") },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(&diagnostic.file) },
            "replacements": fix.edits.iter().map(replacement).collect::<Vec<_>>(),
        }],
    })
}

fn location(file: &str, span: Span) -> Value {
    json!({ "physicalLocation": { "artifactLocation": { "uri": uri(file) }, "region": region(span) } })
}

fn uri(file: &str) -> String {
    file.bytes()
        .map(|byte| {
            let is_plain = byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
            if is_plain { char::from(byte).to_string() } else { format!("%{byte:02X}") }
        })
        .collect()
}

fn region(span: Span) -> Value {
    json!({
        "startLine": span.start.line,
        "startColumn": span.start.column,
        "endLine": span.end.line,
        "endColumn": span.end.column,
    })
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// What the finding is, without where in the file it stands.
fn fingerprint(diagnostic: &Diagnostic) -> String {
    crate::load::fnv1a([diagnostic.code, diagnostic.file.as_str(), diagnostic.message.as_str()])
}
