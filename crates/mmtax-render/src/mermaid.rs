//! Mermaid, as GitHub draws it in Markdown: what stands around one entry.

use std::collections::BTreeSet;

use mmtax_graph::schema::vocab::Role;
use mmtax_graph::{EntryRef, LinkRef};

use crate::escape::mermaid as escape;
use crate::neighbourhood::{Limits, Neighbourhood, neighbourhood, of_links};
use crate::paths;
use crate::stroke::stroke;
use crate::walk::Side;

/// Beyond some 15 boxes a drawing on GitHub is too small to read; it fails at 500 edges or 50,000 characters.
const LIMITS: Limits = Limits { depth: 2, siblings: 8, boxes: 15 };

/// The longest name in a box, in characters.
const NAME: usize = 40;

/// A drawing and what it does not show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// A Mermaid flowchart, without the fence around it.
    pub text: String,
    /// How many entries next to drawn ones were left out, to keep it readable.
    pub left_out: usize,
}

/// What a model or tokenizer is made of and descends from, and what descends from it, up to two links away; `None` when
/// it stands alone.
#[must_use]
pub fn around(entry: EntryRef<'_>) -> Option<Drawing> {
    let near = neighbourhood(entry, LIMITS);
    (near.entries.len() > 1 || near.left_out > 0)
        .then(|| Drawing { text: flowchart(&near), left_out: near.left_out })
}

/// What these links join, around one entry: as much of it as stays readable, what comes first in the list.
#[must_use]
pub fn links<'t>(center: EntryRef<'t>, links: &[LinkRef<'t>]) -> Drawing {
    let near = of_links(center, links, LIMITS.boxes);
    Drawing { text: flowchart(&near), left_out: near.left_out }
}

fn flowchart(near: &Neighbourhood<'_>) -> String {
    let mut text = String::from("flowchart LR\n");
    for &entry in &near.entries {
        let label = escape(&short(entry.name()));
        let date = entry.date().map_or_else(String::new, |date| format!("<br>{date}"));
        text.push_str(&format!("  {}[\"{label}{date}\"]\n", paths::node(entry)));
    }
    for more in &near.more {
        let (name, at) = (more_name(more.side, more.of), paths::node(more.of));
        text.push_str(&format!("  {name}[\"+{} more\"]\n", more.count));
        match more.side {
            Side::Ancestors => text.push_str(&format!("  {name} -.- {at}\n")),
            Side::Descendants => text.push_str(&format!("  {at} -.- {name}\n")),
        }
    }
    for ((ancestor, descendant), edge) in &near.edges {
        let arrow = stroke(edge.relation()).arrow;
        let labels = edge.labels().join("<br>");
        text.push_str(&format!(
            "  {} {arrow}|\"{labels}\"| {}\n",
            paths::node(*ancestor),
            paths::node(*descendant)
        ));
    }
    text.push_str("  classDef center fill:#1f5fa8,stroke:#1f5fa8,color:#ffffff\n");
    text.push_str("  classDef unified fill:#dbe9fb,stroke:#1f5fa8,color:#111111\n");
    text.push_str(&format!("  class {} center\n", paths::node(near.center)));
    let unified: BTreeSet<_> = near.entries.iter().filter(|entry| is_unified(**entry)).collect();
    let unified: Vec<_> =
        unified.into_iter().filter(|entry| **entry != near.center).map(|e| paths::node(*e)).collect();
    if !unified.is_empty() {
        text.push_str(&format!("  class {} unified\n", unified.join(",")));
    }
    text
}

fn is_unified(entry: EntryRef<'_>) -> bool {
    entry.as_model().is_some_and(|model| model.role == Role::Unified)
}

fn more_name(side: Side, of: EntryRef<'_>) -> String {
    let side = match side {
        Side::Ancestors => "up",
        Side::Descendants => "down",
    };
    format!("more_{side}_{}", paths::node(of))
}

fn short(name: &str) -> String {
    if name.chars().count() <= NAME {
        return name.into();
    }
    let kept: String = name.chars().take(NAME - 1).collect();
    format!("{}…", kept.trim_end())
}
