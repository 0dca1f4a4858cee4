//! A table of the survey as CSV: quoted as RFC 4180 says, with plain line ends like every text here. A field that a
//! spreadsheet would take for a formula begins with an apostrophe.

use super::Filled;
use super::cells::{Cell, Part};
use crate::artifact::Artifact;
use crate::escape;

/// The table as CSV, with the entry's id in front so that rows can be joined.
pub(super) fn csv(table: &Filled<'_>) -> Artifact {
    let mut text = String::from("Id,Group");
    for column in &table.columns {
        text.push(',');
        text.push_str(&escape::csv(column));
    }
    text.push('\n');
    for section in &table.sections {
        for line in &section.lines {
            text.push_str(&format!("{},{}", line.entry.id(), escape::csv(section.label)));
            for cell in &line.cells {
                text.push(',');
                text.push_str(&escape::csv(&field(cell)));
            }
            text.push('\n');
        }
    }
    Artifact { path: format!("{}.csv", table.shape.stem), text }
}

/// A cell as plain text; merged cells repeat what they share, and nothing stands where an entry is not filled in.
pub(super) fn field(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Entry(entry) => entry.name().to_owned(),
        Cell::Plain(text) => text.clone(),
        Cell::Nothing(why) => why.word().to_owned(),
        Cell::Parts(parts) if parts.is_empty() => "none".into(),
        Cell::Same(parts) | Cell::Parts(parts) => parts.iter().map(part).collect::<Vec<_>>().join("; "),
    }
}

pub(super) fn part(part: &Part<'_>) -> String {
    let known = part.entry.and_then(|(entry, variant)| {
        let variants = entry.entry().shared().variants;
        let known = variants.iter().find(|known| Some(known.id.as_str()) == variant)?;
        known.name.as_ref().map(ToString::to_string)
    });
    let variant = part.entry.and_then(|(_, variant)| variant).map(|variant| format!(" ({variant})"));
    let name = known.unwrap_or_else(|| format!("{}{}", part.text, variant.unwrap_or_default()));
    format!("{name}{}", part.only())
}
