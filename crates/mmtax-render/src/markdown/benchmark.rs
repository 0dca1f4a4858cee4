//! The page of a benchmark: its metrics, and every score on it, never mixing metrics or settings.

use std::collections::BTreeMap;

use mmtax_graph::schema::entry::Metric;
use mmtax_graph::schema::vocab::{Direction, Operation};
use mmtax_graph::{EntryRef, Score};

use super::book::Book;
use super::page::Page;
use super::scores::{metric_name, metric_position, printed_in, records, settings, value, whose};
use super::words::{count, fact, word};
use crate::escape;

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
                formula(metric),
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

fn formula(metric: &Metric) -> String {
    let Some(formula) = &metric.formula else { return String::new() };
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

/// Adds every score on a benchmark; returns the records that they come from.
pub(super) fn scores<'t>(page: &mut Page, book: &Book<'t>, entry: EntryRef<'t>) -> Vec<EntryRef<'t>> {
    let Some(scores) = book.scores_on.get(&entry) else { return Vec::new() };
    let mut groups: BTreeMap<_, BTreeMap<_, Vec<&Score<'t>>>> = BTreeMap::new();
    for score in scores {
        let metric = (metric_position(score), score.metric);
        let conditions = (score.split, settings(page, book, &score.settings()));
        groups.entry(metric).or_default().entry(conditions).or_default().push(score);
    }
    page.section("Scores");
    page.paragraph(&format!(
        "{} as printed, the best first, or the highest where it is not known which way the metric improves. Scores that differ in metric, split or settings stand in different tables: \
         they are not comparable.",
        count(scores.len(), "value", "values")
    ));
    for ((position, id), groups) in groups {
        let metric = entry.as_benchmark().and_then(|benchmark| benchmark.metrics.get(position));
        page.subsection(&metric.map_or_else(|| format!("`{id}`"), metric_name));
        let lower = metric.and_then(|metric| metric.direction.known()) == Some(&Direction::LowerIsBetter);
        for ((split, settings), scores) in groups {
            let split = split.map(|split| format!("split {}", escape::markdown(split)));
            let settings = Some(settings).filter(|settings| !settings.is_empty());
            let conditions: Vec<_> = split.into_iter().chain(settings).collect();
            page.paragraph(&match conditions.is_empty() {
                true => "**No settings stated**".into(),
                false => format!("**{}**", conditions.join("; ")),
            });
            ranking(page, book, scores, lower);
        }
    }
    records(scores)
}

/// Adds a table of comparable scores, the best first. A value that several sources print is one row.
fn ranking<'t>(page: &mut Page, book: &Book<'t>, mut scores: Vec<&Score<'t>>, lower: bool) {
    scores.sort_by(|a, b| {
        let best_first = b.value.value().total_cmp(&a.value.value());
        let best_first = if lower { best_first.reverse() } else { best_first };
        best_first.then_with(|| (a.model, a.variant, a.results).cmp(&(b.model, b.variant, b.results)))
    });
    let mut rows: Vec<[String; 5]> = Vec::new();
    for score in scores {
        let note = score.row.note.as_ref().map(|note| escape::markdown(note)).unwrap_or_default();
        let model = page.variant(score.model, score.variant);
        let row = [model, value(score), whose(page, score), printed_in(page, book, score), note];
        let same = |other: &&mut [String; 5]| [0, 1, 2, 4].iter().all(|&cell| other[cell] == row[cell]);
        match rows.last_mut().filter(same) {
            Some(other) => other[3].push_str(&format!("; {}", row[3])),
            None => rows.push(row),
        }
    }
    page.table(["Model", "Value", "Whose value", "Printed in", "Note"], &rows);
}
