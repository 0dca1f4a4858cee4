//! Classes: where published schemes place a model.

use mmtax_schema::entry::{Concept, Member};
use mmtax_schema::{Detail, Place, Relation};

use crate::entry_ref::EntryRef;
use crate::view::View;

/// The placement of a model in a concept of a scheme.
#[derive(Clone, Copy, Debug)]
pub struct Class<'t> {
    /// The scheme.
    pub scheme: EntryRef<'t>,
    /// The concept.
    pub concept: &'t Concept,
    /// The statement.
    pub member: &'t Member,
}

impl<'t> Class<'t> {
    /// The concept and those it stands under, from the top of the tree down.
    #[must_use]
    pub fn path(self) -> Vec<&'t Concept> {
        let concepts = self.scheme.as_scheme().map_or(&[][..], |scheme| &scheme.concepts);
        let mut path = vec![self.concept];
        while let Some(under) = path.last().and_then(|concept| concept.under.as_ref()) {
            match concepts.iter().find(|concept| concept.id == *under) {
                // A circle among concepts is a fault that a rule reports; it must not hang us here.
                Some(parent) if !path.iter().any(|seen| seen.id == parent.id) => path.push(parent),
                _ => break,
            }
        }
        path.reverse();
        path
    }
}

impl<'t> EntryRef<'t> {
    /// Where the schemes place this entry, by scheme id and then in the scheme's order.
    #[must_use]
    pub fn classes(self) -> Vec<Class<'t>> {
        let links = self.links_out(View::of([Relation::MemberOf]));
        links
            .into_iter()
            .filter_map(|link| {
                let (Place::Member(concept, _), Detail::Member(member)) = (link.place(), link.detail())
                else {
                    return None;
                };
                let concept = link.to().as_scheme()?.concepts.get(concept as usize)?;
                Some(Class { scheme: link.to(), concept, member })
            })
            .collect()
    }
}
