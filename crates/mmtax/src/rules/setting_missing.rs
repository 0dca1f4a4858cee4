//! `setting-missing`

use std::collections::{BTreeMap, BTreeSet};

use mmtax_graph::{EntryRef, View};
use mmtax_schema::entry::{Row, SettingName, Table};
use mmtax_schema::{Body, Detail, EntryId, Kind, Path, Place, Relation};

use super::{Explained, Rule, Run};
use crate::check::{Check, Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "setting-missing",
        severity: Severity::Info,
        summary: "A paper's scores of its own model lack a setting that the benchmark asks for.",
        docs: "\
## What it does
For each table and benchmark, names the `settings` of the benchmark that neither table nor row gives for the models that the
source itself introduces. Rows of other models are left alone: most papers do not say how those were measured. So are
`finetuned-on` and `note`, which nothing can be said about where they do not apply.

## Why it is bad
A score with rewritten prompts, at another resolution or from another judge is another score: 0.53 and 0.68 on GenEval may
be one model.

## How to fix
Look the settings up in the paper's section on evaluation. Where it does not say, leave it.

## Bad
```yaml
# the benchmark has `settings: [prompt-rewriting]`
tables:
  - { at: Table 4, benchmark: geneval, columns: [overall], rows: [{ model: janus, values: [0.61] }] }
```

## Good
```yaml
tables:
  - at: Table 4
    benchmark: geneval
    settings: { prompt-rewriting: none }
    columns: [overall]
    rows:
      - { model: janus, values: [0.61] }
```
",
    },
    run: Run::Taxonomy(run),
};

fn run(check: &Check<'_>, findings: &mut Findings) {
    let mut missing: BTreeMap<(&EntryId, u32, EntryRef<'_>), BTreeSet<&str>> = BTreeMap::new();
    for link in check.taxonomy.links(View::of([Relation::EvaluatedOn])) {
        let (Place::Row(t, _), Body::Results(results)) = (link.place(), &link.stated_in().body) else {
            continue;
        };
        let paper = link.from().entry().introduced_by();
        let wanted = wanted(link.to());
        if wanted.is_empty() || paper.is_none_or(|paper| paper.id() != results.source.id()) {
            continue;
        }
        let Detail::Row(table, row) = link.detail() else { continue };
        if row.from.is_some() || row.reported.is_some() || !has_value(table, row, link.to()) {
            continue;
        }
        let settings = row.settings.over(&table.settings);
        let given: Vec<&str> = settings.pairs().into_iter().map(|(name, _)| name).collect();
        let lacks = wanted.into_iter().filter(|name| !given.contains(name));
        missing.entry((&link.stated_in().id, t, link.to())).or_default().extend(lacks);
    }
    for ((results, t, benchmark), names) in missing.into_iter().filter(|(_, names)| !names.is_empty()) {
        let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
        let message =
            format!("the paper's own scores on {} do not say {}", benchmark.name(), names.join(", "));
        let table = Path::field("tables").index(t as usize).key("at");
        findings.push(
            Finding::new(Spot::of(&(Kind::Results, results.clone()), table), message)
                .label("under which settings?")
                .related(Spot::value(benchmark, Path::field("settings")), "asked for here")
                .help(
                    "look for them where the source describes its evaluation; if it does not say, leave it",
                ),
        );
    }
}

/// The settings that a benchmark asks for and that every score has.
fn wanted(benchmark: EntryRef<'_>) -> Vec<&'static str> {
    let settings = benchmark.as_benchmark().map_or(&[][..], |benchmark| &benchmark.settings);
    let always = settings.iter().filter(|name| !matches!(name, SettingName::FinetunedOn | SettingName::Note));
    always.map(|name| name.word()).collect()
}

/// Whether a row has a value on a benchmark.
fn has_value(table: &Table, row: &Row, benchmark: EntryRef<'_>) -> bool {
    let is_of_it = |column| table.benchmark_of(column).is_some_and(|to| to.id() == benchmark.id());
    table.columns.iter().zip(&row.values).any(|(column, cell)| cell.number().is_some() && is_of_it(column))
}
