//! Papers: the bibliography.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Allow;
use crate::date::PartialDate;
use crate::fact::{Fact, present};
use crate::id::{AnyEntry, Ref};
use crate::source::{Citations, Links, Sources};
use crate::text::{Text, Url};

/// A publication. It is its own source; `sources` is only needed for facts that it does not state itself.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// The title, in the newest version read.
    pub title: Text,
    /// Earlier titles, and short names.
    #[serde(default)]
    pub aliases: Vec<Text>,
    /// The authors in order, as printed.
    #[serde(default)]
    pub authors: Fact<Vec<Text>>,
    /// When its first version came out.
    #[serde(default)]
    pub date: Fact<PartialDate>,
    /// Where it was published after review.
    #[serde(default)]
    pub venue: Fact<Text>,
    /// Its arXiv id without a version: `2501.17811`.
    #[serde(default)]
    pub arxiv: Fact<Text>,
    /// Its DOI without a prefix: `10.1145/...`.
    #[serde(default)]
    pub doi: Fact<Text>,
    /// Where to read it, when it has no arXiv id.
    #[serde(default, deserialize_with = "present")]
    pub url: Option<Url>,
    /// Where the facts in this entry were read, if not in the paper itself; the first is the default.
    #[serde(default)]
    pub sources: Sources,
    /// Where single fields were read.
    #[serde(default)]
    pub cited: Citations,
    /// Its code, data and pages.
    #[serde(default)]
    pub links: Links,
    /// Findings that are known and right as they are.
    #[serde(default)]
    pub allow: Vec<Allow>,
    /// For an entry that was removed: the one that stands in for it.
    #[serde(default, deserialize_with = "present")]
    pub replaced_by: Option<Ref<AnyEntry>>,
}
