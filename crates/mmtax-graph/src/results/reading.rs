//! Readings: what one printed row says of one model on one benchmark, with the rows that only say it again.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use mmtax_schema::entry::SettingName;
use mmtax_schema::{EntryId, PartialDate};

use super::identity::Conditions;
use crate::entry_ref::EntryRef;
use crate::score::{Provenance, Score};

/// The values that one printed row has for one model on one benchmark, and the rows that print none but these.
#[derive(Clone, Debug)]
pub struct Reading<'t> {
    /// The values, in the order of columns; there is at least one, and no metric twice.
    pub scores: Vec<Score<'t>>,
    /// The settings that its source states.
    pub conditions: Conditions<'t>,
    /// Rows that print some of these values with the same digits under settings that do not contradict: copies that name this
    /// source, and rows of which nobody says that they are anything else.
    pub again: Vec<Self>,
}

impl<'t> Reading<'t> {
    /// Its first value, for all that its values have in common.
    #[must_use]
    pub fn first(&self) -> &Score<'t> {
        &self.scores[0]
    }

    /// Its value of a metric.
    #[must_use]
    pub fn score(&self, metric: &EntryId) -> Option<&Score<'t>> {
        self.scores.iter().find(|score| score.metric == metric)
    }

    /// Whose values these are.
    #[must_use]
    pub fn provenance(&self) -> Provenance<'t> {
        self.first().provenance()
    }

    /// What sets the row apart, in our words.
    #[must_use]
    pub fn note(&self) -> Option<&'t str> {
        self.first().row.note.as_deref()
    }

    /// The settings that are stated beside those that its group is made by.
    #[must_use]
    pub fn besides(&self) -> Conditions<'t> {
        let compared = compared(self.first().benchmark);
        self.conditions.only(|name| !compared.contains(&name))
    }

    /// Every reading in it: itself, then those that say it again.
    pub fn all(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.again)
    }

    /// What was measured under which release or split.
    pub(super) fn subject(&self) -> (EntryRef<'t>, Option<&'t str>, Option<&'t str>) {
        let first = self.first();
        (first.model, first.variant, first.split)
    }

    /// Whether `other` has each of these values with the same digits, and states nothing else under the same settings.
    fn is_within(&self, other: &Self) -> bool {
        let is_in =
            |score: &Score<'t>| other.score(score.metric).is_some_and(|known| is_same_print(known, score));
        let says_no_more = self.conditions.are_among(&other.conditions)
            && (self.note().is_none() || self.note() == other.note());
        says_no_more && self.scores.iter().all(is_in)
    }

    fn take(&mut self, mut copy: Self) {
        let more = std::mem::take(&mut copy.again);
        self.again.push(copy);
        self.again.extend(more);
    }
}

fn is_same_print(a: &Score<'_>, b: &Score<'_>) -> bool {
    match (a.in_unit(), b.in_unit()) {
        (Some(a), Some(b)) => a == b,
        _ => a.value == b.value && (a.scale - b.scale).abs() < f64::EPSILON,
    }
}

/// The settings by which values of a benchmark are told apart: those that it says matter, and what a source itself says sets a
/// score apart. Where the benchmark does not say what matters, everything may.
pub(super) fn compared(benchmark: EntryRef<'_>) -> BTreeSet<SettingName> {
    let declared = benchmark.as_benchmark().map_or(&[][..], |benchmark| &benchmark.settings);
    if declared.is_empty() {
        return SettingName::ALL.iter().copied().collect();
    }
    let always = [SettingName::Note, SettingName::FinetunedOn];
    declared.iter().copied().chain(always).collect()
}

/// The readings in the scores of one benchmark.
pub(super) fn readings<'t>(scores: &[Score<'t>]) -> Vec<Reading<'t>> {
    let mut found: Vec<Reading<'t>> = Vec::new();
    let mut order: Vec<&Score<'t>> = scores.iter().collect();
    order.sort_by_key(|score| (score.results, score.place, score.split, score.column));
    for score in order {
        let continues = |last: &&mut Reading<'t>| {
            let first = last.first();
            (first.results, first.place, first.split) == (score.results, score.place, score.split)
                && last.score(score.metric).is_none()
        };
        match found.last_mut().filter(continues) {
            Some(reading) => reading.scores.push(*score),
            None => {
                found.push(Reading {
                    scores: vec![*score],
                    conditions: score.conditions(),
                    again: Vec::new(),
                });
            }
        }
    }
    found
}

/// Puts copies that name a source under the reading of that source that they copy, wherever it stands: the copy says no more
/// than it does. A circle of copies stays as it is.
pub(super) fn fold_named_copies(readings: Vec<Reading<'_>>) -> Vec<Reading<'_>> {
    let mut of_source: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, reading) in readings.iter().enumerate() {
        let paper = reading.first().printed().paper;
        of_source.entry((reading.subject(), paper)).or_default().push(index);
    }
    let origin = |index: usize| {
        let reading: &Reading<'_> = &readings[index];
        let Provenance::Copied(Some(paper)) = reading.provenance() else { return None };
        let there = of_source.get(&(reading.subject(), Some(paper)))?;
        there.iter().copied().find(|&there| there != index && reading.is_within(&readings[there]))
    };
    let origins: Vec<Option<usize>> = (0..readings.len()).map(origin).collect();
    let root = |index: usize| {
        let mut at = index;
        for _ in 0..readings.len() {
            match origins[at] {
                Some(next) if next != index => at = next,
                Some(_) => return index,
                None => return at,
            }
        }
        index
    };
    let roots: Vec<usize> = (0..readings.len()).map(root).collect();
    gather(readings, &roots)
}

/// Puts readings of one group that only repeat another under it.
pub(super) fn fold_repeats(mut readings: Vec<Reading<'_>>) -> Vec<Reading<'_>> {
    // What is surer of whose it is takes the rest up, of these what says most.
    readings.sort_by_cached_key(|reading| {
        let said = reading.conditions.iter().count() + usize::from(reading.note().is_some());
        (sureness(reading), Reverse(reading.scores.len()), Reverse(said))
    });
    // By a value that both must have: few readings of one model share it and are not the same.
    let mut having: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    let print = |score: &Score<'_>| score.in_unit().unwrap_or_else(|| score.value.to_string());
    let mut roots = Vec::with_capacity(readings.len());
    for (index, reading) in readings.iter().enumerate() {
        let first = reading.first();
        let known = having.get(&(reading.subject(), first.metric, print(first)));
        let root = known.and_then(|known| known.iter().copied().find(|&at| reading.is_within(&readings[at])));
        roots.push(root.unwrap_or(index));
        if root.is_none() {
            for score in &reading.scores {
                having.entry((reading.subject(), score.metric, print(score))).or_default().push(index);
            }
        }
    }
    gather(readings, &roots)
}

fn gather<'t>(readings: Vec<Reading<'t>>, roots: &[usize]) -> Vec<Reading<'t>> {
    let mut kept: Vec<Option<Reading<'t>>> = readings.into_iter().map(Some).collect();
    for (index, &root) in roots.iter().enumerate() {
        if root == index {
            continue;
        }
        let copy = kept[index].take();
        if let (Some(copy), Some(origin)) = (copy, &mut kept[root]) {
            origin.take(copy);
        }
    }
    kept.into_iter().flatten().collect()
}

/// How sure it is whose values a reading has, the surest first: the model's own paper's, copies of those, what others measured,
/// what they copied, and what they do not say anything of.
fn sureness(reading: &Reading<'_>) -> u8 {
    let own = reading.first().model.entry().introduced_by().map(|paper| paper.id());
    match reading.provenance() {
        Provenance::Own => 0,
        Provenance::Copied(Some(from)) if Some(from.id()) == own => 1,
        Provenance::Measured => 2,
        Provenance::Copied(Some(_)) => 3,
        Provenance::Copied(None) => 4,
        Provenance::Unstated => 5,
    }
}

/// The order of readings of one model, the one that stands for it first: the surest, among these one that has the metric, that
/// nothing sets apart, of the oldest source.
pub(super) fn precedence<'t>(reading: &Reading<'t>, metric: &EntryId) -> impl Ord + use<'t> {
    let first = reading.first();
    let is_apart = reading.note().is_some() || !reading.besides().is_empty();
    let date: Option<PartialDate> = first.printed().paper.and_then(EntryRef::date);
    let lacks = reading.score(metric).is_none();
    (sureness(reading), lacks, is_apart, date.is_none(), date, first.results, first.place)
}
