//! Licences along the way that weights come down.

use mmtax_schema::Text;
use mmtax_schema::license::Terms;

use crate::chain::Chain;
use crate::entry_ref::EntryRef;
use crate::exposure::{Walk, upstream};

/// Something that the weights of an entry come from, whose licence allows less than the one that the entry declares.
#[derive(Clone, Debug)]
pub struct Stricter<'t> {
    /// The licence that the entry declares.
    pub own: &'t Text,
    /// What its weights come from.
    pub upstream: EntryRef<'t>,
    /// The licence of that.
    pub license: &'t Text,
    /// The way up, with the fewest links.
    pub way: Chain<'t>,
}

/// The licences of what an entry's weights come from.
#[derive(Clone, Debug, Default)]
pub struct Licenses<'t> {
    /// Those that allow less than the entry's own, the nearest first.
    pub stricter: Vec<Stricter<'t>>,
    /// What the weights come from whose licence is not known, the nearest first. While there is any, that nothing stricter was
    /// found says nothing.
    pub unknown: Vec<EntryRef<'t>>,
}

impl<'t> EntryRef<'t> {
    /// Its licence, where that is known.
    #[must_use]
    pub fn license(self) -> Option<&'t Text> {
        self.entry().license()?.known()
    }

    /// Holds the licence that the entry declares against those of what its weights come from, at any depth. `None` where the
    /// entry declares none. What is meant is what the names of the licences tell ([`Terms`]): it is no legal advice.
    #[must_use]
    pub fn upstream_licenses(self) -> Option<Licenses<'t>> {
        let own = self.license()?;
        let walk = Walk::up([self], upstream);
        let mut licenses = Licenses::default();
        for &entry in walk.order.iter().skip(1) {
            match entry.license() {
                None => licenses.unknown.push(entry),
                Some(license) if Terms::of(license) > Terms::of(own) => {
                    let way = walk.chain(entry).turned();
                    licenses.stricter.push(Stricter { own, upstream: entry, license, way });
                }
                Some(_) => {}
            }
        }
        Some(licenses)
    }
}
