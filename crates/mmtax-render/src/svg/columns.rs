//! The layout of a bow-tie: columns by the longest chain to the middle, and an order in each that crosses few lines.

use std::collections::{BTreeMap, BTreeSet};

use mmtax_graph::EntryRef;

use crate::neighbourhood::{Edge, Neighbourhood};
use crate::walk::Side;

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Node<'t> {
    /// An entry.
    Entry(EntryRef<'t>),
    /// A count of entries that are not drawn.
    More(usize),
    /// Room for a line that runs past the column.
    Passing(usize),
}

/// A line from an ancestor to a descendant, by way of the columns between.
pub(super) struct Line<'n, 't> {
    /// What it passes, from left to right, its ends included; with the column of the first.
    pub(super) nodes: Vec<Node<'t>>,
    pub(super) first: i32,
    /// What it says; nothing of a count.
    pub(super) edge: Option<&'n Edge>,
}

/// Columns from left to right, the entry itself in column 0.
pub(super) struct Columns<'n, 't> {
    pub(super) columns: BTreeMap<i32, Vec<Node<'t>>>,
    pub(super) lines: Vec<Line<'n, 't>>,
}

impl<'n, 't> Columns<'n, 't> {
    pub(super) fn new(near: &'n Neighbourhood<'t>) -> Self {
        let at = distances(near);
        let mut columns: BTreeMap<i32, Vec<Node<'t>>> = BTreeMap::new();
        for (&entry, &column) in &at {
            columns.entry(column).or_default().push(Node::Entry(entry));
        }
        let mut lines = Vec::new();
        let mut passing = 0;
        for ((ancestor, descendant), edge) in &near.edges {
            let (Some(&from), Some(&to)) = (at.get(ancestor), at.get(descendant)) else { continue };
            let mut nodes = vec![Node::Entry(*ancestor)];
            for column in from + 1..to {
                columns.entry(column).or_default().push(Node::Passing(passing));
                nodes.push(Node::Passing(passing));
                passing += 1;
            }
            nodes.push(Node::Entry(*descendant));
            lines.push(Line { nodes, first: from, edge: Some(edge) });
        }
        for (index, more) in near.more.iter().enumerate() {
            let Some(&of) = at.get(&more.of) else { continue };
            let (column, nodes, first) = match more.side {
                Side::Ancestors => (of - 1, vec![Node::More(index), Node::Entry(more.of)], of - 1),
                Side::Descendants => (of + 1, vec![Node::Entry(more.of), Node::More(index)], of),
            };
            columns.entry(column).or_default().push(Node::More(index));
            lines.push(Line { nodes, first, edge: None });
        }
        let mut found = Self { columns, lines };
        found.order();
        found
    }

    /// Orders columns from the middle outwards by where their lines end, and once back and out again.
    fn order(&mut self) {
        let (first, last) = (self.first(), self.last());
        for _ in 0..2 {
            for column in 1..=last {
                self.sort(column, column - 1);
            }
            for column in (first..0).rev() {
                self.sort(column, column + 1);
            }
            for column in (1..last).rev() {
                self.sort(column, column + 1);
            }
            for column in first + 1..0 {
                self.sort(column, column - 1);
            }
        }
    }

    pub(super) fn first(&self) -> i32 {
        self.columns.keys().next().copied().unwrap_or(0)
    }

    pub(super) fn last(&self) -> i32 {
        self.columns.keys().next_back().copied().unwrap_or(0)
    }

    /// Sorts a column by the mean place of what its nodes are joined to in the one beside it; counts stay last of their kind.
    fn sort(&mut self, column: i32, beside: i32) {
        let places: BTreeMap<Node<'t>, usize> = self
            .columns
            .get(&beside)
            .into_iter()
            .flatten()
            .enumerate()
            .map(|(place, node)| (*node, place))
            .collect();
        let mut sums: BTreeMap<Node<'t>, (usize, usize)> = BTreeMap::new();
        for pair in self.lines.iter().flat_map(|line| line.nodes.windows(2)) {
            for (node, other) in [(pair[0], pair[1]), (pair[1], pair[0])] {
                if let Some(place) = places.get(&other) {
                    let sum = sums.entry(node).or_default();
                    *sum = (sum.0 + place, sum.1 + 1);
                }
            }
        }
        // In thousandths: whole numbers sort the same everywhere.
        let mean = |node: &Node<'t>| sums.get(node).map_or(usize::MAX, |(sum, count)| sum * 1000 / count);
        if let Some(nodes) = self.columns.get_mut(&column) {
            nodes.sort_by_key(|node| (mean(node), matches!(node, Node::More(_)), *node));
        }
    }
}

/// How far each entry is from the middle by the longest chain of drawn lines: ancestors below zero.
fn distances<'t>(near: &Neighbourhood<'t>) -> BTreeMap<EntryRef<'t>, i32> {
    let mut at = BTreeMap::from([(near.center, 0)]);
    for (step, forwards) in [(-1, false), (1, true)] {
        let side = reached(near, forwards);
        // No chain is longer than there are entries, however they run in circles.
        for _ in 0..near.entries.len() {
            let mut moved = false;
            for (from, to) in near.edges.keys() {
                let (near_end, far_end) = if forwards { (from, to) } else { (to, from) };
                let (true, Some(&distance)) = (side.contains(far_end), at.get(near_end)) else { continue };
                let limit = i32::try_from(near.entries.len()).unwrap_or(i32::MAX);
                let wanted = (distance + step).clamp(-limit, limit);
                let is_farther = at.get(far_end).is_none_or(|known| (wanted - known) * step > 0);
                if is_farther && (*near_end == near.center || side.contains(near_end)) {
                    at.insert(*far_end, wanted);
                    moved = true;
                }
            }
            if !moved {
                break;
            }
        }
    }
    at
}

/// What can be reached from the middle along drawn lines in one direction.
fn reached<'t>(near: &Neighbourhood<'t>, forwards: bool) -> BTreeSet<EntryRef<'t>> {
    let mut found = BTreeSet::new();
    let mut open = vec![near.center];
    while let Some(at) = open.pop() {
        for (from, to) in near.edges.keys() {
            let (start, end) = if forwards { (from, to) } else { (to, from) };
            if *start == at && *end != near.center && found.insert(*end) {
                open.push(*end);
            }
        }
    }
    found
}
