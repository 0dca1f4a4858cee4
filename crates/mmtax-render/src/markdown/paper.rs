//! The page of a paper: what it introduces, what was read in it, and how to cite it.

use mmtax_graph::schema::{Fact, Kind, Paper, Relation};
use mmtax_graph::{EntryRef, View};

use super::book::Book;
use super::kinds;
use super::page::Page;
use crate::escape;

/// Adds what a paper has to do with the other entries.
pub(super) fn contents(page: &mut Page, book: &Book<'_>, entry: EntryRef<'_>) {
    let Some(paper) = entry.as_paper() else { return };
    kinds::naming(page, entry, Relation::IntroducedBy, "What it introduces");
    records(page, book, entry);
    kinds::naming(page, entry, Relation::Cites, "What was read in it");
    page.section("BibTeX");
    page.fenced("bibtex", &bibtex(entry.id(), paper));
}

/// The records of what the paper prints, and those in which it is evidence.
fn records(page: &mut Page, book: &Book<'_>, entry: EntryRef<'_>) {
    let links = entry.links_in(View::of([Relation::Cites]));
    let mut records: Vec<_> = links
        .into_iter()
        .map(|link| link.from())
        .filter(|from| matches!(from.kind(), Kind::Results | Kind::Errata))
        .collect();
    records.dedup();
    if records.is_empty() {
        return;
    }
    page.section("Records that cite it");
    let items: Vec<_> =
        records.into_iter().map(|record| page.named(&super::record::title(book, record), record)).collect();
    page.list(items);
}

fn bibtex(id: &str, paper: &Paper) -> String {
    let venue = paper.venue.known();
    let mut fields = vec![("title", format!("{{{}}}", escape::bibtex(&paper.title)))];
    if let Fact::Value(authors) = &paper.authors {
        // A name that has the word "and" in it, such as a team's, must not fall into two.
        let quoted = |name: &str| match name.to_ascii_lowercase().contains(" and ") || name.contains(',') {
            true => format!("{{{}}}", escape::bibtex(name)),
            false => escape::bibtex(name),
        };
        fields.push(("author", authors.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(" and ")));
    }
    if let Some(date) = paper.date.known() {
        fields.push(("year", date.year().to_string()));
        fields.extend(date.month().map(|month| ("month", month.to_string())));
    }
    fields.extend(venue.map(|venue| ("booktitle", escape::bibtex(venue))));
    if let Some(arxiv) = paper.arxiv.known() {
        fields.push(("eprint", verbatim(arxiv)));
        fields.push(("archiveprefix", "arXiv".into()));
    }
    fields.extend(paper.doi.known().map(|doi| ("doi", verbatim(doi))));
    let url = paper.url.as_ref().map(ToString::to_string);
    let url = url.or_else(|| paper.arxiv.known().map(|arxiv| format!("https://arxiv.org/abs/{arxiv}")));
    fields.extend(url.map(|url| ("url", verbatim(&url))));
    let kind = if venue.is_some() { "inproceedings" } else { "misc" };
    let lines: Vec<_> = fields.into_iter().map(|(name, value)| format!("  {name} = {{{value}}},")).collect();
    format!("@{kind}{{{id},\n{}\n}}", lines.join("\n"))
}

/// A value that BibTeX does not typeset: an address or an id.
fn verbatim(text: &str) -> String {
    escape::one_line(text).replace(['{', '}'], "")
}
