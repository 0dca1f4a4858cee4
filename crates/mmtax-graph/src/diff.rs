//! What one state of a taxonomy says that another does not.
//!
//! Entries are compared by what they say, not by how their files say it: comments, quotes, layout and the order of what
//! has no order do not count. Links, classes and scores are those of the graph, so that an entry which is gone takes with
//! it what others said of it. A renamed entry is one entry: what only follows from its new id is no difference.

mod entries;
mod errata;
mod fields;
mod links;
mod lists;
mod scores;

use mmtax_schema::{Kind, Relation, Said};

use crate::taxonomy::Taxonomy;
use entries::Entries;
pub use scores::{PrintedScore, ScoreChange};

/// The differences between two taxonomies, each list in the order of kinds and ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diff {
    /// Entries that came, went, or say something else.
    pub entries: Vec<EntryChange>,
    /// Links that came or went, whoever states them.
    pub links: Vec<LinkChange>,
    /// Placements in the classes of schemes.
    pub classes: Vec<ClassChange>,
    /// Printed values.
    pub scores: Vec<ScoreChange>,
    /// Known misprints.
    pub errata: Vec<ErratumChange>,
}

impl Diff {
    /// Whether both taxonomies say the same.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
            && self.links.is_empty()
            && self.classes.is_empty()
            && self.scores.is_empty()
            && self.errata.is_empty()
    }
}

/// Which entry is meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntryName {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: String,
}

impl std::fmt::Display for EntryName {
    /// The file below the taxonomy folder, without its ending.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.kind.folder(), self.id)
    }
}

/// Which way something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// It was not there.
    Added,
    /// It is not there any more.
    Removed,
    /// It says something else.
    Changed,
}

impl Turn {
    /// The word that output uses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }

    /// The turn from one state to the other.
    #[must_use]
    pub const fn of<T>(before: Option<&T>, after: Option<&T>) -> Self {
        match (before, after) {
            (None, _) => Self::Added,
            (Some(_), None) => Self::Removed,
            (Some(_), Some(_)) => Self::Changed,
        }
    }
}

/// An entry that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryChange {
    /// The entry; by its new id if it has one.
    pub entry: EntryName,
    /// Its name to show, the new one if there is one.
    pub name: String,
    /// What happened to it.
    pub how: How,
    /// What it says otherwise, where it was and is there. Scores and misprints are listed apart.
    pub fields: Vec<FieldChange>,
}

/// What happened to an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// It was not there.
    Added,
    /// It is not there any more.
    Removed,
    /// It has another id.
    Renamed {
        /// The id that it had.
        from: String,
        /// What shows that it is the same.
        because: Because,
    },
    /// It was marked as removed; another stands in for it.
    Replaced {
        /// The id of the other.
        by: String,
    },
    /// Its file cannot be read: what it says is not known.
    Broken {
        /// Whether there was an entry before.
        was_there: bool,
    },
    /// Its file could not be read, and now can.
    Mended,
    /// It says something else.
    Changed,
}

/// What shows that an entry is another under a new id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// Both say the same.
    Content,
    /// Both have the same name.
    Name,
    /// One gives the other's id or name as an alias.
    Alias,
}

impl Because {
    /// The words that output uses.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Content => "same content",
            Self::Name => "same name",
            Self::Alias => "known by an alias",
        }
    }
}

/// A field, or an item of a list, that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// Where it stands: `released`, `links.code`, `components[backbone llama-2@7b].training`. An item of a list is named by
    /// what tells it from the others; for an item of a list of words it is the list.
    pub path: String,
    /// What was said.
    pub before: Option<Said>,
    /// What is said.
    pub after: Option<Said>,
}

impl FieldChange {
    /// Which way it changed.
    #[must_use]
    pub const fn turn(&self) -> Turn {
        Turn::of(self.before.as_ref(), self.after.as_ref())
    }
}

/// A link that came or went.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LinkChange {
    /// The entry that the statement is about.
    pub from: EntryName,
    /// What it says.
    pub relation: Relation,
    /// The entry that it names.
    pub to: EntryName,
    /// Never [`Turn::Changed`].
    pub turn: Turn,
}

/// An entry that a scheme places otherwise.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClassChange {
    /// The entry.
    pub member: EntryName,
    /// The id of the scheme.
    pub scheme: String,
    /// The concepts it was in.
    pub before: Vec<String>,
    /// The concepts it is in.
    pub after: Vec<String>,
}

impl ClassChange {
    /// Which way it changed.
    #[must_use]
    pub const fn turn(&self) -> Turn {
        match (self.before.is_empty(), self.after.is_empty()) {
            (true, _) => Turn::Added,
            (false, true) => Turn::Removed,
            (false, false) => Turn::Changed,
        }
    }
}

/// A known misprint that came, went or is told otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErratumChange {
    /// The id of the errata entry.
    pub errata: String,
    /// The item as it was.
    pub before: Option<Said>,
    /// The item as it is.
    pub after: Option<Said>,
    /// In what the two differ.
    pub fields: Vec<FieldChange>,
}

impl ErratumChange {
    /// Which way it changed.
    #[must_use]
    pub const fn turn(&self) -> Turn {
        Turn::of(self.before.as_ref(), self.after.as_ref())
    }
}

impl Taxonomy {
    /// What `after` says that this taxonomy does not, and the other way round.
    #[must_use]
    pub fn diff(&self, after: &Self) -> Diff {
        let entries = Entries::pair(self, after);
        let mut changes = entries.changes();
        changes.sort_by(|a, b| a.entry.cmp(&b.entry));
        Diff {
            links: links::links(&entries),
            classes: links::classes(&entries),
            scores: scores::scores(&entries),
            errata: errata::errata(&entries),
            entries: changes,
        }
    }
}
