//! Every chain between two entries, and common ancestors.

use std::fmt::Write as _;

use mmtax_graph::{AllChains, View};

use super::{get, taxonomy};

fn told(chains: &AllChains<'_>) -> Vec<String> {
    let chain = |chain: &Vec<mmtax_graph::Step<'_>>| {
        let steps = chain.iter().map(|step| {
            let links: Vec<&str> = step.links.iter().map(|link| link.relation().name()).collect();
            format!("{} {}", links.join("+"), step.to.id())
        });
        steps.collect::<Vec<_>>().join(", ")
    };
    chains.chains.iter().map(chain).collect()
}

const NET: &str = "
    models/a: { name: A, role: other, lineage: [{ relation: extends, of: b }, { relation: finetuned-from, of: b }], components: [{ roles: [backbone], uses: c }, { roles: [backbone], uses: d }] }
    models/b: { name: B, role: other, lineage: [{ relation: extends, of: d }, { relation: extends, of: x }] }
    models/c: { name: C, role: other, lineage: [{ relation: extends, of: b }] }
    models/d: { name: D, role: other, lineage: [{ relation: extends, of: e }] }
    models/e: { name: E, role: other }
    models/x: { name: X, role: other, lineage: [{ relation: extends, of: y }] }
    models/y: { name: Y, role: other }
    models/z: { name: Z, role: other, components: [{ roles: [backbone], uses: d }, { roles: [backbone], uses: y }] }
";

#[test]
fn every_chain_comes_the_shortest_first_with_every_link_of_a_step() {
    let taxonomy = taxonomy(NET);
    let (a, d, e) = (get(&taxonomy, "a"), get(&taxonomy, "d"), get(&taxonomy, "e"));
    let chains = a.chains_up(e, View::descent(), 10);
    assert_eq!(
        told(&chains),
        [
            "contains d, extends e",
            "finetuned-from+extends b, extends d, extends e",
            "contains c, extends b, extends d, extends e",
        ]
    );
    assert_eq!((chains.total, chains.left_out()), (Some(3), Some(0)));
    let two = a.chains_up(e, View::descent(), 2);
    assert_eq!((told(&two).len(), two.left_out()), (2, Some(1)));
    assert_eq!(told(&a.chains_up(d, View::lineage(), 10)), ["finetuned-from+extends b, extends d"]);
    for none in [e.chains_up(a, View::descent(), 10), a.chains_up(a, View::descent(), 10)] {
        assert_eq!((none.chains.len(), none.total), (0, Some(0)));
    }
}

#[test]
fn common_ancestors_are_the_nearest_unless_all_are_asked_for() {
    let taxonomy = taxonomy(NET);
    let common = |one: &str, other: &str, all: bool| {
        let found = get(&taxonomy, one).common_ancestors(get(&taxonomy, other), View::descent(), all);
        let told = found.iter().map(|one| format!("{} {:?}", one.entry.id(), one.depths));
        told.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(common("a", "z", false), "d [1, 1], y [3, 1]");
    assert_eq!(common("a", "z", true), "d [1, 1], e [2, 2], y [3, 1]");
    assert_eq!(common("a", "b", false), "b [1, 0]");
    assert_eq!(common("e", "y", true), "");
}

#[test]
fn circles_are_walked_once_and_not_counted() {
    let taxonomy = taxonomy(
        "
        models/a: { name: A, role: other, lineage: [{ relation: extends, of: b }, { relation: extends, of: c }] }
        models/b: { name: B, role: other, lineage: [{ relation: extends, of: c }, { relation: extends, of: z }] }
        models/c: { name: C, role: other, lineage: [{ relation: extends, of: b }, { relation: extends, of: z }] }
        models/z: { name: Z, role: other, lineage: [{ relation: extends, of: a }] }
        ",
    );
    let chains = get(&taxonomy, "a").chains_up(get(&taxonomy, "z"), View::lineage(), 100);
    assert_eq!(
        told(&chains),
        [
            "extends b, extends z",
            "extends c, extends z",
            "extends b, extends c, extends z",
            "extends c, extends b, extends z",
        ]
    );
    assert_eq!((chains.total, chains.left_out()), (None, None));
}

/// What recursed would end the process; what copied the chain at each step would not end.
#[test]
fn a_hundred_thousand_links_in_a_row_are_no_trouble() {
    const LENGTH: usize = 100_000;
    let mut text = String::new();
    for index in 0..LENGTH {
        let _ = writeln!(
            text,
            "models/m{index}: {{ name: M{index}, role: other, lineage: [{{ relation: extends, of: m{} }}] }}",
            index + 1
        );
    }
    let _ = writeln!(text, "models/m{LENGTH}: {{ name: M, role: other }}");
    let taxonomy = taxonomy(&text);
    let (first, last) = (get(&taxonomy, "m0"), get(&taxonomy, &format!("m{LENGTH}")));
    let chains = first.chains_up(last, View::lineage(), 3);
    assert_eq!((chains.chains[0].len(), chains.total), (LENGTH, Some(1)));
    assert_eq!(first.chain_up(last, View::lineage()).unwrap().hops.len(), LENGTH);
    assert_eq!(first.ancestors(View::lineage()).len(), LENGTH);
    assert_eq!(last.descendants(View::lineage()).last().unwrap().depth, LENGTH);
    assert_eq!(first.common_ancestors(last, View::lineage(), true).len(), 1);
    let below = taxonomy.query(&format!("descends-from:m{LENGTH} -id:m0")).unwrap();
    assert_eq!(below.len(), LENGTH - 1);
    assert!(taxonomy.cycles(View::lineage()).is_empty());
}

/// 2^40 chains are counted, and the first few listed at once; 2^70 are more than a number holds.
#[test]
fn more_chains_than_anybody_can_list_are_counted() {
    let ladder = |rungs: usize| {
        let mut text = String::new();
        for rung in 0..rungs {
            for side in ["a", "b"] {
                let _ = writeln!(
                    text,
                    "models/{side}{rung}: {{ name: M, role: other, lineage: [{{ relation: extends, of: a{n} }}, {{ relation: extends, of: b{n} }}] }}",
                    n = rung + 1
                );
            }
        }
        let _ = writeln!(
            text,
            "models/a{rungs}: {{ name: M, role: other, lineage: [{{ relation: extends, of: end }}] }}"
        );
        let _ = writeln!(
            text,
            "models/b{rungs}: {{ name: M, role: other, lineage: [{{ relation: extends, of: end }}] }}"
        );
        let _ = writeln!(text, "models/end: {{ name: End, role: other }}");
        taxonomy(&text)
    };
    let taxonomy = ladder(40);
    let chains = get(&taxonomy, "a0").chains_up(get(&taxonomy, "end"), View::lineage(), 5);
    assert_eq!((chains.chains.len(), chains.total), (5, Some(1 << 40)));
    let taxonomy = ladder(70);
    let chains = get(&taxonomy, "a0").chains_up(get(&taxonomy, "end"), View::lineage(), 5);
    assert_eq!((chains.chains.len(), chains.total), (5, None));
}
