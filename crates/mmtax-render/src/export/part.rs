//! Which entries and links are written, and what is said of each.

use std::collections::{BTreeMap, BTreeSet};

use mmtax_graph::{EntryRef, LinkRef, Taxonomy, View};

use crate::walk::Side;

/// A part of the graph: entries, and the links among them.
pub struct Part<'t> {
    /// What it is, in one line.
    pub title: String,
    /// The entries, by id.
    pub entries: Vec<EntryRef<'t>>,
    /// The links among them, by their ends.
    pub links: Vec<Link<'t>>,
    /// The entry around which it was cut out.
    pub center: Option<EntryRef<'t>>,
    /// How many entries the taxonomy has that are not in it.
    left_out: usize,
    /// How many of those are one link beyond its edge.
    beyond: usize,
}

/// All statements that join one entry to another by one relation.
pub struct Link<'t> {
    /// The first of them; they are in the order of the files that state them.
    pub first: LinkRef<'t>,
    pub(super) statements: Vec<LinkRef<'t>>,
}

impl<'t> Part<'t> {
    /// Everything that has a link of a view; of the view of all relations, everything.
    #[must_use]
    pub fn whole(taxonomy: &'t Taxonomy, view: View, name: &str) -> Self {
        let links: Vec<LinkRef<'t>> = taxonomy.links(view).collect();
        let joined: BTreeSet<_> = links.iter().flat_map(|link| [link.from(), link.to()]).collect();
        let entries: Vec<_> =
            taxonomy.entries().filter(|entry| view == View::FULL || joined.contains(entry)).collect();
        let left_out = taxonomy.entries().len() - entries.len();
        Self { title: name.to_owned(), entries, links: merged(links), center: None, left_out, beyond: 0 }
    }

    /// What an entry leads to and what leads to it, each by at most so many links of a view.
    #[must_use]
    pub fn around(taxonomy: &'t Taxonomy, entry: EntryRef<'t>, depth: usize, view: View, name: &str) -> Self {
        let mut found = BTreeSet::from([entry]);
        let mut beyond = BTreeSet::new();
        for side in [Side::Ancestors, Side::Descendants] {
            let (mut seen, mut nearest) = (BTreeSet::from([entry]), vec![entry]);
            for _ in 0..depth {
                nearest =
                    next(&nearest, side, view).into_iter().filter(|&entry| seen.insert(entry)).collect();
                if nearest.is_empty() {
                    break;
                }
            }
            beyond.extend(next(&nearest, side, view).difference(&seen));
            found.extend(seen);
        }
        let links = found.iter().flat_map(|entry| entry.links_out(view));
        let links = links.filter(|link| found.contains(&link.to())).collect();
        let title = format!("{name} around {}", entry.name());
        let left_out = taxonomy.entries().len() - found.len();
        let beyond = beyond.difference(&found).count();
        let entries = found.into_iter().collect();
        Self { title, entries, links: merged(links), center: Some(entry), left_out, beyond }
    }

    /// What of the taxonomy is not in it.
    pub(super) fn hidden(&self) -> Vec<String> {
        let mut said = Vec::new();
        if self.beyond > 0 {
            let is = if self.beyond == 1 { "entry is" } else { "entries are" };
            said.push(format!("{} {is} one link beyond what is shown", self.beyond));
        }
        if self.center.is_none() && self.left_out > 0 {
            let have = if self.left_out == 1 { "entry has" } else { "entries have" };
            said.push(format!("{} {have} no such link", self.left_out));
        }
        said
    }

    /// The title with what is hidden.
    pub(super) fn description(&self) -> String {
        std::iter::once(self.title.clone()).chain(self.hidden()).collect::<Vec<_>>().join("; ")
    }
}

fn next<'t>(from: &[EntryRef<'t>], side: Side, view: View) -> BTreeSet<EntryRef<'t>> {
    from.iter().flat_map(|entry| side.links(*entry, view)).map(|link| side.end(link)).collect()
}

/// One link for all statements of one relation between two entries.
fn merged(links: Vec<LinkRef<'_>>) -> Vec<Link<'_>> {
    let mut joined: BTreeMap<_, Vec<LinkRef<'_>>> = BTreeMap::new();
    for link in links {
        joined.entry((link.from(), link.relation(), link.to())).or_default().push(link);
    }
    let link = |statements: Vec<_>| Some(Link { first: *statements.first()?, statements });
    joined.into_values().filter_map(link).collect()
}
