//! What a printed value is a value of, and where it is printed.

use mmtax_schema::entry::{SettingName, Settings};
use mmtax_schema::{EntryId, Kind, Text, Url};

use crate::entry_ref::EntryRef;
use crate::score::Score;

/// The settings of a measurement that its source states, in schema order. What is not in it is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conditions<'t>(Vec<(SettingName, &'t str)>);

impl<'t> Conditions<'t> {
    fn new(row: &'t Settings, table: &'t Settings) -> Self {
        let (row, table) = (row.pairs(), table.pairs());
        if row.is_empty() && table.is_empty() {
            return Self::default();
        }
        let find = |pairs: &[(&str, &'t str)], name: SettingName| {
            pairs.iter().find(|(word, _)| *word == name.word()).map(|(_, value)| *value)
        };
        let stated = |name: &SettingName| Some((*name, find(&row, *name).or_else(|| find(&table, *name))?));
        Self(SettingName::ALL.iter().filter_map(stated).collect())
    }

    /// What the source says of one setting.
    #[must_use]
    pub fn get(&self, name: SettingName) -> Option<&'t str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }

    /// The settings that are stated.
    pub fn iter(&self) -> impl Iterator<Item = (SettingName, &'t str)> + '_ {
        self.0.iter().copied()
    }

    /// Whether the source states none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether everything stated here is stated so there, too.
    #[must_use]
    pub fn are_among(&self, others: &Self) -> bool {
        self.iter().all(|(name, value)| others.get(name) == Some(value))
    }

    /// Those that `keep` names.
    pub(super) fn only(&self, keep: impl Fn(SettingName) -> bool) -> Self {
        Self(self.iter().filter(|(name, _)| keep(*name)).collect())
    }
}

/// All that a value stands under but the value itself, and who prints it: two values with one identity measure one thing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identity<'t> {
    /// What was measured.
    pub model: EntryRef<'t>,
    /// The variant of it.
    pub variant: Option<&'t str>,
    /// The benchmark.
    pub benchmark: EntryRef<'t>,
    /// The release or split of it.
    pub split: Option<&'t str>,
    /// The metric.
    pub metric: &'t EntryId,
    /// The settings that are stated.
    pub conditions: Conditions<'t>,
    /// What sets the row apart, in our words.
    pub note: Option<&'t str>,
}

/// Where a value is printed.
#[derive(Clone, Copy, Debug)]
pub struct Printed<'t> {
    /// The results entry that has it.
    pub record: EntryRef<'t>,
    /// The paper that prints it, or that the page belongs to.
    pub paper: Option<EntryRef<'t>>,
    /// The page, where it is not the paper itself.
    pub url: Option<&'t Url>,
    /// The version that was read.
    pub version: Option<&'t Text>,
    /// The table.
    pub at: &'t Text,
}

impl<'t> Score<'t> {
    /// The settings that are stated: the row's over the table's.
    #[must_use]
    pub fn conditions(&self) -> Conditions<'t> {
        Conditions::new(&self.row.settings, &self.table.settings)
    }

    /// What it is a value of.
    #[must_use]
    pub fn identity(&self) -> Identity<'t> {
        Identity {
            model: self.model,
            variant: self.variant,
            benchmark: self.benchmark,
            split: self.split,
            metric: self.metric,
            conditions: self.conditions(),
            note: self.row.note.as_deref(),
        }
    }

    /// Where it is printed.
    #[must_use]
    pub fn printed(&self) -> Printed<'t> {
        let record = self.results.as_results();
        Printed {
            record: self.results,
            paper: record.and_then(|record| self.results.taxonomy.entry_of(Kind::Paper, record.source.id())),
            url: record.and_then(|record| record.url.as_ref()),
            version: record.and_then(|record| record.version.as_ref()),
            at: &self.table.at,
        }
    }

    /// Whether two values cannot be roundings of one: 0.55 and 0.56 cannot, 0.55 and 0.554 can.
    #[must_use]
    pub fn differs_from(&self, other: &Self) -> bool {
        let off = (self.normalized() - other.normalized()).abs();
        // The last term allows for the errors of floating-point arithmetic alone.
        off > self.rounding() + other.rounding() - 1e-9 * self.normalized().abs().max(1.0)
    }

    /// The value on the metric's own scale, with all printed digits and no more: 82.4 printed times 100 is 0.824. A value
    /// printed times anything but a power of ten has no such digits.
    #[must_use]
    pub fn in_unit(&self) -> Option<String> {
        let places = self.scale.log10().round();
        if !(0.0..=9.0).contains(&places) || (10f64.powf(places) - self.scale).abs() > f64::EPSILON {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 9")]
        let places = places as usize;
        if places == 0 {
            return Some(self.value.to_string());
        }
        let text = self.value.as_str();
        let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let padded = format!("{whole:0>width$}", width = places + 1);
        let (whole, moved) = padded.split_at(padded.len() - places);
        Some(format!("{sign}{whole}.{moved}{fraction}"))
    }
}
