//! Pieces that several kinds of entry share: components, lineage, variants, training stages.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::date::PartialDate;
use crate::entry::{Method, Size};
use crate::fact::{Fact, present};
use crate::id::{AnyEntry, Data, EntryId, Part, Ref};
use crate::number::Count;
use crate::relation::LineageRelation;
use crate::source::{Links, SourceAt};
use crate::text::Text;
use crate::vocab::{ComponentRole, Modality, StageKind, Start, Training};

/// A part of a model or tokenizer, with what it does there. Either `uses` an entry or is described in a few words.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// What the component does; one component may do several things, as a tokenizer that both reads and writes images.
    #[schemars(length(min = 1))]
    pub roles: NonEmpty<ComponentRole>,
    /// The model or tokenizer that it is, or that its weights start from.
    #[serde(default, deserialize_with = "present")]
    pub uses: Option<Ref<Part>>,
    /// What it is, in a few words, where there is no entry for it: "two-layer MLP", "64 query tokens".
    #[serde(default, deserialize_with = "present")]
    pub detail: Option<Text>,
    /// The modalities it works on, where that is not all that the model has.
    #[serde(default)]
    pub modalities: Vec<Modality>,
    /// How its weights start.
    #[serde(default)]
    pub start: Fact<Start>,
    /// What training does to it.
    #[serde(default)]
    pub training: Fact<Training>,
    /// The variants that have it, where not all do.
    #[serde(default)]
    pub variants: Vec<EntryId>,
    /// The key of the source, where it is not the default.
    #[serde(default, deserialize_with = "present")]
    pub source: Option<EntryId>,
    /// The place in the source.
    #[serde(default, deserialize_with = "present")]
    pub at: Option<Text>,
}

/// A list that cannot be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NonEmpty<T>(Vec<T>);

impl<T> std::ops::Deref for NonEmpty<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for NonEmpty<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items = Vec::deserialize(deserializer)?;
        if items.is_empty() {
            return Err(serde::de::Error::invalid_length(0, &"at least one item"));
        }
        Ok(Self(items))
    }
}

impl<T: Serialize> Serialize for NonEmpty<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<T: JsonSchema> JsonSchema for NonEmpty<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("NonEmpty_{}", T::schema_name()).into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let items = generator.subschema_for::<T>();
        schemars::json_schema!({ "type": "array", "items": items, "minItems": 1 })
    }
}

/// A finding of a rule that is known and right as it is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Allow {
    /// The code of the rule.
    pub code: EntryId,
    /// The field or item that it is about, such as `components[2]`; the whole entry when left out.
    #[serde(default, deserialize_with = "present")]
    pub path: Option<Text>,
    /// Why it is right, in our words.
    pub reason: Text,
}

/// A link to what this entry descends from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lineage {
    /// How it descends.
    pub relation: LineageRelation,
    /// What it descends from.
    pub of: Ref<AnyEntry>,
    /// The variants of this entry that descend so, where not all do.
    #[serde(default)]
    pub variants: Vec<EntryId>,
    /// A few words of our own on what is taken over.
    #[serde(default, deserialize_with = "present")]
    pub note: Option<Text>,
    /// The key of the source, where it is not the default.
    #[serde(default, deserialize_with = "present")]
    pub source: Option<EntryId>,
    /// The place in the source.
    #[serde(default, deserialize_with = "present")]
    pub at: Option<Text>,
}

/// One release or size of a family that shares everything else with its siblings.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// The name after the `@`.
    pub id: EntryId,
    /// Its full name, as its developers write it.
    #[serde(default, deserialize_with = "present")]
    pub name: Option<Text>,
    /// Other spellings of its name.
    #[serde(default)]
    pub aliases: Vec<Text>,
    /// How many parameters it has, as printed.
    #[serde(default)]
    pub parameters: Fact<Count>,
    /// How much data it holds, for a release, split or part of a dataset or benchmark.
    #[serde(default)]
    pub size: Fact<Size>,
    /// When it came out, where that is not the family's date.
    #[serde(default)]
    pub released: Fact<PartialDate>,
    /// Where to find it.
    #[serde(default)]
    pub links: Links,
    /// A few words on what sets it apart.
    #[serde(default, deserialize_with = "present")]
    pub note: Option<Text>,
}

/// The use of a dataset in training.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Which part of training it is.
    pub stage: StageKind,
    /// The variants that go through it, where not all do.
    #[serde(default)]
    pub variants: Vec<EntryId>,
    /// The datasets that the source names, or why none can be named.
    #[serde(default)]
    pub datasets: Fact<Vec<Ref<Data>>>,
    /// A few words of our own on data that is not an entry, or on what the stage does.
    #[serde(default, deserialize_with = "present")]
    pub note: Option<Text>,
    /// The key of the source, where it is not the default.
    #[serde(default, deserialize_with = "present")]
    pub source: Option<EntryId>,
    /// The place in the source.
    #[serde(default, deserialize_with = "present")]
    pub at: Option<Text>,
}

/// The use of a method.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Application {
    /// The method.
    pub method: Ref<Method>,
    /// The key of the source, where it is not the default.
    #[serde(default, deserialize_with = "present")]
    pub source: Option<EntryId>,
    /// The place in the source.
    #[serde(default, deserialize_with = "present")]
    pub at: Option<Text>,
}

/// Gives list items that carry `source` and `at` one way to say where they were read.
macro_rules! cited {
    ($($item:ty),+) => {
        $(impl $item {
            /// Where the item was read.
            #[must_use]
            pub const fn cited(&self) -> SourceAt<'_> {
                SourceAt { source: self.source.as_ref(), at: self.at.as_ref() }
            }
        })+
    };
}

cited!(Component, Lineage, Stage, Application, super::Member);
