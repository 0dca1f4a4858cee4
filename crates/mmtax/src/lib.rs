//! The machine-checked taxonomy of multimodal models: load a folder, check it, ask it.
//!
//! ```no_run
//! let loaded = mmtax::load("taxonomy".as_ref())?;
//! assert!(!loaded.report.has_errors());
//! let siglip = loaded.taxonomy.entry("siglip").expect("SigLIP is in the taxonomy");
//! for reached in siglip.descendants(mmtax::View::descent()) {
//!     println!("{} links away: {}", reached.depth, reached.entry.name());
//! }
//! # Ok::<(), mmtax::LoadError>(())
//! ```
//!
//! [`load`] reads every file, and hands back the [`Taxonomy`] of what is sound together with a [`Report`] of everything
//! that is not. Faults in data are values: [`LoadError`] is for a folder that cannot be read.
//!
//! This crate knows no terminal and no exit code.

mod audit;
mod check;
mod diagnostic;
mod difference;
mod fix;
mod forms;
mod github;
mod human;
mod json;
mod levels;
mod load;
mod names;
mod places;
mod reference;
mod report;
mod results_json;
mod rules;
mod sample;
mod sarif;
pub mod scaffold;
mod session;
mod since;
mod stats;
mod suppress;

pub use audit::{Audit, audit};
pub use check::{Change, Check, Finding, Findings, Remedy, Spot};
pub use diagnostic::{Diagnostic, Related, Severity};
pub use difference::{Difference, Side};
pub use fix::{Dropped, Fixed, FixedFile, Scope, fix};
pub use forms::issue_forms;
pub use github::SUMMARY_LIMIT;
pub use json::report_schema;
pub use load::{LoadError, Loaded, RawFile, Unsaved, load, load_down_to, load_with, read};
pub use mmtax_graph::{
    Chain, Class, Cycle, Diff, EntryRef, Hop, LinkRef, Provenance, Reached, Score, Taxonomy, View, results,
};
pub use mmtax_render as render;
pub use mmtax_schema as schema;
pub use reference::{reference_docs, schemas};
pub use report::Report;
pub use results_json::{comparison_json, leaderboard_json};
pub use rules::{Explained, RULES, Rule, Run, explain, explained};
pub use sample::{Drawn, Population, Sample, Size as SampleSize};
pub use session::Session;
pub use stats::Stats;
