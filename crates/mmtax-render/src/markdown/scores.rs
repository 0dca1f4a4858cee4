//! Scores on the page of what was measured, each with whose value it is and where it is printed.

use std::collections::BTreeMap;

use mmtax_graph::schema::entry::{Metric, Settings};
use mmtax_graph::{EntryRef, Provenance, Score};

use super::book::Book;
use super::cite;
use super::page::{Page, host};
use super::words::{arrow, count};
use crate::escape;

/// Adds the printed scores of an entry; returns the records that they come from.
pub(super) fn of_entry<'t>(page: &mut Page, book: &Book<'t>, entry: EntryRef<'t>) -> Vec<EntryRef<'t>> {
    let scores = entry.scores();
    if scores.is_empty() {
        return Vec::new();
    }
    let sources = records(&scores);
    page.section("Scores");
    page.paragraph(&format!(
        "{} as printed in {}. Scores under different settings are not comparable.",
        count(scores.len(), "value", "values"),
        count(sources.len(), "source", "sources"),
    ));
    let mut benchmarks: BTreeMap<_, Vec<&Score<'t>>> = BTreeMap::new();
    for score in &scores {
        benchmarks.entry((score.benchmark, score.split)).or_default().push(score);
    }
    for ((benchmark, split), scores) in benchmarks {
        page.subsection(&page.variant(benchmark, split));
        let mut rows: BTreeMap<_, Vec<String>> = BTreeMap::new();
        for score in scores {
            let conditions = (score.variant, settings(page, book, &score.settings()));
            let value = (value(score), whose(page, score));
            let key = (metric_position(score), score.metric, conditions, value);
            rows.entry(key).or_insert_with(|| vec![metric(score)]).push(printed_in(page, book, score));
        }
        let rows: Vec<_> = rows
            .into_iter()
            .map(|((_, _, (variant, settings), (value, whose)), mut texts)| {
                let metric = texts.remove(0);
                let variant = variant.map(|variant| format!("`{variant}`")).unwrap_or_default();
                [metric, value, variant, settings, whose, texts.join("; ")]
            })
            .collect();
        page.table(["Metric", "Value", "Variant", "Settings", "Whose value", "Printed in"], &rows);
    }
    sources
}

/// The records that have the scores.
pub(super) fn records<'t>(scores: &[Score<'t>]) -> Vec<EntryRef<'t>> {
    let mut records: Vec<_> = scores.iter().map(|score| score.results).collect();
    records.sort_unstable();
    records.dedup();
    records
}

/// The value as printed, with the factor where that is not the metric's own scale.
pub(super) fn value(score: &Score<'_>) -> String {
    let is_scaled = (score.scale - 1.0).abs() > f64::EPSILON;
    if is_scaled { format!("{} (×{})", score.value, score.scale) } else { score.value.to_string() }
}

/// The name of what was measured, with the way it improves.
fn metric(score: &Score<'_>) -> String {
    score.described().map_or_else(|| format!("`{}`", score.metric), |(_, metric)| metric_name(metric))
}

/// The name of a metric, with the way it improves.
pub(super) fn metric_name(metric: &Metric) -> String {
    let name = metric.name.as_ref().map_or_else(|| metric.id.as_str().replace('-', " "), ToString::to_string);
    format!("{}{}", escape::markdown(&name), arrow(&metric.direction))
}

/// Where the metric stands in its benchmark; those that it does not list come last.
pub(super) fn metric_position(score: &Score<'_>) -> usize {
    score.described().map_or(usize::MAX, |(position, _)| position)
}

/// The conditions of a measurement.
pub(super) fn settings(page: &Page, book: &Book<'_>, settings: &Settings) -> String {
    let tuned = settings.finetuned_on.as_ref();
    let show = |(name, value): (&str, &str)| match tuned {
        Some(dataset) if name == "finetuned-on" => {
            format!("finetuned on {}", page.reference(book, dataset.text()))
        }
        _ if name == "note" => escape::markdown(value),
        _ => format!("{}: {}", name.replace('-', " "), escape::markdown(value)),
    };
    settings.pairs().into_iter().map(show).collect::<Vec<_>>().join("; ")
}

/// Whose value it is.
pub(super) fn whose(page: &Page, score: &Score<'_>) -> String {
    match score.provenance() {
        Provenance::Own => "own".into(),
        Provenance::Measured => "measured by the source".into(),
        Provenance::Copied(Some(paper)) => format!("copied from {}", page.named(&cite::short(paper), paper)),
        Provenance::Copied(None) => "copied".into(),
        Provenance::Unstated => "not stated".into(),
    }
}

/// The source and its table, linked to the record of that table.
pub(super) fn printed_in(page: &Page, book: &Book<'_>, score: &Score<'_>) -> String {
    let Some(record) = score.results.as_results() else { return String::new() };
    let paper = book.taxonomy.entry(record.source.id());
    let source = match (&record.url, paper) {
        (Some(url), _) => host(url).to_owned(),
        (None, Some(paper)) => cite::short(paper),
        (None, None) => record.source.to_string(),
    };
    page.named(&format!("{source}, {}", score.table.at), score.results)
}
