//! From ids to positions. A binary search among a hundred thousand ids waits for memory at every step; a table of hashes
//! waits twice.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::ops::Range;

use hashbrown::HashTable;
use mmtax_schema::Entry;

use crate::build::position;

/// What the index looks at.
pub(crate) trait HasId {
    /// The id.
    fn id(&self) -> &str;
}

impl HasId for Entry {
    fn id(&self) -> &str {
        self.id.as_str()
    }
}

/// Where the entries with an id begin, in a list that is sorted by id. It is only looked into, never walked: the order of
/// hashes reaches no output.
#[derive(Default)]
pub(crate) struct Index(HashTable<u32>);

impl Index {
    /// The index of `entries`, which are sorted by id.
    pub(crate) fn new(entries: &[impl HasId]) -> Self {
        let id_at = |at: &u32| entries[*at as usize].id();
        let mut table = HashTable::with_capacity(entries.len());
        for (at, entry) in entries.iter().enumerate() {
            if at == 0 || entries[at - 1].id() != entry.id() {
                table.insert_unique(hash(entry.id()), position(at), |at| hash(id_at(at)));
            }
        }
        Self(table)
    }

    /// The positions of the entries with this id: one, or one of each of several kinds. `entries` is what the index was
    /// made of.
    pub(crate) fn find(&self, entries: &[impl HasId], id: &str) -> Range<usize> {
        let Some(first) = self.0.find(hash(id), |at| entries[*at as usize].id() == id) else {
            return 0..0;
        };
        let first = *first as usize;
        let others = entries[first + 1..].iter().take_while(|entry| entry.id() == id);
        first..first + 1 + others.count()
    }
}

fn hash(id: &str) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(id)
}
