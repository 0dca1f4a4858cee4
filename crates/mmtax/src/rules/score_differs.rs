//! `score-differs`

use std::fmt::Write as _;

use mmtax_graph::results::{Misprints, Within};
use mmtax_graph::{Provenance, Score};

use super::score_breaks_formula::value_path;
use super::{Explained, Rule, Run};
use crate::check::{Check, Finding, Findings, Spot};
use crate::diagnostic::Severity;

/// How many other values a finding shows.
const SHOWN: usize = 4;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "score-differs",
        severity: Severity::Info,
        summary: "Two sources print different values for one score.",
        docs: "\
## What it does
Compares, between sources, the values that have the same model, variant, benchmark, release of it, metric and settings, and
names those that rounding cannot explain: one finding for each score, with the value of the model's own paper first. Left
alone are values that an errata entry of their source explains, and those that a source says it measured itself
(`reported: measured`).

## Why it is bad
Baselines are copied from paper to paper, with slips, from older versions, or from runs under settings that nobody prints.
The taxonomy keeps every value as printed; nobody should compare with one of them unawares.

## How to fix
If one of them was copied into the taxonomy wrongly, correct it. If a source says what sets its value apart, add it to
`settings`, `from` or `reported`. If a value is plainly a misprint, add an errata item. Otherwise leave it.

## Bad
```yaml
# another source prints 0.61 for the same
tables:
  - { at: Table 2, columns: [geneval/overall], rows: [{ model: janus, values: [0.16] }] }
```

## Good
```yaml
tables:
  - { at: Table 2, columns: [geneval/overall], rows: [{ model: janus, values: [0.61] }] }
```
",
    },
    run: Run::Taxonomy(run),
};

fn run(check: &Check<'_>, findings: &mut Findings) {
    let misprints = Misprints::of(check.taxonomy);
    for rivals in check.taxonomy.rivals(Within::Sources) {
        let mut same = rivals.scores;
        same.retain(|score| score.provenance() != Provenance::Measured && misprints.find(score).is_none());
        // The model's own paper first, then by source.
        same.sort_by_key(|score| score.provenance() != Provenance::Own);
        let mut values: Vec<Score<'_>> = Vec::new();
        for score in same {
            if values.len() <= SHOWN && values.iter().all(|known| known.differs_from(&score)) {
                values.push(score);
            }
        }
        let [first, others @ ..] = values.as_slice() else { continue };
        // Two values of one source are a conflict of that source.
        if others.iter().any(|other| other.results != first.results) {
            findings.push(difference(first, others));
        }
    }
}

fn difference(first: &Score<'_>, others: &[Score<'_>]) -> Finding {
    let mut message = format!(
        "{} {} of `{}` is {}",
        first.benchmark.name(),
        first.metric,
        first.row.model.text().as_str(),
        first.value
    );
    if first.provenance() == Provenance::Own {
        message.push_str(" in its own paper");
    }
    for (index, other) in others.iter().enumerate() {
        let joint = if index + 1 < others.len() { "," } else { " and" };
        let _ = write!(message, "{joint} {} in `{}`", other.value, other.results.id());
    }
    let label = |score: &Score<'_>| format!("{}, {}", score.value, score.table.at);
    let spot = |score: &Score<'_>| Spot::value(score.results, value_path(score));
    let mut finding = Finding::new(spot(first), message).label(label(first));
    for other in others {
        finding = finding.related(spot(other), label(other));
    }
    finding.help("if a source says what sets its value apart, add it to `settings`, `from` or `reported`")
}
