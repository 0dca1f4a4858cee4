//! What the entries of a taxonomy mean together.
//!
//! [`Taxonomy`] owns every entry and every resolved link between them, and never changes. [`EntryRef`] and [`LinkRef`] are
//! handles into it: small, `Copy`, and valid as long as the taxonomy (`'t` always means "borrowed from the taxonomy").
//! Every iterator and every list is in id order, so that the same data gives the same output.
//!
//! Links run from the entry that states the relation to the one it names: from a model to its part, from a descendant to
//! its ancestor. A [`View`] selects relations; walking *up* a view leads to ancestors, walking *down* to descendants.
//!
//! This crate knows no YAML, no output format and no file system.

mod all_chains;
mod build;
mod chain;
mod class;
mod closure;
mod cycle;
mod diff;
mod entries;
mod entry_ref;
mod exposure;
mod index;
mod license;
mod link;
mod net;
mod pack;
pub mod results;
mod score;
mod select;
mod selection;
mod taxonomy;
mod view;

pub use all_chains::{AllChains, Step};
pub use build::{Broken, BuildFault};
pub use chain::{Chain, Hop};
pub use class::Class;
pub use closure::{Common, Reached};
pub use cycle::Cycle;
pub use diff::{
    Because, ClassChange, Diff, EntryChange, EntryName, ErratumChange, FieldChange, How, LinkChange,
    PrintedScore, ScoreChange, Turn,
};
pub use entry_ref::EntryRef;
pub use exposure::{Exposure, Origins, Overlap, Trace, Training};
pub use license::{Licenses, Stricter};
pub use link::LinkRef;
pub use mmtax_schema as schema;
pub use pack::UnpackError;
pub use score::{Provenance, Score};
pub use select::{
    Amount, Bound, Column, Compare, ComponentTerm, Condition, Field, Filter, Judgement, Key, QueryError,
    Reach, ScoreTerm, Term, Value, Wanted, keys,
};
pub use selection::Selection;
pub use taxonomy::Taxonomy;
pub use view::View;
