//! Markdown pages: an overview, indexes, and one page an entry.

mod arithmetic;
mod benchmark;
mod book;
mod card;
mod cite;
mod class;
mod contamination;
mod coverage;
mod dataset;
mod descent;
mod disagreements;
mod entry;
mod facts;
mod index;
mod kinds;
mod leaderboard;
mod licenses;
mod overview;
mod page;
mod pages;
mod paper;
mod paradigm;
mod parts;
mod readings;
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
        "Pages that read well on GitHub: an overview, indexes by kind, paradigm and class, one page an entry, leaderboards, and what sources disagree about."
    }

    fn render(&self, taxonomy: &Taxonomy, edition: &Edition) -> Vec<Artifact> {
        let book = Book::new(taxonomy);
        let mut artifacts = vec![
            overview::overview(&book, edition),
            paradigm::by_paradigm(&book),
            schemes::compared(&book),
            coverage::page(taxonomy),
            leaderboard::index(&book),
            arithmetic::page(&book),
            licenses::page(&book),
        ];
        artifacts.extend(disagreements::pages(&book));
        artifacts.extend(book.boards.iter().flat_map(|board| leaderboard::pages(&book, board)));
        artifacts.extend(taxonomy.entries().flat_map(|entry| card::pages(&book, entry)));
        artifacts.extend(contamination::pages(&book));
        artifacts.extend(Kind::ALL.into_iter().map(|kind| index::of_kind(&book, kind)));
        artifacts.extend(taxonomy.of_kind(Kind::Scheme).map(|scheme| class::by_class(&book, scheme)));
        artifacts.extend(taxonomy.entries().map(|entry| entry::entry(&book, entry)));
        artifacts.sort_unstable();
        artifacts
    }
}
