//! Everything that is said of one entry or variant, each fact with the place where it was read.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use mmtax_graph::schema::{FactName, Said};
use mmtax_graph::{EntryRef, LinkRef, Provenance, Score, View};
use mmtax_schema::entry::{Component, Stage};
use mmtax_schema::told::told;
use mmtax_schema::{Body, Fact, Nothing, Relation};
use serde_json::{Value, json};

use super::cite::{Cite, named, particulars};
use super::grid::Grid;

/// Everything that is said of one entry or variant.
#[derive(Clone, Debug)]
pub struct Card<'t> {
    /// The entry.
    pub entry: EntryRef<'t>,
    /// The variant, where one is asked for: facts that are said of other variants only are left out.
    pub variant: Option<&'t str>,
    /// What is said, by group.
    pub facts: Vec<Stated>,
}

/// One fact, with the place where it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// What it belongs to: `facts`, `components`, `lineage`, `training`, `methods`, `classes`, `scores`, `contamination`, `used by` and the like.
    pub group: &'static str,
    /// The field, relation, role or metric.
    pub name: String,
    /// What is said.
    pub value: String,
    /// Where it was read; nothing for what is computed.
    pub cite: Cite,
}

impl<'t> Card<'t> {
    /// Collects what is said of an entry, or of one variant of it.
    #[must_use]
    pub fn of(entry: EntryRef<'t>, variant: Option<&'t str>) -> Self {
        let mut card = Self { entry, variant, facts: Vec::new() };
        card.fields();
        card.variants();
        card.components();
        card.training();
        card.links("lineage", View::lineage());
        card.links("methods", View::of([Relation::Applies]));
        card.classes();
        card.scores();
        card.contamination();
        card.used_by();
        card.items();
        card
    }

    fn add(&mut self, group: &'static str, name: impl Into<String>, value: impl Into<String>, cite: Cite) {
        self.facts.push(Stated { group, name: name.into(), value: value.into(), cite });
    }

    /// Whether something said of these variants is said of the one that is asked for.
    fn concerns(&self, variants: &[mmtax_schema::EntryId]) -> bool {
        self.variant.is_none_or(|variant| {
            variants.is_empty() || variants.iter().any(|known| known.as_str() == variant)
        })
    }

    /// The fields that state single facts, as the file writes them.
    fn fields(&mut self) {
        let entry = self.entry.entry();
        let said = entry.said();
        if let Some(role) = said.get("role") {
            self.add("facts", "role", role.to_string(), Cite::default());
        }
        let facts =
            entry.fact_fields().into_iter().filter(|(name, filled)| *filled && *name != FactName::Variants);
        for (name, _) in facts.collect::<Vec<_>>() {
            let Some(value) = said.get(name.word()) else { continue };
            let of_variant = self.own_field(name);
            let value = of_variant.unwrap_or_else(|| shown(value));
            self.add("facts", name.word(), value, Cite::of_field(entry, name));
        }
        let links = entry.shared().links;
        for (name, url) in links.iter() {
            self.add("facts", format!("link to {name}"), url.as_str(), Cite::default());
        }
    }

    /// What a variant says instead of its family.
    fn own_field(&self, name: FactName) -> Option<String> {
        let variants = self.entry.entry().shared().variants;
        let variant = variants.iter().find(|known| Some(known.id.as_str()) == self.variant)?;
        if name == FactName::Parameters {
            return variant.parameters.known().map(ToString::to_string);
        }
        let released = (name == FactName::Released).then(|| variant.released.known())?;
        released.map(ToString::to_string)
    }

    fn variants(&mut self) {
        let entry = self.entry.entry();
        let cite = Cite::of_field(entry, FactName::Variants);
        for variant in entry.shared().variants {
            if self.variant.is_some_and(|wanted| wanted != variant.id.as_str()) {
                continue;
            }
            let words = [
                variant.name.as_ref().map(ToString::to_string),
                variant.parameters.known().map(|count| format!("{count} parameters")),
                variant.released.known().map(ToString::to_string),
                variant.note.as_ref().map(ToString::to_string),
                variant.links.weights.as_ref().map(ToString::to_string),
            ];
            let words: Vec<String> = words.into_iter().flatten().collect();
            self.add("variants", variant.id.as_str(), words.join(", "), cite.clone());
        }
    }

    fn components(&mut self) {
        let entry = self.entry.entry();
        let Some(fact) = entry.shared().components else { return };
        let Fact::Value(components) = fact else { return self.nothing("components", fact) };
        for component in
            components.iter().filter(|component| self.concerns(&component.variants)).collect::<Vec<_>>()
        {
            let roles: Vec<&str> = component.roles.iter().map(|role| role.word()).collect();
            let cited = component.cited();
            self.add(
                "components",
                roles.join(", "),
                part(component),
                Cite::of(entry, cited.source, cited.at),
            );
        }
    }

    fn training(&mut self) {
        let entry = self.entry.entry();
        let Some(fact) = entry.shared().training else { return };
        let Fact::Value(stages) = fact else { return self.nothing("training", fact) };
        for stage in stages.iter().filter(|stage| self.concerns(&stage.variants)).collect::<Vec<_>>() {
            let cited = stage.cited();
            self.add("training", stage.stage.word(), data(stage), Cite::of(entry, cited.source, cited.at));
        }
    }

    fn nothing<T>(&mut self, group: &'static str, fact: &Fact<T>) {
        if let Fact::Nothing(why) = fact
            && *why != Nothing::Unfilled
        {
            self.add(group, "", why.word(), Cite::of(self.entry.entry(), None, None));
        }
    }

    fn links(&mut self, group: &'static str, view: View) {
        for link in self.entry.links_out(view) {
            if let mmtax_schema::Detail::Lineage(item) = link.detail()
                && !self.concerns(&item.variants)
            {
                continue;
            }
            let words = particulars(link);
            let words = if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) };
            self.add(group, link.relation().name(), format!("{}{words}", named(link)), Cite::of_link(link));
        }
    }

    fn classes(&mut self) {
        for class in self.entry.classes() {
            let path: Vec<&str> = class.path().iter().map(|concept| concept.label.as_str()).collect();
            let disputed = class.member.disputed.as_ref();
            let disputed = disputed.map_or_else(String::new, |why| format!(" (disputed: {why})"));
            let cited = class.member.cited();
            let cite = Cite::of(class.scheme.entry(), cited.source, cited.at);
            self.add("classes", class.scheme.id(), format!("{}{disputed}", path.join(" > ")), cite);
        }
    }

    /// Those that the entry's own paper or the measuring source prints, before those that are copied or of which that is not
    /// said.
    fn scores(&mut self) {
        let mut scores = self.entry.scores();
        let rank = |score: &Score<'_>| match score.provenance() {
            Provenance::Own => 0,
            Provenance::Measured => 1,
            Provenance::Unstated => 2,
            Provenance::Copied(_) => 3,
        };
        scores.sort_by_key(rank);
        for score in scores {
            if self.variant.is_some() && score.variant.is_some() && score.variant != self.variant {
                continue;
            }
            let split = score.split.map_or_else(String::new, |split| format!("@{split}"));
            let name = format!("{}{split}/{}", score.benchmark.id(), score.metric);
            let mut words =
                vec![["own", "measured by the source", "unstated whose", "copied"][rank(&score)].to_owned()];
            words.extend(score.variant.map(|variant| format!("of {variant}")));
            words
                .extend(score.settings().pairs().into_iter().map(|(name, value)| format!("{name}: {value}")));
            let cite = Cite::of(score.results.entry(), None, Some(&score.table.at));
            self.add("scores", name, format!("{} ({})", score.value, words.join(", ")), cite);
        }
    }

    /// The benchmarks with a score of which it saw data, itself or through what its weights come from.
    fn contamination(&mut self) {
        let benchmarks: BTreeSet<EntryRef<'t>> =
            self.entry.scores().into_iter().map(|score| score.benchmark).collect();
        let mut unknown = 0;
        for benchmark in &benchmarks {
            let exposure = self.entry.exposure(*benchmark);
            unknown = unknown.max(exposure.unknown.len());
            for trace in exposure.traces {
                let (trained, data) = (trace.trained.from(), trace.trained.to());
                let by =
                    if trained == self.entry { String::new() } else { format!("through {}, ", trained.id()) };
                let value = format!("{by}trained on {}, which {}", data.id(), trace.overlap.phrase());
                self.add("contamination", benchmark.id(), value, Cite::of_link(trace.trained));
            }
        }
        if unknown > 0 {
            let value = format!(
                "not all training data is named of {unknown} of itself and what its weights come from"
            );
            self.add("contamination", "unknown", value, Cite::default());
        }
    }

    /// What the graph knows and the file does not: who names this entry.
    fn used_by(&mut self) {
        for relation in Relation::all().filter(|relation| *relation != Relation::Cites) {
            let links = self.entry.links_in(View::of([relation]));
            let is_meant = |link: &&LinkRef<'_>| {
                self.variant.is_none() || link.to_variant().is_none() || link.to_variant() == self.variant
            };
            let mut names: Vec<&str> = links.iter().filter(is_meant).map(|link| link.from().id()).collect();
            names.dedup();
            if !names.is_empty() {
                self.add("used by", relation.info().inverse, list(&names), Cite::default());
            }
        }
        let below = self.entry.descendants(View::descent()).len();
        if below > 0 {
            let entries = if below == 1 { "1 entry".to_owned() } else { format!("{below} entries") };
            let value = format!("{entries} at any depth");
            self.add("used by", "built on", value, Cite::default());
        }
    }

    /// What records hold: tables and errata.
    fn items(&mut self) {
        let entry = self.entry.entry();
        match &entry.body {
            Body::Results(results) => {
                for table in results.tables.iter() {
                    let columns: Vec<String> = table.columns.iter().map(ToString::to_string).collect();
                    let value = format!("{} rows of {}", table.rows.len(), columns.join(", "));
                    self.add("tables", table.at.as_str(), value, Cite::of(entry, None, Some(&table.at)));
                }
            }
            Body::Errata(errata) => {
                for item in errata.items.iter() {
                    let value = format!("prints `{}`: {}", item.prints, item.reason);
                    self.add("errata", item.at.as_str(), value, Cite::of(entry, None, Some(&item.at)));
                }
            }
            Body::Scheme(scheme) => {
                for concept in scheme.concepts.iter() {
                    let members: Vec<&str> = concept.members.iter().map(|member| member.model.id()).collect();
                    let value = format!("{}: {}", concept.label, list(&members));
                    self.add("concepts", concept.id.as_str(), value, Cite::of(entry, None, None));
                }
            }
            Body::Model(_)
            | Body::Tokenizer(_)
            | Body::Method(_)
            | Body::Dataset(_)
            | Body::Benchmark(_)
            | Body::Paper(_)
            | Body::Organization(_) => {}
        }
    }

    /// For the terminal: groups of facts, each with the place where it was read in brackets. Of scores at most `scores` are
    /// shown, and the others counted.
    #[must_use]
    pub fn to_text(&self, scores: usize) -> String {
        let mut out = format!("{}\n", self.heading());
        if let Some(summary) = self.entry.entry().shared().summary {
            let _ = writeln!(out, "  {}", told(summary.to_string()));
        }
        let (mut group, mut in_group) = ("", 0);
        let of_scores = self.facts.iter().filter(|fact| fact.group == "scores").count();
        for fact in &self.facts {
            if fact.group != group {
                (group, in_group) = (fact.group, 0);
                let _ = writeln!(out, "\n{group}");
            }
            in_group += 1;
            if group == "scores" && in_group > scores {
                if in_group == of_scores {
                    let _ =
                        writeln!(out, "  {} more are not shown: --scores {of_scores}", of_scores - scores);
                }
                continue;
            }
            let cite = fact.cite.to_string();
            let cite = if cite.is_empty() { cite } else { format!("  [{cite}]") };
            let name = if fact.name.is_empty() { String::new() } else { format!("{}: ", fact.name) };
            let _ = writeln!(out, "  {}", told(format!("{name}{}{cite}", fact.value)));
        }
        out
    }

    /// One row a fact.
    #[must_use]
    pub fn to_csv(&self) -> String {
        self.grid().to_csv()
    }

    /// A heading, the summary, and a table of facts.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let escape = mmtax_render::markdown_text;
        let summary = self.entry.entry().shared().summary;
        let summary = summary.map_or_else(String::new, |summary| format!("{}\n\n", escape(summary)));
        format!("# {}\n\n{summary}{}", escape(&self.heading()), self.grid().to_markdown())
    }

    /// One JSON object: `version` (1), `id`, `variant`, `kind`, `name`, `file`, `summary`, and `facts`, each with `group`,
    /// `name`, `value` and where it was `cited`.
    #[must_use]
    pub fn to_json(&self) -> String {
        let entry = self.entry.entry();
        let fact = |fact: &Stated| -> Value {
            json!({ "group": fact.group, "name": fact.name, "value": fact.value, "cited": fact.cite.to_json() })
        };
        let answer = json!({
            "version": 1,
            "id": self.entry.id(),
            "variant": self.variant,
            "kind": self.entry.kind().name(),
            "name": self.entry.name(),
            "file": entry.file(),
            "summary": entry.shared().summary.map(|summary| summary.as_str()),
            "facts": self.facts.iter().map(fact).collect::<Vec<_>>(),
        });
        format!("{answer:#}\n")
    }

    fn heading(&self) -> String {
        let entry = self.entry;
        let variants = entry.entry().shared().variants;
        let variant = variants.iter().find(|known| Some(known.id.as_str()) == self.variant);
        let name =
            variant.and_then(|variant| variant.name.as_ref()).map_or(entry.name(), |name| name.as_str());
        let at = self.variant.map_or_else(String::new, |variant| format!("@{variant}"));
        let stub = if entry.is_stub() { ", a stub" } else { "" };
        told(format!("{name} ({} {}{at}{stub}, {})", entry.kind(), entry.id(), entry.entry().file()))
    }

    fn grid(&self) -> Grid {
        let row = |fact: &Stated| {
            vec![
                fact.group.to_owned(),
                fact.name.clone(),
                fact.value.clone(),
                fact.cite.source.clone().unwrap_or_default(),
                fact.cite.version.clone().unwrap_or_default(),
                fact.cite.at.clone().unwrap_or_default(),
            ]
        };
        let columns = ["group", "name", "value", "source", "version", "at"];
        Grid { columns: columns.map(str::to_owned).to_vec(), rows: self.facts.iter().map(row).collect() }
    }
}

/// A value as people read it: a list without its brackets.
fn shown(said: &Said) -> String {
    match said {
        Said::List(items) => items.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        Said::Map(pairs) => {
            let pairs = pairs.iter().map(|(key, value)| match value {
                Said::List(items) => {
                    format!("{key}: {}", items.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
                }
                Said::Word(_) | Said::Map(_) => format!("{key}: {value}"),
            });
            pairs.collect::<Vec<_>>().join("; ")
        }
        Said::Word(word) => word.clone(),
    }
}

fn part(component: &Component) -> String {
    let mut words: Vec<String> = component.uses.iter().map(ToString::to_string).collect();
    words.extend(component.detail.iter().map(ToString::to_string));
    words.extend(component.start.known().map(|start| start.word().to_owned()));
    words.extend(component.training.known().map(|training| training.word().to_owned()));
    if !component.variants.is_empty() {
        let variants: Vec<&str> = component.variants.iter().map(|variant| variant.as_str()).collect();
        words.push(format!("of {}", variants.join(", ")));
    }
    words.join(", ")
}

fn data(stage: &Stage) -> String {
    let mut words = match &stage.datasets {
        Fact::Value(datasets) => datasets.iter().map(ToString::to_string).collect(),
        Fact::Nothing(Nothing::Unfilled) => Vec::new(),
        Fact::Nothing(why) => vec![format!("data {}", why.word())],
    };
    words.extend(stage.note.iter().map(ToString::to_string));
    words.join(", ")
}

/// Names, as many as a line holds.
fn list(names: &[&str]) -> String {
    const MOST: usize = 12;
    let more = names.len().saturating_sub(MOST);
    let more = if more > 0 { format!(", and {more} more") } else { String::new() };
    format!("{}{more}", names[..names.len().min(MOST)].join(", "))
}
