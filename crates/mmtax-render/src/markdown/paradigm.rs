//! The unified models by paradigm, then by class.

use std::collections::BTreeMap;

use mmtax_graph::schema::vocab::{Paradigm, Role};
use mmtax_graph::schema::{Fact, Kind, Nothing};
use mmtax_graph::{Class, EntryRef};

use super::book::Book;
use super::class::label;
use super::page::Page;
use super::words::{count, date, joined, word};
use crate::artifact::Artifact;
use crate::paths;

/// The paradigms with their unified models; then those without one, by why.
pub(super) fn groups<'t>(book: &Book<'t>) -> Vec<(String, Vec<EntryRef<'t>>)> {
    let mut groups: BTreeMap<Result<Paradigm, Nothing>, Vec<EntryRef<'t>>> =
        Paradigm::ALL.iter().map(|paradigm| (Ok(*paradigm), Vec::new())).collect();
    for &entry in book.kind(Kind::Model) {
        let Some(model) = entry.as_model().filter(|model| model.role == Role::Unified) else { continue };
        let key = match &model.paradigm {
            Fact::Value(paradigm) => Ok(*paradigm),
            Fact::Nothing(why) => Err(*why),
        };
        groups.entry(key).or_default().push(entry);
    }
    let name = |key| match key {
        Ok(paradigm) => capital(&word(Paradigm::word(paradigm))),
        Err(Nothing::Unfilled) => "Paradigm not yet filled in".into(),
        Err(Nothing::Unknown) => "Paradigm unknown".into(),
        Err(Nothing::Undisclosed) => "Paradigm undisclosed".into(),
        Err(Nothing::NotApplicable) => "No paradigm applies".into(),
    };
    groups.into_iter().map(|(key, entries)| (name(key), entries)).collect()
}

/// The index by paradigm.
pub(super) fn by_paradigm(book: &Book<'_>) -> Artifact {
    let mut page = Page::new("by-paradigm.md".into(), "Unified models by paradigm");
    let schemes: Vec<_> = book
        .kind(Kind::Scheme)
        .iter()
        .map(|scheme| page.artifact(&crate::escape::markdown(scheme.name()), &paths::classes(*scheme)))
        .collect();
    page.paragraph(
        "The paradigm is a fact of each model, read at its sources; the class is where a published scheme places it.",
    );
    if !schemes.is_empty() {
        page.paragraph(&format!("By class of a scheme: {}.", schemes.join(", ")));
    }
    for (paradigm, models) in groups(book) {
        page.section(&paradigm);
        page.paragraph(&format!("{}.", count(models.len(), "model", "models")));
        let mut classes: BTreeMap<_, Vec<EntryRef<'_>>> = BTreeMap::new();
        for model in models {
            let class = main_class(model);
            let position = class.as_ref().map(position);
            let title = class.map_or_else(|| "No class in any scheme".into(), |class| title(&class));
            classes.entry((position.is_none(), position, title)).or_default().push(model);
        }
        for ((_, _, title), models) in classes {
            page.subsection(&title);
            let rows: Vec<_> = models.into_iter().map(|model| row(&page, book, model)).collect();
            page.table(["Model", "Released", "Backbone", "Developers", "Other classes"], &rows);
        }
    }
    page.finish([("Made from the files in", vec!["`taxonomy/models/`".into(), "`taxonomy/schemes/`".into()])])
}

/// The class under which a model is listed: in the first scheme that has it, the first.
fn main_class(model: EntryRef<'_>) -> Option<Class<'_>> {
    model.classes().into_iter().next()
}

fn position<'t>(class: &Class<'t>) -> (EntryRef<'t>, usize) {
    let concepts = class.scheme.as_scheme().map_or(&[][..], |scheme| &scheme.concepts);
    let at = concepts.iter().position(|concept| concept.id == class.concept.id);
    (class.scheme, at.unwrap_or(usize::MAX))
}

fn title(class: &Class<'_>) -> String {
    class.path().into_iter().map(label).collect::<Vec<_>>().join(" › ")
}

fn row(page: &Page, book: &Book<'_>, entry: EntryRef<'_>) -> [String; 5] {
    use mmtax_graph::schema::vocab::ComponentRole::Backbone;
    let components = entry.entry().shared().components.map_or(&[][..], |components| components.items());
    let backbones: Vec<_> = components.iter().filter(|item| item.roles.contains(&Backbone)).collect();
    let developers = entry.entry().developers();
    let others: Vec<_> = entry.classes().iter().skip(1).map(title).collect();
    [
        page.entry(entry),
        date(entry),
        match backbones.is_empty() {
            true => String::new(),
            false => joined(&backbones, ", ", |item| super::parts::part(page, book, item)),
        },
        match developers.is_empty() {
            true => String::new(),
            false => joined(developers, ", ", |developer| page.reference(book, developer.text())),
        },
        others.join(", "),
    ]
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
