//! The ten kinds of entry. The folder of a file is its kind: no file carries a type tag.

use std::fmt;

/// The kind of an entry, given by the folder its file stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Any trained network that can be an ancestor.
    Model,
    /// What turns pixels or sound into tokens or latents and back.
    Tokenizer,
    /// A training, alignment, distillation, compression or inference technique.
    Method,
    /// A collection of training or evaluation data.
    Dataset,
    /// A task with metrics that a score can be measured on.
    Benchmark,
    /// A publication: the bibliography.
    Paper,
    /// Who develops and publishes.
    Organization,
    /// Tables of scores as one source prints them.
    Results,
    /// A published classification.
    Scheme,
    /// What a source prints and primary evidence contradicts.
    Errata,
}

impl Kind {
    /// Every kind, in the order in which they are listed everywhere.
    pub const ALL: [Self; 10] = [
        Self::Model,
        Self::Tokenizer,
        Self::Method,
        Self::Dataset,
        Self::Benchmark,
        Self::Paper,
        Self::Organization,
        Self::Results,
        Self::Scheme,
        Self::Errata,
    ];

    /// The kinds that other entries can name. They share one space of ids, so that an id alone says which entry is
    /// meant; results and errata are records about a source and take that source's id as their file name.
    pub const REFERABLE: [Self; 8] = [
        Self::Model,
        Self::Tokenizer,
        Self::Method,
        Self::Dataset,
        Self::Benchmark,
        Self::Paper,
        Self::Organization,
        Self::Scheme,
    ];

    /// The folder under `taxonomy/` that holds this kind.
    #[must_use]
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Model => "models",
            Self::Tokenizer => "tokenizers",
            Self::Method => "methods",
            Self::Dataset => "datasets",
            Self::Benchmark => "benchmarks",
            Self::Paper => "papers",
            Self::Organization => "organizations",
            Self::Results => "results",
            Self::Scheme => "schemes",
            Self::Errata => "errata",
        }
    }

    /// The kind's name in the singular, as messages and schema files use it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Tokenizer => "tokenizer",
            Self::Method => "method",
            Self::Dataset => "dataset",
            Self::Benchmark => "benchmark",
            Self::Paper => "paper",
            Self::Organization => "organization",
            Self::Results => "results",
            Self::Scheme => "scheme",
            Self::Errata => "errata",
        }
    }

    /// The name with its article: "a model", "an organization".
    #[must_use]
    pub fn with_article(self) -> String {
        let article = if self.name().starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        format!("{article} {self}")
    }

    /// The kind whose folder has this name.
    #[must_use]
    pub fn from_folder(folder: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.folder() == folder)
    }

    /// Whether other entries can name an entry of this kind.
    #[must_use]
    pub const fn is_referable(self) -> bool {
        !matches!(self, Self::Results | Self::Errata)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
