//! The survey's tables of models, regenerated from the entries: which models, in which class and order, comes from the
//! scheme; every other cell comes from the model's own entry.

mod cells;
mod csv;
mod table;

use mmtax_graph::schema::Kind;
use mmtax_graph::{EntryRef, Taxonomy};

use crate::artifact::{Artifact, Edition, Format};
use table::Group;

/// The scheme that has the survey's tables as its members' locators.
const SCHEME: &str = "unified-mm-survey";

/// The tables that list models, as the scheme's locators name them.
const TABLES: [Shape; 2] = [
    Shape {
        at: "Table 1",
        stem: "survey-table-1",
        title: "Unified models, as the survey's Table 1 lists them",
    },
    Shape {
        at: "Table 2",
        stem: "survey-table-2",
        title: "Any-to-any models, as the survey's Table 2 lists them",
    },
];

/// One table of the survey.
struct Shape {
    at: &'static str,
    stem: &'static str,
    title: &'static str,
}

/// The survey's tables.
pub struct Survey;

impl Format for Survey {
    fn name(&self) -> &'static str {
        "survey"
    }

    fn describe(&self) -> &'static str {
        "The tables of models of the survey (arXiv 2505.02567), regenerated from the entries, as Markdown and CSV."
    }

    fn render(&self, taxonomy: &Taxonomy, _: &Edition) -> Vec<Artifact> {
        let mut artifacts = Vec::new();
        for (scheme, shape, groups) in filled(taxonomy) {
            artifacts.push(csv::csv(taxonomy, shape, &groups));
            artifacts.push(table::page(taxonomy, scheme, shape, &groups));
        }
        artifacts.sort_unstable();
        artifacts
    }
}

/// The titles and paths of the tables that the taxonomy has models for.
pub(crate) fn tables(taxonomy: &Taxonomy) -> Vec<(&'static str, String)> {
    filled(taxonomy).into_iter().map(|(_, shape, _)| (shape.title, format!("{}.md", shape.stem))).collect()
}

fn filled(taxonomy: &Taxonomy) -> Vec<(EntryRef<'_>, &'static Shape, Vec<Group<'_>>)> {
    let Some(scheme) = taxonomy.entry_of(Kind::Scheme, SCHEME) else { return Vec::new() };
    let tables = TABLES.iter().map(|shape| (scheme, shape, table::groups(taxonomy, scheme, shape)));
    tables.filter(|(_, _, groups)| !groups.is_empty()).collect()
}
