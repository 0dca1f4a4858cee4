//! Filters: what a selection asks of an entry.

mod display;

use std::ops::Not;

use mmtax_schema::entry::SettingName;
use mmtax_schema::vocab::{ComponentRole, Paradigm, Role, Start, Training};
use mmtax_schema::{Decimal, Kind, PartialDate, Relation};

use super::field::{Field, Wanted};
use crate::entry_ref::EntryRef;

/// What a selection asks. [`Display`](std::fmt::Display) writes it as a query that
/// [`Taxonomy::parse_query`](crate::Taxonomy::parse_query) reads back.
///
/// A filter holds for an entry, does not hold, or is not known to do either: what an entry leaves open is never taken for
/// "no". Only entries for which it holds are selected, so that `!filter` selects less than what `filter` leaves over;
/// [`Filter::not_known`] selects that.
///
/// ```
/// # use mmtax_graph::schema::{EntryId, Kind, parse};
/// # use mmtax_graph::*;
/// # let model = |id: &str, says: &str| {
/// #     let text = format!("{{ name: {id}, role: unified, {says} }}");
/// #     parse(Kind::Model, EntryId::new(id).unwrap(), &text).entry.unwrap()
/// # };
/// # let models = vec![
/// #     model("llm", "components: not-applicable, parameters: 7B"),
/// #     model("janus", "paradigm: autoregressive, components: [{ roles: [backbone], uses: llm, training: tuned }]"),
/// #     model("janus-pro", "paradigm: autoregressive, lineage: [{ relation: successor-of, of: janus }]"),
/// #     model("bagel", "paradigm: hybrid, components: [{ roles: [backbone], uses: llm, training: frozen }]"),
/// # ];
/// # let (taxonomy, faults) = Taxonomy::build(models, Vec::new());
/// # assert!(faults.is_empty());
/// use mmtax_graph::schema::vocab::Paradigm;
///
/// let llm = taxonomy.entry("llm").expect("it was just made");
/// let filter = Filter::paradigm(Paradigm::Hybrid).and(Filter::contains(llm));
/// assert_eq!(filter.to_string(), "(paradigm:hybrid contains:llm)");
/// assert_eq!(taxonomy.parse_query("paradigm:hybrid contains:llm")?, filter);
/// assert_eq!(taxonomy.select(&filter).len(), 1);
/// # Ok::<(), QueryError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Filter {
    /// One thing asked.
    Is(Term),
    /// All of these; of none, every entry.
    All(Vec<Self>),
    /// At least one of these; of none, no entry.
    Any(Vec<Self>),
    /// It is known not to hold.
    Not(Box<Self>),
    /// It is not known to hold.
    NotKnown(Box<Self>),
}

/// One thing asked of an entry.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    /// Its kind.
    Kind(Kind),
    /// Its id.
    Id(String),
    /// A piece of its id, of its name or of another of its names; upper and lower case do not matter.
    Named(String),
    /// Whether it is only named and linked.
    Stub(bool),
    /// A field with a word, an id or a text.
    Field(Field, Wanted),
    /// A field with a number; of several one is enough.
    Number(Field, Compare, Amount),
    /// When it came out.
    Released(Compare, PartialDate),
    /// A class that a scheme places it in, or a class above: the id of the scheme (any, if there is none) and the id or code
    /// of the class.
    Class(Option<String>, String),
    /// A component.
    Component(ComponentTerm),
    /// A link to an entry, or with `inverse` from one, of any depth or of one step.
    Linked(Reach, String, Option<String>),
    /// A score.
    Score(ScoreTerm),
}

/// A number as somebody writes it: `7B`, `8192`, `0.80`.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    pub(super) text: String,
    pub(super) value: f64,
}

impl Amount {
    /// The amount with this text, if it is one.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let count = mmtax_schema::number::Count::new(text).map(|count| count.value());
        let value = count.or_else(|| Decimal::new(text).map(|number| number.value()))?;
        Some(Self { text: text.to_owned(), value })
    }
}

/// How a value must stand to the one asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    /// `:` or `=`. A date within the one asked for is equal to it.
    Equal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

/// How far and along what links are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Has it as a part, or has a part that has it, at any depth: `contains`.
    Contains,
    /// Descends from it along lineage at any depth: `descends-from`.
    DescendsFrom,
    /// Either, in any mixture: `built-on`.
    BuiltOn,
    /// Is a part of it at any depth: `part-of`.
    PartOf,
    /// Is an ancestor of it along lineage: `ancestor-of`.
    AncestorOf,
    /// One link of this relation.
    Direct(Relation),
    /// One link of this relation, read the other way.
    Inverse(Relation),
}

/// What is asked of one component.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComponentTerm {
    /// What it does.
    pub role: Option<ComponentRole>,
    /// The id of what it is.
    pub uses: Option<String>,
    /// The variant of that.
    pub variant: Option<String>,
    /// How its weights start.
    pub start: Option<Start>,
    /// What training does to it.
    pub training: Option<Training>,
}

/// What is asked of one score.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreTerm {
    /// The id of the benchmark.
    pub benchmark: String,
    /// Its release or split.
    pub split: Option<String>,
    /// The metric; any, if there is none.
    pub metric: Option<String>,
    /// The settings and whose value it is, all of them.
    pub conditions: Vec<Condition>,
    /// How the value must stand, on the metric's own scale.
    pub value: Option<(Compare, Bound)>,
}

/// What a score is compared with.
#[derive(Clone, Debug, PartialEq)]
pub enum Bound {
    /// A number.
    Number(Amount),
    /// The best score under the same conditions of the entry with this id.
    Of(String),
}

/// A condition on a score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// A setting has one of these values; `unknown` stands for a setting that the source does not state.
    Setting(SettingName, Vec<String>),
    /// Whose value it is, one of `own`, `measured`, `copied` and `unstated`.
    By(Vec<String>),
}

impl Filter {
    /// Entries of a kind.
    #[must_use]
    pub const fn kind(kind: Kind) -> Self {
        Self::Is(Term::Kind(kind))
    }

    /// Models of a role.
    #[must_use]
    pub fn role(role: Role) -> Self {
        Self::field(Field::ROLE, role.word())
    }

    /// Models of a paradigm.
    #[must_use]
    pub fn paradigm(paradigm: Paradigm) -> Self {
        Self::field(Field::PARADIGM, paradigm.word())
    }

    /// Entries that have a value in a field: a word of its vocabulary, an id or a text.
    #[must_use]
    pub fn field(field: Field, value: &str) -> Self {
        Self::Is(Term::Field(field, Wanted::Value(value.to_owned())))
    }

    /// Entries of which a field is not known: left open, looked for and not found, or not disclosed.
    #[must_use]
    pub const fn unknown(field: Field) -> Self {
        Self::Is(Term::Field(field, Wanted::Unknown))
    }

    /// What came out on, before or after a date. What is not certain with dates as they are known is not known.
    #[must_use]
    pub const fn released(how: Compare, date: PartialDate) -> Self {
        Self::Is(Term::Released(how, date))
    }

    /// What has the entry as a part, at any depth.
    #[must_use]
    pub fn contains(part: EntryRef<'_>) -> Self {
        Self::linked(Reach::Contains, part)
    }

    /// What descends from the entry along lineage, at any depth.
    #[must_use]
    pub fn descends_from(ancestor: EntryRef<'_>) -> Self {
        Self::linked(Reach::DescendsFrom, ancestor)
    }

    /// What descends from or contains the entry, in any mixture at any depth.
    #[must_use]
    pub fn built_on(entry: EntryRef<'_>) -> Self {
        Self::linked(Reach::BuiltOn, entry)
    }

    /// What stands to the entry in this way.
    #[must_use]
    pub fn linked(reach: Reach, entry: EntryRef<'_>) -> Self {
        Self::Is(Term::Linked(reach, entry.id().to_owned(), None))
    }

    /// Models and tokenizers with such a component.
    #[must_use]
    pub const fn component(component: ComponentTerm) -> Self {
        Self::Is(Term::Component(component))
    }

    /// What a scheme places in a class, or in a class below it.
    #[must_use]
    pub fn class(scheme: EntryRef<'_>, concept: &str) -> Self {
        Self::Is(Term::Class(Some(scheme.id().to_owned()), concept.to_owned()))
    }

    /// What has such a score.
    #[must_use]
    pub const fn score(score: ScoreTerm) -> Self {
        Self::Is(Term::Score(score))
    }

    /// Both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::All(mut all), Self::All(others)) => {
                all.extend(others);
                Self::All(all)
            }
            (Self::All(mut all), other) => {
                all.push(other);
                Self::All(all)
            }
            (this, other) => Self::All(vec![this, other]),
        }
    }

    /// Either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Any(mut any), Self::Any(others)) => {
                any.extend(others);
                Self::Any(any)
            }
            (Self::Any(mut any), other) => {
                any.push(other);
                Self::Any(any)
            }
            (this, other) => Self::Any(vec![this, other]),
        }
    }

    /// Everything for which it is not known to hold: the complement of what it selects.
    #[must_use]
    pub fn not_known(self) -> Self {
        Self::NotKnown(Box::new(self))
    }
}

/// What is known not to be so.
impl Not for Filter {
    type Output = Self;
    fn not(self) -> Self {
        Self::Not(Box::new(self))
    }
}

impl Reach {
    /// How queries write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Contains => "contains",
            Self::DescendsFrom => "descends-from",
            Self::BuiltOn => "built-on",
            Self::PartOf => "part-of",
            Self::AncestorOf => "ancestor-of",
            Self::Direct(relation) => relation.name(),
            Self::Inverse(relation) => relation.info().inverse,
        }
    }
}
