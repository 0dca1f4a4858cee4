//! What rendering produces, and what it is told beside the taxonomy.

use mmtax_graph::Taxonomy;

/// A file to be written: a path below the output folder, with `/`, and its text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Artifact {
    /// The path below the output folder.
    pub path: String,
    /// The whole text, ending in a line end.
    pub text: String,
}

/// Which data is rendered, as far as the taxonomy itself cannot tell. Only the overview prints it, so that a change
/// of one entry does not touch every page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// A short hash of the data files' contents.
    pub revision: String,
}

/// An output format.
pub trait Format: Sync {
    /// The name by which `render --only` selects it.
    fn name(&self) -> &'static str;

    /// What it produces, in one sentence.
    fn describe(&self) -> &'static str;

    /// The artifacts of a taxonomy, sorted by path.
    fn render(&self, taxonomy: &Taxonomy, edition: &Edition) -> Vec<Artifact>;
}
