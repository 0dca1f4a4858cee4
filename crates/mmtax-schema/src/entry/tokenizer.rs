//! Tokenizers: what turns signals into tokens or latents and back.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Allow, Application, Component, Lineage, Stage, Variant};
use crate::date::PartialDate;
use crate::entry::{Organization, Paper};
use crate::fact::{Fact, present};
use crate::id::{AnyEntry, Ref};
use crate::source::{Citations, Links, Sources};
use crate::text::Text;
use crate::vocab::{Modality, Quantizer, TokenForm, TokenObjective};

/// What turns pixels or sound into tokens or latents and back.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tokenizer {
    /// The name that its developers use.
    pub name: Text,
    /// Other names and spellings.
    #[serde(default)]
    pub aliases: Vec<Text>,
    /// One or two sentences of our own on what sets it apart.
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
    /// The licence of the weights: an SPDX expression, or the name that the source gives.
    #[serde(default)]
    pub license: Fact<Text>,
    /// The modalities that it encodes.
    #[serde(default)]
    pub modalities: Fact<Vec<Modality>>,
    /// Whether its code is discrete or continuous.
    #[serde(default)]
    pub form: Fact<TokenForm>,
    /// How it quantizes; `not-applicable` for a continuous one.
    #[serde(default)]
    pub quantizer: Fact<Quantizer>,
    /// Entries in the codebook; of one codebook where there are several.
    #[serde(default)]
    pub codebook_size: Fact<Positive>,
    /// Dimension of a code.
    #[serde(default)]
    pub codebook_dimension: Fact<Positive>,
    /// Channels of a continuous latent.
    #[serde(default)]
    pub latent_channels: Fact<Positive>,
    /// Pixels a side that become one position: 16 turns 256x256 pixels into 16x16 positions.
    #[serde(default)]
    pub downsampling: Fact<Positive>,
    /// What the code is trained to keep.
    #[serde(default)]
    pub objective: Fact<TokenObjective>,
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

/// A whole number from 1 to 2^32 - 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(try_from = "u32")]
#[schemars(!try_from, inline)]
pub struct Positive(#[schemars(range(min = 1, max = 4_294_967_295_u32))] u32);

impl Positive {
    /// The number.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl TryFrom<u32> for Positive {
    type Error = &'static str;
    fn try_from(number: u32) -> Result<Self, Self::Error> {
        if number == 0 { Err("expected a number from 1") } else { Ok(Self(number)) }
    }
}
