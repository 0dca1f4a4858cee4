//! Which results may be contaminated: the model, or what its weights come from, saw data that the benchmark hangs together with.

use std::collections::BTreeMap;

use mmtax_graph::schema::Detail;
use mmtax_graph::{Chain, EntryRef, Exposure, Overlap, Trace};

use super::book::Book;
use super::cite;
use super::descent::told;
use super::page::Page;
use super::pages::{Pages, Table};
use super::words::{count, stage};
use crate::artifact::Artifact;
use crate::escape;

/// Where the page stands.
pub(super) const PATH: &str = "contamination.md";

/// The models of one benchmark.
type Scored<'t> = Vec<(EntryRef<'t>, Exposure<'t>)>;

/// The page, and the next ones where it is too long for one.
pub(super) fn pages(book: &Book<'_>) -> Vec<Artifact> {
    let mut scored: BTreeMap<EntryRef<'_>, Scored<'_>> = BTreeMap::new();
    for (benchmark, model, exposure) in book.taxonomy.exposures() {
        scored.entry(benchmark).or_default().push((model, exposure));
    }
    let mut pages = Pages::new(PATH.trim_end_matches(".md").to_owned());
    pages.block(|page| counts(page, &scored));
    for (benchmark, models) in &scored {
        traces(&mut pages, book, *benchmark, models);
    }
    pages.finish("What may be contaminated", front, "`taxonomy/`")
}

fn front(page: &mut Page) {
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
    pages: &mut Pages,
    book: &Book<'_>,
    benchmark: EntryRef<'_>,
    models: &[(EntryRef<'_>, Exposure<'_>)],
) {
    let near = |trace: &&Trace<'_>| trace.overlap != Overlap::CommonOrigin;
    let rows: Vec<_> = models
        .iter()
        .flat_map(|(model, exposure)| exposure.traces.iter().filter(near).map(move |trace| (*model, trace)))
        .collect();
    let common: Vec<_> = models
        .iter()
        .filter(|(_, exposure)| nearest(exposure) == Some(Overlap::CommonOrigin))
        .filter_map(|(model, exposure)| Some((*model, exposure.traces.first()?)))
        .collect();
    if rows.is_empty() && common.is_empty() {
        return;
    }
    // Without a link: it is repeated on the next page, from which the way is another.
    let heading = escape::markdown(benchmark.name());
    pages.block(|page| page.section(&heading));
    let header = ["Model", "Saw", "Which hangs together with the benchmark so", "How it saw it"];
    let table = Table { heading, header: header.map(str::to_owned).into() };
    pages.table(&table, rows, |page, (model, trace)| vec![row(page, book, *model, trace)]);
    if !common.is_empty() {
        pages.block(|page| {
            let with = |(model, trace): &(EntryRef<'_>, &Trace<'_>)| {
                let (data, origin) = (page.entry(trace.trained.to()), origin(page, &trace.data));
                format!("{} ({data} by {origin})", page.entry(*model))
            };
            let common: Vec<_> = common.iter().map(with).collect();
            page.paragraph(&format!("With an origin in common only: {}.", common.join(", ")));
        });
    }
}

fn row(page: &Page, book: &Book<'_>, model: EntryRef<'_>, trace: &Trace<'_>) -> Vec<String> {
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
    vec![page.entry(model), page.entry(by.to()), data, how.join("; ")]
}

/// What both ends of a chain were drawn from: where it stops to follow the links as they run.
fn origin(page: &Page, chain: &Chain<'_>) -> String {
    let last = chain.hops.iter().take_while(|hop| hop.forward).last();
    last.map(|hop| page.entry(hop.target())).unwrap_or_default()
}
