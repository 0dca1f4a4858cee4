//! A walk along a view that ends where the page that shows it would stop being readable.

use std::collections::{BTreeMap, VecDeque};

use mmtax_graph::{EntryRef, LinkRef, View};

/// How many entries a walk visits at most. It bounds the work for one page: without it, pages of a long chain would
/// take time that grows with the square of its length.
const MOST: usize = 1_000;

/// Up to ancestors or down to descendants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    Ancestors,
    Descendants,
}

impl Side {
    /// The links that lead this way from an entry.
    pub(crate) fn links<'t>(self, entry: EntryRef<'t>, view: View) -> Vec<LinkRef<'t>> {
        match self {
            Self::Ancestors => entry.links_out(view),
            Self::Descendants => entry.links_in(view),
        }
    }

    /// The end of a link that lies this way.
    pub(crate) const fn end(self, link: LinkRef<'_>) -> EntryRef<'_> {
        match self {
            Self::Ancestors => link.to(),
            Self::Descendants => link.from(),
        }
    }
}

/// An entry that a walk reached.
pub(crate) struct Step<'t> {
    pub(crate) entry: EntryRef<'t>,
    /// The fewest links to it, from 1.
    pub(crate) depth: usize,
    /// The links by which it was reached first: all that join it to one entry a step nearer.
    pub(crate) by: Vec<LinkRef<'t>>,
}

/// What a walk found, nearest first.
pub(crate) struct Walk<'t> {
    pub(crate) steps: Vec<Step<'t>>,
    /// Whether that is all there is.
    pub(crate) complete: bool,
}

/// Walks from an entry to one side of a view.
pub(crate) fn walk(start: EntryRef<'_>, view: View, side: Side) -> Walk<'_> {
    let mut found: BTreeMap<EntryRef<'_>, Step<'_>> = BTreeMap::new();
    let mut queue = VecDeque::from([(start, 1)]);
    let mut complete = true;
    'walk: while let Some((at, depth)) = queue.pop_front() {
        for by in side.links(at, view) {
            let entry = side.end(by);
            if entry == start {
                continue;
            }
            if let Some(step) = found.get_mut(&entry) {
                if step.by.first().is_some_and(|first| (first.from(), first.to()) == (by.from(), by.to())) {
                    step.by.push(by);
                }
                continue;
            }
            if found.len() == MOST {
                complete = false;
                break 'walk;
            }
            found.insert(entry, Step { entry, depth, by: vec![by] });
            queue.push_back((entry, depth + 1));
        }
    }
    let mut steps: Vec<_> = found.into_values().collect();
    steps.sort_by_key(|step| (step.depth, step.entry));
    Walk { steps, complete }
}
