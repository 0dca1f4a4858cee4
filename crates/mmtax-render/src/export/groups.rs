//! A part of the graph with groups in place of entries: what a drawing shows that has no room for them all.

use std::collections::BTreeMap;

use mmtax_graph::EntryRef;
use mmtax_graph::schema::vocab::{Paradigm, Role};
use mmtax_graph::schema::{Kind, Relation};

use super::part::Part;

/// What entries have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Group {
    pub(super) kind: Kind,
    role: Option<Role>,
    paradigm: Option<Paradigm>,
    /// Whether it is the one entry around which the part was cut out.
    pub(super) is_center: bool,
}

impl Group {
    /// The group in which an entry stands: its kind, of models their role, of unified models their paradigm.
    pub(super) fn of(entry: EntryRef<'_>) -> Self {
        let model = entry.as_model();
        let role = model.map(|model| model.role);
        let unified = model.filter(|model| model.role == Role::Unified);
        let paradigm = unified.and_then(|model| model.paradigm.known()).copied();
        Self { kind: entry.kind(), role, paradigm, is_center: false }
    }

    /// The group by kind alone.
    const fn coarse(self) -> Self {
        Self { role: None, paradigm: None, ..self }
    }

    /// A name for programs.
    pub(super) fn name(self) -> String {
        let words = [
            self.is_center.then_some("center"),
            Some(self.kind.folder()),
            self.role.map(Role::word),
            self.paradigm.map(Paradigm::word),
            (self.role == Some(Role::Unified) && self.paradigm.is_none()).then_some("unknown"),
        ];
        words.into_iter().flatten().collect::<Vec<_>>().join("_").replace('-', "_")
    }

    /// A name for people.
    pub(super) fn label(self) -> String {
        match (self.role, self.paradigm) {
            (None, _) if self.kind == Kind::Results => "results tables".into(),
            (None, _) => self.kind.folder().into(),
            (Some(Role::Unified), Some(paradigm)) => format!("unified models: {paradigm}"),
            (Some(Role::Unified), None) => "unified models: paradigm not known".into(),
            (Some(Role::Other), _) => "other models".into(),
            (Some(role), _) => format!("{}s", role.word().replace('-', " ")),
        }
    }
}

/// Groups with the number of their entries, and what joins them with the number of links.
pub(super) struct Grouped {
    pub(super) groups: BTreeMap<Group, usize>,
    pub(super) links: BTreeMap<(Group, Relation, Group), usize>,
}

/// The part in groups: fine ones, or by kind alone if those are more than a drawing may show.
pub(super) fn grouped(part: &Part<'_>, boxes: usize) -> Grouped {
    let group = |entry: EntryRef<'_>| Group { is_center: part.center == Some(entry), ..Group::of(entry) };
    let fine = by(part, group);
    if fine.groups.len() <= boxes { fine } else { by(part, |entry| group(entry).coarse()) }
}

fn by(part: &Part<'_>, group: impl Fn(EntryRef<'_>) -> Group) -> Grouped {
    let mut found = Grouped { groups: BTreeMap::new(), links: BTreeMap::new() };
    for &entry in &part.entries {
        *found.groups.entry(group(entry)).or_default() += 1;
    }
    for link in &part.links {
        let ends = (group(link.first.from()), link.first.relation(), group(link.first.to()));
        *found.links.entry(ends).or_default() += 1;
    }
    found
}
