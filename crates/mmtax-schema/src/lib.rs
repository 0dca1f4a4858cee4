//! What one taxonomy file may say, and where it said it.
//!
//! A file `taxonomy/<kind>/<id>.yaml` is read by [`parse()`] into an [`Entry`]: plain Rust types that derive both
//! their YAML reader and their JSON Schema, so that the two cannot drift apart. When something is wrong,
//! [`parse()`] returns every structural [`Fault`] of the file at its exact place; later stages that find a fault
//! in the meaning of an entry name it by a [`Path`], which [`locate`] turns into a [`Span`].
//!
//! This crate knows one file at a time: no other file, no file system, no graph.

pub mod date;
pub mod entry;
pub mod fact;
pub mod fix;
pub mod id;
pub mod json_schema;
pub mod keyed;
pub mod kind;
pub mod license;
pub mod number;
pub mod pack;
pub mod parse;
pub mod path;
pub mod place;
pub mod relation;
pub mod said;
pub mod settings;
pub mod source;
pub mod span;
pub mod suggest;
pub mod text;
pub mod told;
pub mod vocab;

pub use date::PartialDate;
pub use entry::{
    Benchmark, Body, Component, Dataset, Entry, Errata, Lineage, Method, Model, Organization, Paper, Results,
    Scheme, Tokenizer,
};
pub use fact::{Fact, Nothing};
pub use fix::{Edit, Fix};
pub use id::{AnyEntry, Data, EntryId, Evaluated, Part, Ref, RefText, Target};
pub use keyed::Keyed;
pub use kind::Kind;
pub use number::{Cell, Decimal};
pub use parse::{
    Fault, FaultCode, Parsed, Related, Unformatted, format, locate, locate_all, parse, parse_settings,
};

pub use path::{Part as PathPart, Path, Step};
pub use place::{Detail, Place, Reference};
pub use relation::{Relation, RelationInfo};
pub use said::Said;
pub use settings::{Level, TaxonomySettings};
pub use source::{Citation, FactName, Links, Source, SourceAt};
pub use span::{Position, Span};
pub use text::{Text, Url};
