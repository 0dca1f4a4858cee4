//! Links held against what is asked of them, and when "no link" is more than "none was entered".

use mmtax_schema::{Entry, Fact, Kind, Nothing, Relation};

use super::bits::Truth;
use super::filter::Reach;
use crate::entry_ref::EntryRef;
use crate::net::Way;
use crate::taxonomy::Taxonomy;
use crate::view::View;

impl Reach {
    /// The links that are followed, from which end, and whether at any depth.
    fn walk(self) -> (View, Way, bool) {
        match self {
            Self::Contains => (View::COMPOSITION, Way::Down, true),
            Self::DescendsFrom => (View::lineage(), Way::Down, true),
            Self::BuiltOn => (View::descent(), Way::Down, true),
            Self::PartOf => (View::COMPOSITION, Way::Up, true),
            Self::AncestorOf => (View::lineage(), Way::Up, true),
            Self::Direct(relation) => (View::of([relation]), Way::Down, false),
            Self::Inverse(relation) => (View::of([relation]), Way::Up, false),
        }
    }

    /// The kinds at the end that is selected.
    pub(super) fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Contains | Self::PartOf => Relation::Contains.info().from,
            Self::DescendsFrom | Self::BuiltOn | Self::AncestorOf => Relation::Extends.info().from,
            Self::Direct(relation) => relation.info().from,
            Self::Inverse(relation) => relation.info().to,
        }
    }

    /// The kinds at the end that is named.
    pub(super) fn named_kinds(self) -> &'static [Kind] {
        match self {
            Self::Direct(relation) => relation.info().to,
            Self::Inverse(relation) => relation.info().from,
            Self::Contains | Self::DescendsFrom | Self::BuiltOn | Self::PartOf | Self::AncestorOf => {
                self.kinds()
            }
        }
    }
}

pub(super) fn truth(taxonomy: &Taxonomy, reach: Reach, id: &str, variant: Option<&str>) -> Truth {
    let mut truth = Truth::apart(taxonomy.entries.len());
    let could_be = taxonomy.entries().filter(|entry| reach.kinds().contains(&entry.kind()));
    let named = taxonomy.entry(id);
    for entry in could_be {
        let is_no = named.is_some() && variant.is_none() && is_said(entry, reach);
        truth.set(entry.index, is_no.then_some(false));
    }
    let Some(named) = named else { return truth };
    if variant.is_none() {
        parts_not_known(taxonomy, reach, named, &mut truth);
    }
    reached(named, reach, variant).into_iter().for_each(|index| truth.set(index, Some(true)));
    truth
}

/// The positions of the entries that stand so to `named`.
fn reached(named: EntryRef<'_>, reach: Reach, variant: Option<&str>) -> Vec<u32> {
    let (view, way, any_depth) = reach.walk();
    let first = named.links(way, view).filter(|link| variant.is_none() || link.to_variant() == variant);
    let mut reached: Vec<u32> = first.map(|link| link.link.end(way)).collect();
    reached.sort_unstable();
    reached.dedup();
    if any_depth {
        reached = spread(named.taxonomy, reached, view, way);
        reached.retain(|index| *index != named.index);
    }
    reached
}

/// The positions, and those that links lead to from them.
fn spread(taxonomy: &Taxonomy, from: Vec<u32>, view: View, way: Way) -> Vec<u32> {
    let net = taxonomy.net();
    let mut seen = vec![false; taxonomy.entries.len()];
    from.iter().for_each(|index| seen[*index as usize] = true);
    let mut open = from;
    let mut done = 0;
    while let Some(index) = open.get(done).copied() {
        done += 1;
        for link in net.of(index, way).filter(|link| view.has(link.relation)) {
            let end = link.end(way);
            if !std::mem::replace(&mut seen[end as usize], true) {
                open.push(end);
            }
        }
    }
    open
}

/// Whether the entry says all there is to say of this relation, so that a link that is not there is known not to be.
fn is_said(entry: EntryRef<'_>, reach: Reach) -> bool {
    match reach {
        // Decided by what they are made of, below.
        Reach::Contains | Reach::PartOf => true,
        // A list of ancestors is never known to be complete.
        Reach::DescendsFrom | Reach::BuiltOn | Reach::AncestorOf | Reach::Inverse(_) => false,
        Reach::Direct(relation) => match relation {
            Relation::TrainedOn => trained_on_all(entry.entry()),
            Relation::DevelopedBy => {
                super::Field::DEVELOPER.read(entry.entry()).is_some_and(|held| held.gap.is_none())
            }
            Relation::IntroducedBy => entry.entry().introduced_by().is_some(),
            Relation::Cites | Relation::ReplacedBy => true,
            Relation::InitializedFrom
            | Relation::FinetunedFrom
            | Relation::DistilledFrom
            | Relation::MergedFrom
            | Relation::SuccessorOf
            | Relation::Extends
            | Relation::Contains
            | Relation::EvaluatedOn
            | Relation::Applies
            | Relation::DerivedFrom
            | Relation::SubsetOf
            | Relation::TranslatedFrom
            | Relation::MemberOf => false,
        },
    }
}

/// Whether every stage names its data, and none speaks of other data in words.
fn trained_on_all(entry: &Entry) -> bool {
    let stages = entry.shared().training.and_then(Fact::known);
    stages.is_some_and(|stages| {
        stages.iter().all(|stage| stage.datasets.known().is_some() && stage.note.is_none())
    })
}

/// Takes back "no" where something that may have the part is not known to its last part.
fn parts_not_known(taxonomy: &Taxonomy, reach: Reach, named: EntryRef<'_>, truth: &mut Truth) {
    if !matches!(reach, Reach::Contains | Reach::PartOf) {
        return;
    }
    let parts = |entry: &EntryRef<'_>| matches!(entry.kind(), Kind::Model | Kind::Tokenizer);
    let open = taxonomy.entries().filter(parts).filter(|entry| has_open_parts(entry.entry()));
    if reach == Reach::Contains {
        let open = spread(taxonomy, open.map(|entry| entry.index).collect(), View::COMPOSITION, Way::Down);
        open.into_iter().for_each(|index| truth.set(index, None));
        return;
    }
    let below = spread(taxonomy, vec![named.index], View::COMPOSITION, Way::Up);
    if below.into_iter().any(|index| has_open_parts(taxonomy.entry_at(index))) {
        taxonomy.entries().filter(parts).for_each(|entry| truth.set(entry.index, None));
    }
}

fn has_open_parts(entry: &Entry) -> bool {
    match entry.shared().components {
        Some(Fact::Value(components)) => {
            components.iter().any(|component| component.uses.is_none() && component.detail.is_none())
        }
        Some(Fact::Nothing(why)) => *why != Nothing::NotApplicable,
        None => false,
    }
}

/// Whether a scheme places the entry in the class or one below it. A scheme that places it elsewhere does not; one that says
/// nothing of it leaves it open.
pub(super) fn class(entry: EntryRef<'_>, scheme: Option<&str>, concept: &str) -> Option<bool> {
    let classes = entry.classes();
    let of_scheme = |class: &&crate::Class<'_>| scheme.is_none_or(|scheme| class.scheme.id() == scheme);
    let mut placed = classes.iter().filter(of_scheme).peekable();
    placed.peek()?;
    let is_it = |known: &mmtax_schema::entry::Concept| {
        known.id.as_str() == concept || known.code.as_ref().is_some_and(|code| code.as_str() == concept)
    };
    Some(placed.any(|class| class.path().iter().any(|concept| is_it(concept))))
}
