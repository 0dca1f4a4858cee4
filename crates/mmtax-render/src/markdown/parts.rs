//! What an entry is made of, descends from, comes in, was trained on and applies: one table each.

use mmtax_graph::EntryRef;
use mmtax_graph::schema::entry::Component;
use mmtax_graph::schema::vocab::ComponentRole;
use mmtax_graph::schema::{Fact, Relation};

use super::book::Book;
use super::cite;
use super::facts;
use super::page::Page;
use super::words::{fact, joined, nothing, size, stage, word, words};
use crate::escape;

/// Adds the parts.
pub(super) fn components(page: &mut Page, book: &Book<'_>, entry: EntryRef<'_>) {
    let Some(components) = entry.entry().shared().components.filter(|fact| fact.is_filled()) else { return };
    page.section("Components");
    let Fact::Value(components) = components else {
        return page.paragraph(&absent(components));
    };
    let rows: Vec<_> = components
        .iter()
        .map(|item| {
            [
                joined(&item.roles, ", ", |role: &ComponentRole| word(role.word())),
                part(page, book, item),
                fact(&item.start, |start| start.word().into()),
                fact(&item.training, |training| training.word().into()),
                only(&item.variants),
                cite::item(page, book, entry, item.cited()),
            ]
        })
        .collect();
    page.table(["Role", "Part", "Starts", "In training", "Only in", "Read in"], &rows);
}

/// What a component is: the entry that it uses, the words about it, or both.
pub(super) fn part(page: &Page, book: &Book<'_>, item: &Component) -> String {
    let uses = item.uses.as_ref().map(|part| page.reference(book, part.text()));
    let detail = item.detail.as_ref().map(|detail| escape::markdown(detail));
    let modalities = (!item.modalities.is_empty()).then(|| format!("for {}", words(&item.modalities)));
    [uses, detail, modalities].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// Adds what the entry says that it descends from.
pub(super) fn lineage(page: &mut Page, book: &Book<'_>, entry: EntryRef<'_>) {
    let lineage = entry.entry().shared().lineage;
    if lineage.is_empty() {
        return;
    }
    page.section("Lineage");
    let rows: Vec<_> = lineage
        .iter()
        .map(|item| {
            [
                word(Relation::from(item.relation).name()),
                page.reference(book, item.of.text()),
                only(&item.variants),
                item.note.as_ref().map(|note| escape::markdown(note)).unwrap_or_default(),
                cite::item(page, book, entry, item.cited()),
            ]
        })
        .collect();
    page.table(["Relation", "To", "Only", "What", "Read in"], &rows);
}

/// Adds the releases, sizes or splits.
pub(super) fn variants(page: &mut Page, entry: EntryRef<'_>) {
    let variants = entry.entry().shared().variants;
    if variants.is_empty() {
        return;
    }
    page.section("Variants");
    let rows: Vec<_> = variants
        .iter()
        .map(|item| {
            [
                format!("`{}@{}`", entry.id(), item.id),
                item.name.as_ref().map(|name| escape::markdown(name)).unwrap_or_default(),
                fact(&item.parameters, ToString::to_string),
                fact(&item.size, size),
                fact(&item.released, ToString::to_string),
                item.note.as_ref().map(|note| escape::markdown(note)).unwrap_or_default(),
                facts::links(&item.links),
            ]
        })
        .collect();
    page.table(["Reference", "Name", "Parameters", "Size", "Released", "What", "Links"], &rows);
}

/// Adds what the entry was trained on.
pub(super) fn training(page: &mut Page, book: &Book<'_>, entry: EntryRef<'_>) {
    let Some(training) = entry.entry().shared().training.filter(|fact| fact.is_filled()) else { return };
    page.section("Training data");
    let Fact::Value(stages) = training else {
        return page.paragraph(&absent(training));
    };
    let rows: Vec<_> = stages
        .iter()
        .map(|item| {
            [
                stage(item),
                fact(&item.datasets, |sets| joined(sets, ", ", |set| page.reference(book, set.text()))),
                item.note.as_ref().map(|note| escape::markdown(note)).unwrap_or_default(),
                cite::item(page, book, entry, item.cited()),
            ]
        })
        .collect();
    page.table(["Stage", "Datasets", "What else", "Read in"], &rows);
}

/// Adds the methods that the entry applies.
pub(super) fn methods(page: &mut Page, book: &Book<'_>, entry: EntryRef<'_>) {
    let methods = entry.entry().shared().methods;
    if methods.is_empty() {
        return;
    }
    page.section("Methods");
    let rows: Vec<_> = methods
        .iter()
        .map(|item| [page.reference(book, item.method.text()), cite::item(page, book, entry, item.cited())])
        .collect();
    page.table(["Method", "Read in"], &rows);
}

fn only(variants: &[mmtax_graph::schema::EntryId]) -> String {
    variants.iter().map(|variant| format!("`{variant}`")).collect::<Vec<_>>().join(", ")
}

/// A whole list that is a typed nothing, as a sentence.
fn absent<T>(list: &Fact<T>) -> String {
    match list {
        Fact::Nothing(why) => format!("The sources leave this {}.", nothing(*why)),
        Fact::Value(_) => String::new(),
    }
}
