//! SARIF 2.1.0, for code-scanning services.

use std::collections::BTreeMap;

use mmtax_schema::{Edit, FaultCode, Fix, Span};
use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::Report;
use crate::rules::{Explained, RULES, explained};

/// What GitHub's code scanning takes of one run, and of one result.
const MOST_RESULTS: usize = 25_000;
const MOST_RELATED: usize = 100;

/// The folder that paths are relative to, by the name that services know.
const BASE: &str = "%SRCROOT%";

impl Report {
    /// One SARIF 2.1.0 log: every rule with its help, every diagnostic with its places and a fingerprint that stays the
    /// same when lines move. `home` is the address below which the files of this repository can be read; rules link to
    /// their pages there.
    #[must_use]
    pub fn to_sarif(&self, home: Option<&str>) -> String {
        format!("{:#}\n", self.sarif_log(home, MOST_RESULTS))
    }

    fn sarif_log(&self, home: Option<&str>, most: usize) -> Value {
        let rules = explained();
        let kept = self.worst(most);
        let mut seen = BTreeMap::new();
        let results: Vec<Value> =
            kept.iter().map(|diagnostic| result(diagnostic, &rules, &mut seen)).collect();
        let mut driver = json!({
            "name": "mmtax",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules.iter().map(|about| rule(about, home)).collect::<Vec<_>>(),
        });
        if let Some(home) = home {
            driver["informationUri"] = json!(format!("{home}/README.md"));
        }
        let mut invocation = json!({ "executionSuccessful": true });
        let left_out = self.diagnostics().len() - kept.len();
        if left_out > 0 {
            let text = format!("findings left out, as code scanning takes {most}: {left_out}");
            invocation["toolExecutionNotifications"] =
                json!([{ "level": "warning", "message": { "text": text } }]);
        }
        json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": driver },
                "invocations": [invocation],
                "originalUriBaseIds": {
                    BASE: { "description": { "text": "The folder in which the taxonomy folder stands." } },
                },
                // SARIF counts UTF-16 units unless told otherwise; we count characters.
                "columnKind": "unicodeCodePoints",
                "results": results,
            }],
        })
    }

    /// At most so many diagnostics, the worst of them, in the order of the report.
    fn worst(&self, most: usize) -> Vec<&Diagnostic> {
        let mut sorted: Vec<(usize, &Diagnostic)> = self.diagnostics().iter().enumerate().collect();
        sorted.sort_by_key(|(_, diagnostic)| diagnostic.severity);
        sorted.truncate(most);
        sorted.sort_by_key(|(index, _)| *index);
        sorted.into_iter().map(|(_, diagnostic)| diagnostic).collect()
    }
}

fn rule(about: &Explained, home: Option<&str>) -> Value {
    let what_it_does = about.docs.split("\n\n").next().and_then(|part| part.split_once('\n'));
    let description = format!("{} {}", about.summary, what_it_does.map_or("", |(_, text)| text));
    let (precision, severity) = match about.severity {
        Severity::Error => ("very-high", "error"),
        Severity::Warning => ("high", "warning"),
        Severity::Info => ("medium", "recommendation"),
    };
    let mut rule = json!({
        "id": about.code,
        "shortDescription": { "text": about.summary },
        "fullDescription": { "text": description.replace('\n', " ").trim_end() },
        "help": { "text": about.docs, "markdown": about.docs },
        "defaultConfiguration": { "level": level(about.severity) },
        "properties": { "tags": [tag(about.code)], "precision": precision, "problem.severity": severity },
    });
    // A code of one word is a name already.
    if about.code.contains('-') {
        rule["name"] = json!(name(about.code));
    }
    if let Some(home) = home {
        rule["helpUri"] = json!(format!("{home}/docs/reference/rules.md#{}", about.code));
    }
    rule
}

/// `lineage-cycle` as `LineageCycle`: readers expect a rule's name in this form.
fn name(code: &str) -> String {
    code.split('-')
        .map(|word| {
            let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
            format!("{}{rest}", first.to_uppercase())
        })
        .collect()
}

/// What a rule looks at: the form of one file, what entries say, or the folder.
fn tag(code: &str) -> &'static str {
    if FaultCode::ALL.iter().any(|fault| fault.name() == code) {
        "structure"
    } else if RULES.iter().any(|rule| rule.about.code == code) {
        "meaning"
    } else {
        "files"
    }
}

fn result<'d>(
    diagnostic: &'d Diagnostic,
    rules: &[Explained],
    seen: &mut BTreeMap<(&'static str, &'d str, &'d str), usize>,
) -> Value {
    let text = match &diagnostic.help {
        Some(help) => format!("{}\n{help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let related: Vec<Value> = diagnostic
        .related
        .iter()
        .take(MOST_RELATED)
        .enumerate()
        .map(|(id, related)| {
            let mut place = location(&related.file, related.span);
            place["id"] = json!(id);
            place["message"] = message(&related.message);
            place
        })
        .collect();
    let same = seen.entry((diagnostic.code, &diagnostic.file, &diagnostic.message)).or_default();
    *same += 1;
    let mut result = json!({
        "ruleId": diagnostic.code,
        "ruleIndex": rules.iter().position(|about| about.code == diagnostic.code),
        "level": level(diagnostic.severity),
        "message": message(&text),
        "locations": [location(&diagnostic.file, diagnostic.span)],
        "relatedLocations": related,
        // GitHub computes a fingerprint of its own, `primaryLocationLineHash`, and complains about any other value.
        "partialFingerprints": { "mmtax/v1": format!("{}:{same}", fingerprint(diagnostic)) },
    });
    if let Some(fix) = &diagnostic.fix {
        result["fixes"] = json!([fix_json(diagnostic, fix)]);
    }
    result
}

/// A message without arguments or links: what the data holds must not be read as one.
fn message(text: &str) -> Value {
    let text = text.replace("](", "] (");
    let is_argument = |after: &str| {
        after
            .split_once('}')
            .is_some_and(|(inside, _)| !inside.is_empty() && inside.bytes().all(|byte| byte.is_ascii_digit()))
    };
    // `{0}` is the place of an argument. Twice a brace is a brace, but readers that know no arguments show two: there are
    // two only where it matters.
    let has_arguments = text.split('{').skip(1).any(is_argument);
    json!({ "text": if has_arguments { text.replace('{', "{{").replace('}', "}}") } else { text } })
}

fn fix_json(diagnostic: &Diagnostic, fix: &Fix) -> Value {
    let replacement =
        |edit: &Edit| json!({ "deletedRegion": region(edit.span), "insertedContent": { "text": edit.text } });
    let safety = if fix.safe { "safe" } else { "unsafe: look at what it changes" };
    let what = diagnostic.help.as_deref().unwrap_or(&diagnostic.message);
    json!({
        "description": message(&format!("{what} ({safety})")),
        "artifactChanges": [{
            "artifactLocation": artifact(&diagnostic.file),
            "replacements": fix.edits.iter().map(replacement).collect::<Vec<_>>(),
        }],
    })
}

fn location(file: &str, span: Span) -> Value {
    json!({ "physicalLocation": { "artifactLocation": artifact(file), "region": region(span) } })
}

fn artifact(file: &str) -> Value {
    json!({ "uri": uri(file), "uriBaseId": BASE })
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

/// What the finding is, without where in the file it stands; those that read the same are counted.
fn fingerprint(diagnostic: &Diagnostic) -> String {
    crate::load::fnv1a([diagnostic.code, diagnostic.file.as_str(), diagnostic.message.as_str()])
}

#[cfg(test)]
mod tests {
    use mmtax_schema::Position;

    use super::*;
    use crate::levels::Levels;

    #[test]
    fn results_beyond_what_code_scanning_takes_are_left_out_and_counted() {
        let start = Position { line: 1, column: 1, byte: 0 };
        let found = |file: &str, severity| Diagnostic {
            code: "orphan",
            severity,
            message: "x".to_owned(),
            file: file.to_owned(),
            span: Span { start, end: start },
            label: None,
            related: Vec::new(),
            help: None,
            fix: None,
        };
        let diagnostics = vec![
            found("a", Severity::Info),
            found("b", Severity::Error),
            found("c", Severity::Warning),
            found("d", Severity::Error),
        ];
        let levels = (&Levels::default(), Severity::Info);
        let report = Report::new(("", &mut []), diagnostics, &[], levels, Default::default());

        let run = &report.sarif_log(None, 3)["runs"][0];
        let place =
            |result: &Value| result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].clone();
        let kept: Vec<Value> = run["results"].as_array().into_iter().flatten().map(place).collect();
        assert_eq!(kept, ["b", "c", "d"], "the worst, in their order");
        let told = &run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
        assert_eq!(told, "findings left out, as code scanning takes 3: 1");
        let whole = &report.sarif_log(None, 4)["runs"][0];
        assert!(whole["invocations"][0].get("toolExecutionNotifications").is_none());
    }
}
