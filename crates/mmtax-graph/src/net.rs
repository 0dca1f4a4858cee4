//! Links with the lists that walks read: those that run from each entry, and those that run to it.

use std::ops::Range;

use crate::build::position;
use crate::link::Link;

/// Which way a walk follows links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// From the entry that states a relation to the one it names: to parts and ancestors.
    Up,
    /// Back: to wholes and descendants.
    Down,
}

/// All links, and where those of each entry stand. Lists of positions instead of a graph of a library: links are sorted
/// already, and a walk over half a million of them then allocates nothing.
#[derive(Debug, Default)]
pub(crate) struct Net {
    /// Sorted by from, relation, to.
    pub(crate) links: Vec<Link>,
    /// Where the links from each entry begin in `links`, and after the last entry where they end.
    starts: Vec<u32>,
    /// Positions in `links`, sorted by where they lead, then as the links are.
    to_order: Vec<u32>,
    /// Where the links to each entry begin in `to_order`, and after the last entry where they end.
    to_starts: Vec<u32>,
}

impl Net {
    /// The net of `count` entries.
    pub(crate) fn new(mut links: Vec<Link>, count: usize) -> Self {
        links.sort_unstable();
        links.dedup();
        let starts = starts(count, links.iter().map(|link| link.from));
        let to_starts = starts_of(count, &links);
        let mut next = to_starts.clone();
        let mut to_order = vec![0; links.len()];
        for (index, link) in links.iter().enumerate() {
            let place = &mut next[link.to as usize];
            to_order[*place as usize] = position(index);
            *place += 1;
        }
        Self { links, starts, to_order, to_starts }
    }

    /// The links of an entry in the order of [`Net::links`].
    pub(crate) fn of(&self, entry: u32, way: Way) -> impl Iterator<Item = &Link> {
        let (from, to): (&[Link], &[u32]) = match way {
            Way::Up => (&self.links[range(&self.starts, entry)], &[]),
            Way::Down => (&[], &self.to_order[range(&self.to_starts, entry)]),
        };
        from.iter().chain(to.iter().map(|index| &self.links[*index as usize]))
    }
}

impl Link {
    /// The end that a walk this way leads to.
    pub(crate) const fn end(&self, way: Way) -> u32 {
        match way {
            Way::Up => self.to,
            Way::Down => self.from,
        }
    }
}

fn starts_of(count: usize, links: &[Link]) -> Vec<u32> {
    starts(count, links.iter().map(|link| link.to))
}

/// Where the items of each entry begin, when they are sorted by entry.
fn starts(count: usize, entries: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut starts = vec![0_u32; count + 1];
    for entry in entries {
        starts[entry as usize + 1] += 1;
    }
    for entry in 0..count {
        starts[entry + 1] += starts[entry];
    }
    starts
}

fn range(starts: &[u32], entry: u32) -> Range<usize> {
    starts[entry as usize] as usize..starts[entry as usize + 1] as usize
}
