//! Results as something to compare: what a printed value is a value of, whose it is and where it stands, which values can be
//! compared, which are one value printed twice, and which contradict each other.
//!
//! This is the only home of these questions: rules, pages and commands ask here.

mod comparison;
mod formula;
mod group;
mod identity;
mod leaderboard;
mod misprint;
mod progress;
mod reading;
mod rivals;

pub use comparison::{Comparison, Line, Subject};
pub use formula::{Arithmetic, Recomputed};
pub use group::{Cell, Group, Measure, Row};
pub use identity::{Conditions, Identity, Printed};
pub use leaderboard::Leaderboard;
pub use misprint::{Misprint, Misprints};
pub use progress::Step;
pub use reading::Reading;
pub use rivals::{Rivals, Why, Within};
