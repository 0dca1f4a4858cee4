//! Ancestors and descendants at any depth.

use std::hash::BuildHasherDefault;

use hashbrown::HashSet;

use crate::entry_ref::EntryRef;
use crate::link::LinkRef;
use crate::net::Way;
use crate::view::View;

/// An entry that a walk reached.
#[derive(Clone, Copy, Debug)]
pub struct Reached<'t> {
    /// The entry.
    pub entry: EntryRef<'t>,
    /// The fewest links to it, from 1.
    pub depth: usize,
    /// The link by which it was reached first; of several, the one from the entry that sorts first.
    pub by: LinkRef<'t>,
}

/// What two entries both descend from.
#[derive(Clone, Copy, Debug)]
pub struct Common<'t> {
    /// The entry.
    pub entry: EntryRef<'t>,
    /// The fewest links to it from each of the two.
    pub depths: [usize; 2],
}

impl<'t> EntryRef<'t> {
    /// Everything it descends from in the view, nearest first, then in id order.
    #[must_use]
    pub fn ancestors(self, view: View) -> Vec<Reached<'t>> {
        self.reach(view, Way::Up)
    }

    /// Everything that descends from it in the view, nearest first, then in id order.
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
    /// let below = llm.descendants(View::descent());
    /// let below: Vec<_> = below.iter().map(|reached| (reached.entry.id(), reached.depth)).collect();
    /// assert_eq!(below, [("bagel", 1), ("janus", 1), ("janus-pro", 2)]);
    /// ```
    #[must_use]
    pub fn descendants(self, view: View) -> Vec<Reached<'t>> {
        self.reach(view, Way::Down)
    }

    /// What this entry and `other` both descend from in the view, or what one of them is and the other descends from: those
    /// that are nearest to both first. Of these, only what no other of them descends from, unless `all` is asked for.
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
    /// let [janus_pro, bagel] = ["janus-pro", "bagel"].map(|id| taxonomy.entry(id).expect("it was just made"));
    /// let common = janus_pro.common_ancestors(bagel, View::descent(), false);
    /// assert_eq!((common[0].entry.id(), common[0].depths), ("llm", [2, 1]));
    /// ```
    #[must_use]
    pub fn common_ancestors(self, other: Self, view: View, all: bool) -> Vec<Common<'t>> {
        let own = |entry: Self| {
            let reached = entry.ancestors(view).into_iter().map(|reached| (reached.entry, reached.depth));
            let mut reached: Vec<_> = std::iter::once((entry, 0)).chain(reached).collect();
            reached.sort_unstable();
            reached
        };
        let (mine, others) = (own(self), own(other));
        let mut common: Vec<Common<'t>> = mine
            .into_iter()
            .filter_map(|(entry, depth)| {
                let found = others.binary_search_by_key(&entry, |(entry, _)| *entry).ok()?;
                Some(Common { entry, depths: [depth, others[found].1] })
            })
            .collect();
        if !all {
            let mut further = HashSet::with_hasher(BuildHasherDefault::<Fast>::default());
            for one in &common {
                // What was reached already has had its own ancestors reached.
                if !further.contains(&one.entry.index) {
                    further.extend(one.entry.ancestors(view).iter().map(|reached| reached.entry.index));
                }
            }
            common.retain(|one| !further.contains(&one.entry.index));
        }
        common.sort_by_key(|one| (one.depths[0] + one.depths[1], one.entry));
        common
    }

    fn reach(self, view: View, way: Way) -> Vec<Reached<'t>> {
        let net = self.taxonomy.net();
        let mut seen = HashSet::with_hasher(BuildHasherDefault::<Fast>::default());
        seen.insert(self.index);
        let mut reached: Vec<Reached<'t>> = Vec::new();
        let (mut nearest, mut depth) = (vec![self.index], 0);
        while !nearest.is_empty() {
            depth += 1;
            let start = reached.len();
            for entry in nearest {
                for link in net.of(entry, way).filter(|link| view.has(link.relation)) {
                    if seen.insert(link.end(way)) {
                        let entry = EntryRef { taxonomy: self.taxonomy, index: link.end(way) };
                        let by = LinkRef { taxonomy: self.taxonomy, link };
                        reached.push(Reached { entry, depth, by });
                    }
                }
            }
            reached[start..].sort_unstable_by_key(|reached| reached.entry);
            nearest = reached[start..].iter().map(|reached| reached.entry.index).collect();
        }
        reached
    }
}

/// A hash for positions, of which nobody chooses the values: one multiplication. The order of hashes reaches no output.
#[derive(Default)]
pub(crate) struct Fast(u64);

impl std::hash::Hasher for Fast {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u32(u32::from(*byte));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = (self.0 ^ u64::from(number)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 ^= self.0 >> 32;
    }
}
