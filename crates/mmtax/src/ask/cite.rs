//! Where a fact was read, as answers tell it.

use std::fmt;

use mmtax_graph::LinkRef;
use mmtax_graph::schema::{Body, Detail, Entry, EntryId, FactName, Place, Text};
use serde_json::{Value, json};

/// Where a fact was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cite {
    /// The id of the paper, or the address of the page.
    pub source: Option<String>,
    /// The version that was read.
    pub version: Option<String>,
    /// The place in it.
    pub at: Option<String>,
}

impl Cite {
    /// Where the statement behind a link was read.
    #[must_use]
    pub fn of_link(link: LinkRef<'_>) -> Self {
        let entry = link.stated_in();
        if link.place() == Place::IntroducedBy {
            return Self::of_field(entry, FactName::IntroducedBy);
        }
        if matches!(link.place(), Place::Developer(_)) {
            return Self::of_field(entry, FactName::Developers);
        }
        let cited = link.cited();
        Self::of(entry, cited.source, cited.at)
    }

    /// Where a field of an entry was read.
    #[must_use]
    pub fn of_field(entry: &Entry, field: FactName) -> Self {
        let cited = entry.shared().cited.get(&field);
        Self::of(
            entry,
            cited.and_then(|cited| cited.source.as_ref()),
            cited.and_then(|cited| cited.at.as_ref()),
        )
    }

    /// A source of an entry by its key, or the default, and the place in it.
    pub(crate) fn of(entry: &Entry, key: Option<&EntryId>, at: Option<&Text>) -> Self {
        let at = at.map(ToString::to_string);
        if let Body::Results(results) = &entry.body {
            let version = results.version.as_ref().map(ToString::to_string);
            return Self { source: Some(results.source.id().to_owned()), version, at };
        }
        if let Body::Errata(errata) = &entry.body {
            let version = errata.version.as_ref().map(ToString::to_string);
            return Self { source: Some(errata.source.id().to_owned()), version, at };
        }
        let sources = entry.shared().sources;
        let source = match key {
            Some(key) => sources.get(key),
            None => sources.first().map(|(_, source)| source),
        };
        let name = source.and_then(|source| {
            let paper = source.paper.as_ref().map(|paper| paper.id());
            paper.or(source.url.as_ref().map(|url| url.as_str()))
        });
        // A paper is its own source.
        let own = || matches!(entry.body, Body::Paper(_)).then(|| entry.id.to_string());
        Self {
            source: name.map(str::to_owned).or_else(own),
            version: source.and_then(|source| source.version.as_ref()).map(ToString::to_string),
            at,
        }
    }

    pub(crate) fn to_json(&self) -> Value {
        json!({ "source": self.source, "version": self.version, "at": self.at })
    }
}

/// `arxiv-2501.17811 (v2), Table 4`.
impl fmt::Display for Cite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(source) = &self.source else { return f.write_str(self.at.as_deref().unwrap_or_default()) };
        f.write_str(source)?;
        if let Some(version) = &self.version {
            write!(f, " ({version})")?;
        }
        self.at.as_ref().map_or(Ok(()), |at| write!(f, ", {at}"))
    }
}

/// What a link says of its two ends beyond its relation: roles, how the part starts and is trained, the stage, the variants.
pub(crate) fn particulars(link: LinkRef<'_>) -> Vec<String> {
    let mut words = Vec::new();
    let variants = match link.detail() {
        Detail::Component(item) => {
            words.extend(item.roles.iter().map(|role| role.word().to_owned()));
            words.extend(item.start.known().map(|start| start.word().to_owned()));
            words.extend(item.training.known().map(|training| training.word().to_owned()));
            &item.variants[..]
        }
        Detail::Lineage(item) => &item.variants[..],
        Detail::Training(item) => {
            words.push(item.stage.word().to_owned());
            &item.variants[..]
        }
        Detail::Row(..) | Detail::Method(_) | Detail::Plain => &[],
        Detail::Member(_) => {
            if let (Place::Member(concept, _), Body::Scheme(scheme)) = (link.place(), &link.stated_in().body)
            {
                words.extend(scheme.concepts.get(concept as usize).map(|concept| concept.label.to_string()));
            }
            &[]
        }
    };
    if !variants.is_empty() {
        let variants: Vec<&str> = variants.iter().map(|variant| variant.as_str()).collect();
        words.push(format!("of {}", variants.join(", ")));
    }
    words
}

/// The id of the end that a link names, with the variant that it means.
pub(crate) fn named(link: LinkRef<'_>) -> String {
    match link.to_variant() {
        Some(variant) => format!("{}@{variant}", link.to().id()),
        None => link.to().id().to_owned(),
    }
}

/// A link for programs.
pub(crate) fn link_json(link: LinkRef<'_>) -> Value {
    let entry = link.stated_in();
    json!({
        "from": link.from().id(),
        "relation": link.relation().name(),
        "to": link.to().id(),
        "variant": link.to_variant(),
        "particulars": particulars(link),
        "file": entry.file(),
        "path": entry.path(link.place()).to_string(),
        "cited": Cite::of_link(link).to_json(),
    })
}
