//! `child-before-parent`

use mmtax_graph::View;
use mmtax_schema::relation::DateRule;
use mmtax_schema::{PartialDate, Path};

use super::{Explained, Rule};
use crate::check::{Check, Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "child-before-parent",
        severity: Severity::Warning,
        summary: "An entry is dated before something that it descends from or contains.",
        docs: "\
## What it does
Compares the dates at both ends of every link whose relation has a date rule, as far as both are known: `2024` is not
before `2024-05`. A variant's own date stands in for its family's.

## Why it is bad
One of the dates is wrong, or the link is: in one published catalogue 24 models were older than their parents.

## How to fix
Check both dates at their sources, and the link. `released` is the day of the first public version.

## Bad
```yaml
# taxonomy/models/janus-pro.yaml, while janus is of 2024-10-17
released: 2024-01-29
```

## Good
```yaml
released: 2025-01-29
```
",
    },
    run,
};

fn run(check: &Check<'_>, findings: &mut Findings) {
    for link in check.taxonomy.links(View::FULL) {
        if link.relation().info().dates == DateRule::Free {
            continue;
        }
        let (child, parent) = (link.from(), link.to());
        let variant = link.to_variant().and_then(|name| {
            let variants = parent.entry().shared().variants;
            variants.iter().enumerate().find(|(_, variant)| variant.id.as_str() == name)
        });
        let dated_variant = variant.and_then(|(i, variant)| Some((i, *variant.released.known()?)));
        let (parent_date, parent_path) = match dated_variant {
            Some((index, date)) => (Some(date), Path::field("variants").index(index).key("released")),
            None => (parent.date(), Path::field(parent.entry().date_field())),
        };
        let (Some(born), Some(parent_date)) = (child.date(), parent_date) else { continue };
        if born.is_certainly_before(parent_date) {
            let message = format!(
                "`{}` is dated {born}, before `{}` of {parent_date}, which it {}",
                child.id(),
                parent.id(),
                verb(link.relation().name())
            );
            findings.push(
                Finding::new(Spot::value(child, Path::field(child.entry().date_field())), message)
                    .label(born.to_string())
                    .related(Spot::value(child, link.stated_in().path(link.place())), "by this link")
                    .related(Spot::value(parent, parent_path), dated(parent_date))
                    .help("check both dates and the link at their sources"),
            );
        }
    }
}

fn dated(date: PartialDate) -> String {
    format!("dated {date}")
}

/// "which it contains", "which it is initialized-from".
fn verb(relation: &str) -> String {
    if matches!(relation, "contains" | "extends") { relation.to_owned() } else { format!("is {relation}") }
}
