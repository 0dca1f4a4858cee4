//! The coverage report as a page.

use mmtax_graph::Taxonomy;
use mmtax_graph::schema::Kind;

use super::page::Page;
use crate::artifact::Artifact;
use crate::coverage::{Sheet, Value, coverage};
use crate::escape;

/// Where the page stands.
pub(super) const PATH: &str = "coverage.md";

/// The coverage report as a page: what `cargo xtask stats` prints of the entries.
#[must_use]
pub fn page(taxonomy: &Taxonomy) -> Artifact {
    let mut page = Page::new(PATH.into(), "What is covered, and what is lacking");
    page.paragraph("`cargo xtask stats` prints these numbers as text, CSV or JSON, with the findings of the rules by code.");
    for sheet in coverage(taxonomy) {
        let title = sheet.name.chars().next().map(|first| first.to_uppercase().to_string());
        page.section(&format!("{}{}", title.unwrap_or_default(), sheet.name.get(1..).unwrap_or_default()));
        page.paragraph(sheet.about);
        let rows: Vec<Vec<String>> =
            sheet.rows.iter().map(|row| cells(taxonomy, &page, &sheet, row)).collect();
        page.full_table(&sheet.columns, &rows);
    }
    page.finish([("Made from all files under", vec!["`taxonomy/`".into()])])
}

/// The cells of a row; what is an id of an entry is a link to its page.
fn cells(taxonomy: &Taxonomy, page: &Page, sheet: &Sheet, row: &[Value]) -> Vec<String> {
    let cell = |(column, value): (&&str, &Value)| {
        let text = value.to_string();
        let entry = match *column {
            "id" => taxonomy.entry(&text),
            "scheme" => taxonomy.entry_of(Kind::Scheme, &text),
            _ => None,
        };
        entry.map_or_else(|| escape::markdown(&text), |entry| page.named(entry.id(), entry))
    };
    sheet.columns.iter().zip(row).map(cell).collect()
}
