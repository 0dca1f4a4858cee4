//! Cycles where there may be none.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::build::position;
use crate::entry_ref::EntryRef;
use crate::link::LinkRef;
use crate::taxonomy::Taxonomy;
use crate::view::View;

/// Links that lead from an entry back to it.
#[derive(Clone, Debug)]
pub struct Cycle<'t> {
    /// The links in order; the last leads to where the first begins.
    pub links: Vec<LinkRef<'t>>,
}

impl Taxonomy {
    /// One shortest cycle for each group of entries that the view joins in circles, in id order.
    #[must_use]
    pub fn cycles(&self, view: View) -> Vec<Cycle<'_>> {
        let mut graph: DiGraph<(), ()> = DiGraph::with_capacity(self.entries.len(), 0);
        for _ in 0..self.entries.len() {
            graph.add_node(());
        }
        let mut cycles = Vec::new();
        for link in self.links(view) {
            if link.from() == link.to() {
                cycles.push(Cycle { links: vec![link] });
            }
            graph.add_edge(node(link.from()), node(link.to()), ());
        }
        // Not `tarjan_scc`: it recurses, and a long chain of entries would end the process.
        for group in kosaraju_scc(&graph).into_iter().filter(|group| group.len() > 1) {
            let Some(first) = group.iter().min() else { continue };
            let start = EntryRef { taxonomy: self, index: position(first.index()) };
            let shortest = start
                .links_out(view)
                .into_iter()
                .filter(|link| link.to() != start)
                .filter_map(|link| Some((link, link.to().chain_up(start, view)?)))
                .min_by_key(|(_, back)| back.hops.len());
            if let Some((link, back)) = shortest {
                let back = back.hops.into_iter().map(|hop| hop.link);
                cycles.push(Cycle { links: std::iter::once(link).chain(back).collect() });
            }
        }
        cycles.sort_by_key(|cycle| cycle.links[0].from());
        cycles
    }
}

fn node(entry: EntryRef<'_>) -> NodeIndex {
    NodeIndex::new(entry.index as usize)
}
