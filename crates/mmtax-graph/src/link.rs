//! Links between entries, with the statement they come from.

use mmtax_schema::{Detail, Entry, Place, Relation, SourceAt};

use crate::entry_ref::EntryRef;
use crate::taxonomy::Taxonomy;

/// A resolved statement: positions in the taxonomy's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Link {
    pub(crate) from: u32,
    pub(crate) relation: Relation,
    pub(crate) to: u32,
    /// The entry whose file states it: `from`, but for results and schemes, which state things about others.
    pub(crate) owner: u32,
    pub(crate) place: Place,
}

/// A link of the taxonomy.
#[derive(Clone, Copy)]
pub struct LinkRef<'t> {
    pub(crate) taxonomy: &'t Taxonomy,
    pub(crate) link: &'t Link,
}

impl<'t> LinkRef<'t> {
    /// What the link says.
    #[must_use]
    pub const fn relation(self) -> Relation {
        self.link.relation
    }

    /// The entry that the statement is about: the descendant, the whole, the member.
    #[must_use]
    pub const fn from(self) -> EntryRef<'t> {
        EntryRef { taxonomy: self.taxonomy, index: self.link.from }
    }

    /// The entry that it names: the ancestor, the part, the scheme.
    #[must_use]
    pub const fn to(self) -> EntryRef<'t> {
        EntryRef { taxonomy: self.taxonomy, index: self.link.to }
    }

    /// The entry whose file states it.
    #[must_use]
    pub fn stated_in(self) -> &'t Entry {
        self.taxonomy.entry_at(self.link.owner)
    }

    /// Where in that file it stands.
    #[must_use]
    pub const fn place(self) -> Place {
        self.link.place
    }

    /// The list item that states it, with roles, stage and the like.
    #[must_use]
    pub fn detail(self) -> Detail<'t> {
        self.stated_in().detail(self.link.place)
    }

    /// Where it was read: a source of the stating entry, and the place in it.
    #[must_use]
    pub fn cited(self) -> SourceAt<'t> {
        self.detail().cited()
    }

    /// The variant of the named entry that is meant, where one is.
    #[must_use]
    pub fn to_variant(self) -> Option<&'t str> {
        match self.detail() {
            Detail::Component(item) => item.uses.as_ref().and_then(|part| part.variant()),
            Detail::Lineage(item) => item.of.variant(),
            Detail::Plain | Detail::Training(_) | Detail::Method(_) | Detail::Member(_) | Detail::Row(..) => {
                None
            }
        }
    }
}

impl std::fmt::Debug for LinkRef<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", self.from().id(), self.relation(), self.to().id())
    }
}
