//! Lineage over time, as DOT: the unified models and what they directly descend from, left to right by quarter.

use std::collections::{BTreeMap, BTreeSet};

use mmtax_graph::schema::vocab::{Paradigm, Role};
use mmtax_graph::schema::{Kind, PartialDate};
use mmtax_graph::{EntryRef, Taxonomy, View};

use super::graph::Graph;
use crate::escape;
use crate::paths;

pub(super) const PATH: &str = "dot/lineage.dot";

/// Which frame an entry is drawn in. The order is the order of the frames.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Lane {
    Paradigm(Paradigm),
    Unknown,
    Origin,
}

impl Lane {
    fn of(entry: EntryRef<'_>) -> Self {
        match entry.as_model().filter(|model| model.role == Role::Unified) {
            Some(model) => model.paradigm.known().map_or(Self::Unknown, |paradigm| Self::Paradigm(*paradigm)),
            None => Self::Origin,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Paradigm(paradigm) => paradigm.word(),
            Self::Unknown => "unknown",
            Self::Origin => "origin",
        }
    }

    fn label(self) -> String {
        match self {
            Self::Paradigm(paradigm) => format!("Unified models: {paradigm}"),
            Self::Unknown => "Unified models: paradigm not known".into(),
            Self::Origin => "What they descend from".into(),
        }
    }
}

/// The unified models, and the models and tokenizers that they descend from by one link of lineage. Parts are not
/// drawn: with them the drawing of a whole field is a hairball.
#[must_use]
pub fn lineage(taxonomy: &Taxonomy) -> String {
    let (shown, left_out) = shown(taxonomy);
    let mut title = "Lineage of unified models over time".to_owned();
    if left_out > 0 {
        title.push_str(&format!(" (not drawn: {left_out} with neither a known date nor lineage)"));
    }
    let mut graph =
        Graph::new(PATH, &title, "rankdir=LR, newrank=true, nodesep=0.12, ranksep=0.5, splines=true");
    axis(&mut graph, &shown);
    let mut lanes: BTreeMap<Lane, Vec<EntryRef<'_>>> = BTreeMap::new();
    for &entry in &shown {
        lanes.entry(Lane::of(entry)).or_default().push(entry);
    }
    for (lane, entries) in lanes {
        graph.group(&format!("cluster_{}", lane.name()), |graph| {
            let label = escape::dot(&lane.label());
            graph.line(&format!(r##"label={label}; labeljust=l; style=rounded; color="#59636e""##));
            for entry in entries {
                let date = entry.date().map_or_else(|| "date unknown".into(), |date| date.to_string());
                graph.entry(entry, &date, "");
            }
        });
    }
    for link in taxonomy.links(View::lineage()) {
        if shown.contains(&link.from()) && shown.contains(&link.to()) && link.from() != link.to() {
            let phrase = link.relation().info().inverse;
            graph.edge(&paths::node(link.to()), &paths::node(link.from()), link.relation(), &[phrase]);
        }
    }
    graph.finish(|relation| relation.info().inverse)
}

/// What is drawn, and how many unified models are not, for they would only hang in the air.
fn shown(taxonomy: &Taxonomy) -> (BTreeSet<EntryRef<'_>>, usize) {
    let unified: BTreeSet<_> =
        taxonomy.of_kind(Kind::Model).filter(|entry| Lane::of(*entry) != Lane::Origin).collect();
    let links = unified.iter().flat_map(|entry| entry.links_out(View::lineage()));
    let mut shown: BTreeSet<_> = links.flat_map(|link| [link.from(), link.to()]).collect();
    shown.extend(unified.iter().filter(|entry| entry.date().is_some()));
    let left_out = unified.difference(&shown).count();
    (shown, left_out)
}

/// One invisible chain of quarters from left to right; everything of a quarter stands at its rank.
fn axis(graph: &mut Graph, shown: &BTreeSet<EntryRef<'_>>) {
    let mut quarters: BTreeMap<Option<(u16, u8)>, Vec<EntryRef<'_>>> = BTreeMap::new();
    for &entry in shown {
        quarters.entry(entry.date().map(quarter)).or_default().push(entry);
    }
    let mut last: Option<String> = None;
    for (quarter, entries) in &quarters {
        let (name, label) = match quarter {
            Some((year, quarter)) => (format!("axis_{year}_q{quarter}"), format!("{year} Q{quarter}")),
            None => ("axis_undated".into(), "date unknown".into()),
        };
        let label = escape::dot(&label);
        graph.line(&format!("{name} [label={label}, shape=plaintext, style=\"\", fontsize=13]"));
        if let Some(last) = last {
            graph.line(&format!("{last} -> {name} [style=invis, weight=100]"));
        }
        let members: Vec<_> = entries.iter().map(|entry| paths::node(*entry)).collect();
        graph.line(&format!("{{ rank=same; {name}; {} }}", members.join("; ")));
        last = Some(name);
    }
}

fn quarter(date: PartialDate) -> (u16, u8) {
    (date.year(), (date.month().unwrap_or(1) - 1) / 3 + 1)
}
