//! One model and what stands around it, as DOT.

use mmtax_graph::{EntryRef, LinkRef};

use super::graph::{Graph, what};
use crate::escape;
use crate::neighbourhood::{Limits, Neighbourhood, neighbourhood, of_links};
use crate::paths;
use crate::walk::Side;

const LIMITS: Limits = Limits { depth: 2, siblings: 12, boxes: 60 };

/// What a model or tokenizer is made of and descends from, and what descends from it, up to two links away.
#[must_use]
pub fn around(entry: EntryRef<'_>) -> String {
    let near = neighbourhood(entry, LIMITS);
    drawing(&near, &paths::model_dot(entry), format!("What stands around {}", entry.name()))
}

/// What these links join, around one entry. Boxes link to pages as seen from the output folder.
#[must_use]
pub fn links<'t>(center: EntryRef<'t>, links: &[LinkRef<'t>], title: &str) -> String {
    let text = drawing(&of_links(center, links, usize::MAX), "drawing.dot", title.to_owned());
    // The first line says that the file was rendered, which this one is not.
    text.split_once('\n').map(|(_, graph)| graph.to_owned()).unwrap_or(text)
}

fn drawing(near: &Neighbourhood<'_>, path: &str, mut title: String) -> String {
    if near.left_out > 0 {
        title.push_str(&format!(" ({} more entries next to these are not drawn)", near.left_out));
    }
    let mut graph = Graph::new(path, &title, "rankdir=LR, nodesep=0.18, ranksep=0.9");
    for &drawn in &near.entries {
        let second = match drawn.date() {
            Some(date) => format!("{}, {date}", what(drawn)),
            None => what(drawn),
        };
        let extra = if drawn == near.center { ", penwidth=2.5, peripheries=2" } else { "" };
        graph.entry(drawn, &second, extra);
    }
    for more in &near.more {
        let side = match more.side {
            Side::Ancestors => "up",
            Side::Descendants => "down",
        };
        let at = paths::node(more.of);
        let name = format!("more_{side}_{at}");
        let label = escape::dot(&format!("+{} more", more.count));
        graph.line(&format!("{name} [label={label}, shape=plaintext, style=\"\"]"));
        let (from, to) = if more.side == Side::Ancestors { (&name, &at) } else { (&at, &name) };
        graph.line(&format!("{from} -> {to} [style=dotted, arrowhead=none, color=\"#59636e\"]"));
    }
    for ((ancestor, descendant), edge) in &near.edges {
        graph.edge(&paths::node(*ancestor), &paths::node(*descendant), edge.relation(), &edge.labels());
    }
    graph.finish(|relation| relation.info().inverse)
}
