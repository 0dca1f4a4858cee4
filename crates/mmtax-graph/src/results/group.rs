//! Groups of comparable values: one release or split, the same settings.

use std::collections::{BTreeMap, BTreeSet};

use mmtax_schema::entry::{Metric, SettingName};
use mmtax_schema::vocab::Direction;
use mmtax_schema::{Decimal, EntryId, Place};

use super::misprint::{Misprint, Misprints};
use super::reading::{Reading, compared, fold_repeats, precedence};
use crate::entry_ref::EntryRef;
use crate::score::Score;

/// The values of a benchmark that can be compared: of one release or split, under the same settings. A setting that nobody
/// states is unknown, and is the same as no other.
#[derive(Clone, Debug)]
pub struct Group<'t> {
    /// The benchmark.
    pub benchmark: EntryRef<'t>,
    /// The release or split.
    pub split: Option<&'t str>,
    /// The settings that the benchmark says matter, and what sources say sets scores apart; `None` where it is unknown.
    pub conditions: Vec<(SettingName, Option<&'t str>)>,
    /// What was measured, the metric to sort by first.
    pub measures: Vec<Measure<'t>>,
    /// One row a model and variant, the best first, or by name where it is not known which way the metric improves.
    pub rows: Vec<Row<'t>>,
}

/// A metric with values in a group.
#[derive(Clone, Copy, Debug)]
pub struct Measure<'t> {
    /// Its id.
    pub id: &'t EntryId,
    /// As its benchmark describes it, if it does.
    pub metric: Option<&'t Metric>,
}

impl Measure<'_> {
    /// Which way it improves, if that is known.
    #[must_use]
    pub fn direction(&self) -> Option<Direction> {
        self.metric?.direction.known().copied()
    }
}

/// What is known of one model, or of one variant of it.
#[derive(Clone, Debug)]
pub struct Row<'t> {
    /// The model.
    pub model: EntryRef<'t>,
    /// The variant.
    pub variant: Option<&'t str>,
    /// One more than how many rows are better for sure by the first metric. A model that is alone has no rank.
    pub rank: Option<usize>,
    /// What sources print of it, the reading that stands for it first.
    pub readings: Vec<Reading<'t>>,
    /// For each reading a cell for each measure.
    pub cells: Vec<Vec<Option<Cell<'t>>>>,
}

/// A value in a group.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'t> {
    /// The value.
    pub score: Score<'t>,
    /// Whether no other value that stands for a model is better, as far as printed digits tell. Where there is no other, nothing
    /// is best.
    pub is_best: bool,
    /// What is known to be wrong with it.
    pub misprint: Option<Misprint<'t>>,
    /// How far rounding can have moved it, in the unit of its metric: half a unit in the last place to which its column of the
    /// table is printed. Sources leave out zeros at the end, so that a 1 among values such as 0.95 is 1.00.
    pub rounding: f64,
}

impl Cell<'_> {
    /// Whether the two are one value as far as their digits are printed.
    #[must_use]
    pub fn ties_with(&self, other: &Self) -> bool {
        let (a, b) = (self.score.normalized(), other.score.normalized());
        // The last term allows for the errors of floating-point arithmetic alone. Two that are printed alike always tie.
        (a - b).abs() <= self.rounding + other.rounding - 1e-9 * a.abs().max(1.0)
    }
}

/// To how many places the columns of tables are printed.
#[derive(Default)]
pub(super) struct Places<'t>(BTreeMap<(EntryRef<'t>, u32, usize), usize>);

impl<'t> Places<'t> {
    /// How far rounding can have moved a value, in the unit of its metric.
    fn rounding(&mut self, score: &Score<'t>) -> f64 {
        let Place::Row(table, _) = score.place else { return score.rounding() };
        let places = self.0.entry((score.results, table, score.column)).or_insert_with(|| {
            let cells = score.table.rows.iter().filter_map(|row| row.values.get(score.column)?.number());
            cells.map(Decimal::decimals).max().unwrap_or_default()
        });
        0.5 * 10f64.powi(-i32::try_from(*places).unwrap_or(i32::MAX)) / score.scale
    }
}

impl<'t> Row<'t> {
    /// The value that stands for the model: the first that is no known misprint.
    #[must_use]
    pub fn standing(&self, measure: usize) -> Option<&Cell<'t>> {
        let cells = self.cells.iter().filter_map(|cells| cells.get(measure)?.as_ref());
        cells.into_iter().find(|cell| cell.misprint.is_none())
    }

    /// Whether its readings have values of one metric, under one set of settings, that cannot be roundings of one.
    #[must_use]
    pub fn is_disputed(&self, measure: usize) -> bool {
        let Some(standing) = self.standing(measure) else { return false };
        let identity = standing.score.identity();
        let others = self.cells.iter().filter_map(|cells| cells.get(measure)?.as_ref());
        others
            .filter(|cell| cell.misprint.is_none() && cell.score.differs_from(&standing.score))
            .any(|cell| cell.score.identity() == identity)
    }
}

/// By what readings stand in one group.
pub(super) type Key<'t> = (Option<&'t str>, Vec<(SettingName, Option<&'t str>)>);

/// The group of a reading.
pub(super) fn key<'t>(reading: &Reading<'t>) -> Key<'t> {
    let first = reading.first();
    let conditions = compared(first.benchmark).into_iter().map(|name| (name, reading.conditions.get(name)));
    (first.split, conditions.collect())
}

/// The metrics of a benchmark in the order in which they are shown: the one that the others make up first.
fn order(benchmark: EntryRef<'_>) -> Vec<&Metric> {
    let metrics = benchmark.as_benchmark().map_or(&[][..], |benchmark| &benchmark.metrics);
    let is_part = |id: &EntryId| {
        metrics.iter().filter_map(|metric| metric.formula.as_ref()).any(|formula| formula.of.contains(id))
    };
    let sums_up = |metric: &&Metric| metric.formula.is_some() && !is_part(&metric.id);
    let is_named_so =
        |metric: &&Metric| ["overall", "total", "average", "score"].contains(&metric.id.as_str());
    let first = metrics.iter().find(sums_up).or_else(|| metrics.iter().find(is_named_so));
    let is_first = |metric: &&Metric| first.is_some_and(|first| first.id == metric.id);
    let rest = metrics.iter().filter(|metric| !is_first(metric));
    first.into_iter().chain(rest).collect()
}

impl<'t> Group<'t> {
    pub(super) fn new(
        benchmark: EntryRef<'t>,
        key: Key<'t>,
        readings: Vec<Reading<'t>>,
        misprints: &Misprints<'t>,
        places: &mut Places<'t>,
    ) -> Self {
        let measures = measures(benchmark, &readings);
        let mut readings = fold_repeats(readings);
        readings.sort_by_cached_key(|reading| precedence(reading, measures[0].id));
        let mut models: BTreeMap<_, Vec<Reading<'t>>> = BTreeMap::new();
        for reading in readings {
            let (model, variant, _) = reading.subject();
            models.entry((model, variant)).or_default().push(reading);
        }
        let mut cells = |reading: &Reading<'t>| {
            let cell = |measure: &Measure<'t>| {
                let score = *reading.score(measure.id)?;
                let rounding = places.rounding(&score);
                Some(Cell { score, is_best: false, misprint: misprints.find(&score), rounding })
            };
            measures.iter().map(cell).collect()
        };
        let mut rows = Vec::new();
        for ((model, variant), readings) in models {
            let cells = readings.iter().map(&mut cells).collect();
            rows.push(Row { model, variant, rank: None, readings, cells });
        }
        let mut group = Self { benchmark, split: key.0, conditions: key.1, rows, measures };
        for measure in 0..group.measures.len() {
            group.mark_best(measure);
        }
        group.rank();
        group
    }

    /// The readings in it.
    pub fn readings(&self) -> impl Iterator<Item = &Reading<'t>> {
        self.rows.iter().flat_map(|row| &row.readings)
    }

    /// How many printed values it holds, with those that are printed again.
    #[must_use]
    pub fn values(&self) -> usize {
        self.readings().flat_map(Reading::all).map(|reading| reading.scores.len()).sum()
    }

    /// Whether no setting is known.
    #[must_use]
    pub fn states_nothing(&self) -> bool {
        self.conditions.iter().all(|(_, value)| value.is_none())
    }

    fn mark_best(&mut self, measure: usize) {
        let Some(better) = self.measures[measure].direction().map(worth) else { return };
        let standing: Vec<_> = self.rows.iter().filter_map(|row| row.standing(measure)).copied().collect();
        let best = standing.iter().max_by(|a, b| better(&a.score).total_cmp(&better(&b.score)));
        let Some(best) = best.filter(|_| standing.len() > 1) else { return };
        for row in &mut self.rows {
            let stands = |cell: &&mut Cell<'t>| cell.misprint.is_none();
            let cells = row.cells.iter_mut().filter_map(|cells| cells[measure].as_mut());
            if let Some(cell) = cells.into_iter().find(stands) {
                cell.is_best = cell.ties_with(best);
            }
        }
    }

    /// Ranks the rows by the first metric. An unknown direction has no ranks.
    fn rank(&mut self) {
        let Some(better) = self.measures[0].direction().map(worth) else {
            self.rows.sort_by(|a, b| (a.model.name(), a.variant).cmp(&(b.model.name(), b.variant)));
            return;
        };
        let standing = |row: &Row<'t>| row.standing(0).copied();
        // A value is surely better than another where its least is at least the other's most.
        let mut least: Vec<f64> =
            self.rows.iter().filter_map(standing).map(|cell| better(&cell.score) - cell.rounding).collect();
        least.sort_by(f64::total_cmp);
        for row in &mut self.rows {
            row.rank = standing(row).filter(|_| least.len() > 1).map(|cell| {
                let most = better(&cell.score) + cell.rounding;
                let allowance = 1e-9 * most.abs().max(1.0);
                1 + least.len() - least.partition_point(|least| *least < most - allowance)
            });
        }
        self.rows.sort_by(|a, b| {
            let worth = |row: &Row<'t>| standing(row).map_or(f64::NEG_INFINITY, |cell| better(&cell.score));
            let name = |row: &Row<'t>| (row.model.name(), row.model, row.variant);
            worth(b).total_cmp(&worth(a)).then_with(|| name(a).cmp(&name(b)))
        });
    }
}

/// How good a value is: more is better.
fn worth(direction: Direction) -> impl Fn(&Score<'_>) -> f64 {
    let sign = match direction {
        Direction::HigherIsBetter => 1.0,
        Direction::LowerIsBetter => -1.0,
    };
    move |score| sign * score.normalized()
}

/// The metrics that readings have values of.
fn measures<'t>(benchmark: EntryRef<'t>, readings: &[Reading<'t>]) -> Vec<Measure<'t>> {
    let scores = || readings.iter().flat_map(|reading| &reading.scores);
    let measured: BTreeSet<&EntryId> = scores().map(|score| score.metric).collect();
    let described = order(benchmark);
    let listed: BTreeSet<&EntryId> = described.iter().map(|metric| &metric.id).collect();
    let known = described.iter().map(|metric| Measure { id: &metric.id, metric: Some(metric) });
    let unlisted = measured.iter().filter(|id| !listed.contains(*id)).map(|id| Measure { id, metric: None });
    known.filter(|measure| measured.contains(measure.id)).chain(unlisted).collect()
}
