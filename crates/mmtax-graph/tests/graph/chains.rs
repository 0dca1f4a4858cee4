//! Chains between two entries.

use mmtax_graph::{Chain, Taxonomy, View};

use super::{get, taxonomy};

/// The entries of a chain, with `>` for a link followed forward and `<` for one followed back.
fn told(chain: Option<Chain<'_>>) -> Option<String> {
    let hops = chain?.hops;
    let ends =
        hops.iter().map(|hop| format!("{} {}", if hop.forward { '>' } else { '<' }, hop.target().id()));
    Some(ends.collect::<Vec<_>>().join(" "))
}

fn chain(taxonomy: &Taxonomy, from: &str, to: &str) -> Option<String> {
    told(get(taxonomy, from).chain(get(taxonomy, to), View::descent()))
}

const FAMILY: &str = "
    models/base: { name: Base, role: other }
    models/chat: { name: Chat, role: other, lineage: [{ relation: finetuned-from, of: base }] }
    models/janus: { name: Janus, role: unified, components: [{ roles: [backbone], uses: chat }] }
    models/janus-pro: { name: Janus-Pro, role: unified, lineage: [{ relation: successor-of, of: janus }] }
    models/llava: { name: LLaVA, role: other, components: [{ roles: [backbone], uses: base }] }
    models/apart: { name: Apart, role: other }
";

#[test]
fn chains_lead_up_down_or_around() {
    let taxonomy = taxonomy(FAMILY);
    assert_eq!(chain(&taxonomy, "janus-pro", "base").as_deref(), Some("> janus > chat > base"));
    assert_eq!(chain(&taxonomy, "base", "janus-pro").as_deref(), Some("< chat < janus < janus-pro"));
    assert_eq!(chain(&taxonomy, "janus", "llava").as_deref(), Some("> chat > base < llava"));
    assert_eq!(chain(&taxonomy, "janus", "janus").as_deref(), Some(""));
    assert_eq!(chain(&taxonomy, "janus", "apart"), None);
}

#[test]
fn a_chain_up_never_turns_around() {
    let taxonomy = taxonomy(FAMILY);
    let up = |from, to| told(get(&taxonomy, from).chain_up(get(&taxonomy, to), View::descent()));
    assert_eq!(up("janus-pro", "base").as_deref(), Some("> janus > chat > base"));
    assert_eq!(up("base", "janus-pro"), None);
    assert_eq!(up("janus", "llava"), None);
    assert_eq!(told(get(&taxonomy, "janus").chain_up(get(&taxonomy, "chat"), View::lineage())), None);
}

#[test]
fn an_ancestor_is_reached_upwards_even_where_a_way_around_is_shorter() {
    let taxonomy = taxonomy(
        "
        models/a: { name: A, role: other, lineage: [{ relation: extends, of: b }] }
        models/b: { name: B, role: other, lineage: [{ relation: extends, of: c }] }
        models/c: { name: C, role: other, lineage: [{ relation: extends, of: d }] }
        models/d: { name: D, role: other, lineage: [] }
        models/x: { name: X, role: other, lineage: [{ relation: extends, of: a }, { relation: extends, of: d }] }
        ",
    );
    assert_eq!(chain(&taxonomy, "a", "d").as_deref(), Some("> b > c > d"));
}

#[test]
fn the_shortest_chain_wins() {
    let taxonomy = taxonomy(
        "
        models/a: { name: A, role: other, lineage: [{ relation: extends, of: b }, { relation: extends, of: y }] }
        models/b: { name: B, role: other, lineage: [{ relation: extends, of: c }] }
        models/c: { name: C, role: other, lineage: [{ relation: extends, of: z }] }
        models/y: { name: Y, role: other, lineage: [{ relation: extends, of: z }] }
        models/z: { name: Z, role: other }
        ",
    );
    assert_eq!(chain(&taxonomy, "a", "z").as_deref(), Some("> y > z"));
}

/// Whatever the relations are called, and in whatever direction the links run.
#[test]
fn of_equal_chains_the_one_whose_entries_sort_first_wins() {
    let up = taxonomy(
        "
        models/a: { name: A, role: other, lineage: [{ relation: initialized-from, of: c }, { relation: extends, of: b }] }
        models/b: { name: B, role: other, lineage: [{ relation: extends, of: y }] }
        models/c: { name: C, role: other, lineage: [{ relation: extends, of: x }] }
        models/x: { name: X, role: other, lineage: [{ relation: extends, of: z }] }
        models/y: { name: Y, role: other, lineage: [{ relation: extends, of: z }] }
        models/z: { name: Z, role: other }
        ",
    );
    assert_eq!(chain(&up, "a", "z").as_deref(), Some("> b > y > z"));
    assert_eq!(chain(&up, "z", "a").as_deref(), Some("< x < c < a"));
    let around = taxonomy(
        "
        models/b: { name: B, role: other, lineage: [{ relation: extends, of: a }, { relation: extends, of: z }] }
        models/a: { name: A, role: other, lineage: [{ relation: extends, of: c }] }
        models/c: { name: C, role: other }
        models/z: { name: Z, role: other, lineage: [{ relation: extends, of: c }] }
        models/d: { name: D, role: other, lineage: [{ relation: extends, of: a }, { relation: extends, of: z }] }
        ",
    );
    assert_eq!(chain(&around, "a", "z").as_deref(), Some("< b > z"));
    assert_eq!(chain(&around, "z", "a").as_deref(), Some("< b > a"));
}
