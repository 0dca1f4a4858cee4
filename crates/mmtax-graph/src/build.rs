//! From entries to a taxonomy: the only code that resolves references and adds links.

use std::collections::BTreeSet;

use mmtax_schema::{Body, Entry, EntryId, Kind, Place, RefText, Reference, Relation};

use crate::entries::Entries;
use crate::index::Index;
use crate::link::Link;
use crate::net::Net;
use crate::taxonomy::Taxonomy;

/// A file whose structure is broken: it has no entry, but its id is taken, so that one broken file does not make a
/// dangling reference of every mention of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Broken {
    /// The file stem.
    pub id: EntryId,
    /// The folder's kind.
    pub kind: Kind,
}

/// Something that entries say of each other and that cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BuildFault {
    /// No entry has the id.
    Unresolved {
        /// The kind and id of the entry with the reference.
        entry: (Kind, EntryId),
        /// Where in it the reference stands.
        place: Place,
        /// What it names.
        to: RefText,
        /// The kinds it may name.
        kinds: Vec<Kind>,
    },
    /// The entry with the id is of a kind that cannot stand there.
    WrongKind {
        /// The kind and id of the entry with the reference.
        entry: (Kind, EntryId),
        /// Where in it the reference stands.
        place: Place,
        /// What it names.
        to: RefText,
        /// What kind that is.
        found: Kind,
        /// The kinds it may name.
        kinds: Vec<Kind>,
    },
    /// The entry exists, but has no such variant.
    UnknownVariant {
        /// The kind and id of the entry with the reference.
        entry: (Kind, EntryId),
        /// Where in it the reference stands.
        place: Place,
        /// What it names.
        to: RefText,
        /// The kind of the entry that lacks the variant.
        found: Kind,
    },
    /// The relation does not join entries of these kinds.
    WrongRelation {
        /// The kind and id of the entry with the reference.
        entry: (Kind, EntryId),
        /// Where in it the reference stands.
        place: Place,
        /// The relation.
        relation: Relation,
        /// The kind at its other end.
        found: Kind,
    },
    /// Two entries of kinds that can be referred to have one id.
    DuplicateId {
        /// The entry that is found under the id.
        kept: (Kind, EntryId),
        /// The entry that is not.
        other: (Kind, EntryId),
    },
}

impl Taxonomy {
    /// Joins entries into a taxonomy. What can be built is built; what cannot is told.
    #[must_use]
    pub fn build(mut entries: Vec<Entry>, broken: Vec<Broken>) -> (Self, Vec<BuildFault>) {
        entries.sort_by(|a, b| (&a.id, a.kind()).cmp(&(&b.id, b.kind())));
        let broken: BTreeSet<(String, Kind)> =
            broken.into_iter().map(|broken| (broken.id.to_string(), broken.kind)).collect();
        let mut faults = duplicate_ids(&entries);
        let index = Index::new(&entries);
        let mut builder = Builder {
            entries: &entries,
            index: &index,
            broken: &broken,
            links: Vec::new(),
            faults: &mut faults,
        };
        for (owner, entry) in entries.iter().enumerate() {
            builder.add_links(position(owner), entry);
        }
        let net = Net::new(builder.links, entries.len());
        let taxonomy = Self { entries: Entries::Read(entries), index, net: net.into(), broken };
        (taxonomy, faults)
    }
}

fn duplicate_ids(entries: &[Entry]) -> Vec<BuildFault> {
    let referable: Vec<&Entry> = entries.iter().filter(|entry| entry.kind().is_referable()).collect();
    referable
        .windows(2)
        .filter(|pair| pair[0].id == pair[1].id)
        .map(|pair| BuildFault::DuplicateId {
            kept: (pair[0].kind(), pair[0].id.clone()),
            other: (pair[1].kind(), pair[1].id.clone()),
        })
        .collect()
}

struct Builder<'b> {
    entries: &'b [Entry],
    index: &'b Index,
    broken: &'b BTreeSet<(String, Kind)>,
    links: Vec<Link>,
    faults: &'b mut Vec<BuildFault>,
}

impl Builder<'_> {
    fn add_links(&mut self, owner: u32, entry: &Entry) {
        entry.for_each_reference(|reference| {
            let Some(target) = self.resolve(entry, reference) else { return };
            match (reference.relation, &entry.body) {
                (Some(Relation::EvaluatedOn), Body::Results(results)) => {
                    if let Place::Row(table, _) = reference.place {
                        self.evaluated_on(owner, target, &results.tables[table as usize], reference.place);
                    }
                }
                // The scheme states it of the member.
                (Some(Relation::MemberOf), Body::Scheme(_)) => {
                    self.links.push(Link {
                        from: target,
                        relation: Relation::MemberOf,
                        to: owner,
                        owner,
                        place: reference.place,
                    });
                }
                (Some(relation), _) => {
                    if self.joins(entry, relation, target, reference.place) {
                        let place = reference.place;
                        self.links.push(Link { from: owner, relation, to: target, owner, place });
                    }
                }
                (None, _) => {}
            }
        });
    }

    fn evaluated_on(&mut self, owner: u32, from: u32, table: &mmtax_schema::entry::Table, place: Place) {
        let mut seen = BTreeSet::new();
        for column in table.columns.iter() {
            let target = table.benchmark_of(column).and_then(|to| self.find(to.id(), &[Kind::Benchmark]));
            if let Some(to) = target.filter(|to| seen.insert(*to)) {
                self.links.push(Link { from, relation: Relation::EvaluatedOn, to, owner, place });
            }
        }
    }

    /// The entry that a reference names, or `None` with a fault unless that entry's file is broken.
    fn resolve(&mut self, entry: &Entry, reference: Reference<'_>) -> Option<u32> {
        let Reference { place, to, kinds, .. } = reference;
        let owner = || (entry.kind(), entry.id.clone());
        let Some(found) = self.find(to.id(), kinds) else {
            if kinds.iter().any(|kind| self.broken.contains(&(to.id().to_owned(), *kind))) {
                return None;
            }
            let other = self.find(to.id(), &Kind::REFERABLE).map(|index| self.entries[index as usize].kind());
            self.faults.push(match other {
                Some(found) => BuildFault::WrongKind {
                    entry: owner(),
                    place,
                    to: to.clone(),
                    found,
                    kinds: kinds.to_vec(),
                },
                None => {
                    BuildFault::Unresolved { entry: owner(), place, to: to.clone(), kinds: kinds.to_vec() }
                }
            });
            return None;
        };
        let target = &self.entries[found as usize];
        if let Some(variant) = to.variant()
            && !target.shared().variants.iter().any(|known| known.id.as_str() == variant)
        {
            let found = target.kind();
            self.faults.push(BuildFault::UnknownVariant { entry: owner(), place, to: to.clone(), found });
        }
        Some(found)
    }

    /// Whether the relation's row allows the kinds at both ends.
    fn joins(&mut self, entry: &Entry, relation: Relation, target: u32, place: Place) -> bool {
        let info = relation.info();
        let found = self.entries[target as usize].kind();
        let fits = info.from.contains(&entry.kind())
            && info.to.contains(&found)
            && (!info.same_kind || entry.kind() == found);
        if !fits {
            let entry = (entry.kind(), entry.id.clone());
            self.faults.push(BuildFault::WrongRelation { entry, place, relation, found });
        }
        fits
    }

    fn find(&self, id: &str, kinds: &[Kind]) -> Option<u32> {
        let mut found = self.index.find(self.entries, id);
        found.find(|index| kinds.contains(&self.entries[*index].kind())).map(position)
    }
}

pub(crate) fn position(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
