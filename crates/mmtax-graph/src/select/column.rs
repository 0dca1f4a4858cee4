//! What of a selected entry is shown, and what it is sorted by.

use std::cmp::Ordering;

use mmtax_schema::Fact;
use mmtax_schema::vocab::ComponentRole;

use super::error::QueryError;
use super::field::Field;
use super::filter::{Amount, Reach, ScoreTerm};
use super::lex::Reader;
use super::parse::{Meaning, Parser};
use super::score;
use crate::entry_ref::EntryRef;
use crate::score::Score;
use crate::taxonomy::Taxonomy;
use crate::view::View;

/// Something that can be shown of each entry: any key of the query language.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    name: String,
    what: What,
}

#[derive(Clone, Debug, PartialEq)]
enum What {
    Id,
    Name,
    Kind,
    Stub,
    Released,
    Class,
    Field(Field),
    Role(Option<ComponentRole>),
    Training(Option<ComponentRole>),
    Start(Option<ComponentRole>),
    Links(Reach),
    Score(ScoreTerm),
}

/// One value of an entry in a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The value, as it is written or printed.
    pub text: String,
    /// It as a number, where it is one: for a score, on the metric's own scale.
    pub number: Option<f64>,
    /// For a score, whose it is, where it stands, and its settings.
    pub source: Option<String>,
}

impl Taxonomy {
    /// Reads a column: a key as in a query, without a value, such as `released`, `backbone` or
    /// `geneval/overall[by:own]`.
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
    /// let backbone = taxonomy.parse_column("backbone")?;
    /// let bagel = taxonomy.entry("bagel").expect("it was just made");
    /// assert_eq!(backbone.values(bagel)[0].text, "llm");
    /// # Ok::<(), QueryError>(())
    /// ```
    ///
    /// # Errors
    /// When there is no such key.
    pub fn parse_column(&self, text: &str) -> Result<Column, QueryError> {
        let mut parser = Parser::new(self, Reader::new(text));
        let what = parser.column().map_err(|wrong| wrong.of(text))?;
        Ok(Column { name: text.trim().to_owned(), what: what.into() })
    }

    /// The columns that a query asks about, without those that every entry has.
    #[must_use]
    pub fn columns_of(&self, filter: &super::Filter) -> Vec<Column> {
        let mut columns: Vec<Column> = Vec::new();
        let mut open = vec![filter];
        while let Some(filter) = open.pop() {
            match filter {
                super::Filter::Is(term) => {
                    let column = Column::of_term(term);
                    columns.extend(column.filter(|column| !columns.contains(column)));
                }
                super::Filter::All(filters) | super::Filter::Any(filters) => {
                    open.extend(filters.iter().rev());
                }
                super::Filter::Not(filter) | super::Filter::NotKnown(filter) => open.push(filter),
            }
        }
        columns
    }
}

impl From<Meaning> for What {
    fn from(meaning: Meaning) -> Self {
        match meaning {
            Meaning::Kind => Self::Kind,
            Meaning::Id => Self::Id,
            Meaning::Name => Self::Name,
            Meaning::Stub => Self::Stub,
            Meaning::Released => Self::Released,
            Meaning::Class => Self::Class,
            Meaning::Field(field) => Self::Field(field),
            Meaning::Role(role) => Self::Role(role),
            Meaning::RoleTraining(role) => Self::Training(role),
            Meaning::RoleStart(role) => Self::Start(role),
            Meaning::Links(reach) => Self::Links(reach),
            Meaning::Score(score) => Self::Score(score),
        }
    }
}

impl Column {
    /// The id.
    #[must_use]
    pub fn id() -> Self {
        Self { name: "id".to_owned(), what: What::Id }
    }

    /// The name.
    #[must_use]
    pub fn name() -> Self {
        Self { name: "name".to_owned(), what: What::Name }
    }

    /// When it came out.
    #[must_use]
    pub fn released() -> Self {
        Self { name: "released".to_owned(), what: What::Released }
    }

    /// The column of a field.
    #[must_use]
    pub fn field(field: Field) -> Self {
        Self { name: field.name().to_owned(), what: What::Field(field) }
    }

    /// The column of a score, whatever value the term asks for.
    #[must_use]
    pub fn score(score: &ScoreTerm) -> Self {
        let score = ScoreTerm { value: None, ..score.clone() };
        Self { name: score.to_string(), what: What::Score(score) }
    }

    /// How it is headed.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.name
    }

    fn of_term(term: &super::Term) -> Option<Self> {
        use super::Term;
        Some(match term {
            Term::Field(field, _) | Term::Number(field, ..) => Self::field(*field),
            Term::Class(..) => Self { name: "class".to_owned(), what: What::Class },
            Term::Component(component) => {
                let name = component.role.map_or("component", ComponentRole::word);
                Self { name: name.to_owned(), what: What::Role(component.role) }
            }
            Term::Linked(reach @ (Reach::Direct(_) | Reach::Inverse(_)), ..) => {
                Self { name: reach.name().to_owned(), what: What::Links(*reach) }
            }
            Term::Score(score) => Self::score(score),
            Term::Kind(_) => Self { name: "kind".to_owned(), what: What::Kind },
            Term::Id(_) | Term::Named(_) | Term::Stub(_) | Term::Released(..) | Term::Linked(..) => {
                return None;
            }
        })
    }

    /// What an entry has in this column, scores with the best first. What is not there is not listed; why, is for
    /// [`Column::nothing`] to tell.
    #[must_use]
    pub fn values(&self, entry: EntryRef<'_>) -> Vec<Value> {
        let plain = |text: String| Value {
            number: Amount::new(&text).map(|amount| amount.value),
            text,
            source: None,
        };
        let components = || {
            let components = entry.entry().shared().components.and_then(Fact::known);
            components.into_iter().flatten()
        };
        let of_role = |role: &Option<ComponentRole>| {
            let role = *role;
            components().filter(move |component| role.is_none_or(|role| component.roles.contains(&role)))
        };
        let texts: Vec<String> = match &self.what {
            What::Id => vec![entry.id().to_owned()],
            What::Name => vec![entry.name().to_owned()],
            What::Kind => vec![entry.kind().name().to_owned()],
            What::Stub => vec![if entry.is_stub() { "yes" } else { "no" }.to_owned()],
            What::Released => entry.date().map(|date| date.to_string()).into_iter().collect(),
            What::Class => entry
                .classes()
                .iter()
                .map(|class| format!("{}/{}", class.scheme.id(), class.concept.id))
                .collect(),
            What::Field(field) => {
                let held = field.kinds().contains(&entry.kind()).then(|| field.read(entry.entry())).flatten();
                held.into_iter().flat_map(|held| held.words).map(|word| word.into_owned()).collect()
            }
            What::Role(role) => of_role(role)
                .filter_map(|component| {
                    let uses = component.uses.as_ref().map(|part| part.text().as_str());
                    uses.or(component.detail.as_deref()).map(str::to_owned)
                })
                .collect(),
            What::Training(role) => {
                of_role(role).filter_map(|c| c.training.known()).map(|word| word.to_string()).collect()
            }
            What::Start(role) => {
                of_role(role).filter_map(|c| c.start.known()).map(|word| word.to_string()).collect()
            }
            What::Links(reach) => {
                linked(entry, *reach).into_iter().map(|other| other.id().to_owned()).collect()
            }
            What::Score(wanted) => return scores(entry, wanted),
        };
        let mut values: Vec<Value> = Vec::new();
        for text in texts {
            if !values.iter().any(|value| value.text == text) {
                values.push(plain(text));
            }
        }
        values
    }

    /// Why an entry has no value in this column, as far as it says so: `unknown`, `undisclosed` or `not-applicable`.
    #[must_use]
    pub fn nothing(&self, entry: EntryRef<'_>) -> &'static str {
        let What::Field(field) = &self.what else { return "" };
        let held = field.kinds().contains(&entry.kind()).then(|| field.read(entry.entry())).flatten();
        held.and_then(|held| held.gap).map_or("", |why| why.word())
    }

    /// Which of two entries comes first by this column: numbers by size, everything else by its text. Those without a value
    /// come last, whichever way is asked for.
    #[must_use]
    pub fn order(&self, one: EntryRef<'_>, other: EntryRef<'_>, descending: bool) -> Ordering {
        let turn = |order: Ordering| if descending { order.reverse() } else { order };
        let (one, other) = (self.values(one).into_iter().next(), self.values(other).into_iter().next());
        match (one, other) {
            (Some(one), Some(other)) => turn(match (one.number, other.number) {
                (Some(one), Some(other)) => one.total_cmp(&other),
                _ => one.text.to_lowercase().cmp(&other.text.to_lowercase()),
            }),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        }
    }
}

fn linked<'t>(entry: EntryRef<'t>, reach: Reach) -> Vec<EntryRef<'t>> {
    let all = |reached: Vec<crate::Reached<'t>>| reached.into_iter().map(|reached| reached.entry).collect();
    match reach {
        Reach::Contains => all(entry.ancestors(View::COMPOSITION)),
        Reach::DescendsFrom => all(entry.ancestors(View::lineage())),
        Reach::BuiltOn => all(entry.ancestors(View::descent())),
        Reach::PartOf => all(entry.descendants(View::COMPOSITION)),
        Reach::AncestorOf => all(entry.descendants(View::lineage())),
        Reach::Direct(relation) => {
            entry.links_out(View::of([relation])).into_iter().map(|link| link.to()).collect()
        }
        Reach::Inverse(relation) => {
            entry.links_in(View::of([relation])).into_iter().map(|link| link.from()).collect()
        }
    }
}

fn scores(entry: EntryRef<'_>, wanted: &ScoreTerm) -> Vec<Value> {
    let is_it = |found: &Score<'_>| {
        found.benchmark.id() == wanted.benchmark
            && wanted.metric.as_ref().is_none_or(|metric| found.metric.as_str() == metric)
            && score::meets(found, wanted) == Some(true)
    };
    let mut found: Vec<Score<'_>> = entry.scores().into_iter().filter(is_it).collect();
    found.sort_by(|a, b| {
        let order = a.normalized().total_cmp(&b.normalized());
        if score::is_lower_better(a) { order } else { order.reverse() }
    });
    found
        .iter()
        .map(|score| Value {
            text: score.value.to_string(),
            number: Some(score.normalized()),
            source: Some(source(score)),
        })
        .collect()
}

/// `own, arxiv-2501.17811 Table 4, 7b, thinking: no`.
fn source(score: &Score<'_>) -> String {
    let mut parts = vec![score::by(score).to_owned(), format!("{} {}", score.results.id(), score.table.at)];
    parts.extend(score.variant.map(str::to_owned));
    parts.extend(score.settings().pairs().into_iter().map(|(name, value)| format!("{name}: {value}")));
    parts.join(", ")
}
