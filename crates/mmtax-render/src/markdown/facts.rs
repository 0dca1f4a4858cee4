//! The facts of an entry, one row each, with where each was read.

use mmtax_graph::EntryRef;
use mmtax_graph::schema::id::Target;
use mmtax_graph::schema::{
    Benchmark, Body, Dataset, Entry, Fact, FactName, Model, Paper, PartialDate, Tokenizer, Url, id::Ref,
};
use mmtax_graph::schema::{Links, Organization};

use super::book::Book;
use super::cite;
use super::page::{Page, host, web};
use super::words::{fact, joined, size, word, words};
use crate::escape;

/// A row of the table: what, its value as Markdown (no text when nobody filled it), and the field that `cited` knows.
struct Row(&'static str, String, Option<FactName>);

/// Adds the table of the facts that an entry states.
pub(super) fn table(page: &mut Page, book: &Book<'_>, entry: EntryRef<'_>) {
    let cited = |name: Option<FactName>| name.map(|name| cite::field(page, book, entry, name));
    let rows: Vec<_> = rows(page, book, entry.entry())
        .into_iter()
        .filter(|Row(_, value, _)| !value.is_empty())
        .map(|Row(what, value, name)| [what.to_owned(), value, cited(name).unwrap_or_default()])
        .collect();
    page.table(["Fact", "Value", "Read in"], &rows);
}

fn rows(page: &Page, book: &Book<'_>, entry: &Entry) -> Vec<Row> {
    let shared = entry.shared();
    let mut rows = vec![
        Row("Id", format!("`{}`", entry.id), None),
        Row(
            "Also called",
            shared.aliases.iter().map(|name| escape::markdown(name)).collect::<Vec<_>>().join(", "),
            None,
        ),
    ];
    match &entry.body {
        Body::Model(e) => rows.extend(model(e)),
        Body::Tokenizer(e) => rows.extend(tokenizer(e)),
        Body::Method(e) => rows.push(row("Works on", &e.category, FactName::Category, |c| word(c.word()))),
        Body::Dataset(e) => rows.extend(dataset(e)),
        Body::Benchmark(e) => rows.extend(benchmark(e)),
        Body::Paper(e) => rows.extend(paper(e)),
        Body::Organization(e) => rows.extend(organization(page, book, e)),
        Body::Scheme(_) | Body::Results(_) | Body::Errata(_) => {}
    }
    rows.extend(origin(page, book, entry));
    if let Some(license) = entry.license() {
        rows.push(row("License", license, FactName::License, |text| escape::markdown(text)));
    }
    rows.push(Row("Links", links(shared.links), None));
    rows
}

fn row<T>(what: &'static str, value: &Fact<T>, name: FactName, show: impl FnOnce(&T) -> String) -> Row {
    Row(what, fact(value, show), Some(name))
}

fn model(e: &Model) -> Vec<Row> {
    use FactName as F;
    let mut rows = vec![
        Row("Role", word(e.role.word()), None),
        row("Paradigm", &e.paradigm, F::Paradigm, |paradigm| word(paradigm.word())),
        row("Takes", &e.modalities.input, F::Modalities, |items| words(items)),
        row("Produces", &e.modalities.output, F::Modalities, |items| words(items)),
    ];
    for (modality, objectives) in e.generation.iter() {
        let what = match modality.word() {
            "text" => "Text is produced by",
            "image" => "Images are produced by",
            "video" => "Video is produced by",
            "audio" => "Audio is produced by",
            _ => "Actions are produced by",
        };
        rows.push(row(what, objectives, F::Generation, |items| joined(items, ", then ", |o| word(o.word()))));
    }
    rows.push(row("Attention", &e.attention, F::Attention, |attention| word(attention.word())));
    rows.push(row("Parameters", &e.parameters, F::Parameters, ToString::to_string));
    let access =
        [("Weights", &e.access.weights), ("Code", &e.access.code), ("Training data", &e.access.data)];
    rows.extend(access.map(|(what, access)| row(what, access, F::Access, |access| word(access.word()))));
    rows
}

fn tokenizer(e: &Tokenizer) -> Vec<Row> {
    use FactName as F;
    vec![
        row("Modalities", &e.modalities, F::Modalities, |items| words(items)),
        row("Form", &e.form, F::Form, |form| word(form.word())),
        row("Quantizer", &e.quantizer, F::Quantizer, |quantizer| word(quantizer.word())),
        row("Codebook size", &e.codebook_size, F::CodebookSize, |number| number.get().to_string()),
        row("Codebook dimension", &e.codebook_dimension, F::CodebookDimension, |number| {
            number.get().to_string()
        }),
        row("Latent channels", &e.latent_channels, F::LatentChannels, |number| number.get().to_string()),
        row("Downsampling", &e.downsampling, F::Downsampling, |number| format!("{0}×{0}", number.get())),
        row("Keeps", &e.objective, F::Objective, |objective| word(objective.word())),
    ]
}

fn dataset(e: &Dataset) -> Vec<Row> {
    use FactName as F;
    vec![
        row("Modalities", &e.modalities, F::Modalities, |items| words(items)),
        row("About", &e.tasks, F::Tasks, |items| words(items)),
        row("Size", &e.size, F::Size, size),
    ]
}

fn benchmark(e: &Benchmark) -> Vec<Row> {
    use FactName as F;
    vec![
        row("Modalities", &e.modalities, F::Modalities, |items| words(items)),
        row("About", &e.tasks, F::Tasks, |items| words(items)),
        row("Size", &e.size, F::Size, size),
        Row(
            "Settings that matter",
            if e.settings.is_empty() { String::new() } else { words(&e.settings) },
            None,
        ),
    ]
}

fn paper(e: &Paper) -> Vec<Row> {
    use FactName as F;
    let arxiv = |id: &str| Url::new(&format!("https://arxiv.org/abs/{id}")).map(|url| web(id, &url));
    let doi = |id: &str| Url::new(&format!("https://doi.org/{id}")).map(|url| web(id, &url));
    vec![
        row("Authors", &e.authors, F::Authors, |names| joined(names, ", ", |name| escape::markdown(name))),
        row("First version", &e.date, F::Date, PartialDate::to_string),
        row("Venue", &e.venue, F::Venue, |venue| escape::markdown(venue)),
        Row("arXiv", fact(&e.arxiv, |id| arxiv(id).unwrap_or_else(|| escape::markdown(id))), None),
        Row("DOI", fact(&e.doi, |id| doi(id).unwrap_or_else(|| escape::markdown(id))), None),
        Row("Address", e.url.as_ref().map_or_else(String::new, |url| web(host(url), url)), None),
    ]
}

fn organization(page: &Page, book: &Book<'_>, e: &Organization) -> Option<Row> {
    e.part_of.as_ref().map(|parent| Row("Part of", page.reference(book, parent.text()), None))
}

/// Who made it, when, and which paper first describes it.
fn origin(page: &Page, book: &Book<'_>, entry: &Entry) -> Vec<Row> {
    use FactName as F;
    let (released, developers, introduced) = match &entry.body {
        Body::Model(e) => (&e.released, &e.developers, &e.introduced_by),
        Body::Tokenizer(e) => (&e.released, &e.developers, &e.introduced_by),
        Body::Method(e) => (&e.released, &e.developers, &e.introduced_by),
        Body::Dataset(e) => (&e.released, &e.developers, &e.introduced_by),
        Body::Benchmark(e) => (&e.released, &e.developers, &e.introduced_by),
        Body::Scheme(e) => (&e.released, &e.developers, &e.introduced_by),
        Body::Paper(_) | Body::Organization(_) | Body::Results(_) | Body::Errata(_) => return Vec::new(),
    };
    vec![
        row("Released", released, F::Released, PartialDate::to_string),
        row("Developers", developers, F::Developers, |items| references(page, book, items)),
        row("Introduced by", introduced, F::IntroducedBy, |paper| page.reference(book, paper.text())),
    ]
}

fn references<T: Target>(page: &Page, book: &Book<'_>, items: &[Ref<T>]) -> String {
    joined(items, ", ", |item| page.reference(book, item.text()))
}

/// The places on the web where the thing itself is.
pub(super) fn links(links: &Links) -> String {
    links.iter().map(|(name, url)| web(name, url)).collect::<Vec<_>>().join(", ")
}
