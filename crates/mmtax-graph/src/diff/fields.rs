//! What two trees say differently, field by field and item by item.

use std::collections::BTreeMap;

use mmtax_schema::Said;

use super::FieldChange;
use super::lists::{self, Items, ORDERED};

/// In what `after` differs from `before`.
pub(super) fn compare(before: &Said, after: &Said) -> Vec<FieldChange> {
    let mut out = Vec::new();
    step("", "", Some(before), Some(after), &mut out);
    out
}

fn step(path: &str, name: &str, before: Option<&Said>, after: Option<&Said>, out: &mut Vec<FieldChange>) {
    let nothing = Said::Map(Vec::new());
    let is_group = |said: &Said| matches!(said, Said::Map(_)) && !path.contains(['.', '[']);
    match (before, after) {
        (Some(before), Some(after)) if before == after && name != "sources" => {}
        (Some(Said::Map(_)), Some(Said::Map(_))) => {
            maps(path, name, before.unwrap_or(&nothing), after.unwrap_or(&nothing), out);
        }
        // A group of fields at the top, such as `links`, is told field by field.
        (None, Some(after)) if is_group(after) => maps(path, name, &nothing, after, out),
        (Some(before), None) if is_group(before) => maps(path, name, before, &nothing, out),
        (Some(Said::List(before)), Some(Said::List(after))) => lists(path, name, before, after, out),
        (None, Some(Said::List(after))) if !after.is_empty() => lists(path, name, &[], after, out),
        (Some(Said::List(before)), None) if !before.is_empty() => lists(path, name, before, &[], out),
        (None, None) => {}
        (before, after) => push(path, before, after, out),
    }
}

fn push(path: &str, before: Option<&Said>, after: Option<&Said>, out: &mut Vec<FieldChange>) {
    out.push(FieldChange { path: path.to_owned(), before: before.cloned(), after: after.cloned() });
}

fn maps(path: &str, name: &str, before: &Said, after: &Said, out: &mut Vec<FieldChange>) {
    let (Said::Map(was), Said::Map(is)) = (before, after) else { return };
    // The first source is the one that facts without a source of their own were read in.
    if name == "sources"
        && let (Some((was, _)), Some((is, _))) = (was.first(), is.first())
        && was != is
    {
        let word = |key: &String| Some(Said::Word(key.clone()));
        out.push(FieldChange { path: format!("{path} (default)"), before: word(was), after: word(is) });
    }
    let new = is.iter().filter(|(key, _)| before.get(key).is_none());
    for (key, _) in was.iter().chain(new) {
        let below = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        step(&below, key, before.get(key), after.get(key), out);
    }
}

fn lists(path: &str, name: &str, before: &[Said], after: &[Said], out: &mut Vec<FieldChange>) {
    let is_of_words = before.iter().chain(after).all(|item| item.word().is_some());
    if is_of_words && ORDERED.contains(&name) {
        let list = |items: &[Said]| (!items.is_empty()).then(|| Said::List(items.to_vec()));
        let (before, after) = (list(before), list(after));
        if before != after {
            out.push(FieldChange { path: path.to_owned(), before, after });
        }
        return;
    }
    for (before, after) in pairs(name, before, after) {
        let Some(item) = before.or(after) else { continue };
        let below = match lists::items(name).filter(|_| !is_of_words) {
            Some(items) => format!("{path}[{}]", label(items, item)),
            None => path.to_owned(),
        };
        match (before, after) {
            (Some(before @ Said::Map(_)), Some(after @ Said::Map(_))) => maps(&below, "", before, after, out),
            _ => push(&below, before, after, out),
        }
    }
}

/// How an item is named for people.
fn label(items: &Items, item: &Said) -> String {
    let (fields, most) = items.label;
    let words = fields.iter().filter_map(|field| item.get(field)).filter(|said| !said.is_empty());
    let words = words.take(most).map(|said| match said {
        Said::List(words) => words.iter().map(ToString::to_string).collect::<Vec<_>>().join("+"),
        Said::Map(_) | Said::Word(_) => said.to_string(),
    });
    words.collect::<Vec<_>>().join(" ")
}

type ItemPair<'s> = (Option<&'s Said>, Option<&'s Said>);

/// The items of two lists that are not the same, each with its counterpart if it has one, in the order of the lists.
pub(super) fn pairs<'s>(name: &str, before: &'s [Said], after: &'s [Said]) -> Vec<ItemPair<'s>> {
    let mut old: Vec<Option<&Said>> = before.iter().map(Some).collect();
    let mut new: Vec<Option<&Said>> = after.iter().map(Some).collect();
    let mut found: Vec<(usize, ItemPair<'s>)> = Vec::new();
    let whole = |item: &Said| Some(item.clone());
    join(&mut old, &mut new, false, whole, |_, _, _| {});
    if let Some(items) = lists::items(name) {
        let mut keep = |at, before, after| found.push((at, (Some(before), Some(after))));
        for fields in items.keys {
            join(&mut old, &mut new, false, |item| key(item, fields, false), &mut keep);
        }
        for fields in items.hints {
            join(&mut old, &mut new, true, |item| key(item, fields, true), &mut keep);
        }
    }
    let gone = old.into_iter().enumerate().filter_map(|(at, item)| Some((at, (Some(item?), None))));
    found.extend(gone);
    found.sort_by_key(|(at, _)| *at);
    let new = new.into_iter().flatten().map(|item| (None, Some(item)));
    found.into_iter().map(|(_, pair)| pair).chain(new).collect()
}

/// The fields by which an item is known; `None` where one is missing that must be there.
fn key(item: &Said, fields: &[&str], is_strict: bool) -> Option<Said> {
    let said = |field: &&str| item.get(field).filter(|said| !said.is_empty());
    let found: Vec<Said> = fields.iter().filter_map(said).map(sorted).collect();
    if is_strict && found.len() < fields.len() {
        return None;
    }
    // With a mark for each field that is not there: two fields must not take each other's place.
    let marks = fields.iter().map(|field| Said::Word(said(field).is_some().to_string()));
    Some(Said::List(found.into_iter().chain(marks).collect()))
}

/// Lists of words in one order: `[a, b]` and `[b, a]` are the same roles.
fn sorted(said: &Said) -> Said {
    let mut said = said.clone();
    if let Said::List(items) = &mut said {
        items.sort();
    }
    said
}

/// Takes out of both lists, in their order, the items that have the same key; if `unique`, only where no other has it.
fn join<'s>(
    old: &mut [Option<&'s Said>],
    new: &mut [Option<&'s Said>],
    unique: bool,
    key: impl Fn(&Said) -> Option<Said>,
    mut each: impl FnMut(usize, &'s Said, &'s Said),
) {
    let index = |items: &[Option<&'s Said>]| {
        let mut places: BTreeMap<Said, Vec<usize>> = BTreeMap::new();
        for (at, item) in items.iter().enumerate() {
            if let Some(key) = item.and_then(&key) {
                places.entry(key).or_default().push(at);
            }
        }
        places
    };
    let (was, is) = (index(old), index(new));
    for (key, was) in was {
        let Some(is) = is.get(&key) else { continue };
        if unique && (was.len() > 1 || is.len() > 1) {
            continue;
        }
        for (was, is) in was.into_iter().zip(is) {
            if let (Some(before), Some(after)) = (old[was].take(), new[*is].take()) {
                each(was, before, after);
            }
        }
    }
}
