//! Scores held against what is asked of one.

use std::collections::BTreeMap;

use mmtax_schema::vocab::Direction;
use mmtax_schema::{Kind, Relation};

use super::bits::Truth;
use super::component::{all, any};
use super::filter::{Bound, Condition, ScoreTerm};
use crate::score::{Provenance, Score};
use crate::taxonomy::Taxonomy;
use crate::view::View;

pub(super) fn truth(taxonomy: &Taxonomy, wanted: &ScoreTerm) -> Truth {
    let mut truth = Truth::apart(taxonomy.entries.len());
    let measured = [Kind::Model, Kind::Tokenizer, Kind::Method];
    let could_be = taxonomy.entries().filter(|entry| measured.contains(&entry.kind()));
    could_be.for_each(|entry| truth.set(entry.index, None));
    let scores: Vec<Score<'_>> = of_benchmark(taxonomy, wanted).collect();
    let bound = match &wanted.value {
        None => None,
        Some((how, Bound::Number(amount))) => Some((*how, amount.value)),
        Some((how, Bound::Of(id))) => match best(&scores, id, wanted) {
            Some(best) => Some((*how, best)),
            // Nothing can be said without what it is to be compared with.
            None => return truth,
        },
    };
    let mut by_model: BTreeMap<u32, Vec<Option<bool>>> = BTreeMap::new();
    for score in &scores {
        let value = bound.map(|(how, bound)| how.holds(score.normalized(), bound));
        let holds = all([meets(score, wanted), Some(value.unwrap_or(true))]);
        by_model.entry(score.model.index).or_default().push(holds);
    }
    for (model, holds) in by_model {
        truth.set(model, any(holds));
    }
    truth
}

/// The scores of the benchmark and metric that are asked for, whatever their conditions.
pub(super) fn of_benchmark<'t>(
    taxonomy: &'t Taxonomy,
    wanted: &ScoreTerm,
) -> impl Iterator<Item = Score<'t>> {
    let benchmark = taxonomy.entry_of(Kind::Benchmark, &wanted.benchmark);
    let links = benchmark.map(|benchmark| benchmark.links_in(View::of([Relation::EvaluatedOn])));
    let mut results: Vec<_> = links.into_iter().flatten().map(|link| link.link.owner).collect();
    results.sort_unstable();
    results.dedup();
    let metric = wanted.metric.clone();
    results
        .into_iter()
        .flat_map(move |results| taxonomy.scores_in(crate::EntryRef { taxonomy, index: results }))
        .filter(move |score| Some(score.benchmark) == benchmark)
        .filter(move |score| metric.as_ref().is_none_or(|metric| score.metric.as_str() == metric))
}

/// Whether a score meets the conditions. What its source does not state is not known.
pub(super) fn meets(score: &Score<'_>, wanted: &ScoreTerm) -> Option<bool> {
    let split = wanted.split.as_ref().map(|wanted| score.split.map(|split| split == wanted));
    let settings = score.settings();
    let stated = settings.pairs();
    let condition = |condition: &Condition| match condition {
        Condition::Setting(name, values) => {
            let has = |wanted: &str| values.iter().any(|value| value.eq_ignore_ascii_case(wanted));
            match stated.iter().find(|(known, _)| *known == name.word()) {
                Some((_, value)) => Some(has(value)),
                None => has("unknown").then_some(true),
            }
        }
        Condition::By(words) => {
            let word = by(score);
            if words.iter().any(|wanted| wanted == word) {
                Some(true)
            } else {
                (word != "unstated").then_some(false)
            }
        }
    };
    all(split.into_iter().chain(wanted.conditions.iter().map(condition)))
}

/// The words for whose value a score is.
pub(super) const WHOSE: [&str; 4] = ["own", "measured", "copied", "unstated"];

/// The word for whose value this score is.
pub(super) fn by(score: &Score<'_>) -> &'static str {
    match score.provenance() {
        Provenance::Own => "own",
        Provenance::Measured => "measured",
        Provenance::Copied(_) => "copied",
        Provenance::Unstated => "unstated",
    }
}

/// Whether less of what the score counts is better.
pub(super) fn is_lower_better(score: &Score<'_>) -> bool {
    score.described().is_some_and(|(_, metric)| metric.direction.known() == Some(&Direction::LowerIsBetter))
}

/// The best score of an entry under the conditions.
fn best(scores: &[Score<'_>], id: &str, wanted: &ScoreTerm) -> Option<f64> {
    let of = scores.iter().filter(|score| score.model.id() == id && meets(score, wanted) == Some(true));
    of.map(|score| (score.normalized(), is_lower_better(score)))
        .reduce(|best, next| if (next.0 > best.0) == best.1 { best } else { next })
        .map(|(value, _)| value)
}
