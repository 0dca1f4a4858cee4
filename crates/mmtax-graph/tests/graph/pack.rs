//! Taxonomies as one text that is ready at once.

use mmtax_graph::{Taxonomy, View};

use super::taxonomy;

const SMALL: &str = "
    papers/p: { title: Of Janus }
    papers/q: { title: Of LLaMA }
    organizations/o: { name: O }
    benchmarks/b: { name: B, metrics: [{ id: m }] }
    datasets/d: { name: D }
    models/llama: { name: LLaMA, role: language-model, variants: [{ id: 7b }], introduced_by: q }
    models/janus: { name: \"Janus: \\\"two\\\" faces\", role: unified, developers: [o], introduced_by: p, sources: { paper: { paper: p } }, components: [{ roles: [backbone], uses: llama@7b, at: §2 }], training: [{ stage: pretraining, datasets: [d] }] }
    results/p: { source: p, tables: [{ at: Table 1, columns: [b/m], rows: [{ model: janus, values: [0.50], from: q }, { model: llama, values: [0.40] }] }] }
    schemes/s: { name: S, concepts: [{ id: c, label: C, members: [{ model: janus, at: Table 1 }] }] }
    errata/p: { source: p, items: [{ at: Table 1, about: janus, prints: x, reason: y, evidence: [{ paper: q, at: §1 }] }] }
";

fn unpacked(text: String) -> Taxonomy {
    Taxonomy::unpack(text.leak()).unwrap()
}

#[test]
fn what_is_unpacked_is_what_was_packed() {
    let before = taxonomy(SMALL);
    let text = before.pack("0123");
    let links = |taxonomy: &Taxonomy| {
        let links = taxonomy.links(View::FULL);
        links.map(|link| format!("{link:?} {:?} {:?}", link.place(), link.stated_in().id)).collect::<Vec<_>>()
    };
    let after = unpacked(text.clone());
    assert_eq!(links(&after), links(&before));
    assert!(links(&before).len() > 10);
    let ids = |taxonomy: &Taxonomy| taxonomy.entries().map(|entry| format!("{entry:?}")).collect::<Vec<_>>();
    assert_eq!(ids(&after), ids(&before));
    assert_eq!(after.pack("0123"), text);
    assert_eq!(after.into_entries(), before.into_entries());
}

#[test]
fn questions_have_the_same_answers() {
    let (before, after) = (taxonomy(SMALL), unpacked(taxonomy(SMALL).pack("x")));
    for query in ["contains:llama@7b", "paradigm:unknown", "b/m>=0.5", "class:s/c", "-id:janus"] {
        let ids = |taxonomy: &Taxonomy| {
            taxonomy.query(query).unwrap().iter().map(|entry| entry.id().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(ids(&after), ids(&before), "{query}");
    }
    assert_eq!(after.scores().count(), 2);
}

#[test]
fn what_is_no_such_text_is_refused_with_its_line() {
    let text = taxonomy(SMALL).pack("x");
    let line = |text: String| Taxonomy::unpack(text.leak()).err().map(|error| error.line);
    assert_eq!(line(String::new()), Some(1));
    assert_eq!(line(text.replace("mmtax-pack-1", "mmtax-pack-2")), Some(1));
    assert_eq!(line(text.replace("\npaper p ", "\npoem p ")), Some(7));
    assert_eq!(line(text.replace("Of Janus", "Of Janus Pro")), Some(12), "a body is longer than was said");
    assert_eq!(line(text), None);
}
