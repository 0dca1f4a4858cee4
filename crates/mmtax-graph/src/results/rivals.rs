//! Values with one identity that contradict each other.

use std::cmp::Ordering;

use mmtax_schema::Relation;

use super::identity::Identity;
use super::misprint::Misprints;
use crate::entry_ref::EntryRef;
use crate::link::LinkRef;
use crate::score::{Provenance, Score};
use crate::taxonomy::Taxonomy;
use crate::view::View;

/// Between which values a contradiction is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// Those of one source.
    OneSource,
    /// Those of different sources.
    Sources,
}

/// Every value with one identity, at least two of which cannot be roundings of one.
#[derive(Clone, Debug)]
pub struct Rivals<'t> {
    /// What they are values of.
    pub identity: Identity<'t>,
    /// The values, those of one source together, sources by id.
    pub scores: Vec<Score<'t>>,
}

/// Why values of different sources differ, as far as that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Nobody says.
    Open,
    /// Those that are left without the ones that their source says it measured itself agree.
    MeasuredAnew,
    /// Those that are left without known misprints agree.
    Misprinted,
}

impl<'t> Rivals<'t> {
    /// Why they differ.
    #[must_use]
    pub fn why(&self, misprints: &Misprints<'t>) -> Why {
        let sound = |score: &&Score<'t>| misprints.find(score).is_none();
        let sound: Vec<_> = self.scores.iter().filter(sound).copied().collect();
        let is_anew = |score: &&Score<'t>| score.provenance() == Provenance::Measured;
        let printed: Vec<_> = sound.iter().filter(|score| !is_anew(score)).copied().collect();
        match (differ_between_sources(&sound), differ_between_sources(&printed)) {
            (false, _) => Why::Misprinted,
            (true, false) => Why::MeasuredAnew,
            (true, true) => Why::Open,
        }
    }

    /// The lowest and the highest of its values.
    #[must_use]
    pub fn ends(&self) -> Option<(&Score<'t>, &Score<'t>)> {
        let by_value = |a: &&Score<'_>, b: &&Score<'_>| a.normalized().total_cmp(&b.normalized());
        Some((self.scores.iter().min_by(by_value)?, self.scores.iter().max_by(by_value)?))
    }

    /// Their difference in the unit of the metric.
    #[must_use]
    pub fn difference(&self) -> f64 {
        self.ends().map_or(0.0, |(lowest, highest)| highest.normalized() - lowest.normalized())
    }

    /// Their difference as a share of the range that the metric has, or of the larger value where it has none.
    #[must_use]
    pub fn share(&self) -> f64 {
        let metric = self.scores.first().and_then(Score::described).map(|(_, metric)| metric);
        let range =
            metric.and_then(|metric| Some(metric.max.as_ref()?.value() - metric.min.as_ref()?.value()));
        let larger = |(lowest, highest): (&Score<'_>, &Score<'_>)| {
            lowest.normalized().abs().max(highest.normalized().abs())
        };
        let whole = range.or_else(|| self.ends().map(larger)).filter(|whole| *whole > 0.0);
        whole.map_or(0.0, |whole| self.difference() / whole)
    }

    /// The pairs of results entries of which one has a value that the other has otherwise, each once.
    #[must_use]
    pub fn pairs(&self) -> Vec<(EntryRef<'t>, EntryRef<'t>)> {
        let sources: Vec<&[Score<'t>]> = self.by_source().collect();
        let mut pairs = Vec::new();
        for (index, a) in sources.iter().enumerate() {
            let others = sources[index + 1..].iter();
            let apart = others.filter(|b| a.iter().any(|a| b.iter().all(|b| a.differs_from(b))));
            pairs.extend(apart.map(|b| (a[0].results, b[0].results)));
        }
        pairs
    }

    /// The values of each source.
    pub fn by_source(&self) -> impl Iterator<Item = &[Score<'t>]> {
        self.scores.chunk_by(|a, b| a.results == b.results)
    }
}

impl Taxonomy {
    /// The values with everything but the value in common that contradict each other, by model and then identity.
    #[must_use]
    pub fn rivals(&self, within: Within) -> Vec<Rivals<'_>> {
        let are_apart = |rivals: &Rivals<'_>| match within {
            Within::OneSource => rivals.by_source().any(do_differ),
            Within::Sources => differ_between_sources(&rivals.scores),
        };
        self.rivalled(within).into_iter().flat_map(disagreeing).filter(are_apart).collect()
    }

    /// The models with two rows on one benchmark that could contradict each other: few have them, and only their values need
    /// be looked at.
    fn rivalled(&self, within: Within) -> Vec<EntryRef<'_>> {
        let mut found = Vec::new();
        // By model, benchmark, results and row.
        let mut last: Option<LinkRef<'_>> = None;
        for link in self.links(View::of([Relation::EvaluatedOn])) {
            let same = last.filter(|last| (last.from(), last.to()) == (link.from(), link.to()));
            let are_rivals = |last: LinkRef<'_>| {
                std::ptr::eq(last.stated_in(), link.stated_in()) == (within == Within::OneSource)
            };
            if same.is_some_and(are_rivals) && found.last() != Some(&link.from()) {
                found.push(link.from());
            }
            last = Some(link);
        }
        found
    }
}

/// The scores of one model that have everything but the value in common, wherever two of them differ.
fn disagreeing(model: EntryRef<'_>) -> Vec<Rivals<'_>> {
    let mut scores = model.scores();
    // Stable: what is the same in all else stays in the order of results, tables and rows.
    scores.sort_by(order);
    let mut found = Vec::new();
    for same in scores.chunk_by(|a, b| order(a, b) == Ordering::Equal) {
        // Few scores differ: only their settings are put together.
        if !do_differ(same) {
            continue;
        }
        let mut same: Vec<_> = same.iter().map(|score| (score.identity(), *score)).collect();
        same.sort_by(|a, b| a.0.cmp(&b.0));
        for group in same.chunk_by(|a, b| a.0 == b.0) {
            let scores: Vec<_> = group.iter().map(|(_, score)| *score).collect();
            if do_differ(&scores) {
                found.push(Rivals { identity: group[0].0.clone(), scores });
            }
        }
    }
    found
}

/// Whether two of them cannot be roundings of one value.
fn do_differ(scores: &[Score<'_>]) -> bool {
    ends(scores).is_some_and(|(lowest, highest)| lowest.differs_from(highest))
}

/// Whether two of them that different sources print cannot be roundings of one value. Where any two are apart so, one of
/// them, or its source's end, is apart from an end of the other source.
fn differ_between_sources(scores: &[Score<'_>]) -> bool {
    let Some((lowest, highest)) = ends(scores) else { return false };
    let is_apart =
        |end: &Score<'_>, score: &Score<'_>| end.results != score.results && end.differs_from(score);
    scores.iter().any(|score| is_apart(lowest, score) || is_apart(highest, score))
}

/// The value that must be lowest and the one that must be highest, whatever rounding did: where any two differ, these do.
fn ends<'s, 't>(scores: &'s [Score<'t>]) -> Option<(&'s Score<'t>, &'s Score<'t>)> {
    let at_most = |score: &Score<'_>| score.normalized() + score.rounding();
    let at_least = |score: &Score<'_>| score.normalized() - score.rounding();
    let lowest = scores.iter().min_by(|a, b| at_most(a).total_cmp(&at_most(b)));
    let highest = scores.iter().max_by(|a, b| at_least(a).total_cmp(&at_least(b)));
    lowest.zip(highest)
}

fn order(a: &Score<'_>, b: &Score<'_>) -> Ordering {
    (a.benchmark, a.split, a.variant, a.metric).cmp(&(b.benchmark, b.split, b.variant, b.metric))
}
