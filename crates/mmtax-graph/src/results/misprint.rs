//! Printed values that an errata entry explains.

use std::collections::BTreeMap;

use mmtax_schema::entry::Erratum;
use mmtax_schema::{Body, Kind};

use crate::entry_ref::EntryRef;
use crate::score::Score;
use crate::taxonomy::Taxonomy;

/// What is known of a misprint.
#[derive(Clone, Copy, Debug)]
pub struct Misprint<'t> {
    /// The errata entry that has it.
    pub record: EntryRef<'t>,
    /// What it says.
    pub item: &'t Erratum,
}

/// The misprints of values, by source, table and row.
#[derive(Debug, Default)]
pub struct Misprints<'t>(BTreeMap<(&'t str, &'t str, &'t str), Vec<Misprint<'t>>>);

impl<'t> Misprints<'t> {
    /// Those that the errata of a taxonomy name.
    #[must_use]
    pub fn of(taxonomy: &'t Taxonomy) -> Self {
        let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for record in taxonomy.of_kind(Kind::Errata) {
            let Body::Errata(errata) = &record.entry().body else { continue };
            for item in errata.items.iter().filter(|item| item.metric.is_some()) {
                let Some(about) = &item.about else { continue };
                let place = (errata.source.id(), item.at.as_str(), about.text().as_str());
                found.entry(place).or_default().push(Misprint { record, item });
            }
        }
        Self(found)
    }

    /// What an errata entry of the same source says of this value: of its place, and with its digits under `prints`. A value
    /// that was copied wrongly on top of a misprint is not known.
    #[must_use]
    pub fn find(&self, score: &Score<'t>) -> Option<Misprint<'t>> {
        let source = score.results.as_results()?.source.id();
        let at = self.0.get(&(source, score.table.at.as_str(), score.row.model.text().as_str()))?;
        at.iter().copied().find(|misprint| is_of(misprint.item, score))
    }
}

fn is_of(item: &Erratum, score: &Score<'_>) -> bool {
    let is_the_column = item.metric.as_ref().is_some_and(|column| {
        column.metric() == score.metric
            && column.benchmark().is_none_or(|benchmark| benchmark.id() == score.benchmark.id())
    });
    let mut numbers = item.prints.split(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-'));
    is_the_column && numbers.any(|number| number.trim_end_matches('.') == score.value.as_str())
}
