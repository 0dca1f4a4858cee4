//! Every chain from an entry up to an ancestor, within bounds.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use crate::build::position;
use crate::entry_ref::EntryRef;
use crate::link::LinkRef;
use crate::net::Way;
use crate::view::View;

/// Chains from an entry up to an ancestor.
#[derive(Clone, Debug, Default)]
pub struct AllChains<'t> {
    /// As many as were asked for: the shortest, and of one length those whose entries sort first.
    pub chains: Vec<Vec<Step<'t>>>,
    /// How many there are in all, these included. `None` when nobody can tell: where links form circles, or where there are
    /// more than a number can hold.
    pub total: Option<u64>,
}

/// One step of a chain: two entries with every link that joins them.
#[derive(Clone, Debug)]
pub struct Step<'t> {
    /// The nearer end.
    pub from: EntryRef<'t>,
    /// What it descends from or contains.
    pub to: EntryRef<'t>,
    /// What is said of the two, one link or more.
    pub links: Vec<LinkRef<'t>>,
}

impl AllChains<'_> {
    /// How many chains are not listed, as far as that is known.
    #[must_use]
    pub fn left_out(&self) -> Option<u64> {
        self.total.map(|total| total.saturating_sub(self.chains.len() as u64))
    }
}

/// More partial chains than this are not looked at where links form circles: some of them lead nowhere.
const MOST_LOOKS: usize = 1_000_000;

impl<'t> EntryRef<'t> {
    /// Every chain of links from this entry up to `ancestor` in the view, the shortest first, at most `limit` of them. The
    /// others are counted.
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
    /// let [janus_pro, llm] = ["janus-pro", "llm"].map(|id| taxonomy.entry(id).expect("it was just made"));
    /// let found = janus_pro.chains_up(llm, View::descent(), 10);
    /// assert_eq!((found.chains.len(), found.total), (1, Some(1)));
    /// let links = found.chains[0].iter().map(|step| format!("{:?}", step.links[0]));
    /// assert_eq!(links.collect::<Vec<_>>(), ["janus-pro successor-of janus", "janus contains llm"]);
    /// ```
    #[must_use]
    pub fn chains_up(self, ancestor: Self, view: View, limit: usize) -> AllChains<'t> {
        let Some(between) = Between::new(self, ancestor, view) else {
            return AllChains { chains: Vec::new(), total: Some(0) };
        };
        let order = between.order();
        let total = order.as_ref().and_then(|order| between.count(order));
        let mut found = between.shortest(limit, order.is_some());
        found.sort_by_cached_key(|chain| (chain.len(), chain.clone()));
        let step = |pair: &[u32]| {
            let [from, to] = [pair[0], pair[1]].map(|at| between.entries[at as usize]);
            let links = from.links(Way::Up, view).filter(|link| link.to() == to).collect();
            Step { from, to, links }
        };
        let chains = found.iter().map(|chain| chain.windows(2).map(step).collect()).collect();
        AllChains { chains, total }
    }
}

/// The entries on chains from one entry to another, and nothing else. Positions are into `entries`, which is in id order, so
/// that chains of positions sort as chains of entries.
struct Between<'t> {
    entries: Vec<EntryRef<'t>>,
    /// For each entry the fewest links to the goal.
    distance: Vec<usize>,
    /// For each entry where links lead, without repetition.
    next: Vec<Vec<u32>>,
    start: u32,
    goal: u32,
}

impl<'t> Between<'t> {
    /// `None` if there is no chain, or no link in it.
    fn new(start: EntryRef<'t>, goal: EntryRef<'t>, view: View) -> Option<Self> {
        let below = goal.descendants(view);
        let mut distances: BTreeMap<EntryRef<'t>, usize> =
            below.iter().map(|reached| (reached.entry, reached.depth)).collect();
        distances.insert(goal, 0);
        if start == goal || !distances.contains_key(&start) {
            return None;
        }
        let above = start.ancestors(view).into_iter().map(|reached| reached.entry);
        let mut entries: Vec<_> =
            above.chain([start]).filter(|entry| distances.contains_key(entry)).collect();
        entries.sort_unstable();
        let at = |entry: &EntryRef<'t>| entries.binary_search(entry).ok().map(position);
        let next = |entry: &EntryRef<'t>| {
            let ends = entry.links(Way::Up, view).filter(|link| link.to() != *entry);
            let mut next: Vec<u32> = ends.filter_map(|link| at(&link.to())).collect();
            next.sort_unstable();
            next.dedup();
            next
        };
        let is_goal = |entry: &&EntryRef<'t>| **entry == goal;
        let next =
            entries.iter().map(|entry| if is_goal(&entry) { Vec::new() } else { next(entry) }).collect();
        let distance = entries.iter().map(|entry| distances[entry]).collect();
        let (start, goal) = (at(&start)?, at(&goal)?);
        Some(Self { entries, distance, next, start, goal })
    }

    /// The positions in an order in which links only lead on; `None` where they form circles.
    fn order(&self) -> Option<Vec<u32>> {
        let mut waiting = vec![0_usize; self.next.len()];
        for next in self.next.iter().flatten() {
            waiting[*next as usize] += 1;
        }
        let mut order: Vec<u32> = (0..self.next.len()).filter(|at| waiting[*at] == 0).map(position).collect();
        let mut done = 0;
        while let Some(at) = order.get(done) {
            for next in &self.next[*at as usize] {
                waiting[*next as usize] -= 1;
                if waiting[*next as usize] == 0 {
                    order.push(*next);
                }
            }
            done += 1;
        }
        (order.len() == self.next.len()).then_some(order)
    }

    fn count(&self, order: &[u32]) -> Option<u64> {
        let mut chains = vec![0_u64; self.next.len()];
        chains[self.goal as usize] = 1;
        for at in order.iter().rev().map(|at| *at as usize) {
            for next in &self.next[at] {
                chains[at] = chains[at].checked_add(chains[*next as usize])?;
            }
        }
        Some(chains[self.start as usize])
    }

    /// Looks at partial chains in the order of the length that they can still have, the longest of them first, so that what
    /// was begun is finished.
    fn shortest(&self, limit: usize, is_acyclic: bool) -> Vec<Vec<u32>> {
        // Partial chains share their beginnings: each is its last position and the chain before.
        let mut made: Vec<(u32, Option<usize>)> = vec![(self.start, None)];
        let mut open = BinaryHeap::from([Reverse((self.distance[self.start as usize], Reverse(0), 0))]);
        let mut found = Vec::new();
        let mut looks = 0;
        while let Some(Reverse((_, Reverse(length), chain))) = open.pop() {
            looks += 1;
            if found.len() == limit || (!is_acyclic && looks > MOST_LOOKS) {
                break;
            }
            let (at, _) = made[chain];
            if at == self.goal {
                found.push(unwound(&made, chain));
                continue;
            }
            for next in &self.next[at as usize] {
                if is_acyclic || !unwound(&made, chain).contains(next) {
                    made.push((*next, Some(chain)));
                    let least = length + 1 + self.distance[*next as usize];
                    open.push(Reverse((least, Reverse(length + 1), made.len() - 1)));
                }
            }
        }
        found
    }
}

fn unwound(made: &[(u32, Option<usize>)], chain: usize) -> Vec<u32> {
    let mut positions = Vec::new();
    let mut at = Some(chain);
    while let Some((position, before)) = at.map(|at| made[at]) {
        positions.push(position);
        at = before;
    }
    positions.reverse();
    positions
}
