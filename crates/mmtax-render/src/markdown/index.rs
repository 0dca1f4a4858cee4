//! One index page a kind.

use mmtax_graph::EntryRef;
use mmtax_graph::schema::{Body, Kind};

use super::book::Book;
use super::page::Page;
use super::record;
use super::words::{count, date, fact, plural, size, word, words};
use crate::artifact::Artifact;
use crate::dot::what;
use crate::escape;

/// The index of a kind: its entries by id, stubs apart.
pub(super) fn of_kind(book: &Book<'_>, kind: Kind) -> Artifact {
    let mut page = Page::new(format!("{}.md", kind.folder()), plural(kind));
    let (stubs, full): (Vec<_>, Vec<_>) = book.kind(kind).iter().copied().partition(|entry| entry.is_stub());
    let home = page.artifact("Overview", "README.md");
    page.paragraph(&format!(
        "{}, and {} that other entries refer to. {home}",
        count(full.len(), "entry", "entries"),
        count(stubs.len(), "stub", "stubs"),
    ));
    let rows: Vec<_> = full.iter().map(|entry| row(&page, book, *entry)).collect();
    page.table(["Entry", "Released", "What it is", "Summary"], &rows);
    if !stubs.is_empty() {
        page.section("Stubs");
        let links: Vec<_> = stubs.iter().map(|entry| page.entry(*entry)).collect();
        page.paragraph(&links.join(" · "));
    }
    page.finish([("Made from the files in", vec![format!("`taxonomy/{}/`", kind.folder())])])
}

fn row(page: &Page, book: &Book<'_>, entry: EntryRef<'_>) -> [String; 4] {
    let link = page.named(&record::title(book, entry), entry);
    let summary = entry.entry().shared().summary.map(|text| escape::markdown(text)).unwrap_or_default();
    [link, date(entry), describe(entry), summary]
}

/// What an entry is, beyond its kind.
fn describe(entry: EntryRef<'_>) -> String {
    match &entry.entry().body {
        Body::Model(model) => match model.paradigm.known() {
            Some(paradigm) => format!("{}, {paradigm}", what(entry)),
            None => what(entry),
        },
        Body::Tokenizer(tokenizer) => {
            let quantizer = tokenizer.quantizer.known().map(|quantizer| format!(", {quantizer}"));
            format!("{}{}", fact(&tokenizer.form, |form| form.word().into()), quantizer.unwrap_or_default())
        }
        Body::Method(method) => fact(&method.category, |category| word(category.word())),
        Body::Dataset(dataset) => {
            let size = fact(&dataset.size, size);
            let modalities = dataset.modalities.known().map(|items| words(items)).unwrap_or_default();
            [modalities, size].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        }
        Body::Benchmark(benchmark) => benchmark.tasks.known().map(|items| words(items)).unwrap_or_default(),
        Body::Paper(paper) => paper.venue.known().map(|venue| escape::markdown(venue)).unwrap_or_default(),
        Body::Results(results) => count(results.tables.len(), "table", "tables"),
        Body::Scheme(scheme) => count(scheme.concepts.len(), "class", "classes"),
        Body::Errata(errata) => count(errata.items.len(), "misprint", "misprints"),
        Body::Organization(_) => String::new(),
    }
}
