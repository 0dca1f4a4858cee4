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
    let of_kind = names(taxonomy, order.kind);
    for given in std::iter::once(order.id).chain(order.name) {
        if let Some((existing, entry)) = of_kind.get(&folded(given)) {
            return Err(taken(given, existing, *entry));
        }
    }
    // Ids share one space over all kinds that can be referred to.
    let mut others = taxonomy.entries().filter(|entry| entry.kind().is_referable());
    if let Some(entry) = others.find(|entry| fold(entry.id()).eq(fold(order.id))) {
        return Err(taken(order.id, entry.id(), entry));
    }
    if order.force_new { Ok(()) } else { near(order, &of_kind) }
}

fn taken(given: &str, existing: &str, entry: EntryRef<'_>) -> Refusal {
    Refusal::Taken { given: given.to_owned(), existing: existing.to_owned(), file: entry.entry().file() }
}

/// Refuses an id or name that is most likely a slip of one of `names`.
fn near(order: &Order<'_>, names: &Names<'_>) -> Result<(), Refusal> {
    // Whoever names a sibling has seen it. Numbers of papers are all near each other.
    let is_sibling = |entry: &EntryRef<'_>| order.sibling.is_some_and(|sibling| sibling.id == entry.id());
    let is_number = |text: &str| order.kind == Kind::Paper && text.starts_with("arxiv-");
    for given in std::iter::once(order.id).chain(order.name).filter(|given| !is_number(given)) {
        let wanted = folded(given);
        let others = names
            .iter()
            .filter(|(name, (_, entry))| !is_sibling(entry) && may_be_slip(&wanted, name))
            .map(|(name, _)| name.as_str());
        if let Some((existing, entry)) = nearest(&wanted, others).and_then(|near| names.get(near)) {
            let (given, existing) = (given.to_owned(), existing.clone());
            return Err(Refusal::Near { given, existing, file: entry.entry().file() });
        }
    }
    Ok(())
}

/// Whether a name that is near another can be meant for it. A third of all entries have a near one; but short names are all
/// near each other, other digits mean another version, and a longer name another member of the family.
fn may_be_slip(given: &str, name: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    given.chars().count() >= SHORTEST
        && given.chars().next() == name.chars().next()
        && digits(given) == digits(name)
        && !given.starts_with(name)
        && !name.starts_with(given)
}

/// In a shorter name, one letter more or less is no slip.
const SHORTEST: usize = 6;

/// The ids, names, aliases and variants of the entries of one kind.
fn names(taxonomy: &Taxonomy, kind: Kind) -> Names<'_> {
    let mut names = Names::new();
    for entry in taxonomy.of_kind(kind) {
        let mut add = |text: &str| {
            names.entry(folded(text)).or_insert_with(|| (text.to_owned(), entry));
        };
        let shared = entry.entry().shared();
        add(entry.id());
        shared.name.into_iter().chain(shared.aliases).for_each(|name| add(name));
        for variant in shared.variants {
            add(&format!("{}@{}", entry.id(), variant.id));
            variant.name.iter().chain(&variant.aliases).for_each(|name| add(name));
        }
    }
    names
}

fn folded(text: &str) -> String {
    fold(text).collect()
}
