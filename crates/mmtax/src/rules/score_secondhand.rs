//! `score-secondhand`

use mmtax_schema::entry::Row;
use mmtax_schema::{Body, Kind, Path};

use super::{Explained, Rule, Run};
use crate::check::{Check, Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "score-secondhand",
        severity: Severity::Info,
        summary: "A table has scores of other papers' models and does not say where they come from.",
        docs: "\
## What it does
Looks at rows whose model was not introduced by the source, and that fill neither `from` nor `reported`. One finding for
each table.

## Why it is bad
Most baselines are copied from paper to paper. A reader who counts how often a value was found counts one measurement
many times.

## How to fix
Look for what the source says of its baselines, often in the caption or where it describes its evaluation: `from` where it
names the paper, `reported: measured` or `reported: copied`, and `reported: unstated` where it says nothing.

## Bad
```yaml
source: arxiv-2501.17811
tables:
  - at: Table 4
    benchmark: geneval
    columns: [overall]
    rows:
      - { model: sdxl, values: [0.55] }
```

## Good
```yaml
source: arxiv-2501.17811
tables:
  - at: Table 4
    benchmark: geneval
    columns: [overall]
    rows:
      - { model: sdxl, values: [0.55], from: arxiv-2310.11513 }
```
",
    },
    run: Run::Taxonomy(run),
};

fn run(check: &Check<'_>, findings: &mut Findings) {
    for entry in check.taxonomy.of_kind(Kind::Results) {
        let Body::Results(results) = &entry.entry().body else { continue };
        for (t, table) in results.tables.iter().enumerate() {
            let is_of_another_paper = |row: &Row| {
                let model = check.taxonomy.entry(row.model.id());
                let paper = model.and_then(|model| model.entry().introduced_by());
                paper.is_some_and(|paper| paper.id() != results.source.id())
            };
            let mut open =
                table.rows.iter().enumerate().filter(|(_, row)| {
                    row.from.is_none() && row.reported.is_none() && is_of_another_paper(row)
                });
            let Some((first, _)) = open.next() else { continue };
            let message = match open.count() {
                0 => "1 row is of a model of another paper and does not".to_owned(),
                more => format!("{} rows are of models of other papers and do not", more + 1),
            };
            let table = Path::field("tables").index(t);
            let first = table.clone().key("rows").index(first).key("model");
            findings.push(
                Finding::new(
                    Spot::value(entry, table.key("at")),
                    format!("{message} say whether the scores were copied or measured"),
                )
                .label("in this table")
                .related(Spot::value(entry, first), "the first of them")
                .help("add `from`, `reported: measured` or `reported: copied`; if the source does not say, `reported: unstated`"),
            );
        }
    }
}
