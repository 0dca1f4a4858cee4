//! Leaderboards: every value on one benchmark, in groups that can be compared.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::group::{Group, Key, Places, key};
use super::misprint::Misprints;
use super::reading::{fold_named_copies, readings};
use crate::entry_ref::EntryRef;
use crate::score::Score;
use crate::taxonomy::Taxonomy;

/// Every value on one benchmark. Each printed value is in exactly one reading of one group.
#[derive(Clone, Debug)]
pub struct Leaderboard<'t> {
    /// The benchmark.
    pub benchmark: EntryRef<'t>,
    /// The groups: those without a release or split first, of these the one with the most models first.
    pub groups: Vec<Group<'t>>,
}

impl<'t> Leaderboard<'t> {
    /// The leaderboard of one benchmark; no groups where nothing was measured on it.
    #[must_use]
    pub fn of(benchmark: EntryRef<'t>) -> Self {
        Self::among(benchmark, |_| true)
    }

    /// The leaderboard of those values that `is_wanted` accepts: ranks and bests are among these.
    #[must_use]
    pub fn among(benchmark: EntryRef<'t>, is_wanted: impl Fn(&Score<'t>) -> bool) -> Self {
        let all = benchmark.taxonomy.scores();
        let scores: Vec<_> = all.filter(|score| score.benchmark == benchmark && is_wanted(score)).collect();
        Self::new(benchmark, &scores, &Misprints::of(benchmark.taxonomy))
    }

    /// The leaderboard of every benchmark with values, in id order.
    #[must_use]
    pub fn all(taxonomy: &'t Taxonomy) -> Vec<Self> {
        Self::all_among(taxonomy, |_| true)
    }

    /// [`Leaderboard::all`], of those values that `is_wanted` accepts.
    #[must_use]
    pub fn all_among(taxonomy: &'t Taxonomy, is_wanted: impl Fn(&Score<'t>) -> bool) -> Vec<Self> {
        let mut benchmarks: BTreeMap<EntryRef<'t>, Vec<Score<'t>>> = BTreeMap::new();
        for score in taxonomy.scores().filter(is_wanted) {
            benchmarks.entry(score.benchmark).or_default().push(score);
        }
        let misprints = Misprints::of(taxonomy);
        benchmarks.into_iter().map(|(benchmark, scores)| Self::new(benchmark, &scores, &misprints)).collect()
    }

    /// How many printed values it holds.
    #[must_use]
    pub fn values(&self) -> usize {
        self.groups.iter().map(Group::values).sum()
    }

    fn new(benchmark: EntryRef<'t>, scores: &[Score<'t>], misprints: &Misprints<'t>) -> Self {
        let mut groups: BTreeMap<Key<'t>, Vec<_>> = BTreeMap::new();
        for reading in fold_named_copies(readings(scores)) {
            groups.entry(key(&reading)).or_default().push(reading);
        }
        let mut places = Places::default();
        let group = |(key, readings)| Group::new(benchmark, key, readings, misprints, &mut places);
        let groups = groups.into_iter().map(group);
        let mut groups: Vec<_> = groups.collect();
        // Stable: groups of one size stay in the order of their settings.
        groups.sort_by_key(|group| (group.split, Reverse(group.rows.len())));
        Self { benchmark, groups }
    }
}
