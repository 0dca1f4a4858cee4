//! Several models side by side, on everything that was measured of them under the same settings.

use mmtax_schema::entry::SettingName;

use super::group::{Cell, Group, Measure};
use super::leaderboard::Leaderboard;
use crate::entry_ref::EntryRef;
use crate::score::Score;
use crate::taxonomy::Taxonomy;

/// A model, and the variant of it that is meant, if one is.
pub type Subject<'t> = (EntryRef<'t>, Option<&'t str>);

/// Several models side by side.
#[derive(Clone, Debug)]
pub struct Comparison<'t> {
    /// The models and variants that have values, in the order in which they were asked for.
    pub subjects: Vec<Subject<'t>>,
    /// What was measured of them, by benchmark, group and metric.
    pub lines: Vec<Line<'t>>,
}

/// What was measured of several models on one metric under one set of settings.
#[derive(Clone, Debug)]
pub struct Line<'t> {
    /// The benchmark.
    pub benchmark: EntryRef<'t>,
    /// The release or split.
    pub split: Option<&'t str>,
    /// The settings by which values are told apart; `None` where one is unknown.
    pub conditions: Vec<(SettingName, Option<&'t str>)>,
    /// The metric.
    pub measure: Measure<'t>,
    /// The value that stands for each model, where there is one. The best is the best of these.
    pub cells: Vec<Option<Cell<'t>>>,
}

impl Line<'_> {
    /// How many of the models have a value.
    #[must_use]
    pub fn count(&self) -> usize {
        self.cells.iter().flatten().count()
    }

    /// Whether printed digits tell two of the values apart.
    #[must_use]
    pub fn differs(&self) -> bool {
        let cells: Vec<_> = self.cells.iter().flatten().collect();
        cells.iter().enumerate().any(|(index, a)| cells[index + 1..].iter().any(|b| !a.ties_with(b)))
    }
}

impl<'t> Comparison<'t> {
    /// Compares models on the benchmarks that `is_wanted` accepts. A model that is asked for without a variant stands for
    /// each of its variants that has values.
    #[must_use]
    pub fn of(taxonomy: &'t Taxonomy, asked: &[Subject<'t>], is_wanted: impl Fn(&Score<'t>) -> bool) -> Self {
        let is_asked = |score: &Score<'t>| {
            asked.iter().any(|(model, variant)| {
                *model == score.model && (variant.is_none() || *variant == score.variant)
            })
        };
        let boards = Leaderboard::all_among(taxonomy, |score| is_asked(score) && is_wanted(score));
        let groups = || boards.iter().flat_map(|board| &board.groups);
        let mut found: Vec<Subject<'t>> =
            groups().flat_map(|group| &group.rows).map(|row| (row.model, row.variant)).collect();
        let place = |subject: &Subject<'t>| {
            let of = |(model, variant): &Subject<'t>| {
                *model == subject.0 && (variant.is_none() || *variant == subject.1)
            };
            (asked.iter().position(of), *subject)
        };
        found.sort_by_key(place);
        found.dedup();
        let lines = groups().flat_map(|group| lines(group, &found)).collect();
        Self { subjects: found, lines }
    }
}

fn lines<'g, 't>(group: &'g Group<'t>, subjects: &'g [Subject<'t>]) -> impl Iterator<Item = Line<'t>> + 'g {
    group.measures.iter().enumerate().map(move |(index, measure)| {
        let cell = |subject: &Subject<'t>| {
            let row = group.rows.iter().find(|row| (row.model, row.variant) == *subject)?;
            row.standing(index).copied()
        };
        Line {
            benchmark: group.benchmark,
            split: group.split,
            conditions: group.conditions.clone(),
            measure: *measure,
            cells: subjects.iter().map(cell).collect(),
        }
    })
}
