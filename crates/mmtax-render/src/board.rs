//! Leaderboards beside their pages: every printed value as CSV, and scores over time as pictures.

use mmtax_graph::results::{Group, Leaderboard, Reading, Row};
use mmtax_graph::schema::Decimal;
use mmtax_graph::schema::entry::SettingName;
use mmtax_graph::{EntryRef, Provenance, Taxonomy};

use crate::artifact::{Artifact, Edition, Format};
use crate::{escape, paths, svg};

/// The values on each benchmark.
pub struct Leaderboards;

impl Format for Leaderboards {
    fn name(&self) -> &'static str {
        "leaderboards"
    }

    fn describe(&self) -> &'static str {
        "Every printed value of each benchmark as CSV, and pictures of scores over time."
    }

    fn render(&self, taxonomy: &Taxonomy, _: &Edition) -> Vec<Artifact> {
        let mut artifacts = Vec::new();
        for board in Leaderboard::all(taxonomy) {
            let stem = paths::leaderboard(board.benchmark);
            artifacts.push(Artifact { path: format!("{stem}.csv"), text: csv(&board) });
            artifacts
                .extend(svg::timeline(&board).map(|text| Artifact { path: format!("{stem}.svg"), text }));
        }
        artifacts.sort_unstable();
        artifacts
    }
}

/// The columns of [`csv`] that are not settings: before them and after them.
const BEFORE: [&str; 7] = ["benchmark", "split", "group", "model", "variant", "metric", "value"];
const AFTER: [&str; 14] = [
    "note",
    "printed",
    "scale",
    "rank",
    "best",
    "whose",
    "copied_from",
    "misprint",
    "repeats",
    "source",
    "version",
    "url",
    "at",
    "printed_as",
];

/// Every printed value of a leaderboard, one a line, with all that it stands under. `value` is in the unit of the metric, and
/// empty where it cannot be told with the printed digits; `group` counts the groups of comparable values from 1, in the order
/// of the page; `repeats` is the source whose value a line only repeats.
#[must_use]
pub fn csv(board: &Leaderboard<'_>) -> String {
    let settings = SettingName::ALL.iter().map(|name| name.word().replace('-', "_"));
    let settings = settings.map(|name| if name == "note" { "setting_note".to_owned() } else { name });
    let head: Vec<String> = BEFORE
        .iter()
        .map(ToString::to_string)
        .chain(settings)
        .chain(AFTER.iter().map(ToString::to_string))
        .collect();
    let mut out = format!("{}\n", head.join(","));
    for (index, group) in board.groups.iter().enumerate() {
        for row in &group.rows {
            for (position, reading) in row.readings.iter().enumerate() {
                lines(&mut out, (index + 1, group), row, position, reading);
            }
        }
    }
    out
}

fn lines(
    out: &mut String,
    (number, group): (usize, &Group<'_>),
    row: &Row<'_>,
    position: usize,
    reading: &Reading<'_>,
) {
    for (index, printed) in reading.all().enumerate() {
        let repeats = if index > 0 { source(reading.first().results) } else { "" };
        for score in &printed.scores {
            let measure = group.measures.iter().position(|measure| measure.id == score.metric);
            let cell = measure.and_then(|measure| row.cells[position][measure].as_ref());
            let own = cell.filter(|_| index == 0);
            let rank = row.rank.filter(|_| measure == Some(0) && position == 0 && index == 0);
            let place = score.printed();
            let (whose, from) = whose(printed.provenance());
            let misprint = own.and_then(|cell| cell.misprint).map(|misprint| misprint.record.id());
            for field in [score.benchmark.id(), score.split.unwrap_or_default()] {
                push(out, field);
            }
            push(out, &number.to_string());
            for field in [score.model.id(), score.variant.unwrap_or_default(), score.metric.as_str()] {
                push(out, field);
            }
            push(out, &score.in_unit().unwrap_or_default());
            for name in SettingName::ALL {
                push(out, printed.conditions.get(*name).unwrap_or_default());
            }
            push(out, printed.note().unwrap_or_default());
            push(out, score.value.as_str());
            push(out, &score.scale.to_string());
            push(out, &rank.map_or_else(String::new, |rank| rank.to_string()));
            for field in [
                if own.is_some_and(|cell| cell.is_best) { "yes" } else { "" },
                whose,
                from.map_or("", |from| from.id()),
                misprint.unwrap_or_default(),
                repeats,
                source(score.results),
                place.version.map_or("", |version| version),
                place.url.map_or("", |url| url),
                place.at,
                score.row.printed.as_ref().map_or("", |printed| printed),
            ] {
                push(out, field);
            }
            // After the last comma.
            out.pop();
            out.push('\n');
        }
    }
}

/// Adds a field and a comma.
fn push(out: &mut String, field: &str) {
    if field.bytes().all(|b| b.is_ascii_alphanumeric()) {
        out.push_str(field);
    } else {
        out.push_str(&number_or_text(field));
    }
    out.push(',');
}

/// A CSV field; a negative number is one, and no formula.
pub(crate) fn number_or_text(field: &str) -> String {
    if Decimal::new(field).is_some() { field.to_owned() } else { escape::csv(field) }
}

fn source(record: EntryRef<'_>) -> &str {
    record.as_results().map_or("", |record| record.source.id())
}

/// Whose value it is, in a word, and the paper that it was copied from.
pub(crate) const fn whose(provenance: Provenance<'_>) -> (&'static str, Option<EntryRef<'_>>) {
    match provenance {
        Provenance::Own => ("own", None),
        Provenance::Measured => ("measured", None),
        Provenance::Copied(from) => ("copied", from),
        Provenance::Unstated => ("unstated", None),
    }
}
