//! What questions of a large graph cost, beside networkx on the same links: walks, selections and chains.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use mmtax::graph::Taxonomy;
use mmtax::schema::{Entry, EntryId, Kind, parse};
use mmtax::{EntryRef, Filter, View};

use super::random::Random;
use super::table::{cell, spread};
use crate::{Failure, print, say};

/// The peer: networkx on the same links. It hands back its times and the same counts as we have.
const PEER: &str = include_str!("graph_peer.py");

/// How many links each entry has to earlier ones.
const LINKS: usize = 5;
/// How far back the links lead at most.
const NEAR: usize = 100;
/// How many entries are asked in a round.
const ASKED: usize = 20;
/// How many chains are listed between two entries.
const CHAINS: usize = 20;

/// What is timed, in this order; the peer has the same.
const WORK: [&str; 5] = [
    "build the graph",
    "descendants at any depth, of 20 entries",
    "ancestors at any depth, of 20 entries",
    "select by two fields and what it is built on, 20 times",
    "count all chains and list 20, between 20 pairs",
];

/// Pairs of entries by their numbers.
type Pairs = Vec<(usize, usize)>;

/// Times and counts of one round: the counts tell whether both did the same.
type Round = [(f64, u64); WORK.len()];

/// Measures `entries` entries with five links each, and prints a table.
pub(super) fn run(entries: usize, rounds: u32, seed: u64) -> Result<(), Failure> {
    let own = tempfile::tempdir()
        .map_err(|source| Failure::Write { path: "a temporary folder".to_owned(), source })?;
    let (links, asked) = plan(entries, seed);
    let file = own.path().join("links");
    put(&file, &links, &asked)?;
    say(&format!("making {entries} entries"));
    let made = make(&links, entries);
    let mut ours: Vec<Round> = Vec::new();
    let mut peers: Vec<Round> = Vec::new();
    for round in 1..=rounds {
        say(&format!("round {round} of {rounds}"));
        ours.push(measure(made.clone(), &asked));
        match peer(&file) {
            Ok(round) => peers.push(round),
            Err(why) if round == 1 => say(&format!("the peer is skipped: {why}")),
            Err(_) => {}
        }
    }
    let mut out = format!(
        "{entries} entries, {} links; milliseconds, median of {rounds} rounds and least in brackets; one thread; seed {seed}.\n\n| work | mmtax | networkx | found |\n|---|---:|---:|---:|\n",
        links.len()
    );
    for (index, name) in WORK.iter().enumerate() {
        let time = |rounds: &[Round]| {
            cell(spread(rounds.iter().map(|round| std::time::Duration::from_secs_f64(round[index].0))))
        };
        let count = ours[0][index].1;
        if let Some(other) = peers.first().map(|round| round[index].1).filter(|other| *other != count) {
            return Err(Failure::Usage(format!("{name}: we found {count}, networkx {other}")));
        }
        let _ = writeln!(out, "| {name} | {} | {} | {count} |", time(&ours), time(&peers));
    }
    print(&out);
    Ok(())
}

/// Links from each entry to earlier ones, most of them near as in a field that moves on; and whom to ask.
fn plan(entries: usize, seed: u64) -> (Pairs, Pairs) {
    let mut random = Random::new(seed, 0);
    let mut links = Vec::with_capacity(entries * LINKS);
    for entry in LINKS..entries {
        let near = entry.min(NEAR);
        let mut to: Vec<usize> = Vec::new();
        while to.len() < LINKS {
            let other = entry - 1 - random.below(near);
            if !to.contains(&other) {
                to.push(other);
            }
        }
        links.extend(to.into_iter().map(|to| (entry, to)));
    }
    // Not far apart, so that the chains between them can be counted.
    let asked = (0..ASKED).map(|_| {
        let one = entries / 2 + random.below(entries / 2);
        (one, one.saturating_sub(4 * NEAR))
    });
    let asked = asked.collect();
    (links, asked)
}

fn put(file: &Path, links: &[(usize, usize)], asked: &[(usize, usize)]) -> Result<(), Failure> {
    let mut text = format!("{CHAINS}\n");
    let pairs = |pairs: &[(usize, usize)]| {
        pairs.iter().map(|(from, to)| format!("{from} {to}")).collect::<Vec<_>>().join(",")
    };
    let _ = write!(text, "{}\n{}\n", pairs(asked), pairs(links));
    std::fs::write(file, text).map_err(|source| Failure::Write { path: file.display().to_string(), source })
}

/// The id of an entry: ids sort as numbers do.
fn id(number: usize) -> String {
    format!("m{number:07}")
}

fn make(links: &[(usize, usize)], entries: usize) -> Vec<Entry> {
    let mut of: Vec<String> = vec![String::new(); entries];
    for (from, to) in links {
        let _ = write!(of[*from], "{{ relation: extends, of: {} }},", id(*to));
    }
    let entry = |(number, lineage): (usize, String)| {
        let role = if number.is_multiple_of(2) { "unified" } else { "other" };
        let paradigm = ["hybrid", "diffusion", "autoregressive"][number % 3];
        let text = format!("{{ name: M{number}, role: {role}, paradigm: {paradigm}, lineage: [{lineage}] }}");
        parse(Kind::Model, EntryId::new(&id(number))?, &text).entry
    };
    of.into_iter().enumerate().filter_map(entry).collect()
}

fn timed(work: impl FnOnce() -> u64) -> (f64, u64) {
    let start = Instant::now();
    let found = work();
    (start.elapsed().as_secs_f64(), found)
}

fn measure(entries: Vec<Entry>, asked: &[(usize, usize)]) -> Round {
    let mut built = None;
    let build = timed(|| {
        let (taxonomy, _) = Taxonomy::build(entries, Vec::new());
        let links = taxonomy.links(View::FULL).count() as u64;
        built = Some(taxonomy);
        links
    });
    let taxonomy = built.unwrap_or_default();
    let entry = |number: usize| taxonomy.entry(&id(number));
    let pairs: Vec<[EntryRef<'_>; 2]> =
        asked.iter().filter_map(|(one, other)| Some([entry(*one)?, entry(*other)?])).collect();
    let view = View::lineage();
    let below = timed(|| pairs.iter().map(|[one, _]| one.descendants(view).len() as u64).sum());
    let above = timed(|| pairs.iter().map(|[one, _]| one.ancestors(view).len() as u64).sum());
    let selected = timed(|| {
        let select = |one: &EntryRef<'_>| {
            let fields =
                taxonomy.parse_query("role:unified paradigm:hybrid").unwrap_or(Filter::Any(Vec::new()));
            taxonomy.select(&fields.and(Filter::built_on(*one))).len() as u64
        };
        pairs.iter().map(|[one, _]| select(one)).sum()
    });
    let chains = timed(|| {
        let found = pairs.iter().map(|[one, other]| one.chains_up(*other, view, CHAINS));
        // What does not fit into a number, networkx counts on: both are cut to the same.
        found.map(|found| found.total.unwrap_or(u64::MAX).min(1 << 40) + found.chains.len() as u64).sum()
    });
    std::mem::forget(taxonomy);
    [build, below, above, selected, chains]
}

fn peer(file: &Path) -> Result<Round, String> {
    let output = Command::new("python3")
        .args(["-c".as_ref(), PEER.as_ref(), file.as_os_str()])
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("python3: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!(
            "python3 with networkx is needed ({})",
            said.lines().next_back().unwrap_or_default()
        ));
    }
    let printed = String::from_utf8_lossy(&output.stdout);
    let round = printed.lines().filter_map(|line| {
        let (time, count) = line.split_once(' ')?;
        Some((time.parse().ok()?, count.parse().ok()?))
    });
    let round: Vec<(f64, u64)> = round.collect();
    round.try_into().map_err(|_| "it printed something else than times".to_owned())
}
