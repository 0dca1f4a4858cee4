//! Views: which relations a question is about.

use mmtax_schema::Relation;

/// A selection of relations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View(u32);

impl View {
    /// Every relation.
    pub const FULL: Self = Self(u32::MAX);
    /// What a model is made of.
    pub const COMPOSITION: Self = Self(1 << Relation::Contains as u32);

    /// Exactly these relations.
    #[must_use]
    pub fn of(relations: impl IntoIterator<Item = Relation>) -> Self {
        Self(relations.into_iter().fold(0, |bits, relation| bits | 1 << relation as u32))
    }

    /// The relations along which weights, design or data descend.
    #[must_use]
    pub fn lineage() -> Self {
        Self::of(Relation::all().filter(|relation| relation.info().is_lineage))
    }

    /// Lineage and composition together: everything that something of an ancestor can have come down by.
    #[must_use]
    pub fn descent() -> Self {
        Self(Self::lineage().0 | Self::COMPOSITION.0)
    }

    /// The relations that must form no cycle.
    #[must_use]
    pub fn acyclic() -> Self {
        Self::of(Relation::all().filter(|relation| relation.info().is_acyclic))
    }

    /// Whether the view has this relation.
    #[must_use]
    pub const fn has(self, relation: Relation) -> bool {
        self.0 & (1 << relation as u32) != 0
    }
}
