//! A table of the survey: the models of each class in the scheme's order, and the page that shows them.

use mmtax_graph::schema::entry::{Concept, Member};
use mmtax_graph::schema::{Kind, Nothing};
use mmtax_graph::{EntryRef, Taxonomy};

use super::cells::{Cell, columns};
use super::{Filled, Line, Section, Shape};
use crate::artifact::Artifact;
use crate::markdown::{Page, Tree};
use crate::{escape, paths};

/// A part of a table: a top class of the scheme and the models in it or under it.
pub(super) struct Group<'t> {
    pub(super) top: &'t Concept,
    pub(super) rows: Vec<Row<'t>>,
}

/// A model in its class.
pub(super) struct Row<'t> {
    pub(super) concept: &'t Concept,
    pub(super) member: &'t Member,
    pub(super) model: EntryRef<'t>,
}

/// The models that the scheme read in a table, by class.
pub(super) fn groups<'t>(taxonomy: &'t Taxonomy, scheme: EntryRef<'t>, shape: &Shape) -> Vec<Group<'t>> {
    let mut groups: Vec<Group<'t>> = Vec::new();
    let Some(body) = scheme.as_scheme() else { return groups };
    for (concept, depth) in Tree::new(body).order {
        if depth == 0 {
            groups.push(Group { top: concept, rows: Vec::new() });
        }
        let Some(group) = groups.last_mut() else { continue };
        let read_here = concept.members.iter().filter(|member| member.at.as_deref() == Some(shape.at));
        group.rows.extend(read_here.filter_map(|member| {
            let model = taxonomy.entry_of(Kind::Model, member.model.id())?;
            Some(Row { concept, member, model })
        }));
    }
    groups.retain(|group| !group.rows.is_empty());
    groups
}

/// How a class is named in a cell.
pub(super) fn code(concept: &Concept) -> &str {
    concept.code.as_deref().unwrap_or(&concept.label)
}

/// The table with its cells.
pub(super) fn fill<'t>(taxonomy: &'t Taxonomy, scheme: EntryRef<'t>, shape: &'static Shape) -> Filled<'t> {
    let columns = columns(shape);
    let line = |row: &Row<'t>| Line {
        entry: row.model,
        cells: columns.iter().map(|column| (column.cell)(taxonomy, row)).collect(),
    };
    let sections = groups(taxonomy, scheme, shape)
        .into_iter()
        .map(|group| Section {
            code: group.top.code.as_deref(),
            label: &group.top.label,
            lines: group.rows.iter().map(line).collect(),
        })
        .collect();
    Filled { shape, columns: columns.iter().map(|column| column.name).collect(), sections }
}

/// The page of a table.
pub(super) fn page(taxonomy: &Taxonomy, scheme: EntryRef<'_>, table: &Filled<'_>) -> Artifact {
    let shape = table.shape;
    let mut page = Page::new(format!("{}.md", shape.stem), shape.title);
    let classes = page.artifact("the scheme", &paths::classes(scheme));
    page.paragraph(&format!(
        "Which models are listed, in which class and order, comes from {classes}; every other cell is derived from the \
         model's own entry. {}",
        others(&page, shape)
    ));
    page.list(RULES.into_iter().map(str::to_owned));
    sections(&mut page, table);
    disputed(&mut page, &groups(taxonomy, scheme, shape));
    misprints(&mut page, taxonomy, scheme);
    let files = vec![page.file(scheme)];
    page.finish([("Made from the entries of the models listed and", files)])
}

/// Where the same table stands in other forms.
pub(super) fn others(page: &Page, shape: &Shape) -> String {
    let csv = page.artifact("CSV", &format!("{}.csv", shape.stem));
    let latex = page.artifact("LaTeX", &format!("{}.tex", shape.stem));
    let compared = page.artifact("cell by cell", super::page::PATH);
    format!("The same table as {csv} and {latex}, and {compared} against what the survey prints.")
}

/// Adds the sections of a table.
pub(super) fn sections(page: &mut Page, table: &Filled<'_>) {
    for section in &table.sections {
        page.section(&match section.code {
            Some(code) => format!("({}) {}", escape::markdown(code), escape::markdown(section.label)),
            None => escape::markdown(section.label),
        });
        let rows: Vec<Vec<String>> = section
            .lines
            .iter()
            .map(|line| line.cells.iter().map(|cell| shown(page, cell)).collect())
            .collect();
        page.full_table(&table.columns, &rows);
    }
}

const RULES: [&str; 5] = [
    "**Type** is the code of the class; a \\* marks a placement that is disputed, with the reason below the tables.",
    "**Backbone**, **encoders** and **decoders** are the components with that role. Where one component is both \
     understanding and generation encoder, the second cell says *same*.",
    "**Mask** is the attention mask of the backbone, **Date** the month of the first release.",
    "– means that the entry lists its components and none has the role, … that the entry is not filled in there yet; \
     *unknown*, *undisclosed* and *not applicable* are what the entry itself says.",
    "A part that only some variants have says *in* which.",
];

/// A cell in Markdown.
fn shown(page: &Page, cell: &Cell<'_>) -> String {
    match cell {
        Cell::Entry(entry) => page.entry(*entry),
        Cell::Plain(text) => escape::markdown(text),
        Cell::Nothing(Nothing::Unfilled) => "…".into(),
        Cell::Nothing(why) => format!("*{}*", why.word().replace('-', " ")),
        Cell::Same(_) => "*same*".into(),
        Cell::Parts(parts) if parts.is_empty() => "–".into(),
        Cell::Parts(parts) => {
            let part = |part: &super::cells::Part<'_>| {
                let name = match part.entry {
                    Some((entry, variant)) => page.variant(entry, variant),
                    None => escape::markdown(&part.text),
                };
                format!("{name}{}", part.only())
            };
            parts.iter().map(part).collect::<Vec<_>>().join(", ")
        }
    }
}

fn disputed(page: &mut Page, groups: &[Group<'_>]) {
    let rows = groups.iter().flat_map(|group| &group.rows);
    let items: Vec<_> = rows
        .filter_map(|row| {
            let why = escape::markdown(row.member.disputed.as_ref()?);
            Some(format!("{} as {}: {why}", page.entry(row.model), escape::markdown(code(row.concept))))
        })
        .collect();
    if !items.is_empty() {
        page.section("Disputed placements");
        page.list(items);
    }
}

/// Where the printed table differs and why, if there is a record of that.
pub(super) fn misprints(page: &mut Page, taxonomy: &Taxonomy, scheme: EntryRef<'_>) {
    let paper = scheme.entry().introduced_by();
    if let Some(record) = paper.and_then(|paper| taxonomy.entry_of(Kind::Errata, paper.id())) {
        page.section("Cells that the survey prints differently");
        let record = page.named("the record of its known misprints", record);
        page.paragraph(&format!(
            "Where primary evidence contradicts a printed cell, {record} says so and why."
        ));
    }
}
