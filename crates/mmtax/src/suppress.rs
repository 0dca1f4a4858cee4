//! Findings that the data itself allows, each with a reason beside it; and allowances that allow nothing.

use std::collections::BTreeSet;

use mmtax_schema::Path;
use mmtax_schema::suggest::nearest;

use crate::check::{Check, Finding, Spot};
use crate::rules::{Explained, RULES, SUPPRESSION_UNNEEDED};

type Found = (&'static Explained, Finding);

/// Takes out what an entry allows, and adds what it allows in vain.
pub(crate) fn apply(check: &Check<'_>, findings: Vec<Found>) -> Vec<Found> {
    let mut used = BTreeSet::new();
    let mut kept: Vec<Found> = Vec::with_capacity(findings.len());
    for (rule, finding) in findings {
        match allowance(check, rule, &finding.spot) {
            Some(index) => {
                used.insert((finding.spot.kind, finding.spot.id.clone(), index));
            }
            None => kept.push((rule, finding)),
        }
    }
    for entry in check.taxonomy.entries() {
        for (index, allow) in entry.entry().shared().allow.iter().enumerate() {
            if used.contains(&(entry.kind(), entry.entry().id.clone(), index)) {
                continue;
            }
            let is_rule = RULES.iter().any(|rule| rule.about.code == allow.code.as_str());
            let near = nearest(allow.code.as_str(), RULES.iter().map(|rule| rule.about.code));
            let (message, help) = match near {
                _ if is_rule => (
                    format!("`{}` finds nothing here that would have to be allowed", allow.code),
                    "remove it: it would hide the next finding".to_owned(),
                ),
                Some(near) => (format!("there is no rule `{}`", allow.code), format!("did you mean `{near}`?")),
                None => (
                    format!("there is no rule `{}`", allow.code),
                    "`cargo xtask explain` lists all codes; what is wrong with a file's structure cannot be allowed"
                        .to_owned(),
                ),
            };
            let spot = Spot::value(entry, Path::field("allow").index(index).key("code"));
            kept.push((
                &SUPPRESSION_UNNEEDED,
                Finding::new(spot, message).label("allows nothing").help(help),
            ));
        }
    }
    kept
}

/// The position of the item under `allow` that a finding at `spot` falls under.
fn allowance(check: &Check<'_>, rule: &Explained, spot: &Spot) -> Option<usize> {
    let entry = check.taxonomy.entry_of(spot.kind, spot.id.as_str())?;
    entry.entry().shared().allow.iter().position(|allow| {
        let is_about_it = allow.path.as_ref().is_none_or(|path| is_at_or_below(&spot.path.to_string(), path));
        allow.code.as_str() == rule.code && is_about_it
    })
}

/// Whether `path` is `top`, or an item or field of it.
fn is_at_or_below(path: &str, top: &str) -> bool {
    path.strip_prefix(top).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

#[cfg(test)]
mod tests {
    use super::is_at_or_below;

    #[test]
    fn a_path_covers_what_is_below_it() {
        assert!(is_at_or_below("components[1].uses", "components[1]"));
        assert!(is_at_or_below("released", "released"));
        assert!(!is_at_or_below("components[10]", "components[1]"));
        assert!(!is_at_or_below("released_late", "released"));
    }
}
