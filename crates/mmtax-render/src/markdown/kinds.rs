//! Lists of what names an entry, grouped by what it is.

use std::collections::BTreeMap;

use mmtax_graph::schema::{Kind, Relation};
use mmtax_graph::{EntryRef, View};

use super::book::Book;
use super::cite;
use super::page::Page;
use super::words::{count, date, plural};
use crate::dot::what;

/// How many entries of one kind a list shows.
const LISTED: usize = 300;

/// Adds the entries that stand in a relation to this one, by kind, the newest first.
pub(super) fn naming(page: &mut Page, entry: EntryRef<'_>, relation: Relation, title: &str) {
    let mut kinds: BTreeMap<Kind, Vec<EntryRef<'_>>> = BTreeMap::new();
    let links = entry.links_in(View::of([relation]));
    // Records of what a source prints are listed apart from what they are about.
    for link in links.into_iter().filter(|link| link.from().kind().is_referable()) {
        kinds.entry(link.from().kind()).or_default().push(link.from());
    }
    if kinds.is_empty() {
        return;
    }
    page.section(title);
    for (kind, mut entries) in kinds {
        entries.dedup();
        entries.sort_by(|a, b| b.date().cmp(&a.date()).then(a.cmp(b)));
        let shown = entries.len().min(LISTED);
        let rest = if shown < entries.len() { format!(", the newest {shown} listed") } else { String::new() };
        page.subsection(&format!("{} ({}{rest})", plural(kind), entries.len()));
        let rows: Vec<_> =
            entries[..shown].iter().map(|entry| [page.entry(*entry), what(*entry), date(*entry)]).collect();
        page.table(["Entry", "What it is", "Released"], &rows);
    }
}

/// Adds who applies a method, with where that was read.
pub(super) fn applied(page: &mut Page, book: &Book<'_>, entry: EntryRef<'_>) {
    let links = entry.links_in(View::of([Relation::Applies]));
    if links.is_empty() {
        return;
    }
    page.section("Applied by");
    page.paragraph(&format!("{}.", count(links.len(), "use", "uses")));
    let rows: Vec<_> = links
        .iter()
        .map(|link| {
            [page.entry(link.from()), what(link.from()), cite::item(page, book, link.from(), link.cited())]
        })
        .collect();
    page.table(["Entry", "What it is", "Read in"], &rows);
}
