//! Methods: techniques that models apply.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Allow, Lineage, Stage};
use crate::date::PartialDate;
use crate::entry::{Organization, Paper};
use crate::fact::{Fact, present};
use crate::id::{AnyEntry, Ref};
use crate::source::{Citations, Links, Sources};
use crate::text::Text;
use crate::vocab::MethodCategory;

/// A training, alignment, distillation, compression or inference technique.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Method {
    /// The name that its authors use.
    pub name: Text,
    /// Other names and spellings.
    #[serde(default)]
    pub aliases: Vec<Text>,
    /// One or two sentences of our own on what it does.
    #[serde(default, deserialize_with = "present")]
    pub summary: Option<Text>,
    /// What it works on.
    #[serde(default)]
    pub category: Fact<MethodCategory>,
    /// When it was first published.
    #[serde(default)]
    pub released: Fact<PartialDate>,
    /// Who made it.
    #[serde(default)]
    pub developers: Fact<Vec<Ref<Organization>>>,
    /// The paper that first describes it.
    #[serde(default)]
    pub introduced_by: Fact<Ref<Paper>>,
    /// Where the facts in this entry were read; the first is the default.
    #[serde(default)]
    pub sources: Sources,
    /// Where single fields were read, when not at the default source or when the place is worth naming.
    #[serde(default)]
    pub cited: Citations,
    /// Where to find it.
    #[serde(default)]
    pub links: Links,
    /// What it builds on.
    #[serde(default)]
    pub lineage: Vec<Lineage>,
    /// Data that it was trained or tried on, by stage.
    #[serde(default)]
    pub training: Fact<Vec<Stage>>,
    /// Findings that are known and right as they are.
    #[serde(default)]
    pub allow: Vec<Allow>,
    /// For an entry that was removed: the one that stands in for it.
    #[serde(default, deserialize_with = "present")]
    pub replaced_by: Option<Ref<AnyEntry>>,
}
