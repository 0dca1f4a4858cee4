//! `reference-wrong-kind`

use mmtax_graph::BuildFault;

use super::{Explained, Rule, Run};
use crate::check::{Check, Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "reference-wrong-kind",
        severity: Severity::Error,
        summary: "A reference names an entry of a kind that cannot stand there.",
        docs: "\
## What it does
Reports a reference whose entry exists, but is of another kind than the field takes.

## Why it is bad
A dataset is no component, and an organization no paper: the link means nothing.

## How to fix
Name an entry of the right kind, or move the reference to the field that takes this kind.

## Bad
```yaml
components:
  - { roles: [backbone], uses: imagenet-1k }
```

## Good
```yaml
training:
  - { stage: pretraining, datasets: [imagenet-1k] }
```
",
    },
    run: Run::Taxonomy(run),
};

fn run(check: &Check<'_>, findings: &mut Findings) {
    for fault in check.faults {
        let BuildFault::WrongKind { entry, place, to, found, kinds } = fault else { continue };
        let Some(owner) = check.taxonomy.entry_of(entry.0, entry.1.as_str()) else { continue };
        let names = kinds.iter().enumerate().map(|(position, kind)| match position {
            0 => kind.with_article(),
            _ => kind.to_string(),
        });
        let wanted = names.collect::<Vec<_>>().join(" or ");
        let found = found.with_article();
        let spot = Spot::of(entry, owner.entry().path(*place));
        findings.push(
            Finding::new(spot, format!("`{}` is {found}, but {wanted} is needed here", to.id()))
                .label(found)
                .help(format!("name {wanted}")),
        );
    }
}
