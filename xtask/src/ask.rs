//! What the commands share that ask the graph: loading, finding entries, choosing relations.

use std::path::Path;

use clap::ValueEnum;
use clap::builder::PossibleValuesParser;
use mmtax::schema::Relation;
use mmtax::{EntryRef, Severity, Taxonomy, View, ask};

use crate::{Failure, say};

/// How an answer is written that is a part of the graph.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For the terminal.
    Text,
    /// One JSON object.
    Json,
    /// One row a link.
    Csv,
    /// A table, one row a link.
    Markdown,
    /// A drawing for Graphviz.
    Dot,
    /// A drawing for GitHub: some 15 boxes, the nearest first; stderr says how many are left out.
    Mermaid,
}

/// The taxonomy. A file that cannot be read is left out, and stderr says that there are errors.
pub(crate) fn load(dir: &Path) -> Result<Taxonomy, Failure> {
    let loaded = mmtax::load_down_to(dir, Severity::Error)?;
    let errors = loaded.report.count(Severity::Error);
    if errors > 0 {
        say(&format!(
            "warning: the data has {errors} errors, so the answer may not be whole: cargo xtask validate"
        ));
    }
    Ok(loaded.taxonomy)
}

/// The entry that an id means, with the variant behind `@`.
pub(crate) fn find<'t>(taxonomy: &'t Taxonomy, id: &str) -> Result<(EntryRef<'t>, Option<&'t str>), Failure> {
    ask::find(taxonomy, id).map_err(|error| {
        let help = error.help.map_or_else(String::new, |help| format!("\nhelp: {help}"));
        Failure::Usage(format!("{}{help}", error.message))
    })
}

/// The view of the relations with these names, or `usual` where none is named.
pub(crate) fn view(names: &[String], usual: View) -> View {
    if names.is_empty() {
        return usual;
    }
    View::of(Relation::all().filter(|relation| names.iter().any(|name| name == relation.name())))
}

/// Knows the names of all relations.
pub(crate) fn relations() -> PossibleValuesParser {
    Relation::all().map(Relation::name).collect::<Vec<_>>().into()
}

/// Says how many entries a drawing does not show.
pub(crate) fn tell_left_out(count: usize) {
    if count > 0 {
        say(&format!("{count} entries are left out, so that the drawing stays readable"));
    }
}
