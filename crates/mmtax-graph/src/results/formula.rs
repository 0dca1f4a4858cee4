//! The arithmetic of benchmarks: metrics that follow from others, computed anew from the printed values.

use mmtax_schema::entry::Formula;
use mmtax_schema::vocab::Operation;

use crate::score::Score;
use crate::taxonomy::Taxonomy;

/// What came of computing every metric with a formula from the other values of its row.
#[derive(Debug, Default)]
pub struct Arithmetic<'t> {
    /// How many values could be computed.
    pub computed: usize,
    /// Those that are printed otherwise, by results entry, table, row and column.
    pub broken: Vec<Recomputed<'t>>,
}

/// A printed value and what its formula gives.
#[derive(Clone, Debug)]
pub struct Recomputed<'t> {
    /// The printed value.
    pub score: Score<'t>,
    /// The formula of its metric.
    pub formula: &'t Formula,
    /// The position of its metric in the benchmark.
    pub position: usize,
    /// The values that it follows from, in the order of the formula.
    pub parts: Vec<Score<'t>>,
    /// What they give, on the scale of the printed value.
    pub expected: f64,
    /// How far the rounding of all printed values together can have moved it.
    pub slack: f64,
}

impl Recomputed<'_> {
    /// What the parts give, with one digit more than is printed.
    #[must_use]
    pub fn expected_text(&self) -> String {
        format!("{:.1$}", self.expected, self.score.value.decimals() + 1)
    }

    /// By how much the printed value is off.
    #[must_use]
    pub fn off(&self) -> f64 {
        self.score.value.value() - self.expected
    }

    fn is_broken(&self) -> bool {
        // The last term allows for the errors of floating-point arithmetic alone.
        self.off().abs() > self.slack + 1e-9 * self.expected.abs().max(1.0)
    }
}

impl Taxonomy {
    /// Computes every metric that has a formula from the other values of its row, with as much slack as the printed digits
    /// leave: half a unit in the last place of each value.
    #[must_use]
    pub fn arithmetic(&self) -> Arithmetic<'_> {
        let mut arithmetic = Arithmetic::default();
        let mut row: Vec<Score<'_>> = Vec::new();
        for score in self.scores() {
            if row.first().is_some_and(|first| (first.results, first.place) != (score.results, score.place)) {
                check_row(&row, &mut arithmetic);
                row.clear();
            }
            row.push(score);
        }
        check_row(&row, &mut arithmetic);
        arithmetic
    }
}

fn check_row<'t>(row: &[Score<'t>], arithmetic: &mut Arithmetic<'t>) {
    for score in row {
        let Some(recomputed) = recomputed(score, row) else { continue };
        arithmetic.computed += 1;
        if recomputed.is_broken() {
            arithmetic.broken.push(recomputed);
        }
    }
}

/// What the formula of a value gives, where its metric has one and the row has all parts.
fn recomputed<'t>(score: &Score<'t>, row: &[Score<'t>]) -> Option<Recomputed<'t>> {
    let (position, metric) = score.described()?;
    let formula = metric.formula.as_ref()?;
    let of_same = |other: &&Score<'_>| (other.benchmark, other.split) == (score.benchmark, score.split);
    let part = |part| row.iter().filter(of_same).find(|other| other.metric == part).copied();
    let parts: Vec<Score<'t>> = formula.of.iter().map(part).collect::<Option<_>>()?;
    let (value, slack) = compute(formula, &parts)?;
    Some(Recomputed {
        score: *score,
        formula,
        position,
        parts,
        expected: value * score.scale,
        slack: slack * score.scale + score.value.rounding(),
    })
}

/// The value that the formula gives on the metric's own scale, and how far the rounding of its parts can have moved it.
fn compute(formula: &Formula, parts: &[Score<'_>]) -> Option<(f64, f64)> {
    let sum = |weigh: &dyn Fn(usize) -> f64| {
        parts.iter().enumerate().fold((0.0, 0.0), |(value, slack), (index, part)| {
            (value + weigh(index) * part.normalized(), slack + weigh(index).abs() * part.rounding())
        })
    };
    #[expect(clippy::cast_precision_loss, reason = "a formula has a handful of parts")]
    let share = 1.0 / parts.len() as f64;
    match formula.operation {
        Operation::Mean => Some(sum(&|_| share)),
        Operation::Sum => Some(sum(&|_| 1.0)),
        Operation::WeightedSum => {
            (formula.weights.len() == parts.len()).then(|| sum(&|index| formula.weights[index].value()))
        }
    }
}
