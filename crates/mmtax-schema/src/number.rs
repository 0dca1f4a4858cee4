//! Numbers with the precision that the source prints. `0.80` and `0.8` are different prints of one value, and the
//! difference says how far a recomputation may be off.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};

/// A decimal number as printed: `0.80`, `-3`, `1567.5`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal(Box<str>);

/// One cell of a results table: a number, or `"-"` (in quotes: a bare dash in brackets is not YAML) for a cell that
/// the source leaves empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// The printed number.
    Value(Decimal),
    /// The source prints no number here.
    Empty,
}

pub(crate) const DECIMAL_PATTERN: &str = r"^-?[0-9]+(\.[0-9]+)?$";
pub(crate) const CELL_PATTERN: &str = r"^(-|-?[0-9]+(\.[0-9]+)?)$";

impl Decimal {
    /// Reads digits with an optional sign and fraction.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        (digits(whole) && digits(fraction)).then(|| Self(text.into()))
    }

    /// The text as printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nearest floating-point value.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }

    /// Digits after the point.
    #[must_use]
    pub fn decimals(&self) -> usize {
        self.0.split_once('.').map_or(0, |(_, fraction)| fraction.len())
    }

    /// Half a unit in the last printed place: the most that rounding can have moved the value.
    #[must_use]
    pub fn rounding(&self) -> f64 {
        0.5 * 10f64.powi(-i32::try_from(self.decimals()).unwrap_or(i32::MAX))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(value) => value.fmt(f),
            Self::Empty => f.write_str("-"),
        }
    }
}

impl Cell {
    /// Reads a decimal number, or `-`.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        match text {
            "-" => Some(Self::Empty),
            _ => Decimal::new(text).map(Self::Value),
        }
    }

    /// The number, if the cell has one.
    #[must_use]
    pub const fn number(&self) -> Option<&Decimal> {
        match self {
            Self::Value(number) => Some(number),
            Self::Empty => None,
        }
    }
}

/// Asks for a string so that the YAML reader hands over the characters of a plain number untouched.
fn read_printed<'de, D, T>(
    deserializer: D,
    expected: &'static str,
    build: fn(&str) -> Option<T>,
) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
{
    struct Printed<T>(&'static str, fn(&str) -> Option<T>);
    impl<T> Visitor<'_> for Printed<T> {
        type Value = T;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
        fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
            (self.1)(text).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
        }
    }
    deserializer.deserialize_str(Printed(expected, build))
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_printed(deserializer, "a decimal number", Self::new)
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_printed(deserializer, "a decimal number, or `-` for an empty cell", Self::new)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

fn printed_schema(description: &str, pattern: &str, expected: &str) -> Schema {
    json_schema!({
        "description": description,
        "anyOf": [
            { "type": "number" },
            { "type": "string", "pattern": pattern, "patternErrorMessage": expected },
        ],
    })
}

impl JsonSchema for Decimal {
    fn schema_name() -> Cow<'static, str> {
        "Decimal".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        printed_schema(
            "A decimal number with the digits that the source prints.",
            DECIMAL_PATTERN,
            "expected a decimal number",
        )
    }
}

impl JsonSchema for Cell {
    fn schema_name() -> Cow<'static, str> {
        "Cell".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        printed_schema(
            "A number with the digits that the source prints, or `\"-\"` for an empty cell.",
            CELL_PATTERN,
            "expected a decimal number, or `\"-\"` for an empty cell",
        )
    }
}

/// An amount as printed, with an optional scale letter: `1.5B`, `595K`, `1000000`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count(Box<str>);

pub(crate) const COUNT_PATTERN: &str = r"^[0-9]+(\.[0-9]+)?[KMBT]?$";

impl Count {
    /// Reads digits with an optional fraction and one of `K`, `M`, `B`, `T`.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let digits = text.strip_suffix(['K', 'M', 'B', 'T']).unwrap_or(text);
        (!digits.starts_with('-') && Decimal::new(digits).is_some()).then(|| Self(text.into()))
    }

    /// The text as printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The amount in units.
    #[must_use]
    pub fn value(&self) -> f64 {
        let (digits, scale) = match self.0.as_bytes().last() {
            Some(b'K') => (&self.0[..self.0.len() - 1], 1e3),
            Some(b'M') => (&self.0[..self.0.len() - 1], 1e6),
            Some(b'B') => (&self.0[..self.0.len() - 1], 1e9),
            Some(b'T') => (&self.0[..self.0.len() - 1], 1e12),
            _ => (&*self.0, 1.0),
        };
        digits.parse::<f64>().unwrap_or(f64::NAN) * scale
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct CountVisitor;
        impl Visitor<'_> for CountVisitor {
            type Value = Count;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an amount such as `1.5B`, `595K` or `1000000`")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Count, E> {
                Count::new(text).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
            }
            fn visit_u64<E: de::Error>(self, amount: u64) -> Result<Count, E> {
                Ok(Count(amount.to_string().into()))
            }
        }
        deserializer.deserialize_any(CountVisitor)
    }
}

impl Serialize for Count {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for Count {
    fn schema_name() -> Cow<'static, str> {
        "Count".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "An amount as printed, with an optional scale letter: `1.5B`, `595K`, `1000000`.",
            "anyOf": [
                { "type": "string", "pattern": COUNT_PATTERN, "patternErrorMessage": "expected an amount such as `1.5B`, `595K` or `1000000`" },
                { "type": "integer", "minimum": 0, "maximum": u64::MAX },
            ],
        })
    }
}
