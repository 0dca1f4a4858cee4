//! `license-stricter-upstream`

use mmtax_schema::Path;
use mmtax_schema::license::Terms;

use super::{Explained, Rule, Run};
use crate::check::{Check, Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "license-stricter-upstream",
        severity: Severity::Info,
        summary: "The licence of an entry allows more than that of what its weights come from.",
        docs: "\
## What it does
Follows the links along which weights come down: initialized-from, finetuned-from, merged-from, distilled-from, and components
that do not start from scratch. Names those where the other end's licence allows less, by its name: any use; the same terms;
terms of its own, without an SPDX id; no commercial use. docs/rendered/licenses.md follows the links at any depth.

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
    for child in check.taxonomy.entries() {
        let Some(licenses) = child.upstream_licenses() else { continue };
        // What is further up is a finding where the next below it declares too much.
        for found in licenses.stricter.iter().filter(|found| found.way.hops.len() == 1) {
            let (link, parent) = (found.way.hops[0].link, found.upstream);
            let [own, upstream] = [found.own, found.license].map(|license| Terms::of(license).phrase());
            let message = format!(
                "`{}` is under {}, but {} `{}`, which is under {}",
                child.id(),
                found.own,
                super::child_before_parent::verb(link.relation().name()),
                parent.id(),
                found.license
            );
            findings.push(
                Finding::new(Spot::value(child, Path::field("license")), message)
                    .label(own)
                    .related(Spot::value(child, link.stated_in().path(link.place())), "by this link")
                    .related(Spot::value(parent, Path::field("license")), upstream)
                    .help("compare both licences with their sources; if both are as declared, leave them"),
            );
        }
    }
}
