//! Organizations: who develops and publishes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Allow;
use crate::fact::present;
use crate::id::{AnyEntry, Ref};
use crate::source::{Citations, Links, Sources};
use crate::text::Text;

/// A company, university, laboratory or community.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Organization {
    /// Its name.
    pub name: Text,
    /// Other names and spellings.
    #[serde(default)]
    pub aliases: Vec<Text>,
    /// The organization that it belongs to.
    #[serde(default, deserialize_with = "present")]
    pub part_of: Option<Ref<Self>>,
    /// Where the facts in this entry were read; the first is the default.
    #[serde(default)]
    pub sources: Sources,
    /// Where single fields were read.
    #[serde(default)]
    pub cited: Citations,
    /// Where to find it.
    #[serde(default)]
    pub links: Links,
    /// Findings that are known and right as they are.
    #[serde(default)]
    pub allow: Vec<Allow>,
    /// For an entry that was removed: the one that stands in for it.
    #[serde(default, deserialize_with = "present")]
    pub replaced_by: Option<Ref<AnyEntry>>,
}
