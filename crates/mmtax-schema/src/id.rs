//! Ids and typed references. An id is a file stem; a reference is an id, with `@variant` where one release, size or
//! split is meant, and its Rust type says which kinds of entry the field may name.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use crate::entry::{Benchmark, Dataset, Method, Model, Organization, Paper, Tokenizer};
use crate::kind::Kind;
use crate::text::read_str;

/// The form of an id and of a variant's id: lower case, digits, inner `-` and `.`.
pub const ID_PATTERN: &str = r"^[a-z0-9]+([.-][a-z0-9]+)*$";
/// The form of a reference: an id, optionally with a variant.
pub const REF_PATTERN: &str = r"^[a-z0-9]+([.-][a-z0-9]+)*(@[a-z0-9]+([.-][a-z0-9]+)*)?$";

/// Whether `text` has the form of an id ([`ID_PATTERN`]).
#[must_use]
pub fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.split(['-', '.']).all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

/// The id nearest to a malformed one: lower case, with everything else turned into single separators. It may be malformed
/// still.
#[must_use]
pub fn fold_to_id(text: &str) -> String {
    let folded: String = text
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '.' { c.to_ascii_lowercase() } else { '-' })
        .collect();
    folded.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// The permanent name of an entry (its file stem), or of a variant, metric, concept or column within one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(Box<str>);

impl EntryId {
    /// The id with this text, if it is well formed.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        is_id(text).then(|| Self(text.into()))
    }

    /// The id's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for EntryId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for EntryId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_str(deserializer, "an id: lower case, digits, inner `-` and `.`", Self::new)
    }
}

impl Serialize for EntryId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl JsonSchema for EntryId {
    fn schema_name() -> Cow<'static, str> {
        "Id".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": ID_PATTERN,
            "patternErrorMessage": "expected an id: lower case, digits, inner `-` and `.`",
        })
    }
}

/// What a typed reference may name.
pub trait Target {
    /// The kinds of entry that the reference may name.
    const KINDS: &'static [Kind];
    /// The name of the reference's definition in the JSON Schema.
    const SCHEMA: &'static str;
}

/// A part of a model: a model or a tokenizer.
#[derive(Clone, Copy, Debug)]
pub enum Part {}

/// Data that can be trained on: a dataset, or a benchmark's own data.
#[derive(Clone, Copy, Debug)]
pub enum Data {}

/// Something a score can be measured for: a model, a tokenizer or a method.
#[derive(Clone, Copy, Debug)]
pub enum Evaluated {}

/// Any entry that can be referred to; the relation decides which kinds are right.
#[derive(Clone, Copy, Debug)]
pub enum AnyEntry {}

macro_rules! targets {
    ($($type:ty => $name:literal [$($kind:ident),+];)+) => {
        $(impl Target for $type {
            const KINDS: &'static [Kind] = &[$(Kind::$kind),+];
            const SCHEMA: &'static str = $name;
        })+
    };
}

targets! {
    Model => "ModelRef" [Model];
    Tokenizer => "TokenizerRef" [Tokenizer];
    Method => "MethodRef" [Method];
    Dataset => "DatasetRef" [Dataset];
    Benchmark => "BenchmarkRef" [Benchmark];
    Paper => "PaperRef" [Paper];
    Organization => "OrganizationRef" [Organization];
    Part => "PartRef" [Model, Tokenizer];
    Data => "DataRef" [Dataset, Benchmark];
    Evaluated => "EvaluatedRef" [Model, Tokenizer, Method];
    AnyEntry => "EntryRef" [Model, Tokenizer, Method, Dataset, Benchmark, Paper, Organization, Scheme];
}

/// The text of a reference, split into id and variant.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RefText {
    text: Box<str>,
    at: Option<u32>,
}

impl RefText {
    /// The reference with this text, if it is well formed.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let at = text.find('@');
        let well_formed = match at {
            Some(at) => is_id(&text[..at]) && is_id(&text[at + 1..]),
            None => is_id(text),
        };
        well_formed.then(|| Self { text: text.into(), at: at.and_then(|at| u32::try_from(at).ok()) })
    }

    /// The entry's id.
    #[must_use]
    pub fn id(&self) -> &str {
        self.at.map_or(&self.text, |at| &self.text[..at as usize])
    }

    /// The variant within the entry, where one is named.
    #[must_use]
    pub fn variant(&self) -> Option<&str> {
        self.at.map(|at| &self.text[at as usize + 1..])
    }

    /// The whole reference as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for RefText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Display for RefText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A reference to an entry of the kinds that `T` allows.
pub struct Ref<T> {
    text: RefText,
    target: PhantomData<fn() -> T>,
}

impl<T> Ref<T> {
    /// The reference's text, without its type.
    #[must_use]
    pub const fn text(&self) -> &RefText {
        &self.text
    }

    /// The entry's id.
    #[must_use]
    pub fn id(&self) -> &str {
        self.text.id()
    }

    /// The variant within the entry, where one is named.
    #[must_use]
    pub fn variant(&self) -> Option<&str> {
        self.text.variant()
    }
}

impl<T> Clone for Ref<T> {
    fn clone(&self) -> Self {
        Self { text: self.text.clone(), target: PhantomData }
    }
}

impl<T> PartialEq for Ref<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<T> Eq for Ref<T> {}

impl<T> fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl<T> fmt::Display for Ref<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl<'de, T: Target> Deserialize<'de> for Ref<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = read_str(deserializer, "a reference: `id` or `id@variant`", RefText::new)?;
        Ok(Self { text, target: PhantomData })
    }
}

impl<T> Serialize for Ref<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text.as_str())
    }
}

impl<T: Target> JsonSchema for Ref<T> {
    fn schema_name() -> Cow<'static, str> {
        T::SCHEMA.into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let kinds = T::KINDS.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(" or ");
        let article = if kinds.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        json_schema!({
            "type": "string",
            "pattern": REF_PATTERN,
            "patternErrorMessage": "expected a reference: `id` or `id@variant`, lower case, digits, inner `-` and `.`",
            "description": format!("The id of {article} {kinds}, with `@variant` where one variant is meant."),
        })
    }
}
