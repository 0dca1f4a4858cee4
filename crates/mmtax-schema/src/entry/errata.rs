//! Errata: what a source prints and primary evidence contradicts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::common::NonEmpty;
use super::{Allow, Column};
use crate::entry::Paper;
use crate::fact::present;
use crate::id::{AnyEntry, Ref};
use crate::text::{Text, Url};

/// The known misprints of one source.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Errata {
    /// The paper that prints them, or the paper that the page belongs to.
    pub source: Ref<Paper>,
    /// The page, where it is not the paper itself.
    #[serde(default, deserialize_with = "present")]
    pub url: Option<Url>,
    /// The version that was read.
    #[serde(default, deserialize_with = "present")]
    pub version: Option<Text>,
    /// Findings that are known and right as they are.
    #[serde(default)]
    pub allow: Vec<Allow>,
    /// The misprints.
    #[schemars(length(min = 1))]
    pub items: NonEmpty<Erratum>,
}

/// One misprint.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Erratum {
    /// Where the source prints it.
    pub at: Text,
    /// The entry that it is about.
    #[serde(default, deserialize_with = "present")]
    pub about: Option<Ref<AnyEntry>>,
    /// The column of the results table, where it is about a score: `overall`, or `geneval/overall` where the table is over
    /// several benchmarks.
    #[serde(default, deserialize_with = "present")]
    pub metric: Option<Column>,
    /// What it prints.
    pub prints: Text,
    /// What is right, where that is known.
    #[serde(default, deserialize_with = "present")]
    pub correct: Option<Text>,
    /// Why, in our words.
    pub reason: Text,
    /// What shows it.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}

/// Something that shows what is right.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The paper that shows it.
    #[serde(default, deserialize_with = "present")]
    pub paper: Option<Ref<Paper>>,
    /// The page that shows it.
    #[serde(default, deserialize_with = "present")]
    pub url: Option<Url>,
    /// The version that was read.
    #[serde(default, deserialize_with = "present")]
    pub version: Option<Text>,
    /// The place in it.
    pub at: Text,
}
