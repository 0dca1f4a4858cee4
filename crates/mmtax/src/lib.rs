//! The machine-checked taxonomy of multimodal models: load a folder, check it, ask it.
//!
//! [`Taxonomy::bundled`] is the released data, within this crate; [`Taxonomy::load`] reads a folder. Entries and links are
//! asked through small handles ([`EntryRef`], [`LinkRef`]), sets of entries through [`Selection`].
//!
//! # Which open models condition a diffusion decoder on learnable queries, with the backbone frozen?
//!
//! A query selects entries by what they say. What an entry leaves open is never taken for "no":
//! [`judge`](mmtax_graph::Taxonomy::judge) tells of which entries it is not known.
//!
//! ```
//! # #[cfg(feature = "bundled")] {
//! use mmtax::Taxonomy;
//!
//! let taxonomy = Taxonomy::bundled();
//! let models = taxonomy.query(
//!     "role:unified weights:open query-interface[] backbone.training:frozen \
//!      generation.image:diffusion|flow-matching",
//! )?;
//! assert!(models.iter().any(|model| model.name() == "BLIP3-o"));
//! # }
//! # Ok::<(), mmtax::QueryError>(())
//! ```
//!
//! The same without a text, as a [`Filter`] whose parts the compiler knows:
//!
//! ```
//! # #[cfg(feature = "bundled")] {
//! use mmtax::schema::vocab::{ComponentRole, Role, Training};
//! use mmtax::{ComponentTerm, Field, Filter, Taxonomy};
//!
//! let component = |role, training| Filter::component(ComponentTerm { role: Some(role), training, ..Default::default() });
//! let filter = Filter::role(Role::Unified)
//!     .and(Filter::field(Field::WEIGHTS, "open"))
//!     .and(component(ComponentRole::QueryInterface, None))
//!     .and(component(ComponentRole::Backbone, Some(Training::Frozen)));
//! let taxonomy = Taxonomy::bundled();
//! let judged = taxonomy.judge(&filter);
//! assert!(!judged.yes.is_empty() && judged.yes.intersection(&judged.unknown).is_empty());
//! assert_eq!(taxonomy.query(&filter.to_string())?, judged.yes);
//! # }
//! # Ok::<(), mmtax::QueryError>(())
//! ```
//!
//! # What descends from, or contains, SigLIP, and by which chain of facts?
//!
//! A [`View`] says which relations are followed. Each link knows where it was read.
//!
//! ```
//! # #[cfg(feature = "bundled")] {
//! use mmtax::{Taxonomy, View};
//!
//! let taxonomy = Taxonomy::bundled();
//! let siglip = taxonomy.entry("siglip").expect("SigLIP has an entry");
//! let below = siglip.descendants(View::descent());
//! assert!(below.iter().any(|reached| reached.entry.id() == "janus-4o" && reached.depth == 2));
//!
//! let janus = taxonomy.entry("janus-4o").expect("Janus-4o has an entry");
//! let found = janus.chains_up(siglip, View::descent(), 10);
//! let shortest: Vec<String> =
//!     found.chains[0].iter().map(|step| format!("{:?}", step.links[0])).collect();
//! assert_eq!(shortest, ["janus-4o finetuned-from janus-pro", "janus-pro contains siglip"]);
//! let read_at = found.chains[0][1].links[0].cited().at;
//! assert!(read_at.is_some());
//! # }
//! ```
//!
//! # On GenEval without prompt rewriting, which autoregressive models are above SDXL, and who says so?
//!
//! A score is told apart by its settings and by whose it is; most sources state only that prompts *were* rewritten.
//!
//! ```
//! # #[cfg(feature = "bundled")] {
//! use mmtax::Taxonomy;
//!
//! let taxonomy = Taxonomy::bundled();
//! let above = taxonomy
//!     .query("paradigm:autoregressive geneval/overall[prompt-rewriting:none|unknown]>sdxl")?;
//! let scores = taxonomy.parse_column("geneval/overall[prompt-rewriting:none|unknown]")?;
//! let janus = above.iter().find(|model| model.id() == "janus-pro").expect("Janus-Pro is above SDXL");
//! let best = &scores.values(janus)[0];
//! assert!(best.number > Some(0.55) && best.source.is_some());
//! # }
//! # Ok::<(), mmtax::QueryError>(())
//! ```
//!
//! # Checking
//!
//! [`load`] reads every file, and hands back the [`Taxonomy`] of what is sound together with a [`Report`] of everything
//! that is not. Faults in data are values: [`LoadError`] is for a folder that cannot be read.
//!
//! ```no_run
//! let loaded = mmtax::load("taxonomy".as_ref())?;
//! assert!(!loaded.report.has_errors());
//! # Ok::<(), mmtax::LoadError>(())
//! ```
//!
//! This crate knows no terminal and no exit code.

pub mod ask;
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
mod taxonomy;

pub use ask::questions;
pub use audit::{Audit, audit};
pub use check::{Change, Check, Finding, Findings, Remedy, Spot};
pub use diagnostic::{Diagnostic, Related, Severity};
pub use difference::{Difference, Side};
pub use fix::{Dropped, Fixed, FixedFile, Scope, fix};
pub use forms::issue_forms;
pub use github::SUMMARY_LIMIT;
pub use json::report_schema;
pub use load::{LoadError, Loaded, RawFile, Unsaved, load, load_down_to, load_with, read};
pub use mmtax_graph as graph;
pub use mmtax_graph::{
    AllChains, Amount, Bound, Chain, Class, Column, Common, Compare, ComponentTerm, Condition, Cycle, Diff,
    EntryRef, Field, Filter, Hop, Judgement, LinkRef, Provenance, QueryError, Reach, Reached, Score,
    ScoreTerm, Selection, Step, Term, Value, View, Wanted, results,
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
pub use taxonomy::{Taxonomy, packed};
