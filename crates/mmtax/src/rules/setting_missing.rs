//! `setting-missing`

use std::collections::{BTreeMap, BTreeSet};

use mmtax_graph::{EntryRef, Provenance, Score};
use mmtax_schema::entry::SettingName;
use mmtax_schema::{Path, Place};

use super::{Explained, Rule};
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
    run,
};

fn run(check: &Check<'_>, findings: &mut Findings) {
    let mut missing: BTreeMap<(EntryRef<'_>, u32, EntryRef<'_>), BTreeSet<&str>> = BTreeMap::new();
    for score in check.taxonomy.scores() {
        let Place::Row(table, _) = score.place else { continue };
        let wanted = wanted(&score);
        if wanted.is_empty() || score.provenance() != Provenance::Own {
            continue;
        }
        let settings = score.settings();
        let given: Vec<&str> = settings.pairs().into_iter().map(|(name, _)| name).collect();
        let lacks = wanted.into_iter().filter(|name| !given.contains(name));
        missing.entry((score.results, table, score.benchmark)).or_default().extend(lacks);
    }
    for ((results, table, benchmark), names) in missing.into_iter().filter(|(_, names)| !names.is_empty()) {
        let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
        let message = format!(
            "the paper's own scores on {} do not say {}",
            benchmark.name(),
            names.join(", ")
        );
        findings.push(
            Finding::new(Spot::value(results, Path::field("tables").index(table as usize).key("at")), message)
                .label("under which settings?")
                .related(Spot::value(benchmark, Path::field("settings")), "asked for here")
                .help("look for them where the source describes its evaluation; if it does not say, leave it"),
        );
    }
}

/// The settings that the benchmark of a score asks for and that every score has.
fn wanted(score: &Score<'_>) -> Vec<&'static str> {
    let settings = score.benchmark.as_benchmark().map_or(&[][..], |benchmark| &benchmark.settings);
    let always = settings.iter().filter(|name| !matches!(name, SettingName::FinetunedOn | SettingName::Note));
    always.map(|name| name.word()).collect()
}
