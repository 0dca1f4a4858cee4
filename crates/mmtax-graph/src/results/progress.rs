//! Scores over time, with the best so far.

use std::cmp::Reverse;

use mmtax_schema::PartialDate;
use mmtax_schema::vocab::Direction;

use super::group::{Cell, Group, Row};
use crate::score::Score;

/// A model of a group on the axis of time.
#[derive(Clone, Copy, Debug)]
pub struct Step<'g, 't> {
    /// When the model came out, as far as that is known.
    pub date: PartialDate,
    /// Its row.
    pub row: &'g Row<'t>,
    /// The value that stands for it.
    pub cell: Cell<'t>,
    /// Whether it is better than every model before it, as far as printed digits tell.
    pub is_record: bool,
}

impl<'t> Group<'t> {
    /// The models with a known date by the first metric, the oldest first, of one day the best first. None where it is not
    /// known which way the metric improves.
    #[must_use]
    pub fn over_time(&self) -> Vec<Step<'_, 't>> {
        let Some(direction) = self.measures.first().and_then(super::group::Measure::direction) else {
            return Vec::new();
        };
        let is_better = |a: &Score<'t>, b: &Score<'t>| match direction {
            Direction::HigherIsBetter => a.normalized() > b.normalized(),
            Direction::LowerIsBetter => a.normalized() < b.normalized(),
        };
        // Rows stand in the order of their rank.
        let dated = self.rows.iter().enumerate().filter_map(|(position, row)| {
            let (date, cell) = (row.model.date()?, *row.standing(0)?);
            Some((Reverse(position), Step { date, row, cell, is_record: false }))
        });
        let mut steps: Vec<_> = dated.collect();
        steps.sort_by_key(|(position, step)| (step.date.earliest(), Reverse(*position)));
        let mut steps: Vec<_> = steps.into_iter().map(|(_, step)| step).collect();
        let mut best: Option<Cell<'t>> = None;
        for step in &mut steps {
            step.is_record = best
                .is_none_or(|best| is_better(&step.cell.score, &best.score) && !step.cell.ties_with(&best));
            if step.is_record {
                best = Some(step.cell);
            }
        }
        steps
    }
}
