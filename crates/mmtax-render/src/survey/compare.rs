//! Every printed cell of the survey's tables held against the entries.

use std::collections::BTreeMap;

use mmtax_graph::Taxonomy;
use mmtax_graph::schema::entry::{Errata, Erratum};
use mmtax_graph::schema::{Body, Kind};

use super::judge::cell;
use super::printed::{self, Row};
use super::table::{self, Row as Placed};
use super::{SCHEME, Shape, TABLES};
use crate::paths;

/// How a printed cell stands to ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Both say the same.
    Agrees,
    /// One says less than the other, and nothing else: a family, fewer parts, a coarser date, a bound.
    Looser,
    /// Primary evidence contradicts the printed cell, and an erratum says so.
    Explained,
    /// The entry has nothing there to hold against the cell.
    Unverified,
    /// They say other things, and no erratum explains it.
    Differs,
    /// No entry stands for the row.
    NoEntry,
}

impl Outcome {
    /// Every outcome, the best first.
    pub const ALL: [Self; 6] =
        [Self::Agrees, Self::Looser, Self::Explained, Self::Unverified, Self::Differs, Self::NoEntry];

    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Looser => "agrees loosely",
            Self::Explained => "explained",
            Self::Unverified => "not verified",
            Self::Differs => "differs",
            Self::NoEntry => "no entry",
        }
    }
}

/// A printed cell and ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The table, as the survey names it.
    pub table: &'static str,
    /// The row of the table, from 1.
    pub line: usize,
    /// The name in the row's first column.
    pub row: &'static str,
    /// The id of the entry that the row is about.
    pub id: &'static str,
    /// The file of the entry, below the folder of the taxonomy, if there is one.
    pub file: Option<String>,
    /// The column.
    pub column: &'static str,
    /// What the survey prints.
    pub printed: &'static str,
    /// What follows from the entry, as in our CSV.
    pub ours: String,
    /// How they stand to each other.
    pub outcome: Outcome,
    /// Why, where that is known.
    pub why: String,
}

/// Every printed cell and ours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The cells in printed order.
    pub cells: Vec<Compared>,
}

impl Comparison {
    /// Compares the printed tables with the entries.
    #[must_use]
    pub fn of(taxonomy: &Taxonomy) -> Self {
        let misprints = Misprints::of(taxonomy);
        let mut cells = Vec::new();
        for shape in &TABLES {
            let placed = placed(taxonomy, shape);
            for (line, row) in printed::rows(shape).into_iter().enumerate() {
                compare(taxonomy, shape, (line + 1, &row), placed.get(row.id), &misprints, &mut cells);
            }
        }
        Self { cells }
    }

    /// How many cells have an outcome, in one table or in all.
    #[must_use]
    pub fn count(&self, outcome: Outcome, table: Option<&str>) -> usize {
        let is_there = |cell: &&Compared| table.is_none_or(|table| cell.table == table);
        self.cells.iter().filter(is_there).filter(|cell| cell.outcome == outcome).count()
    }

    /// The counts in words.
    #[must_use]
    pub fn summary(&self) -> String {
        let counts = Outcome::ALL.map(|outcome| format!("{} {}", self.count(outcome, None), outcome.word()));
        format!("{} printed cells: {}", self.cells.len(), counts.join(", "))
    }
}

/// The models that the scheme places in a table, by id.
fn placed<'t>(taxonomy: &'t Taxonomy, shape: &Shape) -> BTreeMap<&'t str, Placed<'t>> {
    let Some(scheme) = taxonomy.entry_of(Kind::Scheme, SCHEME).filter(|_| shape.is_of_models()) else {
        return BTreeMap::new();
    };
    let groups = table::groups(taxonomy, scheme, shape);
    groups.into_iter().flat_map(|group| group.rows).map(|row| (row.model.id(), row)).collect()
}

/// The errata of the survey.
struct Misprints<'t>(Option<&'t Errata>);

impl<'t> Misprints<'t> {
    fn of(taxonomy: &'t Taxonomy) -> Self {
        let paper = taxonomy.entry_of(Kind::Scheme, SCHEME).and_then(|scheme| scheme.entry().introduced_by());
        let record = paper.and_then(|paper| taxonomy.entry_of(Kind::Errata, paper.id()));
        Self(record.and_then(|record| {
            let Body::Errata(errata) = &record.entry().body else { return None };
            Some(&**errata)
        }))
    }

    /// The misprint of a cell, if one is known.
    fn about(&self, shape: &Shape, id: &str, column: &str) -> Option<&'t Erratum> {
        let is_it = |item: &&Erratum| {
            item.about.as_ref().is_some_and(|about| about.id() == id) && covers(&item.at, shape.at, column)
        };
        self.0?.items.iter().find(is_it)
    }
}

/// Whether a locator such as `Table 1, Show-o, encoder and decoder; §3.3` names a column of a table.
fn covers(at: &str, table: &str, column: &str) -> bool {
    at.split(';').any(|place| {
        let mut pieces = place.split(", ");
        let names_table = pieces.next().is_some_and(|first| first.trim().starts_with(table));
        let Some(columns) = pieces.last().filter(|_| names_table) else { return false };
        let columns = columns.to_lowercase();
        let column = column.to_lowercase();
        let role = [(" enc.", "encoder"), (" dec.", "decoder")];
        columns.contains(&column)
            || role.iter().any(|(short, long)| column.ends_with(short) && columns.contains(long))
    })
}

fn compare(
    taxonomy: &Taxonomy,
    shape: &Shape,
    (line, row): (usize, &Row),
    placed: Option<&Placed<'_>>,
    misprints: &Misprints<'_>,
    out: &mut Vec<Compared>,
) {
    let kind = match shape.at {
        "Table 3" => Kind::Dataset,
        "Table 4" => Kind::Benchmark,
        _ => Kind::Model,
    };
    let entry = taxonomy.entry_of(kind, row.entry());
    for &(column, printed) in row.cells.iter().filter(|(column, _)| *column != "Group") {
        let (outcome, ours, why) = match entry {
            None => (Outcome::NoEntry, String::new(), String::new()),
            Some(entry) => {
                let (mut outcome, ours, mut why) =
                    cell(taxonomy, shape, (entry, row.variant()), placed, column, printed);
                if outcome != Outcome::Agrees
                    && let Some(erratum) = misprints.about(shape, row.entry(), column)
                {
                    (outcome, why) = (Outcome::Explained, erratum.reason.to_string());
                }
                (outcome, ours, why)
            }
        };
        let file = entry.map(|entry| entry.entry().file());
        out.push(Compared {
            table: shape.at,
            line,
            row: row.name(),
            id: row.entry(),
            file,
            column,
            printed,
            ours,
            outcome,
            why,
        });
    }
}

/// The page of the entry, if there is one.
pub(super) fn page_of(taxonomy: &Taxonomy, cell: &Compared) -> Option<String> {
    cell.file.as_ref()?;
    taxonomy.entry(cell.id).map(paths::page)
}

#[cfg(test)]
mod tests {
    use super::covers;

    #[test]
    fn a_locator_covers_the_columns_it_names() {
        let at = "Table 1, Show-o, encoder and decoder; §3.3";
        assert!(covers(at, "Table 1", "Und. Enc.") && covers(at, "Table 1", "Gen. Dec."));
        assert!(!covers(at, "Table 1", "Backbone") && !covers(at, "Table 2", "Und. Enc."));
        assert!(covers("Table 1, X, Gen. Enc. and Gen. Dec.", "Table 1", "Gen. Dec."));
        assert!(!covers("Table 1, OmniGen2, Und. Enc.", "Table 1", "Gen. Enc."));
        assert!(covers("Table 3, RefEdit, Date", "Table 3", "Date"));
    }
}
