//! `lineage-cycle`

use mmtax_graph::View;

use super::{Explained, Rule, Run};
use crate::check::{Check, Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "lineage-cycle",
        severity: Severity::Error,
        summary: "An entry descends from itself, or is a part of itself.",
        docs: "\
## What it does
Follows lineage, components and replacements together, and reports every circle with each of its links.

## Why it is bad
Nothing can come before itself: one of the links is wrong or turned around.

## How to fix
Look at each link that is shown, and correct the one its source does not support. Links lead from the newer to the older.

## Bad
```yaml
# taxonomy/models/janus.yaml, while janus-pro is a successor of janus
lineage:
  - { relation: successor-of, of: janus-pro }
```

## Good
```yaml
# taxonomy/models/janus-pro.yaml
lineage:
  - { relation: successor-of, of: janus }
```
",
    },
    run: Run::Taxonomy(run),
};

fn run(check: &Check<'_>, findings: &mut Findings) {
    for cycle in check.taxonomy.cycles(View::acyclic()) {
        let spot =
            |link: mmtax_graph::LinkRef<'_>| Spot::value(link.from(), link.stated_in().path(link.place()));
        let say = |link: mmtax_graph::LinkRef<'_>| {
            format!("`{}` {} `{}`", link.from().id(), link.relation(), link.to().id())
        };
        let Some((first, rest)) = cycle.links.split_first() else { continue };
        let chain: Vec<&str> = cycle.links.iter().map(|link| link.from().id()).collect();
        let message = format!("`{}` comes from itself: {} -> {}", chain[0], chain.join(" -> "), chain[0]);
        let mut finding = Finding::new(spot(*first), message).label(say(*first));
        for link in rest {
            finding = finding.related(spot(*link), say(*link));
        }
        findings.push(finding.help("links lead from the newer to the older: one of these is wrong"));
    }
}
