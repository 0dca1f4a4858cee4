//! Benchmarks: tasks with metrics. A metric is an entity of its own, with unit, range, direction and formula.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::common::NonEmpty;
use super::{Allow, Lineage, Size, Variant};
use crate::date::PartialDate;
use crate::entry::{Organization, Paper};
use crate::fact::{Fact, present};
use crate::id::{AnyEntry, EntryId, Ref};
use crate::number::Decimal;
use crate::source::{Citations, Links, Sources};
use crate::text::Text;
use crate::vocab::{Direction, Modality, Operation, Task, Unit, words};

/// A task with metrics that a score can be measured on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Benchmark {
    /// The name that its makers use.
    pub name: Text,
    /// Other names and spellings.
    #[serde(default)]
    pub aliases: Vec<Text>,
    /// One or two sentences of our own on what it measures.
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
    /// What it measures.
    #[serde(default)]
    pub metrics: Vec<Metric>,
    /// The settings without which two scores cannot be compared.
    #[serde(default)]
    pub settings: Vec<SettingName>,
    /// What it was drawn from or extends.
    #[serde(default)]
    pub lineage: Vec<Lineage>,
    /// Its releases and splits.
    #[serde(default)]
    pub variants: Vec<Variant>,
    /// Findings that are known and right as they are.
    #[serde(default)]
    pub allow: Vec<Allow>,
    /// For an entry that was removed: the one that stands in for it.
    #[serde(default, deserialize_with = "present")]
    pub replaced_by: Option<Ref<AnyEntry>>,
}

/// Something that a benchmark measures.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Metric {
    /// The name that results tables use.
    pub id: EntryId,
    /// Its full name.
    #[serde(default, deserialize_with = "present")]
    pub name: Option<Text>,
    /// What it counts in.
    #[serde(default)]
    pub unit: Fact<Unit>,
    /// Which way it improves.
    #[serde(default)]
    pub direction: Fact<Direction>,
    /// The smallest value it can have.
    #[serde(default, deserialize_with = "present")]
    pub min: Option<Decimal>,
    /// The largest value it can have.
    #[serde(default, deserialize_with = "present")]
    pub max: Option<Decimal>,
    /// How it follows from other metrics of this benchmark.
    #[serde(default, deserialize_with = "present")]
    pub formula: Option<Formula>,
}

impl Metric {
    /// Whether it states more than its name.
    pub(super) const fn states_facts(&self) -> bool {
        self.unit.is_filled()
            || self.direction.is_filled()
            || self.min.is_some()
            || self.max.is_some()
            || self.formula.is_some()
    }
}

/// How a metric follows from others.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Formula {
    /// What is computed.
    pub operation: Operation,
    /// The metrics it is computed from.
    #[schemars(length(min = 1))]
    pub of: NonEmpty<EntryId>,
    /// A weight for each, for `weighted-sum`.
    #[serde(default)]
    pub weights: Vec<Decimal>,
}

words! {
    /// A condition of measurement.
    SettingName {
        /// Who rewrote the prompts before generation.
        PromptRewriting => "prompt-rewriting",
        /// Whether the model reasons in text first.
        Thinking => "thinking",
        /// Image size in pixels.
        Resolution => "resolution",
        /// Strength of classifier-free guidance.
        Guidance => "guidance",
        /// Sampling steps.
        Steps => "steps",
        /// Examples in the prompt.
        Shots => "shots",
        /// The model that judges.
        Judge => "judge",
        /// Whether the model was tuned on the benchmark's own training data.
        FinetunedOn => "finetuned-on",
        /// Anything else that the source says sets the score apart.
        Note => "note",
    }
}
