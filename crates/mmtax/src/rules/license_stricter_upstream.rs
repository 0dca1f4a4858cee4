//! `license-stricter-upstream`

use mmtax_graph::{LinkRef, View};
use mmtax_schema::vocab::Start;
use mmtax_schema::{Detail, Entry, Path, Relation, Text};

use super::license_not_spdx::is_id;
use super::{Explained, Rule, Run};
use crate::check::{Check, Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "license-stricter-upstream",
        severity: Severity::Info,
        summary: "An entry may be used commercially, but what its weights come from may not.",
        docs: "\
## What it does
Follows the links along which weights come down: initialized-from, finetuned-from, merged-from, and components that do not
start from scratch. Names those where the entry has an SPDX licence that allows commercial use, and the other end one that
does not.

## Why it is bad
Whoever relies on the licence that is declared may not have the right that it seems to give. The licence may have been
misread, or its developers may have overlooked it.

## How to fix
Compare both licences with their sources. If both are as declared, leave them: readers should know.

## Bad
```yaml
# models/anole.yaml
license: MIT
lineage:
  - { relation: finetuned-from, of: chameleon, at: abstract }   # whose licence is CC-BY-NC-4.0
```

## Good
```yaml
# models/anole.yaml
license: CC-BY-NC-4.0
lineage:
  - { relation: finetuned-from, of: chameleon, at: abstract }
```
",
    },
    run: Run::Taxonomy(run),
};

fn run(check: &Check<'_>, findings: &mut Findings) {
    let view = View::of([
        Relation::InitializedFrom,
        Relation::FinetunedFrom,
        Relation::MergedFrom,
        Relation::Contains,
    ]);
    for link in check.taxonomy.links(view).filter(|link| carries_weights(*link)) {
        let (child, parent) = (link.from(), link.to());
        let (Some(own), Some(upstream)) = (license(child.entry()), license(parent.entry())) else { continue };
        if !is_id(own) || forbids_commerce(own) || !forbids_commerce(upstream) {
            continue;
        }
        let message = format!(
            "`{}` is under {own}, but {} `{}`, which is under {upstream}",
            child.id(),
            super::child_before_parent::verb(link.relation().name()),
            parent.id()
        );
        findings.push(
            Finding::new(Spot::value(child, Path::field("license")), message)
                .label("allows commercial use")
                .related(Spot::value(child, link.stated_in().path(link.place())), "by this link")
                .related(Spot::value(parent, Path::field("license")), "does not allow it")
                .help("compare both licences with their sources; if both are as declared, leave them"),
        );
    }
}

/// Whether something of the other end's weights is in the entry.
fn carries_weights(link: LinkRef<'_>) -> bool {
    match link.detail() {
        Detail::Component(component) => component.start.known() != Some(&Start::Scratch),
        Detail::Plain
        | Detail::Lineage(_)
        | Detail::Training(_)
        | Detail::Method(_)
        | Detail::Member(_)
        | Detail::Row(..) => true,
    }
}

fn license(entry: &Entry) -> Option<&Text> {
    entry.license()?.known()
}

/// Whether a licence says in its name that it does not allow commercial use.
fn forbids_commerce(license: &Text) -> bool {
    let name = license.as_str().to_lowercase();
    name.split(['-', ' ']).any(|part| part == "nc" || part == "research")
        || name.contains("non-commercial")
        || name.contains("noncommercial")
}
