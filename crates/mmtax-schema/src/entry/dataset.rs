//! Datasets: collections of training or evaluation data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Allow, Lineage, Variant};
use crate::date::PartialDate;
use crate::entry::{Organization, Paper};
use crate::fact::{Fact, present};
use crate::id::{AnyEntry, Ref};
use crate::number::Count;
use crate::source::{Citations, Links, Sources};
use crate::text::Text;
use crate::vocab::{Modality, SizeUnit, Task};

/// A collection of training or evaluation data.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dataset {
    /// The name that its makers use.
    pub name: Text,
    /// Other names and spellings.
    #[serde(default)]
    pub aliases: Vec<Text>,
    /// One or two sentences of our own on what is in it.
    #[serde(default, deserialize_with = "present")]
    pub summary: Option<Text>,
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
    /// The licence of the data: an SPDX expression, or the name that the source gives.
    #[serde(default)]
    pub license: Fact<Text>,
    /// The modalities in it.
    #[serde(default)]
    pub modalities: Fact<Vec<Modality>>,
    /// What it is about.
    #[serde(default)]
    pub tasks: Fact<Vec<Task>>,
    /// How large it is.
    #[serde(default)]
    pub size: Fact<Size>,
    /// Data that it was drawn, filtered, translated or generated from.
    #[serde(default)]
    pub lineage: Vec<Lineage>,
    /// Its releases and parts.
    #[serde(default)]
    pub variants: Vec<Variant>,
    /// Findings that are known and right as they are.
    #[serde(default)]
    pub allow: Vec<Allow>,
    /// For an entry that was removed: the one that stands in for it.
    #[serde(default, deserialize_with = "present")]
    pub replaced_by: Option<Ref<AnyEntry>>,
}

/// How large a dataset is, as printed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Size {
    /// The amount.
    pub count: Count,
    /// What is counted.
    pub unit: SizeUnit,
}
