//! Ancestors and descendants.

use mmtax_graph::{Reached, View};

use super::{get, taxonomy};

fn told(reached: &[Reached<'_>]) -> Vec<String> {
    reached
        .iter()
        .map(|reached| format!("{} {} by {:?}", reached.depth, reached.entry.id(), reached.by))
        .collect()
}

const DIAMOND: &str = "
    models/a: { name: A, role: other, lineage: [{ relation: finetuned-from, of: c }, { relation: extends, of: b }] }
    models/b: { name: B, role: other, lineage: [{ relation: extends, of: d }] }
    models/c: { name: C, role: other, lineage: [{ relation: extends, of: d }], components: [{ roles: [backbone], uses: e }] }
    models/d: { name: D, role: other, lineage: [{ relation: extends, of: f }] }
    models/e: { name: E, role: other }
    models/f: { name: F, role: other }
    models/g: { name: G, role: other }
";

#[test]
fn ancestors_come_nearest_first_and_then_in_id_order() {
    let taxonomy = taxonomy(DIAMOND);
    assert_eq!(
        told(&get(&taxonomy, "a").ancestors(View::descent())),
        [
            "1 b by a extends b",
            "1 c by a finetuned-from c",
            "2 d by b extends d",
            "2 e by c contains e",
            "3 f by d extends f",
        ]
    );
    assert!(get(&taxonomy, "f").ancestors(View::FULL).is_empty());
    assert!(get(&taxonomy, "g").ancestors(View::FULL).is_empty());
}

#[test]
fn descendants_come_nearest_first_and_then_in_id_order() {
    let taxonomy = taxonomy(DIAMOND);
    assert_eq!(
        told(&get(&taxonomy, "d").descendants(View::descent())),
        ["1 b by b extends d", "1 c by c extends d", "2 a by a extends b"]
    );
    assert_eq!(told(&get(&taxonomy, "e").descendants(View::COMPOSITION)), ["1 c by c contains e"]);
}

#[test]
fn a_walk_follows_its_view_only() {
    let taxonomy = taxonomy(DIAMOND);
    let ids = |view| -> Vec<&str> {
        get(&taxonomy, "a").ancestors(view).iter().map(|reached| reached.entry.id()).collect()
    };
    assert_eq!(ids(View::lineage()), ["b", "c", "d", "f"]);
    assert_eq!(ids(View::COMPOSITION), [""; 0]);
    assert_eq!(ids(View::of([mmtax_schema::Relation::FinetunedFrom])), ["c"]);
}

/// Of several entries that lead to one, the first by id is told, and not the one that happens to be met first.
#[test]
fn the_link_that_is_told_comes_from_the_entry_that_sorts_first() {
    let taxonomy = taxonomy(
        "
        models/a: { name: A, role: other, lineage: [{ relation: extends, of: b }, { relation: extends, of: c }] }
        models/b: { name: B, role: other, lineage: [{ relation: extends, of: y }] }
        models/c: { name: C, role: other, lineage: [{ relation: extends, of: x }] }
        models/x: { name: X, role: other, lineage: [{ relation: extends, of: z }] }
        models/y: { name: Y, role: other, lineage: [{ relation: extends, of: z }] }
        models/z: { name: Z, role: other }
        ",
    );
    let last = told(&get(&taxonomy, "a").ancestors(View::FULL)).pop();
    assert_eq!(last.as_deref(), Some("3 z by x extends z"));
}

#[test]
fn walks_end_in_circles_and_leave_out_where_they_began() {
    let taxonomy = taxonomy(
        "
        models/a: { name: A, role: other, lineage: [{ relation: extends, of: a }, { relation: extends, of: b }] }
        models/b: { name: B, role: other, lineage: [{ relation: extends, of: c }] }
        models/c: { name: C, role: other, lineage: [{ relation: extends, of: a }] }
        ",
    );
    assert_eq!(
        told(&get(&taxonomy, "a").ancestors(View::FULL)),
        ["1 b by a extends b", "2 c by b extends c"]
    );
    assert_eq!(
        told(&get(&taxonomy, "a").descendants(View::FULL)),
        ["1 c by c extends a", "2 b by b extends c"]
    );
}
