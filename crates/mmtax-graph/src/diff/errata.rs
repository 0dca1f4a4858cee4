//! Known misprints that came, went or are told otherwise.

use mmtax_schema::{Kind, Said};

use super::ErratumChange;
use super::entries::Entries;
use super::fields::{compare, pairs};
use crate::entry_ref::EntryRef;

pub(super) fn errata(entries: &Entries<'_>) -> Vec<ErratumChange> {
    let mut changes = Vec::new();
    for ((_, id), pair) in entries.pairs.iter().filter(|((kind, _), _)| *kind == Kind::Errata) {
        let is_same =
            |(before, after): (EntryRef<'_>, EntryRef<'_>)| before.entry().body == after.entry().body;
        if pair.before.zip(pair.after).is_some_and(is_same) {
            continue;
        }
        let (mut before, after) = (items(pair.before), items(pair.after));
        before.iter_mut().for_each(|item| entries.follow(item, "", false));
        changes.extend(pairs("items", &before, &after).into_iter().map(|(before, after)| ErratumChange {
            errata: (*id).to_owned(),
            before: before.cloned(),
            after: after.cloned(),
            fields: before.zip(after).map_or_else(Vec::new, |(before, after)| compare(before, after)),
        }));
    }
    // Two items may differ only in the order of what has none.
    changes.retain(|change| change.before.is_none() || change.after.is_none() || !change.fields.is_empty());
    changes
}

fn items(entry: Option<EntryRef<'_>>) -> Vec<Said> {
    match entry.map(|entry| entry.entry().said()).as_ref().and_then(|said| said.get("items")) {
        Some(Said::List(items)) => items.clone(),
        _ => Vec::new(),
    }
}
