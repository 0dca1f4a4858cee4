//! DOT, for Graphviz and whatever else reads it: lineage over time, all relations, and each model's neighbourhood.

mod around;
mod graph;
mod lineage;
mod relations;

pub use around::{around, links};
pub(crate) use graph::{Graph, what};
pub use lineage::lineage;
pub use relations::relations;

use mmtax_graph::Taxonomy;
use mmtax_graph::schema::Kind;
use mmtax_graph::schema::vocab::Role;

use crate::artifact::{Artifact, Edition, Format};
use crate::paths;

/// The DOT drawings.
pub struct Dot;

impl Format for Dot {
    fn name(&self) -> &'static str {
        "dot"
    }

    fn describe(&self) -> &'static str {
        "Graphviz drawings: lineage over time, all relations, and what stands around each unified model."
    }

    fn render(&self, taxonomy: &Taxonomy, _: &Edition) -> Vec<Artifact> {
        let lineage = Artifact { path: lineage::PATH.into(), text: lineage(taxonomy) };
        let relations = Artifact { path: relations::PATH.into(), text: relations(taxonomy) };
        let unified = taxonomy
            .of_kind(Kind::Model)
            .filter(|entry| entry.as_model().is_some_and(|model| model.role == Role::Unified));
        let models = unified.map(|entry| Artifact { path: paths::model_dot(entry), text: around(entry) });
        let mut artifacts: Vec<_> = [lineage, relations].into_iter().chain(models).collect();
        artifacts.sort_unstable();
        artifacts
    }
}
