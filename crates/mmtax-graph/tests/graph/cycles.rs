//! Cycles where there may be none.

use mmtax_graph::{Taxonomy, View};

use super::{entry, get, taxonomy};

fn cycles(taxonomy: &Taxonomy) -> Vec<String> {
    let told = |cycle: mmtax_graph::Cycle<'_>| {
        let ends = cycle.links.windows(2).all(|pair| pair[0].to() == pair[1].from());
        let closes = cycle.links.last().map(|link| link.to()) == cycle.links.first().map(|link| link.from());
        assert!(ends && closes, "{cycle:?}");
        cycle.links.iter().map(|link| link.from().id()).collect::<Vec<_>>().join(" ")
    };
    taxonomy.cycles(View::acyclic()).into_iter().map(told).collect()
}

/// Models that each extend those named after them.
fn extending(models: &[(&str, &[&str])]) -> Taxonomy {
    let line = |(id, parents): &(&str, &[&str])| {
        let parents = parents.iter().map(|of| format!("{{ relation: extends, of: {of} }}"));
        let parents = parents.collect::<Vec<_>>().join(", ");
        format!("models/{id}: {{ name: Model {id}, role: other, lineage: [{parents}] }}")
    };
    taxonomy(&models.iter().map(line).collect::<Vec<_>>().join("\n"))
}

#[test]
fn a_tree_and_a_diamond_have_no_cycle() {
    assert!(cycles(&extending(&[("a", &["b", "c"]), ("b", &["d"]), ("c", &["d"]), ("d", &[])])).is_empty());
    assert!(cycles(&taxonomy("")).is_empty());
}

#[test]
fn cycles_of_each_length_are_told_from_the_entry_that_sorts_first() {
    assert_eq!(cycles(&extending(&[("a", &["a"])])), ["a"]);
    assert_eq!(cycles(&extending(&[("b", &["a"]), ("a", &["b"])])), ["a b"]);
    assert_eq!(cycles(&extending(&[("c", &["a"]), ("b", &["c"]), ("a", &["b"])])), ["a b c"]);
}

#[test]
fn each_group_of_circles_is_told_by_a_shortest() {
    let taxonomy = extending(&[
        ("a", &["b", "d"]),
        ("b", &["c"]),
        ("c", &["a"]),
        ("d", &["a"]),
        ("e", &["a", "f"]),
        ("f", &["e"]),
        ("g", &["g", "a"]),
    ]);
    assert_eq!(cycles(&taxonomy), ["a d", "e f", "g"]);
}

#[test]
fn an_entry_that_is_its_own_parent_may_stand_in_a_larger_circle() {
    assert_eq!(cycles(&extending(&[("a", &["a", "b"]), ("b", &["a"])])), ["a", "a b"]);
}

#[test]
fn only_what_must_be_acyclic_counts() {
    let taxonomy = taxonomy(
        "
        papers/p1: { title: P, sources: { other: { paper: p2 } } }
        papers/p2: { title: Q, sources: { other: { paper: p1 } } }
        models/a: { name: A, role: other, components: [{ roles: [backbone], uses: t }] }
        tokenizers/t: { name: T, lineage: [{ relation: distilled-from, of: a }] }
        ",
    );
    assert_eq!(cycles(&taxonomy), ["a t"]);
    assert_eq!(taxonomy.cycles(View::FULL).len(), 2);
}

/// Recursion would end the process here.
#[test]
fn a_chain_of_a_hundred_thousand_entries_is_walked() {
    let count = 100_000;
    let line = |index: usize, parent: usize| {
        entry(&format!(
            "models/m{index:06}: {{ name: M, role: other, lineage: [{{ relation: extends, of: m{parent:06} }}] }}"
        ))
    };
    let mut entries: Vec<_> = (1..count).map(|index| line(index, index - 1)).collect();
    entries.push(entry("models/m000000: { name: M, role: other }"));
    let (taxonomy, faults) = Taxonomy::build(entries.clone(), Vec::new());
    assert_eq!(faults, []);
    assert!(cycles(&taxonomy).is_empty());
    let (first, last) = (get(&taxonomy, "m000000"), get(&taxonomy, "m099999"));
    assert_eq!(last.ancestors(View::lineage()).last().unwrap().depth, count - 1);
    assert_eq!(first.descendants(View::lineage()).len(), count - 1);
    assert_eq!(last.chain_up(first, View::lineage()).unwrap().hops.len(), count - 1);

    entries.pop();
    entries.push(line(0, count - 1));
    let (taxonomy, _) = Taxonomy::build(entries, Vec::new());
    let cycles = taxonomy.cycles(View::acyclic());
    assert_eq!((cycles.len(), cycles[0].links.len()), (1, count));
}
