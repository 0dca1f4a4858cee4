//! todo
use crate::render::Artifact;
/// todo
#[must_use] pub fn reference_docs() -> Vec<Artifact> { Vec::new() }
/// todo
#[must_use] pub fn schemas(_t: &crate::Taxonomy) -> Vec<Artifact> { Vec::new() }
