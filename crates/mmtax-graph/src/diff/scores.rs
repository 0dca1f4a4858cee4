//! Printed values that came, went or changed.

use std::collections::BTreeMap;

use mmtax_schema::Kind;

use super::Turn;
use super::entries::Entries;
use crate::score::Score;
use crate::taxonomy::Taxonomy;

/// A printed value with all that it stands under.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PrintedScore {
    /// The id of the results entry.
    pub results: String,
    /// The id of the paper that prints it, or that the page belongs to.
    pub source: String,
    /// The table.
    pub at: String,
    /// What was measured: `id` or `id@variant`.
    pub model: String,
    /// The benchmark: `id` or `id@split`.
    pub benchmark: String,
    /// The metric.
    pub metric: String,
    /// The settings, by name.
    pub settings: Vec<(String, String)>,
    /// The paper that the source copied it from.
    pub from: Option<String>,
    /// How it came about, where the row says so.
    pub reported: Option<String>,
    /// The value as printed.
    pub value: String,
    /// How many times the metric's own value is printed, where that is not once: `100`.
    pub scale: Option<String>,
}

/// A score that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreChange {
    /// What was printed, and where.
    pub before: Option<PrintedScore>,
    /// What is printed, and where.
    pub after: Option<PrintedScore>,
}

impl ScoreChange {
    /// Which way it changed.
    #[must_use]
    pub const fn turn(&self) -> Turn {
        Turn::of(self.before.as_ref(), self.after.as_ref())
    }
}

pub(super) fn scores(entries: &Entries<'_>) -> Vec<ScoreChange> {
    let (was, is) = (by_record(entries.before), by_record(entries.after));
    let now = |id| entries.id_now(Kind::Results, id);
    let was: BTreeMap<&str, Vec<Score<'_>>> = was.into_iter().map(|(id, scores)| (now(id), scores)).collect();
    let none = Vec::new();
    let mut changes = Vec::new();
    let gone = was.keys().filter(|id| !is.contains_key(*id));
    for id in is.keys().chain(gone) {
        let (before, after) = (was.get(id).unwrap_or(&none), is.get(id).unwrap_or(&none));
        if !is_same(before, after) {
            let before = before.iter().map(|score| printed(score, |kind, id| entries.id_now(kind, id)));
            let after = after.iter().map(|score| printed(score, |_, id| id));
            compare(before.collect(), after.collect(), &mut changes);
        }
    }
    let place = |change: &ScoreChange| change.after.clone().or_else(|| change.before.clone());
    changes.sort_by_cached_key(place);
    changes
}

fn by_record(taxonomy: &Taxonomy) -> BTreeMap<&str, Vec<Score<'_>>> {
    let mut records: BTreeMap<&str, Vec<Score<'_>>> = BTreeMap::new();
    for score in taxonomy.scores() {
        records.entry(score.results.id()).or_default().push(score);
    }
    records
}

/// Whether two records say the same, and the same of their cells are scores.
fn is_same(before: &[Score<'_>], after: &[Score<'_>]) -> bool {
    let cells = |scores: &[Score<'_>]| scores.iter().map(|s| (s.place, s.column)).collect::<Vec<_>>();
    let entries = before.first().zip(after.first());
    entries.is_some_and(|(before, after)| before.results.entry() == after.results.entry())
        && cells(before) == cells(after)
}

/// `now` gives the id by which an entry is known today.
fn printed<'t>(score: &Score<'t>, now: impl Fn(Kind, &'t str) -> &'t str) -> PrintedScore {
    let with = |id: &str, variant: Option<&str>| match variant {
        Some(variant) => format!("{id}@{variant}"),
        None => id.to_owned(),
    };
    let source = score.results.as_results().map_or("", |record| record.source.id());
    let is_scaled = (score.scale - 1.0).abs() > f64::EPSILON;
    let settings = score.settings();
    PrintedScore {
        results: now(Kind::Results, score.results.id()).to_owned(),
        source: now(Kind::Paper, source).to_owned(),
        at: score.table.at.to_string(),
        model: with(now(score.model.kind(), score.model.id()), score.variant),
        benchmark: with(now(Kind::Benchmark, score.benchmark.id()), score.split),
        metric: score.metric.to_string(),
        settings: settings.pairs().into_iter().map(|(name, value)| (name.into(), value.into())).collect(),
        from: score.row.from.as_ref().map(|from| now(Kind::Paper, from.id()).to_owned()),
        reported: score.row.reported.map(|reported| reported.word().to_owned()),
        value: score.value.to_string(),
        scale: is_scaled.then(|| score.scale.to_string()),
    }
}

/// By what two scores are taken for one, the surest first: all but the value; then all but one thing that may be told
/// otherwise of the same value.
const KEYS: [fn(&PrintedScore) -> PrintedScore; 7] = [
    Clone::clone,
    |s| PrintedScore { value: String::new(), scale: None, ..s.clone() },
    |s| PrintedScore { from: None, reported: None, ..s.clone() },
    |s| PrintedScore { at: String::new(), ..s.clone() },
    |s| PrintedScore { settings: Vec::new(), ..s.clone() },
    |s| PrintedScore { metric: String::new(), ..s.clone() },
    |s| PrintedScore {
        model: without_variant(&s.model),
        benchmark: without_variant(&s.benchmark),
        ..s.clone()
    },
];

fn without_variant(reference: &str) -> String {
    reference.split('@').next().unwrap_or(reference).to_owned()
}

fn compare(before: Vec<PrintedScore>, after: Vec<PrintedScore>, out: &mut Vec<ScoreChange>) {
    let mut old: Vec<Option<PrintedScore>> = before.into_iter().map(Some).collect();
    let mut new: Vec<Option<PrintedScore>> = after.into_iter().map(Some).collect();
    for key in KEYS {
        let mut places: BTreeMap<PrintedScore, Vec<usize>> = BTreeMap::new();
        for (at, score) in new.iter().enumerate().rev() {
            if let Some(score) = score {
                places.entry(key(score)).or_default().push(at);
            }
        }
        for slot in &mut old {
            let Some(at) = slot.as_ref().and_then(|score| places.get_mut(&key(score))?.pop()) else {
                continue;
            };
            let (before, after) = (slot.take(), new[at].take());
            if before != after {
                out.push(ScoreChange { before, after });
            }
        }
    }
    out.extend(old.into_iter().flatten().map(|score| ScoreChange { before: Some(score), after: None }));
    out.extend(new.into_iter().flatten().map(|score| ScoreChange { before: None, after: Some(score) }));
}
