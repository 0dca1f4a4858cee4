//! Leaderboards and comparisons as tables for a terminal, a page or a paper.

use mmtax_graph::results::{Cell, Comparison, Group, Leaderboard, Reading, Row};
use mmtax_graph::{EntryRef, Provenance, Score};

use crate::grid::{Field, Grid, Note};
use crate::plain::{conditions, measure, name, setting};

/// A table for each group of comparable values of a leaderboard, a row a reading.
#[must_use]
pub fn leaderboard(board: &Leaderboard<'_>) -> Vec<Grid> {
    board.groups.iter().map(group).collect()
}

fn group(group: &Group<'_>) -> Grid {
    let conditions = conditions(group.split, &group.conditions);
    let mut grid = Grid {
        title: format!("{}: {conditions}", group.benchmark.name()),
        header: vec!["Rank".into(), "Model".into()],
        ..Grid::default()
    };
    grid.header.extend(group.measures.iter().map(measure));
    grid.header.extend(["Whose value", "Note"].map(str::to_owned));
    for row in &group.rows {
        for (index, (reading, cells)) in row.readings.iter().zip(&row.cells).enumerate() {
            let fields = reading_fields(&mut grid, row, index == 0, reading, cells);
            grid.rows.push(fields);
        }
    }
    grid.without_empty_columns()
}

fn reading_fields<'t>(
    grid: &mut Grid,
    row: &Row<'t>,
    is_first: bool,
    reading: &Reading<'t>,
    cells: &[Option<Cell<'t>>],
) -> Vec<Field> {
    let rank = row.rank.filter(|_| is_first).map_or_else(String::new, |rank| rank.to_string());
    let notes = reading.all().map(|reading| grid.note(note(reading.first()))).collect();
    let mut fields = vec![Field::plain(rank)];
    fields.push(Field { text: name(row.model, row.variant), is_best: false, notes });
    fields.extend(cells.iter().map(|cell| cell.map_or_else(Field::default, |cell| value(&cell))));
    fields.push(Field::plain(whose(reading.provenance())));
    let mut apart: Vec<String> = reading.besides().iter().map(|(name, value)| setting(name, value)).collect();
    apart.extend(reading.note().map(ToOwned::to_owned));
    fields.push(Field::plain(apart.join("; ")));
    fields
}

/// Models as columns, what was measured as rows: of each model the value that stands for it, with where it is printed.
#[must_use]
pub fn comparison(comparison: &Comparison<'_>) -> Grid {
    let mut grid = Grid {
        title: "Values under the same settings, as printed".into(),
        header: vec!["Measured".into()],
        ..Grid::default()
    };
    grid.header.extend(comparison.subjects.iter().map(|(model, variant)| name(*model, *variant)));
    for line in &comparison.lines {
        let conditions = conditions(line.split, &line.conditions);
        let heading = format!("{} {} ({conditions})", line.benchmark.name(), measure(&line.measure));
        let mut fields = vec![Field::plain(heading)];
        for cell in &line.cells {
            fields.push(cell.map_or_else(Field::default, |cell| {
                let note = grid.note(note(&cell.score));
                Field { notes: vec![note], ..value(&cell) }
            }));
        }
        grid.rows.push(fields);
    }
    grid
}

fn value(cell: &Cell<'_>) -> Field {
    let text =
        cell.score.in_unit().unwrap_or_else(|| format!("{} (x{})", cell.score.value, cell.score.scale));
    let text = if cell.misprint.is_some() { format!("{text} (misprint)") } else { text };
    Field { text, is_best: cell.is_best, notes: Vec::new() }
}

/// Where a value is printed, and whose it is.
fn note(score: &Score<'_>) -> Note {
    let printed = score.printed();
    let id = printed.paper.map_or_else(|| printed.record.id(), EntryRef::id);
    let version = printed.version.map(|version| format!(" ({version})")).unwrap_or_default();
    let url = printed.url.map(|url| format!(", {url}")).unwrap_or_default();
    Note {
        text: format!("{id}{version}{url}, {}: {}", printed.at, whose(score.provenance())),
        key: printed.paper.map(|paper| paper.id().to_owned()),
    }
}

fn whose(provenance: Provenance<'_>) -> String {
    match provenance {
        Provenance::Own => "own".into(),
        Provenance::Measured => "measured by the source".into(),
        Provenance::Copied(Some(paper)) => format!("copied from {}", paper.id()),
        Provenance::Copied(None) => "copied".into(),
        Provenance::Unstated => "not stated".into(),
    }
}
