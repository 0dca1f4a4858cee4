//! `orphan`

use mmtax_graph::View;
use mmtax_schema::{Kind, Path, Relation};

use super::{Explained, Rule, Run};
use crate::check::{Check, Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "orphan",
        severity: Severity::Info,
        summary: "An entry has facts, but no link to other models, data, methods or scores.",
        docs: "\
## What it does
Reports a model, tokenizer, method, dataset or benchmark that states facts, while nothing but its paper, its developers and
its sources is joined to it: no part, no lineage, no training data, no class, no score.

## Why it is bad
It stands in no graph and in no table: most often its lineage, its parts or its use are not filled in yet.

## How to fix
Add what it descends from, is made of or was trained on, or let those that use it say so.

## Bad
```yaml
name: Janus
role: unified
summary: Decouples the visual encoders.
```

## Good
```yaml
name: Janus
role: unified
summary: Decouples the visual encoders.
components:
  - { roles: [backbone], uses: deepseek-llm, at: \"§3.1\" }
```
",
    },
    run: Run::Taxonomy(run),
};

fn run(check: &Check<'_>, findings: &mut Findings) {
    let joining = View::of(Relation::all().filter(|relation| {
        let only_credits =
            matches!(relation, Relation::IntroducedBy | Relation::DevelopedBy | Relation::Cites);
        !only_credits
    }));
    let kinds = [Kind::Model, Kind::Tokenizer, Kind::Method, Kind::Dataset, Kind::Benchmark];
    for entry in check.taxonomy.entries().filter(|entry| kinds.contains(&entry.kind()) && !entry.is_stub()) {
        if entry.links_out(joining).is_empty() && entry.links_in(joining).is_empty() {
            let message =
                format!("`{}` is joined to nothing but its paper, developers and sources", entry.id());
            findings.push(
                Finding::new(Spot::value(entry, Path::field("name")), message)
                    .label("stands alone")
                    .help("add its parts, lineage or training data, or let those that use it say so"),
            );
        }
    }
}
