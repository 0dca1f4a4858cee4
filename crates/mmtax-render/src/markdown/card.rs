//! What was measured of one entry: a table a benchmark, its own paper's values first.

use std::collections::{BTreeMap, BTreeSet};

use mmtax_graph::results::{Cell, Group, Measure, Reading, Row};
use mmtax_graph::schema::EntryId;
use mmtax_graph::{EntryRef, Provenance};

use super::book::Book;
use super::page::Page;
use super::pages::{Pages, Table};
use super::readings::{self, COLUMNS};
use super::words::count;
use crate::artifact::Artifact;
use crate::{escape, paths};

/// How many readings an entry's own page shows; more have a page of their own.
const MANY: usize = 60;

/// A reading with the group and row that it stands in.
struct Line<'b, 't> {
    group: &'b Group<'t>,
    row: &'b Row<'t>,
    reading: &'b Reading<'t>,
    cells: &'b [Option<Cell<'t>>],
    /// Whether it stands for the model in its group.
    stands: bool,
}

type Key<'t> = (EntryRef<'t>, Option<&'t str>);

/// The readings of an entry by benchmark and split, own ones first, otherwise in the order of leaderboards.
fn lines<'b, 't>(book: &'b Book<'t>, entry: EntryRef<'t>) -> BTreeMap<Key<'t>, Vec<Line<'b, 't>>> {
    let mut found: BTreeMap<Key<'t>, Vec<Line<'b, 't>>> = BTreeMap::new();
    for &(b, g, r) in book.rows_of.get(&entry).map_or(&[][..], Vec::as_slice) {
        let group = &book.boards[b].groups[g];
        let row = &group.rows[r];
        for (index, (reading, cells)) in row.readings.iter().zip(&row.cells).enumerate() {
            let line = Line { group, row, reading, cells, stands: index == 0 };
            found.entry((group.benchmark, group.split)).or_default().push(line);
        }
    }
    for lines in found.values_mut() {
        lines.sort_by_key(|line| line.reading.provenance() != Provenance::Own);
    }
    found
}

/// Adds what was measured of an entry, in short where there is much; returns the records that it comes from.
pub(super) fn of_entry<'t>(page: &mut Page, book: &Book<'t>, entry: EntryRef<'t>) -> Vec<EntryRef<'t>> {
    let benchmarks = lines(book, entry);
    if benchmarks.is_empty() {
        return Vec::new();
    }
    page.section("Scores");
    let records = records(&benchmarks);
    page.paragraph(&summary(&benchmarks, records.len()));
    if is_long(&benchmarks) {
        let all = page.artifact("All values", &paths::card(entry));
        page.paragraph(&format!(
            "{all} stand on a page of their own; here is the first metric of each benchmark."
        ));
        brief(page, book, &benchmarks);
        return records;
    }
    for ((benchmark, split), lines) in &benchmarks {
        page.subsection(&heading(page, *benchmark, *split));
        for piece in measures(lines).chunks(COLUMNS) {
            let shown: Vec<_> = lines.iter().filter(|line| has_value(line, piece)).collect();
            let rows: Vec<_> = shown.into_iter().map(|line| row(page, book, line, piece)).collect();
            let header = header(piece);
            let header: Vec<&str> = header.iter().map(String::as_str).collect();
            page.wide_table(&header, &rows);
        }
    }
    records
}

/// The page of what was measured of an entry, where that is too much for its own.
pub(super) fn pages<'t>(book: &Book<'t>, entry: EntryRef<'t>) -> Vec<Artifact> {
    let benchmarks = lines(book, entry);
    if !is_long(&benchmarks) {
        return Vec::new();
    }
    let path = paths::card(entry);
    let mut pages = Pages::new(path.trim_end_matches(".md").to_owned());
    for ((benchmark, split), lines) in &benchmarks {
        let title = pages.block(|page| {
            let title = heading(page, *benchmark, *split);
            page.section(&title);
            title
        });
        for piece in measures(lines).chunks(COLUMNS) {
            let shown = lines.iter().filter(|line| has_value(line, piece));
            let table = Table { heading: title.clone(), header: header(piece) };
            pages.table(&table, shown, |page, line| vec![row(page, book, line, piece)]);
        }
    }
    let records = records(&benchmarks).len();
    let front = |page: &mut Page| {
        let summary = summary(&benchmarks, records);
        page.paragraph(&format!("{}: {summary}", page.entry(entry)));
    };
    pages.finish(&format!("Scores of {}", entry.name()), front, "`taxonomy/results/`")
}

fn is_long(benchmarks: &BTreeMap<Key<'_>, Vec<Line<'_, '_>>>) -> bool {
    benchmarks.values().map(Vec::len).sum::<usize>() > MANY
}

fn records<'t>(benchmarks: &BTreeMap<Key<'t>, Vec<Line<'_, 't>>>) -> Vec<EntryRef<'t>> {
    let readings = benchmarks.values().flatten().flat_map(|line| line.reading.all());
    readings.map(|reading| reading.first().results).collect::<BTreeSet<_>>().into_iter().collect()
}

fn summary(benchmarks: &BTreeMap<Key<'_>, Vec<Line<'_, '_>>>, records: usize) -> String {
    let readings = benchmarks.values().flatten().flat_map(|line| line.reading.all());
    let own = |reading: &&Reading<'_>| reading.provenance() == Provenance::Own;
    let values =
        |readings: Vec<&Reading<'_>>| readings.iter().map(|reading| reading.scores.len()).sum::<usize>();
    let all: Vec<_> = readings.collect();
    let own = values(all.iter().copied().filter(own).collect());
    format!(
        "{} as printed in {}, {own} of them of its own paper, which come first. Scores under different settings are not \
         comparable; a rank counts only models under the same settings.",
        count(values(all), "value", "values"),
        count(records, "source", "sources"),
    )
}

fn heading(page: &Page, benchmark: EntryRef<'_>, split: Option<&str>) -> String {
    let name = match split {
        None => escape::markdown(benchmark.name()),
        Some(split) => format!("{} ({})", escape::markdown(benchmark.name()), escape::markdown(split)),
    };
    page.artifact(&name, &format!("{}.md", paths::leaderboard(benchmark)))
}

/// The metrics of some lines, in the order in which leaderboards have them.
fn measures<'b, 't>(lines: &[Line<'b, 't>]) -> Vec<Measure<'t>> {
    let mut seen: BTreeSet<&EntryId> = BTreeSet::new();
    let mut measures: Vec<Measure<'t>> = Vec::new();
    for line in lines {
        let filled = line.group.measures.iter().zip(line.cells).filter(|(_, cell)| cell.is_some());
        measures.extend(filled.map(|(measure, _)| *measure).filter(|measure| seen.insert(measure.id)));
    }
    let order = |measure: &Measure<'_>| {
        let groups = lines.iter().map(|line| line.group);
        groups.filter_map(|group| group.measures.iter().position(|other| other.id == measure.id)).max()
    };
    measures.sort_by_cached_key(|measure| (order(measure), measure.id));
    measures
}

fn cell<'b, 't>(line: &Line<'b, 't>, measure: &Measure<'_>) -> Option<&'b Cell<'t>> {
    let position = line.group.measures.iter().position(|other| other.id == measure.id)?;
    line.cells[position].as_ref()
}

fn has_value(line: &Line<'_, '_>, piece: &[Measure<'_>]) -> bool {
    piece.iter().any(|measure| cell(line, measure).is_some())
}

fn header(piece: &[Measure<'_>]) -> Vec<String> {
    let mut header = vec!["Variant".to_owned(), "Settings".to_owned()];
    header.extend(piece.iter().map(readings::measure));
    header.extend(["Rank", "Whose value", "Printed in"].map(str::to_owned));
    header
}

fn row(page: &Page, book: &Book<'_>, line: &Line<'_, '_>, piece: &[Measure<'_>]) -> Vec<String> {
    let mut cells = vec![variant(line), settings(page, book, line)];
    let value = |measure| cell(line, measure).map_or_else(String::new, |cell| readings::value(page, cell));
    cells.extend(piece.iter().map(value));
    let csv = format!("{}.csv", paths::leaderboard(line.group.benchmark));
    cells.push(rank(line));
    cells.push(readings::owner(page, line.reading));
    cells.push(readings::places(page, book, line.reading, &csv));
    cells
}

fn variant(line: &Line<'_, '_>) -> String {
    line.row.variant.map(|variant| format!("`{variant}`")).unwrap_or_default()
}

fn settings(page: &Page, book: &Book<'_>, line: &Line<'_, '_>) -> String {
    let note = line.reading.note().map(escape::markdown);
    readings::stated(page, book, &line.reading.conditions)
        .into_iter()
        .chain(note)
        .collect::<Vec<_>>()
        .join("; ")
}

fn rank(line: &Line<'_, '_>) -> String {
    let ranked = || line.group.rows.iter().filter(|row| row.rank.is_some()).count();
    let rank = line.row.rank.filter(|_| line.stands && line.cells[0].is_some());
    rank.map_or_else(String::new, |rank| format!("{rank} of {}", ranked()))
}

/// Adds one row a benchmark, split and variant: the first metric of the first reading that has it.
fn brief(page: &mut Page, book: &Book<'_>, benchmarks: &BTreeMap<Key<'_>, Vec<Line<'_, '_>>>) {
    let mut rows = Vec::new();
    for ((benchmark, split), lines) in benchmarks {
        let mut seen = BTreeSet::new();
        let measures = measures(lines);
        let Some(first) = measures.first() else { continue };
        for line in lines {
            let Some(cell) = cell(line, first) else { continue };
            if !seen.insert(line.row.variant) {
                continue;
            }
            rows.push([
                heading(page, *benchmark, *split),
                variant(line),
                readings::measure(first),
                readings::value(page, cell),
                settings(page, book, line),
                rank(line),
                readings::owner(page, line.reading),
            ]);
        }
    }
    page.table(["Benchmark", "Variant", "Metric", "Value", "Settings", "Rank", "Whose value"], &rows);
}
