//! What the pages look up together, gathered once for all of them.

use std::collections::BTreeMap;

use mmtax_graph::schema::entry::Erratum;
use mmtax_graph::schema::{Body, Kind};
use mmtax_graph::{EntryRef, Score, Taxonomy};

/// The taxonomy with what would be slow to look for page by page.
pub(super) struct Book<'t> {
    pub(super) taxonomy: &'t Taxonomy,
    /// The scores on each benchmark.
    pub(super) scores_on: BTreeMap<EntryRef<'t>, Vec<Score<'t>>>,
    /// The misprints about each entry, with the record that has them.
    pub(super) errata_about: BTreeMap<EntryRef<'t>, Vec<(EntryRef<'t>, &'t Erratum)>>,
    /// The entries of each kind.
    pub(super) of_kind: BTreeMap<Kind, Vec<EntryRef<'t>>>,
}

impl<'t> Book<'t> {
    pub(super) fn new(taxonomy: &'t Taxonomy) -> Self {
        let mut scores_on: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for score in taxonomy.scores() {
            scores_on.entry(score.benchmark).or_default().push(score);
        }
        let mut errata_about: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let mut of_kind: BTreeMap<_, Vec<_>> = Kind::ALL.into_iter().map(|kind| (kind, Vec::new())).collect();
        for entry in taxonomy.entries() {
            of_kind.entry(entry.kind()).or_default().push(entry);
            let Body::Errata(errata) = &entry.entry().body else { continue };
            for item in errata.items.iter() {
                if let Some(about) = item.about.as_ref().and_then(|about| taxonomy.entry(about.id())) {
                    errata_about.entry(about).or_default().push((entry, item));
                }
            }
        }
        Self { taxonomy, scores_on, errata_about, of_kind }
    }

    /// The entries of a kind, in id order.
    pub(super) fn kind(&self, kind: Kind) -> &[EntryRef<'t>] {
        self.of_kind.get(&kind).map_or(&[], Vec::as_slice)
    }
}
