//! `stub-wanted`

use std::collections::BTreeMap;

use mmtax_schema::{EntryId, Kind, Path};

use super::{Explained, Rule};
use crate::check::{Check, Finding, Findings, Spot};
use crate::diagnostic::Severity;

/// Entries that refer to a stub, from which on it is worth filling in.
const REFERRING: usize = 8;
/// Sources with scores of a stub, from which on it is worth filling in.
const SCORED: usize = 3;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "stub-wanted",
        severity: Severity::Info,
        summary: "Much refers to an entry that states no facts.",
        docs: "\
## What it does
Names the stubs that at least eight entries refer to, or that have scores in at least three sources. Organizations are left
out: a name and a link is all that most of them need.

## Why it is bad
Many readers follow these links and find nothing.

## How to fix
Fill the entry in, with sources.

## Bad
```yaml
# taxonomy/models/vicuna.yaml, which eight models are built from
name: Vicuna
role: language-model
```

## Good
```yaml
name: Vicuna
role: language-model
released: 2023-03-30
sources:
  blog: { url: https://lmsys.org/blog/2023-03-30-vicuna, read: 2026-11-23 }
lineage:
  - { relation: finetuned-from, of: llama, at: How good is Vicuna }
```
",
    },
    run,
};

/// Who refers to a stub: each entry is counted once.
#[derive(Default)]
struct Use<'t> {
    entries: usize,
    results: usize,
    last: Option<(Kind, &'t EntryId)>,
}

fn run(check: &Check<'_>, findings: &mut Findings) {
    let mut uses: BTreeMap<&str, Use<'_>> = BTreeMap::new();
    let is_worth_more = |kind: Kind| kind.is_referable() && kind != Kind::Organization;
    for stub in check.taxonomy.entries().filter(|entry| is_worth_more(entry.kind()) && entry.is_stub()) {
        if stub.entry().shared().replaced_by.is_none() {
            uses.insert(stub.id(), Use::default());
        }
    }
    for entry in check.taxonomy.entries() {
        let this = (entry.kind(), &entry.entry().id);
        entry.entry().for_each_reference(|reference| {
            let found = uses.get_mut(reference.to.id()).filter(|found| found.last != Some(this));
            let Some(found) = found else { return };
            found.last = Some(this);
            found.entries += 1;
            found.results += usize::from(this.0 == Kind::Results);
        });
    }
    for (id, found) in uses.iter().filter(|(_, found)| found.entries >= REFERRING || found.results >= SCORED) {
        let Some(stub) = check.taxonomy.entry(id) else { continue };
        let field = if stub.kind() == Kind::Paper { "title" } else { "name" };
        let message = format!(
            "{} entries refer to the stub `{id}`, {} of them with scores",
            found.entries, found.results
        );
        findings.push(
            Finding::new(Spot::value(stub, Path::field(field)), message)
                .label("worth filling in")
                .help("add facts with sources"),
        );
    }
}
