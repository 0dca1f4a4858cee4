//! From ids to positions. A binary search among a hundred thousand ids waits for memory at every step; a table of hashes
//! waits twice.

use std::ops::Range;

use mmtax_schema::Entry;

use crate::build::position;

/// Where the entries with an id begin, in a list that is sorted by id: an open table, at most half full.
pub(crate) struct Index {
    /// The upper half of an id's hash and the position of its first entry.
    slots: Vec<Option<(u32, u32)>>,
}

impl Index {
    /// The index of `entries`, which are sorted by id.
    pub(crate) fn new(entries: &[Entry]) -> Self {
        let mut index = Self { slots: vec![None; (entries.len() * 2).next_power_of_two()] };
        for (at, entry) in entries.iter().enumerate() {
            if at > 0 && entries[at - 1].id == entry.id {
                continue;
            }
            let (tag, mut slot) = index.start(entry.id.as_str());
            while index.slots[slot].is_some() {
                slot = index.next(slot);
            }
            index.slots[slot] = Some((tag, position(at)));
        }
        index
    }

    /// The positions of the entries with this id: one, or one of each of several kinds. `entries` is what the index was
    /// made of.
    pub(crate) fn find(&self, entries: &[Entry], id: &str) -> Range<usize> {
        let (tag, mut slot) = self.start(id);
        while let Some((found, at)) = self.slots[slot] {
            let at = at as usize;
            if found == tag && entries[at].id.as_str() == id {
                let others = entries[at + 1..].iter().take_while(|entry| entry.id.as_str() == id);
                return at..at + 1 + others.count();
            }
            slot = self.next(slot);
        }
        0..0
    }

    /// The tag of an id, and the slot where the search for it begins: 64-bit FNV-1a, whose lower half varies enough.
    fn start(&self, id: &str) -> (u32, usize) {
        let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let (upper, lower) = ((hash >> 32) as u32, hash as usize);
        (upper, lower & (self.slots.len() - 1))
    }

    const fn next(&self, slot: usize) -> usize {
        (slot + 1) & (self.slots.len() - 1)
    }
}
