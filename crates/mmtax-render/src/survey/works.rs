//! The survey's tables of datasets and benchmarks: the printed rows in their sections, with cells from the entries.

use mmtax_graph::schema::entry::Size;
use mmtax_graph::schema::{Body, Fact, Kind};
use mmtax_graph::{EntryRef, Taxonomy};

use super::cells::{Cell, released};
use super::{Filled, Line, Section, Shape, printed, table};
use crate::artifact::Artifact;
use crate::markdown::Page;

/// The table with its cells. A printed row whose entry is not in the taxonomy is left out here and told in the comparison.
pub(super) fn fill<'t>(taxonomy: &'t Taxonomy, shape: &'static Shape) -> Filled<'t> {
    let (kind, columns) = if shape.at == "Table 3" {
        (Kind::Dataset, vec!["Dataset", "Samples", "Modalities", "Date"])
    } else {
        (Kind::Benchmark, vec!["Benchmark", "Size", "Tasks", "Date"])
    };
    let mut sections: Vec<Section<'t>> = Vec::new();
    for row in printed::rows(shape) {
        let Some(entry) = taxonomy.entry_of(kind, row.entry()) else { continue };
        let Some(cells) = cells(entry) else { continue };
        let label = row.cell("Group");
        if sections.last().is_none_or(|section| section.label != label) {
            sections.push(Section { code: None, label, lines: Vec::new() });
        }
        if let Some(section) = sections.last_mut() {
            section.lines.push(Line { entry, cells });
        }
    }
    Filled { shape, columns, sections }
}

fn cells(entry: EntryRef<'_>) -> Option<Vec<Cell<'_>>> {
    let (size, words, date) = match &entry.entry().body {
        Body::Dataset(dataset) => (&dataset.size, words(&dataset.modalities), &dataset.released),
        Body::Benchmark(benchmark) => (&benchmark.size, words(&benchmark.tasks), &benchmark.released),
        Body::Model(_)
        | Body::Tokenizer(_)
        | Body::Method(_)
        | Body::Paper(_)
        | Body::Organization(_)
        | Body::Results(_)
        | Body::Scheme(_)
        | Body::Errata(_) => return None,
    };
    Some(vec![Cell::Entry(entry), amount(size), words, released(date)])
}

fn amount<'t>(size: &Fact<Size>) -> Cell<'t> {
    match size {
        Fact::Value(size) => Cell::Plain(format!("{} {}", size.count, size.unit)),
        Fact::Nothing(why) => Cell::Nothing(*why),
    }
}

fn words<'t, T: ToString>(fact: &Fact<Vec<T>>) -> Cell<'t> {
    match fact {
        Fact::Value(items) => Cell::Plain(items.iter().map(T::to_string).collect::<Vec<_>>().join(", ")),
        Fact::Nothing(why) => Cell::Nothing(*why),
    }
}

/// The page of a table.
pub(super) fn page(taxonomy: &Taxonomy, scheme: EntryRef<'_>, filled: &Filled<'_>) -> Artifact {
    let mut page = Page::new(format!("{}.md", filled.shape.stem), filled.shape.title);
    let others = table::others(&page, filled.shape);
    page.paragraph(&format!(
        "Which entries are listed, under which heading and in which order, is what the survey prints; every other cell is \
         derived from the entry. {others}"
    ));
    page.list([
        "**Samples** and **Size** are the amount and what is counted, **Date** the month of the first release.".into(),
        "… means that the entry is not filled in there yet; *unknown*, *undisclosed* and *not applicable* are what the \
         entry itself says."
            .into(),
    ]);
    table::sections(&mut page, filled);
    table::misprints(&mut page, taxonomy, scheme);
    page.finish([("Made from the entries listed and", vec!["the printed rows".into()])])
}
