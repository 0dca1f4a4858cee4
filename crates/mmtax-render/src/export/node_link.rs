//! JSON as networkx's `node_link_graph` reads it, an entry and a link a line.

use super::part::Part;
use super::said::{Attribute, OF_ENTRIES, OF_LINKS, Value, id, label, of_entry};
use crate::escape::{json, one_line};

pub(super) fn write(part: &Part<'_>) -> String {
    let nodes = part.entries.iter().map(|&entry| {
        let head = [pair("id", &json(&id(entry))), pair("label", &json(&one_line(&label(entry))))];
        object(head.into_iter(), &OF_ENTRIES, of_entry(entry))
    });
    let edges = part.links.iter().map(|link| {
        let ends = [("source", id(link.first.from())), ("target", id(link.first.to()))];
        let head = ends.map(|(key, id)| pair(key, &json(&id))).into_iter();
        // The key tells apart the edges between two nodes.
        let key = pair("key", &json(link.first.relation().name()));
        object(head.chain([key]), &OF_LINKS, link.attributes())
    });
    format!(
        "{{\n\"directed\": true,\n\"multigraph\": true,\n\"graph\": {{{}}},\n\"nodes\": [\n{}\n],\n\"edges\": [\n{}\n]\n}}\n",
        pair("description", &json(&one_line(&part.description()))),
        nodes.collect::<Vec<_>>().join(",\n"),
        edges.collect::<Vec<_>>().join(",\n"),
    )
}

fn pair(key: &str, value: &str) -> String {
    format!("{}: {value}", json(key))
}

fn object<const N: usize>(
    head: impl Iterator<Item = String>,
    attributes: &[Attribute; N],
    values: [Option<Value>; N],
) -> String {
    let known = attributes.iter().zip(values).filter_map(|(Attribute { name, .. }, value)| {
        let value = match value? {
            Value::Text(text) => json(&one_line(&text)),
            plain @ (Value::Bool(_) | Value::Int(_)) => plain.to_string(),
        };
        Some(pair(name, &value))
    });
    format!("{{{}}}", head.chain(known).collect::<Vec<_>>().join(", "))
}
