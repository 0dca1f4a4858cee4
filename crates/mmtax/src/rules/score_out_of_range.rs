//! `score-out-of-range`

use mmtax_graph::results::Misprints;
use mmtax_schema::Path;

use super::{Explained, Rule, Run};
use crate::check::{Check, Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "score-out-of-range",
        severity: Severity::Error,
        summary: "A score lies outside the range of its metric.",
        docs: "\
## What it does
Holds every printed value against the `min` and `max` of its metric. A value that an errata entry of the same source
explains is left alone.

## Why it is bad
It is a slip in copying, a value under the wrong column, or a value on another scale (82.4 for 0.824).

## How to fix
Compare with the source. Where the source prints percent of a metric that counts from 0 to 1, name the column
`overall*100`.

## Bad
```yaml
columns: [overall]
rows:
  - { model: janus, values: [61] }
```

## Good
```yaml
columns: [overall]
rows:
  - { model: janus, values: [0.61] }
```
",
    },
    run: Run::Taxonomy(run),
};

fn run(check: &Check<'_>, findings: &mut Findings) {
    let misprints = Misprints::of(check.taxonomy);
    for score in check.taxonomy.scores() {
        let Some((m, metric)) = score.described() else { continue };
        let value = score.normalized();
        let bound = match (&metric.min, &metric.max) {
            (Some(min), _) if value < min.value() => ("min", min, "less"),
            (_, Some(max)) if value > max.value() => ("max", max, "more"),
            _ => continue,
        };
        if misprints.find(&score).is_some() {
            continue;
        }
        let (field, limit, word) = bound;
        let path = super::score_breaks_formula::value_path(&score);
        let message = format!(
            "{} {} is {}, {word} than the {limit} that the metric can have",
            score.benchmark.name(),
            score.metric,
            score.value
        );
        findings.push(
            Finding::new(Spot::value(score.results, path), message)
                .label("out of range")
                .related(
                    Spot::value(score.benchmark, Path::field("metrics").index(m).key(field)),
                    format!("{field} {limit}"),
                )
                .help("compare with the source; a column of percent for a metric from 0 to 1 is named `metric*100`"),
        );
    }
}
