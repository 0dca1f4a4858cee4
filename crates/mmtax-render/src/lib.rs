//! Pure functions from a taxonomy to artifacts.
//!
//! Each output format is one module behind [`Format`]; [`artifacts`] renders all of them. Nothing is written here: an
//! [`Artifact`] is a path and a text, and the same taxonomy always gives the same ones.
//!
//! This crate knows no YAML, no spans and no file system.

mod artifact;
mod board;
pub mod coverage;
pub mod dot;
pub mod escape;
pub mod export;
pub mod grid;
mod markdown;
pub mod mermaid;
mod neighbourhood;
mod paths;
mod plain;
mod stroke;
mod survey;
pub mod svg;
pub mod tables;
mod walk;

pub use artifact::{Artifact, Edition, Format};
pub use board::{Leaderboards, csv as leaderboard_csv};
pub use escape::csv as csv_field;
pub use escape::markdown as markdown_text;
pub use markdown::{Markdown, coverage_page};
pub use mmtax_graph as graph;
pub use survey::{Compared, Comparison, Outcome, Survey};

use mmtax_graph::Taxonomy;

/// Every output format, in the order in which it is listed.
pub static FORMATS: &[&dyn Format] = &[&dot::Dot, &Leaderboards, &Markdown, &Survey, &svg::Svg];

/// The artifacts of every format, sorted by path.
#[must_use]
pub fn artifacts(taxonomy: &Taxonomy, edition: &Edition) -> Vec<Artifact> {
    let mut artifacts: Vec<_> = FORMATS.iter().flat_map(|format| format.render(taxonomy, edition)).collect();
    artifacts.sort_unstable();
    artifacts
}
