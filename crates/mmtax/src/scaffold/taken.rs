//! Whether a new entry is one that exists.

use std::collections::BTreeMap;

use mmtax_graph::{EntryRef, Taxonomy};
use mmtax_schema::Kind;
use mmtax_schema::suggest::nearest;

use super::{Order, Refusal};
use crate::names::fold;

/// What entries are called, folded, with how it is written and whose it is.
type Names<'t> = BTreeMap<String, (String, EntryRef<'t>)>;

/// Refuses an id that is taken, and an id or name that means an entry which exists, or nearly does.
pub(super) fn check(taxonomy: &Taxonomy, order: &Order<'_>) -> Result<(), Refusal> {
    let existing = if order.kind.is_referable() {
        taxonomy.entry(order.id)
    } else {
        taxonomy.entry_of(order.kind, order.id)
    };
    if let Some(entry) = existing {
        return Err(Refusal::Exists { id: order.id.to_owned(), file: entry.entry().file() });
    }
    // A record is called after its source, and may be one of several.
    if !order.kind.is_referable() {
        return Ok(());
    }
    let names = names(taxonomy, order.kind);
    let given = || std::iter::once(order.id).chain(order.name);
    for given in given() {
        if let Some((existing, entry)) = names.get(&folded(given)) {
            let (given, existing) = (given.to_owned(), existing.clone());
            return Err(Refusal::Taken { given, existing, file: entry.entry().file() });
        }
    }
    if order.force_new {
        return Ok(());
    }
    // Whoever names a sibling has seen it. Numbers of papers are all near each other.
    let is_sibling = |entry: &EntryRef<'_>| order.sibling.is_some_and(|sibling| sibling.id == entry.id());
    let is_number = |text: &str| order.kind == Kind::Paper && text.starts_with("arxiv-");
    for given in given().filter(|given| !is_number(given)) {
        let others = names.iter().filter(|(_, (_, entry))| !is_sibling(entry)).map(|(name, _)| name.as_str());
        if let Some((existing, entry)) = nearest(&folded(given), others).and_then(|near| names.get(near)) {
            let (given, existing) = (given.to_owned(), existing.clone());
            return Err(Refusal::Near { given, existing, file: entry.entry().file() });
        }
    }
    Ok(())
}

/// The ids of all entries that can be referred to, and the names, aliases and variants of those of one kind.
fn names(taxonomy: &Taxonomy, kind: Kind) -> Names<'_> {
    let mut names = Names::new();
    let mut add = |text: &str, entry| {
        names.entry(folded(text)).or_insert_with(|| (text.to_owned(), entry));
    };
    for entry in taxonomy.entries().filter(|entry| entry.kind().is_referable()) {
        add(entry.id(), entry);
    }
    for entry in taxonomy.of_kind(kind) {
        let shared = entry.entry().shared();
        shared.name.into_iter().chain(shared.aliases).for_each(|name| add(name, entry));
        for variant in shared.variants {
            add(&format!("{}@{}", entry.id(), variant.id), entry);
            variant.name.iter().chain(&variant.aliases).for_each(|name| add(name, entry));
        }
    }
    names
}

fn folded(text: &str) -> String {
    fold(text).collect()
}
