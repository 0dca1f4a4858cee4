//! `variant-unknown`

use mmtax_graph::BuildFault;
use mmtax_schema::suggest::{Near, near};
use mmtax_schema::{EntryId, Path};

use super::{Explained, Rule, Run};
use crate::check::{Check, Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "variant-unknown",
        severity: Severity::Error,
        summary: "The entry has no variant of this name.",
        docs: "\
## What it does
Reports `id@variant` where the entry lists no such variant, and a component, stage or lineage link that is limited to a variant
its own entry does not list.

## Why it is bad
Scores and parts of different sizes would be mixed up.

## How to fix
Correct the name after the `@`, or add the variant to the entry's `variants`.

## Bad
```yaml
components:
  - { roles: [backbone], uses: qwen2.5@7B-chat }
```

## Good
```yaml
components:
  - { roles: [backbone], uses: qwen2.5@7b-instruct }
```
",
    },
    run: Run::Taxonomy(run),
};

fn run(check: &Check<'_>, findings: &mut Findings) {
    for fault in check.faults {
        let BuildFault::UnknownVariant { entry, place, to, found } = fault else { continue };
        let Some(owner) = check.taxonomy.entry_of(entry.0, entry.1.as_str()) else { continue };
        let Some(target) = check.taxonomy.entry_of(*found, to.id()) else { continue };
        let known: Vec<&str> =
            target.entry().shared().variants.iter().map(|variant| variant.id.as_str()).collect();
        let name = to.variant().unwrap_or_default();
        let spot = Spot::of(entry, owner.entry().path(*place));
        findings.push(
            Finding::new(spot, format!("`{}` has no variant `{name}`", to.id()))
                .label("no such variant")
                .help(advice(name, &known, &target.entry().file()))
                .replace_near("@", name, near(name, known.iter().copied())),
        );
    }
    for owner in check.taxonomy.entries() {
        let shared = owner.entry().shared();
        let known: Vec<&str> = shared.variants.iter().map(|variant| variant.id.as_str()).collect();
        let mut limits: Vec<(Path, &EntryId)> = Vec::new();
        for (i, component) in shared.components.map_or(&[][..], |fact| fact.items()).iter().enumerate() {
            let path = |v| Path::field("components").index(i).key("variants").index(v);
            limits.extend(component.variants.iter().enumerate().map(|(v, id)| (path(v), id)));
        }
        for (i, link) in shared.lineage.iter().enumerate() {
            let path = |v| Path::field("lineage").index(i).key("variants").index(v);
            limits.extend(link.variants.iter().enumerate().map(|(v, id)| (path(v), id)));
        }
        for (i, stage) in shared.training.map_or(&[][..], |fact| fact.items()).iter().enumerate() {
            let path = |v| Path::field("training").index(i).key("variants").index(v);
            limits.extend(stage.variants.iter().enumerate().map(|(v, id)| (path(v), id)));
        }
        for (path, id) in limits.into_iter().filter(|(_, id)| !known.contains(&id.as_str())) {
            findings.push(
                Finding::new(Spot::value(owner, path), format!("this entry has no variant `{id}`"))
                    .label("no such variant")
                    .help(advice(id.as_str(), &known, &owner.entry().file()))
                    .replace_near("", id.as_str(), near(id.as_str(), known.iter().copied())),
            );
        }
    }
}

fn advice(name: &str, known: &[&str], file: &str) -> String {
    match near(name, known.iter().copied()) {
        Some(Near { word, .. }) => format!("did you mean `{word}`?"),
        None if known.is_empty() => format!("add `variants: [{{ id: {name} }}]` to {file}"),
        None => format!("variants in {file}: {}", known.join(", ")),
    }
}
