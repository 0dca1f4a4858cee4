//! Paths into an entry, such as `components[2].uses`: how a fault is named before anyone needs its place in the file.

use std::borrow::Cow;
use std::fmt;

/// One step down into an entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The value under a key of a map.
    Key(Cow<'static, str>),
    /// An item of a list, from 0.
    Index(usize),
}

/// Which part of what a path names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The key under which it stands.
    Key,
    /// The value itself.
    Value,
}

/// Steps from the top of an entry down to a value.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path(Vec<Step>);

impl Path {
    /// The whole entry.
    #[must_use]
    pub const fn root() -> Self {
        Self(Vec::new())
    }

    /// A field at the top of an entry.
    #[must_use]
    pub fn field(name: &'static str) -> Self {
        Self::root().key(name)
    }

    /// One step further, under `name`.
    #[must_use]
    pub fn key(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.0.push(Step::Key(name.into()));
        self
    }

    /// One step further, to an item.
    #[must_use]
    pub fn index(mut self, index: usize) -> Self {
        self.0.push(Step::Index(index));
        self
    }

    /// The steps from the top.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.0
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(name) if position == 0 => f.write_str(name)?,
                Step::Key(name) => write!(f, ".{name}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}
