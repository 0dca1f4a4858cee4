//! `score-breaks-formula`

use mmtax_graph::Score;
use mmtax_graph::results::Misprints;
use mmtax_schema::{Path, Place};

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
    let misprints = Misprints::of(check.taxonomy);
    for broken in check.taxonomy.arithmetic().broken {
        let score = &broken.score;
        if misprints.find(score).is_some() {
            continue;
        }
        let expected = broken.expected_text();
        let message = format!(
            "{} {} is {}, but the other values of the row make it {expected}",
            score.benchmark.name(),
            score.metric,
            score.value
        );
        let formula = Path::field("metrics").index(broken.position).key("formula");
        findings.push(
            Finding::new(Spot::value(score.results, value_path(score)), message)
                .label(format!("expected {expected}"))
                .related(Spot::value(score.benchmark, formula), "the formula")
                .help("compare with the source; if it is as printed, add an errata item with `about`, `metric` and the value under `prints`"),
        );
    }
}

/// The path of a score's value in its results entry.
pub(super) fn value_path(score: &Score<'_>) -> Path {
    let Place::Row(t, r) = score.place else { return Path::root() };
    Path::field("tables").index(t as usize).key("rows").index(r as usize).key("values").index(score.column)
}
