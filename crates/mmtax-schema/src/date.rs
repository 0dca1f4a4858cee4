//! Dates as precise as the source prints them: a year, a month or a day.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};

/// `2025`, `2025-01` or `2025-01-29`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

const MIN_YEAR: u16 = 1950;
const MAX_YEAR: u16 = 2099;
/// The pattern of a month or a day; a bare year is written as a number or as text.
pub(crate) const DATE_PATTERN: &str =
    r"^(19[5-9][0-9]|20[0-9]{2})(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$";

impl PartialDate {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. Days are checked against 31 only, as the JSON Schema can; the rule
    /// `calendar-date` knows the months.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4).filter(|year| (MIN_YEAR..=MAX_YEAR).contains(year))?;
        let month = match parts.next() {
            Some(part) => Some(digits(part, 2).filter(|month| (1..=12).contains(month))?),
            None => None,
        };
        let day = match parts.next() {
            Some(part) => Some(digits(part, 2).filter(|day| (1..=31).contains(day))?),
            None => None,
        };
        if parts.next().is_some() {
            return None;
        }
        Some(Self { year, month: month.map(low_byte), day: day.map(low_byte) })
    }

    /// The year, `1950..=2099`.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, `1..=12`, where it is known.
    #[must_use]
    pub const fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, where it is known.
    #[must_use]
    pub const fn day(self) -> Option<u8> {
        self.day
    }

    /// The first day it can mean, as (year, month, day).
    #[must_use]
    pub fn earliest(self) -> (u16, u8, u8) {
        (self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day it can mean, as (year, month, day); the day may be 31 in any month.
    #[must_use]
    pub fn latest(self) -> (u16, u8, u8) {
        (self.year, self.month.unwrap_or(12), self.day.unwrap_or(31))
    }

    /// Whether this date is before `other` whatever their missing parts are.
    #[must_use]
    pub fn is_certainly_before(self, other: Self) -> bool {
        self.latest() < other.earliest()
    }

    /// Months since year 0, counting an unknown month as the first: a position on a time axis.
    #[must_use]
    pub fn months(self) -> i32 {
        i32::from(self.year) * 12 + i32::from(self.month.unwrap_or(1)) - 1
    }

    /// Whether the day exists in its month.
    #[must_use]
    pub fn is_in_calendar(self) -> bool {
        let leap =
            self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let days = match self.month {
            Some(4 | 6 | 9 | 11) => 30,
            Some(2) if leap => 29,
            Some(2) => 28,
            _ => 31,
        };
        self.day.is_none_or(|day| day <= days)
    }
}

fn digits(text: &str, count: usize) -> Option<u16> {
    (text.len() == count && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn low_byte(number: u16) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct DateVisitor;
        impl Visitor<'_> for DateVisitor {
            type Value = PartialDate;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date: `2025`, `2025-01` or `2025-01-29`")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<PartialDate, E> {
                PartialDate::new(text).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
            }
            // YAML reads a bare year as a number.
            fn visit_u64<E: de::Error>(self, year: u64) -> Result<PartialDate, E> {
                let date = u16::try_from(year).ok().and_then(|year| PartialDate::new(&year.to_string()));
                date.ok_or_else(|| E::invalid_value(de::Unexpected::Unsigned(year), &self))
            }
        }
        deserializer.deserialize_any(DateVisitor)
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for PartialDate {
    fn schema_name() -> Cow<'static, str> {
        "PartialDate".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A date as precise as the source prints it: `2025`, `2025-01` or `2025-01-29`.",
            "anyOf": [
                { "type": "string", "pattern": DATE_PATTERN, "patternErrorMessage": "expected a date: `2025`, `2025-01` or `2025-01-29`" },
                { "type": "integer", "minimum": MIN_YEAR, "maximum": MAX_YEAR },
            ],
        })
    }
}
