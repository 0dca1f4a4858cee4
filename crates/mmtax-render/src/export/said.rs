//! What is said of an entry and of a link: ids, names and typed attributes, the same in every format.

use std::collections::BTreeSet;

use mmtax_graph::schema::vocab::ComponentRole;
use mmtax_graph::schema::{Body, Detail, Relation};
use mmtax_graph::{EntryRef, LinkRef};

use super::part::Link;

/// The value of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    Bool(bool),
    Int(usize),
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Bool(is) => is.fmt(f),
            Self::Int(number) => number.fmt(f),
        }
    }
}

/// An attribute: its name, its type and what it says.
pub(super) struct Attribute {
    pub(super) name: &'static str,
    pub(super) kind: Type,
    pub(super) about: &'static str,
}

/// The type of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Text,
    Bool,
    Int,
}

impl Type {
    /// As GraphML and GEXF write it; they agree on these.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Bool => "boolean",
            Self::Int => "int",
        }
    }
}

const fn attribute(name: &'static str, kind: Type, about: &'static str) -> Attribute {
    Attribute { name, kind, about }
}

/// What is said of an entry, beside its id and name.
pub(super) const OF_ENTRIES: [Attribute; 7] = [
    attribute("kind", Type::Text, "What sort of entry it is."),
    attribute("role", Type::Text, "What a model is for."),
    attribute("paradigm", Type::Text, "How a model produces its modalities; left out when not known."),
    attribute("date", Type::Text, "When it came out: a year, a month or a day."),
    attribute("year", Type::Int, "The year of the date."),
    attribute("stub", Type::Bool, "Whether it is only named and linked."),
    attribute("file", Type::Text, "Its file, below taxonomy/."),
];

/// What is said of a link, beside its ends.
pub(super) const OF_LINKS: [Attribute; 7] = [
    attribute("relation", Type::Text, "A verb phrase that reads from source to target."),
    attribute("lineage", Type::Bool, "Whether weights, design or data descend along it."),
    attribute("roles", Type::Text, "What a part serves as."),
    attribute("stated_in", Type::Text, "The files that state it."),
    attribute("evidence", Type::Text, "The source in which that was read, with the version."),
    attribute("locator", Type::Text, "The places in the source."),
    attribute("statements", Type::Int, "How many statements say so."),
];

/// The id of an entry in a graph: results and errata, which have the id of their source, with their kind.
pub(super) fn id(entry: EntryRef<'_>) -> String {
    if entry.kind().is_referable() {
        return entry.id().to_owned();
    }
    format!("{}/{}", entry.kind().folder(), entry.id())
}

/// The name to show; results and errata have none of their own.
pub(super) fn label(entry: EntryRef<'_>) -> String {
    if entry.kind().is_referable() {
        return entry.name().to_owned();
    }
    format!("{} of {}", entry.kind(), entry.id())
}

/// What is known of an entry, in the order of [`OF_ENTRIES`].
pub(super) fn of_entry(entry: EntryRef<'_>) -> [Option<Value>; OF_ENTRIES.len()] {
    let model = entry.as_model();
    let paradigm = model.and_then(|model| model.paradigm.known());
    [
        text(entry.kind().name()),
        model.and_then(|model| text(model.role.word())),
        paradigm.and_then(|paradigm| text(paradigm.word())),
        entry.date().and_then(|date| text(&date.to_string())),
        entry.date().map(|date| Value::Int(usize::from(date.year()))),
        Some(Value::Bool(entry.is_stub())),
        text(&entry.entry().file()),
    ]
}

fn text(text: &str) -> Option<Value> {
    (!text.is_empty()).then(|| Value::Text(text.to_owned()))
}

impl Link<'_> {
    /// A name that stays while the statement does, and that no other link has.
    pub(super) fn id(&self) -> String {
        format!("{} {} {}", id(self.first.from()), self.first.relation(), id(self.first.to()))
    }

    /// What is known of the link, in the order of [`OF_LINKS`].
    pub(super) fn attributes(&self) -> [Option<Value>; OF_LINKS.len()] {
        let sources = self.statements.iter().filter_map(|link| source(*link));
        let places = self.statements.iter().filter_map(|link| link.cited().at).map(|at| at.to_string());
        [
            text(self.first.relation().name()),
            Some(Value::Bool(self.first.relation().info().is_lineage)),
            list(self.roles().into_iter().map(str::to_owned)),
            list(self.statements.iter().map(|link| link.stated_in().file())),
            list(sources),
            list(places),
            Some(Value::Int(self.statements.len())),
        ]
    }

    /// What a part serves as.
    pub(super) fn roles(&self) -> Vec<&'static str> {
        let mut roles: BTreeSet<ComponentRole> = BTreeSet::new();
        for link in &self.statements {
            if let Detail::Component(component) = link.detail() {
                roles.extend(component.roles.iter());
            }
        }
        roles.into_iter().map(|role| role.word()).collect()
    }

    /// What an edge says, read from the ancestor to the descendant.
    pub(super) fn phrase(&self) -> Vec<&'static str> {
        let roles = self.roles();
        let relation = self.first.relation();
        if relation == Relation::Contains && !roles.is_empty() {
            roles
        } else {
            vec![relation.info().inverse]
        }
    }
}

/// Different texts in their order, joined.
fn list(items: impl Iterator<Item = String>) -> Option<Value> {
    let mut seen = BTreeSet::new();
    let items: Vec<_> = items.filter(|item| seen.insert(item.clone())).collect();
    text(&items.join("; "))
}

/// The source of a statement: a paper or address with its version.
fn source(link: LinkRef<'_>) -> Option<String> {
    let shared = link.stated_in().shared();
    if let Body::Results(results) = &link.stated_in().body {
        let version = results.version.as_ref().map_or_else(String::new, |version| format!(" ({version})"));
        return Some(format!("{}{version}", results.source));
    }
    shared.source_of(link.cited()).map(ToString::to_string)
}
