//! Facts that may be absent, each absence with its reason. An absent fact never counts as "no".

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::{
    BoolDeserializer, F64Deserializer, I64Deserializer, MapAccessDeserializer, SeqAccessDeserializer,
    StrDeserializer, U64Deserializer,
};
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

/// Why a fact has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nothing {
    /// Nobody has filled the field yet.
    Unfilled,
    /// It was looked for at the sources and not found.
    Unknown,
    /// The developers say that they do not say.
    Undisclosed,
    /// The question does not arise for this entry.
    NotApplicable,
}

impl Nothing {
    /// The words that a file writes for a typed nothing, in schema order.
    pub const WORDS: [&'static str; 3] = ["unknown", "undisclosed", "not-applicable"];

    /// What each of [`Nothing::WORDS`] means.
    const MEANINGS: [&'static str; 3] = [
        "It was looked for at the sources and not found.",
        "The developers say that they do not say.",
        "The question does not arise for this entry.",
    ];

    /// The typed nothing that this word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "unknown" => Some(Self::Unknown),
            "undisclosed" => Some(Self::Undisclosed),
            "not-applicable" => Some(Self::NotApplicable),
            _ => None,
        }
    }

    /// The word that a file writes, and an empty text for a field that is not there.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unfilled => "",
            Self::Unknown => "unknown",
            Self::Undisclosed => "undisclosed",
            Self::NotApplicable => "not-applicable",
        }
    }
}

/// A value, or the reason why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact<T> {
    /// The value, read at a source.
    Value(T),
    /// No value, and why.
    Nothing(Nothing),
}

impl<T> Fact<T> {
    /// The value, if there is one.
    pub const fn known(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Nothing(_) => None,
        }
    }

    /// Whether the file has the field at all, with a value or a typed nothing.
    pub const fn is_filled(&self) -> bool {
        !matches!(self, Self::Nothing(Nothing::Unfilled))
    }
}

impl<T> Fact<Vec<T>> {
    /// The items; none when the fact has no value. Use [`Fact::known`] where "none" and "not known" differ.
    pub fn items(&self) -> &[T] {
        self.known().map_or(&[], Vec::as_slice)
    }
}

impl<T> Default for Fact<T> {
    fn default() -> Self {
        Self::Nothing(Nothing::Unfilled)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Fact<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FactVisitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for FactVisitor<T> {
            type Value = Fact<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value, or one of `unknown`, `undisclosed`, `not-applicable`")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Fact<T>, E> {
                match Nothing::from_word(text) {
                    Some(nothing) => Ok(Fact::Nothing(nothing)),
                    None => T::deserialize(StrDeserializer::new(text)).map(Fact::Value),
                }
            }
            fn visit_bool<E: de::Error>(self, value: bool) -> Result<Fact<T>, E> {
                T::deserialize(BoolDeserializer::new(value)).map(Fact::Value)
            }
            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Fact<T>, E> {
                T::deserialize(U64Deserializer::new(value)).map(Fact::Value)
            }
            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Fact<T>, E> {
                T::deserialize(I64Deserializer::new(value)).map(Fact::Value)
            }
            fn visit_f64<E: de::Error>(self, value: f64) -> Result<Fact<T>, E> {
                T::deserialize(F64Deserializer::new(value)).map(Fact::Value)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Fact<T>, A::Error> {
                T::deserialize(SeqAccessDeserializer::new(seq)).map(Fact::Value)
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Fact<T>, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(Fact::Value)
            }
        }
        deserializer.deserialize_any(FactVisitor(PhantomData))
    }
}

impl<T: Serialize> Serialize for Fact<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => value.serialize(serializer),
            Self::Nothing(Nothing::Unfilled) => serializer.serialize_none(),
            Self::Nothing(why) => serializer.serialize_str(why.word()),
        }
    }
}

impl<T: JsonSchema> JsonSchema for Fact<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Fact_{}", T::schema_name()).into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        let nothing = json_schema!({
            "type": "string",
            "enum": Nothing::WORDS,
            "markdownEnumDescriptions": Nothing::MEANINGS,
        });
        json_schema!({ "anyOf": [value, nothing] })
    }
}

/// Reads an optional field that, when it is there, must have a value: `field: null` is an error, not an absence.
pub(crate) fn present<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(deserializer).map(Some)
}
