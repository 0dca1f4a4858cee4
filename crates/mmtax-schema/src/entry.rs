//! Entries: one parsed file of each kind, and what all kinds share.

mod benchmark;
mod common;
mod dataset;
mod errata;
mod method;
mod model;
mod organization;
mod paper;
pub(crate) mod results;
mod scheme;
mod texts;
mod tokenizer;

pub use benchmark::{Benchmark, Formula, Metric, SettingName};
pub use common::{Allow, Application, Component, Lineage, NonEmpty, Stage, Variant};
pub use dataset::{Dataset, Size};
pub use errata::{Errata, Erratum, Evidence};
pub use method::Method;
pub use model::{Availability, Generation, Modalities, Model};
pub use organization::Organization;
pub use paper::Paper;
pub use results::{Column, Reported, Results, Row, Settings, Table};
pub use scheme::{Concept, Implies, Member, Scheme};
pub use tokenizer::{Positive, Tokenizer};

use crate::date::PartialDate;
use crate::fact::Fact;
use crate::id::{AnyEntry, EntryId, Ref};
use crate::kind::Kind;
use crate::source::{Citations, FactName, Links, Source, SourceAt, Sources};
use crate::text::Text;

/// One parsed file: its id (the file stem) and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The file stem.
    pub id: EntryId,
    /// What the file says.
    pub body: Body,
}

/// What a file says, by kind. Bodies are boxed: a model is many times larger than an organization.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the kind of the same name")]
pub enum Body {
    Model(Box<Model>),
    Tokenizer(Box<Tokenizer>),
    Method(Box<Method>),
    Dataset(Box<Dataset>),
    Benchmark(Box<Benchmark>),
    Paper(Box<Paper>),
    Organization(Box<Organization>),
    Results(Box<Results>),
    Scheme(Box<Scheme>),
    Errata(Box<Errata>),
}

/// The fields that the kinds share, borrowed from whichever kind the entry is. A kind that lacks a field shows its
/// empty value.
#[derive(Clone, Copy, Debug)]
pub struct Shared<'e> {
    /// The display name: the name, or the title of a paper. Results and errata have none.
    pub name: Option<&'e Text>,
    /// Other names and spellings.
    pub aliases: &'e [Text],
    /// What it is, in our words.
    pub summary: Option<&'e Text>,
    /// Where its facts were read.
    pub sources: &'e Sources,
    /// Where single fields were read.
    pub cited: &'e Citations,
    /// Where to find it.
    pub links: &'e Links,
    /// What it descends from, beyond its components.
    pub lineage: &'e [Lineage],
    /// Its releases, sizes or splits.
    pub variants: &'e [Variant],
    /// What it is made of.
    pub components: Option<&'e Fact<Vec<Component>>>,
    /// What it was trained on.
    pub training: Option<&'e Fact<Vec<Stage>>>,
    /// The methods it uses.
    pub methods: &'e [Application],
    /// Findings that are known and right as they are.
    pub allow: &'e [Allow],
    /// The one that stands in for it after its removal.
    pub replaced_by: Option<&'e Ref<AnyEntry>>,
}

static NO_SOURCES: std::sync::LazyLock<Sources> = std::sync::LazyLock::new(Sources::default);
static NO_CITATIONS: std::sync::LazyLock<Citations> = std::sync::LazyLock::new(Citations::default);
static NO_LINKS: Links = Links { home: None, code: None, weights: None, data: None, demo: None };

/// Fills [`Shared`] from the fields that a kind has, and with nothing for those it has not.
macro_rules! shared {
    ($entry:expr, $name:ident $(, $field:ident: $value:expr)*) => {
        Shared {
            name: Some(&$entry.$name),
            aliases: &$entry.aliases,
            sources: &$entry.sources,
            cited: &$entry.cited,
            links: &$entry.links,
            allow: &$entry.allow,
            replaced_by: $entry.replaced_by.as_ref(),
            $($field: $value,)*
            ..Shared::empty()
        }
    };
}

impl<'e> Shared<'e> {
    /// Where a field was read: what `cited` says of it.
    #[must_use]
    pub fn cited_at(&self, name: FactName) -> SourceAt<'e> {
        let citation = self.cited.get(&name);
        SourceAt {
            source: citation.and_then(|citation| citation.source.as_ref()),
            at: citation.and_then(|citation| citation.at.as_ref()),
        }
    }

    /// The source that a place is in: the one under its key, or the entry's first.
    #[must_use]
    pub fn source_of(&self, cited: SourceAt<'_>) -> Option<&'e Source> {
        match cited.source {
            Some(key) => self.sources.get(key),
            None => self.sources.first().map(|(_, source)| source),
        }
    }

    fn empty() -> Self {
        Self {
            name: None,
            aliases: &[],
            summary: None,
            sources: &NO_SOURCES,
            cited: &NO_CITATIONS,
            links: &NO_LINKS,
            lineage: &[],
            variants: &[],
            components: None,
            training: None,
            methods: &[],
            allow: &[],
            replaced_by: None,
        }
    }
}

impl Entry {
    /// The kind of the entry.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self.body {
            Body::Model(_) => Kind::Model,
            Body::Tokenizer(_) => Kind::Tokenizer,
            Body::Method(_) => Kind::Method,
            Body::Dataset(_) => Kind::Dataset,
            Body::Benchmark(_) => Kind::Benchmark,
            Body::Paper(_) => Kind::Paper,
            Body::Organization(_) => Kind::Organization,
            Body::Results(_) => Kind::Results,
            Body::Scheme(_) => Kind::Scheme,
            Body::Errata(_) => Kind::Errata,
        }
    }

    /// What the entry has of the fields that the kinds share.
    #[must_use]
    #[expect(
        clippy::needless_update,
        reason = "models and tokenizers have every shared field, other kinds do not"
    )]
    pub fn shared(&self) -> Shared<'_> {
        match &self.body {
            Body::Model(e) => shared!(e, name, summary: e.summary.as_ref(), lineage: &e.lineage,
                variants: &e.variants, components: Some(&e.components), training: Some(&e.training),
                methods: &e.methods),
            Body::Tokenizer(e) => shared!(e, name, summary: e.summary.as_ref(), lineage: &e.lineage,
                variants: &e.variants, components: Some(&e.components), training: Some(&e.training),
                methods: &e.methods),
            Body::Method(e) => shared!(e, name, summary: e.summary.as_ref(), lineage: &e.lineage,
                training: Some(&e.training)),
            Body::Dataset(e) => {
                shared!(e, name, summary: e.summary.as_ref(), lineage: &e.lineage, variants: &e.variants)
            }
            Body::Benchmark(e) => {
                shared!(e, name, summary: e.summary.as_ref(), lineage: &e.lineage, variants: &e.variants)
            }
            Body::Scheme(e) => shared!(e, name, summary: e.summary.as_ref()),
            Body::Paper(e) => shared!(e, title),
            Body::Organization(e) => shared!(e, name),
            Body::Results(e) => Shared { allow: &e.allow, ..Shared::empty() },
            Body::Errata(e) => Shared { allow: &e.allow, ..Shared::empty() },
        }
    }

    /// The name to show: the entry's own, or its id where the kind has no name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.shared().name.map_or(self.id.as_str(), Text::as_str)
    }

    /// When it came out, as far as that is known.
    #[must_use]
    pub fn date(&self) -> Option<PartialDate> {
        match &self.body {
            Body::Model(e) => e.released.known(),
            Body::Tokenizer(e) => e.released.known(),
            Body::Method(e) => e.released.known(),
            Body::Dataset(e) => e.released.known(),
            Body::Benchmark(e) => e.released.known(),
            Body::Scheme(e) => e.released.known(),
            Body::Paper(e) => e.date.known(),
            Body::Organization(_) | Body::Results(_) | Body::Errata(_) => None,
        }
        .copied()
    }

    /// The field that [`Entry::date`] reads.
    #[must_use]
    pub const fn date_field(&self) -> &'static str {
        if matches!(self.body, Body::Paper(_)) { "date" } else { "released" }
    }

    /// The paper that first describes it.
    #[must_use]
    pub const fn introduced_by(&self) -> Option<&Ref<Paper>> {
        match &self.body {
            Body::Model(e) => e.introduced_by.known(),
            Body::Tokenizer(e) => e.introduced_by.known(),
            Body::Method(e) => e.introduced_by.known(),
            Body::Dataset(e) => e.introduced_by.known(),
            Body::Benchmark(e) => e.introduced_by.known(),
            Body::Scheme(e) => e.introduced_by.known(),
            Body::Paper(_) | Body::Organization(_) | Body::Results(_) | Body::Errata(_) => None,
        }
    }

    /// Its licence, of the kinds that have the field.
    #[must_use]
    pub const fn license(&self) -> Option<&Fact<Text>> {
        match &self.body {
            Body::Model(e) => Some(&e.license),
            Body::Tokenizer(e) => Some(&e.license),
            Body::Dataset(e) => Some(&e.license),
            Body::Benchmark(e) => Some(&e.license),
            Body::Method(_)
            | Body::Paper(_)
            | Body::Organization(_)
            | Body::Results(_)
            | Body::Scheme(_)
            | Body::Errata(_) => None,
        }
    }

    /// Who made it, as far as that is known.
    #[must_use]
    pub fn developers(&self) -> &[Ref<Organization>] {
        match &self.body {
            Body::Model(e) => e.developers.items(),
            Body::Tokenizer(e) => e.developers.items(),
            Body::Method(e) => e.developers.items(),
            Body::Dataset(e) => e.developers.items(),
            Body::Benchmark(e) => e.developers.items(),
            Body::Scheme(e) => e.developers.items(),
            Body::Paper(_) | Body::Organization(_) | Body::Results(_) | Body::Errata(_) => &[],
        }
    }

    /// The fields that state single facts, each with whether it is filled (a typed nothing counts as filled).
    #[must_use]
    pub fn fact_fields(&self) -> Vec<(FactName, bool)> {
        use FactName as F;
        match &self.body {
            Body::Model(e) => vec![
                (F::Released, e.released.is_filled()),
                (F::Developers, e.developers.is_filled()),
                (F::IntroducedBy, e.introduced_by.is_filled()),
                (F::License, e.license.is_filled()),
                (F::Access, e.access != Availability::default()),
                (F::Parameters, e.parameters.is_filled()),
                (F::Paradigm, e.paradigm.is_filled()),
                (F::Modalities, e.modalities != Modalities::default()),
                (F::Generation, e.generation != Generation::default()),
                (F::Attention, e.attention.is_filled()),
                (F::Variants, !e.variants.is_empty()),
            ],
            Body::Tokenizer(e) => vec![
                (F::Released, e.released.is_filled()),
                (F::Developers, e.developers.is_filled()),
                (F::IntroducedBy, e.introduced_by.is_filled()),
                (F::License, e.license.is_filled()),
                (F::Modalities, e.modalities.is_filled()),
                (F::Form, e.form.is_filled()),
                (F::Quantizer, e.quantizer.is_filled()),
                (F::CodebookSize, e.codebook_size.is_filled()),
                (F::CodebookDimension, e.codebook_dimension.is_filled()),
                (F::LatentChannels, e.latent_channels.is_filled()),
                (F::Downsampling, e.downsampling.is_filled()),
                (F::Objective, e.objective.is_filled()),
                (F::Variants, !e.variants.is_empty()),
            ],
            Body::Method(e) => vec![
                (F::Category, e.category.is_filled()),
                (F::Released, e.released.is_filled()),
                (F::Developers, e.developers.is_filled()),
                (F::IntroducedBy, e.introduced_by.is_filled()),
            ],
            Body::Dataset(e) => vec![
                (F::Released, e.released.is_filled()),
                (F::Developers, e.developers.is_filled()),
                (F::IntroducedBy, e.introduced_by.is_filled()),
                (F::License, e.license.is_filled()),
                (F::Modalities, e.modalities.is_filled()),
                (F::Tasks, e.tasks.is_filled()),
                (F::Size, e.size.is_filled()),
                (F::Variants, !e.variants.is_empty()),
            ],
            Body::Benchmark(e) => vec![
                (F::Released, e.released.is_filled()),
                (F::Developers, e.developers.is_filled()),
                (F::IntroducedBy, e.introduced_by.is_filled()),
                (F::License, e.license.is_filled()),
                (F::Modalities, e.modalities.is_filled()),
                (F::Tasks, e.tasks.is_filled()),
                (F::Size, e.size.is_filled()),
                (F::Metrics, !e.metrics.is_empty()),
                (F::Variants, !e.variants.is_empty()),
            ],
            Body::Scheme(e) => vec![
                (F::Released, e.released.is_filled()),
                (F::Developers, e.developers.is_filled()),
                (F::IntroducedBy, e.introduced_by.is_filled()),
            ],
            Body::Paper(e) => vec![
                (F::Authors, e.authors.is_filled()),
                (F::Date, e.date.is_filled()),
                (F::Venue, e.venue.is_filled()),
            ],
            Body::Organization(_) | Body::Results(_) | Body::Errata(_) => Vec::new(),
        }
    }

    /// Whether the entry is only named and linked: it states no fact that would need a source.
    #[must_use]
    pub fn is_stub(&self) -> bool {
        let shared = self.shared();
        let is_record = matches!(self.body, Body::Results(_) | Body::Errata(_) | Body::Scheme(_));
        !is_record
            && shared.summary.is_none()
            && shared.lineage.is_empty()
            && shared.methods.is_empty()
            && !shared.components.is_some_and(Fact::is_filled)
            && !shared.training.is_some_and(Fact::is_filled)
            && !matches!(&self.body, Body::Organization(e) if e.part_of.is_some())
            && !self.lists_facts()
            // A stub may name its variants and metrics, so that others can refer to them.
            && !self.fact_fields().iter().any(|(name, filled)| {
                *filled && !matches!(name, FactName::Variants | FactName::Metrics)
            })
    }

    /// Whether a variant or metric states more than its name.
    fn lists_facts(&self) -> bool {
        let metrics =
            if let Body::Benchmark(benchmark) = &self.body { benchmark.metrics.as_slice() } else { &[] };
        let variant_states =
            |variant: &Variant| variant.parameters.is_filled() || variant.released.is_filled();
        self.shared().variants.iter().any(variant_states) || metrics.iter().any(Metric::states_facts)
    }

    /// Where the file stands in a taxonomy folder: `models/janus.yaml`.
    #[must_use]
    pub fn file(&self) -> String {
        format!("{}/{}.yaml", self.kind().folder(), self.id)
    }
}
