//! Random references: nothing panics, and the walks agree with the plainest way to compute them.

use std::fmt::Write as _;

use mmtax_graph::{Taxonomy, View};

use super::build;

const CASES: usize = 3_000;
pub(super) const ENTRIES: usize = 7;

/// A linear congruential generator (Knuth's MMIX): the same cases in every run.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    /// An id that may or may not exist, of whatever kind, at times with a variant.
    fn reference(&mut self) -> String {
        let id = self.below(ENTRIES + 2);
        let variant = ["", "", "", "@v", "@w"][self.below(5)];
        format!("e{id}{variant}")
    }
}

#[test]
fn random_references_never_panic_and_walks_agree_with_brute_force() {
    let mut random = Random(1);
    let (mut links, mut faults, mut cycles) = (0, 0, 0);
    for case in 0..CASES {
        let text = random_text(&mut random);
        let (taxonomy, found) = build(&text);
        check(&taxonomy, &format!("case {case}:\n{text}"));
        links += taxonomy.links(View::FULL).count();
        faults += found.len();
        cycles += taxonomy.cycles(View::acyclic()).len();
    }
    assert!(
        links > CASES && faults > CASES && cycles > CASES / 10,
        "{links} links, {faults} faults, {cycles} cycles"
    );
}

pub(super) fn random_text(random: &mut Random) -> String {
    let mut text = String::new();
    for id in 0..ENTRIES {
        let (a, b, c) = (random.reference(), random.reference(), random.reference());
        let relation = ["extends", "finetuned-from", "successor-of", "subset-of"][random.below(4)];
        let lineage =
            format!("lineage: [{{ relation: {relation}, of: {a} }}, {{ relation: extends, of: {b} }}]");
        let _ = match random.below(8) {
            0 => writeln!(text, "datasets/e{id}: {{ name: E, {lineage}, variants: [{{ id: v }}] }}"),
            1 => writeln!(text, "tokenizers/e{id}: {{ name: E, {lineage}, introduced_by: {c} }}"),
            2 => writeln!(
                text,
                "papers/e{id}: {{ title: E, sources: {{ s: {{ paper: {a} }} }}, replaced_by: {b} }}"
            ),
            3 => writeln!(
                text,
                "schemes/e{id}: {{ name: E, concepts: [{{ id: c, label: C, members: [{{ model: {a} }}] }}] }}"
            ),
            4 => writeln!(
                text,
                "results/e{id}: {{ source: {a}, tables: [{{ at: T, columns: [{b}/x, y], rows: [{{ model: {c}, values: [1] }}] }}] }}"
            ),
            _ => writeln!(
                text,
                "models/e{id}: {{ name: E, role: other, {lineage}, components: [{{ roles: [backbone], uses: {c} }}], variants: [{{ id: v }}] }}"
            ),
        };
    }
    text
}

fn check(taxonomy: &Taxonomy, case: &str) {
    let entries: Vec<_> = taxonomy.entries().collect();
    let position = |entry| entries.iter().position(|known| *known == entry).unwrap();
    let view = View::acyclic();
    // Fewest links from each entry to each other, by relaxing until nothing changes.
    let mut distance = vec![vec![usize::MAX; entries.len()]; entries.len()];
    for link in taxonomy.links(view) {
        distance[position(link.from())][position(link.to())] = 1;
    }
    for via in 0..entries.len() {
        for from in 0..entries.len() {
            for to in 0..entries.len() {
                let sum = distance[from][via].saturating_add(distance[via][to]);
                distance[from][to] = distance[from][to].min(sum);
            }
        }
    }
    for (from, entry) in entries.iter().enumerate() {
        let ancestors = entry.ancestors(view);
        for (to, other) in entries.iter().enumerate().filter(|(to, _)| *to != from) {
            let expected = Some(distance[from][to]).filter(|distance| *distance != usize::MAX);
            let depth = ancestors.iter().find(|reached| reached.entry == *other).map(|reached| reached.depth);
            let hops = entry.chain_up(*other, view).map(|chain| chain.hops.len());
            let descends = other.descendants(view).iter().any(|reached| reached.entry == *entry);
            assert_eq!(
                (depth, hops, descends),
                (expected, expected, expected.is_some()),
                "{entry:?} {other:?} {case}"
            );
        }
        let _ = (entry.classes(), entry.scores());
    }
    let has_cycle = (0..entries.len()).any(|entry| distance[entry][entry] != usize::MAX);
    assert_eq!(!taxonomy.cycles(view).is_empty(), has_cycle, "{case}");
    assert!(taxonomy.scores().count() <= entries.len(), "{case}");
}
