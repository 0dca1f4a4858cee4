//! Where a fact was read, as a table cell shows it.

use mmtax_graph::EntryRef;
use mmtax_graph::schema::{FactName, Source, SourceAt, Text, Url};

use super::book::Book;
use super::page::{Page, host, web};
use crate::escape;

/// The longest version that stands beside every fact, in characters. The list of sources has those that are longer.
const SHORT: usize = 12;

/// Where one fact of an entry was read.
pub(super) fn field(page: &Page, book: &Book<'_>, entry: EntryRef<'_>, name: FactName) -> String {
    item(page, book, entry, entry.entry().shared().cited_at(name))
}

/// Where a list item of an entry was read.
pub(super) fn item(page: &Page, book: &Book<'_>, entry: EntryRef<'_>, cited: SourceAt<'_>) -> String {
    let label = match entry.entry().shared().source_of(cited) {
        Some(source) => self::source(page, book, source),
        None if entry.as_paper().is_some() => "the paper itself".into(),
        None => String::new(),
    };
    let at = cited.at.map(|at| escape::markdown(at)).unwrap_or_default();
    [label, at].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// A source: the paper or page and the version that was read.
pub(super) fn source(page: &Page, book: &Book<'_>, source: &Source) -> String {
    let paper = source.paper.as_ref().map(|paper| paper.id());
    place(page, book, paper, source.url.as_ref(), source.version.as_ref())
}

/// A paper or a page of the web, with the version that was read.
pub(super) fn place(
    page: &Page,
    book: &Book<'_>,
    paper: Option<&str>,
    url: Option<&Url>,
    version: Option<&Text>,
) -> String {
    let mut label = match (url, paper) {
        (Some(url), _) => web(host(url), url),
        (None, Some(id)) => match book.taxonomy.entry(id) {
            Some(entry) => page.named(&short(entry), entry),
            None => format!("`{id}`"),
        },
        (None, None) => String::new(),
    };
    if let Some(version) = version.filter(|version| version.chars().count() <= SHORT) {
        label.push_str(&format!(" ({})", escape::markdown(version)));
    }
    label
}

/// How a paper is named where its title is too long.
pub(super) fn short(paper: EntryRef<'_>) -> String {
    match paper.as_paper().and_then(|paper| paper.arxiv.known()) {
        Some(arxiv) => format!("arXiv:{arxiv}"),
        None => paper.id().to_owned(),
    }
}

/// Adds the sources of an entry with the versions that were read.
pub(super) fn sources(page: &mut Page, book: &Book<'_>, entry: EntryRef<'_>) {
    let sources = entry.entry().shared().sources;
    if sources.is_empty() {
        return;
    }
    page.section("Sources");
    let rows: Vec<_> = sources
        .iter()
        .enumerate()
        .map(|(position, (key, source))| {
            let paper = source.paper.as_ref().and_then(|paper| book.taxonomy.entry(paper.id()));
            let place = match (paper, &source.url) {
                (Some(paper), _) => page.entry(paper),
                (None, Some(url)) => web(url, url),
                (None, None) => source.paper.as_ref().map(|paper| format!("`{paper}`")).unwrap_or_default(),
            };
            [
                format!("`{key}`{}", if position == 0 { " (default)" } else { "" }),
                place,
                source.version.as_ref().map(|version| escape::markdown(version)).unwrap_or_default(),
                source.read.map_or_else(String::new, |read| read.to_string()),
            ]
        })
        .collect();
    page.table(["Key", "Source", "Version", "Read on"], &rows);
}
