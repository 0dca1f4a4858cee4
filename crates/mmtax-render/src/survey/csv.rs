//! A table of the survey as CSV: quoted as RFC 4180 says, with plain line ends like every text here. A field that a
//! spreadsheet would take for a formula begins with an apostrophe.

use mmtax_graph::Taxonomy;

use super::Shape;
use super::cells::{Cell, Part, columns};
use super::table::Group;
use crate::artifact::Artifact;
use crate::escape;

/// The table as CSV, with the model's id in front so that rows can be joined.
pub(super) fn csv(taxonomy: &Taxonomy, shape: &Shape, groups: &[Group<'_>]) -> Artifact {
    let columns = columns(shape);
    let mut text = String::from("Id,Group");
    for column in &columns {
        text.push(',');
        text.push_str(&escape::csv(column.name));
    }
    text.push('\n');
    for (group, row) in groups.iter().flat_map(|group| group.rows.iter().map(move |row| (group, row))) {
        text.push_str(&format!("{},{}", row.model.id(), escape::csv(&group.top.label)));
        for column in &columns {
            text.push(',');
            text.push_str(&escape::csv(&field(&(column.cell)(taxonomy, row))));
        }
        text.push('\n');
    }
    Artifact { path: format!("{}.csv", shape.stem), text }
}

/// A cell as plain text; merged cells repeat what they share, and nothing stands where an entry is not filled in.
fn field(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Entry(entry, _) => entry.name().to_owned(),
        Cell::Plain(text) => text.clone(),
        Cell::Nothing(why) => why.word().to_owned(),
        Cell::Parts(parts) if parts.is_empty() => "none".into(),
        Cell::Same(parts) | Cell::Parts(parts) => parts.iter().map(part).collect::<Vec<_>>().join("; "),
    }
}

fn part(part: &Part<'_>) -> String {
    let known = part.entry.and_then(|(entry, variant)| {
        let variants = entry.entry().shared().variants;
        let known = variants.iter().find(|known| Some(known.id.as_str()) == variant)?;
        known.name.as_ref().map(ToString::to_string)
    });
    let variant = part.entry.and_then(|(_, variant)| variant).map(|variant| format!(" ({variant})"));
    let name = known.unwrap_or_else(|| format!("{}{}", part.text, variant.unwrap_or_default()));
    format!("{name}{}", part.only())
}
