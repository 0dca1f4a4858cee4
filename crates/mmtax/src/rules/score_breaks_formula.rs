//! `score-breaks-formula`

use mmtax_graph::{EntryRef, Score};
use mmtax_schema::entry::{Erratum, Formula};
use mmtax_schema::vocab::Operation;
use mmtax_schema::{Body, Kind, Path, Place};

use super::{Explained, Rule, Run};
use crate::check::{Check, Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "score-breaks-formula",
        severity: Severity::Error,
        summary: "A row of scores breaks the formula of its own benchmark.",
        docs: "\
## What it does
Recomputes every metric that has a `formula` from the other values of its row, with as much slack as the printed digits
leave (half a unit in the last place of each value). A row that an errata entry of the same source explains is left alone.

## Why it is bad
A value was copied wrongly, stands in the wrong column, or the source itself prints a row that cannot be.

## How to fix
Compare with the source. If the row is as printed, keep it and add an errata item with `about` (the model), `metric` and the value under `prints`.

## Bad
```yaml
# overall is the mean of the two
columns: [single-object, two-object, overall]
rows:
  - { model: janus, values: [0.90, 0.70, 0.61] }
```

## Good
```yaml
columns: [single-object, two-object, overall]
rows:
  - { model: janus, values: [0.90, 0.70, 0.80] }
```
",
    },
    run: Run::Taxonomy(run),
};

fn run(check: &Check<'_>, findings: &mut Findings) {
    let mut row: Vec<Score<'_>> = Vec::new();
    for score in check.taxonomy.scores() {
        if row.first().is_some_and(|first| (first.results, first.place) != (score.results, score.place)) {
            check_row(check, &row, findings);
            row.clear();
        }
        row.push(score);
    }
    check_row(check, &row, findings);
}

fn check_row(check: &Check<'_>, row: &[Score<'_>], findings: &mut Findings) {
    for score in row {
        let Some((m, metric)) = score.described() else { continue };
        let Some(formula) = &metric.formula else { continue };
        let of_same = |other: &&Score<'_>| (other.benchmark, other.split) == (score.benchmark, score.split);
        let part = |part| row.iter().filter(of_same).find(|other| other.metric == part);
        let parts: Option<Vec<&Score<'_>>> = formula.of.iter().map(part).collect();
        let Some((expected, slack)) = parts.and_then(|parts| recompute(formula, &parts)) else { continue };
        let (expected, slack) = (expected * score.scale, slack * score.scale);
        let off = (score.value.value() - expected).abs();
        // The last term allows for the errors of floating-point arithmetic alone.
        if off <= slack + score.value.rounding() + 1e-9 * expected.abs().max(1.0) || is_known(check, score) {
            continue;
        }
        let decimals = score.value.decimals() + 1;
        let message = format!(
            "{} {} is {}, but the other values of the row make it {expected:.decimals$}",
            score.benchmark.name(),
            score.metric,
            score.value
        );
        findings.push(
            Finding::new(Spot::value(score.results, value_path(score)), message)
                .label(format!("expected {expected:.decimals$}"))
                .related(
                    Spot::value(score.benchmark, Path::field("metrics").index(m).key("formula")),
                    "the formula",
                )
                .help("compare with the source; if it is as printed, add an errata item with `about`, `metric` and the value under `prints`"),
        );
    }
}

/// The value that the formula gives on the metric's own scale, and how far the rounding of its parts can have moved it.
fn recompute(formula: &Formula, parts: &[&Score<'_>]) -> Option<(f64, f64)> {
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

fn prints(item: &Erratum, score: &Score<'_>) -> bool {
    let numbers = item.prints.split(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-'));
    numbers.into_iter().any(|number| number.trim_end_matches('.') == score.value.as_str())
}

/// Whether an errata entry of the same source speaks of this value: of its place, and with its digits under `prints`. A
/// value that was copied wrongly on top of a misprint is not known.
pub(super) fn is_known(check: &Check<'_>, score: &Score<'_>) -> bool {
    let source = score.results.as_results().map(|results| results.source.id());
    let speaks_of_it = |entry: EntryRef<'_>| {
        let Body::Errata(errata) = &entry.entry().body else { return false };
        let is_the_value = |item: &Erratum| {
            item.at == score.table.at
                && prints(item, score)
                && item.about.as_ref().is_some_and(|about| about.text() == score.row.model.text())
                && item.metric.as_ref().is_some_and(|column| {
                    column.metric() == score.metric
                        && column.benchmark().is_none_or(|benchmark| benchmark.id() == score.benchmark.id())
                })
        };
        Some(errata.source.id()) == source && errata.items.iter().any(is_the_value)
    };
    check.taxonomy.of_kind(Kind::Errata).any(speaks_of_it)
}

/// The path of a score's value in its results entry.
pub(super) fn value_path(score: &Score<'_>) -> Path {
    let Place::Row(t, r) = score.place else { return Path::root() };
    Path::field("tables").index(t as usize).key("rows").index(r as usize).key("values").index(score.column)
}
