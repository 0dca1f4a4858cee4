//! A difference for programs.

use mmtax_graph::{EntryName, FieldChange, How, PrintedScore};
use mmtax_schema::Said;
use serde_json::{Value, json};

use super::{Difference, Side};
use crate::json::diagnostic_json;

impl Difference {
    /// One JSON object: `version` (1); `before` and `after`, each with `name` and `commit`; `summary`, which counts for each
    /// list what was `added`, `removed` and `changed`; and the lists `entries`, `relations`, `classes`, `scores`, `errata`
    /// and `findings` (`new` and `gone`, in the form of `validate --format json`). `docs/diff.md` shows every field. What an
    /// entry says is text, a list or an object of such; numbers are text with the digits that the file has.
    #[must_use]
    pub fn to_json(&self, before: &Side, after: &Side) -> String {
        let diff = &self.taxonomy;
        let side = |side: &Side| json!({ "name": side.name, "commit": side.commit });
        let summary: serde_json::Map<String, Value> = self
            .counts()
            .iter()
            .map(|count| {
                let value = if count.is_of_findings {
                    json!({ "new": count.added, "gone": count.removed })
                } else {
                    json!({ "added": count.added, "removed": count.removed, "changed": count.changed })
                };
                (count.many.to_owned(), value)
            })
            .collect();
        let entries: Vec<Value> = diff.entries.iter().map(entry).collect();
        let relations: Vec<Value> = diff
            .links
            .iter()
            .map(|link| {
                json!({
                    "change": link.turn.word(),
                    "from": name(&link.from),
                    "relation": link.relation.name(),
                    "to": name(&link.to),
                })
            })
            .collect();
        let classes: Vec<Value> = diff
            .classes
            .iter()
            .map(|class| {
                json!({
                    "change": class.turn().word(),
                    "entry": name(&class.member),
                    "scheme": class.scheme,
                    "before": class.before,
                    "after": class.after,
                })
            })
            .collect();
        let scores: Vec<Value> = diff
            .scores
            .iter()
            .map(|change| {
                let (before, after) = (change.before.as_ref().map(score), change.after.as_ref().map(score));
                json!({ "change": change.turn().word(), "before": before, "after": after })
            })
            .collect();
        let errata: Vec<Value> = diff
            .errata
            .iter()
            .map(|change| {
                json!({
                    "change": change.turn().word(),
                    "errata": change.errata,
                    "before": change.before.as_ref().map(said),
                    "after": change.after.as_ref().map(said),
                    "fields": change.fields.iter().map(field).collect::<Vec<_>>(),
                })
            })
            .collect();
        let findings = |list: &[crate::Diagnostic]| list.iter().map(diagnostic_json).collect::<Vec<_>>();
        let whole = json!({
            "version": 1,
            "before": side(before),
            "after": side(after),
            "summary": summary,
            "entries": entries,
            "relations": relations,
            "classes": classes,
            "scores": scores,
            "errata": errata,
            "findings": { "new": findings(&self.new), "gone": findings(&self.gone) },
        });
        format!("{whole:#}\n")
    }
}

fn name(entry: &EntryName) -> Value {
    json!({ "kind": entry.kind.name(), "id": entry.id })
}

fn entry(change: &mmtax_graph::EntryChange) -> Value {
    let (word, from, because, by) = match &change.how {
        How::Added => ("added", None, None, None),
        How::Removed => ("removed", None, None, None),
        How::Renamed { from, because } => ("renamed", Some(from), Some(because.words()), None),
        How::Replaced { by } => ("replaced", None, None, Some(by)),
        How::Broken { .. } => ("broken", None, None, None),
        How::Mended => ("mended", None, None, None),
        How::Changed => ("changed", None, None, None),
    };
    let mut value = json!({
        "change": word,
        "kind": change.entry.kind.name(),
        "id": change.entry.id,
        "name": change.name,
        "fields": change.fields.iter().map(field).collect::<Vec<_>>(),
    });
    if let Some(from) = from {
        value["renamed_from"] = json!(from);
        value["because"] = json!(because);
    }
    if let Some(by) = by {
        value["replaced_by"] = json!(by);
    }
    value
}

fn field(change: &FieldChange) -> Value {
    json!({
        "change": change.turn().word(),
        "path": change.path,
        "before": change.before.as_ref().map(said),
        "after": change.after.as_ref().map(said),
    })
}

fn said(what: &Said) -> Value {
    match what {
        Said::Word(word) => json!(word),
        Said::List(items) => Value::Array(items.iter().map(said).collect()),
        Said::Map(pairs) => {
            let filled = pairs.iter().filter(|(_, value)| !value.is_empty());
            Value::Object(filled.map(|(key, value)| (key.clone(), said(value))).collect())
        }
    }
}

fn score(score: &PrintedScore) -> Value {
    let settings: serde_json::Map<String, Value> =
        score.settings.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
    json!({
        "model": score.model,
        "benchmark": score.benchmark,
        "metric": score.metric,
        "value": score.value,
        "scale": score.scale,
        "settings": settings,
        "results": score.results,
        "source": score.source,
        "at": score.at,
        "copied_from": score.from,
        "reported": score.reported,
    })
}
