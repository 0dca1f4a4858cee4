//! What the generated taxonomy consists of, before any file is written: which entries there are, in which order they came
//! out, and who mentions whom.
//!
//! Shares follow the real taxonomy of November 2026. Entries come out in list order, and parts and ancestors are only
//! looked for among earlier ones, so that there are no cycles and no child is older than its parent. Every stub is
//! handed to one full entry that mentions it.

use mmtax::schema::Kind;

use super::random::{Random, name};
use super::{entry, model, record};

/// One entry of a kind that can be referred to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub(super) kind: Kind,
    /// Unique over all kinds; part of the id.
    pub(super) number: usize,
    /// Days since the beginning of 2017, in months of 28 days.
    pub(super) day: usize,
    /// Whether it states facts, or is a stub.
    pub(super) is_full: bool,
    /// The position of the paper that introduces it.
    pub(super) paper: Option<usize>,
}

/// A whole taxonomy, to be written.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) seed: u64,
    pub(super) models: Vec<Item>,
    pub(super) tokenizers: Vec<Item>,
    pub(super) methods: Vec<Item>,
    pub(super) datasets: Vec<Item>,
    pub(super) benchmarks: Vec<Item>,
    pub(super) organizations: Vec<Item>,
    pub(super) papers: Vec<Item>,
    /// Positions of the models whose papers print results.
    pub(super) results: Vec<usize>,
    /// Positions of the models whose papers have errata.
    pub(super) errata: Vec<usize>,
    /// Positions of the models that state facts.
    pub(super) full_models: Vec<usize>,
}

/// The fewest entries that hold one of every kind.
pub(super) const FEWEST: usize = 20;

/// What comes out together, with its share in a thousand.
const SHARES: &[(Kind, bool, usize)] = &[
    (Kind::Model, true, 57),
    (Kind::Model, false, 323),
    (Kind::Tokenizer, true, 25),
    (Kind::Tokenizer, false, 21),
    (Kind::Method, true, 3),
    (Kind::Method, false, 12),
    (Kind::Dataset, true, 55),
    (Kind::Dataset, false, 223),
    (Kind::Benchmark, true, 83),
    (Kind::Benchmark, false, 71),
    (Kind::Organization, false, 127),
];

impl Plan {
    /// A taxonomy of `count` entries, at least [`FEWEST`].
    pub(super) fn new(count: usize, seed: u64) -> Self {
        let mut plan = Self { seed, ..Self::default() };
        let mut random = Random::new(seed, u64::MAX);
        // One of every kind, and a full model with results and errata, whatever chance brings.
        for kind in [Kind::Organization, Kind::Dataset, Kind::Benchmark, Kind::Tokenizer, Kind::Method] {
            plan.add(kind, false, false, count);
        }
        plan.publish(100, 100, count);
        // A model brings up to three more files, and the scheme is the last.
        while plan.len() + 5 < count {
            let mut left = random.below(1000);
            let drawn = SHARES.iter().find(|(_, _, share)| {
                let is_it = left < *share;
                left = left.saturating_sub(*share);
                is_it
            });
            match drawn {
                Some((Kind::Model, true, _)) => {
                    plan.publish(random.below(100), random.below(100), count);
                }
                Some((kind, is_full, _)) => {
                    let has_paper = *is_full && random.chance(45);
                    plan.add(*kind, *is_full, has_paper, count);
                }
                None => {}
            }
        }
        while plan.len() + 1 < count {
            plan.add(Kind::Dataset, false, false, count);
        }
        plan
    }

    /// How many entries there are, without the scheme.
    fn len(&self) -> usize {
        let lists = [&self.models, &self.tokenizers, &self.methods, &self.datasets, &self.benchmarks];
        let of_lists: usize = lists.iter().map(|list| list.len()).sum();
        of_lists + self.organizations.len() + self.papers.len() + self.results.len() + self.errata.len()
    }

    fn add(&mut self, kind: Kind, is_full: bool, has_paper: bool, count: usize) {
        let number = self.len() + 1;
        // From the beginning of 2017 to the middle of 2026.
        let day = number * 3192 / (count + 1);
        let paper = has_paper.then_some(self.papers.len());
        if has_paper {
            self.papers.push(Item { kind: Kind::Paper, number, day, is_full: true, paper: None });
        }
        let item = Item { kind, number: number + usize::from(has_paper), day, is_full, paper };
        match kind {
            Kind::Model => self.models.push(item),
            Kind::Tokenizer => self.tokenizers.push(item),
            Kind::Method => self.methods.push(item),
            Kind::Dataset => self.datasets.push(item),
            Kind::Benchmark => self.benchmarks.push(item),
            Kind::Organization => self.organizations.push(item),
            Kind::Paper | Kind::Results | Kind::Scheme | Kind::Errata => {}
        }
    }

    /// A model with its paper, in most cases with its results, in some with errata; each from a number of 100.
    fn publish(&mut self, results: usize, errata: usize, count: usize) {
        let position = self.models.len();
        self.add(Kind::Model, true, true, count);
        self.full_models.push(position);
        let is_first = position == 0;
        if is_first || results < 84 {
            self.results.push(position);
        }
        if is_first || errata < 39 {
            self.errata.push(position);
        }
    }

    /// Every file: its path below the taxonomy folder, and its text.
    pub(super) fn files(&self) -> impl Iterator<Item = (String, String)> {
        let of = |item: &Item, text: String| (format!("{}/{}.yaml", item.kind.folder(), self.id(item)), text);
        let models = (0..self.models.len()).map(move |m| of(&self.models[m], model::model(self, m)));
        let tokenizers =
            (0..self.tokenizers.len()).map(move |t| of(&self.tokenizers[t], entry::tokenizer(self, t)));
        let methods = self.methods.iter().map(move |item| of(item, entry::method(self, item)));
        let datasets = (0..self.datasets.len()).map(move |d| of(&self.datasets[d], entry::dataset(self, d)));
        let benchmarks = self.benchmarks.iter().map(move |item| of(item, entry::benchmark(self, item)));
        let organizations =
            self.organizations.iter().map(move |item| of(item, entry::organization(self, item)));
        let papers = self.papers.iter().map(move |item| of(item, entry::paper(self, item)));
        let results = (0..self.results.len()).map(move |r| record::results(self, r));
        let errata = self.errata.iter().map(move |model| record::errata(self, *model));
        let scheme = std::iter::once(record::scheme(self));
        let works = models.chain(tokenizers).chain(methods).chain(datasets).chain(benchmarks);
        works.chain(organizations).chain(papers).chain(results).chain(errata).chain(scheme)
    }

    /// The chance that belongs to one entry.
    pub(super) fn random(&self, item: &Item) -> Random {
        Random::new(self.seed, item.number as u64)
    }

    /// The name of an entry, without its number.
    pub(super) fn word(&self, item: &Item) -> String {
        name(&mut Random::new(!self.seed, item.number as u64))
    }

    /// The id of an entry.
    pub(super) fn id(&self, item: &Item) -> String {
        if item.kind == Kind::Paper {
            return format!("arxiv-{}", arxiv(item));
        }
        format!("{}-{}", self.word(item), item.number)
    }

    /// The part of a list that falls to one of `shares` who mention it.
    pub(super) fn share(list: &[Item], index: usize, shares: usize) -> &[Item] {
        let shares = shares.max(1);
        &list[index * list.len() / shares..(index + 1) * list.len() / shares]
    }
}

/// The number that arXiv could have given to a paper.
pub(super) fn arxiv(item: &Item) -> String {
    let month = item.day / 28;
    format!("{:02}{:02}.{:05}", 17 + month / 12, month % 12 + 1, item.number % 100_000)
}

/// A day as entries write it.
pub(super) fn date(day: usize) -> String {
    let month = day / 28;
    format!("{}-{:02}-{:02}", 2017 + month / 12, month % 12 + 1, day % 28 + 1)
}
