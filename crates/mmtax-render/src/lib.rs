//! Pure functions from a taxonomy to artifacts.
//!
//! Each output format is one module behind [`Format`]; [`artifacts`] renders all of them. Nothing is written here: an
//! [`Artifact`] is a path and a text, and the same taxonomy always gives the same ones.
//!
//! This crate knows no YAML, no spans and no file system.

mod artifact;

pub use artifact::{Artifact, Format};
pub use mmtax_graph as graph;

/// Every output format, in the order in which it is listed.
pub static FORMATS: &[&dyn Format] = &[];
