//! Filters held against every entry at once: each term goes over the entries or links once, however large the filter is.

use mmtax_schema::{Entry, Kind, Nothing, PartialDate, Relation};

use super::bits::Truth;
use super::field::{Field, Held, Values, Wanted};
use super::filter::{Amount, Compare, Filter, Term};
use super::{component, link, score};
use crate::entry_ref::EntryRef;
use crate::selection::Selection;
use crate::taxonomy::Taxonomy;
use crate::view::View;

/// What came of a filter.
#[derive(Clone, Debug)]
pub struct Judgement<'t> {
    /// The entries for which it holds.
    pub yes: Selection<'t>,
    /// The entries of which it is not known, because of what they, or what they are made of, leave open.
    pub unknown: Selection<'t>,
}

impl Taxonomy {
    /// The entries for which a filter holds.
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
    /// let llm = taxonomy.entry("llm").expect("it was just made");
    /// let selected = taxonomy.select(&Filter::contains(llm));
    /// assert_eq!(selected.iter().map(|entry| entry.id()).collect::<Vec<_>>(), ["bagel", "janus"]);
    /// ```
    #[must_use]
    pub fn select(&self, filter: &Filter) -> Selection<'_> {
        Selection::new(self, judge(self, filter).yes())
    }

    /// The entries for which a filter holds, and those of which it is not known.
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
    /// let judged = taxonomy.judge(&taxonomy.parse_query("backbone.training:frozen")?);
    /// assert_eq!(judged.yes.iter().map(|entry| entry.id()).collect::<Vec<_>>(), ["bagel"]);
    /// // Nobody has entered what Janus-Pro is made of.
    /// assert_eq!(judged.unknown.iter().map(|entry| entry.id()).collect::<Vec<_>>(), ["janus-pro"]);
    /// # Ok::<(), QueryError>(())
    /// ```
    #[must_use]
    pub fn judge(&self, filter: &Filter) -> Judgement<'_> {
        let truth = judge(self, filter);
        Judgement { yes: Selection::new(self, truth.yes()), unknown: Selection::new(self, truth.unknown()) }
    }
}

/// The kinds that have a date.
const DATED: [Kind; 7] =
    [Kind::Model, Kind::Tokenizer, Kind::Method, Kind::Dataset, Kind::Benchmark, Kind::Paper, Kind::Scheme];

fn judge(taxonomy: &Taxonomy, filter: &Filter) -> Truth {
    let count = taxonomy.entries.len();
    match filter {
        Filter::Is(term) => term_truth(taxonomy, term),
        Filter::All(filters) => {
            let mut truth = Truth::all(count, true);
            filters.iter().for_each(|filter| truth.and(&judge(taxonomy, filter)));
            truth
        }
        Filter::Any(filters) => {
            let mut truth = Truth::all(count, false);
            for filter in filters {
                truth = truth.or(judge(taxonomy, filter));
            }
            truth
        }
        Filter::Not(filter) => judge(taxonomy, filter).not(),
        Filter::NotKnown(filter) => judge(taxonomy, filter).not_known(),
    }
}

fn term_truth(taxonomy: &Taxonomy, term: &Term) -> Truth {
    // Of a packed entry of another kind, nothing need be read.
    let each = |kinds: &[Kind], holds: &dyn Fn(EntryRef<'_>) -> Option<bool>| {
        let mut truth = Truth::apart(taxonomy.entries.len());
        let asked = taxonomy.entries().filter(|entry| kinds.contains(&entry.kind()));
        asked.for_each(|entry| truth.set(entry.index, holds(entry)));
        truth
    };
    match term {
        Term::Kind(kind) => each(&Kind::ALL, &|entry| Some(entry.kind() == *kind)),
        Term::Id(id) => each(&Kind::ALL, &|entry| Some(entry.id() == id)),
        Term::Named(piece) => {
            let piece = piece.to_lowercase();
            each(&Kind::ALL, &|entry| Some(is_named(entry.entry(), &piece)))
        }
        Term::Stub(is_stub) => each(&Kind::ALL, &|entry| Some(entry.is_stub() == *is_stub)),
        Term::Field(field, wanted) => {
            let accepted = accepted(taxonomy, *field, wanted);
            each(field.kinds(), &|entry| wants(&field.read(entry.entry())?, wanted, &accepted))
        }
        Term::Number(field, how, amount) => {
            each(field.kinds(), &|entry| number(&field.read(entry.entry())?, *how, amount))
        }
        Term::Released(how, date) => each(&DATED, &|entry| released(entry.date()?, *how, *date)),
        Term::Class(scheme, concept) => {
            each(&[Kind::Model], &|entry| link::class(entry, scheme.as_deref(), concept))
        }
        Term::Component(wanted) => {
            each(&[Kind::Model, Kind::Tokenizer], &|entry| component::has(entry, wanted))
        }
        Term::Linked(reach, id, variant) => link::truth(taxonomy, *reach, id, variant.as_deref()),
        Term::Score(wanted) => score::truth(taxonomy, wanted),
    }
}

fn is_named(entry: &Entry, piece: &str) -> bool {
    let shared = entry.shared();
    let names = shared.name.into_iter().chain(shared.aliases).map(|name| name.as_str());
    let variants = shared.variants.iter().filter_map(|variant| variant.name.as_deref());
    std::iter::once(entry.id.as_str())
        .chain(names)
        .chain(variants)
        .any(|name| name.to_lowercase().contains(piece))
}

/// The values that count as the one asked for: for an organization, those that belong to it, too.
fn accepted(taxonomy: &Taxonomy, field: Field, wanted: &Wanted) -> Vec<String> {
    let Wanted::Value(value) = wanted else { return Vec::new() };
    let mut accepted = vec![value.to_lowercase()];
    if let (Values::Organization, Some(organization)) = (field.0.values, taxonomy.entry(value)) {
        let below = organization.descendants(View::of([Relation::MemberOf]));
        accepted.extend(below.iter().map(|reached| reached.entry.id().to_owned()));
    }
    accepted
}

fn wants(held: &Held<'_>, wanted: &Wanted, accepted: &[String]) -> Option<bool> {
    let is_open = held.gap.is_some_and(|why| why != Nothing::NotApplicable);
    match wanted {
        Wanted::Value(_) => {
            let is_it = |word: &str| accepted.iter().any(|value| value.to_lowercase() == word.to_lowercase());
            if held.words.iter().any(|word| is_it(word)) { Some(true) } else { (!is_open).then_some(false) }
        }
        Wanted::Known => Some(!held.words.is_empty() || held.gap.is_none()),
        Wanted::Unknown => Some(held.words.is_empty() && is_open),
        Wanted::Nothing(why) => Some(held.words.is_empty() && held.gap == Some(*why)),
    }
}

fn number(held: &Held<'_>, how: Compare, amount: &Amount) -> Option<bool> {
    let is_open = held.gap.is_some_and(|why| why != Nothing::NotApplicable);
    let stands = |word: &str| Amount::new(word).is_some_and(|value| how.holds(value.value, amount.value));
    if held.words.iter().any(|word| stands(word)) { Some(true) } else { (!is_open).then_some(false) }
}

impl Compare {
    /// Whether `value` stands so to `bound`. Numbers are equal that differ by less than any print shows.
    pub(super) fn holds(self, value: f64, bound: f64) -> bool {
        let is_equal = (value - bound).abs() <= 1e-9 * bound.abs().max(1.0);
        match self {
            Self::Equal => is_equal,
            Self::Less => value < bound && !is_equal,
            Self::AtMost => value < bound || is_equal,
            Self::Greater => value > bound && !is_equal,
            Self::AtLeast => value > bound || is_equal,
        }
    }
}

/// What is certain of a date that may be a month or a year. One within the date asked for is equal to it.
fn released(date: PartialDate, how: Compare, asked: PartialDate) -> Option<bool> {
    let (first, last) = (date.earliest(), date.latest());
    let (begin, end) = (asked.earliest(), asked.latest());
    let certain = |yes: bool, no: bool| if yes { Some(true) } else { no.then_some(false) };
    match how {
        Compare::Equal => certain(begin <= first && last <= end, last < begin || end < first),
        Compare::Less => certain(last < begin, first >= begin),
        Compare::AtMost => certain(last <= end, first > end),
        Compare::Greater => certain(first > end, last <= end),
        Compare::AtLeast => certain(first >= begin, last < begin),
    }
}
