//! GraphML 1.0.

use super::part::Part;
use super::said::{Attribute, OF_ENTRIES, OF_LINKS, Value, id, label, of_entry};
use crate::escape::{one_line, xml};

pub(super) fn write(part: &Part<'_>) -> String {
    let mut out = vec![
        r#"<?xml version="1.0" encoding="UTF-8"?>"#.to_owned(),
        r#"<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">"#.to_owned(),
        r#"  <key id="label" for="node" attr.name="label" attr.type="string"><desc>The name to show.</desc></key>"#.to_owned(),
    ];
    keys(&mut out, "node", &OF_ENTRIES);
    keys(&mut out, "edge", &OF_LINKS);
    out.push(r#"  <key id="about" for="graph" attr.name="description" attr.type="string"/>"#.to_owned());
    out.push(r#"  <graph id="mmtax" edgedefault="directed">"#.to_owned());
    out.push(format!("    {}", datum("about", &part.description())));
    for &entry in &part.entries {
        out.push(format!(r#"    <node id="{}">"#, xml(&id(entry))));
        out.push(format!("      {}", datum("label", &label(entry))));
        data(&mut out, "node", &OF_ENTRIES, of_entry(entry));
        out.push("    </node>".to_owned());
    }
    for link in &part.links {
        let [name, from, to] = [link.id(), id(link.first.from()), id(link.first.to())].map(|text| xml(&text));
        out.push(format!(r#"    <edge id="{name}" source="{from}" target="{to}">"#));
        data(&mut out, "edge", &OF_LINKS, link.attributes());
        out.push("    </edge>".to_owned());
    }
    out.push("  </graph>\n</graphml>\n".to_owned());
    out.join("\n")
}

fn keys(out: &mut Vec<String>, of: &str, attributes: &[Attribute]) {
    for Attribute { name, kind, about } in attributes {
        out.push(format!(
            r#"  <key id="{of}.{name}" for="{of}" attr.name="{name}" attr.type="{}"><desc>{}</desc></key>"#,
            kind.name(),
            xml(about)
        ));
    }
}

fn data<const N: usize>(
    out: &mut Vec<String>,
    of: &str,
    attributes: &[Attribute; N],
    values: [Option<Value>; N],
) {
    for (Attribute { name, .. }, value) in attributes.iter().zip(values) {
        if let Some(value) = value {
            out.push(format!("      {}", datum(&format!("{of}.{name}"), &value.to_string())));
        }
    }
}

fn datum(key: &str, value: &str) -> String {
    format!(r#"<data key="{key}">{}</data>"#, xml(&one_line(value)))
}
