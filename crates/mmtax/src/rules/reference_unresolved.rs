//! `reference-unresolved`

use std::collections::BTreeMap;

use mmtax_graph::BuildFault;
use mmtax_schema::Kind;
use mmtax_schema::suggest::{Near, near};

use super::{Explained, Rule, Run};
use crate::check::{Check, Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "reference-unresolved",
        severity: Severity::Error,
        summary: "No entry has the id that is referred to.",
        docs: "\
## What it does
Reports a reference to an id that no entry has, with the nearest id of the right kind.

## Why it is bad
The link is lost: in one published catalogue 38 % of all edges led nowhere, most by spelling.

## How to fix
Correct the id. If the entry does not exist yet, add it, if only as a stub: a name and, where known, a link.

## Bad
```yaml
components:
  - { roles: [backbone], uses: deepseek-lm }
```

## Good
```yaml
components:
  - { roles: [backbone], uses: deepseek-llm }
```
",
    },
    run: Run::Taxonomy(run),
};

fn run(check: &Check<'_>, findings: &mut Findings) {
    // One missing entry is often missed in many places, and to look through all ids takes long.
    let mut suggested: BTreeMap<(&str, &[Kind]), Option<Near<'_>>> = BTreeMap::new();
    for fault in check.faults {
        let BuildFault::Unresolved { entry, place, to, kinds } = fault else { continue };
        let Some(owner) = check.taxonomy.entry_of(entry.0, entry.1.as_str()) else { continue };
        let path = owner.entry().path(*place);
        let close = *suggested.entry((to.id(), kinds.as_slice())).or_insert_with(|| {
            let candidates = check.taxonomy.entries().filter(|known| kinds.contains(&known.kind()));
            near(to.id(), candidates.map(mmtax_graph::EntryRef::id))
        });
        let help = match (close, kinds.as_slice()) {
            (Some(Near { word, .. }), _) => format!("did you mean `{word}`?"),
            (None, [kind]) => {
                format!("add `taxonomy/{}/{}.yaml`, if only as a stub", kind.folder(), to.id())
            }
            (None, kinds) => {
                let folders = kinds.iter().map(|kind| Kind::folder(*kind)).collect::<Vec<_>>().join(", ");
                format!("add it under one of {folders}, if only as a stub")
            }
        };
        findings.push(
            Finding::new(Spot::of(entry, path), format!("no entry has the id `{}`", to.id()))
                .label("not found")
                .help(help)
                .replace_near("", to.id(), close),
        );
    }
}
