//! Leaderboards and comparisons for programs.

use mmtax_graph::results::{Cell, Comparison, Conditions, Group, Leaderboard, Measure, Reading, Row};
use mmtax_graph::{EntryRef, Provenance, Score};
use mmtax_schema::entry::SettingName;
use serde_json::{Map, Value, json};

/// A leaderboard as one JSON object: `version` (1), `benchmark`, and `groups` of comparable values, each with `split`,
/// `settings` (null where one is unknown), `metrics` (the first is the one that ranks) and `rows`. A row has `model`,
/// `variant`, `rank` and `readings`, the first of which stands for the model; a reading has `values` by metric, whose they
/// are, and where they are printed, and `again` lists what only repeats it. Values are text with the digits that are printed:
/// `value` in the unit of the metric, `printed` as it is times `scale`.
#[must_use]
pub fn leaderboard_json(board: &Leaderboard<'_>) -> String {
    let groups: Vec<Value> = board.groups.iter().map(group).collect();
    format!("{:#}\n", json!({ "version": 1, "benchmark": board.benchmark.id(), "groups": groups }))
}

/// A comparison as one JSON object: `version` (1), `models` as a list of `model` and `variant`, and `lines`, each with
/// `benchmark`, `split`, `settings`, `metric` and `values`: one for each model in their order, null where there is none.
#[must_use]
pub fn comparison_json(comparison: &Comparison<'_>) -> String {
    let models = comparison.subjects.iter().map(|(model, variant)| subject(*model, *variant));
    let line = |line: &mmtax_graph::results::Line<'_>| {
        let value = |cell: &Option<Cell<'_>>| {
            let Some(cell) = cell else { return Value::Null };
            let mut value = value(cell);
            value["printed_in"] = printed_in(&cell.score);
            value
        };
        json!({
            "benchmark": line.benchmark.id(),
            "split": line.split,
            "settings": settings(&line.conditions),
            "metric": metric(&line.measure),
            "values": line.cells.iter().map(value).collect::<Vec<_>>(),
        })
    };
    let lines: Vec<Value> = comparison.lines.iter().map(line).collect();
    format!("{:#}\n", json!({ "version": 1, "models": models.collect::<Vec<_>>(), "lines": lines }))
}

fn group(group: &Group<'_>) -> Value {
    json!({
        "split": group.split,
        "settings": settings(&group.conditions),
        "metrics": group.measures.iter().map(metric).collect::<Vec<_>>(),
        "rows": group.rows.iter().map(row).collect::<Vec<_>>(),
    })
}

fn settings(conditions: &[(SettingName, Option<&str>)]) -> Value {
    let pair = |(name, value): &(SettingName, Option<&str>)| (name.word().to_owned(), json!(value));
    Value::Object(conditions.iter().map(pair).collect())
}

fn metric(measure: &Measure<'_>) -> Value {
    json!({
        "id": measure.id.as_str(),
        "name": measure.metric.and_then(|metric| metric.name.as_ref()).map(ToString::to_string),
        "direction": measure.direction().map(|direction| direction.word()),
        "unit": measure.metric.and_then(|metric| metric.unit.known()).map(|unit| unit.word()),
    })
}

fn subject(model: EntryRef<'_>, variant: Option<&str>) -> Value {
    json!({ "model": model.id(), "variant": variant })
}

fn row(row: &Row<'_>) -> Value {
    let readings = row.readings.iter().zip(&row.cells).map(|(reading, cells)| {
        let values = cells.iter().flatten().map(|cell| (cell.score.metric.to_string(), value(cell)));
        let mut shown = reading_json(reading);
        shown["values"] = Value::Object(values.collect());
        shown["again"] = reading.again.iter().map(again).collect();
        shown
    });
    let readings: Vec<Value> = readings.collect();
    let mut row_json = subject(row.model, row.variant);
    row_json["rank"] = json!(row.rank);
    row_json["readings"] = Value::Array(readings);
    row_json
}

fn reading_json(reading: &Reading<'_>) -> Value {
    let mut shown = printed_in(reading.first());
    shown["settings"] = stated(&reading.conditions);
    shown["note"] = json!(reading.note());
    shown
}

fn again(reading: &Reading<'_>) -> Value {
    let mut shown = reading_json(reading);
    let values = reading.scores.iter().map(|score| (score.metric.to_string(), json!(score.value.as_str())));
    shown["values"] = Value::Object(values.collect());
    shown
}

fn stated(conditions: &Conditions<'_>) -> Value {
    Value::Object(
        conditions.iter().map(|(name, value)| (name.word().to_owned(), json!(value))).collect::<Map<_, _>>(),
    )
}

fn value(cell: &Cell<'_>) -> Value {
    json!({
        "value": cell.score.in_unit(),
        "printed": cell.score.value.as_str(),
        "scale": cell.score.scale,
        "best": cell.is_best,
        "misprint": cell.misprint.map(|misprint| misprint.record.id()),
    })
}

/// Where a value is printed, and whose it is.
fn printed_in(score: &Score<'_>) -> Value {
    let printed = score.printed();
    let (whose, from) = match score.provenance() {
        Provenance::Own => ("own", None),
        Provenance::Measured => ("measured", None),
        Provenance::Copied(from) => ("copied", from),
        Provenance::Unstated => ("unstated", None),
    };
    json!({
        "source": printed.paper.map(EntryRef::id),
        "version": printed.version.map(ToString::to_string),
        "url": printed.url.map(ToString::to_string),
        "at": printed.at.as_str(),
        "whose": whose,
        "copied_from": from.map(EntryRef::id),
    })
}
