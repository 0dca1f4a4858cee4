//! Keys, and the conditions in brackets behind them.

use mmtax_schema::Kind;
use mmtax_schema::entry::SettingName;
use mmtax_schema::suggest::nearest;
use mmtax_schema::vocab::ComponentRole;

use super::value::{how_started, training};
use super::{Meaning, Parser};
use crate::select::error::{Wrong, known_word, no_such};
use crate::select::field::Field;
use crate::select::filter::{ComponentTerm, Condition, ScoreTerm};
use crate::select::keys::{keys, reaches};
use crate::select::lex::Word;
use crate::select::score::{WHOSE, of_benchmark};

impl Parser<'_> {
    /// What the key stands for.
    pub(in crate::select) fn meaning(&self, key: &Word) -> Result<Meaning, Wrong> {
        let (name, part) = match key.text.split_once('.') {
            Some((name, part)) => (name, Some(part)),
            None => (key.text.as_str(), None),
        };
        let role = if name == "component" {
            Some(None)
        } else {
            ComponentRole::ALL.iter().find(|role| role.word() == name).map(|role| Some(*role))
        };
        let reach = || reaches().into_iter().find(|reach| reach.name() == key.text);
        Ok(match (key.text.as_str(), role, part) {
            ("kind", ..) => Meaning::Kind,
            ("id", ..) => Meaning::Id,
            ("name", ..) => Meaning::Name,
            ("stub", ..) => Meaning::Stub,
            ("released", ..) => Meaning::Released,
            ("class", ..) => Meaning::Class,
            (_, Some(role), None) => Meaning::Role(role),
            (_, Some(role), Some("training")) => Meaning::RoleTraining(role),
            (_, Some(role), Some("start")) => Meaning::RoleStart(role),
            (text, ..) => {
                if let Some(field) = Field::named(text) {
                    Meaning::Field(field)
                } else if let Some(reach) = reach() {
                    Meaning::Links(reach)
                } else {
                    Meaning::Score(self.score(key)?)
                }
            }
        })
    }

    /// A key that is a benchmark, with its split and metric.
    fn score(&self, key: &Word) -> Result<ScoreTerm, Wrong> {
        let (measured, metric) = match key.text.split_once('/') {
            Some((measured, metric)) => (measured, Some(metric.to_owned())),
            None => (key.text.as_str(), None),
        };
        let (id, split) = match measured.split_once('@') {
            Some((id, split)) => (id, Some(split.to_owned())),
            None => (measured, None),
        };
        let Some(benchmark) = self.taxonomy.entry_of(Kind::Benchmark, id) else {
            let (known, benchmarks) =
                (keys(), self.taxonomy.of_kind(Kind::Benchmark).map(|entry| entry.id()));
            let names = known.iter().map(|key| key.name.as_str());
            let near =
                if metric.is_some() { nearest(id, benchmarks) } else { nearest(id, names.chain(benchmarks)) };
            let help = near.map_or_else(
                || {
                    "`cargo xtask query --keys` lists what can be asked for; benchmarks are keys by their ids"
                        .to_owned()
                },
                |near| format!("did you mean `{near}`?"),
            );
            let what = if metric.is_some() { "benchmark" } else { "key" };
            return Err(Wrong::new(format!("there is no {what} `{id}`"), &key.span, help));
        };
        let splits = benchmark.entry().shared().variants.iter().map(|variant| variant.id.as_str());
        if let Some(split) = &split {
            known_word("split", split, &key.span, &splits.collect::<Vec<_>>())?;
        }
        let term =
            ScoreTerm { benchmark: id.to_owned(), split, metric: None, conditions: Vec::new(), value: None };
        let described = benchmark.as_benchmark().map_or(&[][..], |benchmark| &benchmark.metrics);
        let mut metrics: Vec<&str> = described.iter().map(|metric| metric.id.as_str()).collect();
        metrics.extend(of_benchmark(self.taxonomy, &term).map(|score| score.metric.as_str()));
        metrics.sort_unstable();
        metrics.dedup();
        match &metric {
            Some(metric) => known_word("metric", metric, &key.span, &metrics)?,
            None if self.reader.peek().is_some_and(|c| c != '[') && metrics.len() > 1 => {
                let metrics: Vec<String> = metrics.iter().map(|metric| format!("`{id}/{metric}`")).collect();
                let message = format!("`{id}` has several metrics");
                return Err(Wrong::new(message, &key.span, format!("write one of {}", metrics.join(", "))));
            }
            None => {}
        }
        Ok(ScoreTerm { metric, ..term })
    }

    /// `[name:value|value,…]`, or nothing: for each name its values.
    fn pairs(&mut self) -> Result<Vec<(Word, Vec<Word>)>, Wrong> {
        let start = self.reader.at;
        if !self.reader.take("[") {
            return Ok(Vec::new());
        }
        let mut pairs = Vec::new();
        loop {
            self.reader.skip_space();
            if self.reader.take("]") {
                return Ok(pairs);
            }
            let name = self.word()?;
            let op = self.reader.at..self.reader.at + 1;
            if name.text.is_empty() || !(self.reader.take(":") || self.reader.take("=")) {
                let is_open = self.reader.peek().is_none();
                let message = if is_open { "nobody closes this bracket" } else { "expected `name:value`" };
                let span = if is_open { start..start + 1 } else { op };
                return Err(Wrong::new(message, &span, None));
            }
            let mut values = vec![self.value(&op)?];
            while self.reader.take("|") {
                values.push(self.value(&op)?);
            }
            pairs.push((name, values));
            self.reader.skip_space();
            let _ = self.reader.take(",");
        }
    }

    pub(super) fn conditions(&mut self) -> Result<Vec<Condition>, Wrong> {
        let condition = |(name, values): (Word, Vec<Word>)| {
            let texts = |values: Vec<Word>| values.into_iter().map(|value| value.text).collect();
            if name.text == "by" {
                values.iter().try_for_each(|value| known_word("word", &value.text, &value.span, &WHOSE))?;
                return Ok(Condition::By(texts(values)));
            }
            let settings = SettingName::ALL;
            let Some(setting) = settings.iter().find(|setting| setting.word() == name.text) else {
                let mut known: Vec<&str> = settings.iter().map(|setting| setting.word()).collect();
                known.push("by");
                return Err(no_such("setting", &name.text, &name.span, &known));
            };
            Ok(Condition::Setting(*setting, texts(values)))
        };
        self.pairs()?.into_iter().map(condition).collect()
    }

    pub(super) fn component(&mut self, role: Option<ComponentRole>) -> Result<ComponentTerm, Wrong> {
        let mut component = ComponentTerm { role, ..ComponentTerm::default() };
        for (name, values) in self.pairs()? {
            for value in values {
                match name.text.as_str() {
                    "training" => component.training = Some(training(&value)?),
                    "start" => component.start = Some(how_started(&value)?),
                    other => return Err(no_such("condition", other, &name.span, &["training", "start"])),
                }
            }
        }
        Ok(component)
    }
}
