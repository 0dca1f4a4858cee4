//! Which results may be contaminated: the model, or what its weights come from, saw data that the benchmark hangs together with.

use std::collections::BTreeMap;

use mmtax_graph::schema::{Detail, Kind};
use mmtax_graph::{Chain, EntryRef, Exposure, Overlap, Trace};

use super::book::Book;
use super::cite;
use super::descent::told;
use super::page::Page;
use super::words::{count, stage};
use crate::artifact::Artifact;

/// Where the page stands.
pub(super) const PATH: &str = "contamination.md";

/// The models of one benchmark.
type Scored<'t> = Vec<(EntryRef<'t>, Exposure<'t>)>;

/// The page.
pub(super) fn page(book: &Book<'_>) -> Artifact {
    let mut page = Page::new(PATH.into(), "What may be contaminated");
    page.paragraph(
        "For every benchmark and every model with a printed score on it: whether the model, a part of it, or a model that its \
         weights come from was trained on data that the benchmark was drawn from, or that was made from the benchmark. What \
         is said here follows from the entries alone, each link with its source. It says that an advantage is possible, not \
         that there was one: to train on the training split of what a benchmark tests is often what its authors meant.",
    );
    page.paragraph(
        "Where not all training data is named, of the model itself or of anything that its weights come from, the answer is \
         *unknown*. No answer is ever \"clean\": at best, none of the data that is named hangs together with the benchmark. \
         Components that start from scratch bring no data with them, and which variant is meant is not told apart.",
    );
    let mut scored: BTreeMap<EntryRef<'_>, Scored<'_>> = BTreeMap::new();
    for (benchmark, model, exposure) in book.taxonomy.exposures() {
        scored.entry(benchmark).or_default().push((model, exposure));
    }
    counts(&mut page, &scored);
    for (benchmark, models) in &scored {
        traces(&mut page, book, *benchmark, models);
    }
    let folders = [Kind::Model, Kind::Tokenizer, Kind::Dataset, Kind::Benchmark, Kind::Results];
    page.finish([(
        "Made from the entries under",
        folders.map(|kind| format!("`taxonomy/{}/`", kind.folder())).into(),
    )])
}

/// The nearest overlap of a model, if any is known.
fn nearest(exposure: &Exposure<'_>) -> Option<Overlap> {
    exposure.traces.first().map(|trace| trace.overlap)
}

fn counts(page: &mut Page, scored: &BTreeMap<EntryRef<'_>, Scored<'_>>) {
    let row = |models: &mut dyn Iterator<Item = &Exposure<'_>>| {
        let mut counts = [0; 6];
        for exposure in models {
            let at = match nearest(exposure) {
                Some(overlap) => Overlap::ALL.iter().position(|known| *known == overlap).unwrap_or_default(),
                None if !exposure.unknown.is_empty() => 4,
                None => 5,
            };
            counts[at] += 1;
        }
        counts
    };
    let (mut rows, mut silent) = (Vec::new(), 0);
    for (benchmark, models) in scored {
        let counted = row(&mut models.iter().map(|(_, exposure)| exposure));
        if counted[..4].iter().all(|count| *count == 0) {
            silent += 1;
            continue;
        }
        rows.push(
            std::iter::once(page.entry(*benchmark)).chain(counted.map(|n| n.to_string())).collect::<Vec<_>>(),
        );
    }
    let all = row(&mut scored.values().flatten().map(|(_, exposure)| exposure));
    rows.push(
        std::iter::once("All, with those left out".to_owned()).chain(all.map(|n| n.to_string())).collect(),
    );
    page.paragraph(&format!(
        "Models by benchmark, each under the nearest overlap that is known. {} on which nothing is known of any model are left \
         out of the rows.",
        count(silent, "benchmark", "benchmarks"),
    ));
    let heading = [
        "Benchmark",
        "Trained on the benchmark's own data",
        "On what it was drawn from",
        "On what was made from it",
        "Common origin only",
        "Unknown",
        "No overlap in what is named",
    ];
    page.full_table(&heading, &rows);
}

fn traces(
    page: &mut Page,
    book: &Book<'_>,
    benchmark: EntryRef<'_>,
    models: &[(EntryRef<'_>, Exposure<'_>)],
) {
    let near = |trace: &&Trace<'_>| trace.overlap != Overlap::CommonOrigin;
    let rows: Vec<_> = models
        .iter()
        .flat_map(|(model, exposure)| exposure.traces.iter().filter(near).map(move |trace| (*model, trace)))
        .map(|(model, trace)| {
            let mut how = told(page, book, &trace.weights);
            let by = trace.trained;
            let at = cite::item(page, book, by.from(), by.cited());
            let stage = match by.detail() {
                Detail::Training(item) => format!(", {}", stage(item)),
                Detail::Plain
                | Detail::Component(_)
                | Detail::Lineage(_)
                | Detail::Method(_)
                | Detail::Member(_)
                | Detail::Row(..) => String::new(),
            };
            how.push(format!("{} was trained on it{stage} ({at})", page.entry(by.from())));
            let data = told(page, book, &trace.data);
            let data = if data.is_empty() { trace.overlap.phrase().to_owned() } else { data.join("; ") };
            [page.entry(model), page.entry(by.to()), data, how.join("; ")]
        })
        .collect();
    let common: Vec<_> = models
        .iter()
        .filter(|(_, exposure)| nearest(exposure) == Some(Overlap::CommonOrigin))
        .filter_map(|(model, exposure)| {
            let trace = exposure.traces.first()?;
            Some(format!(
                "{} ({} by {})",
                page.entry(*model),
                page.entry(trace.trained.to()),
                origin(page, &trace.data)
            ))
        })
        .collect();
    if rows.is_empty() && common.is_empty() {
        return;
    }
    page.section(&page.entry(benchmark));
    if !rows.is_empty() {
        page.table(["Model", "Saw", "Which hangs together with the benchmark so", "How it saw it"], &rows);
    }
    if !common.is_empty() {
        page.paragraph(&format!("With an origin in common only: {}.", common.join(", ")));
    }
}

/// What both ends of a chain were drawn from: where it stops to follow the links as they run.
fn origin(page: &Page, chain: &Chain<'_>) -> String {
    let last = chain.hops.iter().take_while(|hop| hop.forward).last();
    last.map(|hop| page.entry(hop.target())).unwrap_or_default()
}
