//! The page of a benchmark: its metrics, and what its leaderboard has.

use mmtax_graph::EntryRef;
use mmtax_graph::schema::entry::{Formula, Metric};
use mmtax_graph::schema::vocab::Operation;

use super::book::Book;
use super::page::Page;
use super::scores::metric_name;
use super::words::{count, fact, word};
use super::{leaderboard, readings};
use crate::paths;

/// Adds the metrics.
pub(super) fn metrics(page: &mut Page, entry: EntryRef<'_>) {
    let Some(benchmark) = entry.as_benchmark().filter(|benchmark| !benchmark.metrics.is_empty()) else {
        return;
    };
    page.section("Metrics");
    let rows: Vec<_> = benchmark
        .metrics
        .iter()
        .map(|metric| {
            [
                metric_name(metric),
                format!("`{}`", metric.id),
                fact(&metric.unit, |unit| word(unit.word())),
                range(metric),
                fact(&metric.direction, |direction| word(direction.word())),
                metric.formula.as_ref().map(formula).unwrap_or_default(),
            ]
        })
        .collect();
    page.table(["Metric", "Id", "Unit", "Range", "Direction", "Follows from"], &rows);
}

fn range(metric: &Metric) -> String {
    match (&metric.min, &metric.max) {
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("from {min}"),
        (None, Some(max)) => format!("up to {max}"),
        (None, None) => String::new(),
    }
}

/// How a metric follows from others.
pub(super) fn formula(formula: &Formula) -> String {
    let parts: Vec<_> = match formula.operation {
        Operation::Mean | Operation::Sum => formula.of.iter().map(|part| format!("`{part}`")).collect(),
        Operation::WeightedSum => formula
            .of
            .iter()
            .zip(&formula.weights)
            .map(|(part, weight)| format!("{weight} × `{part}`"))
            .collect(),
    };
    format!("{} of {}", word(formula.operation.word()), parts.join(", "))
}

/// Adds what was measured on a benchmark, in short; returns the records that have it.
pub(super) fn scores<'t>(page: &mut Page, book: &Book<'t>, entry: EntryRef<'t>) -> Vec<EntryRef<'t>> {
    let Some(board) = book.board(entry) else { return Vec::new() };
    let records = leaderboard::records(board);
    page.section("Scores");
    let stem = paths::leaderboard(entry);
    page.paragraph(&format!(
        "{} of {}, as printed in {}: {}, {}.",
        count(board.values(), "value", "values"),
        count(leaderboard::models(board), "model", "models"),
        count(records.len(), "source", "sources"),
        page.artifact("leaderboard", &format!("{stem}.md")),
        page.artifact("CSV", &format!("{stem}.csv")),
    ));
    let (compared, alone): (Vec<_>, Vec<_>) = board.groups.iter().partition(|group| group.rows.len() > 1);
    if !compared.is_empty() {
        page.paragraph(
            "What stands in one row was measured under the same settings; rows are not comparable.",
        );
    }
    let rows: Vec<_> = compared
        .into_iter()
        .map(|group| {
            let conditions = readings::conditions(page, book, group);
            let unknown: Vec<_> = conditions.unknown.iter().map(|name| word(name)).collect();
            [
                conditions.stated,
                unknown.join(", "),
                group.rows.len().to_string(),
                group.measures.first().map(readings::measure).unwrap_or_default(),
                leaderboard::best(page, group),
            ]
        })
        .collect();
    page.table(["Settings", "Not stated", "Models", "First metric", "Best"], &rows);
    if !alone.is_empty() {
        let alone = count(alone.len(), "set of settings has", "sets of settings have");
        page.paragraph(&format!("{alone} only one model each, so that nothing is comparable there."));
    }
    records
}
