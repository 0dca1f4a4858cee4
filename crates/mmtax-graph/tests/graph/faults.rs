//! What cannot be joined is told, and the rest is built.

use mmtax_graph::{BuildFault, Taxonomy, View};
use mmtax_schema::{Kind, Relation};

use super::{broken, build, entries};

const JANUS: &str = "models/janus: { name: Janus, role: unified, developers: [clip], \
    components: [{ roles: [backbone], uses: llm }, { roles: [connector], uses: clip@large }, { roles: [backbone], uses: clip }] }";
const CLIP: &str = "models/clip: { name: CLIP, role: vision-encoder, variants: [{ id: base }] }";

#[test]
fn each_fault_names_its_place() {
    let (taxonomy, faults) = build(&format!("{JANUS}\n{CLIP}"));
    let [wrong_kind, unresolved, unknown_variant] = faults.as_slice() else { panic!("{faults:?}") };
    assert!(
        matches!(wrong_kind, BuildFault::WrongKind { place, to, found: Kind::Model, kinds, .. }
            if taxonomy.entry("janus").unwrap().entry().path(*place).to_string() == "developers[0]"
                && to.id() == "clip" && kinds == &[Kind::Organization]),
        "{wrong_kind:?}"
    );
    assert!(
        matches!(unresolved, BuildFault::Unresolved { place, to, kinds, .. }
            if taxonomy.entry("janus").unwrap().entry().path(*place).to_string() == "components[0].uses"
                && to.id() == "llm" && kinds == &[Kind::Model, Kind::Tokenizer]),
        "{unresolved:?}"
    );
    assert!(
        matches!(unknown_variant, BuildFault::UnknownVariant { to, found: Kind::Model, .. }
            if to.variant() == Some("large")),
        "{unknown_variant:?}"
    );
    // The entry of an unknown variant is known: the links are there, the others are not.
    let links: Vec<_> = taxonomy.links(View::FULL).map(|link| format!("{link:?}")).collect();
    assert_eq!(links, ["janus contains clip", "janus contains clip"]);
}

#[test]
fn a_relation_between_kinds_that_it_does_not_join_is_no_link() {
    let (taxonomy, faults) = build(
        "
        datasets/laion: { name: LAION, lineage: [{ relation: finetuned-from, of: clip }] }
        models/clip: { name: CLIP, role: other, lineage: [{ relation: successor-of, of: vq }, { relation: extends, of: vq }] }
        tokenizers/vq: { name: VQ }
        ",
    );
    let told: Vec<_> = faults
        .iter()
        .map(|fault| {
            let BuildFault::WrongRelation { entry, relation, found, .. } = fault else { panic!("{fault:?}") };
            (entry.0, *relation, *found)
        })
        .collect();
    assert_eq!(
        told,
        [
            (Kind::Model, Relation::SuccessorOf, Kind::Tokenizer),
            (Kind::Dataset, Relation::FinetunedFrom, Kind::Model),
        ]
    );
    assert_eq!(taxonomy.links(View::FULL).count(), 1, "a model may extend a tokenizer");
}

#[test]
fn mentions_of_a_broken_file_are_no_faults() {
    let all = format!("{JANUS}\n{CLIP}");
    let broken = vec![broken(Kind::Model, "llm"), broken(Kind::Organization, "clip")];
    let (_, faults) = Taxonomy::build(entries(&all), broken);
    assert!(matches!(faults.as_slice(), [BuildFault::UnknownVariant { .. }]), "{faults:?}");
    // It must be broken in a folder that the reference may name.
    let (_, faults) = Taxonomy::build(entries(&all), vec![super::broken(Kind::Dataset, "llm")]);
    assert!(faults.iter().any(|fault| matches!(fault, BuildFault::Unresolved { .. })), "{faults:?}");
}

#[test]
fn entries_of_one_id_are_both_kept_and_told() {
    let (taxonomy, faults) = build(
        "
        models/emu: { name: Emu, role: unified }
        datasets/emu: { name: Emu data }
        models/janus: { name: Janus, role: unified, lineage: [{ relation: extends, of: emu }], training: [{ stage: pretraining, datasets: [emu] }] }
        ",
    );
    assert!(
        matches!(faults.as_slice(), [BuildFault::DuplicateId { kept, other }]
            if kept.0 == Kind::Model && other.0 == Kind::Dataset),
        "{faults:?}"
    );
    // The field decides which is meant.
    let ends: Vec<_> = taxonomy.links(View::FULL).map(|link| link.to().kind()).collect();
    assert_eq!(ends, [Kind::Model, Kind::Dataset]);
}
