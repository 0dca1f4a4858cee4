//! Entries on one line each, for programs that carry the data within them: quick to read, and read without YAML.

use serde::Serialize;
#[cfg(feature = "unpack")]
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::entry::{Body, Entry};
use crate::id::EntryId;
use crate::kind::Kind;
use crate::place::Place;

impl Entry {
    /// What the entry says, as JSON on one line, without what is not filled.
    #[must_use]
    pub fn pack(&self) -> String {
        match &self.body {
            Body::Model(e) => pack(&**e),
            Body::Tokenizer(e) => pack(&**e),
            Body::Method(e) => pack(&**e),
            Body::Dataset(e) => pack(&**e),
            Body::Benchmark(e) => pack(&**e),
            Body::Paper(e) => pack(&**e),
            Body::Organization(e) => pack(&**e),
            Body::Results(e) => pack(&**e),
            Body::Scheme(e) => pack(&**e),
            Body::Errata(e) => pack(&**e),
        }
    }

    /// The entry that [`Entry::pack`] made this text of.
    ///
    /// # Errors
    /// When the text is not one that this version makes of an entry of this kind, or this crate was built without its feature
    /// `unpack`; the error says what is wrong.
    pub fn unpack(kind: Kind, id: EntryId, text: &str) -> Result<Self, String> {
        let body = match kind {
            Kind::Model => Body::Model(unpack(text)?),
            Kind::Tokenizer => Body::Tokenizer(unpack(text)?),
            Kind::Method => Body::Method(unpack(text)?),
            Kind::Dataset => Body::Dataset(unpack(text)?),
            Kind::Benchmark => Body::Benchmark(unpack(text)?),
            Kind::Paper => Body::Paper(unpack(text)?),
            Kind::Organization => Body::Organization(unpack(text)?),
            Kind::Results => Body::Results(unpack(text)?),
            Kind::Scheme => Body::Scheme(unpack(text)?),
            Kind::Errata => Body::Errata(unpack(text)?),
        };
        Ok(Self { id, body })
    }
}

fn pack<T: Serialize>(body: &T) -> String {
    // Entries hold nothing that JSON cannot: every key is text.
    let Ok(mut value) = serde_json::to_value(body) else { return String::new() };
    drop_unfilled(&mut value);
    value.to_string()
}

/// Empty lists stay: of some fields they say "none", which is not the same as nothing.
fn drop_unfilled(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.values_mut().for_each(drop_unfilled);
            fields.retain(|_, field| !field.is_null());
        }
        Value::Array(items) => items.iter_mut().for_each(drop_unfilled),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Reading packed entries takes as long to compile as reading files: only who carries the data within the program does.
#[cfg(feature = "unpack")]
fn unpack<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

#[cfg(not(feature = "unpack"))]
fn unpack<T>(_: &str) -> Result<T, String> {
    Err("built without the feature `unpack`".to_owned())
}

impl Place {
    /// The place as a letter and two positions, for texts that programs read. Those that a place has not are 0.
    #[must_use]
    pub const fn code(self) -> (char, u32, u32) {
        match self {
            Self::IntroducedBy => ('i', 0, 0),
            Self::ReplacedBy => ('r', 0, 0),
            Self::PartOf => ('o', 0, 0),
            Self::ResultsSource => ('s', 0, 0),
            Self::ErrataSource => ('e', 0, 0),
            Self::Developer(a) => ('d', a, 0),
            Self::SourcePaper(a) => ('p', a, 0),
            Self::Component(a) => ('c', a, 0),
            Self::Lineage(a) => ('l', a, 0),
            Self::Training(a, b) => ('t', a, b),
            Self::Method(a) => ('m', a, 0),
            Self::Member(a, b) => ('k', a, b),
            Self::TableBenchmark(a) => ('B', a, 0),
            Self::TableFinetunedOn(a) => ('F', a, 0),
            Self::Column(a, b) => ('C', a, b),
            Self::Row(a, b) => ('R', a, b),
            Self::RowFrom(a, b) => ('f', a, b),
            Self::RowFinetunedOn(a, b) => ('u', a, b),
            Self::ErratumAbout(a) => ('a', a, 0),
            Self::EvidencePaper(a, b) => ('v', a, b),
        }
    }

    /// The place with this [`Place::code`].
    #[must_use]
    pub const fn from_code(letter: char, a: u32, b: u32) -> Option<Self> {
        Some(match letter {
            'i' => Self::IntroducedBy,
            'r' => Self::ReplacedBy,
            'o' => Self::PartOf,
            's' => Self::ResultsSource,
            'e' => Self::ErrataSource,
            'd' => Self::Developer(a),
            'p' => Self::SourcePaper(a),
            'c' => Self::Component(a),
            'l' => Self::Lineage(a),
            't' => Self::Training(a, b),
            'm' => Self::Method(a),
            'k' => Self::Member(a, b),
            'B' => Self::TableBenchmark(a),
            'F' => Self::TableFinetunedOn(a),
            'C' => Self::Column(a, b),
            'R' => Self::Row(a, b),
            'f' => Self::RowFrom(a, b),
            'u' => Self::RowFinetunedOn(a, b),
            'a' => Self::ErratumAbout(a),
            'v' => Self::EvidencePaper(a, b),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "unpack")]
    fn entry(kind: Kind, text: &str) -> Entry {
        crate::parse(kind, EntryId::new("x").unwrap(), text).entry.unwrap()
    }

    #[cfg(feature = "unpack")]
    #[test]
    fn what_is_packed_reads_back_and_an_empty_list_stays_one() {
        for (kind, text, packed) in [
            (
                Kind::Model,
                "{ name: A, role: other, aliases: [], developers: [], released: 2025, license: unknown }",
                "\"developers\":[]",
            ),
            (
                Kind::Model,
                "{ name: A, role: other, parameters: 7B }",
                r#""links":{},"access":{},"parameters":"7B","modalities":{}"#,
            ),
            (Kind::Tokenizer, "{ name: A, codebook_size: 8192, quantizer: not-applicable }", "8192"),
            (Kind::Dataset, "{ name: A, size: { count: 1.20M, unit: images } }", "1.20M"),
            (
                Kind::Results,
                "{ source: p, tables: [{ at: T, settings: { thinking: false }, columns: [b@val/m*100], rows: [{ model: a, values: [0.80] }] }] }",
                r#""values":["0.80"]"#,
            ),
            (
                Kind::Paper,
                "{ title: A, sources: { z: { url: \"https://z.org\" }, a: { url: \"https://a.org\" } } }",
                "z.org",
            ),
        ] {
            let entry = entry(kind, text);
            let line = entry.pack();
            assert!(line.contains(packed) && !line.contains('\n'), "{line}");
            assert_eq!(Entry::unpack(kind, entry.id.clone(), &line), Ok(entry));
        }
        assert!(Entry::unpack(Kind::Model, EntryId::new("x").unwrap(), "{}").is_err());
    }

    #[test]
    fn every_place_has_its_own_code() {
        let letters: Vec<char> =
            (' '..='~').filter(|letter| Place::from_code(*letter, 1, 2).is_some()).collect();
        assert_eq!(letters.len(), 20);
        for letter in letters {
            let place = Place::from_code(letter, 1, 2).unwrap();
            let (code, a, b) = place.code();
            assert_eq!((code, Place::from_code(code, a, b)), (letter, Some(place)));
        }
    }
}
