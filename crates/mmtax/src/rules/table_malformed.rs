//! `table-malformed`

use mmtax_schema::{Body, Entry, Path, vocab::Operation};

use super::{Explained, Rule, Run};
use crate::check::{Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "table-malformed",
        severity: Severity::Error,
        summary: "A table's rows do not fit its columns, or a column has no benchmark.",
        docs: "\
## What it does
Reports a row with more or fewer values than there are columns, a column that names no benchmark in a table that names
none, and a weighted sum with more or fewer weights than metrics.

## Why it is bad
Values would stand under the wrong metric.

## How to fix
Write one value a column, `\"-\"` where the source prints none; name the benchmark of the table or of the column.

## Bad
```yaml
benchmark: geneval
columns: [single-object, overall]
rows:
  - { model: janus, values: [0.61] }
```

## Good
```yaml
benchmark: geneval
columns: [single-object, overall]
rows:
  - { model: janus, values: [\"-\", 0.61] }
```
",
    },
    run: Run::Entry(run),
};

fn run(entry: &Entry, findings: &mut Findings) {
    if let Body::Results(results) = &entry.body {
        for (t, table) in results.tables.iter().enumerate() {
            let at = || Path::field("tables").index(t);
            for (c, column) in table.columns.iter().enumerate() {
                if table.benchmark_of(column).is_none() {
                    let spot = Spot::value(entry, at().key("columns").index(c));
                    findings.push(
                        Finding::new(spot, format!("nothing says which benchmark `{column}` belongs to"))
                            .label("no benchmark")
                            .help("write `benchmark/metric`, or give the table a `benchmark`"),
                    );
                }
            }
            for (r, row) in table.rows.iter().enumerate() {
                let (values, columns) = (row.values.len(), table.columns.len());
                if values != columns {
                    let spot = Spot::value(entry, at().key("rows").index(r).key("values"));
                    let message = format!("this row has {values} values for {columns} columns");
                    findings.push(
                        Finding::new(spot, message)
                            .label(format!("{values} values"))
                            .related(Spot::key(entry, at().key("columns")), format!("{columns} columns"))
                            .help("write one value a column, `\"-\"` where the source prints none"),
                    );
                }
            }
        }
    }
    if let Body::Benchmark(benchmark) = &entry.body {
        for (m, metric) in benchmark.metrics.iter().enumerate() {
            let Some(formula) = &metric.formula else { continue };
            let wanted = if formula.operation == Operation::WeightedSum { formula.of.len() } else { 0 };
            if formula.weights.len() != wanted {
                let spot = Spot::value(entry, Path::field("metrics").index(m).key("formula"));
                let message = format!("{} weights for {wanted} weighted metrics", formula.weights.len());
                findings.push(
                    Finding::new(spot, message)
                        .label("weights do not fit")
                        .help("give one weight a metric for `weighted-sum`, and none otherwise"),
                );
            }
        }
    }
}
