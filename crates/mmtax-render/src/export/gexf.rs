//! GEXF 1.3.

use super::part::Part;
use super::said::{Attribute, OF_ENTRIES, OF_LINKS, Type, Value, id, label, of_entry};
use crate::escape::{one_line, xml};

pub(super) fn write(part: &Part<'_>) -> String {
    let mut out = vec![
        r#"<?xml version="1.0" encoding="UTF-8"?>"#.to_owned(),
        r#"<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">"#.to_owned(),
        format!(
            "  <meta><creator>mmtax</creator><description>{}</description></meta>",
            xml(&one_line(&part.description()))
        ),
        r#"  <graph mode="static" defaultedgetype="directed" idtype="string">"#.to_owned(),
    ];
    declare(&mut out, "node", &OF_ENTRIES);
    declare(&mut out, "edge", &OF_LINKS);
    out.push("    <nodes>".to_owned());
    for &entry in &part.entries {
        let [id, label] = [id(entry), one_line(&label(entry))].map(|text| xml(&text));
        out.push(format!(r#"      <node id="{id}" label="{label}">"#));
        values(&mut out, &OF_ENTRIES, of_entry(entry));
        out.push("      </node>".to_owned());
    }
    out.push("    </nodes>\n    <edges>".to_owned());
    for link in &part.links {
        let [name, from, to] = [link.id(), id(link.first.from()), id(link.first.to())].map(|text| xml(&text));
        // Without a kind of its own, a second edge between two nodes would be against the schema.
        let kind = link.first.relation();
        out.push(format!(
            r#"      <edge id="{name}" source="{from}" target="{to}" kind="{kind}" label="{kind}">"#
        ));
        values(&mut out, &OF_LINKS, link.attributes());
        out.push("      </edge>".to_owned());
    }
    out.push("    </edges>\n  </graph>\n</gexf>\n".to_owned());
    out.join("\n")
}

fn declare(out: &mut Vec<String>, class: &str, attributes: &[Attribute]) {
    out.push(format!(r#"    <attributes class="{class}">"#));
    for Attribute { name, kind, .. } in attributes {
        // GEXF has its own word for whole numbers.
        let kind = if *kind == Type::Int { "integer" } else { kind.name() };
        out.push(format!(r#"      <attribute id="{name}" title="{name}" type="{kind}"/>"#));
    }
    out.push("    </attributes>".to_owned());
}

fn values<const N: usize>(out: &mut Vec<String>, attributes: &[Attribute; N], values: [Option<Value>; N]) {
    out.push("        <attvalues>".to_owned());
    for (Attribute { name, .. }, value) in attributes.iter().zip(values) {
        if let Some(value) = value {
            let value = xml(&one_line(&value.to_string()));
            out.push(format!(r#"          <attvalue for="{name}" value="{value}"/>"#));
        }
    }
    out.push("        </attvalues>".to_owned());
}
