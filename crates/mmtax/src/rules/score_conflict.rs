//! `score-conflict`

use mmtax_graph::Score;
use mmtax_graph::results::{Misprints, Within};

use super::score_breaks_formula::value_path;
use super::{Explained, Rule, Run};
use crate::check::{Check, Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "score-conflict",
        severity: Severity::Warning,
        summary: "One source has two values for one score.",
        docs: "\
## What it does
Compares, within one source, the values that have the same model, variant, benchmark, release of it, metric and settings,
and reports those that rounding cannot explain. A row's `note` sets it apart, too. A value that an errata entry of the same
source explains is left alone.

## Why it is bad
One of them was copied wrongly, or was measured under settings that are missing, or the source contradicts itself.

## How to fix
Compare with the source. If something sets the two apart, add it to `settings` or name the variant. If the source prints
both, add an errata item with `about` (the model) and `metric` for the one that is more likely wrong.

## Bad
```yaml
tables:
  - { at: Table 4, columns: [geneval/overall], rows: [{ model: janus, values: [0.61] }] }
  - { at: Table 7, columns: [geneval/overall], rows: [{ model: janus, values: [0.68] }] }
```

## Good
```yaml
tables:
  - { at: Table 4, columns: [geneval/overall], rows: [{ model: janus, values: [0.61] }] }
  - at: Table 7
    settings: { prompt-rewriting: the paper's own model }
    columns: [geneval/overall]
    rows:
      - { model: janus, values: [0.68] }
```
",
    },
    run: Run::Taxonomy(run),
};

fn run(check: &Check<'_>, findings: &mut Findings) {
    let misprints = Misprints::of(check.taxonomy);
    for rivals in check.taxonomy.rivals(Within::OneSource) {
        for of_source in rivals.by_source() {
            let first = &of_source[0];
            for other in of_source[1..].iter().filter(|other| first.differs_from(other)) {
                if misprints.find(first).is_none() && misprints.find(other).is_none() {
                    findings.push(conflict(first, other));
                }
            }
        }
    }
}

fn conflict(first: &Score<'_>, other: &Score<'_>) -> Finding {
    let where_else = if other.table.at == first.table.at { "elsewhere in" } else { "in" };
    let message = format!(
        "{} {} of `{}` is {} here and {} {where_else} {}",
        other.benchmark.name(),
        other.metric,
        other.row.model.text().as_str(),
        other.value,
        first.value,
        first.table.at
    );
    Finding::new(Spot::value(other.results, value_path(other)), message)
        .label(format!("{}, {}", other.value, other.table.at))
        .related(Spot::value(first.results, value_path(first)), format!("{}, {}", first.value, first.table.at))
        .help("compare with the source; add what sets them apart to `settings`, or an errata item with `about` and `metric`")
}
