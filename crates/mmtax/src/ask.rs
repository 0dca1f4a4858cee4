//! Answers: what the graph says of an entry, of what it descends from, of why two entries hang together, and of what a query
//! selects, in the formats of the command line.

mod card;
mod cite;
mod grid;
mod questions;
mod rows;
mod tree;
mod why;

pub use card::{Card, Stated};
pub use cite::Cite;
pub use questions::questions;
pub use rows::Rows;
pub use tree::{Branch, Tree};
pub use why::Why;

use mmtax_graph::schema::suggest::nearest;
use mmtax_graph::{EntryRef, Taxonomy};
use mmtax_schema::RefText;
use mmtax_schema::id::fold_to_id;

/// There is no such entry, or it has no such variant.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct NotFound {
    /// What is not there.
    pub message: String,
    /// What may be meant.
    pub help: Option<String>,
}

/// The entry that somebody means by `id` or `id@variant`, with the variant. Among results and errata, which have the id of
/// their source, `results/ID` and `errata/ID` are found.
///
/// # Errors
/// When there is none; the error names what may be meant.
pub fn find<'t>(taxonomy: &'t Taxonomy, text: &str) -> Result<(EntryRef<'t>, Option<&'t str>), NotFound> {
    if let Some((folder, id)) = text.split_once('/')
        && let Some(kind) = mmtax_schema::Kind::from_folder(folder)
        && let Some(entry) = taxonomy.entry_of(kind, id)
    {
        return Ok((entry, None));
    }
    let reference = RefText::new(text);
    let (id, variant) = reference.as_ref().map_or((text, None), |to| (to.id(), to.variant()));
    let Some(entry) = taxonomy.entry(id) else { return Err(no_entry(taxonomy, id)) };
    let Some(variant) = variant else { return Ok((entry, None)) };
    let variants = entry.entry().shared().variants;
    if let Some(found) = variants.iter().find(|known| known.id.as_str() == variant) {
        return Ok((entry, Some(found.id.as_str())));
    }
    let known: Vec<String> = variants.iter().map(|known| format!("`{id}@{}`", known.id)).collect();
    let help = (!known.is_empty()).then(|| format!("there are {}", known.join(", ")));
    Err(NotFound { message: format!("`{id}` has no variant `{variant}`"), help })
}

fn no_entry(taxonomy: &Taxonomy, id: &str) -> NotFound {
    let folded = fold_to_id(id);
    let referable = || taxonomy.entries().filter(|entry| entry.kind().is_referable());
    let is_called = |entry: &EntryRef<'_>| {
        let shared = entry.entry().shared();
        let names = shared.name.into_iter().chain(shared.aliases);
        names.map(|name| name.as_str()).any(|name| name.eq_ignore_ascii_case(id))
    };
    let near = referable()
        .find(|entry| entry.id() == folded)
        .or_else(|| referable().find(is_called))
        .map(|entry| entry.id())
        .or_else(|| nearest(&folded, referable().map(|entry| entry.id())));
    let help = near.map(|near| format!("did you mean `{near}`?"));
    NotFound { message: format!("no entry has the id `{id}`"), help }
}
