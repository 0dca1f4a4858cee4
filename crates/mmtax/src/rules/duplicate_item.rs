//! `duplicate-item`

use std::collections::BTreeMap;

use mmtax_schema::{Body, Entry, Path};

use super::{Explained, Rule, Run};
use crate::check::{Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "duplicate-item",
        severity: Severity::Error,
        summary: "A list has one item twice.",
        docs: "\
## What it does
Reports a variant, metric or concept id, a developer, an alias, a column of a table or a member of a concept that its list
has twice.

## Why it is bad
Of two items with one name, nobody can say which is meant; a developer listed twice is counted twice.

## How to fix
Remove one, or name them apart.

## Bad
```yaml
variants:
  - { id: 7b, parameters: 7B }
  - { id: 7b, parameters: 13B }
```

## Good
```yaml
variants:
  - { id: 7b, parameters: 7B }
  - { id: 13b, parameters: 13B }
```
",
    },
    run: Run::Entry(run),
};

fn run(entry: &Entry, findings: &mut Findings) {
    let shared = entry.shared();
    let list = |name: &'static str, key: Option<&'static str>| {
        move |index: usize| {
            let item = Path::field(name).index(index);
            key.map_or(item.clone(), |key| item.key(key))
        }
    };
    let mut find = |texts: Vec<String>, path: &dyn Fn(usize) -> Path| report(entry, texts, path, findings);
    find(shared.aliases.iter().map(ToString::to_string).collect(), &list("aliases", None));
    find(shared.variants.iter().map(|item| item.id.to_string()).collect(), &list("variants", Some("id")));
    find(entry.developers().iter().map(ToString::to_string).collect(), &list("developers", None));
    match &entry.body {
        Body::Benchmark(benchmark) => {
            let ids = benchmark.metrics.iter().map(|metric| metric.id.to_string()).collect();
            find(ids, &list("metrics", Some("id")));
        }
        Body::Scheme(scheme) => {
            let ids = scheme.concepts.iter().map(|concept| concept.id.to_string()).collect();
            find(ids, &list("concepts", Some("id")));
            for (c, concept) in scheme.concepts.iter().enumerate() {
                let models = concept.members.iter().map(|member| member.model.to_string()).collect();
                let path = |m| Path::field("concepts").index(c).key("members").index(m).key("model");
                find(models, &path);
            }
        }
        Body::Results(results) => {
            for (t, table) in results.tables.iter().enumerate() {
                let columns = table.columns.iter().map(ToString::to_string).collect();
                find(columns, &|c| Path::field("tables").index(t).key("columns").index(c));
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

fn report(entry: &Entry, texts: Vec<String>, path: &dyn Fn(usize) -> Path, findings: &mut Findings) {
    let mut seen = BTreeMap::new();
    for (index, text) in texts.iter().enumerate() {
        let first = *seen.entry(text).or_insert(index);
        if first != index {
            findings.push(
                Finding::new(Spot::value(entry, path(index)), format!("`{text}` comes twice in this list"))
                    .label("again")
                    .related(Spot::value(entry, path(first)), "first here")
                    .help("remove one, or name them apart"),
            );
        }
    }
}
