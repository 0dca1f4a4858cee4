//! Whether a model saw, itself or through what its weights come from, data that a benchmark was drawn from.

use std::collections::{BTreeMap, BTreeSet};

use mmtax_schema::vocab::Start;
use mmtax_schema::{Detail, Fact, Relation};

use crate::chain::{Chain, Hop};
use crate::entry_ref::EntryRef;
use crate::link::LinkRef;
use crate::taxonomy::Taxonomy;
use crate::view::View;

/// How training data and a benchmark hang together. What is nearer to the benchmark comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Overlap {
    /// The training data is the benchmark, or a part of it: its training split, say.
    Itself,
    /// The benchmark was drawn from the training data.
    DrawnFrom,
    /// The training data was drawn from the benchmark, or made by its templates.
    MadeFrom,
    /// Both were drawn from something third.
    CommonOrigin,
}

impl Overlap {
    /// Every overlap, in order.
    pub const ALL: [Self; 4] = [Self::Itself, Self::DrawnFrom, Self::MadeFrom, Self::CommonOrigin];

    /// What it says, from the training data to the benchmark.
    #[must_use]
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::Itself => "is data of the benchmark itself",
            Self::DrawnFrom => "is what the benchmark was drawn from",
            Self::MadeFrom => "was drawn or made from the benchmark",
            Self::CommonOrigin => "has an origin in common with the benchmark",
        }
    }
}

/// One way in which a model saw such data.
#[derive(Clone, Debug)]
pub struct Trace<'t> {
    /// How near the data is to the benchmark.
    pub overlap: Overlap,
    /// From the model to what was trained: its parts and the weights it started from. No hops when it is the model itself.
    pub weights: Chain<'t>,
    /// What was trained on which data, at which stage and by which source.
    pub trained: LinkRef<'t>,
    /// From the data to the benchmark.
    pub data: Chain<'t>,
}

/// What is known of a model and a benchmark.
#[derive(Clone, Debug)]
pub struct Exposure<'t> {
    /// One trace for each dataset that overlaps, by overlap and then by id: the one with the fewest hops.
    pub traces: Vec<Trace<'t>>,
    /// The model, its parts and ancestors of whose training data not all is named. While there is any, that no trace was
    /// found says nothing.
    pub unknown: Vec<EntryRef<'t>>,
}

impl<'t> EntryRef<'t> {
    /// What is known of whether this model saw data that the benchmark was drawn from. Which variant is meant is not told
    /// apart: what any of them is trained on counts. It is never "no": at best, none of the data that is named overlaps.
    #[must_use]
    pub fn exposure(self, benchmark: Self) -> Exposure<'t> {
        Training::of(self).exposure(&Origins::of(benchmark))
    }
}

impl Taxonomy {
    /// Every benchmark with every model that has a printed score on it, and what is known of the two; in id order.
    #[must_use]
    pub fn exposures(&self) -> Vec<(EntryRef<'_>, EntryRef<'_>, Exposure<'_>)> {
        let pairs: BTreeSet<_> = self.scores().map(|score| (score.benchmark, score.model)).collect();
        let mut trained: BTreeMap<EntryRef<'_>, Training<'_>> = BTreeMap::new();
        let mut exposures = Vec::with_capacity(pairs.len());
        let mut origins: Option<(EntryRef<'_>, Origins<'_>)> = None;
        for (benchmark, model) in pairs {
            let drawn = match &origins {
                Some((of, drawn)) if *of == benchmark => drawn,
                _ => &origins.insert((benchmark, Origins::of(benchmark))).1,
            };
            let training = trained.entry(model).or_insert_with(|| Training::of(model));
            exposures.push((benchmark, model, training.exposure(drawn)));
        }
        exposures
    }
}

/// The relations along which weights, or what they know, come down.
fn weights() -> View {
    View::of([
        Relation::InitializedFrom,
        Relation::FinetunedFrom,
        Relation::MergedFrom,
        Relation::DistilledFrom,
        Relation::Contains,
    ])
}

/// The relations between data and what it was drawn from.
fn data() -> View {
    View::of([Relation::DerivedFrom, Relation::SubsetOf, Relation::TranslatedFrom, Relation::Extends])
}

/// The links along which an entry has weights of others.
pub(crate) fn upstream(entry: EntryRef<'_>) -> Vec<LinkRef<'_>> {
    entry.links_out(weights()).into_iter().filter(|link| carries_weights(*link)).collect()
}

/// Whether something of the other end's weights is in the entry: a component that starts from scratch has none.
fn carries_weights(link: LinkRef<'_>) -> bool {
    match link.detail() {
        Detail::Component(component) => component.start.known() != Some(&Start::Scratch),
        Detail::Plain
        | Detail::Lineage(_)
        | Detail::Training(_)
        | Detail::Method(_)
        | Detail::Member(_)
        | Detail::Row(..) => true,
    }
}

/// What a model and what its weights come from were trained on. Made once for all benchmarks.
#[derive(Clone, Debug)]
pub struct Training<'t> {
    /// Each dataset with the nearest that was trained on it.
    on: BTreeMap<EntryRef<'t>, (Chain<'t>, LinkRef<'t>)>,
    unknown: Vec<EntryRef<'t>>,
}

impl<'t> Training<'t> {
    /// Follows the weights of a model up.
    #[must_use]
    pub fn of(model: EntryRef<'t>) -> Self {
        let (mut on, mut unknown) = (BTreeMap::new(), Vec::new());
        let reached = Walk::up([model], upstream);
        for &entry in &reached.order {
            if !names_its_training(entry) {
                unknown.push(entry);
            }
            for link in entry.links_out(View::of([Relation::TrainedOn])) {
                on.entry(link.to()).or_insert_with(|| (reached.chain(entry).turned(), link));
            }
        }
        unknown.sort_unstable();
        Self { on, unknown }
    }

    /// Holds it against what a benchmark was drawn from.
    #[must_use]
    pub fn exposure(&self, origins: &Origins<'t>) -> Exposure<'t> {
        let mut traces: Vec<Trace<'t>> = self
            .on
            .iter()
            .filter_map(|(data, (weights, trained))| {
                let (overlap, data) = origins.path(*data)?;
                Some(Trace { overlap, weights: weights.clone(), trained: *trained, data })
            })
            .collect();
        traces.sort_by_key(|trace| (trace.overlap, trace.trained.to()));
        Exposure { traces, unknown: self.unknown.clone() }
    }
}

/// Whether every stage of an entry's training names its data.
fn names_its_training(entry: EntryRef<'_>) -> bool {
    let Some(Fact::Value(stages)) = entry.entry().shared().training else { return false };
    !stages.is_empty() && stages.iter().all(|stage| stage.datasets.known().is_some())
}

/// What a benchmark was drawn from, what was drawn from it, and what shares an origin with it. Made once for all models.
#[derive(Clone, Debug)]
pub struct Origins<'t> {
    above: Walk<'t>,
    below: Walk<'t>,
    beside: Walk<'t>,
}

impl<'t> Origins<'t> {
    /// Follows the data of a benchmark up, and from everything there down.
    #[must_use]
    pub fn of(benchmark: EntryRef<'t>) -> Self {
        let down = |entry: EntryRef<'t>| entry.links_in(data());
        let above = Walk::up([benchmark], |entry| entry.links_out(data()));
        let below = Walk::down([benchmark], down);
        let beside = Walk::down(above.order.iter().copied().filter(|&entry| entry != benchmark), down);
        Self { above, below, beside }
    }

    /// How data hangs together with the benchmark.
    fn path(&self, data: EntryRef<'t>) -> Option<(Overlap, Chain<'t>)> {
        if self.above.starts.contains(&data) {
            return Some((Overlap::Itself, Chain { hops: Vec::new() }));
        }
        if self.above.by.contains_key(&data) {
            return Some((Overlap::DrawnFrom, self.above.chain(data)));
        }
        if self.below.by.contains_key(&data) {
            let chain = self.below.chain(data);
            let is_part = chain.hops.iter().all(|hop| hop.link.relation() == Relation::SubsetOf);
            return Some((if is_part { Overlap::Itself } else { Overlap::MadeFrom }, chain));
        }
        self.beside.by.contains_key(&data).then(|| {
            let mut chain = self.beside.chain(data);
            let origin = chain.hops.last().map_or(data, |hop| hop.target());
            chain.hops.extend(self.above.chain(origin).hops);
            (Overlap::CommonOrigin, chain)
        })
    }
}

/// What a breadth-first walk reached, and by which hop back towards where it began.
#[derive(Clone, Debug)]
pub(crate) struct Walk<'t> {
    starts: BTreeSet<EntryRef<'t>>,
    by: BTreeMap<EntryRef<'t>, Hop<'t>>,
    /// Starts and what was reached, the nearest first.
    pub(crate) order: Vec<EntryRef<'t>>,
}

impl<'t> Walk<'t> {
    /// Along links that run from an entry to what it names.
    pub(crate) fn up(
        starts: impl IntoIterator<Item = EntryRef<'t>>,
        links: impl Fn(EntryRef<'t>) -> Vec<LinkRef<'t>>,
    ) -> Self {
        Self::along(starts, links, false)
    }

    /// Along links that run to an entry.
    fn down(
        starts: impl IntoIterator<Item = EntryRef<'t>>,
        links: impl Fn(EntryRef<'t>) -> Vec<LinkRef<'t>>,
    ) -> Self {
        Self::along(starts, links, true)
    }

    /// `back` tells whether the way back to the start follows the links as they run.
    fn along(
        starts: impl IntoIterator<Item = EntryRef<'t>>,
        links: impl Fn(EntryRef<'t>) -> Vec<LinkRef<'t>>,
        back: bool,
    ) -> Self {
        let mut order: Vec<_> = starts.into_iter().collect();
        let starts: BTreeSet<_> = order.iter().copied().collect();
        let mut by: BTreeMap<EntryRef<'t>, Hop<'t>> = BTreeMap::new();
        let mut next = 0;
        while let Some(&entry) = order.get(next) {
            next += 1;
            for link in links(entry) {
                let far = if back { link.from() } else { link.to() };
                if !starts.contains(&far) && !by.contains_key(&far) {
                    by.insert(far, Hop { link, forward: back });
                    order.push(far);
                }
            }
        }
        Self { starts, by, order }
    }

    /// From an entry that was reached back to the start.
    pub(crate) fn chain(&self, from: EntryRef<'t>) -> Chain<'t> {
        let (mut hops, mut at) = (Vec::new(), from);
        while let Some(hop) = self.by.get(&at) {
            hops.push(*hop);
            at = hop.target();
        }
        Chain { hops }
    }
}
