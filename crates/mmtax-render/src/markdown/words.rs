//! How values read on a page.

use mmtax_graph::EntryRef;
use mmtax_graph::schema::entry::{Size, Stage};
use mmtax_graph::schema::vocab::Direction;
use mmtax_graph::schema::{Fact, Kind, Nothing};

/// A fact: its value, the words for a typed nothing, and no text where nobody has filled it.
pub(super) fn fact<T>(fact: &Fact<T>, show: impl FnOnce(&T) -> String) -> String {
    match fact {
        Fact::Value(value) => show(value),
        Fact::Nothing(why) => nothing(*why).into(),
    }
}

/// The words for a typed nothing.
pub(super) const fn nothing(why: Nothing) -> &'static str {
    match why {
        Nothing::Unfilled => "",
        Nothing::Unknown => "*unknown*",
        Nothing::Undisclosed => "*undisclosed*",
        Nothing::NotApplicable => "*not applicable*",
    }
}

/// The words of a vocabulary as a list.
pub(super) fn words<T: ToString>(items: &[T]) -> String {
    joined(items, ", ", |item| item.to_string().replace('-', " "))
}

/// Items in a row; an empty list says that there is none.
pub(super) fn joined<T>(items: &[T], separator: &str, show: impl Fn(&T) -> String) -> String {
    if items.is_empty() {
        return "none".into();
    }
    items.iter().map(show).collect::<Vec<_>>().join(separator)
}

/// A word of a vocabulary as prose writes it.
pub(super) fn word(word: &str) -> String {
    word.replace('-', " ")
}

/// A count with its noun.
pub(super) fn count(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The plural of a kind, as a heading.
pub(super) const fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Model => "Models",
        Kind::Tokenizer => "Tokenizers",
        Kind::Method => "Methods",
        Kind::Dataset => "Datasets",
        Kind::Benchmark => "Benchmarks",
        Kind::Paper => "Papers",
        Kind::Organization => "Organizations",
        Kind::Results => "Results",
        Kind::Scheme => "Schemes",
        Kind::Errata => "Errata",
    }
}

/// The arrow of a metric.
pub(super) fn arrow(direction: &Fact<Direction>) -> &'static str {
    match direction.known() {
        Some(Direction::HigherIsBetter) => " ↑",
        Some(Direction::LowerIsBetter) => " ↓",
        None => "",
    }
}

/// How large a dataset is.
pub(super) fn size(size: &Size) -> String {
    format!("{} {}", size.count, size.unit)
}

/// The name of a training stage.
pub(super) fn stage(stage: &Stage) -> String {
    match stage.stage.word() {
        "unspecified" => "stage not named".into(),
        other => word(other),
    }
}

/// When an entry came out; no text where that is not known.
pub(super) fn date(entry: EntryRef<'_>) -> String {
    entry.date().map_or_else(String::new, |date| date.to_string())
}
