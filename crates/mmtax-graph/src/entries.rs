//! Entries as the taxonomy keeps them: read from files, or packed until somebody asks for one.

use std::ops::Range;
use std::sync::OnceLock;

use mmtax_schema::{Entry, EntryId, Kind};

use crate::index::{HasId, Index};

/// Entries, sorted by id and then kind.
pub(crate) enum Entries {
    Read(Vec<Entry>),
    Packed(Vec<Packed>),
}

/// An entry that is read when it is first asked for.
pub(crate) struct Packed {
    pub(crate) id: &'static str,
    pub(crate) kind: Kind,
    /// What was packed of all entries.
    pub(crate) bodies: &'static str,
    /// Where its links stand in there, as [`crate::pack`] writes them.
    pub(crate) links: Range<usize>,
    /// Where stands what [`Entry::pack`] made of it.
    pub(crate) body: Range<usize>,
    pub(crate) entry: OnceLock<Entry>,
}

impl Default for Entries {
    fn default() -> Self {
        Self::Read(Vec::new())
    }
}

impl HasId for Packed {
    fn id(&self) -> &str {
        self.id
    }
}

impl Packed {
    fn text(&self) -> &'static str {
        self.bodies.get(self.body.clone()).unwrap_or_default()
    }

    /// # Panics
    /// When the body is not what [`Entry::pack`] of this version makes.
    fn entry(&self) -> &Entry {
        self.entry.get_or_init(|| {
            let id = EntryId::new(self.id).ok_or_else(|| "this is no id".to_owned());
            match id.and_then(|id| Entry::unpack(self.kind, id, self.text())) {
                Ok(entry) => entry,
                Err(why) => {
                    panic!("`{}/{}` was packed by another version: {why}", self.kind.folder(), self.id)
                }
            }
        })
    }
}

impl Entries {
    pub(crate) const fn len(&self) -> usize {
        match self {
            Self::Read(entries) => entries.len(),
            Self::Packed(entries) => entries.len(),
        }
    }

    pub(crate) fn entry(&self, index: u32) -> &Entry {
        match self {
            Self::Read(entries) => &entries[index as usize],
            Self::Packed(entries) => entries[index as usize].entry(),
        }
    }

    /// The id, for which a packed entry need not be read.
    pub(crate) fn id(&self, index: u32) -> &str {
        match self {
            Self::Read(entries) => entries[index as usize].id.as_str(),
            Self::Packed(entries) => entries[index as usize].id,
        }
    }

    /// The kind, for which a packed entry need not be read.
    pub(crate) fn kind(&self, index: u32) -> Kind {
        match self {
            Self::Read(entries) => entries[index as usize].kind(),
            Self::Packed(entries) => entries[index as usize].kind,
        }
    }

    pub(crate) fn find(&self, index: &Index, id: &str) -> Range<usize> {
        match self {
            Self::Read(entries) => index.find(entries, id),
            Self::Packed(entries) => index.find(entries, id),
        }
    }

    pub(crate) fn into_entries(self) -> Vec<Entry> {
        let entry = |packed: Packed| {
            packed.entry();
            packed.entry.into_inner()
        };
        match self {
            Self::Read(entries) => entries,
            Self::Packed(entries) => entries.into_iter().filter_map(entry).collect(),
        }
    }
}
