//! Models: any trained network that can be an ancestor.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Allow, Application, Component, Lineage, Stage, Variant};
use crate::date::PartialDate;
use crate::entry::{Organization, Paper};
use crate::fact::{Fact, present};
use crate::id::{AnyEntry, Ref};
use crate::number::Count;
use crate::source::{Citations, Links, Sources};
use crate::text::Text;
use crate::vocab::{Access, Attention, Modality, Objective, Paradigm, Role};

/// A trained network: a unified model, or a language model, encoder or generator that others are built from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// The name that its developers use.
    pub name: Text,
    /// Other names and spellings.
    #[serde(default)]
    pub aliases: Vec<Text>,
    /// What it is for.
    pub role: Role,
    /// One or two sentences of our own on what sets it apart.
    #[serde(default, deserialize_with = "present")]
    pub summary: Option<Text>,
    /// When it was first published: the first version of its paper, or its release.
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
    /// The licence of the weights: an SPDX expression, or the name that the source gives.
    #[serde(default)]
    pub license: Fact<Text>,
    /// How far weights, code and training data can be had.
    #[serde(default)]
    pub access: Availability,
    /// How many parameters it has, as printed, when it has no variants.
    #[serde(default)]
    pub parameters: Fact<Count>,
    /// How its modalities are produced, taken as a whole.
    #[serde(default)]
    pub paradigm: Fact<Paradigm>,
    /// What goes in and what comes out.
    #[serde(default)]
    pub modalities: Modalities,
    /// How each modality is produced, in the order in which the steps are run.
    #[serde(default)]
    pub generation: Generation,
    /// The attention mask of the backbone.
    #[serde(default)]
    pub attention: Fact<Attention>,
    /// What it is made of.
    #[serde(default)]
    pub components: Fact<Vec<Component>>,
    /// What it descends from, apart from its components.
    #[serde(default)]
    pub lineage: Vec<Lineage>,
    /// Its releases and sizes.
    #[serde(default)]
    pub variants: Vec<Variant>,
    /// What it was trained on, by stage.
    #[serde(default)]
    pub training: Fact<Vec<Stage>>,
    /// The methods it uses.
    #[serde(default)]
    pub methods: Vec<Application>,
    /// Findings that are known and right as they are.
    #[serde(default)]
    pub allow: Vec<Allow>,
    /// For an entry that was removed: the one that stands in for it.
    #[serde(default, deserialize_with = "present")]
    pub replaced_by: Option<Ref<AnyEntry>>,
}

/// What goes into a model and what comes out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Modalities {
    /// What it takes.
    #[serde(default)]
    pub input: Fact<Vec<Modality>>,
    /// What it produces.
    #[serde(default)]
    pub output: Fact<Vec<Modality>>,
}

/// How each modality is produced: the objectives in the order in which they run, such as `[next-token, diffusion]` for
/// an image whose predicted tokens condition a diffusion decoder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Generation {
    /// Text.
    #[serde(default)]
    pub text: Fact<Vec<Objective>>,
    /// Images.
    #[serde(default)]
    pub image: Fact<Vec<Objective>>,
    /// Video.
    #[serde(default)]
    pub video: Fact<Vec<Objective>>,
    /// Sound, speech and music.
    #[serde(default)]
    pub audio: Fact<Vec<Objective>>,
    /// Actions.
    #[serde(default)]
    pub action: Fact<Vec<Objective>>,
}

impl Generation {
    /// The modalities and their objectives, in schema order.
    pub fn iter(&self) -> impl Iterator<Item = (Modality, &Fact<Vec<Objective>>)> {
        let Self { text, image, video, audio, action } = self;
        [
            (Modality::Text, text),
            (Modality::Image, image),
            (Modality::Video, video),
            (Modality::Audio, audio),
            (Modality::Action, action),
        ]
        .into_iter()
    }

    /// How an output is produced; `None` for those that have no field here, such as boxes. Speech and music are audio.
    #[must_use]
    pub fn of(&self, output: Modality) -> Option<&Fact<Vec<Objective>>> {
        let is_sound = matches!(output, Modality::Speech | Modality::Music);
        let field = if is_sound { Modality::Audio } else { output };
        self.iter().find(|(modality, _)| *modality == field).map(|(_, objectives)| objectives)
    }
}

/// How far weights, code and training data can be had.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Availability {
    /// The weights.
    #[serde(default)]
    pub weights: Fact<Access>,
    /// The code for training or inference.
    #[serde(default)]
    pub code: Fact<Access>,
    /// The training data.
    #[serde(default)]
    pub data: Fact<Access>,
}
