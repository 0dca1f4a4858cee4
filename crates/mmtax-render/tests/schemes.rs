//! Two schemes that place the same models.
#![expect(clippy::unwrap_used, reason = "a test helper that fails is a test that fails")]

use mmtax_render::graph::Taxonomy;
use mmtax_render::graph::schema::{Entry, EntryId, Kind, parse};
use mmtax_render::{Edition, artifacts};

fn entry(kind: Kind, id: &str, text: &str) -> Entry {
    let parsed = parse(kind, EntryId::new(id).unwrap(), text);
    assert!(parsed.faults.is_empty(), "{id}: {:?}", parsed.faults);
    parsed.entry.unwrap()
}

fn model(id: &str) -> Entry {
    entry(Kind::Model, id, &format!("name: {id}\nrole: unified\n"))
}

fn page(entries: Vec<Entry>) -> String {
    let (taxonomy, faults) = Taxonomy::build(entries, Vec::new());
    assert!(faults.is_empty(), "{faults:?}");
    let artifacts = artifacts(&taxonomy, &Edition::default());
    artifacts.into_iter().find(|artifact| artifact.path == "schemes-compared.md").unwrap().text
}

#[test]
fn two_schemes_are_held_against_each_other_by_what_their_classes_imply() {
    let first = "name: First\nconcepts:\n\
        - { id: tokens, label: Tokens, implies: { paradigm: [autoregressive] }, members: [{ model: both }, { model: torn, disputed: why }] }\n\
        - { id: one-encoder, label: One, under: tokens, implies: { shared_encoder: true }, members: [{ model: split }] }\n\
        - { id: open, label: Open, members: [{ model: vague }, { model: alone }] }\n";
    let second = "name: Second\nconcepts:\n\
        - { id: next, label: Next, implies: { paradigm: [autoregressive, hybrid] }, members: [{ model: both }, { model: vague }] }\n\
        - { id: noise, label: Noise, implies: { paradigm: [diffusion] }, members: [{ model: torn }] }\n\
        - { id: two, label: Two, under: next, implies: { shared_encoder: false }, members: [{ model: split }] }\n";
    let mut entries: Vec<Entry> = ["alone", "both", "split", "torn", "vague"].map(model).into();
    entries.push(entry(Kind::Scheme, "first", first));
    entries.push(entry(Kind::Scheme, "second", second));
    insta::assert_snapshot!(page(entries));
}

#[test]
fn schemes_without_common_models_are_said_to_have_none() {
    let scheme = |member: &str| {
        format!("name: S\nconcepts: [{{ id: a, label: A, members: [{{ model: {member} }}] }}]\n")
    };
    let entries = vec![
        model("one"),
        entry(Kind::Scheme, "s", &scheme("one")),
        model("two"),
        entry(Kind::Scheme, "u", &scheme("two")),
    ];
    let page = page(entries);
    assert!(page.contains("No two schemes here place the same model."), "{page}");
}
