//! `child-before-parent`

use mmtax_graph::{LinkRef, View};
use mmtax_schema::relation::DateRule;
use mmtax_schema::{Detail, EntryId, PartialDate, Path};

use super::{Explained, Rule, Run};
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
before `2024-05`. A variant's own date stands in for its family's, at either end.

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
    run: Run::Taxonomy(run),
};

fn run(check: &Check<'_>, findings: &mut Findings) {
    variants_before_family(check, findings);
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
        let (parent_name, parent_date, parent_path) = match dated_variant {
            Some((index, date)) => {
                let name = format!("{}@{}", parent.id(), link.to_variant().unwrap_or_default());
                (name, Some(date), Path::field("variants").index(index).key("released"))
            }
            None => (parent.id().to_owned(), parent.date(), Path::field(parent.entry().date_field())),
        };
        let Some(parent_date) = parent_date else { continue };
        let too_early = births(link).into_iter().find(|birth| birth.date.is_certainly_before(parent_date));
        if let Some(Birth { of, date, path }) = too_early {
            let message = format!(
                "`{of}` is dated {date}, before `{parent_name}` of {parent_date}, which it {}",
                verb(link.relation().name())
            );
            findings.push(
                Finding::new(Spot::value(child, path), message)
                    .label(date.to_string())
                    .related(Spot::value(child, link.stated_in().path(link.place())), "by this link")
                    .related(Spot::value(parent, parent_path), dated(parent_date))
                    .help("check both dates and the link at their sources"),
            );
        }
    }
}

/// When something came out, and where that is said.
struct Birth {
    of: String,
    date: PartialDate,
    path: Path,
}

/// The dates of what stands at the `from` end of a link: of the variants that it is limited to, or of the entry.
fn births(link: LinkRef<'_>) -> Vec<Birth> {
    let child = link.from();
    let limits = match link.detail() {
        Detail::Component(item) => item.variants.as_slice(),
        Detail::Lineage(item) => item.variants.as_slice(),
        Detail::Plain | Detail::Training(_) | Detail::Method(_) | Detail::Member(_) | Detail::Row(..) => &[],
    };
    let family = |of: String| {
        let path = Path::field(child.entry().date_field());
        child.date().map(|date| Birth { of, date, path })
    };
    if limits.is_empty() {
        return family(child.id().to_owned()).into_iter().collect();
    }
    let variants = child.entry().shared().variants;
    let birth = |id: &EntryId| {
        let of = format!("{}@{id}", child.id());
        let own = variants.iter().enumerate().find(|(_, variant)| variant.id == *id);
        match own.and_then(|(index, variant)| Some((index, *variant.released.known()?))) {
            Some((index, date)) => {
                Some(Birth { of, date, path: Path::field("variants").index(index).key("released") })
            }
            None => family(of),
        }
    };
    limits.iter().filter_map(birth).collect()
}

/// A family is as old as its first release.
fn variants_before_family(check: &Check<'_>, findings: &mut Findings) {
    for family in check.taxonomy.entries() {
        let Some(date) = family.date() else { continue };
        for (index, variant) in family.entry().shared().variants.iter().enumerate() {
            let Some(released) = variant.released.known().filter(|born| born.is_certainly_before(date))
            else {
                continue;
            };
            let message =
                format!("the variant `{}` is dated {released}, before `{}` itself", variant.id, family.id());
            let path = Path::field("variants").index(index).key("released");
            findings.push(
                Finding::new(Spot::value(family, path), message)
                    .label(released.to_string())
                    .related(Spot::value(family, Path::field(family.entry().date_field())), dated(date))
                    .help("`released` of an entry is the day of its first release: check both"),
            );
        }
    }
}

fn dated(date: PartialDate) -> String {
    format!("dated {date}")
}

/// "which it contains", "which it is initialized-from".
pub(super) fn verb(relation: &str) -> String {
    if matches!(relation, "contains" | "extends") { relation.to_owned() } else { format!("is {relation}") }
}
