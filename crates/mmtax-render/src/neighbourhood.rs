//! What stands around one entry, within what a drawing can hold.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use mmtax_graph::schema::vocab::ComponentRole;
use mmtax_graph::schema::{Detail, Relation};
use mmtax_graph::{EntryRef, LinkRef, View};

use crate::walk::Side;

/// What a drawing can hold.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    /// The most links between the entry and what is drawn.
    pub(crate) depth: usize,
    /// The most entries drawn on one side of another; the rest becomes "+N more".
    pub(crate) siblings: usize,
    /// The most boxes, the "+N more" among them.
    pub(crate) boxes: usize,
}

/// An entry with the ancestors and descendants that are drawn around it.
pub(crate) struct Neighbourhood<'t> {
    pub(crate) center: EntryRef<'t>,
    /// What is drawn, the entry itself included.
    pub(crate) entries: BTreeSet<EntryRef<'t>>,
    /// What joins the drawn entries.
    pub(crate) edges: BTreeMap<(EntryRef<'t>, EntryRef<'t>), Edge>,
    /// Where entries were collapsed into a count.
    pub(crate) more: Vec<More<'t>>,
    /// How many entries next to drawn ones are not drawn.
    pub(crate) left_out: usize,
}

/// All that joins an ancestor (the first of its key) to a descendant.
#[derive(Default)]
pub(crate) struct Edge {
    pub(crate) relations: BTreeSet<Relation>,
    pub(crate) roles: BTreeSet<ComponentRole>,
}

impl Edge {
    /// What the edge says, read from the ancestor to the descendant: the roles of a part, or the inverse phrase.
    pub(crate) fn labels(&self) -> Vec<&'static str> {
        let phrases = self.relations.iter().filter(|relation| **relation != Relation::Contains);
        self.roles
            .iter()
            .map(|role| role.word())
            .chain(phrases.map(|relation| relation.info().inverse))
            .collect()
    }

    /// The relation whose line is drawn: composition unless there is lineage.
    pub(crate) fn relation(&self) -> Relation {
        self.relations.first().copied().unwrap_or(Relation::Contains)
    }
}

/// Entries that one box stands for.
pub(crate) struct More<'t> {
    pub(crate) of: EntryRef<'t>,
    pub(crate) side: Side,
    pub(crate) count: usize,
}

/// Chooses what to draw around an entry: nearest first, ancestors before descendants, in id order.
pub(crate) fn neighbourhood(center: EntryRef<'_>, limits: Limits) -> Neighbourhood<'_> {
    let mut entries = BTreeSet::from([center]);
    let mut more: Vec<More<'_>> = Vec::new();
    let mut left_out = BTreeSet::new();
    let mut queue = VecDeque::from([(center, Side::Ancestors, 1), (center, Side::Descendants, 1)]);
    while let Some((at, side, depth)) = queue.pop_front() {
        let links = side.links(at, View::descent());
        let next: BTreeSet<_> = links.into_iter().map(|link| side.end(link)).collect();
        let mut next: Vec<_> = next.difference(&entries).copied().collect();
        let free = limits.boxes.saturating_sub(entries.len() + more.len());
        let room = free.min(limits.siblings);
        if next.len() > room {
            let rest = next.split_off(room.saturating_sub(1));
            if free > 0 {
                more.push(More { of: at, side, count: rest.len() });
            }
            left_out.extend(rest);
        }
        for entry in next {
            entries.insert(entry);
            if depth < limits.depth {
                queue.push_back((entry, side, depth + 1));
            }
        }
    }
    let edges = edges(&entries);
    let left_out = left_out.difference(&entries).count();
    Neighbourhood { center, entries, edges, more, left_out }
}

/// What these links join, as far as a drawing can hold it: the first `boxes` entries that they lead to.
pub(crate) fn of_links<'t>(center: EntryRef<'t>, links: &[LinkRef<'t>], boxes: usize) -> Neighbourhood<'t> {
    let mut entries = BTreeSet::from([center]);
    let mut left_out = BTreeSet::new();
    for end in links.iter().flat_map(|link| [link.from(), link.to()]) {
        if entries.len() < boxes || entries.contains(&end) {
            entries.insert(end);
        } else {
            left_out.insert(end);
        }
    }
    let drawn = links.iter().filter(|link| entries.contains(&link.from()) && entries.contains(&link.to()));
    let edges = joined(drawn.copied());
    Neighbourhood { center, entries, edges, more: Vec::new(), left_out: left_out.len() }
}

fn edges<'t>(entries: &BTreeSet<EntryRef<'t>>) -> BTreeMap<(EntryRef<'t>, EntryRef<'t>), Edge> {
    let links = entries.iter().flat_map(|entry| entry.links_out(View::descent()));
    joined(links.filter(|link| entries.contains(&link.to())))
}

fn joined<'t>(links: impl Iterator<Item = LinkRef<'t>>) -> BTreeMap<(EntryRef<'t>, EntryRef<'t>), Edge> {
    let mut edges: BTreeMap<_, Edge> = BTreeMap::new();
    for link in links.filter(|link| link.to() != link.from()) {
        let edge = edges.entry((link.to(), link.from())).or_default();
        edge.relations.insert(link.relation());
        if let Detail::Component(component) = link.detail() {
            edge.roles.extend(component.roles.iter());
        }
    }
    edges
}
