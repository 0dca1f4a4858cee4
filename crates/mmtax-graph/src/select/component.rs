//! Components held against what is asked of one.

use mmtax_schema::entry::Component;
use mmtax_schema::{Fact, Nothing};

use super::filter::ComponentTerm;
use crate::entry_ref::EntryRef;

/// Whether an entry has such a component: not known where its components are not, or where one leaves open what counts.
pub(super) fn has(entry: EntryRef<'_>, wanted: &ComponentTerm) -> Option<bool> {
    let components = match entry.entry().shared().components? {
        Fact::Value(components) => components,
        Fact::Nothing(Nothing::NotApplicable) => return Some(false),
        Fact::Nothing(_) => return None,
    };
    any(components.iter().map(|component| is(component, wanted)))
}

fn is(component: &Component, wanted: &ComponentTerm) -> Option<bool> {
    let role = wanted.role.is_none_or(|role| component.roles.contains(&role));
    let uses = match (&wanted.uses, &component.uses) {
        (None, _) => Some(true),
        (Some(id), Some(part)) if part.id() != id => Some(false),
        (Some(_), Some(part)) => match (&wanted.variant, part.variant()) {
            (None, _) => Some(true),
            (Some(wanted), Some(variant)) => Some(wanted == variant),
            (Some(_), None) => None,
        },
        // What is described in words has no entry.
        (Some(_), None) => component.detail.is_some().then_some(false),
    };
    all([Some(role), uses, fact(wanted.start, &component.start), fact(wanted.training, &component.training)])
}

fn fact<T: PartialEq>(wanted: Option<T>, fact: &Fact<T>) -> Option<bool> {
    match (wanted, fact) {
        (None, _) => Some(true),
        (Some(wanted), Fact::Value(value)) => Some(wanted == *value),
        (Some(_), Fact::Nothing(Nothing::NotApplicable)) => Some(false),
        (Some(_), Fact::Nothing(_)) => None,
    }
}

/// Whether all hold: one that does not is enough for "no".
pub(super) fn all(truths: impl IntoIterator<Item = Option<bool>>) -> Option<bool> {
    any(truths.into_iter().map(|holds| holds.map(|holds| !holds))).map(|holds| !holds)
}

/// Whether one holds at least.
pub(super) fn any(truths: impl IntoIterator<Item = Option<bool>>) -> Option<bool> {
    let mut found = Some(false);
    for truth in truths {
        match truth {
            Some(true) => return Some(true),
            Some(false) => {}
            None => found = None,
        }
    }
    found
}
