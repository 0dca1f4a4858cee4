//! Published classifications: the tree of a scheme with its members, and the classes of a model.

use std::collections::BTreeMap;

use mmtax_graph::EntryRef;
use mmtax_graph::schema::entry::{Concept, Implies, Member, Scheme};
use mmtax_graph::schema::{EntryId, SourceAt};

use super::book::Book;
use super::cite;
use super::page::Page;
use super::words::{count, date, word, words};
use crate::artifact::Artifact;
use crate::{escape, paths};

/// The page that shows who is in which class of a scheme.
pub(super) fn by_class<'t>(book: &Book<'t>, entry: EntryRef<'t>) -> Artifact {
    let mut page = Page::new(paths::classes(entry), &format!("Models by class: {}", entry.name()));
    let Some(scheme) = entry.as_scheme() else { return page.finish([]) };
    if let Some(summary) = &scheme.summary {
        page.paragraph(&escape::markdown_block(summary));
    }
    let tree = Tree::new(scheme);
    let scheme_page = page.artifact("its own page", &paths::page(entry));
    let picture = page.artifact("a picture", &paths::scheme_svg(entry));
    page.paragraph(&format!(
        "About the scheme itself: {scheme_page}. As a tree: {picture}. A disputed placement is marked and says why."
    ));
    let contents: Vec<_> = tree
        .order
        .iter()
        .map(|(concept, depth)| {
            let indent = "  ".repeat(*depth);
            let members = count(tree.members(concept), "model", "models");
            format!("{indent}- [{}](#{}) ({members})", label(concept), anchor(concept))
        })
        .collect();
    page.paragraph(&contents.join("\n"));
    for (concept, depth) in &tree.order {
        let heading = format!("<a id=\"{}\"></a>{}", anchor(concept), label(concept));
        match depth {
            0 => page.section(&heading),
            _ => page.subsection(&heading),
        }
        class(&mut page, book, entry, concept);
    }
    let file = page.file(entry);
    page.finish([("Made from", vec![file])])
}

/// Adds what a class means, what it implies and who is in it.
fn class(page: &mut Page, book: &Book<'_>, scheme: EntryRef<'_>, concept: &Concept) {
    if let Some(definition) = &concept.definition {
        page.paragraph(&escape::markdown_block(definition));
    }
    let implied = implications(&concept.implies);
    if !implied.is_empty() {
        page.paragraph("Taken at its word, of every member:");
        page.list(implied);
    }
    let rows: Vec<_> = concept
        .members
        .iter()
        .map(|member| {
            let entry = book.taxonomy.entry(member.model.id());
            let paradigm = entry.and_then(|entry| entry.as_model()).and_then(|model| model.paradigm.known());
            [
                page.reference(book, member.model.text()),
                entry.map(date).unwrap_or_default(),
                paradigm.map_or_else(String::new, |paradigm| word(paradigm.word())),
                disputed(member),
                placed(page, book, scheme, member),
            ]
        })
        .collect();
    page.table(["Model", "Released", "Paradigm", "Disputed", "Read in"], &rows);
}

fn disputed(member: &Member) -> String {
    member
        .disputed
        .as_ref()
        .map_or_else(String::new, |why| format!("**disputed**: {}", escape::markdown(why)))
}

fn placed(page: &Page, book: &Book<'_>, scheme: EntryRef<'_>, member: &Member) -> String {
    cite::item(page, book, scheme, SourceAt { source: member.source.as_ref(), at: member.at.as_ref() })
}

/// Adds where the schemes place a model.
pub(super) fn of_entry(page: &mut Page, book: &Book<'_>, entry: EntryRef<'_>) {
    let classes = entry.classes();
    if classes.is_empty() {
        return;
    }
    page.section("Classes");
    let rows: Vec<_> = classes
        .into_iter()
        .map(|class| {
            let path: Vec<_> = class.path().into_iter().map(label).collect();
            let target = format!("{}#{}", paths::classes(class.scheme), anchor(class.concept));
            [
                page.entry(class.scheme),
                page.artifact(&path.join(" › "), &target),
                disputed(class.member),
                placed(page, book, class.scheme, class.member),
            ]
        })
        .collect();
    page.table(["Scheme", "Class", "Disputed", "Read in"], &rows);
}

/// Adds the concepts of a scheme, without members.
pub(super) fn concepts(page: &mut Page, entry: EntryRef<'_>) {
    let Some(scheme) = entry.as_scheme() else { return };
    page.section("Classes");
    let members = page.artifact("who is in which", &paths::classes(entry));
    page.paragraph(&format!("The tree of classes; {members} stands on a page of its own."));
    let tree = Tree::new(scheme);
    let rows: Vec<_> = tree
        .order
        .iter()
        .map(|(concept, depth)| {
            [
                format!("{}{}", "› ".repeat(*depth), label(concept)),
                format!("`{}`", concept.id),
                concept.definition.as_ref().map(|text| escape::markdown(text)).unwrap_or_default(),
                tree.members(concept).to_string(),
            ]
        })
        .collect();
    page.table(["Class", "Id", "Definition", "Models"], &rows);
}

/// The code and label of a class.
pub(super) fn label(concept: &Concept) -> String {
    match &concept.code {
        Some(code) => format!("({}) {}", escape::markdown(code), escape::markdown(&concept.label)),
        None => escape::markdown(&concept.label),
    }
}

/// The place of a class on the page of its scheme.
pub(super) fn anchor(concept: &Concept) -> String {
    format!("class-{}", concept.id)
}

/// The concepts of a scheme as a tree.
pub(crate) struct Tree<'s> {
    /// Every concept with its depth, parents before children, otherwise in the scheme's order.
    pub(crate) order: Vec<(&'s Concept, usize)>,
    below: BTreeMap<&'s EntryId, usize>,
}

impl<'s> Tree<'s> {
    pub(crate) fn new(scheme: &'s Scheme) -> Self {
        let mut children: BTreeMap<Option<&'s EntryId>, Vec<&'s Concept>> = BTreeMap::new();
        let known = |id: &&EntryId| scheme.concepts.iter().any(|concept| concept.id == **id);
        for concept in scheme.concepts.iter() {
            children.entry(concept.under.as_ref().filter(known)).or_default().push(concept);
        }
        let mut order = Vec::new();
        let mut stack: Vec<(&'s Concept, usize)> = Vec::new();
        // Taken out: of two concepts with one id only the first has what stands under it, or each level would double the tree.
        let mut push = |stack: &mut Vec<_>, of: Option<&'s EntryId>, depth| {
            let below = children.remove(&of).unwrap_or_default();
            stack.extend(below.into_iter().rev().map(|concept| (concept, depth)));
        };
        push(&mut stack, None, 0);
        while let Some((concept, depth)) = stack.pop() {
            order.push((concept, depth));
            push(&mut stack, Some(&concept.id), depth + 1);
        }
        let mut below: BTreeMap<&EntryId, usize> = BTreeMap::new();
        for (position, (concept, depth)) in order.iter().enumerate() {
            let inside = order[position + 1..].iter().take_while(|(_, inner)| inner > depth);
            let members = inside.map(|(inner, _)| inner.members.len()).sum::<usize>() + concept.members.len();
            below.insert(&concept.id, members);
        }
        Self { order, below }
    }

    /// How many models a concept and those under it have.
    pub(crate) fn members(&self, concept: &Concept) -> usize {
        self.below.get(&concept.id).copied().unwrap_or(0)
    }
}

/// What a class implies, one condition a line.
fn implications(implies: &Implies) -> Vec<String> {
    let list = |what: &str, items: String, empty: bool| (!empty).then(|| format!("{what}: {items}"));
    let shared = implies.shared_encoder.map(|shared| {
        let not = if shared { "one component is" } else { "no component is" };
        format!("{not} both understanding encoder and generation encoder")
    });
    [
        list("the paradigm is one of", words(&implies.paradigm), implies.paradigm.is_empty()),
        list("it produces", words(&implies.output), implies.output.is_empty()),
        list("text is produced by at least one of", words(&implies.text_by), implies.text_by.is_empty()),
        list("images are produced by at least one of", words(&implies.image_by), implies.image_by.is_empty()),
        list("it has a component for each of", words(&implies.has), implies.has.is_empty()),
        list("it has no component for any of", words(&implies.lacks), implies.lacks.is_empty()),
        shared,
    ]
    .into_iter()
    .flatten()
    .collect()
}
