//! `score-conflict`

use std::cmp::Ordering;

use mmtax_graph::{EntryRef, LinkRef, Score, View};
use mmtax_schema::Relation;

use super::score_breaks_formula::{is_known, value_path};
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
    let of_one_source = |a: LinkRef<'_>, b: LinkRef<'_>| std::ptr::eq(a.stated_in(), b.stated_in());
    for model in rivalled(check, of_one_source) {
        for same in disagreeing(model) {
            for of_source in same.chunk_by(|a, b| a.results == b.results) {
                let first = &of_source[0];
                let others = of_source[1..].iter().filter(|other| differ(first, other));
                for other in others {
                    if is_known(check, first) || is_known(check, other) {
                        continue;
                    }
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

/// The models with at least two rows of scores on one benchmark, of which `are_rivals` says that they can contradict each
/// other: few have them, and only their values need be looked at.
pub(super) fn rivalled<'t>(
    check: &Check<'t>,
    are_rivals: fn(LinkRef<'t>, LinkRef<'t>) -> bool,
) -> Vec<EntryRef<'t>> {
    let mut found = Vec::new();
    // By model, benchmark, results and row.
    let mut last: Option<LinkRef<'t>> = None;
    for link in check.taxonomy.links(View::of([Relation::EvaluatedOn])) {
        let same = last.filter(|last| (last.from(), last.to()) == (link.from(), link.to()));
        if same.is_some_and(|last| are_rivals(last, link)) && found.last() != Some(&link.from()) {
            found.push(link.from());
        }
        last = Some(link);
    }
    found
}

/// The scores of one model that have everything but the value in common, wherever two of them differ. Those of one source
/// stand together.
pub(super) fn disagreeing(model: EntryRef<'_>) -> Vec<Vec<Score<'_>>> {
    let mut scores = model.scores();
    // Stable: what is the same in all else stays in the order of results, tables and rows.
    scores.sort_by(order);
    let mut found = Vec::new();
    for same in scores.chunk_by(|a, b| order(a, b) == Ordering::Equal) {
        // Few scores differ: only their settings are put together.
        if same.iter().all(|score| !differ(&same[0], score)) {
            continue;
        }
        let settings = |score: &Score<'_>| {
            let settings = score.settings();
            let note = score.row.note.iter().map(|note| ("", note.to_string()));
            let given = settings.pairs().into_iter().map(|(name, value)| (name, value.to_owned()));
            note.chain(given).collect::<Vec<_>>()
        };
        let mut same: Vec<_> = same.iter().map(|score| (settings(score), *score)).collect();
        same.sort_by(|a, b| a.0.cmp(&b.0));
        for group in same.chunk_by(|a, b| a.0 == b.0) {
            if group.iter().any(|(_, score)| differ(&group[0].1, score)) {
                found.push(group.iter().map(|(_, score)| *score).collect());
            }
        }
    }
    found
}

fn order(a: &Score<'_>, b: &Score<'_>) -> Ordering {
    (a.benchmark, a.split, a.variant, a.metric).cmp(&(b.benchmark, b.split, b.variant, b.metric))
}

/// Whether two values cannot be roundings of one: 0.55 and 0.56 cannot, 0.55 and 0.554 can.
pub(super) fn differ(a: &Score<'_>, b: &Score<'_>) -> bool {
    let off = (a.normalized() - b.normalized()).abs();
    // The last term allows for the errors of floating-point arithmetic alone.
    off > a.rounding() + b.rounding() - 1e-9 * a.normalized().abs().max(1.0)
}
