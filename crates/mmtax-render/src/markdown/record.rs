//! Records of what a source prints: tables of scores, and misprints.

use mmtax_graph::EntryRef;
use mmtax_graph::schema::entry::{Errata, Erratum, Results, Table};
use mmtax_graph::schema::{Body, Cell, RefText};

use super::book::Book;
use super::page::{Page, host, web};
use super::words::count;
use super::{cite, scores};
use crate::escape;

/// The most columns of a printed table that stand side by side, beside the model.
const COLUMNS: usize = 5;

/// The title of an entry's page; a record is named after its source. Plain text.
pub(super) fn title(book: &Book<'_>, entry: EntryRef<'_>) -> String {
    let source =
        |id: &str| book.taxonomy.entry(id).map_or_else(|| id.to_owned(), |paper| paper.name().to_owned());
    match &entry.entry().body {
        Body::Results(record) => format!("Scores printed in {}", source(record.source.id())),
        Body::Errata(record) => format!("Misprints in {}", source(record.source.id())),
        Body::Model(_)
        | Body::Tokenizer(_)
        | Body::Method(_)
        | Body::Dataset(_)
        | Body::Benchmark(_)
        | Body::Paper(_)
        | Body::Organization(_)
        | Body::Scheme(_) => entry.name().to_owned(),
    }
}

/// Adds what a record holds.
pub(super) fn contents(page: &mut Page, book: &Book<'_>, entry: EntryRef<'_>) {
    if let Body::Results(record) = &entry.entry().body {
        results(page, book, record);
    }
    if let Body::Errata(record) = &entry.entry().body {
        errata(page, book, record);
    }
}

fn results(page: &mut Page, book: &Book<'_>, record: &Results) {
    let mut source = cite::place(page, book, Some(record.source.id()), None, None);
    if let Some(url) = &record.url {
        source.push_str(&format!(", {}", web(host(url), url)));
    }
    let version = record.version.as_ref().map(|version| format!("version {}", escape::markdown(version)));
    let read = record.read.map(|read| format!("read on {read}"));
    let source: Vec<_> = [Some(source), version, read].into_iter().flatten().collect();
    page.paragraph(&format!("Source: {}.", source.join(", ")));
    for table in record.tables.iter() {
        page.section(&escape::markdown(&table.at));
        printed(page, book, table);
    }
}

/// Adds a table as the source prints it. A wide one is cut into pieces that a page can hold.
fn printed(page: &mut Page, book: &Book<'_>, table: &Table) {
    let benchmark = table.benchmark.as_ref().map(|to| page.reference(book, to.text()));
    let settings =
        Some(scores::settings(page, book, &table.settings)).filter(|settings| !settings.is_empty());
    let note = table.note.as_ref().map(|note| escape::markdown(note));
    let about: Vec<_> = [benchmark, settings, note].into_iter().flatten().collect();
    if !about.is_empty() {
        page.paragraph(&about.join("; "));
    }
    let columns: Vec<usize> = (0..table.columns.len()).collect();
    for piece in columns.chunks(COLUMNS) {
        let mut header = vec!["Model".to_owned()];
        header.extend(piece.iter().map(|&column| column_name(page, book, table, column)));
        header.push("How".into());
        let rows: Vec<Vec<String>> = table
            .rows
            .iter()
            .map(|row| {
                let mut cells = vec![page.reference(book, row.model.text())];
                cells.extend(piece.iter().map(|&column| row.values.get(column).map_or("", text).to_owned()));
                cells.push(how(page, book, row));
                cells
            })
            .collect();
        let header: Vec<&str> = header.iter().map(String::as_str).collect();
        page.wide_table(&header, &rows);
    }
}

fn text(cell: &Cell) -> &str {
    cell.number().map_or("–", |number| number.as_str())
}

fn column_name(page: &Page, book: &Book<'_>, table: &Table, column: usize) -> String {
    let column = &table.columns[column];
    let id = table.benchmark_of(column).map(RefText::id);
    let benchmark = id.and_then(|id| book.taxonomy.entry(id)).and_then(|entry| entry.as_benchmark());
    let metric =
        benchmark.and_then(|benchmark| benchmark.metrics.iter().find(|metric| metric.id == *column.metric()));
    let name = metric.map_or_else(|| escape::markdown(column.metric().as_str()), scores::metric_name);
    match column.benchmark() {
        Some(to) => format!("{}, {name}", page.reference(book, to)),
        None => name,
    }
}

/// What sets a row apart: how it is printed, its settings, where it was copied from.
fn how(page: &Page, book: &Book<'_>, row: &mmtax_graph::schema::entry::Row) -> String {
    let printed = row.printed.as_ref().map(|printed| format!("printed “{}”", escape::markdown(printed)));
    let from = row
        .from
        .as_ref()
        .map(|from| format!("copied from {}", cite::place(page, book, Some(from.id()), None, None)));
    let reported = row.reported.filter(|_| row.from.is_none()).map(|reported| reported.word().to_owned());
    let settings = Some(scores::settings(page, book, &row.settings)).filter(|settings| !settings.is_empty());
    let note = row.note.as_ref().map(|note| escape::markdown(note));
    [printed, settings, from, reported, note].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn errata(page: &mut Page, book: &Book<'_>, record: &Errata) {
    let source =
        cite::place(page, book, Some(record.source.id()), record.url.as_ref(), record.version.as_ref());
    let misprints = count(record.items.len(), "known misprint", "known misprints");
    page.paragraph(&format!("{misprints} in {source}."));
    for item in record.items.iter() {
        page.section(&escape::markdown(&item.at));
        let about = item.about.as_ref().map(|about| format!("About: {}", page.reference(book, about.text())));
        let metric = item.metric.as_ref().map(|metric| format!("Column: `{metric}`"));
        page.list([about, metric].into_iter().flatten().chain(misprint(page, book, item)));
    }
}

/// What is printed, what is right and what shows it.
fn misprint(page: &Page, book: &Book<'_>, item: &Erratum) -> Vec<String> {
    let mut lines = vec![format!("Prints: {}", escape::markdown(&item.prints))];
    lines.extend(item.correct.as_ref().map(|correct| format!("Right: {}", escape::markdown(correct))));
    lines.push(format!("Why: {}", escape::markdown(&item.reason)));
    lines.extend(item.evidence.iter().map(|evidence| {
        let paper = evidence.paper.as_ref().map(|paper| paper.id());
        let place = cite::place(page, book, paper, evidence.url.as_ref(), evidence.version.as_ref());
        format!("Evidence: {place}, {}", escape::markdown(&evidence.at))
    }));
    lines
}

/// Adds what sources are known to misprint about an entry; returns the records that say so.
pub(super) fn about<'t>(page: &mut Page, book: &Book<'t>, entry: EntryRef<'t>) -> Vec<EntryRef<'t>> {
    let Some(items) = book.errata_about.get(&entry) else { return Vec::new() };
    page.section("Known misprints about it");
    let rows: Vec<_> = items
        .iter()
        .map(|(record, item)| {
            let Body::Errata(errata) = &record.entry().body else { return Default::default() };
            let source = cite::place(
                page,
                book,
                Some(errata.source.id()),
                errata.url.as_ref(),
                errata.version.as_ref(),
            );
            [
                format!("{source}, {}", page.named(&item.at, *record)),
                escape::markdown(&item.prints),
                item.correct.as_ref().map(|correct| escape::markdown(correct)).unwrap_or_default(),
                escape::markdown(&item.reason),
            ]
        })
        .collect();
    page.table(["Where", "Prints", "Right", "Why"], &rows);
    let mut records: Vec<_> = items.iter().map(|(record, _)| *record).collect();
    records.dedup();
    records
}
