//! Scores: the cells of results tables, each with what it measures and where it was printed.

use mmtax_schema::entry::{Metric, Reported, Row, Settings, Table};
use mmtax_schema::{Body, Cell, Decimal, EntryId, Kind, Place, Relation};

use crate::build::position;
use crate::entry_ref::EntryRef;
use crate::taxonomy::Taxonomy;
use crate::view::View;

/// One printed value.
#[derive(Clone, Copy, Debug)]
pub struct Score<'t> {
    /// What was measured.
    pub model: EntryRef<'t>,
    /// The variant of it, where the row names one.
    pub variant: Option<&'t str>,
    /// The benchmark.
    pub benchmark: EntryRef<'t>,
    /// The release or split of it, where the column names one.
    pub split: Option<&'t str>,
    /// The metric.
    pub metric: &'t EntryId,
    /// The value as printed.
    pub value: &'t Decimal,
    /// How many times the metric's own value is printed: 100 where 82.4 stands for 0.824, else 1.
    pub scale: f64,
    /// The results entry that has it.
    pub results: EntryRef<'t>,
    /// The table.
    pub table: &'t Table,
    /// The row.
    pub row: &'t Row,
    /// Where the row's reference stands; the column is `column`.
    pub place: Place,
    /// The position of the column, from 0.
    pub column: usize,
    /// The metric as its benchmark describes it, and its position there, if the benchmark lists it.
    described: Option<(usize, &'t Metric)>,
}

/// What a column of a table measures, looked up once for all its rows.
#[derive(Clone, Copy)]
struct Measured<'t> {
    benchmark: EntryRef<'t>,
    split: Option<&'t str>,
    described: Option<(usize, &'t Metric)>,
}

impl<'t> Score<'t> {
    /// The settings: the row's over the table's.
    #[must_use]
    pub fn settings(&self) -> Settings {
        self.row.settings.over(&self.table.settings)
    }

    /// Whose value it is.
    #[must_use]
    pub fn provenance(&self) -> Provenance<'t> {
        if let Some(from) = &self.row.from {
            return Provenance::Copied(self.results.taxonomy.entry_of(Kind::Paper, from.id()));
        }
        let source = self.results.as_results().map(|results| results.source.id());
        let is_own = || self.model.entry().introduced_by().is_some_and(|paper| Some(paper.id()) == source);
        match self.row.reported {
            Some(Reported::Copied) => Provenance::Copied(None),
            Some(Reported::Measured) => Provenance::Measured,
            None if is_own() => Provenance::Own,
            Some(Reported::Unstated) | None => Provenance::Unstated,
        }
    }

    /// The metric as its benchmark describes it, and its position there, if the benchmark lists it.
    #[must_use]
    pub const fn described(&self) -> Option<(usize, &'t Metric)> {
        self.described
    }

    /// The value on the metric's own scale.
    #[must_use]
    pub fn normalized(&self) -> f64 {
        self.value.value() / self.scale
    }

    /// How far rounding can have moved [`Score::normalized`].
    #[must_use]
    pub fn rounding(&self) -> f64 {
        self.value.rounding() / self.scale
    }
}

/// Whose value a printed score is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Provenance<'t> {
    /// The source is the paper that introduces what was measured.
    Own,
    /// The source says that it measured it.
    Measured,
    /// The source copied it, from this paper if it says so.
    Copied(Option<EntryRef<'t>>),
    /// The source does not say.
    Unstated,
}

impl Taxonomy {
    /// Every printed value, by results entry, table, row and column.
    pub fn scores(&self) -> impl Iterator<Item = Score<'_>> {
        self.of_kind(Kind::Results).flat_map(move |results| self.scores_in(results))
    }

    /// Every printed value of one results entry.
    pub(crate) fn scores_in<'t>(&'t self, results: EntryRef<'t>) -> impl Iterator<Item = Score<'t>> {
        let tables = results.as_results().map_or(&[][..], |results| &results.tables);
        tables.iter().enumerate().flat_map(move |(t, table)| {
            let measured = self.measured(table);
            (0..table.rows.len()).flat_map(move |r| self.row_scores(results, t, r, &measured))
        })
    }

    /// What each column measures, where its benchmark has an entry.
    fn measured<'t>(&'t self, table: &'t Table) -> Vec<Option<Measured<'t>>> {
        let measured = |column| {
            let to = table.benchmark_of(column)?;
            let benchmark = self.entry_of(Kind::Benchmark, to.id())?;
            let mut metrics = benchmark.as_benchmark()?.metrics.iter().enumerate();
            let described = metrics.find(|(_, metric)| metric.id == *column.metric());
            Some(Measured { benchmark, split: to.variant(), described })
        };
        table.columns.iter().map(measured).collect()
    }

    /// The values of one row of a table whose columns measure this.
    fn row_scores<'t>(
        &'t self,
        results: EntryRef<'t>,
        t: usize,
        r: usize,
        measured: &[Option<Measured<'t>>],
    ) -> Vec<Score<'t>> {
        let Body::Results(record) = &results.entry().body else { return Vec::new() };
        let table = &record.tables[t];
        let row = &table.rows[r];
        let evaluated = [Kind::Model, Kind::Tokenizer, Kind::Method];
        let Some(model) = self.entry(row.model.id()).filter(|entry| evaluated.contains(&entry.kind())) else {
            return Vec::new();
        };
        let columns = table.columns.iter().zip(&row.values).enumerate();
        columns
            .filter_map(|(column, (printed, cell))| {
                let Cell::Value(value) = cell else { return None };
                let Measured { benchmark, split, described } = (*measured.get(column)?)?;
                Some(Score {
                    model,
                    variant: row.model.variant(),
                    benchmark,
                    split,
                    metric: printed.metric(),
                    value,
                    scale: printed.scale(),
                    results,
                    table,
                    row,
                    place: Place::Row(position(t), position(r)),
                    column,
                    described,
                })
            })
            .collect()
    }
}

impl<'t> EntryRef<'t> {
    /// Every printed value of this entry, by results entry, table, row and column.
    #[must_use]
    pub fn scores(self) -> Vec<Score<'t>> {
        let mut rows: Vec<_> = self
            .links_out(View::of([Relation::EvaluatedOn]))
            .into_iter()
            .filter_map(|link| {
                let Place::Row(t, r) = link.place() else { return None };
                Some((link.link.owner, t, r))
            })
            .collect();
        rows.sort_unstable();
        rows.dedup();
        rows.into_iter()
            .flat_map(|(owner, t, r)| {
                let results = EntryRef { taxonomy: self.taxonomy, index: owner };
                let tables = results.as_results().map_or(&[][..], |results| &results.tables);
                let measured = tables.get(t as usize).map(|table| self.taxonomy.measured(table));
                self.taxonomy.row_scores(results, t as usize, r as usize, &measured.unwrap_or_default())
            })
            .collect()
    }
}
