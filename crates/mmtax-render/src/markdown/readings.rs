//! Readings and their conditions as leaderboards and cards show them.

use mmtax_graph::Score;
use mmtax_graph::results::{Cell, Conditions, Group, Measure, Reading};
use mmtax_graph::schema::RefText;
use mmtax_graph::schema::entry::SettingName;

use super::book::Book;
use super::page::Page;
use super::scores::{metric_name, printed_in, whose};
use super::words::count;
use crate::{escape, plain};

/// The most columns of values that stand side by side.
pub(super) const COLUMNS: usize = 10;

/// How many places that print a value again are linked; the rest is counted.
const AGAIN: usize = 3;

/// The value of a score in the unit of its metric, or as printed with the factor where it has no digits there.
pub(super) fn in_unit(score: &Score<'_>) -> String {
    score.in_unit().unwrap_or_else(|| format!("{} (×{})", score.value, score.scale))
}

/// A value, bold where it is the best of its group, marked where it is a known misprint.
pub(super) fn value(page: &Page, cell: &Cell<'_>) -> String {
    let value = in_unit(&cell.score);
    match cell.misprint {
        Some(misprint) => format!("{value} ({})", page.named("misprint", misprint.record)),
        None if cell.is_best => format!("**{value}**"),
        None => value,
    }
}

/// The name of a metric with its direction.
pub(super) fn measure(measure: &Measure<'_>) -> String {
    measure.metric.map_or_else(|| format!("`{}`", measure.id), metric_name)
}

/// Whose values a reading has.
pub(super) fn owner(page: &Page, reading: &Reading<'_>) -> String {
    whose(page, reading.first())
}

/// Where a reading is printed, and where it is printed again.
pub(super) fn places(page: &Page, book: &Book<'_>, reading: &Reading<'_>, csv: &str) -> String {
    let mut text = printed_in(page, book, reading.first());
    let again = |again: &Reading<'_>| {
        let place = printed_in(page, book, again.first());
        format!("{place} ({})", owner(page, again))
    };
    let links: Vec<_> = reading.again.iter().take(AGAIN).map(again).collect();
    if !links.is_empty() {
        text.push_str(&format!("; again in {}", links.join(", ")));
    }
    if let Some(more @ 1..) = reading.again.len().checked_sub(AGAIN) {
        text.push_str(&format!(" and {}", page.artifact(&count(more, "more row", "more rows"), csv)));
    }
    text
}

/// What sets a reading apart within its group.
pub(super) fn apart(page: &Page, book: &Book<'_>, reading: &Reading<'_>) -> String {
    let besides = stated(page, book, &reading.besides());
    let note = reading.note().map(escape::markdown);
    besides.into_iter().chain(note).collect::<Vec<_>>().join("; ")
}

/// The settings that are stated, one by one.
pub(super) fn stated(page: &Page, book: &Book<'_>, conditions: &Conditions<'_>) -> Vec<String> {
    conditions.iter().map(|(name, value)| setting(page, book, name, value)).collect()
}

fn setting(page: &Page, book: &Book<'_>, name: SettingName, value: &str) -> String {
    match (name, RefText::new(value)) {
        (SettingName::FinetunedOn, Some(to)) => format!("finetuned on {}", page.reference(book, &to)),
        _ => escape::markdown(&plain::setting(name, value)),
    }
}

/// The conditions of a group in words: its split and what is stated, and what is not.
pub(super) struct Conditional {
    /// The split and the settings that are stated, or that none is.
    pub(super) stated: String,
    /// The same without links.
    pub(super) label: String,
    /// The settings that matter and that nobody states.
    pub(super) unknown: Vec<&'static str>,
}

/// The conditions of a group in words. `note` and `finetuned-on` do not apply to most values: where they are not stated,
/// nothing is missing.
pub(super) fn conditions(page: &Page, book: &Book<'_>, group: &Group<'_>) -> Conditional {
    let split = group.split.map(|split| format!("split {}", escape::markdown(split)));
    let known = || group.conditions.iter().filter_map(|(name, value)| Some((*name, (*value)?)));
    let said = |settings: Vec<String>| match split.iter().cloned().chain(settings).collect::<Vec<_>>() {
        parts if parts.is_empty() => "No settings stated".to_owned(),
        parts => parts.join("; "),
    };
    let declared = group.benchmark.as_benchmark().map_or(&[][..], |benchmark| &benchmark.settings);
    let always = |name: &SettingName| !matches!(name, SettingName::Note | SettingName::FinetunedOn);
    let is_unknown = |name: &&SettingName| group.conditions.contains(&(**name, None));
    let unknown = declared.iter().filter(is_unknown).filter(|name| always(name));
    Conditional {
        stated: said(known().map(|(name, value)| setting(page, book, name, value)).collect()),
        label: said(known().map(|(name, value)| escape::markdown(&plain::setting(name, value))).collect()),
        unknown: unknown.map(|name| name.word()).collect(),
    }
}
