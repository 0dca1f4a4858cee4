//! `stub-unused`

use mmtax_graph::{EntryRef, LinkRef, View};
use mmtax_schema::Path;

use super::{Explained, Rule, Run};
use crate::check::{Check, Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "stub-unused",
        severity: Severity::Warning,
        summary: "A stub that no entry refers to.",
        docs: "\
## What it does
Reports an entry that states no facts and that nothing refers to.

## Why it is bad
It is left over from a correction, or it hides the entry under another id that was meant.

## How to fix
Remove it, refer to it, or fill it in.

## Bad
```yaml
# taxonomy/models/qwen-2-5.yaml, while everything refers to qwen2.5
name: Qwen2.5 (old)
role: language-model
```

## Good
```yaml
# taxonomy/models/qwen2.5.yaml
name: Qwen2.5
role: language-model
```
",
    },
    run: Run::Taxonomy(run),
};

fn run(check: &Check<'_>, findings: &mut Findings) {
    // What was removed keeps its id, and nothing should refer to it.
    let is_removed = |entry: EntryRef<'_>| entry.entry().shared().replaced_by.is_some();
    let is_kept =
        |entry: &EntryRef<'_>| entry.kind().is_referable() && entry.is_stub() && !is_removed(*entry);
    let stubs = check.taxonomy.entries().filter(is_kept);
    // Most stubs are linked to; only for the rest all references, also those that make no link, are looked through.
    let unlinked: Vec<_> = stubs.filter(|stub| !is_linked(*stub)).collect();
    if unlinked.is_empty() {
        return;
    }
    let mut used = std::collections::BTreeSet::new();
    for entry in check.taxonomy.entries() {
        entry.entry().for_each_reference(|reference| {
            used.insert(reference.to.id());
        });
    }
    for entry in unlinked {
        if !used.contains(entry.id()) {
            findings.push(
                Finding::new(
                    Spot::key(entry, Path::root()),
                    format!("nothing refers to the stub `{}`", entry.id()),
                )
                .label("states no facts and is not referred to")
                .help("remove it, refer to it, or fill it in with sources"),
            );
        }
    }
}

/// Whether another entry states something of it: that it has it, or, in results, that it was measured.
fn is_linked(stub: EntryRef<'_>) -> bool {
    let is_of_another = |link: &LinkRef<'_>| link.stated_in().id != stub.entry().id;
    !stub.links_in(View::FULL).is_empty() || stub.links_out(View::FULL).iter().any(is_of_another)
}
