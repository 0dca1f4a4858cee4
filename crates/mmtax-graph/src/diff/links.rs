//! Links and classes that came or went.

use std::collections::{BTreeMap, BTreeSet};

use mmtax_schema::{Kind, Relation};

use super::entries::Entries;
use super::{ClassChange, EntryName, LinkChange, Turn};
use crate::view::View;

type Edge<'t> = ((Kind, &'t str), Relation, (Kind, &'t str));

pub(super) fn links(entries: &Entries<'_>) -> Vec<LinkChange> {
    let was: BTreeSet<Edge<'_>> = entries
        .before
        .links(View::FULL)
        .map(|link| {
            let (from, to) = (link.from(), link.to());
            let now = |kind, id| (kind, entries.id_now(kind, id));
            (now(from.kind(), from.id()), link.relation(), now(to.kind(), to.id()))
        })
        .collect();
    let is: BTreeSet<Edge<'_>> = entries
        .after
        .links(View::FULL)
        .map(|link| {
            let (from, to) = (link.from(), link.to());
            ((from.kind(), from.id()), link.relation(), (to.kind(), to.id()))
        })
        .collect();
    let name = |(kind, id): (Kind, &str)| EntryName { kind, id: id.to_owned() };
    let change = |turn| {
        move |&(from, relation, to): &Edge<'_>| LinkChange { from: name(from), relation, to: name(to), turn }
    };
    let gone = was.difference(&is).map(change(Turn::Removed));
    let mut changes: Vec<_> = is.difference(&was).map(change(Turn::Added)).chain(gone).collect();
    changes.sort();
    changes
}

pub(super) fn classes(entries: &Entries<'_>) -> Vec<ClassChange> {
    let mut placed: BTreeMap<(EntryName, String), (BTreeSet<String>, BTreeSet<String>)> = BTreeMap::new();
    for member in entries.before.entries() {
        for class in member.classes() {
            let scheme = entries.id_now(Kind::Scheme, class.scheme.id()).to_owned();
            let concepts = placed.entry((entries.name_now(member), scheme)).or_default();
            concepts.0.insert(class.concept.id.to_string());
        }
    }
    for member in entries.after.entries() {
        for class in member.classes() {
            let name = EntryName { kind: member.kind(), id: member.id().to_owned() };
            let concepts = placed.entry((name, class.scheme.id().to_owned())).or_default();
            concepts.1.insert(class.concept.id.to_string());
        }
    }
    placed
        .into_iter()
        .filter(|(_, (before, after))| before != after)
        .map(|((member, scheme), (before, after))| ClassChange {
            member,
            scheme,
            before: before.into_iter().collect(),
            after: after.into_iter().collect(),
        })
        .collect()
}
