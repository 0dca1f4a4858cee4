//! Scores on the page of what was measured, each with whose value it is and where it is printed.

use mmtax_graph::schema::entry::{Metric, Settings};
use mmtax_graph::{EntryRef, Provenance, Score};

use super::book::Book;
use super::cite;
use super::page::Page;
use super::words::{arrow, count};
use crate::escape;

/// Adds the printed scores of an entry; returns the records that they come from.
pub(super) fn of_entry<'t>(page: &mut Page, book: &Book<'t>, entry: EntryRef<'t>) -> Vec<EntryRef<'t>> {
    let mut scores = entry.scores();
    if scores.is_empty() {
        return Vec::new();
    }
    scores.sort_by_cached_key(|score| {
        let settings = settings(page, book, &score.settings);
        (score.benchmark, score.split, metric_position(score), score.variant, settings)
    });
    page.section("Scores");
    let mut sources: Vec<_> = scores.iter().map(|score| score.results).collect();
    sources.sort_unstable();
    sources.dedup();
    page.paragraph(&format!(
        "{} as printed in {}. Scores under different settings are not comparable.",
        count(scores.len(), "value", "values"),
        count(sources.len(), "source", "sources"),
    ));
    let rows: Vec<_> = scores
        .iter()
        .map(|score| {
            [
                format!("{}, {}", page.variant(score.benchmark, score.split), metric(score)),
                score.value.to_string(),
                score.variant.map(|variant| format!("`{variant}`")).unwrap_or_default(),
                settings(page, book, &score.settings),
                whose(page, score),
                printed_in(page, book, score),
            ]
        })
        .collect();
    page.table(["Benchmark, metric", "Value", "Variant", "Settings", "Whose value", "Printed in"], &rows);
    sources
}

/// The name of what was measured, with the way it improves.
fn metric(score: &Score<'_>) -> String {
    match find(score) {
        Some(metric) => metric_name(metric),
        None => format!("`{}`", score.metric),
    }
}

/// The name of a metric, with the way it improves.
pub(super) fn metric_name(metric: &Metric) -> String {
    let name = metric.name.as_ref().map_or_else(|| metric.id.as_str().replace('-', " "), ToString::to_string);
    format!("{}{}", escape::markdown(&name), arrow(&metric.direction))
}

fn find<'t>(score: &Score<'t>) -> Option<&'t Metric> {
    score.benchmark.as_benchmark()?.metrics.iter().find(|metric| metric.id == *score.metric)
}

/// Where the metric stands in its benchmark; those that it does not list come last.
pub(super) fn metric_position(score: &Score<'_>) -> usize {
    let metrics = score.benchmark.as_benchmark().map_or(&[][..], |benchmark| &benchmark.metrics);
    metrics.iter().position(|metric| metric.id == *score.metric).unwrap_or(metrics.len())
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
    match score.provenance {
        Provenance::Own => "own".into(),
        Provenance::Measured => "measured by the source".into(),
        Provenance::Copied(Some(paper)) => format!("copied from {}", page.named(&cite::short(paper), paper)),
        Provenance::Copied(None) => "copied".into(),
        Provenance::Unstated => "not stated".into(),
    }
}

/// The source and its table.
pub(super) fn printed_in(page: &Page, book: &Book<'_>, score: &Score<'_>) -> String {
    let Some(record) = score.results.as_results() else { return String::new() };
    let source = match &record.url {
        Some(_) => cite::place(page, book, Some(record.source.id()), record.url.as_ref(), None),
        None => cite::place(page, book, Some(record.source.id()), None, None),
    };
    format!("{source}, {}", page.named(&score.table.at, score.results))
}
