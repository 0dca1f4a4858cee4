//! Markdown pages: an overview, indexes, and one page an entry.

mod benchmark;
mod book;
mod cite;
mod class;
mod contamination;
mod coverage;
mod dataset;
mod descent;
mod entry;
mod facts;
mod index;
mod kinds;
mod licenses;
mod overview;
mod page;
mod paper;
mod paradigm;
mod parts;
mod record;
mod schemes;
mod scores;
mod words;

use mmtax_graph::Taxonomy;
use mmtax_graph::schema::Kind;

use crate::artifact::{Artifact, Edition, Format};
use book::Book;
pub(crate) use class::Tree;
pub use coverage::page as coverage_page;
pub(crate) use page::Page;

/// The Markdown pages.
pub struct Markdown;

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn describe(&self) -> &'static str {
        "Pages that read well on GitHub: an overview, indexes by kind, paradigm and class, and one page an entry."
    }

    fn render(&self, taxonomy: &Taxonomy, edition: &Edition) -> Vec<Artifact> {
        let book = Book::new(taxonomy);
        let mut artifacts = vec![
            overview::overview(&book, edition),
            paradigm::by_paradigm(&book),
            schemes::compared(&book),
            contamination::page(&book),
            coverage::page(taxonomy),
            licenses::page(&book),
        ];
        artifacts.extend(Kind::ALL.into_iter().map(|kind| index::of_kind(&book, kind)));
        artifacts.extend(taxonomy.of_kind(Kind::Scheme).map(|scheme| class::by_class(&book, scheme)));
        artifacts.extend(taxonomy.entries().map(|entry| entry::entry(&book, entry)));
        artifacts.sort_unstable();
        artifacts
    }
}
