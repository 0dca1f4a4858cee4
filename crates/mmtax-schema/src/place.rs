//! Every reference that an entry makes, from one place: what resolves references, builds the graph and counts uses reads
//! this list, so that none of them can forget a field.

use crate::entry::{Application, Body, Column, Component, Entry, Lineage, Member, Row, Stage, Table};
use crate::id::{RefText, Target};
use crate::kind::Kind;
use crate::path::Path;
use crate::relation::Relation;
use crate::source::SourceAt;

/// Where in its entry a reference stands. Small, so that every link of a large graph can keep one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each variant is the field of the same name, with its list positions")]
pub enum Place {
    IntroducedBy,
    ReplacedBy,
    PartOf,
    ResultsSource,
    ErrataSource,
    Developer(u32),
    SourcePaper(u32),
    Component(u32),
    Lineage(u32),
    Training(u32, u32),
    Method(u32),
    Member(u32, u32),
    TableBenchmark(u32),
    TableFinetunedOn(u32),
    Column(u32, u32),
    Row(u32, u32),
    RowFrom(u32, u32),
    RowFinetunedOn(u32, u32),
    ErratumAbout(u32),
    EvidencePaper(u32, u32),
}

/// A reference from an entry to another.
#[derive(Clone, Copy, Debug)]
pub struct Reference<'e> {
    /// Where it stands.
    pub place: Place,
    /// Whom it names.
    pub to: &'e RefText,
    /// The kinds it may name.
    pub kinds: &'static [Kind],
    /// The relation it states, if it states one by itself.
    pub relation: Option<Relation>,
}

/// The list item that a reference stands in.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "each variant is the item of the same name")]
pub enum Detail<'e> {
    Plain,
    Component(&'e Component),
    Lineage(&'e Lineage),
    Training(&'e Stage),
    Method(&'e Application),
    Member(&'e Member),
    Row(&'e Table, &'e Row),
}

impl<'e> Detail<'e> {
    /// Where the item was read.
    #[must_use]
    pub fn cited(self) -> SourceAt<'e> {
        match self {
            Self::Component(item) => item.cited(),
            Self::Lineage(item) => item.cited(),
            Self::Training(item) => item.cited(),
            Self::Method(item) => item.cited(),
            Self::Member(item) => item.cited(),
            Self::Row(table, _) => SourceAt { source: None, at: Some(&table.at) },
            Self::Plain => SourceAt { source: None, at: None },
        }
    }
}

/// A list position as links keep it.
fn position(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// Collects references with the kinds that their types allow.
struct Collector<'e, F: FnMut(Reference<'e>)> {
    each: F,
    marker: std::marker::PhantomData<&'e ()>,
}

impl<'e, F: FnMut(Reference<'e>)> Collector<'e, F> {
    fn add<T: Target>(
        &mut self,
        place: Place,
        to: &'e crate::id::Ref<T>,
        relation: impl Into<Option<Relation>>,
    ) {
        let relation = relation.into();
        (self.each)(Reference { place, to: to.text(), kinds: T::KINDS, relation });
    }
}

impl Entry {
    /// Calls `each` for every reference in the entry, in field order.
    pub fn for_each_reference<'e>(&'e self, each: impl FnMut(Reference<'e>)) {
        let mut out = Collector { each, marker: std::marker::PhantomData };
        if let Some(paper) = self.introduced_by() {
            out.add(Place::IntroducedBy, paper, Relation::IntroducedBy);
        }
        for (index, developer) in self.developers().iter().enumerate() {
            out.add(Place::Developer(position(index)), developer, Relation::DevelopedBy);
        }
        self.shared_references(&mut out);
        match &self.body {
            Body::Organization(organization) => {
                if let Some(parent) = &organization.part_of {
                    out.add(Place::PartOf, parent, Relation::MemberOf);
                }
            }
            Body::Results(_) => self.results_references(&mut out),
            Body::Scheme(scheme) => {
                for (c, concept) in scheme.concepts.iter().enumerate() {
                    for (m, member) in concept.members.iter().enumerate() {
                        // The link runs from the member to the scheme; the graph turns it around.
                        out.add(Place::Member(position(c), position(m)), &member.model, Relation::MemberOf);
                    }
                }
            }
            Body::Errata(_) => self.errata_references(&mut out),
            Body::Model(_)
            | Body::Tokenizer(_)
            | Body::Method(_)
            | Body::Dataset(_)
            | Body::Benchmark(_)
            | Body::Paper(_) => {}
        }
    }

    fn shared_references<'e>(&'e self, out: &mut Collector<'e, impl FnMut(Reference<'e>)>) {
        let shared = self.shared();
        for (index, (_, source)) in shared.sources.iter().enumerate() {
            if let Some(paper) = &source.paper {
                out.add(Place::SourcePaper(position(index)), paper, Relation::Cites);
            }
        }
        for (index, component) in shared.components.map_or(&[][..], |fact| fact.items()).iter().enumerate() {
            if let Some(part) = &component.uses {
                out.add(Place::Component(position(index)), part, Relation::Contains);
            }
        }
        for (index, link) in shared.lineage.iter().enumerate() {
            out.add(Place::Lineage(position(index)), &link.of, Relation::from(link.relation));
        }
        for (s, stage) in shared.training.map_or(&[][..], |fact| fact.items()).iter().enumerate() {
            for (d, dataset) in stage.datasets.items().iter().enumerate() {
                out.add(Place::Training(position(s), position(d)), dataset, Relation::TrainedOn);
            }
        }
        for (index, application) in shared.methods.iter().enumerate() {
            out.add(Place::Method(position(index)), &application.method, Relation::Applies);
        }
        if let Some(replacement) = shared.replaced_by {
            out.add(Place::ReplacedBy, replacement, Relation::ReplacedBy);
        }
    }

    fn results_references<'e>(&'e self, out: &mut Collector<'e, impl FnMut(Reference<'e>)>) {
        let Body::Results(results) = &self.body else { return };
        out.add(Place::ResultsSource, &results.source, Relation::Cites);
        for (t, table) in results.tables.iter().enumerate() {
            let t = position(t);
            if let Some(benchmark) = &table.benchmark {
                out.add(Place::TableBenchmark(t), benchmark, None);
            }
            if let Some(dataset) = &table.settings.finetuned_on {
                out.add(Place::TableFinetunedOn(t), dataset, None);
            }
            for (c, column) in table.columns.iter().enumerate() {
                if let Some(to) = column.benchmark() {
                    let place = Place::Column(t, position(c));
                    (out.each)(Reference { place, to, kinds: &[Kind::Benchmark], relation: None });
                }
            }
            for (r, row) in table.rows.iter().enumerate() {
                let r = position(r);
                out.add(Place::Row(t, r), &row.model, Relation::EvaluatedOn);
                if let Some(paper) = &row.from {
                    out.add(Place::RowFrom(t, r), paper, None);
                }
                if let Some(dataset) = &row.settings.finetuned_on {
                    out.add(Place::RowFinetunedOn(t, r), dataset, None);
                }
            }
        }
    }

    fn errata_references<'e>(&'e self, out: &mut Collector<'e, impl FnMut(Reference<'e>)>) {
        let Body::Errata(errata) = &self.body else { return };
        out.add(Place::ErrataSource, &errata.source, Relation::Cites);
        for (i, item) in errata.items.iter().enumerate() {
            if let Some(about) = &item.about {
                out.add(Place::ErratumAbout(position(i)), about, None);
            }
            for (e, evidence) in item.evidence.iter().enumerate() {
                if let Some(paper) = &evidence.paper {
                    out.add(Place::EvidencePaper(position(i), position(e)), paper, Relation::Cites);
                }
            }
        }
    }

    /// The list item that a place stands in. A place of another entry gives [`Detail::Plain`].
    #[must_use]
    pub fn detail(&self, place: Place) -> Detail<'_> {
        self.item(place).unwrap_or(Detail::Plain)
    }

    fn item(&self, place: Place) -> Option<Detail<'_>> {
        let shared = self.shared();
        match (place, &self.body) {
            (Place::Component(i), _) => shared.components?.items().get(i as usize).map(Detail::Component),
            (Place::Lineage(i), _) => shared.lineage.get(i as usize).map(Detail::Lineage),
            (Place::Training(s, _), _) => shared.training?.items().get(s as usize).map(Detail::Training),
            (Place::Method(i), _) => shared.methods.get(i as usize).map(Detail::Method),
            (Place::Member(c, m), Body::Scheme(scheme)) => {
                scheme.concepts.get(c as usize)?.members.get(m as usize).map(Detail::Member)
            }
            (
                Place::Row(t, r) | Place::RowFrom(t, r) | Place::RowFinetunedOn(t, r),
                Body::Results(results),
            ) => {
                let table = results.tables.get(t as usize)?;
                Some(Detail::Row(table, table.rows.get(r as usize)?))
            }
            _ => None,
        }
    }

    /// The path of a reference's text within the entry.
    #[must_use]
    pub fn path(&self, place: Place) -> Path {
        let list = |name, index: u32| Path::field(name).index(index as usize);
        match place {
            Place::IntroducedBy => Path::field("introduced_by"),
            Place::ReplacedBy => Path::field("replaced_by"),
            Place::PartOf => Path::field("part_of"),
            Place::ResultsSource | Place::ErrataSource => Path::field("source"),
            Place::Developer(i) => list("developers", i),
            Place::SourcePaper(i) => {
                let key = self.shared().sources.iter().nth(i as usize).map(|(key, _)| key.to_string());
                Path::field("sources").key(key.unwrap_or_default()).key("paper")
            }
            Place::Component(i) => list("components", i).key("uses"),
            Place::Lineage(i) => list("lineage", i).key("of"),
            Place::Training(s, d) => list("training", s).key("datasets").index(d as usize),
            Place::Method(i) => list("methods", i).key("method"),
            Place::Member(c, m) => list("concepts", c).key("members").index(m as usize).key("model"),
            Place::TableBenchmark(t) => list("tables", t).key("benchmark"),
            Place::TableFinetunedOn(t) => list("tables", t).key("settings").key("finetuned-on"),
            Place::Column(t, c) => list("tables", t).key("columns").index(c as usize),
            Place::Row(t, r) => list("tables", t).key("rows").index(r as usize).key("model"),
            Place::RowFrom(t, r) => list("tables", t).key("rows").index(r as usize).key("from"),
            Place::RowFinetunedOn(t, r) => {
                list("tables", t).key("rows").index(r as usize).key("settings").key("finetuned-on")
            }
            Place::ErratumAbout(i) => list("items", i).key("about"),
            Place::EvidencePaper(i, e) => list("items", i).key("evidence").index(e as usize).key("paper"),
        }
    }
}

impl Table {
    /// The benchmark that a column measures: its own, or the table's.
    #[must_use]
    pub fn benchmark_of<'t>(&'t self, column: &'t Column) -> Option<&'t RefText> {
        column.benchmark().or_else(|| self.benchmark.as_ref().map(crate::id::Ref::text))
    }
}
