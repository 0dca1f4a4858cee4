//! Who disagrees with whom: what several sources print of one thing, and not alike.

use std::collections::BTreeMap;

use mmtax_graph::results::{Misprints, Rivals, Why, Within};
use mmtax_graph::{EntryRef, Score};

use super::book::Book;
use super::page::Page;
use super::pages::{Pages, Table};
use super::readings::{in_unit, stated};
use super::scores::{metric_name, printed_in, whose};
use super::words::count;
use super::{cite, leaderboard};
use crate::artifact::Artifact;
use crate::{escape, paths};

/// Where the page stands.
pub(super) const PATH: &str = "disagreements.md";

/// Where all pairs of sources stand.
const PAIRS: &str = "disagreements/pairs.md";

/// How many pairs of sources the first page shows.
const MOST: usize = 25;

/// How many places that print one value are linked; the rest is counted.
const PLACES: usize = 3;

/// A group of disagreements by what is known of them: why, its heading, and what that means.
const SECTIONS: [(Why, &str, &str); 3] = [
    (Why::Open, "Not explained", "Nothing that the sources say sets these values apart."),
    (
        Why::MeasuredAnew,
        "Measured anew",
        "A source says that it measured the model itself, and came to another value. The rest agrees.",
    ),
    (Why::Misprinted, "Explained by errata", "Known misprints. Without them, what is left agrees."),
];

/// The pages.
pub(super) fn pages(book: &Book<'_>) -> Vec<Artifact> {
    let misprints = Misprints::of(book.taxonomy);
    let mut found: BTreeMap<Why, Vec<Rivals<'_>>> = BTreeMap::new();
    for rivals in book.taxonomy.rivals(Within::Sources) {
        found.entry(rivals.why(&misprints)).or_default().push(rivals);
    }
    let mut pages = Pages::new(PATH.trim_end_matches(".md").to_owned());
    let open = found.remove(&Why::Open).unwrap_or_default();
    let pairs = pairs(&open);
    if !open.is_empty() {
        overview(&mut pages, book, &open, &pairs);
    }
    found.insert(Why::Open, open);
    let counts: Vec<_> = SECTIONS.map(|(why, ..)| found.get(&why).map_or(0, Vec::len)).into();
    for (why, heading, about) in SECTIONS {
        let Some(mut rivals) = found.remove(&why) else { continue };
        rivals.sort_by(|a, b| b.share().total_cmp(&a.share()).then_with(|| a.identity.cmp(&b.identity)));
        list(&mut pages, book, &misprints, heading, about, &rivals);
    }
    let front = |page: &mut Page| {
        page.paragraph(&format!(
            "{} of one model and variant on one benchmark, split and metric, under the same stated settings, of which different \
             sources print values that rounding cannot explain. Not explained: {}; measured anew by a source: {}; explained by \
             known misprints: {}. Each value is as printed; that none of them is right is possible, too. {}",
            count(counts.iter().sum(), "score", "scores"),
            counts[0],
            counts[1],
            counts[2],
            page.artifact("Leaderboards", leaderboard::PATH),
        ));
    };
    let mut artifacts = pages.finish("Who disagrees with whom", front, "`taxonomy/results/`");
    let mut all = Pages::new(PAIRS.trim_end_matches(".md").to_owned());
    pair_table(&mut all, book, "All pairs", &pairs);
    let front = |page: &mut Page| {
        page.paragraph(&format!(
            "How many scores each two sources print differently, where nothing explains why. {}",
            page.artifact("Which scores these are", PATH)
        ));
    };
    artifacts.extend(all.finish("Pairs of sources that disagree", front, "`taxonomy/results/`"));
    artifacts
}

/// Adds which sources differ most often, and on which benchmarks.
fn overview(pages: &mut Pages, book: &Book<'_>, open: &[Rivals<'_>], pairs: &[Pair<'_>]) {
    pages.block(|page| {
        page.section("Pairs of sources");
        page.paragraph(&format!(
            "{} print different values for at least one score, and nothing explains why. All of them stand {}; these differ most often.",
            count(pairs.len(), "pair of sources", "pairs of sources"),
            page.artifact("by themselves", PAIRS)
        ));
    });
    pair_table(pages, book, "Pairs of sources", &pairs[..pairs.len().min(MOST)]);
    benchmarks(pages, open);
}

type Pair<'t> = ((EntryRef<'t>, EntryRef<'t>), usize);

/// How often each two sources print different values, the most first.
fn pairs<'t>(open: &[Rivals<'t>]) -> Vec<Pair<'t>> {
    let mut counts: BTreeMap<(EntryRef<'t>, EntryRef<'t>), usize> = BTreeMap::new();
    for pair in open.iter().flat_map(Rivals::pairs) {
        *counts.entry(pair).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts
}

fn pair_table(pages: &mut Pages, book: &Book<'_>, heading: &str, pairs: &[Pair<'_>]) {
    let header = ["Source", "Other source", "Scores"].map(str::to_owned).into();
    let source = |page: &Page, record: EntryRef<'_>| {
        let paper = record.as_results().and_then(|record| book.taxonomy.entry(record.source.id()));
        page.named(&paper.map_or_else(|| record.id().to_owned(), cite::short), record)
    };
    pages.table(&Table { heading: heading.into(), header }, pairs, |page, ((a, b), count)| {
        vec![vec![source(page, *a), source(page, *b), count.to_string()]]
    });
}

/// Adds on which benchmarks they differ.
fn benchmarks(pages: &mut Pages, open: &[Rivals<'_>]) {
    let mut counts: BTreeMap<EntryRef<'_>, usize> = BTreeMap::new();
    for rivals in open {
        *counts.entry(rivals.identity.benchmark).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    pages.block(|page| page.section("Benchmarks"));
    let header = ["Benchmark", "Scores"].map(str::to_owned).into();
    pages.table(&Table { heading: "Benchmarks".into(), header }, counts, |page, (benchmark, count)| {
        let board = format!("{}.md", paths::leaderboard(*benchmark));
        vec![vec![page.artifact(&escape::markdown(benchmark.name()), &board), count.to_string()]]
    });
}

fn list(
    pages: &mut Pages,
    book: &Book<'_>,
    misprints: &Misprints<'_>,
    heading: &str,
    about: &str,
    rivals: &[Rivals<'_>],
) {
    pages.block(|page| {
        page.section(heading);
        page.paragraph(&format!(
            "{about} The largest first, by the share of the range that the metric has, or of the larger value where it has \
             none."
        ));
    });
    let header = ["Model", "Score", "Values", "Difference", "Share"].map(str::to_owned).into();
    pages.table(&Table { heading: heading.into(), header }, rivals, |page, rivals| {
        vec![vec![
            page.variant(rivals.identity.model, rivals.identity.variant),
            score(page, book, rivals),
            values(page, book, misprints, rivals),
            difference(rivals),
            format!("{:.1} %", rivals.share() * 100.0),
        ]]
    });
}

fn score(page: &Page, book: &Book<'_>, rivals: &Rivals<'_>) -> String {
    let identity = &rivals.identity;
    let metric = rivals.scores.first().and_then(Score::described);
    let metric = metric.map_or_else(|| format!("`{}`", identity.metric), |(_, metric)| metric_name(metric));
    let board = format!("{}.md", paths::leaderboard(identity.benchmark));
    let mut parts = vec![page.artifact(&escape::markdown(identity.benchmark.name()), &board)];
    parts.extend(identity.split.map(|split| format!("split {}", escape::markdown(split))));
    parts.push(metric);
    parts.extend(stated(page, book, &identity.conditions));
    parts.extend(identity.note.map(escape::markdown));
    parts.join("; ")
}

/// Every value with the places that print it, from the lowest to the highest.
fn values(page: &Page, book: &Book<'_>, misprints: &Misprints<'_>, rivals: &Rivals<'_>) -> String {
    let mut scores: Vec<&Score<'_>> = rivals.scores.iter().collect();
    scores.sort_by(|a, b| a.normalized().total_cmp(&b.normalized()));
    let place = |score: &&Score<'_>| {
        let misprint = misprints.find(score).map(|known| page.named("misprint", known.record));
        let said = misprint.unwrap_or_else(|| whose(page, score));
        format!("{} ({said})", printed_in(page, book, score))
    };
    let csv = format!("{}.csv", paths::leaderboard(rivals.identity.benchmark));
    let value = |same: &[&Score<'_>]| {
        let mut same = same.to_vec();
        same.sort_by_key(|score| score.provenance());
        let more = same.len().saturating_sub(PLACES);
        let more = match more {
            0 => String::new(),
            more => format!(" and {}", page.artifact(&count(more, "more row", "more rows"), &csv)),
        };
        let places = same.iter().take(PLACES).map(place).collect::<Vec<_>>().join(", ");
        format!("{}: {places}{more}", in_unit(same[0]))
    };
    scores.chunk_by(|a, b| in_unit(a) == in_unit(b)).map(value).collect::<Vec<_>>().join("; ")
}

/// The difference with the digits of the value that has most, and the unit.
fn difference(rivals: &Rivals<'_>) -> String {
    let decimals = |score: &Score<'_>| {
        in_unit(score)
            .split_once('.')
            .map_or(0, |(_, fraction)| fraction.chars().take_while(char::is_ascii_digit).count())
    };
    let most = rivals.scores.iter().map(decimals).max().unwrap_or_default();
    let metric = rivals.scores.first().and_then(Score::described);
    let unit = metric.and_then(|(_, metric)| metric.unit.known()).map(|unit| unit.word().replace('-', " "));
    let unit = unit.map(|unit| format!(" ({unit})")).unwrap_or_default();
    format!("{:.most$}{unit}", rivals.difference())
}
