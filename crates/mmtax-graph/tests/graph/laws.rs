//! Laws of filters and selections, on random taxonomies: queries and library agree, sets obey the laws of sets, and what is
//! not known is on neither side.

use std::collections::BTreeSet;

use mmtax_graph::{EntryRef, Filter, Reach, Selection, Taxonomy, View};

use super::build;
use super::random::{ENTRIES, Random, random_text};

const CASES: usize = 1_500;

#[test]
fn filters_and_selections_obey_their_laws() {
    let mut random = Random(7);
    let (mut some, mut unknown) = (0, 0);
    for case in 0..CASES {
        let text = random_text(&mut random);
        let (taxonomy, _) = build(&text);
        let (a, b) = (filter(&taxonomy, &mut random, 3), filter(&taxonomy, &mut random, 3));
        let told = format!("case {case}: {a} and {b} of\n{text}");
        queries_agree(&taxonomy, &a, &told);
        filters_agree_with_sets(&taxonomy, &a, &b, &told);
        let c = taxonomy.select(&filter(&taxonomy, &mut random, 2));
        sets_are_sets(&taxonomy, [&taxonomy.select(&a), &taxonomy.select(&b), &c], &told);
        some += usize::from(!taxonomy.select(&a).is_empty());
        unknown += usize::from(!taxonomy.judge(&a).unknown.is_empty());
    }
    assert!(some > CASES / 4 && unknown > CASES / 4, "{some} selections, {unknown} of them not certain");
}

/// A random filter that names what is there.
fn filter(taxonomy: &Taxonomy, random: &mut Random, depth: usize) -> Filter {
    let ids: Vec<EntryRef<'_>> = taxonomy.entries().filter(|entry| entry.kind().is_referable()).collect();
    let mut term = || {
        let some = ids.get(random.below(ENTRIES)).copied();
        let text = match (random.below(9), some) {
            (0, Some(entry)) => return Filter::contains(entry),
            (1, Some(entry)) => return Filter::linked(Reach::DescendsFrom, entry),
            (2, Some(entry)) => return Filter::linked(Reach::BuiltOn, entry),
            (3, Some(entry)) => return Filter::linked(Reach::PartOf, entry),
            (4, _) => "stub:yes",
            (5, _) => "kind:model",
            (6, _) => "paradigm:hybrid",
            (7, _) => "license:unknown",
            _ => "role:other",
        };
        taxonomy.parse_query(text).unwrap()
    };
    let first = term();
    if depth == 0 {
        return first;
    }
    let next = |random: &mut Random| filter(taxonomy, random, depth - 1);
    match random.below(6) {
        0 => next(random).and(next(random)),
        1 => next(random).or(next(random)),
        2 => !next(random),
        3 => next(random).not_known(),
        4 => Filter::All(Vec::new()).and(next(random)),
        _ => first,
    }
}

/// Whether an id can stand behind this key; the query language refuses what the relation cannot join.
fn queries_agree(taxonomy: &Taxonomy, filter: &Filter, told: &str) {
    let Ok(parsed) = taxonomy.parse_query(&filter.to_string()) else { return };
    assert_eq!(taxonomy.select(&parsed), taxonomy.select(filter), "{told}");
    assert_eq!(taxonomy.judge(&parsed).unknown, taxonomy.judge(filter).unknown, "{told}");
    assert_eq!(taxonomy.parse_query(&parsed.to_string()).unwrap(), parsed, "{told}");
}

fn filters_agree_with_sets(taxonomy: &Taxonomy, a: &Filter, b: &Filter, told: &str) {
    let select = |filter: &Filter| taxonomy.select(filter);
    let (yes_a, yes_b, all) = (select(a), select(b), select(&Filter::All(Vec::new())));
    assert_eq!(select(&a.clone().and(b.clone())), yes_a.intersection(&yes_b), "{told}");
    assert_eq!(select(&a.clone().or(b.clone())), yes_a.union(&yes_b), "{told}");
    assert_eq!(select(&a.clone().not_known()), all.difference(&yes_a), "{told}");
    let no_a = select(&!a.clone());
    let unknown = taxonomy.judge(a).unknown;
    assert!(yes_a.intersection(&no_a).is_empty(), "{told}");
    assert!(unknown.intersection(&yes_a.union(&no_a)).is_empty(), "{told}");
    assert_eq!(select(&!!a.clone()), yes_a, "{told}");
    // De Morgan, with what is not known on both sides.
    let (left, right) = (!(a.clone().and(b.clone())), (!a.clone()).or(!b.clone()));
    assert_eq!(select(&left), select(&right), "{told}");
    assert_eq!(taxonomy.judge(&left).unknown, taxonomy.judge(&right).unknown, "{told}");
    // A walk and a filter are two ways to the same.
    for entry in taxonomy.entries().filter(|entry| entry.kind().is_referable()) {
        let below: BTreeSet<&str> =
            entry.descendants(View::descent()).iter().map(|reached| reached.entry.id()).collect();
        let selected = select(&Filter::built_on(entry));
        assert_eq!(selected.iter().map(|entry| entry.id()).collect::<BTreeSet<_>>(), below, "{told}");
    }
}

fn sets_are_sets(taxonomy: &Taxonomy, [a, b, c]: [&Selection<'_>; 3], told: &str) {
    let none = a.difference(a);
    assert!(none.is_empty(), "{told}");
    assert_eq!(a.union(b), b.union(a), "{told}");
    assert_eq!(a.intersection(b), b.intersection(a), "{told}");
    assert_eq!(a.union(&b.union(c)), a.union(b).union(c), "{told}");
    assert_eq!(a.intersection(&b.union(c)), a.intersection(b).union(&a.intersection(c)), "{told}");
    assert_eq!(a.union(&a.intersection(b)), *a, "{told}");
    assert_eq!(a.difference(b).union(&a.intersection(b)), *a, "{told}");
    assert!(a.difference(b).intersection(b).is_empty(), "{told}");
    assert_eq!(a.union(&none), *a, "{told}");
    for entry in taxonomy.entries() {
        assert_eq!(a.union(b).contains(entry), a.contains(entry) || b.contains(entry), "{told}");
        assert_eq!(a.contains(entry), a.iter().any(|other| other == entry), "{told}");
    }
}
