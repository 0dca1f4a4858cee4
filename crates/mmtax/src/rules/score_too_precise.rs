//! `score-too-precise`

use mmtax_schema::{Body, Cell, Entry, Path};

use super::{Explained, Rule, Run};
use crate::check::{Finding, Findings, Spot};
use crate::diagnostic::Severity;

/// How many other values of a column show how precisely it is printed.
const OTHERS: usize = 3;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "score-too-precise",
        severity: Severity::Info,
        summary: "A score has more decimals than all others of its column.",
        docs: "\
## What it does
Names the value of a column that has more decimals than every other value there, if there are at least three others.

## Why it is bad
Now and then a digit was typed twice, or two numbers ran together when a table was copied. Often the source prints it so.

## How to fix
Compare with the source. A value that stands there as it is here is right.

## Bad
```yaml
columns: [overall]
rows:
  - { model: janus, values: [0.61] }
  - { model: janus-pro, values: [0.800] }
  - { model: show-o, values: [0.53] }
  - { model: sdxl, values: [0.55] }
```

## Good
```yaml
columns: [overall]
rows:
  - { model: janus, values: [0.61] }
  - { model: janus-pro, values: [0.80] }
  - { model: show-o, values: [0.53] }
  - { model: sdxl, values: [0.55] }
```
",
    },
    run: Run::Entry(run),
};

fn run(entry: &Entry, findings: &mut Findings) {
    let Body::Results(results) = &entry.body else { return };
    for (t, table) in results.tables.iter().enumerate() {
        for column in 0..table.columns.len() {
            let values = table.rows.iter().enumerate().filter_map(|(r, row)| {
                let Some(Cell::Value(value)) = row.values.get(column) else { return None };
                Some((value.decimals(), r, value))
            });
            let mut values: Vec<_> = values.collect();
            values.sort_by_key(|(decimals, r, _)| (std::cmp::Reverse(*decimals), *r));
            let [(most, r, value), (next, ..), others @ ..] = values.as_slice() else { continue };
            if most == next || others.len() + 1 < OTHERS {
                continue;
            }
            let path = Path::field("tables").index(t).key("rows").index(*r).key("values").index(column);
            let message = format!("{value} has {most} decimals, the rest of its column at most {next}");
            findings.push(
                Finding::new(Spot::value(entry, path), message)
                    .label("one decimal too many?")
                    .help("compare with the source; if it prints the value so, leave it"),
            );
        }
    }
}
