//! A taxonomy as one text that is ready at once: the list of entries is read when it is opened, links when they are first
//! followed, and what an entry says when it is first asked for.
//!
//! The text has a line for each entry with its kind, its id, and the lengths of its links and of its body, then an empty line,
//! then for each entry its links by ids, a tab and the body on one line. So a change of one entry changes its two lines.

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};
use std::sync::OnceLock;

use mmtax_schema::{Kind, Place, Relation};

use crate::build::position;
use crate::entries::{Entries, Packed};
use crate::index::Index;
use crate::link::Link;
use crate::net::Net;
use crate::taxonomy::Taxonomy;

/// The first word of the text; the number goes up when its form changes.
const HEAD: &str = "mmtax-pack-1";

/// The text is not what [`Taxonomy::pack`] of this version makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnpackError {
    /// The line, from 1.
    pub line: usize,
}

impl fmt::Display for UnpackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} is not what this version packs", self.line)
    }
}

impl std::error::Error for UnpackError {}

impl Taxonomy {
    /// The whole taxonomy as a text for [`Taxonomy::unpack`]. `revision` says which data it is: one word.
    #[must_use]
    pub fn pack(&self, revision: &str) -> String {
        let mut lines = format!("{HEAD} {revision}\n");
        let mut bodies = String::new();
        let mut links: Vec<&Link> = self.net().links.iter().collect();
        links.sort_by_key(|link| link.owner);
        let mut links = links.into_iter().peekable();
        for entry in self.entries() {
            let start = bodies.len();
            while let Some(link) = links.next_if(|link| link.owner == entry.index) {
                let end = |at: u32| if at == link.owner { "." } else { self.entries.id(at) };
                let (code, a, b) = link.place.code();
                let relation = link.relation as u32;
                let _ = write!(bodies, " {relation}:{}:{}:{code}{a}.{b}", end(link.from), end(link.to));
            }
            let links = bodies.len() - start;
            let body = entry.entry().pack();
            let _ = writeln!(lines, "{} {} {links} {}", entry.kind().name(), entry.id(), body.len());
            let _ = writeln!(bodies, "\t{body}");
        }
        lines + "\n" + &bodies
    }

    /// Opens what [`Taxonomy::pack`] made. Entries are read when they are first asked for.
    ///
    /// # Errors
    /// When the text is not what this version packs.
    ///
    /// # Panics
    /// The taxonomy panics later, where the list of entries is sound and an entry or link is not: whoever keeps such a text
    /// makes it with the same version.
    pub fn unpack(text: &'static str) -> Result<Self, UnpackError> {
        let (lines, bodies) = text.split_once("\n\n").ok_or(UnpackError { line: 1 })?;
        let mut entries = Vec::with_capacity(lines.len() / 24);
        let mut lines = lines.split('\n').enumerate();
        let is_head = |(_, head): &(usize, &str)| head.split(' ').next() == Some(HEAD);
        lines.next().filter(is_head).ok_or(UnpackError { line: 1 })?;
        let mut end = 0;
        for (index, line) in lines {
            let packed = packed(line, bodies, end).ok_or(UnpackError { line: index + 1 })?;
            end = packed.body.end + 1;
            entries.push(packed);
        }
        // Bodies are not looked at, since that would take longer than all the rest; that they end where they should tells
        // whether something was cut.
        if end != bodies.len() {
            return Err(UnpackError { line: entries.len() + 2 });
        }
        let index = Index::new(&entries);
        let (net, broken) = (OnceLock::new(), BTreeSet::new());
        Ok(Self { entries: Entries::Packed(entries), index, net, broken })
    }

    /// The links of a taxonomy that was unpacked.
    pub(crate) fn unpacked_net(&self) -> Net {
        let Entries::Packed(entries) = &self.entries else { return Net::new(Vec::new(), self.entries.len()) };
        let mut links = Vec::new();
        for (owner, entry) in entries.iter().enumerate() {
            let text = entry.bodies.get(entry.links.clone()).unwrap_or("?");
            for link in text.split(' ').filter(|link| !link.is_empty()) {
                let Some(link) = self.link(position(owner), link) else {
                    panic!("the links of `{}` were packed by another version: {link}", entry.id);
                };
                links.push(link);
            }
        }
        Net::new(links, entries.len())
    }

    fn link(&self, owner: u32, text: &str) -> Option<Link> {
        let mut parts = text.split(':');
        let relation: usize = parts.next()?.parse().ok()?;
        let mut end = || match parts.next()? {
            "." => Some(owner),
            id => self.entry(id).map(|entry| entry.index),
        };
        let (from, to) = (end()?, end()?);
        let place = parts.next()?;
        let (a, b) = place.get(1..)?.split_once('.')?;
        let place = Place::from_code(place.chars().next()?, a.parse().ok()?, b.parse().ok()?)?;
        Some(Link { from, relation: Relation::all().nth(relation)?, to, owner, place })
    }
}

/// The entry of a line, whose links and body begin at `start` of the bodies.
fn packed(line: &'static str, bodies: &'static str, start: usize) -> Option<Packed> {
    let mut words = line.split(' ');
    let kind = words.next()?;
    let kind = Kind::ALL.into_iter().find(|known| known.name() == kind)?;
    let id = words.next().filter(|id| !id.is_empty())?;
    let mut length = || words.next()?.parse::<usize>().ok();
    let links = start..start.checked_add(length()?)?;
    // A tab stands between the two.
    let body = links.end + 1..(links.end + 1).checked_add(length()?)?;
    Some(Packed { id, kind, bodies, links, body, entry: OnceLock::new() })
}
