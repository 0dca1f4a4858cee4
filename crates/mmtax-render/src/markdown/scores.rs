//! Scores as pages show them: the value, whose it is and where it is printed.

use mmtax_graph::schema::entry::{Metric, Settings};
use mmtax_graph::{Provenance, Score};

use super::book::Book;
use super::cite;
use super::page::{Page, host};
use super::words::arrow;
use crate::escape;

/// The value as printed, with the factor where that is not the metric's own scale.
pub(super) fn value(score: &Score<'_>) -> String {
    let is_scaled = (score.scale - 1.0).abs() > f64::EPSILON;
    if is_scaled { format!("{} (×{})", score.value, score.scale) } else { score.value.to_string() }
}

/// The name of a metric, with the way it improves.
pub(super) fn metric_name(metric: &Metric) -> String {
    let name = metric.name.as_ref().map_or_else(|| metric.id.as_str().replace('-', " "), ToString::to_string);
    format!("{}{}", escape::markdown(&name), arrow(&metric.direction))
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
