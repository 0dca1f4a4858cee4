//! The cells of a table of the survey, derived from a model's entry.

use mmtax_graph::schema::entry::Component;
use mmtax_graph::schema::vocab::ComponentRole;
use mmtax_graph::schema::vocab::ComponentRole::{
    Backbone, GenerationDecoder, GenerationEncoder, TextDecoder, TextEncoder, UnderstandingEncoder,
};
use mmtax_graph::schema::{EntryId, Fact, Nothing, PartialDate, Source};
use mmtax_graph::{EntryRef, Taxonomy};

use super::Shape;
use super::table::{Row, code};

/// What stands in a cell, before any output language.
pub(super) enum Cell<'t> {
    Entry(EntryRef<'t>),
    Plain(String),
    /// Why there is no value.
    Nothing(Nothing),
    /// The same parts as in the cell before.
    Same(Vec<Part<'t>>),
    Parts(Vec<Part<'t>>),
}

/// A component in a cell.
pub(super) struct Part<'t> {
    /// What it uses, with the variant.
    pub(super) entry: Option<(EntryRef<'t>, Option<&'t str>)>,
    /// What it is, where there is no entry for it.
    pub(super) text: String,
    /// What our description says of it, beside the entry.
    pub(super) detail: &'t str,
    variants: &'t [EntryId],
    /// Where the entry has it from.
    pub(super) source: Option<&'t Source>,
}

impl Part<'_> {
    /// Whether a cell would say the same of both.
    fn reads_as(&self, other: &Self) -> bool {
        self.entry == other.entry && self.text == other.text && self.variants == other.variants
    }

    /// The variants that have it, where not all do.
    pub(super) fn only(&self) -> String {
        let variants: Vec<_> = self.variants.iter().map(EntryId::as_str).collect();
        if variants.is_empty() { String::new() } else { format!(" in {}", variants.join(" and ")) }
    }
}

/// A column: its name and how a cell follows from a row.
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) cell: for<'t> fn(&'t Taxonomy, &Row<'t>) -> Cell<'t>,
}

/// The columns of a table.
pub(super) fn columns(shape: &Shape) -> Vec<Column> {
    let column = |name, cell| Column { name, cell };
    if shape.at == "Table 1" {
        return vec![
            column("Model", model),
            column("Type", class),
            column("Backbone", |taxonomy, row| parts(taxonomy, row, &[Backbone])),
            column("Und. Enc.", |taxonomy, row| parts(taxonomy, row, &[UnderstandingEncoder])),
            column("Gen. Enc.", generation_encoder),
            column("Gen. Dec.", |taxonomy, row| parts(taxonomy, row, &[GenerationDecoder])),
            column("Mask", mask),
            column("Date", date),
        ];
    }
    vec![
        column("Model", model),
        column("Backbone", |taxonomy, row| parts(taxonomy, row, &[Backbone])),
        column("Modality Enc.", |taxonomy, row| {
            parts(taxonomy, row, &[UnderstandingEncoder, GenerationEncoder, TextEncoder])
        }),
        column("Modality Dec.", |taxonomy, row| parts(taxonomy, row, &[GenerationDecoder, TextDecoder])),
        column("Mask", mask),
        column("Date", date),
    ]
}

fn model<'t>(_: &'t Taxonomy, row: &Row<'t>) -> Cell<'t> {
    Cell::Entry(row.model)
}

fn class<'t>(_: &'t Taxonomy, row: &Row<'t>) -> Cell<'t> {
    let mark = if row.member.disputed.is_some() { "*" } else { "" };
    Cell::Plain(format!("{}{mark}", code(row.concept)))
}

fn mask<'t>(_: &'t Taxonomy, row: &Row<'t>) -> Cell<'t> {
    match row.model.as_model().map(|model| &model.attention) {
        Some(Fact::Value(attention)) => Cell::Plain(attention.to_string()),
        Some(Fact::Nothing(why)) => Cell::Nothing(*why),
        None => Cell::Plain(String::new()),
    }
}

fn date<'t>(_: &'t Taxonomy, row: &Row<'t>) -> Cell<'t> {
    row.model.as_model().map_or(Cell::Plain(String::new()), |model| released(&model.released))
}

/// The month of a release.
pub(super) fn released<'t>(date: &Fact<PartialDate>) -> Cell<'t> {
    match date {
        Fact::Value(date) => Cell::Plain(match date.month() {
            Some(month) => format!("{:04}-{month:02}", date.year()),
            None => format!("{:04}", date.year()),
        }),
        Fact::Nothing(why) => Cell::Nothing(*why),
    }
}

fn generation_encoder<'t>(taxonomy: &'t Taxonomy, row: &Row<'t>) -> Cell<'t> {
    let items = components(row).map_or(&[][..], Fact::items);
    let is = |item: &Component, role| item.roles.contains(&role);
    let mut encoders =
        items.iter().filter(|item| is(item, UnderstandingEncoder) || is(item, GenerationEncoder));
    let merged = encoders.all(|item| is(item, UnderstandingEncoder) && is(item, GenerationEncoder));
    match parts(taxonomy, row, &[GenerationEncoder]) {
        Cell::Parts(parts) if merged && !parts.is_empty() => Cell::Same(parts),
        cell @ (Cell::Entry(_) | Cell::Plain(_) | Cell::Nothing(_) | Cell::Same(_) | Cell::Parts(_)) => cell,
    }
}

fn components<'t>(row: &Row<'t>) -> Option<&'t Fact<Vec<Component>>> {
    row.model.entry().shared().components
}

/// The components with one of some roles, each once.
fn parts<'t>(taxonomy: &'t Taxonomy, row: &Row<'t>, roles: &[ComponentRole]) -> Cell<'t> {
    let items = match components(row) {
        Some(Fact::Value(items)) => items,
        Some(Fact::Nothing(why)) => return Cell::Nothing(*why),
        None => return Cell::Parts(Vec::new()),
    };
    let mut parts: Vec<Part<'t>> = Vec::new();
    for item in items.iter().filter(|item| roles.iter().any(|role| item.roles.contains(role))) {
        let entry = item.uses.as_ref().and_then(|part| Some((taxonomy.entry(part.id())?, part.variant())));
        let text = match (&entry, &item.detail, &item.uses) {
            (Some((entry, _)), ..) => entry.name().to_owned(),
            (None, Some(detail), _) => detail.to_string(),
            (None, None, uses) => uses.as_ref().map(ToString::to_string).unwrap_or_default(),
        };
        let detail = item.detail.as_deref().unwrap_or_default();
        let source = row.model.entry().shared().source_of(item.cited());
        let part = Part { entry, text, detail, variants: &item.variants, source };
        if !parts.iter().any(|known| known.reads_as(&part)) {
            parts.push(part);
        }
    }
    Cell::Parts(parts)
}
