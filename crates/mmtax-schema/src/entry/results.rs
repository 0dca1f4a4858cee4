//! Results: tables of scores, row by row as one source prints them, so that a curator copies rows and every value
//! keeps its place.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Deserializer;
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

use super::Allow;
use super::common::NonEmpty;
use crate::date::PartialDate;
use crate::entry::{Benchmark, Paper};
use crate::fact::present;
use crate::id::{Data, EntryId, Evaluated, Ref, RefText};
use crate::number::{Cell, Decimal};
use crate::text::{Text, Url, read_str};
use crate::vocab::words;

/// The tables of scores that one source prints.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Results {
    /// The paper that prints them, or the paper that the page belongs to.
    pub source: Ref<Paper>,
    /// The page, where it is not the paper itself.
    #[serde(default, deserialize_with = "present")]
    pub url: Option<Url>,
    /// The version that was read: scores change between versions of one paper.
    #[serde(default, deserialize_with = "present")]
    pub version: Option<Text>,
    /// The day on which it was read.
    #[serde(default, deserialize_with = "present")]
    pub read: Option<PartialDate>,
    /// Findings that are known and right as they are.
    #[serde(default)]
    pub allow: Vec<Allow>,
    /// The tables.
    #[schemars(length(min = 1))]
    pub tables: NonEmpty<Table>,
}

/// One table.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// Its name in the source, such as "Table 4".
    pub at: Text,
    /// The benchmark of the columns that name only a metric.
    #[serde(default, deserialize_with = "present")]
    pub benchmark: Option<Ref<Benchmark>>,
    /// The settings of every row that does not say otherwise.
    #[serde(default)]
    pub settings: Settings,
    /// What each value of a row is: `metric`, or `benchmark/metric` in a table over several benchmarks.
    #[schemars(length(min = 1))]
    pub columns: NonEmpty<Column>,
    /// The rows, in printed order.
    #[schemars(length(min = 1))]
    pub rows: NonEmpty<Row>,
    /// A few words of our own on what the table leaves out or how it is to be read.
    #[serde(default, deserialize_with = "present")]
    pub note: Option<Text>,
}

/// One row: the scores of one model under one set of settings.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// What was measured.
    pub model: Ref<Evaluated>,
    /// How the source writes it, where that is not the entry's or variant's name.
    #[serde(default, deserialize_with = "present")]
    pub printed: Option<Text>,
    /// One value a column; `-` where the source prints none.
    pub values: Vec<Cell>,
    /// The settings of this row; they take the place of the table's, one by one.
    #[serde(default)]
    pub settings: Settings,
    /// The paper that the source says it copied the row from.
    #[serde(default, deserialize_with = "present")]
    pub from: Option<Ref<Paper>>,
    /// How the values came about; derived where it is left out: a model's own paper reports its own measurement.
    #[serde(default, deserialize_with = "present")]
    pub reported: Option<Reported>,
    /// A few words of our own on what sets the row apart.
    #[serde(default, deserialize_with = "present")]
    pub note: Option<Text>,
}

words! {
    /// How a printed value came about.
    Reported {
        /// The source measured it.
        Measured => "measured",
        /// The source copied it, without saying from where or from what `from` names.
        Copied => "copied",
        /// The source does not say.
        Unstated => "unstated",
    }
}

/// The conditions under which a score was measured.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// Who rewrote the prompts before generation: `none`, or what did it.
    #[serde(default, deserialize_with = "present")]
    pub prompt_rewriting: Option<Text>,
    /// Whether the model reasons in text first.
    #[serde(default, deserialize_with = "present")]
    pub thinking: Option<bool>,
    /// Image size in pixels: `512` or `1024x768`.
    #[serde(default, deserialize_with = "present")]
    pub resolution: Option<Text>,
    /// Strength of classifier-free guidance, as printed.
    #[serde(default, deserialize_with = "present")]
    pub guidance: Option<Text>,
    /// Sampling steps, as printed.
    #[serde(default, deserialize_with = "present")]
    pub steps: Option<Text>,
    /// Examples in the prompt, as printed.
    #[serde(default, deserialize_with = "present")]
    pub shots: Option<Text>,
    /// The model that judges, as printed.
    #[serde(default, deserialize_with = "present")]
    pub judge: Option<Text>,
    /// The benchmark's own training data, where the model was tuned on it.
    #[serde(default, deserialize_with = "present")]
    pub finetuned_on: Option<Ref<Data>>,
    /// Anything else that the source says sets the score apart.
    #[serde(default, deserialize_with = "present")]
    pub note: Option<Text>,
}

impl Settings {
    /// The settings that are given, as name and value, in schema order.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, &str)> {
        let thinking = self.thinking.map(|on| if on { "yes" } else { "no" });
        [
            ("prompt-rewriting", self.prompt_rewriting.as_deref()),
            ("thinking", thinking),
            ("resolution", self.resolution.as_deref()),
            ("guidance", self.guidance.as_deref()),
            ("steps", self.steps.as_deref()),
            ("shots", self.shots.as_deref()),
            ("judge", self.judge.as_deref()),
            ("finetuned-on", self.finetuned_on.as_ref().map(|dataset| dataset.text().as_str())),
            ("note", self.note.as_deref()),
        ]
        .into_iter()
        .filter_map(|(name, value)| value.map(|value| (name, value)))
        .collect()
    }

    /// These settings, with those of `table` for what they leave open.
    #[must_use]
    pub fn over(&self, table: &Self) -> Self {
        fn either<T: Clone>(row: &Option<T>, table: &Option<T>) -> Option<T> {
            row.as_ref().or(table.as_ref()).cloned()
        }
        Self {
            prompt_rewriting: either(&self.prompt_rewriting, &table.prompt_rewriting),
            thinking: either(&self.thinking, &table.thinking),
            resolution: either(&self.resolution, &table.resolution),
            guidance: either(&self.guidance, &table.guidance),
            steps: either(&self.steps, &table.steps),
            shots: either(&self.shots, &table.shots),
            judge: either(&self.judge, &table.judge),
            finetuned_on: either(&self.finetuned_on, &table.finetuned_on),
            note: either(&self.note, &table.note),
        }
    }
}

/// What a column holds: `overall`, `geneval/overall` or `mmmu@val/accuracy`; with `*100` where the source prints a hundred
/// times what the metric counts (82.4 for 0.824).
#[derive(Clone, PartialEq, Eq)]
pub struct Column {
    benchmark: Option<RefText>,
    metric: EntryId,
    scale: Option<Decimal>,
}

pub(crate) const COLUMN_PATTERN: &str = r"^([a-z0-9]+([.-][a-z0-9]+)*(@[a-z0-9]+([.-][a-z0-9]+)*)?/)?[a-z0-9]+([.-][a-z0-9]+)*(\*[0-9]+(\.[0-9]+)?)?$";

impl Column {
    /// Reads `metric` or `benchmark/metric`, with `*FACTOR` for another scale.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let (text, scale) = match text.split_once('*') {
            Some((text, scale)) if !scale.starts_with('-') => (text, Some(Decimal::new(scale)?)),
            Some(_) => return None,
            None => (text, None),
        };
        let (benchmark, metric) = match text.split_once('/') {
            Some((benchmark, metric)) => (Some(RefText::new(benchmark)?), metric),
            None => (None, text),
        };
        Some(Self { benchmark, metric: EntryId::new(metric)?, scale })
    }

    /// The benchmark, where the column names one.
    #[must_use]
    pub const fn benchmark(&self) -> Option<&RefText> {
        self.benchmark.as_ref()
    }

    /// The metric within the benchmark.
    #[must_use]
    pub const fn metric(&self) -> &EntryId {
        &self.metric
    }

    /// How many times the metric's own value the source prints: 1 unless the column says otherwise.
    #[must_use]
    pub fn scale(&self) -> f64 {
        self.scale.as_ref().map_or(1.0, Decimal::value)
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(benchmark) = &self.benchmark {
            write!(f, "{benchmark}/")?;
        }
        self.metric.fmt(f)?;
        match &self.scale {
            Some(scale) => write!(f, "*{scale}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<'de> Deserialize<'de> for Column {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_str(deserializer, "a column: `metric` or `benchmark/metric`", Self::new)
    }
}

impl Serialize for Column {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for Column {
    fn schema_name() -> Cow<'static, str> {
        "Column".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A metric of the table's benchmark, or `benchmark/metric`; `*100` after it where the source prints a hundred times the metric's value.",
            "type": "string",
            "pattern": COLUMN_PATTERN,
            "patternErrorMessage": "expected a column: `metric` or `benchmark/metric`, with `*100` for values printed times 100",
        })
    }
}
