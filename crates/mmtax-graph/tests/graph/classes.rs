//! Where schemes place a model.

use super::{get, taxonomy};

#[test]
fn classes_come_with_the_path_from_the_top() {
    let taxonomy = taxonomy(
        "
        models/janus: { name: Janus, role: unified }
        models/sdxl: { name: SDXL, role: image-generator }
        schemes/by-era: { name: By era, concepts: [{ id: new, label: New, members: [{ model: janus, at: p. 1 }] }] }
        schemes/by-paradigm: { name: By paradigm, concepts: [ \
            { id: ar, label: Autoregressive }, { id: hybrid, label: Hybrid encoding, under: ar }, \
            { id: pseudo, label: Pseudo hybrid, under: hybrid, members: [{ model: janus, at: Table 1 }] }, \
            { id: other, label: Other, members: [{ model: janus }] }] }
        ",
    );
    let told: Vec<String> = get(&taxonomy, "janus")
        .classes()
        .iter()
        .map(|class| {
            let path: Vec<&str> = class.path().iter().map(|concept| concept.id.as_str()).collect();
            let at = class.member.at.as_ref().map_or("nowhere", |at| at.as_str());
            format!("{}: {} ({at})", class.scheme.id(), path.join("/"))
        })
        .collect();
    assert_eq!(
        told,
        ["by-era: new (p. 1)", "by-paradigm: ar/hybrid/pseudo (Table 1)", "by-paradigm: other (nowhere)"]
    );
    assert!(get(&taxonomy, "sdxl").classes().is_empty());
}

/// A rule reports it; the walk up must end all the same.
#[test]
fn concepts_in_a_circle_or_under_nothing_have_a_path_that_ends() {
    let taxonomy = taxonomy(
        "
        models/janus: { name: Janus, role: unified }
        schemes/odd: { name: Odd, concepts: [ \
            { id: a, label: A, under: b, members: [{ model: janus }] }, { id: b, label: B, under: a }, \
            { id: c, label: C, under: missing, members: [{ model: janus }] }, \
            { id: d, label: D, under: d, members: [{ model: janus }] }] }
        ",
    );
    let paths: Vec<String> = get(&taxonomy, "janus")
        .classes()
        .iter()
        .map(|class| class.path().iter().map(|concept| concept.id.as_str()).collect::<Vec<_>>().join("/"))
        .collect();
    assert_eq!(paths, ["b/a", "c", "d"]);
}
