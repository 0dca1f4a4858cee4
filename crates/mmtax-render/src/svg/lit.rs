//! Which models of a picture are lit: one entry with its ancestors and descendants.

use std::collections::BTreeSet;

use mmtax_graph::{EntryRef, View};

/// An entry with all that it descends from or contains, and all that descends from or contains it.
pub(super) struct Lit<'t> {
    pub(super) center: EntryRef<'t>,
    ancestors: BTreeSet<EntryRef<'t>>,
    descendants: BTreeSet<EntryRef<'t>>,
}

impl<'t> Lit<'t> {
    pub(super) fn new(center: EntryRef<'t>) -> Self {
        let ancestors = center.ancestors(View::descent()).iter().map(|reached| reached.entry).collect();
        let descendants = center.descendants(View::descent()).iter().map(|reached| reached.entry).collect();
        Self { center, ancestors, descendants }
    }

    pub(super) fn has(&self, entry: EntryRef<'_>) -> bool {
        self.class(entry) != "dim"
    }

    /// How the box of an entry is drawn.
    pub(super) fn class(&self, entry: EntryRef<'_>) -> &'static str {
        match () {
            () if entry == self.center => "center",
            () if self.ancestors.contains(&entry) || self.descendants.contains(&entry) => "lit",
            () => "dim",
        }
    }

    /// What says in words where an entry stands: colour and frame are not all.
    pub(super) fn mark(&self, entry: EntryRef<'_>) -> &'static str {
        match () {
            () if self.ancestors.contains(&entry) => "ancestor, ",
            () if self.descendants.contains(&entry) => "descendant, ",
            () => "",
        }
    }

    /// How many of some entries are lit on either side.
    pub(super) fn counts(&self, entries: impl Iterator<Item = EntryRef<'t>> + Clone) -> (usize, usize) {
        let of = |side: &BTreeSet<EntryRef<'t>>| entries.clone().filter(|entry| side.contains(entry)).count();
        (of(&self.ancestors), of(&self.descendants))
    }
}
