//! Who was trained on a dataset, or on a benchmark's data.

use mmtax_graph::schema::{Detail, Relation};
use mmtax_graph::{EntryRef, View};

use super::book::Book;
use super::cite;
use super::page::Page;
use super::words::{count, stage};
use crate::escape;

/// Adds who was trained on the data.
pub(super) fn trained(page: &mut Page, book: &Book<'_>, entry: EntryRef<'_>) {
    let links = entry.links_in(View::of([Relation::TrainedOn]));
    if links.is_empty() {
        return;
    }
    page.section("Trained on it");
    let rows: Vec<_> = links
        .into_iter()
        .filter_map(|link| {
            let Detail::Training(item) = link.detail() else { return None };
            Some([
                page.entry(link.from()),
                stage(item),
                item.note.as_ref().map(|note| escape::markdown(note)).unwrap_or_default(),
                cite::item(page, book, link.from(), item.cited()),
            ])
        })
        .collect();
    page.paragraph(&format!("{}.", count(rows.len(), "use", "uses")));
    page.table(["Model", "Stage", "What else", "Read in"], &rows);
}
