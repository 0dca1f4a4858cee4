//! `term-unknown`

use mmtax_graph::EntryRef;
use mmtax_schema::suggest::{Near, near};
use mmtax_schema::{Body, Kind, Path};

use super::{Explained, Rule, Run};
use crate::check::{Check, Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "term-unknown",
        severity: Severity::Error,
        summary: "A metric or concept is named that its benchmark or scheme does not have.",
        docs: "\
## What it does
Reports a column whose metric its benchmark does not list, a formula over metrics that are not there, and a concept under
one that is not there (or under itself).

## Why it is bad
A metric without unit, range and direction cannot be compared.

## How to fix
Correct the name, or add the metric to the benchmark.

## Bad
```yaml
benchmark: geneval
columns: [overal]
```

## Good
```yaml
benchmark: geneval
columns: [overall]
```
",
    },
    run: Run::Taxonomy(run),
};

fn run(check: &Check<'_>, findings: &mut Findings) {
    for entry in check.taxonomy.entries() {
        match &entry.entry().body {
            Body::Results(results) => {
                for (t, table) in results.tables.iter().enumerate() {
                    for (c, column) in table.columns.iter().enumerate() {
                        let id = table.benchmark_of(column).map(|benchmark| benchmark.id());
                        let benchmark = id.and_then(|id| check.taxonomy.entry_of(Kind::Benchmark, id));
                        let Some(benchmark) = benchmark else { continue };
                        let path = Path::field("tables").index(t).key("columns").index(c);
                        metric(entry, path, column.metric().as_str(), benchmark, findings);
                    }
                }
            }
            Body::Benchmark(benchmark) => {
                for (m, of) in benchmark.metrics.iter().enumerate() {
                    for (f, part) in of.formula.iter().flat_map(|formula| formula.of.iter()).enumerate() {
                        let path = Path::field("metrics").index(m).key("formula").key("of").index(f);
                        metric(entry, path, part.as_str(), entry, findings);
                    }
                }
            }
            Body::Scheme(scheme) => {
                for (c, concept) in scheme.concepts.iter().enumerate() {
                    let Some(under) = &concept.under else { continue };
                    // Parents stand before children: that excludes circles as well.
                    if !scheme.concepts[..c].iter().any(|earlier| earlier.id == *under) {
                        let spot = Spot::value(entry, Path::field("concepts").index(c).key("under"));
                        findings.push(
                            Finding::new(spot, format!("no concept `{under}` stands before this one"))
                                .label("not above")
                                .help("parents stand before their children"),
                        );
                    }
                }
            }
            Body::Model(_)
            | Body::Tokenizer(_)
            | Body::Method(_)
            | Body::Dataset(_)
            | Body::Paper(_)
            | Body::Organization(_)
            | Body::Errata(_) => {}
        }
    }
}

fn metric(owner: EntryRef<'_>, path: Path, name: &str, benchmark: EntryRef<'_>, findings: &mut Findings) {
    let Some(facts) = benchmark.as_benchmark() else { return };
    let known: Vec<&str> = facts.metrics.iter().map(|metric| metric.id.as_str()).collect();
    if known.contains(&name) {
        return;
    }
    let close = near(name, known.iter().copied());
    let help = match close {
        Some(Near { word, .. }) => format!("did you mean `{word}`?"),
        None if known.is_empty() => format!("add `metrics` to {}", benchmark.entry().file()),
        None => format!("metrics of {}: {}", benchmark.id(), known.join(", ")),
    };
    findings.push(
        Finding::new(Spot::value(owner, path), format!("`{}` has no metric `{name}`", benchmark.id()))
            .label("no such metric")
            .help(help)
            .replace_near("", name, close),
    );
}
