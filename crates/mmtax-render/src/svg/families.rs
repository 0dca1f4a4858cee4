//! Families: unified models that hang together by lineage, along which weights or design come down.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use mmtax_graph::schema::vocab::Role;
use mmtax_graph::schema::{Kind, Relation};
use mmtax_graph::{EntryRef, Taxonomy, View};

/// Dated unified models of one family, the oldest first.
pub(super) struct Family<'t> {
    pub(super) members: Vec<EntryRef<'t>>,
}

/// What is drawn, and how many dated models and how many without a date are not.
pub(super) struct Chosen<'t> {
    pub(super) families: Vec<Family<'t>>,
    pub(super) all: usize,
    pub(super) dated: usize,
}

impl Chosen<'_> {
    pub(super) fn drawn(&self) -> usize {
        self.families.iter().map(|family| family.members.len()).sum()
    }
}

/// What joins members of a family. Who was only taught by another's outputs is not of its family.
pub(super) fn view() -> View {
    View::of(
        Relation::all().filter(|relation| relation.info().is_lineage && *relation != Relation::DistilledFrom),
    )
}

/// The families of two and more, the largest first, and then single models, those first that most sources report values of;
/// as many as there is room for. The oldest family first.
pub(super) fn families(taxonomy: &Taxonomy, room: usize) -> Chosen<'_> {
    let is_unified = |entry: &EntryRef<'_>| entry.as_model().is_some_and(|model| model.role == Role::Unified);
    let models: Vec<_> = taxonomy.of_kind(Kind::Model).filter(is_unified).collect();
    let mut found = joined(&models);
    for family in &mut found {
        family.members.retain(|entry| entry.date().is_some());
        sort(&mut family.members);
    }
    found.retain(|family| !family.members.is_empty());
    let dated = found.iter().map(|family| family.members.len()).sum();
    let reports = reports(taxonomy);
    let known =
        |family: &Family<'_>| family.members.iter().filter_map(|entry| reports.get(entry)).sum::<usize>();
    found.sort_by_key(|family| (family.members.len() < 2, Reverse(known(family)), family.members[0]));
    let mut left = room;
    found.retain(|family| {
        let fits = family.members.len() <= left;
        left -= if fits { family.members.len() } else { 0 };
        fits
    });
    found.sort_by_key(|family| (family.members[0].date().map(|date| date.earliest()), family.members[0]));
    Chosen { families: found, all: models.len(), dated }
}

/// By month, of one month ancestors first, then by day: of a month alone the day is not known.
fn sort<'t>(members: &mut [EntryRef<'t>]) {
    let of_family: BTreeSet<_> = members.iter().copied().collect();
    let depth = |entry: EntryRef<'t>| {
        entry.ancestors(view()).iter().filter(|reached| of_family.contains(&reached.entry)).count()
    };
    let key = |entry: &EntryRef<'t>| {
        let date = entry.date();
        (date.map(|date| date.months()), depth(*entry), date.map(|date| date.earliest()), *entry)
    };
    members.sort_by_key(key);
}

/// How many sources report values of each model.
fn reports(taxonomy: &Taxonomy) -> BTreeMap<EntryRef<'_>, usize> {
    let mut sources: BTreeMap<EntryRef<'_>, BTreeSet<&str>> = BTreeMap::new();
    for link in taxonomy.links(View::of([Relation::EvaluatedOn])) {
        sources.entry(link.from()).or_default().insert(link.stated_in().id.as_str());
    }
    sources.into_iter().map(|(entry, sources)| (entry, sources.len())).collect()
}

/// The connected parts of the family graph.
fn joined<'t>(models: &[EntryRef<'t>]) -> Vec<Family<'t>> {
    let known: BTreeSet<_> = models.iter().copied().collect();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for &model in models {
        let (mut members, mut open) = (Vec::new(), vec![model]);
        while let Some(at) = open.pop() {
            if !known.contains(&at) || !seen.insert(at) {
                continue;
            }
            members.push(at);
            open.extend(at.links_out(view()).into_iter().map(|link| link.to()));
            open.extend(at.links_in(view()).into_iter().map(|link| link.from()));
        }
        if !members.is_empty() {
            found.push(Family { members });
        }
    }
    found
}
