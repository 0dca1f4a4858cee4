//! Sets of entries.

use std::cmp::Ordering;

use crate::entry_ref::EntryRef;
use crate::taxonomy::Taxonomy;

/// A set of entries of one taxonomy, in id order.
///
/// ```
/// # use mmtax_graph::schema::{EntryId, Kind, parse};
/// # use mmtax_graph::*;
/// # let model = |id: &str, says: &str| {
/// #     let text = format!("{{ name: {id}, role: unified, {says} }}");
/// #     parse(Kind::Model, EntryId::new(id).unwrap(), &text).entry.unwrap()
/// # };
/// # let models = vec![
/// #     model("llm", "components: not-applicable, parameters: 7B"),
/// #     model("janus", "paradigm: autoregressive, components: [{ roles: [backbone], uses: llm, training: tuned }]"),
/// #     model("janus-pro", "paradigm: autoregressive, lineage: [{ relation: successor-of, of: janus }]"),
/// #     model("bagel", "paradigm: hybrid, components: [{ roles: [backbone], uses: llm, training: frozen }]"),
/// # ];
/// # let (taxonomy, faults) = Taxonomy::build(models, Vec::new());
/// # assert!(faults.is_empty());
/// let (hybrid, frozen) = (taxonomy.query("paradigm:hybrid")?, taxonomy.query("backbone.training:frozen")?);
/// let unified = taxonomy.query("role:unified")?;
/// assert_eq!(hybrid.intersection(&frozen), hybrid.union(&frozen));
/// assert_eq!(unified.difference(&hybrid).len(), 3);
/// // Of these three, it is known of two that they are not hybrid.
/// assert_eq!(taxonomy.query("role:unified -paradigm:hybrid")?.len(), 2);
/// # Ok::<(), QueryError>(())
/// ```
#[derive(Clone)]
pub struct Selection<'t> {
    taxonomy: &'t Taxonomy,
    /// Sorted, each once.
    at: Vec<u32>,
}

impl<'t> Selection<'t> {
    pub(crate) const fn new(taxonomy: &'t Taxonomy, sorted: Vec<u32>) -> Self {
        Self { taxonomy, at: sorted }
    }

    /// The entries, in id order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = EntryRef<'t>> + '_ {
        self.at.iter().map(|index| EntryRef { taxonomy: self.taxonomy, index: *index })
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.at.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.at.is_empty()
    }

    /// Whether the entry is among them. An entry of another taxonomy is not.
    #[must_use]
    pub fn contains(&self, entry: EntryRef<'_>) -> bool {
        std::ptr::eq(self.taxonomy, entry.taxonomy) && self.at.binary_search(&entry.index).is_ok()
    }

    /// What is in either.
    ///
    /// # Panics
    /// When the two are of different taxonomies, as do [`Selection::intersection`] and [`Selection::difference`].
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        self.merge(other, |_, _| true)
    }

    /// What is in both.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        self.merge(other, |mine, others| mine && others)
    }

    /// What is in this one and not in the other. That is more than a [`Filter`](crate::Filter) negated selects: what is not
    /// known of an entry does not put it into the other set.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Self {
        self.merge(other, |mine, others| mine && !others)
    }

    /// Walks both in order, and keeps what `keeps` says, given whether it is in this one and in the other.
    fn merge(&self, other: &Self, keeps: fn(bool, bool) -> bool) -> Self {
        assert!(std::ptr::eq(self.taxonomy, other.taxonomy), "selections of different taxonomies");
        let (mut mine, mut others) = (self.at.iter().peekable(), other.at.iter().peekable());
        let mut kept = Vec::new();
        loop {
            let order = match (mine.peek(), others.peek()) {
                (None, None) => break,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(mine), Some(others)) => mine.cmp(others),
            };
            let next = if order == Ordering::Greater { None } else { mine.next() };
            let other = if order == Ordering::Less { None } else { others.next() };
            if keeps(next.is_some(), other.is_some()) {
                kept.extend(next.or(other));
            }
        }
        Self::new(self.taxonomy, kept)
    }
}

impl<'t> IntoIterator for &Selection<'t> {
    type Item = EntryRef<'t>;
    type IntoIter = std::vec::IntoIter<EntryRef<'t>>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter().collect::<Vec<_>>().into_iter()
    }
}

/// Selections are equal that hold the same entries of the same taxonomy.
impl PartialEq for Selection<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.taxonomy, other.taxonomy) && self.at == other.at
    }
}

impl Eq for Selection<'_> {}

impl std::fmt::Debug for Selection<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
