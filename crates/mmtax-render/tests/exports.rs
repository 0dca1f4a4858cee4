//! Graphs in other programs' formats, read back by those programs: networkx, Graphviz and Mermaid's own parser. What they
//! find is held against what the taxonomy says, for the small taxonomy with hostile names and for the real one.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod outside;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use mmtax_render::export::{Exported, Language, Part, export};
use mmtax_render::graph::schema::{Detail, Entry, EntryId, Kind, parse};
use mmtax_render::graph::{EntryRef, Taxonomy, View};
use mmtax_render::{escape, mermaid};
use serde_json::{Value, json};

/// Names that try to break out of XML, JSON, DOT and Mermaid, as YAML quotes them.
const HOSTILE: [&str; 10] = [
    r#"\"quoted\" 'twice' </data></node>"#,
    r#"back\\slash\\ \\N \\G"#,
    r#"]]> --> <!-- -- %%{init: {}}%% ;"#,
    r#"&amp; &lt; &#35; #35; #quot;"#,
    r#"\"] --> evil[\"x"#,
    r#"two\nlines\r\n\ttabbed \u0001"#,
    r#"\u202Edesrever\u202C"#,
    r#"家族 👩‍👩‍👧 مرحبا"#,
    r#"end"#,
    r#"1. list `code` $x$"#,
];

fn read(folder: &Path, into: &mut Vec<Entry>) {
    for kind in Kind::ALL {
        let Ok(files) = std::fs::read_dir(folder.join(kind.folder())) else { continue };
        for file in files {
            let path = file.unwrap().path();
            let id = EntryId::new(path.file_stem().unwrap().to_str().unwrap()).unwrap();
            into.extend(parse(kind, id, &std::fs::read_to_string(&path).unwrap()).entry);
        }
    }
    into.sort_by(|a, b| (&a.id, a.kind()).cmp(&(&b.id, b.kind())));
}

/// The small taxonomy with hostile names.
fn small() -> Taxonomy {
    let mut entries = Vec::new();
    for (number, name) in HOSTILE.iter().enumerate() {
        let text = format!(
            "name: \"{name}\"\nsummary: \"{name}\"\nrole: unified\nreleased: 2025-01\nparadigm: diffusion\n\
             components:\n  - {{ roles: [backbone], uses: base-lm, at: \"{name}\" }}\n\
             lineage:\n  - {{ relation: extends, of: gemini-lab, at: \"{name}\" }}\n"
        );
        let parsed = parse(Kind::Model, EntryId::new(&format!("hostile-{number}")).unwrap(), &text);
        assert!(parsed.faults.is_empty(), "{name}: {:?}", parsed.faults);
        entries.extend(parsed.entry);
    }
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/taxonomy"), &mut entries);
    Taxonomy::build(entries, Vec::new()).0
}

fn real() -> Taxonomy {
    let mut entries = Vec::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../taxonomy"), &mut entries);
    Taxonomy::build(entries, Vec::new()).0
}

fn written(part: &Part<'_>, language: Language) -> Exported {
    export(part, language, None).unwrap()
}

fn output(mut command: Command, input: &str) -> String {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && complaints.is_empty(), "{complaints}");
    String::from_utf8(output.stdout).unwrap()
}

/// What networkx reads from a text; nothing where it is not installed.
fn networkx(kind: &str, text: &str) -> Option<Value> {
    let has = |python: &&str| {
        let mut command = Command::new(python);
        let asked = command.args(["-c", "import networkx"]).stderr(Stdio::null()).status();
        asked.is_ok_and(|status| status.success())
    };
    let Some(python) = ["python3", "/usr/bin/python3"].into_iter().find(has) else {
        outside::skipped("networkx");
        return None;
    };
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    let mut command = Command::new(python);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read_back.py");
    command.arg(script).arg(kind).arg(file.path());
    Some(serde_json::from_str(&output(command, "")).unwrap())
}

fn id(entry: EntryRef<'_>) -> String {
    let folder = entry.kind().folder();
    if entry.kind().is_referable() { entry.id().into() } else { format!("{folder}/{}", entry.id()) }
}

/// What should be said of an entry, worked out here from the entry itself.
fn expected_node(entry: EntryRef<'_>) -> Value {
    let mut node = json!({
        "kind": entry.kind().name(),
        "stub": entry.is_stub(),
        "file": format!("{}/{}.yaml", entry.kind().folder(), entry.id()),
        "label": if entry.kind().is_referable() {
            escape::one_line(entry.name())
        } else {
            format!("{} of {}", entry.kind().name(), entry.id())
        },
    });
    if let Some(model) = entry.as_model() {
        node["role"] = json!(model.role.word());
        if let Some(paradigm) = model.paradigm.known() {
            node["paradigm"] = json!(paradigm.word());
        }
    }
    if let Some(date) = entry.date() {
        node["date"] = json!(date.to_string());
        node["year"] = json!(date.year());
    }
    node
}

/// Ends and relation of a link with what is said of it: how often, in which places, as which parts.
type Links = BTreeMap<(String, String, String), (usize, BTreeSet<String>, BTreeSet<String>, bool)>;

fn expected_links(taxonomy: &Taxonomy, view: View) -> Links {
    let mut links = Links::new();
    for link in taxonomy.links(view) {
        let key = (id(link.from()), link.relation().name().to_owned(), id(link.to()));
        let said = links.entry(key).or_default();
        said.0 += 1;
        said.1.extend(link.cited().at.map(|at| escape::one_line(at)));
        if let Detail::Component(component) = link.detail() {
            said.2.extend(component.roles.iter().map(|role| role.word().to_owned()));
        }
        said.3 = link.relation().info().is_lineage;
    }
    links
}

fn compare(taxonomy: &Taxonomy, view: View, kind: &str, read: &Value) {
    let nodes = read["nodes"].as_object().unwrap();
    for (name, node) in nodes {
        let entry = match name.split_once('/') {
            Some((folder, id)) => taxonomy.entry_of(Kind::from_folder(folder).unwrap(), id),
            None => taxonomy.entry(name),
        };
        assert_eq!(*node, expected_node(entry.unwrap()), "{kind}: {name}");
    }
    let links = expected_links(taxonomy, view);
    let ends: BTreeSet<_> = links.keys().flat_map(|(from, _, to)| [from.clone(), to.clone()]).collect();
    let expected = if view == View::FULL { taxonomy.entries().len() } else { ends.len() };
    assert_eq!(nodes.len(), expected, "{kind}: nodes");
    let edges = read["edges"].as_array().unwrap();
    assert_eq!(edges.len(), links.len(), "{kind}: edges");
    let split = |text: &Value| -> BTreeSet<String> {
        text.as_str()
            .unwrap_or_default()
            .split("; ")
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect()
    };
    for edge in edges {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let said = &edge[2];
        let key = (text(&edge[0]), text(&said["relation"]), text(&edge[1]));
        let (count, places, roles, is_lineage) = &links[&key];
        assert_eq!(said["statements"], json!(count), "{kind}: {key:?}");
        assert_eq!(said["lineage"], json!(is_lineage), "{kind}: {key:?}");
        assert_eq!(split(&said["roles"]), *roles, "{kind}: {key:?}");
        // A place may hold the mark that separates places.
        let parts: BTreeSet<String> = places.iter().flat_map(|at| split(&json!(at))).collect();
        assert_eq!(split(&said["locator"]), parts, "{kind}: {key:?}");
        let files = split(&said["stated_in"]);
        assert!(!files.is_empty() && files.iter().all(|file| file.ends_with(".yaml")), "{kind}: {key:?}");
    }
}

#[test]
fn networkx_reads_back_every_entry_and_link_with_what_is_said_of_them() {
    let all = [View::FULL, View::lineage(), View::COMPOSITION];
    for (taxonomy, views) in [(small(), &all[..]), (real(), &all[..1])] {
        for &view in views {
            let part = Part::whole(&taxonomy, view, "A test");
            for (kind, language) in
                [("graphml", Language::GraphMl), ("gexf", Language::Gexf), ("json", Language::NodeLink)]
            {
                let exported = written(&part, language);
                let Some(read) = networkx(kind, &exported.text) else { return };
                compare(&taxonomy, view, kind, &read);
                let is_all = view == View::FULL;
                assert_eq!(exported.hidden.is_empty(), is_all, "{kind}: {:?}", exported.hidden);
                assert!(exported.hidden.iter().all(|hidden| exported.text.contains(hidden)), "{kind}");
            }
        }
    }
}

#[test]
fn evidence_and_places_of_a_link_are_those_of_its_statement() {
    let taxonomy = real();
    let janus = taxonomy.entry("janus-pro").unwrap();
    let part = Part::around(&taxonomy, janus, 1, View::lineage(), "Lineage");
    let Some(read) = networkx("json", &written(&part, Language::NodeLink).text) else { return };
    let edges = read["edges"].as_array().unwrap();
    let link = edges.iter().find(|edge| edge[0] == "janus-pro" && edge[1] == "janus").unwrap();
    let stated = janus.links_out(View::lineage())[0];
    let source = stated.stated_in().shared().source_of(stated.cited()).unwrap();
    assert_eq!(link[2]["evidence"], json!(source.to_string()));
    assert_eq!(link[2]["stated_in"], "models/janus-pro.yaml");
}

/// The text of a label as it was before Mermaid put marks in place of its entity codes.
fn decoded(label: &str) -> String {
    let mut text = String::new();
    let mut rest = label;
    while let Some((before, after)) = rest.split_once("ﬂ°°") {
        let (number, behind) = after.split_once("¶ß").unwrap();
        text.push_str(before);
        text.extend(char::from_u32(number.parse().unwrap()));
        rest = behind;
    }
    text + rest
}

fn mermaid_reads(texts: &[String]) -> Option<Vec<Value>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let packages = root.join("../../.ci/node");
    if !packages.join("node_modules/mermaid").is_dir() {
        outside::skipped("mermaid");
        return None;
    }
    let mut command = Command::new("node");
    command.arg(root.join("tests/read_back.mjs")).arg(packages.canonicalize().unwrap());
    Some(serde_json::from_str(&output(command, &json!(texts).to_string())).unwrap())
}

#[test]
fn mermaid_reads_flowcharts_with_every_box_and_arrow() {
    let taxonomy = small();
    let part = Part::whole(&taxonomy, View::lineage(), "Lineage");
    let all = export(&part, Language::Mermaid, Some(usize::MAX)).unwrap();
    let Some(read) = mermaid_reads(&[all.text]) else { return };
    let nodes = read[0]["nodes"].as_array().unwrap();
    let labels: BTreeSet<String> = nodes.iter().map(|node| decoded(node[1].as_str().unwrap())).collect();
    let expected: BTreeSet<String> = part
        .entries
        .iter()
        .map(|entry| {
            let date = entry.date().map_or_else(String::new, |date| format!("<br>{date}"));
            format!("{}{date}", escape::one_line(entry.name()))
        })
        .collect();
    assert_eq!(labels, expected);
    assert_eq!(nodes.len(), part.entries.len());
    assert_eq!(read[0]["edges"].as_array().unwrap().len(), part.links.len());
}

#[test]
fn mermaid_reads_the_flowchart_of_every_page() {
    let taxonomy = real();
    let entries = taxonomy.of_kind(Kind::Model).chain(taxonomy.of_kind(Kind::Tokenizer));
    let drawings: Vec<_> = entries.filter_map(mermaid::around).map(|drawing| drawing.text).collect();
    assert!(drawings.len() > 100);
    let Some(read) = mermaid_reads(&drawings) else { return };
    for (text, read) in drawings.iter().zip(read) {
        let arrows = text
            .lines()
            .filter(|line| [" ==>|", " -.->|", " -->|", " -.- "].iter().any(|arrow| line.contains(arrow)));
        assert_eq!(read["edges"].as_array().unwrap().len(), arrows.count(), "{text}");
    }
}

#[test]
fn beyond_its_budget_a_drawing_shows_groups_and_says_what_they_hide() {
    let taxonomy = real();
    let part = Part::whole(&taxonomy, View::FULL, "All");
    let (entries, links) = (part.entries.len(), part.links.len());
    for language in [Language::Dot, Language::Mermaid] {
        let drawn = written(&part, language);
        let lines = drawn.text.lines().map(str::trim).filter(|line| line.starts_with("group_"));
        let (arrows, boxes): (Vec<_>, Vec<_>) =
            lines.partition(|line| line.contains("->") || line.contains("==>"));
        assert!(boxes.len() <= language.budget().unwrap() && boxes.len() > 5, "{}", drawn.text);
        assert!(
            drawn.hidden[0].starts_with(&format!("{entries} entries are drawn as {} groups", boxes.len()))
        );
        // Every entry is in the count of some group, every link in that of some arrow.
        let number = |line: &str, before: &str, after: &str| -> usize {
            let (_, rest) = line.split_once(before).unwrap();
            rest.split_once(after).unwrap().0.parse().unwrap()
        };
        let (before, after) = if language == Language::Dot { ("\\n", "\"") } else { ("<br>", "\"") };
        assert_eq!(boxes.iter().map(|line| number(line, before, after)).sum::<usize>(), entries);
        assert_eq!(arrows.iter().map(|line| number(line, " (", ")")).sum::<usize>(), links);
        assert!(
            drawn.text.contains(&format!("{entries} entries are drawn as")),
            "the drawing says so itself"
        );
    }
    let too_large = export(&part, Language::Mermaid, Some(usize::MAX)).unwrap_err();
    assert_eq!(too_large.edges, links);
    assert!(too_large.to_string().contains("500 edges"));
}

#[test]
fn around_an_entry_nothing_is_cut_off_without_a_word() {
    let taxonomy = real();
    let siglip = taxonomy.entry("siglip").unwrap();
    let near = Part::around(&taxonomy, siglip, 1, View::descent(), "Around");
    let far = Part::around(&taxonomy, siglip, 2, View::descent(), "Around");
    let whole = Part::around(&taxonomy, siglip, usize::MAX, View::descent(), "Around");
    let beyond = far.entries.len() - near.entries.len();
    assert!(beyond > 0);
    let hidden = written(&near, Language::NodeLink).hidden;
    assert!(hidden[0].starts_with(&format!("{beyond} ")), "{beyond}: {hidden:?}");
    assert!(written(&whole, Language::NodeLink).hidden.is_empty());
    let closure = siglip.ancestors(View::descent()).len() + siglip.descendants(View::descent()).len();
    assert_eq!(whole.entries.len(), closure + 1);
}

#[test]
fn graphviz_draws_every_entry_in_its_frame() {
    let taxonomy = small();
    let part = Part::whole(&taxonomy, View::descent(), "Descent");
    let text = export(&part, Language::Dot, Some(usize::MAX)).unwrap().text;
    let mut command = Command::new("dot");
    command.arg("-Tsvg");
    if Command::new("dot").arg("-V").stderr(Stdio::null()).status().is_err() {
        outside::skipped("`dot` of graphviz");
        return;
    }
    let drawn = output(command, &text);
    let count = |class: &str| drawn.matches(&format!("class=\"{class}\"")).count();
    let groups: BTreeSet<_> = text.lines().filter(|line| line.contains("subgraph cluster_")).collect();
    // The legend has two points for each line that it shows.
    let lines = text.lines().filter(|line| line.contains("legend_") && line.contains("_a [")).count();
    assert_eq!(count("cluster"), groups.len());
    assert_eq!(count("node"), part.entries.len() + 2 * lines);
    assert_eq!(count("edge"), part.links.len() + lines);
    assert!(drawn.contains("xlink:href=\"../models/gemini-lab.md\"") && drawn.contains("xlink:title="));
}
