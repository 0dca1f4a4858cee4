//! The taxonomy itself: entries and links, read-only.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use mmtax_schema::{Entry, Kind};

use crate::build::position;
use crate::entries::Entries;
use crate::entry_ref::EntryRef;
use crate::index::Index;
use crate::link::LinkRef;
use crate::net::Net;
use crate::view::View;

/// Every entry and every resolved link. It never changes; ask it through [`EntryRef`] and [`LinkRef`].
#[derive(Default)]
pub struct Taxonomy {
    /// Sorted by id, then kind: a handle is a position in this list.
    pub(crate) entries: Entries,
    pub(crate) index: Index,
    /// Of a taxonomy that was unpacked, only made when it is first asked for.
    pub(crate) net: OnceLock<Net>,
    /// The ids that are taken by files whose structure is broken.
    pub(crate) broken: BTreeSet<(String, Kind)>,
}

impl Taxonomy {
    /// Every entry, in id order.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = EntryRef<'_>> {
        (0..self.entries.len()).map(|index| EntryRef { taxonomy: self, index: position(index) })
    }

    /// The entries of one kind, in id order.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = EntryRef<'_>> {
        self.entries().filter(move |entry| entry.kind() == kind)
    }

    /// The entry with this id, among the kinds that can be referred to.
    #[must_use]
    pub fn entry(&self, id: &str) -> Option<EntryRef<'_>> {
        self.with_id(id).find(|entry| entry.kind().is_referable())
    }

    /// The entry of this kind with this id; results and errata have the id of their source.
    #[must_use]
    pub fn entry_of(&self, kind: Kind, id: &str) -> Option<EntryRef<'_>> {
        self.with_id(id).find(|entry| entry.kind() == kind)
    }

    /// Whether there is a file for this entry whose structure is broken: what it says is not known.
    #[must_use]
    pub fn is_broken(&self, kind: Kind, id: &str) -> bool {
        !self.broken.is_empty() && self.broken.contains(&(id.to_owned(), kind))
    }

    /// Every link of the view, in the id order of its ends.
    pub fn links(&self, view: View) -> impl Iterator<Item = LinkRef<'_>> {
        self.net()
            .links
            .iter()
            .filter(move |link| view.has(link.relation))
            .map(|link| LinkRef { taxonomy: self, link })
    }

    /// Takes the taxonomy apart: its entries, by id and then kind.
    #[must_use]
    pub fn into_entries(self) -> Vec<Entry> {
        self.entries.into_entries()
    }

    fn with_id(&self, id: &str) -> impl Iterator<Item = EntryRef<'_>> + use<'_> {
        let found = self.entries.find(&self.index, id);
        found.map(|index| EntryRef { taxonomy: self, index: position(index) })
    }

    pub(crate) fn net(&self) -> &Net {
        self.net.get_or_init(|| self.unpacked_net())
    }

    pub(crate) fn entry_at(&self, index: u32) -> &Entry {
        self.entries.entry(index)
    }
}

impl std::fmt::Debug for Taxonomy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Taxonomy({} entries, {} links)", self.entries.len(), self.net().links.len())
    }
}
