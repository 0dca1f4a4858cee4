//! The overview: what there is, how much of it, and where.

use std::collections::BTreeSet;

use mmtax_graph::schema::vocab::Role;
use mmtax_graph::schema::{Kind, Relation};
use mmtax_graph::{EntryRef, View};

use super::book::Book;
use super::class::{Tree, anchor, label};
use super::page::Page;
use super::words::{date, plural, word};
use super::{contamination, licenses, paradigm, schemes};
use crate::artifact::{Artifact, Edition};
use crate::dot::what;
use crate::{paths, survey, svg};

/// How many of the newest and of the most used are listed.
const LISTED: usize = 15;

/// The overview of everything that was rendered.
pub(super) fn overview(book: &Book<'_>, edition: &Edition) -> Artifact {
    let mut page = Page::new("README.md".into(), "The taxonomy of multimodal models, rendered");
    page.paragraph(&format!(
        "Every page here is generated from the entries under `taxonomy/`. Data revision: `{}`.",
        edition.revision.replace('`', "")
    ));
    page.paragraph(&format!(
        "[![Families of unified models over time, in bands by paradigm]({0})]({0})",
        svg::LIFELINES
    ));
    let mut see = vec![
        page.artifact("Unified models by paradigm", "by-paradigm.md"),
        page.artifact("Where schemes place the same models", schemes::PATH),
    ];
    see.extend(survey::tables(book.taxonomy).into_iter().map(|(title, path)| page.artifact(title, &path)));
    if let Some((path, counts)) = survey::compared(book.taxonomy) {
        see.push(format!("{}: {counts}", page.artifact("The survey's tables, compared cell by cell", path)));
    }
    let [picture, dot] = [("a picture", "lineage.svg"), ("Graphviz", "dot/lineage.dot")]
        .map(|(label, path)| page.artifact(label, path));
    see.push(format!("Lineage over time: {picture}, {dot}"));
    see.push(page.artifact("Leaderboards", super::leaderboard::PATH));
    see.push(page.artifact("Who disagrees with whom", super::disagreements::PATH));
    see.push(page.artifact("Rows of scores that break their formula", super::arithmetic::PATH));
    see.push(page.artifact("What may be contaminated by training data", contamination::PATH));
    see.push(page.artifact("Licences stricter than the one declared", licenses::PATH));
    see.push(page.artifact("What is covered, and what is lacking", super::coverage::PATH));
    see.push(format!("All relations: {}", page.artifact("Graphviz", "dot/relations.dot")));
    page.list(see);
    kinds(&mut page, book);
    paradigms(&mut page, book);
    classes(&mut page, book);
    newest(&mut page, book);
    used(&mut page, book);
    page.finish([("Made from all files under", vec!["`taxonomy/`".into()])])
}

fn kinds(page: &mut Page, book: &Book<'_>) {
    page.section("Entries");
    let rows: Vec<_> = Kind::ALL
        .into_iter()
        .map(|kind| {
            let entries = book.kind(kind);
            let stubs = entries.iter().filter(|entry| entry.is_stub()).count();
            [page.index(plural(kind), kind), entries.len().to_string(), stubs.to_string()]
        })
        .collect();
    page.table(["Kind", "Entries", "of them stubs"], &rows);
    let mut roles: Vec<_> = Role::ALL.iter().map(|role| (*role, 0)).collect();
    for model in book.kind(Kind::Model).iter().filter_map(|entry| entry.as_model()) {
        roles.iter_mut().filter(|(role, _)| *role == model.role).for_each(|(_, count)| *count += 1);
    }
    let roles: Vec<_> = roles
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(role, count)| format!("{} ({count})", word(role.word())))
        .collect();
    if !roles.is_empty() {
        page.paragraph(&format!("Models by role: {}.", roles.join(", ")));
    }
}

fn paradigms(page: &mut Page, book: &Book<'_>) {
    page.section("Unified models by paradigm");
    let rows: Vec<_> =
        paradigm::groups(book).into_iter().map(|(name, models)| [name, models.len().to_string()]).collect();
    page.table(["Paradigm", "Models"], &rows);
}

fn classes(page: &mut Page, book: &Book<'_>) {
    for &entry in book.kind(Kind::Scheme) {
        let Some(scheme) = entry.as_scheme() else { continue };
        // A survey of methods or tasks places no models.
        if scheme.concepts.iter().all(|concept| concept.members.is_empty()) {
            continue;
        }
        let path = paths::classes(entry);
        page.section(&format!("Models by class: {}", page.entry(entry)));
        let tree = Tree::new(scheme);
        let rows: Vec<_> = tree
            .order
            .iter()
            .map(|(concept, depth)| {
                let link = page.artifact(&label(concept), &format!("{path}#{}", anchor(concept)));
                [format!("{}{link}", "› ".repeat(*depth)), tree.members(concept).to_string()]
            })
            .collect();
        page.table(["Class", "Models"], &rows);
    }
}

fn newest(page: &mut Page, book: &Book<'_>) {
    let unified = |entry: &EntryRef<'_>| entry.as_model().is_some_and(|model| model.role == Role::Unified);
    let mut models: Vec<_> =
        book.kind(Kind::Model).iter().filter(|entry| unified(entry) && entry.date().is_some()).collect();
    models.sort_by(|a, b| b.date().cmp(&a.date()).then(a.cmp(b)));
    if models.is_empty() {
        return;
    }
    page.section("Newest unified models");
    let rows: Vec<_> = models
        .into_iter()
        .take(LISTED)
        .map(|entry| {
            let paradigm = entry.as_model().and_then(|model| model.paradigm.known());
            let paradigm = paradigm.map_or_else(String::new, |paradigm| word(paradigm.word()));
            [page.entry(*entry), date(*entry), paradigm]
        })
        .collect();
    page.table(["Model", "Released", "Paradigm"], &rows);
}

fn used(page: &mut Page, book: &Book<'_>) {
    let users = |entry: &EntryRef<'_>| {
        let links = entry.links_in(View::of([Relation::Contains]));
        links.into_iter().map(|link| link.from()).collect::<BTreeSet<_>>().len()
    };
    let parts = book.kind(Kind::Model).iter().chain(book.kind(Kind::Tokenizer));
    let mut parts: Vec<_> =
        parts.map(|entry| (users(entry), *entry)).filter(|(users, _)| *users > 0).collect();
    parts.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    if parts.is_empty() {
        return;
    }
    page.section("Most used parts");
    let rows: Vec<_> = parts
        .into_iter()
        .take(LISTED)
        .map(|(users, entry)| [page.entry(entry), what(entry), users.to_string()])
        .collect();
    page.table(["Part", "What it is", "Contained in"], &rows);
}
