//! A seeded draw of facts or printed values, to be read again at their sources by somebody who did not enter them.

use mmtax_graph::{EntryRef, Score, Taxonomy};
use mmtax_schema::{Body, Entry, Kind, Path, Said, SourceAt};

/// What is drawn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Population {
    /// Filled fields, components, lineage links, training stages, methods, placements in a scheme, and errata.
    Facts,
    /// Printed values of results tables.
    Values,
}

/// How many are drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Size {
    /// This many, or all if there are fewer.
    Count(usize),
    /// This share of all in percent, rounded up.
    Percent(f64),
}

/// One fact or value to read again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Drawn {
    /// The file, below the folder of the taxonomy.
    pub file: String,
    /// Where in the file it stands: `components[2]`.
    pub path: String,
    /// What the file says there, on one line.
    pub says: String,
    /// The paper or address where it was read, with the version in brackets.
    pub source: String,
    /// The place in the source, where one is named.
    pub at: String,
}

/// A draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// How many there were to draw from.
    pub population: usize,
    /// What was drawn, by file and path.
    pub drawn: Vec<Drawn>,
}

impl Sample {
    /// Draws without replacement, each subset of the size as likely as any other. The same seed and data give the same draw
    /// everywhere; a fact that comes or goes moves only its own place in the draw.
    ///
    /// ```no_run
    /// use mmtax::{Population, Sample, SampleSize};
    /// let loaded = mmtax::load("taxonomy".as_ref())?;
    /// let sample = Sample::draw(&loaded.taxonomy, Population::Facts, SampleSize::Percent(5.0), 1);
    /// assert_eq!(sample.drawn.len(), (sample.population * 5).div_ceil(100));
    /// # Ok::<(), mmtax::LoadError>(())
    /// ```
    #[must_use]
    pub fn draw(taxonomy: &Taxonomy, population: Population, size: Size, seed: u64) -> Self {
        let all: Vec<Drawn> = match population {
            Population::Facts => taxonomy.entries().flat_map(facts).collect(),
            Population::Values => taxonomy.scores().map(|score| value(&score)).collect(),
        };
        let population = all.len();
        let count = match size {
            Size::Count(count) => count,
            #[expect(
                clippy::cast_precision_loss,
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a share of a list's length, and never below zero"
            )]
            Size::Percent(percent) => (population as f64 * percent.max(0.0) / 100.0).ceil() as usize,
        };
        let mut keyed: Vec<(u64, Drawn)> =
            all.into_iter().map(|item| (lot(seed, &item.file, &item.path), item)).collect();
        keyed.sort_unstable();
        let mut drawn: Vec<Drawn> = keyed.into_iter().take(count).map(|(_, item)| item).collect();
        drawn.sort_unstable();
        Self { population, drawn }
    }
}

/// The lot of an item: those with the smallest are drawn. `SplitMix64` spreads what FNV leaves alike in names that differ in
/// their last letter only.
fn lot(seed: u64, file: &str, path: &str) -> u64 {
    let hash = crate::load::fnv1a_word([file, path]);
    let mut word = (hash ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_add(0x9e37_79b9_7f4a_7c15);
    word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

fn facts(entry: EntryRef<'_>) -> Vec<Drawn> {
    let entry = entry.entry();
    if entry.is_stub() {
        return Vec::new();
    }
    let said = entry.said();
    let (shared, mut out) = (entry.shared(), Vec::new());
    for (name, _) in entry.fact_fields().into_iter().filter(|(_, filled)| *filled) {
        out.extend(drawn(entry, &said, &Path::field(name.word()), shared.cited_at(name)));
    }
    let mut items = |list: &'static str, cited: Vec<SourceAt<'_>>| {
        let items = cited.into_iter().enumerate();
        out.extend(items.filter_map(|(i, at)| drawn(entry, &said, &Path::field(list).index(i), at)));
    };
    items(
        "components",
        shared.components.map_or(&[][..], |fact| fact.items()).iter().map(|c| c.cited()).collect(),
    );
    items("lineage", shared.lineage.iter().map(|link| link.cited()).collect());
    items(
        "training",
        shared.training.map_or(&[][..], |fact| fact.items()).iter().map(|s| s.cited()).collect(),
    );
    items("methods", shared.methods.iter().map(|method| method.cited()).collect());
    match &entry.body {
        Body::Scheme(scheme) => {
            for (c, concept) in scheme.concepts.iter().enumerate() {
                for (m, member) in concept.members.iter().enumerate() {
                    let path = Path::field("concepts").index(c).key("members").index(m);
                    out.extend(
                        drawn(entry, &said, &path, member.cited()).map(|item| Drawn {
                            says: format!("{} in {}", member.model, concept.id),
                            ..item
                        }),
                    );
                }
            }
        }
        Body::Errata(errata) => {
            let version = errata.version.as_ref().map(|version| format!(" ({version})")).unwrap_or_default();
            let source = format!("{}{version}, against the evidence named", errata.source);
            out.extend(errata.items.iter().enumerate().filter_map(|(i, item)| {
                let path = Path::field("items").index(i);
                let at = SourceAt { source: None, at: Some(&item.at) };
                Some(Drawn { source: source.clone(), ..drawn(entry, &said, &path, at)? })
            }));
        }
        Body::Model(_)
        | Body::Tokenizer(_)
        | Body::Method(_)
        | Body::Dataset(_)
        | Body::Benchmark(_)
        | Body::Paper(_)
        | Body::Organization(_)
        | Body::Results(_) => {}
    }
    out
}

/// What the entry says at a path and where that was read; nothing where it says why it has no value.
fn drawn(entry: &Entry, said: &Said, path: &Path, cited: SourceAt<'_>) -> Option<Drawn> {
    let says = said.at(path)?;
    if says.word().is_some_and(|word| mmtax_schema::Nothing::from_word(word).is_some()) {
        return None;
    }
    let source = entry.shared().source_of(cited);
    Some(Drawn {
        file: entry.file(),
        path: path.to_string(),
        says: says.without(&["source", "at"]).to_string(),
        source: source.map_or_else(|| itself(entry), ToString::to_string),
        at: cited.at.map(ToString::to_string).unwrap_or_default(),
    })
}

/// A paper is its own source.
fn itself(entry: &Entry) -> String {
    if entry.kind() == Kind::Paper { entry.id.to_string() } else { String::new() }
}

fn value(score: &Score<'_>) -> Drawn {
    let results = score.results.as_results();
    let version = results.and_then(|results| results.version.as_ref()).map(|version| format!(" ({version})"));
    let variant = |variant: Option<&str>| variant.map(|id| format!("@{id}")).unwrap_or_default();
    let printed = score.row.printed.as_ref().map(|label| format!(", printed as {label}")).unwrap_or_default();
    let row = score.results.entry().path(score.place);
    Drawn {
        file: score.results.entry().file(),
        path: format!("{} values[{}]", row.to_string().trim_end_matches(".model"), score.column),
        says: format!(
            "{}{}{printed}: {}{}/{} = {}",
            score.model.id(),
            variant(score.variant),
            score.benchmark.id(),
            variant(score.split),
            score.metric,
            score.value
        ),
        source: format!(
            "{}{}",
            results.map(|results| results.source.to_string()).unwrap_or_default(),
            version.unwrap_or_default()
        ),
        at: score.table.at.to_string(),
    }
}
