//! `relation-wrong-kind`

use mmtax_graph::BuildFault;

use super::{Explained, Rule, Run};
use crate::check::{Check, Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "relation-wrong-kind",
        severity: Severity::Error,
        summary: "A relation joins entries of kinds that it cannot join.",
        docs: "\
## What it does
Holds every link against the row of its relation in the relation table (`docs/reference/relations.md`).

## Why it is bad
A dataset is not fine-tuned from a model, and a model is no subset of a dataset.

## How to fix
Use the relation that says what is meant for these kinds.

## Bad
```yaml
# taxonomy/datasets/laion-aesthetics.yaml
lineage:
  - { relation: finetuned-from, of: laion-5b }
```

## Good
```yaml
lineage:
  - { relation: subset-of, of: laion-5b }
```
",
    },
    run: Run::Taxonomy(run),
};

fn run(check: &Check<'_>, findings: &mut Findings) {
    for fault in check.faults {
        let BuildFault::WrongRelation { entry, place, relation, found } = fault else { continue };
        let Some(owner) = check.taxonomy.entry_of(entry.0, entry.1.as_str()) else { continue };
        let names = |kinds: &[mmtax_schema::Kind]| {
            kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ")
        };
        let info = relation.info();
        let same = if info.same_kind { ", both of one kind" } else { "" };
        let help = format!("`{relation}` leads from {} to {}{same}", names(info.from), names(info.to));
        let found = found.with_article();
        let message = format!("{} cannot be `{relation}` {found}", entry.0.with_article());
        let spot = Spot::of(entry, owner.entry().path(*place));
        findings.push(Finding::new(spot, message).label(found).help(help));
    }
}
