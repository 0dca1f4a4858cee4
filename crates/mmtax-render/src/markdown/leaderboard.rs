//! Leaderboards: a page a benchmark, a table a group of values that can be compared, and the index of them.

use std::collections::BTreeSet;

use mmtax_graph::EntryRef;
use mmtax_graph::results::{Cell, Group, Leaderboard, Measure, Reading, Row};

use super::book::Book;
use super::page::Page;
use super::pages::{Pages, Table};
use super::readings::{self, COLUMNS, in_unit};
use super::words::count;
use crate::artifact::Artifact;
use crate::{escape, paths, plain, svg};

/// Where the index stands.
pub(super) const PATH: &str = "leaderboards.md";

/// The pages of one benchmark.
pub(super) fn pages(book: &Book<'_>, board: &Leaderboard<'_>) -> Vec<Artifact> {
    let stem = paths::leaderboard(board.benchmark);
    let mut pages = Pages::new(stem.clone());
    let mut contents = Vec::new();
    let (compared, alone): (Vec<_>, Vec<_>) = board.groups.iter().partition(|group| group.rows.len() > 1);
    for (index, group) in compared.iter().enumerate() {
        let anchor = format!("group-{}", index + 1);
        let (heading, label, place) = pages.block(|page| {
            let conditions = readings::conditions(page, book, group);
            page.section(&format!("<a id=\"{anchor}\"></a>{}", conditions.stated));
            page.paragraph(&about(group, &conditions.unknown));
            (conditions.stated, conditions.label, page.path().to_owned())
        });
        contents.push((label, format!("{place}#{anchor}"), group.rows.len()));
        for piece in pieces(&group.measures) {
            let shape = Shape::new(piece, &[group]);
            table(&mut pages, book, &shape, &[group], &heading);
        }
    }
    if !alone.is_empty() {
        let place = pages.block(|page| {
            page.section(&format!("<a id=\"alone\"></a>{ALONE}"));
            page.paragraph("Nobody else was measured under the settings of each of these, as far as is known. They are not comparable with each other either.");
            page.path().to_owned()
        });
        contents.push((ALONE.to_owned(), format!("{place}#alone"), alone.len()));
        let measures = union(&alone);
        for piece in pieces(&measures) {
            let shape = Shape::new(piece, &alone);
            table(&mut pages, book, &shape, &alone, ALONE);
        }
    }
    let title = format!("Leaderboard: {}", board.benchmark.name());
    pages.finish(&title, |page| front(page, board, &contents), "`taxonomy/results/`")
}

const ALONE: &str = "Alone under their settings";

/// The metrics of several groups, in the order of the first that has each.
fn union<'t>(groups: &[&Group<'t>]) -> Vec<Measure<'t>> {
    let mut seen = BTreeSet::new();
    let all = groups.iter().flat_map(|group| &group.measures).filter(|measure| seen.insert(measure.id));
    let position = |measure: &Measure<'_>| {
        let listed = measure.metric.is_some();
        let places =
            groups.iter().filter_map(|group| group.measures.iter().position(|other| other.id == measure.id));
        (!listed, places.max())
    };
    let mut measures: Vec<_> = all.copied().collect();
    measures.sort_by_cached_key(|measure| (position(measure), measure.id));
    measures
}

/// The start of the first page: what there is, how it is to be read, and the groups.
fn front(page: &mut Page, board: &Leaderboard<'_>, contents: &[(String, String, usize)]) {
    let stem = paths::leaderboard(board.benchmark);
    page.paragraph(&format!(
        "{} on {}, as printed in {}. {}",
        count(board.values(), "value", "values"),
        page.entry(board.benchmark),
        count(records(board).len(), "source", "sources"),
        page.artifact("Every value as CSV", &format!("{stem}.csv")),
    ));
    page.paragraph(&format!(
        "Values in different tables are not comparable. {}",
        page.artifact("How to read a leaderboard", &format!("{PATH}#reading"))
    ));
    if svg::is_drawn(board) {
        let picture = page.artifact(
            &format!("Scores on {} over time", escape::markdown(board.benchmark.name())),
            &format!("{stem}.svg"),
        );
        page.paragraph(&format!("!{picture}"));
    }
    if contents.len() > 1 || contents.iter().any(|(_, target, _)| !target.starts_with(&format!("{stem}.md")))
    {
        let item = |(label, target, models): &(String, String, usize)| {
            let link = page.artifact(label, target);
            format!("{link}: {}", count(*models, "model", "models"))
        };
        let items: Vec<_> = contents.iter().map(item).collect();
        page.list(items);
    }
}

fn about(group: &Group<'_>, unknown: &[&str]) -> String {
    let mut text = count(group.rows.len(), "model", "models");
    if !unknown.is_empty() {
        let unknown: Vec<_> = unknown.iter().map(|name| name.replace('-', " ")).collect();
        text.push_str(&format!(". Not stated, so that values may differ in it: {}", unknown.join(", ")));
    }
    match group.measures.first().map(|measure| (measure, measure.direction())) {
        Some((measure, None)) => text.push_str(&format!(
            ". By name: it is not known which way {} improves",
            readings::measure(measure)
        )),
        Some((measure, Some(_))) if group.measures.len() > 1 => {
            text.push_str(&format!(". Sorted by {}", escape::markdown(&plain::metric(measure))));
        }
        Some(_) | None => {}
    }
    text + "."
}

/// Columns in pieces that a page can hold.
fn pieces<'m, 't>(measures: &'m [Measure<'t>]) -> impl Iterator<Item = &'m [Measure<'t>]> {
    measures.chunks(COLUMNS)
}

/// The columns of a table.
struct Shape<'m, 't> {
    measures: &'m [Measure<'t>],
    /// Whether there are ranks, by the first of them.
    is_ranked: bool,
    /// Whether rows are of several groups, so that each says under which settings it was measured.
    has_settings: bool,
    has_notes: bool,
}

impl<'m, 't> Shape<'m, 't> {
    fn new(measures: &'m [Measure<'t>], groups: &[&Group<'t>]) -> Self {
        let has_note = |reading: &Reading<'_>| reading.note().is_some() || !reading.besides().is_empty();
        Self {
            measures,
            is_ranked: groups.iter().flat_map(|group| &group.rows).any(|row| row.rank.is_some())
                && groups.iter().any(|group| group.measures[0].id == measures[0].id),
            has_settings: groups.len() > 1 || groups.iter().any(|group| group.rows.len() == 1),
            has_notes: groups.iter().flat_map(|group| group.readings()).any(has_note),
        }
    }

    fn header(&self) -> Vec<String> {
        let mut header: Vec<String> = Vec::new();
        header.extend(self.is_ranked.then(|| "#".to_owned()));
        header.push("Model".into());
        header.extend(self.has_settings.then(|| "Settings".to_owned()));
        header.extend(self.measures.iter().map(readings::measure));
        header.extend(["Whose value", "Printed in"].map(str::to_owned));
        header.extend(self.has_notes.then(|| "Note".to_owned()));
        header
    }

    /// The values of a reading in these columns.
    fn cells<'g>(&self, group: &Group<'_>, cells: &'g [Option<Cell<'t>>]) -> Vec<Option<&'g Cell<'t>>> {
        let cell = |measure: &Measure<'_>| {
            let position = group.measures.iter().position(|other| other.id == measure.id)?;
            cells[position].as_ref()
        };
        self.measures.iter().map(cell).collect()
    }
}

fn table<'t>(
    pages: &mut Pages,
    book: &Book<'t>,
    shape: &Shape<'_, 't>,
    groups: &[&Group<'t>],
    heading: &str,
) {
    let table = Table { heading: heading.to_owned(), header: shape.header() };
    let rows = groups.iter().flat_map(|group| group.rows.iter().map(move |row| (*group, row)));
    pages.table(&table, rows, |page, (group, row)| {
        let mut lines = Vec::new();
        for (reading, cells) in row.readings.iter().zip(&row.cells) {
            let cells = shape.cells(group, cells);
            if cells.iter().any(Option::is_some) {
                lines.push(line(page, book, shape, (group, row, reading), &cells, lines.is_empty()));
            }
        }
        lines
    });
}

fn line(
    page: &Page,
    book: &Book<'_>,
    shape: &Shape<'_, '_>,
    (group, row, reading): (&Group<'_>, &Row<'_>, &Reading<'_>),
    cells: &[Option<&Cell<'_>>],
    is_first: bool,
) -> Vec<String> {
    let csv = format!("{}.csv", paths::leaderboard(group.benchmark));
    let mut line = Vec::new();
    let rank = row.rank.filter(|_| is_first).map_or_else(String::new, |rank| rank.to_string());
    line.extend(shape.is_ranked.then_some(rank));
    line.push(match is_first {
        true => page.variant(row.model, row.variant),
        false => format!("↳ {}", escape::markdown(&plain::name(row.model, row.variant))),
    });
    line.extend(shape.has_settings.then(|| readings::conditions(page, book, group).stated));
    let value = |cell: &Option<&Cell<'_>>| {
        let Some(cell) = cell else { return String::new() };
        let mark = if is_first && is_disputed(group, row, cell) { " ≠" } else { "" };
        format!("{}{mark}", readings::value(page, cell))
    };
    line.extend(cells.iter().map(value));
    line.push(readings::owner(page, reading));
    line.push(readings::places(page, book, reading, &csv));
    line.extend(shape.has_notes.then(|| readings::apart(page, book, reading)));
    line
}

/// Whether this value stands for its model and another source contradicts it.
fn is_disputed(group: &Group<'_>, row: &Row<'_>, cell: &Cell<'_>) -> bool {
    let measure = group.measures.iter().position(|measure| measure.id == cell.score.metric);
    row.readings.len() > 1 && measure.is_some_and(|measure| row.is_disputed(measure))
}

/// The records that a leaderboard has values from.
pub(super) fn records<'t>(board: &Leaderboard<'t>) -> Vec<EntryRef<'t>> {
    let readings = board.groups.iter().flat_map(Group::readings).flat_map(Reading::all);
    let records: BTreeSet<_> = readings.map(|reading| reading.first().results).collect();
    records.into_iter().collect()
}

/// The models that a leaderboard has values of.
pub(super) fn models(board: &Leaderboard<'_>) -> usize {
    let rows = board.groups.iter().flat_map(|group| &group.rows);
    rows.map(|row| row.model).collect::<BTreeSet<_>>().len()
}

/// The best of a group by its first metric, as links; nothing where there is none.
pub(super) fn best(page: &Page, group: &Group<'_>) -> String {
    let is_best = |row: &&Row<'_>| row.standing(0).is_some_and(|cell| cell.is_best);
    let best: Vec<_> = group.rows.iter().filter(is_best).collect();
    let Some(cell) = best.first().and_then(|row| row.standing(0)) else { return String::new() };
    let names: Vec<_> = best.iter().take(3).map(|row| page.variant(row.model, row.variant)).collect();
    let more = best.len().saturating_sub(names.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{} by {}{more}", in_unit(&cell.score), names.join(", "))
}

/// The index of leaderboards, with how they are to be read.
pub(super) fn index(book: &Book<'_>) -> Artifact {
    let mut page = Page::new(PATH.into(), "Leaderboards");
    let values: usize = book.boards.iter().map(Leaderboard::values).sum();
    page.paragraph(&format!(
        "{} on {}. {} · {} · {}",
        count(values, "printed value", "printed values"),
        count(book.boards.len(), "benchmark", "benchmarks"),
        page.artifact("Who disagrees with whom", super::disagreements::PATH),
        page.artifact("Rows that break their formula", super::arithmetic::PATH),
        page.artifact("Overview", "README.md"),
    ));
    page.section("<a id=\"reading\"></a>How to read a leaderboard");
    page.list(READING.iter().map(|line| (*line).to_owned()));
    page.section("Benchmarks");
    let rows: Vec<_> = book
        .boards
        .iter()
        .map(|board| {
            let largest = board.groups.iter().max_by_key(|group| group.rows.len());
            let metric = largest.and_then(|group| group.measures.first()).map(readings::measure);
            [
                page.artifact(
                    &escape::markdown(board.benchmark.name()),
                    &format!("{}.md", paths::leaderboard(board.benchmark)),
                ),
                models(board).to_string(),
                board.values().to_string(),
                board.groups.iter().filter(|group| group.rows.len() > 1).count().to_string(),
                metric.unwrap_or_default(),
                largest.map(|group| best(&page, group)).unwrap_or_default(),
            ]
        })
        .collect();
    page.table(
        ["Benchmark", "Models", "Values", "Tables", "First metric", "Best of the largest table"],
        &rows,
    );
    page.finish([("Made from the files in", vec!["`taxonomy/results/`".into()])])
}

const READING: [&str; 9] = [
    "A table holds values of one release or split, measured under settings that are equal as far as the benchmark says that they matter. Where it does not say, every setting may matter. What a source itself says sets a score apart always counts.",
    "A setting that a source does not state is unknown. It is equal to no stated one, so such values have tables of their own, and within these they may still differ in it.",
    "Values stand in the unit of the metric, with all digits that are printed and no more: 82.4 for a metric from 0 to 1 is 0.824. The CSV has them as printed, too.",
    "↑ and ↓ tell which way a metric improves. The best value of each column is bold, with those that the printed digits cannot tell from it: 0.80 and 0.8 tie. A value counts as printed to as many places as the rest of its column in the source. Where there is only one value, or the direction is not known, nothing is best.",
    "The rank is one more than the number of models that are better for sure.",
    "*Own*: the model's own paper prints it. *Measured by the source*: another source says that it measured it itself. *Copied*: it says that it did not. *Not stated*: it does not say.",
    "Of several values of one model the first stands for it: its own paper's, else a copy of that, else what others measured, copied or do not say anything of, the oldest source first. The others follow below it (↳), and a row that only repeats another is named beside that one.",
    "≠ marks a value for which another source prints, under the same settings, one that rounding cannot explain.",
    "A known misprint is marked, links to what is right, and is never the best.",
];
