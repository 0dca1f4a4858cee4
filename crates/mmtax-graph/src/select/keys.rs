//! What queries can ask for, by name: one list for the parser, its messages, completion and the reference.

use mmtax_schema::vocab::ComponentRole;
use mmtax_schema::{Kind, Relation};

use super::field::{Field, Values};
use super::filter::Reach;

/// A key of the query language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// How queries write it.
    pub name: String,
    /// What stands behind it.
    pub values: String,
    /// What it asks, in one sentence.
    pub meaning: String,
}

/// Every key but the benchmarks, which are keys by their ids.
#[must_use]
pub fn keys() -> Vec<Key> {
    let key = |name: &str, values: &str, meaning: &str| Key {
        name: name.to_owned(),
        values: values.to_owned(),
        meaning: meaning.to_owned(),
    };
    let kinds = Kind::ALL.map(Kind::name).join(", ");
    let mut keys = vec![
        key("kind", &kinds, "The kind of the entry."),
        key("id", "an id", "The entry itself."),
        key("name", "text", "A piece of its id or of one of its names. A word without a key means the same."),
        key("stub", "yes, no", "Whether it is only named and linked."),
        key("released", "a date; also < <= > >=", "When it came out; for a paper, its date."),
        key(
            "class",
            "a class, or a scheme, `/` and a class",
            "A scheme places it in the class or in one below it.",
        ),
    ];
    for field in Field::ALL {
        let values = match field.0.values {
            Values::Words(words) => words().join(", "),
            Values::Organization => "the id of an organization".to_owned(),
            Values::Text => "text".to_owned(),
            Values::Number => "a number such as `7B`; also < <= > >=".to_owned(),
        };
        keys.push(key(field.name(), &values, field.meaning()));
    }
    for (role, meaning) in roles() {
        keys.push(key(role, "the id of what it is; `[training:…,start:…]` before it", &meaning));
        keys.push(key(&format!("{role}.training"), "frozen, tuned", "What training does to it."));
        keys.push(key(&format!("{role}.start"), "pretrained, scratch", "How its weights start."));
    }
    for reach in reaches() {
        let meaning = match reach {
            Reach::Contains => "It has the entry as a part, or a part that has it, at any depth.",
            Reach::DescendsFrom => "It descends from the entry along lineage, at any depth.",
            Reach::BuiltOn => "It descends from or contains the entry, in any mixture, at any depth.",
            Reach::PartOf => "It is a part of the entry, at any depth.",
            Reach::AncestorOf => "The entry descends from it along lineage, at any depth.",
            Reach::Direct(relation) => relation.info().meaning,
            Reach::Inverse(_) => "The same link, read the other way.",
        };
        keys.push(key(reach.name(), "an id", meaning));
    }
    keys
}

/// The keys of components, each with what it asks.
pub(super) fn roles() -> Vec<(&'static str, String)> {
    let role = |role: &ComponentRole| (role.word(), format!("It has a component that is a {}.", role.word()));
    let any = ("component", "It has a component, whatever that does.".to_owned());
    std::iter::once(any).chain(ComponentRole::ALL.iter().map(role)).collect()
}

/// Every way in which a query can follow links.
pub(super) fn reaches() -> Vec<Reach> {
    let any_depth = [Reach::Contains, Reach::DescendsFrom, Reach::BuiltOn, Reach::PartOf, Reach::AncestorOf];
    let others = || Relation::all().filter(|relation| *relation != Relation::Contains);
    any_depth.into_iter().chain(others().map(Reach::Direct)).chain(others().map(Reach::Inverse)).collect()
}
