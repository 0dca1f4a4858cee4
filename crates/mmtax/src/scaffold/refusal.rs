//! Why there must be no new entry.

use mmtax_schema::Kind;

/// Why an order is not carried out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A value that is not of its form.
    #[error("`{value}` is not {expected}{}", near.as_ref().map_or_else(String::new, |near| format!("; did you mean `{near}`?")))]
    Malformed {
        /// What was given.
        value: String,
        /// What it should be.
        expected: String,
        /// What was most likely meant.
        near: Option<String>,
    },
    /// The kind has no field for a value.
    #[error("{} takes no {what}: leave it out", kind.with_article())]
    NotForKind {
        /// The kind.
        kind: Kind,
        /// What was given.
        what: &'static str,
    },
    /// The id and the arXiv number name two papers.
    #[error("the file of this {kind} is named after its paper: it must be `{expected}`, not `{id}`")]
    OtherPaper {
        /// The kind.
        kind: Kind,
        /// What was given.
        id: String,
        /// What it must be.
        expected: String,
    },
    /// The id is taken.
    #[error("`{id}` exists: it is {file}; edit that entry, or choose another id")]
    Exists {
        /// The id.
        id: String,
        /// The file of the entry that has it.
        file: String,
    },
    /// Another entry is called so, but for case and separators.
    #[error(
        "`{given}` is what {file} is called (`{existing}`), but for case and separators; edit that entry, or give this one a name that tells it apart"
    )]
    Taken {
        /// What was given.
        given: String,
        /// What the other entry is called.
        existing: String,
        /// Its file.
        file: String,
    },
    /// Another entry is called nearly so.
    #[error("`{given}` is nearly `{existing}`, which is {file}; edit that entry if it is the same")]
    Near {
        /// What was given.
        given: String,
        /// What the other entry is called.
        existing: String,
        /// Its file.
        file: String,
    },
    /// A sibling that nothing can be taken from.
    #[error("nothing can be taken from `{id}`: {reason}")]
    Sibling {
        /// Its id.
        id: String,
        /// Why not.
        reason: String,
    },
}
