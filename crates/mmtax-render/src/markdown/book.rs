//! What the pages look up together, gathered once for all of them.

use std::collections::BTreeMap;

use mmtax_graph::results::Leaderboard;
use mmtax_graph::schema::entry::Erratum;
use mmtax_graph::schema::{Body, Kind};
use mmtax_graph::{EntryRef, Taxonomy};

/// The taxonomy with what would be slow to look for page by page.
pub(super) struct Book<'t> {
    pub(super) taxonomy: &'t Taxonomy,
    /// The leaderboards, by the id of their benchmark.
    pub(super) boards: Vec<Leaderboard<'t>>,
    /// Where the leaderboards have something of each model: leaderboard, group and row.
    pub(super) rows_of: BTreeMap<EntryRef<'t>, Vec<(usize, usize, usize)>>,
    /// The misprints about each entry, with the record that has them.
    pub(super) errata_about: BTreeMap<EntryRef<'t>, Vec<(EntryRef<'t>, &'t Erratum)>>,
    /// The entries of each kind.
    pub(super) of_kind: BTreeMap<Kind, Vec<EntryRef<'t>>>,
}

impl<'t> Book<'t> {
    pub(super) fn new(taxonomy: &'t Taxonomy) -> Self {
        let boards = Leaderboard::all(taxonomy);
        let mut rows_of: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (b, board) in boards.iter().enumerate() {
            for (g, group) in board.groups.iter().enumerate() {
                for (r, row) in group.rows.iter().enumerate() {
                    rows_of.entry(row.model).or_default().push((b, g, r));
                }
            }
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
        Self { taxonomy, boards, rows_of, errata_about, of_kind }
    }

    /// The leaderboard of a benchmark.
    pub(super) fn board(&self, benchmark: EntryRef<'_>) -> Option<&Leaderboard<'t>> {
        let found = self.boards.binary_search_by(|board| board.benchmark.cmp(&benchmark));
        found.ok().map(|index| &self.boards[index])
    }

    /// The entries of a kind, in id order.
    pub(super) fn kind(&self, kind: Kind) -> &[EntryRef<'t>] {
        self.of_kind.get(&kind).map_or(&[], Vec::as_slice)
    }
}
