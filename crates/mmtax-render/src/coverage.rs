//! What the taxonomy covers and what it lacks, as tables of numbers.

use std::collections::{BTreeMap, BTreeSet};

use mmtax_graph::schema::{Body, Entry, Kind, Nothing, PartialDate, Relation, Said};
use mmtax_graph::{EntryRef, Taxonomy, View};

use crate::survey::{Comparison, Outcome};

/// A table of the coverage report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its permanent name.
    pub name: &'static str,
    /// What it counts, in one sentence.
    pub about: &'static str,
    /// The headings of its columns.
    pub columns: Vec<&'static str>,
    /// Its rows, each as long as the heading.
    pub rows: Vec<Vec<Value>>,
}

/// A cell of a [`Sheet`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// A word, name or date.
    Text(String),
    /// How many.
    Count(usize),
    /// There is none.
    Nothing,
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Count(count) => write!(f, "{count}"),
            Self::Nothing => Ok(()),
        }
    }
}

/// The tables of the coverage report.
#[must_use]
pub fn coverage(taxonomy: &Taxonomy) -> Vec<Sheet> {
    vec![
        entries(taxonomy),
        fields(taxonomy),
        locators(taxonomy),
        sources(taxonomy),
        relations(taxonomy),
        scores(taxonomy),
        schemes(taxonomy),
        survey(taxonomy),
        lacking(taxonomy),
    ]
}

fn entries(taxonomy: &Taxonomy) -> Sheet {
    let row = |kind: Kind| {
        let all: Vec<_> = taxonomy.of_kind(kind).collect();
        let stubs = all.iter().filter(|entry| entry.is_stub()).count();
        let days: BTreeSet<PartialDate> = all.iter().flat_map(|entry| read(entry.entry())).collect();
        let unread = all
            .iter()
            .filter(|entry| names_source(entry.entry()) && read(entry.entry()).next().is_none())
            .count();
        vec![
            text(kind.folder()),
            Value::Count(all.len()),
            Value::Count(stubs),
            Value::Count(unread),
            date(days.first()),
            date(days.last()),
        ]
    };
    Sheet {
        name: "entries",
        about: "Entries by kind, those of them that are stubs, those that name sources and no day on which one was read, and the oldest and newest day on which a source was read.",
        columns: vec![
            "kind",
            "entries",
            "stubs",
            "without a day of reading",
            "oldest reading",
            "newest reading",
        ],
        rows: Kind::ALL.into_iter().map(row).collect(),
    }
}

fn read(entry: &Entry) -> impl Iterator<Item = PartialDate> + '_ {
    entry.shared().sources.iter().filter_map(|(_, source)| source.read).chain(read_of_record(entry))
}

/// Records are about one source and tell the day themselves.
fn read_of_record(entry: &Entry) -> Option<PartialDate> {
    PartialDate::new(entry.said().get("read")?.word()?)
}

fn names_source(entry: &Entry) -> bool {
    matches!(entry.body, Body::Results(_)) || entry.shared().sources.iter().len() > 0
}

fn fields(taxonomy: &Taxonomy) -> Sheet {
    let mut rows = Vec::new();
    for kind in Kind::ALL {
        let all: Vec<_> = taxonomy.of_kind(kind).filter(|entry| !entry.is_stub()).collect();
        let mut counts: BTreeMap<&str, [usize; 5]> = BTreeMap::new();
        for entry in &all {
            let (said, entry) = (entry.entry().said(), entry.entry());
            let facts = entry.fact_fields().into_iter().map(|(name, filled)| (name.word(), filled));
            let shared = entry.shared();
            let more = [
                ("components", shared.components.map(|parts| parts.is_filled())),
                ("training", shared.training.map(|stages| stages.is_filled())),
            ];
            for (name, filled) in
                facts.chain(more.into_iter().filter_map(|(name, filled)| Some((name, filled?))))
            {
                let counted = counts.entry(name).or_default();
                let nothing = said.get(name).and_then(Said::word).and_then(Nothing::from_word);
                let at = match nothing {
                    None if filled => 0,
                    Some(Nothing::Unknown) => 1,
                    Some(Nothing::Undisclosed) => 2,
                    Some(Nothing::NotApplicable) => 3,
                    Some(Nothing::Unfilled) | None => 4,
                };
                counted[at] += 1;
            }
        }
        rows.extend(counts.into_iter().map(|(name, counts)| {
            let filled = all.len() - counts[4];
            let share = format!("{} %", (filled * 100 + all.len() / 2) / all.len().max(1));
            let counts = counts.into_iter().map(Value::Count);
            [text(kind.name()), text(name)].into_iter().chain(counts).chain([text(&share)]).collect()
        }));
    }
    Sheet {
        name: "fields",
        about: "Of the entries that are no stubs: how many have a value in a field, how many say why they have none, and how many leave it open. Filled is what is not open.",
        columns: vec!["kind", "field", "value", "unknown", "undisclosed", "not applicable", "open", "filled"],
        rows,
    }
}

fn locators(taxonomy: &Taxonomy) -> Sheet {
    let row = |kind: Kind| {
        let (mut located, mut cited, mut bare, mut items, mut placed) = (0, 0, 0, 0, 0);
        for entry in taxonomy.of_kind(kind) {
            let entry = entry.entry();
            let cites = entry.shared().cited;
            for (name, _) in entry.fact_fields().into_iter().filter(|(_, filled)| *filled) {
                match cites.iter().find(|(cited, _)| **cited == name) {
                    Some((_, citation)) if citation.at.is_some() => located += 1,
                    Some(_) => cited += 1,
                    None => bare += 1,
                }
            }
            let shared = entry.shared();
            let parts =
                shared.components.into_iter().flat_map(|parts| parts.items()).map(|part| part.cited());
            let stages =
                shared.training.into_iter().flat_map(|stages| stages.items()).map(|stage| stage.cited());
            let lineage = shared.lineage.iter().map(|link| link.cited());
            let methods = shared.methods.iter().map(|method| method.cited());
            for at in parts.chain(stages).chain(lineage).chain(methods) {
                items += 1;
                placed += usize::from(at.at.is_some());
            }
        }
        let counts = [located, cited, bare, placed, items - placed];
        std::iter::once(text(kind.name())).chain(counts.into_iter().map(Value::Count)).collect()
    };
    Sheet {
        name: "locators",
        about: "Facts whose place in a source is named, facts whose source alone is named, facts that stand on the default source; and components, stages, lineage links and methods with and without a place.",
        columns: vec![
            "kind",
            "facts with a place",
            "facts with a source only",
            "facts on the default source",
            "items with a place",
            "items without",
        ],
        rows: Kind::ALL.into_iter().map(row).collect(),
    }
}

fn sources(taxonomy: &Taxonomy) -> Sheet {
    let all: Vec<_> = taxonomy
        .entries()
        .flat_map(|entry| entry.entry().shared().sources.iter().map(|(_, source)| source))
        .collect();
    let row = |name: &str, is_paper: bool| {
        let of: Vec<_> = all.iter().filter(|source| source.paper.is_some() == is_paper).collect();
        let versioned = of.iter().filter(|source| source.version.is_some()).count();
        let read: BTreeSet<PartialDate> = of.iter().filter_map(|source| source.read).collect();
        let dated = of.iter().filter(|source| source.read.is_some()).count();
        vec![
            text(name),
            Value::Count(of.len()),
            Value::Count(versioned),
            Value::Count(dated),
            date(read.first()),
            date(read.last()),
        ]
    };
    Sheet {
        name: "sources",
        about: "Sources by type, those with a version and with a day of reading.",
        columns: vec![
            "source",
            "named",
            "with a version",
            "with a day of reading",
            "oldest reading",
            "newest reading",
        ],
        rows: vec![row("paper", true), row("page", false)],
    }
}

/// Relations that are not read anywhere: an entry's own frame.
const FRAME: [Relation; 2] = [Relation::Cites, Relation::ReplacedBy];

fn relations(taxonomy: &Taxonomy) -> Sheet {
    let mut counts: BTreeMap<Relation, [usize; 2]> = BTreeMap::new();
    for link in taxonomy.entries().flat_map(|entry| entry.links_out(View::FULL)) {
        let counted = counts.entry(link.relation()).or_default();
        counted[0] += 1;
        counted[1] += usize::from(link.cited().at.is_some());
    }
    let row = |(relation, [all, placed]): (Relation, [usize; 2])| {
        let lineage = if relation.info().is_lineage { "lineage" } else { "" };
        vec![text(relation.name()), text(lineage), Value::Count(all), Value::Count(placed)]
    };
    Sheet {
        name: "relations",
        about: "Links between entries by relation, whether weights, design or data descend along them, and how many name their place in a source; a developer or paper is a field, whose place is counted above.",
        columns: vec!["relation", "lineage", "links", "with a place"],
        rows: counts.into_iter().filter(|(relation, _)| !FRAME.contains(relation)).map(row).collect(),
    }
}

fn scores(taxonomy: &Taxonomy) -> Sheet {
    let scores: Vec<_> = taxonomy.scores().collect();
    let distinct =
        |key: fn(&mmtax_graph::Score<'_>) -> String| scores.iter().map(key).collect::<BTreeSet<_>>().len();
    let tables = taxonomy
        .of_kind(Kind::Results)
        .filter_map(EntryRef::as_results)
        .map(|results| results.tables.len())
        .sum();
    let rows = [
        ("values", scores.len()),
        ("tables", tables),
        ("sources", distinct(|score| score.results.id().to_owned())),
        ("benchmarks", distinct(|score| score.benchmark.id().to_owned())),
        ("models", distinct(|score| score.model.id().to_owned())),
    ];
    Sheet {
        name: "scores",
        about: "Printed scores: values, the tables and sources that print them, and what they measure.",
        columns: vec!["what", "count"],
        rows: rows.into_iter().map(|(name, count)| vec![text(name), Value::Count(count)]).collect(),
    }
}

/// The models that are members of a scheme.
fn members<'t>(taxonomy: &'t Taxonomy, scheme: EntryRef<'t>) -> BTreeSet<EntryRef<'t>> {
    let Body::Scheme(body) = &scheme.entry().body else { return BTreeSet::new() };
    let members = body.concepts.iter().flat_map(|concept| &concept.members);
    members.filter_map(|member| taxonomy.entry(member.model.id())).collect()
}

fn schemes(taxonomy: &Taxonomy) -> Sheet {
    let row = |scheme: EntryRef<'_>| {
        let members = members(taxonomy, scheme);
        let stubs: Vec<_> = members.iter().filter(|member| member.is_stub()).collect();
        let open = |test: fn(&Entry) -> bool| {
            Value::Count(members.iter().filter(|member| test(member.entry())).count())
        };
        vec![
            text(scheme.id()),
            Value::Count(members.len()),
            Value::Count(stubs.len()),
            open(|entry| !entry.shared().components.is_some_and(|parts| parts.is_filled())),
            open(|entry| !entry.shared().training.is_some_and(|stages| stages.is_filled())),
            open(|entry| entry.shared().lineage.is_empty()),
        ]
    };
    Sheet {
        name: "schemes",
        about: "Models that a scheme classifies, and how many of them are stubs or leave components, training or lineage open.",
        columns: vec!["scheme", "models", "stubs", "components open", "training open", "no lineage"],
        rows: taxonomy.of_kind(Kind::Scheme).map(row).collect(),
    }
}

/// The rows that the survey prints and how their cells stand to the entries.
fn survey(taxonomy: &Taxonomy) -> Sheet {
    let comparison = Comparison::of(taxonomy);
    let mut tables: BTreeMap<&str, BTreeMap<usize, bool>> = BTreeMap::new();
    for cell in &comparison.cells {
        let lacks = tables.entry(cell.table).or_default().entry(cell.line).or_default();
        *lacks |= cell.outcome == Outcome::NoEntry;
    }
    let row = |(table, rows): (&str, &BTreeMap<usize, bool>)| {
        let lacking = rows.values().filter(|lacks| **lacks).count();
        let cells = Outcome::ALL.map(|outcome| Value::Count(comparison.count(outcome, Some(table))));
        let counts = [text(table), Value::Count(rows.len()), Value::Count(lacking)];
        counts.into_iter().chain(cells.into_iter().take(Outcome::ALL.len() - 1)).collect()
    };
    let outcomes = Outcome::ALL.iter().filter(|outcome| **outcome != Outcome::NoEntry);
    Sheet {
        name: "survey",
        about: "Rows of the survey's tables, those of them without an entry, and how their cells stand to the entries.",
        columns: ["table", "rows", "rows without entry"]
            .into_iter()
            .chain(outcomes.map(|o| o.word()))
            .collect(),
        rows: tables.iter().map(|(table, rows)| row((table, rows))).collect(),
    }
}

/// What classified models name that the taxonomy has no facts of, by how many of them name it.
fn lacking(taxonomy: &Taxonomy) -> Sheet {
    let classified: BTreeSet<EntryRef<'_>> =
        taxonomy.of_kind(Kind::Scheme).flat_map(|scheme| members(taxonomy, scheme)).collect();
    let mut named: BTreeMap<EntryRef<'_>, BTreeSet<EntryRef<'_>>> = BTreeMap::new();
    for member in &classified {
        if member.is_stub() {
            named.entry(*member).or_default();
        }
        member.entry().for_each_reference(|reference| {
            if let Some(entry) = taxonomy
                .entry(reference.to.id())
                .filter(|entry| entry.is_stub() && LACKED.contains(&entry.kind()))
            {
                named.entry(entry).or_default().insert(*member);
            }
        });
    }
    let mut rows: Vec<_> = named.into_iter().map(|(entry, by)| (by.len(), entry)).collect();
    rows.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let row = |(count, entry): (usize, EntryRef<'_>)| {
        vec![text(entry.kind().name()), text(entry.id()), text(entry.name()), Value::Count(count)]
    };
    Sheet {
        name: "lacking",
        about: "What a scheme classifies, or a model that it classifies names, and of which the taxonomy has a stub only; with how many classified models name it.",
        columns: vec!["kind", "id", "name", "named by"],
        rows: rows.into_iter().map(row).collect(),
    }
}

/// Organizations and papers have few facts of their own: that they are stubs is no lack.
const LACKED: [Kind; 5] = [Kind::Model, Kind::Tokenizer, Kind::Method, Kind::Dataset, Kind::Benchmark];

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn date(date: Option<&PartialDate>) -> Value {
    date.map_or(Value::Nothing, |date| Value::Text(date.to_string()))
}
