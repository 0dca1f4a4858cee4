//! Everything that can be referred to and every relation between, as DOT: for tools more than for the eye.

use mmtax_graph::{Taxonomy, View};

use super::graph::{Graph, what};
use crate::paths;

pub(super) const PATH: &str = "dot/relations.dot";

/// The whole graph of relations. An edge runs from the entry that a relation is about to the one it names.
#[must_use]
pub fn relations(taxonomy: &Taxonomy) -> String {
    let attributes = "rankdir=LR, overlap=false, splines=true";
    let mut graph = Graph::new(PATH, "All relations of the taxonomy", attributes);
    for entry in taxonomy.entries().filter(|entry| entry.kind().is_referable()) {
        graph.entry(entry, &what(entry), "");
    }
    let mut last = None;
    for link in taxonomy.links(View::FULL) {
        let edge = (link.from(), link.relation(), link.to());
        let drawn = link.from().kind().is_referable() && link.to().kind().is_referable();
        // Two statements of one relation, such as two rows of scores, are one edge.
        if drawn && last != Some(edge) {
            let relation = link.relation();
            graph.edge(&paths::node(edge.0), &paths::node(edge.2), relation, &[relation.name()]);
            last = Some(edge);
        }
    }
    graph.finish(|relation| relation.name())
}
