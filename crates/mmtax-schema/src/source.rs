//! Where facts were read: sources under short keys, and the locators that point into them.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::date::PartialDate;
use crate::entry::Paper;
use crate::fact::present;
use crate::id::{EntryId, Ref};
use crate::keyed::Keyed;
use crate::text::{Text, Url};
use crate::vocab::words;

/// The sources of an entry under short keys. The first is the default for every fact in the entry.
pub type Sources = Keyed<EntryId, Source>;

/// A paper, model card, repository or page that facts were read in. It names either a paper or an address.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, try_from = "SourceFields")]
#[schemars(!try_from, extend("oneOf" = [{ "required": ["paper"] }, { "required": ["url"] }]))]
pub struct Source {
    /// The paper, as an entry of the bibliography.
    #[serde(default)]
    pub paper: Option<Ref<Paper>>,
    /// The address of a page that is not a paper.
    #[serde(default)]
    pub url: Option<Url>,
    /// The version that was read: `v2` of a paper, the commit or tag of a repository. Values change between versions.
    #[serde(default)]
    pub version: Option<Text>,
    /// The day on which it was read.
    #[serde(default)]
    pub read: Option<PartialDate>,
}

/// The fields of [`Source`] before the check that exactly one of `paper` and `url` is there.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceFields {
    #[serde(default, deserialize_with = "present")]
    paper: Option<Ref<Paper>>,
    #[serde(default, deserialize_with = "present")]
    url: Option<Url>,
    #[serde(default, deserialize_with = "present")]
    version: Option<Text>,
    #[serde(default, deserialize_with = "present")]
    read: Option<PartialDate>,
}

impl TryFrom<SourceFields> for Source {
    type Error = &'static str;

    fn try_from(fields: SourceFields) -> Result<Self, Self::Error> {
        let SourceFields { paper, url, version, read } = fields;
        match (&paper, &url) {
            (Some(_), None) | (None, Some(_)) => Ok(Self { paper, url, version, read }),
            _ => Err("a source names either `paper` or `url`"),
        }
    }
}

/// The paper or address, with the version in brackets: `arxiv-2501.17811 (v1)`.
impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.paper, &self.url) {
            (Some(paper), _) => write!(f, "{paper}")?,
            (None, Some(url)) => write!(f, "{url}")?,
            (None, None) => {}
        }
        self.version.as_ref().map_or(Ok(()), |version| write!(f, " ({version})"))
    }
}

/// Where a list item (a component, a lineage link, a training stage) was read: a source key, if it is not the
/// default, and the place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceAt<'e> {
    /// The key of the source within the entry, or the default.
    pub source: Option<&'e EntryId>,
    /// The place in the source, such as "Table 4" or "§2.1".
    pub at: Option<&'e Text>,
}

/// Where one field of an entry was read, when that is not the default source or when the place is worth naming.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// The key of the source within this entry; the first source when left out.
    #[serde(default, deserialize_with = "present")]
    pub source: Option<EntryId>,
    /// The place in the source, such as "Table 4" or "§2.1".
    #[serde(default, deserialize_with = "present")]
    pub at: Option<Text>,
}

/// Which of the entry's fields was read where; at most one citation a field.
pub type Citations = Keyed<FactName, Citation>;

words! {
    /// The fields that `cited` can give a source for.
    FactName {
        /// `access`
        Access => "access",
        /// `attention`
        Attention => "attention",
        /// `authors`
        Authors => "authors",
        /// `category`
        Category => "category",
        /// `codebook_dimension`
        CodebookDimension => "codebook_dimension",
        /// `codebook_size`
        CodebookSize => "codebook_size",
        /// `date`
        Date => "date",
        /// `developers`
        Developers => "developers",
        /// `downsampling`
        Downsampling => "downsampling",
        /// `form`
        Form => "form",
        /// `generation`
        Generation => "generation",
        /// `introduced_by`
        IntroducedBy => "introduced_by",
        /// `latent_channels`
        LatentChannels => "latent_channels",
        /// `license`
        License => "license",
        /// `metrics`
        Metrics => "metrics",
        /// `modalities`
        Modalities => "modalities",
        /// `objective`
        Objective => "objective",
        /// `paradigm`
        Paradigm => "paradigm",
        /// `parameters`
        Parameters => "parameters",
        /// `quantizer`
        Quantizer => "quantizer",
        /// `released`
        Released => "released",
        /// `size`
        Size => "size",
        /// `tasks`
        Tasks => "tasks",
        /// `variants`
        Variants => "variants",
        /// `venue`
        Venue => "venue",
    }
}

impl JsonSchema for Keyed<FactName, Citation> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Citations".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let citation = generator.subschema_for::<Citation>();
        let field = |name: &FactName| {
            let mut field = citation.clone();
            field.insert("description".to_owned(), format!("Where `{}` was read.", name.word()).into());
            (name.word().to_owned(), field.to_value())
        };
        let properties: serde_json::Map<_, _> = FactName::ALL.iter().map(field).collect();
        schemars::json_schema!({
            "description": "Where single fields were read, when not at the default source or when the place is worth naming.",
            "type": "object",
            "properties": properties,
            "additionalProperties": false,
        })
    }
}

/// Where to find the thing itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Links {
    /// Its home page.
    #[serde(default, deserialize_with = "present")]
    pub home: Option<Url>,
    /// Its source code.
    #[serde(default, deserialize_with = "present")]
    pub code: Option<Url>,
    /// Its weights.
    #[serde(default, deserialize_with = "present")]
    pub weights: Option<Url>,
    /// Its data.
    #[serde(default, deserialize_with = "present")]
    pub data: Option<Url>,
    /// Something to try it with.
    #[serde(default, deserialize_with = "present")]
    pub demo: Option<Url>,
}

impl Links {
    /// The links that there are, each with its field name, in schema order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Url)> {
        let Self { home, code, weights, data, demo } = self;
        [("home", home), ("code", code), ("weights", weights), ("data", data), ("demo", demo)]
            .into_iter()
            .filter_map(|(name, url)| url.as_ref().map(|url| (name, url)))
    }

    /// Whether there is no link.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }
}
