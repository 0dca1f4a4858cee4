//! What rules see and say. A rule names places by entry and path; lines and columns are looked up afterwards, and only for
//! files that have a finding.

use mmtax_graph::{Broken, BuildFault, Taxonomy};
use mmtax_schema::suggest::Near;
use mmtax_schema::{Entry, EntryId, Kind, Path, PathPart};

/// What a rule can look at.
#[derive(Clone, Copy, Debug)]
pub struct Check<'t> {
    /// The sound entries and their links.
    pub taxonomy: &'t Taxonomy,
    /// What could not be joined.
    pub faults: &'t [BuildFault],
    /// The files whose structure is broken: their entries are missing, their ids are taken.
    pub broken: &'t [Broken],
}

/// A place in an entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The kind of the entry.
    pub kind: Kind,
    /// Its id.
    pub id: EntryId,
    /// Where in it.
    pub path: Path,
    /// The key or the value there.
    pub part: PathPart,
}

impl Spot {
    /// The value at `path` of an entry.
    #[must_use]
    pub fn value<'e>(entry: impl Into<&'e Entry>, path: Path) -> Self {
        let entry = entry.into();
        Self { kind: entry.kind(), id: entry.id.clone(), path, part: PathPart::Value }
    }

    /// The key at `path` of an entry.
    #[must_use]
    pub fn key<'e>(entry: impl Into<&'e Entry>, path: Path) -> Self {
        Self { part: PathPart::Key, ..Self::value(entry, path) }
    }

    /// The value at `path` of the entry with this kind and id.
    #[must_use]
    pub fn of((kind, id): &(Kind, EntryId), path: Path) -> Self {
        Self { kind: *kind, id: id.clone(), path, part: PathPart::Value }
    }
}

/// What a rule found, before lines and columns are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong.
    pub message: String,
    /// Where.
    pub spot: Spot,
    /// A few words beside the place.
    pub label: Option<String>,
    /// Other places that belong to it.
    pub related: Vec<(Spot, String)>,
    /// What to do about it.
    pub help: Option<String>,
    /// What would mend it, if there is one way.
    pub remedy: Option<Remedy>,
}

/// A change at the place of a finding, before the text of its file is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// Whether the entry then says what it was surely meant to say.
    pub safe: bool,
    /// What to change.
    pub change: Change,
}

/// What a [`Remedy`] changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A word in the value, if it is there once.
    Word {
        /// What stands there.
        from: String,
        /// What should.
        to: String,
    },
    /// The field goes.
    Remove,
}

impl Finding {
    /// A finding at `spot`.
    #[must_use]
    pub fn new(spot: Spot, message: impl Into<String>) -> Self {
        Self { message: message.into(), spot, label: None, related: Vec::new(), help: None, remedy: None }
    }

    /// Adds a few words beside the place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds that `from` in the value should be `to`.
    #[must_use]
    pub fn replace(mut self, safe: bool, from: impl Into<String>, to: impl Into<String>) -> Self {
        let change = Change::Word { from: from.into(), to: to.into() };
        self.remedy = Some(Remedy { safe, change });
        self
    }

    /// Adds that `prefix` and `from` in the value should be `prefix` and the word that is near, if only one is.
    #[must_use]
    pub fn replace_near(self, prefix: &str, from: &str, near: Option<Near<'_>>) -> Self {
        match near {
            Some(Near { word, is_only: true, is_slip }) => {
                self.replace(is_slip, format!("{prefix}{from}"), format!("{prefix}{word}"))
            }
            Some(_) | None => self,
        }
    }

    /// Adds that the field could go. Somebody should look: it may be another field that is wrong.
    #[must_use]
    pub fn remove(mut self) -> Self {
        self.remedy = Some(Remedy { safe: false, change: Change::Remove });
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, spot: Spot, message: impl Into<String>) -> Self {
        self.related.push((spot, message.into()));
        self
    }
}

/// Where rules put what they find.
pub type Findings = Vec<Finding>;
