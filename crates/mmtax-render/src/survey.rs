//! The survey's tables, regenerated from the entries. Which models are listed, in which class and order, comes from the scheme;
//! which datasets and benchmarks, from the printed rows; every other cell comes from the entry itself.

mod agree;
mod cells;
mod compare;
mod csv;
mod judge;
mod latex;
mod page;
mod printed;
mod table;
mod works;

use mmtax_graph::schema::Kind;
use mmtax_graph::{EntryRef, Taxonomy};

use crate::artifact::{Artifact, Edition, Format};
use cells::Cell;
pub use compare::{Compared, Comparison, Outcome};

/// The scheme that has the survey's tables of models as its members' locators.
const SCHEME: &str = "unified-mm-survey";

/// The tables, as the scheme's locators and the errata name them.
const TABLES: [Shape; 4] = [
    Shape {
        at: "Table 1",
        stem: "survey-table-1",
        title: "Unified models, as the survey's Table 1 lists them",
        printed: include_str!("survey/printed/table-1.tsv"),
    },
    Shape {
        at: "Table 2",
        stem: "survey-table-2",
        title: "Any-to-any models, as the survey's Table 2 lists them",
        printed: include_str!("survey/printed/table-2.tsv"),
    },
    Shape {
        at: "Table 3",
        stem: "survey-table-3",
        title: "Datasets, as the survey's Table 3 lists them",
        printed: include_str!("survey/printed/table-3.tsv"),
    },
    Shape {
        at: "Table 4",
        stem: "survey-table-4",
        title: "Benchmarks, as the survey's Table 4 lists them",
        printed: include_str!("survey/printed/table-4.tsv"),
    },
];

/// One table of the survey.
struct Shape {
    at: &'static str,
    stem: &'static str,
    title: &'static str,
    /// The cells as the survey prints them, tab-separated, each row with the id of its entry in front.
    printed: &'static str,
}

impl Shape {
    /// Whether its rows are models, placed by the scheme.
    fn is_of_models(&self) -> bool {
        matches!(self.at, "Table 1" | "Table 2")
    }
}

/// A part of a table with the cells of its rows.
struct Section<'t> {
    code: Option<&'t str>,
    label: &'t str,
    lines: Vec<Line<'t>>,
}

/// A row: its entry, and a cell for each column.
struct Line<'t> {
    entry: EntryRef<'t>,
    cells: Vec<Cell<'t>>,
}

/// A table with its cells.
struct Filled<'t> {
    shape: &'static Shape,
    columns: Vec<&'static str>,
    sections: Vec<Section<'t>>,
}

/// The survey's tables.
pub struct Survey;

impl Format for Survey {
    fn name(&self) -> &'static str {
        "survey"
    }

    fn describe(&self) -> &'static str {
        "The tables of the survey (arXiv 2505.02567), regenerated from the entries, as Markdown, CSV and LaTeX, and compared \
         with what it prints."
    }

    fn render(&self, taxonomy: &Taxonomy, _: &Edition) -> Vec<Artifact> {
        let Some(scheme) = taxonomy.entry_of(Kind::Scheme, SCHEME) else { return Vec::new() };
        let mut artifacts = vec![page::comparison(taxonomy, scheme)];
        for table in filled(taxonomy) {
            artifacts.push(csv::csv(&table));
            artifacts.push(latex::latex(&table));
            artifacts.push(match table.shape.is_of_models() {
                true => table::page(taxonomy, scheme, &table),
                false => works::page(taxonomy, scheme, &table),
            });
        }
        artifacts.sort_unstable();
        artifacts
    }
}

/// The titles and paths of the tables that the taxonomy has rows for.
pub(crate) fn tables(taxonomy: &Taxonomy) -> Vec<(&'static str, String)> {
    filled(taxonomy)
        .into_iter()
        .map(|table| (table.shape.title, format!("{}.md", table.shape.stem)))
        .collect()
}

/// The path of the comparison with the printed tables and, in words, its counts, if there is one.
pub(crate) fn compared(taxonomy: &Taxonomy) -> Option<(&'static str, String)> {
    taxonomy.entry_of(Kind::Scheme, SCHEME)?;
    Some((page::PATH, Comparison::of(taxonomy).summary()))
}

fn filled(taxonomy: &Taxonomy) -> Vec<Filled<'_>> {
    let Some(scheme) = taxonomy.entry_of(Kind::Scheme, SCHEME) else { return Vec::new() };
    let tables = TABLES.iter().map(|shape| match shape.is_of_models() {
        true => table::fill(taxonomy, scheme, shape),
        false => works::fill(taxonomy, shape),
    });
    tables.filter(|table| !table.sections.is_empty()).collect()
}
