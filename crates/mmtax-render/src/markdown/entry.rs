//! The page of one entry: what all kinds have, and what each kind adds.

use mmtax_graph::EntryRef;
use mmtax_graph::schema::vocab::Role;
use mmtax_graph::schema::{Kind, Relation};

use super::book::Book;
use super::page::Page;
use super::{benchmark, card, cite, class, dataset, descent, facts, kinds, paper, parts, record};
use crate::artifact::Artifact;
use crate::{escape, paths};

/// The page of an entry.
pub(super) fn entry<'t>(book: &Book<'t>, entry: EntryRef<'t>) -> Artifact {
    let mut page = Page::new(paths::page(entry), &record::title(book, entry));
    if matches!(entry.kind(), Kind::Results | Kind::Errata) {
        record::contents(&mut page, book, entry);
        return finish(page, entry, &[], &[]);
    }
    introduction(&mut page, entry);
    facts::table(&mut page, book, entry);
    let scored = match entry.kind() {
        Kind::Model | Kind::Tokenizer => model(&mut page, book, entry),
        Kind::Method => {
            parts::lineage(&mut page, book, entry);
            parts::training(&mut page, book, entry);
            kinds::applied(&mut page, book, entry);
            descent::descendants(&mut page, entry);
            card::of_entry(&mut page, book, entry)
        }
        Kind::Dataset | Kind::Benchmark => data(&mut page, book, entry),
        Kind::Paper => {
            paper::contents(&mut page, book, entry);
            Vec::new()
        }
        Kind::Organization => {
            kinds::naming(&mut page, entry, Relation::DevelopedBy, "What it develops");
            kinds::naming(&mut page, entry, Relation::MemberOf, "Its parts");
            Vec::new()
        }
        Kind::Scheme => {
            class::concepts(&mut page, entry);
            Vec::new()
        }
        Kind::Results | Kind::Errata => Vec::new(),
    };
    kinds::naming(&mut page, entry, Relation::ReplacedBy, "Stands in for");
    let errata = record::about(&mut page, book, entry);
    cite::sources(&mut page, book, entry);
    finish(page, entry, &scored, &errata)
}

fn introduction(page: &mut Page, entry: EntryRef<'_>) {
    let shared = entry.entry().shared();
    if let Some(replacement) = entry.links_out(mmtax_graph::View::of([Relation::ReplacedBy])).first() {
        let replacement = page.entry(replacement.to());
        page.paragraph(&format!("**This entry was removed; {replacement} stands in for it.**"));
    }
    if let Some(summary) = shared.summary {
        page.paragraph(&escape::markdown_block(summary));
    }
    if entry.is_stub() {
        page.paragraph(
            "*A stub: named and linked because other entries refer to it, with no facts of its own yet.*",
        );
    }
}

fn model<'t>(page: &mut Page, book: &Book<'t>, entry: EntryRef<'t>) -> Vec<EntryRef<'t>> {
    class::of_entry(page, book, entry);
    parts::components(page, book, entry);
    parts::lineage(page, book, entry);
    parts::variants(page, entry);
    parts::training(page, book, entry);
    parts::methods(page, book, entry);
    let unified = entry.as_model().is_some_and(|model| model.role == Role::Unified);
    descent::drawing(page, entry, unified.then(|| paths::model_dot(entry)).as_deref());
    descent::ancestors(page, entry);
    descent::descendants(page, entry);
    card::of_entry(page, book, entry)
}

fn data<'t>(page: &mut Page, book: &Book<'t>, entry: EntryRef<'t>) -> Vec<EntryRef<'t>> {
    parts::lineage(page, book, entry);
    parts::variants(page, entry);
    benchmark::metrics(page, entry);
    descent::ancestors(page, entry);
    descent::descendants(page, entry);
    dataset::trained(page, book, entry);
    benchmark::scores(page, book, entry)
}

/// Ends the page with the files that it was made from.
fn finish(page: Page, entry: EntryRef<'_>, scored: &[EntryRef<'_>], errata: &[EntryRef<'_>]) -> Artifact {
    let files = |entries: &[EntryRef<'_>]| entries.iter().map(|entry| page.file(*entry)).collect::<Vec<_>>();
    let mut schemes: Vec<_> = entry.classes().into_iter().map(|class| class.scheme).collect();
    schemes.dedup();
    let parts = [
        ("Made from", files(&[entry])),
        ("Scores from", files(scored)),
        ("Classes from", files(&schemes)),
        ("Misprints from", files(errata)),
    ];
    page.finish(parts)
}
