//! Ancestors and descendants at any depth.

use std::collections::BTreeMap;

use petgraph::Direction;

use crate::entry_ref::EntryRef;
use crate::link::LinkRef;
use crate::view::View;

/// An entry that a walk reached.
#[derive(Clone, Copy, Debug)]
pub struct Reached<'t> {
    /// The entry.
    pub entry: EntryRef<'t>,
    /// The fewest links to it, from 1.
    pub depth: usize,
    /// The link by which it was reached first; of several, the one from the entry that sorts first.
    pub by: LinkRef<'t>,
}

impl<'t> EntryRef<'t> {
    /// Everything it descends from in the view, nearest first, then in id order.
    #[must_use]
    pub fn ancestors(self, view: View) -> Vec<Reached<'t>> {
        self.reach(view, Direction::Outgoing)
    }

    /// Everything that descends from it in the view, nearest first, then in id order.
    #[must_use]
    pub fn descendants(self, view: View) -> Vec<Reached<'t>> {
        self.reach(view, Direction::Incoming)
    }

    fn reach(self, view: View, direction: Direction) -> Vec<Reached<'t>> {
        let mut found: BTreeMap<EntryRef<'t>, Reached<'t>> = BTreeMap::new();
        let (mut nearest, mut depth) = (vec![self], 0);
        while !nearest.is_empty() {
            depth += 1;
            let mut next_nearest = Vec::new();
            for link in nearest.into_iter().flat_map(|entry| entry.links(direction, view)) {
                let next = if direction == Direction::Outgoing { link.to() } else { link.from() };
                if next != self && !found.contains_key(&next) {
                    found.insert(next, Reached { entry: next, depth, by: link });
                    next_nearest.push(next);
                }
            }
            next_nearest.sort_unstable();
            nearest = next_nearest;
        }
        let mut reached: Vec<_> = found.into_values().collect();
        reached.sort_by_key(|reached| (reached.depth, reached.entry));
        reached
    }
}
