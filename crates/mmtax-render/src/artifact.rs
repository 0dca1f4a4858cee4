//! What rendering produces.

use mmtax_graph::Taxonomy;

/// A file to be written: a path below the output folder, with `/`, and its text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Artifact {
    /// The path below the output folder.
    pub path: String,
    /// The whole text, ending in a line end.
    pub text: String,
}

/// An output format.
pub trait Format: Sync {
    /// The name by which `render --only` selects it.
    fn name(&self) -> &'static str;

    /// What it produces, in one sentence.
    fn describe(&self) -> &'static str;

    /// The artifacts of a taxonomy, sorted by path.
    fn render(&self, taxonomy: &Taxonomy) -> Vec<Artifact>;
}
