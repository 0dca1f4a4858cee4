//! Licences along the way that weights come down.

use super::{get, taxonomy};

/// What is stricter than the entry's own licence, by which way, and what is unknown.
fn upstream(text: &str, id: &str) -> Option<(Vec<String>, Vec<String>)> {
    let taxonomy = taxonomy(text);
    let licenses = get(&taxonomy, id).upstream_licenses()?;
    let way = |found: &mmtax_graph::Stricter<'_>| {
        let hops: Vec<_> = found.way.hops.iter().map(|hop| format!("{:?}", hop.link)).collect();
        format!("{}: {}", found.license, hops.join("; "))
    };
    let unknown = licenses.unknown.iter().map(|entry| entry.id().to_owned()).collect();
    Some((licenses.stricter.iter().map(way).collect(), unknown))
}

#[test]
fn a_stricter_licence_is_found_at_any_depth() {
    let text = "
        models/llama: { name: Llama, role: language-model, license: Llama License }
        models/vicuna: { name: Vicuna, role: language-model, license: Apache-2.0, lineage: [{ relation: finetuned-from, of: llama }] }
        models/emu: { name: Emu, role: unified, license: Apache-2.0, components: [{ roles: [backbone], uses: vicuna }] }
        models/nc: { name: NC, role: unified, license: CC-BY-NC-4.0, components: [{ roles: [backbone], uses: vicuna }] }
        models/open: { name: Open, role: unified, components: [{ roles: [backbone], uses: vicuna }] }
        models/own: { name: Own, role: unified, license: MIT, components: [{ roles: [backbone], uses: vicuna, start: scratch }] }
    ";
    let way = "Llama License: emu contains vicuna; vicuna finetuned-from llama".to_owned();
    assert_eq!(upstream(text, "emu"), Some((vec![way], Vec::new())));
    assert_eq!(upstream(text, "nc"), Some((Vec::new(), Vec::new())));
    assert_eq!(upstream(text, "own"), Some((Vec::new(), Vec::new())));
    assert_eq!(upstream(text, "open"), None);
}

#[test]
fn a_licence_that_is_not_known_is_neither_stricter_nor_fine() {
    let text = "
        models/llama: { name: Llama, role: language-model, license: unknown }
        models/emu: { name: Emu, role: unified, license: Apache-2.0, components: [{ roles: [backbone], uses: llama }] }
    ";
    assert_eq!(upstream(text, "emu"), Some((Vec::new(), vec!["llama".to_owned()])));
}
