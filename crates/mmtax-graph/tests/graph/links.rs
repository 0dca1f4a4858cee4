//! Which links the fields of entries state, and in what order they are told.

use mmtax_graph::{Taxonomy, View};
use mmtax_schema::{Kind, Relation};

use super::{entries, get, taxonomy};

const EVERY_RELATION: &str = "
    benchmarks/geneval: { name: GenEval, metrics: [{ id: overall }] }
    benchmarks/mme: { name: MME, metrics: [{ id: score }, { id: other }] }
    datasets/coco: { name: COCO }
    datasets/coco-cn: { name: COCO-CN, lineage: [{ relation: translated-from, of: coco }] }
    datasets/lvis: { name: LVIS, lineage: [{ relation: subset-of, of: coco }, { relation: derived-from, of: clip }] }
    methods/dpo: { name: DPO }
    models/clip: { name: CLIP, role: vision-encoder }
    models/janus: { name: Janus, role: unified, developers: [deepseek-ai], introduced_by: p1, sources: { paper: { paper: p1 } }, \
        components: [{ roles: [understanding-encoder], uses: clip }], methods: [{ method: dpo }], \
        training: [{ stage: pretraining, datasets: [coco] }], replaced_by: janus-pro }
    models/janus-pro: { name: Janus-Pro, role: unified, lineage: [{ relation: successor-of, of: janus }, { relation: finetuned-from, of: janus }] }
    organizations/deepseek-ai: { name: DeepSeek-AI, part_of: high-flyer }
    organizations/high-flyer: { name: High-Flyer }
    papers/p1: { title: Janus }
    results/p1: { source: p1, tables: [{ at: Table 1, columns: [geneval/overall, mme/score, mme/other], rows: [{ model: janus, values: [1, 2, 3] }] }] }
    schemes/survey: { name: Survey, concepts: [{ id: any, label: Any, members: [{ model: janus }] }] }
";

#[test]
fn every_field_states_its_links() {
    let taxonomy = taxonomy(EVERY_RELATION);
    let links: Vec<String> = taxonomy.links(View::FULL).map(|link| format!("{link:?}")).collect();
    assert_eq!(
        links,
        [
            "coco-cn translated-from coco",
            "deepseek-ai member-of high-flyer",
            "janus contains clip",
            "janus trained-on coco",
            "janus evaluated-on geneval",
            "janus evaluated-on mme",
            "janus applies dpo",
            "janus introduced-by p1",
            "janus developed-by deepseek-ai",
            "janus member-of survey",
            "janus cites p1",
            "janus replaced-by janus-pro",
            "janus-pro finetuned-from janus",
            "janus-pro successor-of janus",
            "lvis derived-from clip",
            "lvis subset-of coco",
            "p1 cites p1",
        ]
    );
}

#[test]
fn links_keep_the_statement_they_come_from() {
    let taxonomy = taxonomy(
        "
        models/siglip: { name: SigLIP, role: vision-encoder, variants: [{ id: so400m }] }
        models/janus: { name: Janus, role: unified, sources: { code: { url: https://example.org } }, \
            components: [{ roles: [connector], detail: MLP }, { roles: [understanding-encoder], uses: siglip@so400m, source: code, at: README }] }
        schemes/survey: { name: Survey, concepts: [{ id: any, label: Any, members: [{ model: janus, at: Table 1 }] }] }
        ",
    );
    let janus = get(&taxonomy, "janus");
    let part = janus.links_out(View::COMPOSITION)[0];
    assert_eq!(part.to_variant(), Some("so400m"));
    assert_eq!(part.stated_in().id.as_str(), "janus");
    assert_eq!(part.stated_in().path(part.place()).to_string(), "components[1].uses");
    assert_eq!(part.cited().source.unwrap().as_str(), "code");
    assert_eq!(part.cited().at.unwrap().as_str(), "README");

    // A scheme states it of the model, and the link runs from the model.
    let class = janus.links_out(View::of([Relation::MemberOf]))[0];
    assert_eq!((class.from().id(), class.to().id()), ("janus", "survey"));
    assert_eq!(class.stated_in().id.as_str(), "survey");
    assert_eq!(class.stated_in().path(class.place()).to_string(), "concepts[0].members[0].model");
}

#[test]
fn both_ends_tell_the_same_links() {
    let taxonomy = taxonomy(EVERY_RELATION);
    let mut out: Vec<_> = taxonomy.entries().flat_map(|entry| entry.links_out(View::FULL)).collect();
    let mut into: Vec<_> = taxonomy.entries().flat_map(|entry| entry.links_in(View::FULL)).collect();
    assert!(out.is_sorted_by_key(|link| link.from()), "{out:?}");
    out.sort_by_key(|link| (link.from(), link.relation(), link.to(), link.place()));
    into.sort_by_key(|link| (link.from(), link.relation(), link.to(), link.place()));
    assert_eq!(format!("{out:?}"), format!("{into:?}"));
    for entry in taxonomy.entries() {
        assert!(entry.links_in(View::FULL).is_sorted_by_key(|link| link.from()), "{entry:?}");
    }
}

#[test]
fn entries_are_in_id_order_whatever_the_order_of_the_input() {
    let told = |taxonomy: &Taxonomy| {
        let entries: Vec<_> = taxonomy.entries().collect();
        let links: Vec<_> = taxonomy.links(View::FULL).collect();
        format!("{entries:?} {links:?}")
    };
    let expected = told(&taxonomy(EVERY_RELATION));
    let mut entries = entries(EVERY_RELATION);
    for turn in 0..entries.len() {
        entries.rotate_left(1);
        entries.swap(0, turn);
        let (taxonomy, faults) = Taxonomy::build(entries.clone(), Vec::new());
        assert_eq!(faults, []);
        assert_eq!(told(&taxonomy), expected);
        let ids: Vec<_> = taxonomy.entries().map(|entry| (entry.id(), entry.kind())).collect();
        assert!(ids.is_sorted(), "{ids:?}");
    }
}

#[test]
fn records_are_found_by_kind_and_never_by_id_alone() {
    let taxonomy = taxonomy(
        "
        errata/p1: { source: p1, items: [{ at: Table 1, prints: a, reason: b }] }
        papers/p1: { title: Janus }
        ",
    );
    assert_eq!(get(&taxonomy, "p1").kind(), Kind::Paper);
    assert_eq!(taxonomy.entry_of(Kind::Errata, "p1").unwrap().kind(), Kind::Errata);
    assert!(taxonomy.entry_of(Kind::Results, "p1").is_none());
    assert!(taxonomy.entry("p").is_none() && taxonomy.entry("p10").is_none() && taxonomy.entry("").is_none());
}

#[test]
fn views_select_relations() {
    let names = |view: View| -> Vec<&str> {
        Relation::all().filter(|relation| view.has(*relation)).map(Relation::name).collect()
    };
    let lineage = [
        "initialized-from",
        "finetuned-from",
        "distilled-from",
        "merged-from",
        "successor-of",
        "extends",
        "derived-from",
        "subset-of",
        "translated-from",
    ];
    assert_eq!(names(View::lineage()), lineage);
    assert_eq!(names(View::COMPOSITION), ["contains"]);
    assert_eq!(names(View::descent()).len(), lineage.len() + 1);
    assert_eq!(names(View::acyclic()).len(), lineage.len() + 2, "and contains, and replaced-by");
    assert!(View::acyclic().has(Relation::ReplacedBy));
    assert_eq!(names(View::FULL).len(), Relation::all().count());
    assert!(names(View::of([])).is_empty());
}
