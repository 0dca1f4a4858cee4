//! Chains: how two entries hang together, link by link.

use std::collections::{BTreeMap, VecDeque};

use crate::entry_ref::EntryRef;
use crate::link::LinkRef;
use crate::net::Way;
use crate::view::View;

/// A shortest chain of links between two entries.
#[derive(Clone, Debug)]
pub struct Chain<'t> {
    /// The hops from the first entry to the second; none when they are one entry.
    pub hops: Vec<Hop<'t>>,
}

impl Chain<'_> {
    /// The same chain from its other end.
    #[must_use]
    pub fn turned(mut self) -> Self {
        self.hops.reverse();
        for hop in &mut self.hops {
            hop.forward = !hop.forward;
        }
        self
    }
}

/// One link of a chain.
#[derive(Clone, Copy, Debug)]
pub struct Hop<'t> {
    /// The link.
    pub link: LinkRef<'t>,
    /// Whether the chain follows it from its `from` end to its `to` end.
    pub forward: bool,
}

impl<'t> Hop<'t> {
    /// The entry that the hop leads to.
    #[must_use]
    pub const fn target(self) -> EntryRef<'t> {
        if self.forward { self.link.to() } else { self.link.from() }
    }
}

impl<'t> EntryRef<'t> {
    /// A shortest chain from this entry up to `ancestor`, if it descends from it in the view.
    #[must_use]
    pub fn chain_up(self, ancestor: Self, view: View) -> Option<Chain<'t>> {
        self.search(ancestor, view, &[Way::Up])
    }

    /// A shortest chain between the two entries: up if this one descends from `other`, down if it is the other way
    /// round, and otherwise by whatever links join them. Of several, the one whose entries sort first.
    #[must_use]
    pub fn chain(self, other: Self, view: View) -> Option<Chain<'t>> {
        self.search(other, view, &[Way::Up])
            .or_else(|| self.search(other, view, &[Way::Down]))
            .or_else(|| self.search(other, view, &[Way::Up, Way::Down]))
    }

    fn search(self, goal: Self, view: View, ways: &[Way]) -> Option<Chain<'t>> {
        let mut reached_by: BTreeMap<Self, Hop<'t>> = BTreeMap::new();
        let mut queue = VecDeque::from([self]);
        while let Some(entry) = queue.pop_front() {
            if entry == goal {
                return Some(unwind(self, goal, &reached_by));
            }
            let hops = ways.iter().flat_map(|&way| {
                let forward = way == Way::Up;
                entry.links(way, view).map(move |link| Hop { link, forward })
            });
            let mut hops: Vec<_> = hops.collect();
            // By id whatever the relation: the first way to an entry is then the one whose entries sort first.
            hops.sort_by_key(|hop| hop.target());
            for hop in hops {
                let next = hop.target();
                if next != self && !reached_by.contains_key(&next) {
                    reached_by.insert(next, hop);
                    queue.push_back(next);
                }
            }
        }
        None
    }
}

fn unwind<'t>(
    start: EntryRef<'t>,
    goal: EntryRef<'t>,
    reached_by: &BTreeMap<EntryRef<'t>, Hop<'t>>,
) -> Chain<'t> {
    let mut hops = Vec::new();
    let mut at = goal;
    while at != start {
        let Some(hop) = reached_by.get(&at) else { break };
        hops.push(*hop);
        at = if hop.forward { hop.link.from() } else { hop.link.to() };
    }
    hops.reverse();
    Chain { hops }
}
