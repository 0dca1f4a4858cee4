//! `replaced-target`

use mmtax_graph::{EntryRef, Taxonomy};

use super::{Explained, Rule, Run};
use crate::check::{Check, Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "replaced-target",
        severity: Severity::Warning,
        summary: "A reference names an entry that was replaced by another.",
        docs: "\
## What it does
Reports every reference to an entry that has `replaced_by`, and names the entry that stands in for it now.

## Why it is bad
What is said of the old entry is missing from the new one.

## How to fix
Refer to the entry that the message names. Look first whether the statement holds for it, too.

## Bad
```yaml
# taxonomy/models/vicuna-v1.yaml has `replaced_by: vicuna`
lineage:
  - { relation: finetuned-from, of: vicuna-v1, at: \"§3\" }
```

## Good
```yaml
lineage:
  - { relation: finetuned-from, of: vicuna, at: \"§3\" }
```
",
    },
    run: Run::Taxonomy(run),
};

fn run(check: &Check<'_>, findings: &mut Findings) {
    let taxonomy = check.taxonomy;
    if !taxonomy.entries().any(|entry| stand_in(taxonomy, entry).is_some()) {
        return;
    }
    for entry in taxonomy.entries() {
        entry.entry().for_each_reference(|reference| {
            let target = taxonomy.entry(reference.to.id());
            let Some(old) = target.filter(|target| reference.kinds.contains(&target.kind())) else { return };
            let Some(new) = last_stand_in(taxonomy, old) else { return };
            let replaced_by = old.entry().path(mmtax_schema::Place::ReplacedBy);
            findings.push(
                Finding::new(
                    Spot::value(entry, entry.entry().path(reference.place)),
                    format!("`{}` was replaced by `{}`", old.id(), new.id()),
                )
                .label("replaced")
                .related(Spot::value(old, replaced_by), "replaced here")
                .help(format!("refer to `{}`, if what is said holds for it", new.id())),
            );
        });
    }
}

fn stand_in<'t>(taxonomy: &'t Taxonomy, entry: EntryRef<'t>) -> Option<EntryRef<'t>> {
    taxonomy.entry(entry.entry().shared().replaced_by?.id())
}

/// The entry at the end of the chain of replacements. A circle has none, and is a fault of its own.
fn last_stand_in<'t>(taxonomy: &'t Taxonomy, entry: EntryRef<'t>) -> Option<EntryRef<'t>> {
    let mut last = stand_in(taxonomy, entry)?;
    // Nothing is replaced this often, unless in a circle.
    for _ in 0..100 {
        let Some(next) = stand_in(taxonomy, last) else { return Some(last) };
        last = next;
    }
    None
}
