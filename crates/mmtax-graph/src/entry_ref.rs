//! Handles to entries.

use std::cmp::Ordering;

use mmtax_schema::entry::{Benchmark, Model, Paper, Results, Scheme, Tokenizer};
use mmtax_schema::{Body, Entry, Kind, PartialDate};

use crate::link::LinkRef;
use crate::net::Way;
use crate::taxonomy::Taxonomy;
use crate::view::View;

/// An entry of the taxonomy. Handles compare by id, then kind.
#[derive(Clone, Copy)]
pub struct EntryRef<'t> {
    pub(crate) taxonomy: &'t Taxonomy,
    pub(crate) index: u32,
}

impl<'t> EntryRef<'t> {
    /// The entry as its file says it.
    #[must_use]
    pub fn entry(self) -> &'t Entry {
        self.taxonomy.entry_at(self.index)
    }

    /// The id.
    #[must_use]
    pub fn id(self) -> &'t str {
        self.taxonomy.entries.id(self.index)
    }

    /// The kind.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.taxonomy.entries.kind(self.index)
    }

    /// The name to show.
    #[must_use]
    pub fn name(self) -> &'t str {
        self.entry().name()
    }

    /// When it came out, as far as that is known.
    #[must_use]
    pub fn date(self) -> Option<PartialDate> {
        self.entry().date()
    }

    /// Whether it is only named and linked.
    #[must_use]
    pub fn is_stub(self) -> bool {
        self.entry().is_stub()
    }

    /// The model, if it is one.
    #[must_use]
    pub fn as_model(self) -> Option<&'t Model> {
        let Body::Model(model) = &self.entry().body else { return None };
        Some(model)
    }

    /// The tokenizer, if it is one.
    #[must_use]
    pub fn as_tokenizer(self) -> Option<&'t Tokenizer> {
        let Body::Tokenizer(tokenizer) = &self.entry().body else { return None };
        Some(tokenizer)
    }

    /// The benchmark, if it is one.
    #[must_use]
    pub fn as_benchmark(self) -> Option<&'t Benchmark> {
        let Body::Benchmark(benchmark) = &self.entry().body else { return None };
        Some(benchmark)
    }

    /// The paper, if it is one.
    #[must_use]
    pub fn as_paper(self) -> Option<&'t Paper> {
        let Body::Paper(paper) = &self.entry().body else { return None };
        Some(paper)
    }

    /// The results, if it is such a record.
    #[must_use]
    pub fn as_results(self) -> Option<&'t Results> {
        let Body::Results(results) = &self.entry().body else { return None };
        Some(results)
    }

    /// The scheme, if it is one.
    #[must_use]
    pub fn as_scheme(self) -> Option<&'t Scheme> {
        let Body::Scheme(scheme) = &self.entry().body else { return None };
        Some(scheme)
    }

    /// The links that run from this entry, in the id order of their other ends within each relation.
    #[must_use]
    pub fn links_out(self, view: View) -> Vec<LinkRef<'t>> {
        self.links(Way::Up, view).collect()
    }

    /// The links that run to this entry, in the id order of their other ends.
    #[must_use]
    pub fn links_in(self, view: View) -> Vec<LinkRef<'t>> {
        self.links(Way::Down, view).collect()
    }

    pub(crate) fn links(self, way: Way, view: View) -> impl Iterator<Item = LinkRef<'t>> {
        let links = self.taxonomy.net().of(self.index, way);
        links
            .filter(move |link| view.has(link.relation))
            .map(move |link| LinkRef { taxonomy: self.taxonomy, link })
    }
}

impl<'t> From<EntryRef<'t>> for &'t Entry {
    fn from(entry: EntryRef<'t>) -> Self {
        entry.entry()
    }
}

impl PartialEq for EntryRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl Eq for EntryRef<'_> {}

impl PartialOrd for EntryRef<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for EntryRef<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.index.cmp(&other.index)
    }
}

impl std::fmt::Debug for EntryRef<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.kind().folder(), self.id())
    }
}
