//! Which licences along the way that weights come down allow less than the one that is declared.

use mmtax_graph::schema::Kind;
use mmtax_graph::schema::license::Terms;
use mmtax_graph::{EntryRef, Licenses};

use super::book::Book;
use super::descent::told;
use super::page::Page;
use super::words::count;
use crate::artifact::Artifact;
use crate::escape;

/// Where the page stands.
pub(super) const PATH: &str = "licenses.md";

/// The page.
pub(super) fn page(book: &Book<'_>) -> Artifact {
    let mut page = Page::new(PATH.into(), "Licences that what a model comes from does not grant");
    page.paragraph(
        "For every model and tokenizer whose licence is known: what its weights come from (its parts that do not start from \
         scratch, and what it was initialised, tuned, merged or distilled from), at any depth, under a licence that allows less. \
         Licences are told apart by their names alone: any use; what is made of it under the same terms; terms of its own, \
         without an SPDX id; no commercial use. It is no legal advice, and which variant is meant is not told apart.",
    );
    let declared: Vec<(EntryRef<'_>, Licenses<'_>)> = [Kind::Model, Kind::Tokenizer]
        .into_iter()
        .flat_map(|kind| book.kind(kind))
        .filter_map(|entry| Some((*entry, entry.upstream_licenses()?)))
        .collect();
    let stricter = declared.iter().filter(|(_, licenses)| !licenses.stricter.is_empty()).count();
    let unknown = declared
        .iter()
        .filter(|(_, licenses)| licenses.stricter.is_empty() && !licenses.unknown.is_empty())
        .count();
    page.paragraph(&format!(
        "Of {} with a known licence, {stricter} come from something stricter; of {unknown} others the licence of something \
         that they come from is not known, so that nothing can be said; {} come from nothing stricter, as far as they name what \
         they come from.",
        count(declared.len(), "entry", "entries"),
        declared.len() - stricter - unknown,
    ));
    let rows: Vec<_> = declared
        .iter()
        .flat_map(|(entry, licenses)| licenses.stricter.iter().map(move |found| (*entry, found)))
        .map(|(entry, found)| {
            let terms = Terms::of(found.license).phrase();
            [
                page.entry(entry),
                escape::markdown(found.own),
                page.entry(found.upstream),
                format!("{}, which {terms}", escape::markdown(found.license)),
                told(&page, book, &found.way).join("; "),
            ]
        })
        .collect();
    if !rows.is_empty() {
        page.table(["Entry", "Declares", "Comes from", "Under", "How"], &rows);
    }
    let folders = [Kind::Model, Kind::Tokenizer].map(|kind| format!("`taxonomy/{}/`", kind.folder()));
    page.finish([("Made from the entries under", folders.into())])
}
