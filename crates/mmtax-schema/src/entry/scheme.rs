//! Schemes: published classifications, as data that members can be checked against.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Allow;
use super::common::NonEmpty;
use crate::date::PartialDate;
use crate::entry::{Model, Organization, Paper};
use crate::fact::{Fact, present};
use crate::id::{AnyEntry, EntryId, Ref};
use crate::source::{Citations, Links, Sources};
use crate::text::Text;
use crate::vocab::{ComponentRole, Modality, Objective, Paradigm};

/// A published classification: its tree of concepts, and who it places where.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// A short name for the classification.
    pub name: Text,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<Text>,
    /// One or two sentences of our own on what it classifies by.
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
    /// Where single fields were read.
    #[serde(default)]
    pub cited: Citations,
    /// Where to find it.
    #[serde(default)]
    pub links: Links,
    /// The concepts, parents before children.
    #[schemars(length(min = 1))]
    pub concepts: NonEmpty<Concept>,
    /// Findings that are known and right as they are.
    #[serde(default)]
    pub allow: Vec<Allow>,
    /// For an entry that was removed: the one that stands in for it.
    #[serde(default, deserialize_with = "present")]
    pub replaced_by: Option<Ref<AnyEntry>>,
}

/// A class of a scheme.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Concept {
    /// Its name within the scheme.
    pub id: EntryId,
    /// How the source labels it.
    pub label: Text,
    /// The code that the source's tables use for it, such as `b-1`.
    #[serde(default, deserialize_with = "present")]
    pub code: Option<Text>,
    /// The concept it stands under.
    #[serde(default, deserialize_with = "present")]
    pub under: Option<EntryId>,
    /// What it means, in our words.
    #[serde(default, deserialize_with = "present")]
    pub definition: Option<Text>,
    /// What must hold for a member, if the class is taken at its word.
    #[serde(default)]
    pub implies: Implies,
    /// The models that the source places here.
    #[serde(default)]
    pub members: Vec<Member>,
}

/// The placement of a model in a class.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// The model.
    pub model: Ref<Model>,
    /// Why the placement does not fit the model's own facts, where it is known not to.
    #[serde(default, deserialize_with = "present")]
    pub disputed: Option<Text>,
    /// The key of the source, where it is not the default.
    #[serde(default, deserialize_with = "present")]
    pub source: Option<EntryId>,
    /// The place in the source.
    #[serde(default, deserialize_with = "present")]
    pub at: Option<Text>,
}

/// Conditions on the facts of a member. What is not known of a member never contradicts them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Implies {
    /// The paradigm is one of these.
    #[serde(default)]
    pub paradigm: Vec<Paradigm>,
    /// All of these come out.
    #[serde(default)]
    pub output: Vec<Modality>,
    /// At least one of these takes part in producing text.
    #[serde(default)]
    pub text_by: Vec<Objective>,
    /// At least one of these takes part in producing images.
    #[serde(default)]
    pub image_by: Vec<Objective>,
    /// Some component has each of these roles.
    #[serde(default)]
    pub has: Vec<ComponentRole>,
    /// No component has any of these roles.
    #[serde(default)]
    pub lacks: Vec<ComponentRole>,
    /// Whether one component is both understanding and generation encoder: true where it must be, false where none may.
    #[serde(default, deserialize_with = "present")]
    pub shared_encoder: Option<bool>,
}
