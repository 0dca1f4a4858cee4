//! Selections by what entries say: the filters of the library, and the query language that writes them.

mod bits;
mod column;
mod component;
mod error;
mod field;
mod filter;
mod judge;
mod keys;
mod lex;
mod link;
mod parse;
mod score;

pub use column::{Column, Value};
pub use error::QueryError;
pub use field::{Field, Wanted};
pub use filter::{Amount, Bound, Compare, ComponentTerm, Condition, Filter, Reach, ScoreTerm, Term};
pub use judge::Judgement;
pub use keys::{Key, keys};
