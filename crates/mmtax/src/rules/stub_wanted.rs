//! `stub-wanted`

use mmtax_graph::View;
use mmtax_schema::{Entry, Kind, Path};

use super::{Explained, Rule, Run};
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
    run: Run::Taxonomy(run),
};

fn run(check: &Check<'_>, findings: &mut Findings) {
    let is_worth_more = |kind: Kind| kind.is_referable() && kind != Kind::Organization;
    let stubs = check.taxonomy.entries().filter(|entry| is_worth_more(entry.kind()) && entry.is_stub());
    for stub in stubs.filter(|stub| stub.entry().shared().replaced_by.is_none()) {
        // Results state of their models that they were measured: those links run from the stub.
        let links = stub.links_in(View::FULL).into_iter().chain(stub.links_out(View::FULL));
        let mut referring: Vec<&Entry> = links.map(|link| link.stated_in()).collect();
        let key = |entry: &&Entry| std::ptr::from_ref::<Entry>(entry);
        referring.sort_unstable_by_key(key);
        referring.dedup_by_key(|entry| key(entry));
        referring.retain(|entry| !std::ptr::eq(*entry, stub.entry()));
        let scored = referring.iter().filter(|entry| entry.kind() == Kind::Results).count();
        if referring.len() < REFERRING && scored < SCORED {
            continue;
        }
        let field = if stub.kind() == Kind::Paper { "title" } else { "name" };
        let count = referring.len();
        let message =
            format!("{count} entries refer to the stub `{}`, {scored} of them with scores", stub.id());
        findings.push(
            Finding::new(Spot::value(stub, Path::field(field)), message)
                .label("worth filling in")
                .help("add facts with sources"),
        );
    }
}
