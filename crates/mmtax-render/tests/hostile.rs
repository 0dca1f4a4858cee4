//! Names, summaries, locators and addresses that try to break out of every output language, read back by real readers: what
//! is rendered from them has the shape of what is rendered from harmless words, and shows them as they are.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod readers;

use std::process::Command;

use mmtax_render::graph::Taxonomy;
use mmtax_render::graph::schema::{EntryId, Kind, parse};
use mmtax_render::{Artifact, Edition, artifacts};

/// What the data may hold, one attack an item.
const ATTACKS: &[&str] = &[
    // Markdown and HTML.
    "<script>alert(1)</script>",
    "</a></td><img src=x onerror=alert(1)>",
    "&lt;b&gt; &amp; &#x3c;i&#x3e; &copy",
    "<https://evil.example> <a@b.example>",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/pixel.png)",
    "[x][y] [y]: https://evil.example",
    "[^1] [^1]: note",
    "[ ] task",
    "# heading",
    "- item",
    "+ item",
    "* item",
    "1. item",
    "1) item",
    "> quote",
    "> [!WARNING] alert",
    "--- rule",
    "***",
    "=== underline",
    "| a | b |",
    "a | b \\| c \\\\| d",
    "`code` ``` ~~~ fence",
    "``` mermaid",
    "$x$ $$y$$ $`z`$",
    "**bold** __bold__ *em* _em_ ~~gone~~ ==mark==",
    "ends with a backslash \\",
    ":::note",
    "{{ site.title }} {% raw %}",
    "<!-- comment --> <![CDATA[ ]]> <?php ?>",
    "&nbsp;&#0;&#x202e;",
    // DOT.
    "\" ]; evil [label=\"x",
    "\\N \\G \\E \\T \\H \\L \\l \\r",
    "\\\" -> b",
    "<<b>x</b>>",
    "// c /* c */ # c",
    "}\nsubgraph cluster_x {",
    // Mermaid.
    "\"] --> evil[\"x",
    "%%{init: {'theme':'x'}}%%",
    "click n_a href \"javascript:alert(1)\"",
    "#quot; #35; #x;",
    "`**markdown string**`",
    "end",
    "subgraph x",
    // CSV.
    "=HYPERLINK(\"https://evil.example\";\"x\")",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd",
    "@SUM(1+1)",
    "\t=1+1",
    "a,b;c\td \"e\"",
    // LaTeX and BibTeX.
    "\\input{/etc/passwd} \\write18{id}",
    "} , evil = {x",
    "{ { {",
    "A and B AND C, D",
    "% comment ~ ^ _ & # $",
    // A shell, a path, a terminal.
    "$(id) `id` ; rm -rf / && x | y > z",
    "../../../etc/passwd",
    "..\\..\\con",
    "\u{1b}[31m\u{9b}31m\u{7}\u{8}\u{0}",
    "\u{1b}]8;;https://evil.example\u{7}x",
    "::error file=x::y",
    // Order, width, look.
    "\u{202e}desrever\u{202c} \u{2066}x\u{2069} \u{200f}y \u{61c}z",
    "\u{200f} - item",
    "\u{61c}    code",
    "\u{200e}\t=1+1",
    "two\r\nlines\u{2028}three\u{2029}four\u{85}five",
    "a\u{0}b\u{fffe}c\u{ffff}d",
    "家族 👩‍👩‍👧 مرحبا e\u{301}\u{301}\u{301}",
];

/// What may stand in an address, which has no white space.
const ADDRESSES: &[&str] = &[
    ")](javascript:alert(1))",
    "\"onmouseover=\"alert(1)\"",
    "'><script>alert(1)</script>",
    "|a|b",
    "`code`",
    "\\",
    "[x](y)",
    "\u{202e}x\u{1b}[31m\u{0}",
    "*a*_b_~~c~~$d$",
    "&quot;&lt;&#x3e;",
    "%22%3E",
    "}{",
    "#a#b",
];

/// Files of every kind in which every text has a `¤`, and every address ends in one of `1` to `6`.
const FILES: &[(Kind, &str, &str)] = &[
    (
        Kind::Model,
        "base",
        "name: \"¤ base\"\nsummary: \"¤\"\nrole: language-model\naliases: [\"¤ one\", \"¤ two\"]\n\
         variants: [{ id: 7b, name: \"¤ variant\" }]\n",
    ),
    (
        Kind::Model,
        "child",
        "name: \"¤ child\"\nsummary: \"¤\"\nrole: unified\nreleased: 2025-01\ndevelopers: [lab]\nparadigm: diffusion\n\
         license: \"¤\"\nlinks: { code: \"¤1\", home: \"¤2\" }\nintroduced_by: report\n\
         sources: { paper: { paper: report, version: \"¤\" }, page: { url: \"¤3\", version: \"¤\" } }\n\
         components:\n  - { roles: [backbone], uses: base@7b, at: \"¤\", detail: \"¤\" }\n\
         \x20 - { roles: [connector], detail: \"¤\", at: \"¤\", source: page }\n\
         lineage:\n  - { relation: extends, of: base, note: \"¤\", at: \"¤\", source: page }\n\
         training: [{ stage: pretraining, datasets: [pairs], at: \"¤\" }]\nmethods: [{ method: tuning, at: \"¤\" }]\n",
    ),
    (Kind::Tokenizer, "tok", "name: \"¤ tok\"\nsummary: \"¤\"\n"),
    (Kind::Method, "tuning", "name: \"¤ tuning\"\nsummary: \"¤\"\n"),
    (Kind::Dataset, "pairs", "name: \"¤ pairs\"\nsummary: \"¤\"\nsize: { count: 400M, unit: pairs }\n"),
    (
        Kind::Benchmark,
        "bench",
        "name: \"¤ bench\"\nsummary: \"¤\"\nmetrics: [{ id: a, name: \"¤ metric\" }]\n",
    ),
    (
        Kind::Paper,
        "report",
        "title: \"¤ report\"\nauthors: [\"¤ author\", \"Anna and ¤\"]\ndate: 2025-01-01\nvenue: \"¤\"\nurl: \"¤4\"\n",
    ),
    (Kind::Organization, "lab", "name: \"¤ lab\"\naliases: [\"¤\"]\nlinks: { home: \"¤5\" }\n"),
    (
        Kind::Results,
        "report",
        "source: report\nversion: \"¤\"\ntables:\n  - at: \"¤\"\n    benchmark: bench\n    columns: [a]\n    rows:\n\
         \x20     - { model: child, values: [0.5], printed: \"¤\" }\n\
         \x20     - { model: base@7b, values: [0.6], settings: { judge: \"¤\", note: \"¤\" }, note: \"¤\" }\n\
         \x20     - { model: child, values: [0.7], settings: { judge: \"¤\", note: \"¤\" }, note: \"¤\" }\n",
    ),
    (Kind::Paper, "other", "title: \"¤ other\"\nurl: \"¤4\"\n"),
    (
        Kind::Results,
        "other",
        "source: other\nurl: \"¤4\"\ntables:\n  - at: \"¤\"\n    benchmark: bench\n    columns: [a]\n    rows:\n\
         \x20     - { model: child, values: [0.4] }\n\
         \x20     - { model: child, values: [0.9], settings: { judge: \"¤\", note: \"¤\" }, note: \"¤\" }\n",
    ),
    (
        Kind::Scheme,
        "unified-mm-survey",
        "name: \"¤ scheme\"\nsummary: \"¤\"\nconcepts:\n  - id: top\n    code: \"¤\"\n    label: \"¤ label\"\n\
         \x20   definition: \"¤\"\n    members: [{ model: child, at: Table 1, disputed: \"¤\" }]\n",
    ),
    (
        Kind::Errata,
        "report",
        "source: report\nitems: [{ at: \"¤\", about: child, prints: \"¤\", correct: \"¤\", reason: \"¤\", evidence: [{ url: \"¤6\", at: \"¤\" }] }]\n",
    ),
];

#[test]
fn what_is_rendered_from_an_attack_has_the_shape_of_what_is_rendered_from_words() {
    for (number, attack) in ATTACKS.iter().enumerate() {
        // As long: what is too long is left out or cut.
        let harmless = rendered(&"H".repeat(attack.chars().count()), "harmless");
        readers::check(&harmless);
        let hostile = rendered(attack, ADDRESSES[number % ADDRESSES.len()]);
        readers::check(&hostile);
        assert_eq!(paths(&hostile), paths(&harmless), "{attack}");
        for (artifact, harmless) in hostile.iter().zip(&harmless) {
            let difference = first_difference(&shape(artifact), &shape(harmless));
            assert_eq!(difference, None, "{attack:?} in {}:\n{}", artifact.path, artifact.text);
        }
    }
}

#[test]
fn attacks_are_shown_as_they_are() {
    for attack in ATTACKS {
        let artifacts = rendered(attack, "");
        let text = |path: &str| &artifacts.iter().find(|artifact| artifact.path == path).unwrap().text;
        for (path, name) in
            [("models/child.md", "child"), ("papers/report.md", "report"), ("organizations/lab.md", "lab")]
        {
            let words = bare(&readers::words(text(path)));
            assert!(words.contains(&bare(&format!("{attack} {name}"))), "{attack:?} in {path}:\n{words}");
        }
        let texts = readers::svg("lineage.svg", text("lineage.svg")).concat();
        assert!(bare(&texts).contains(&bare(attack)), "{attack:?} in {texts}");
        let records = readers::csv("survey-table-1.csv", text("survey-table-1.csv"));
        let model = &records[1][2];
        let cell = model
            .strip_prefix('\'')
            .filter(|_| bare(attack).starts_with(['=', '+', '-', '@']))
            .unwrap_or(model);
        assert_eq!(bare(cell), bare(&format!("{attack} child")));
    }
}

/// All attacks in one drawing, as Graphviz shows it.
#[test]
fn graphviz_shows_attacks_as_they_are() {
    let number_of = |number: usize| format!("attack-{number}");
    let mut entries = Vec::new();
    for (number, attack) in ATTACKS.iter().enumerate() {
        let of = number.checked_sub(1).map_or_else(String::new, |before| {
            format!("lineage: [{{ relation: extends, of: {} }}]\n", number_of(before))
        });
        let text = format!("name: \"{}\"\nrole: unified\nreleased: 2025-01\n{of}", escaped(attack));
        entries.extend(parse(Kind::Model, EntryId::new(&number_of(number)).unwrap(), &text).entry);
    }
    let (taxonomy, faults) = Taxonomy::build(entries, Vec::new());
    assert!(faults.is_empty());
    for artifact in artifacts(&taxonomy, &Edition::default()) {
        if !["dot/lineage.dot", "dot/relations.dot"].contains(&&*artifact.path) {
            continue;
        }
        let Some(svg) = graphviz(&artifact.text) else { return };
        let document = roxmltree::Document::parse_with_options(
            &svg,
            roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() },
        )
        .unwrap();
        let texts: String = document.descendants().filter_map(|node| node.text()).collect();
        let texts = bare(&texts);
        for attack in ATTACKS {
            assert!(texts.contains(&bare(attack)), "{attack:?} in {}:\n{svg}", artifact.path);
        }
        let elements = ["svg", "g", "title", "polygon", "path", "text", "a", "ellipse", "polyline"];
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            assert!(elements.contains(&node.tag_name().name()), "{}", node.tag_name().name());
            let link = node.attributes().find(|attribute| attribute.name() == "href");
            assert!(link.is_none_or(|link| link.value().starts_with("../models/attack-")), "{link:?}");
        }
    }
}

/// Each level of a tree in which every concept comes twice could double what stands under it.
#[test]
fn concepts_that_come_twice_do_not_multiply() {
    let mut text = "name: Scheme\nconcepts:\n".to_owned();
    for level in 0..60 {
        let under = if level == 0 { String::new() } else { format!(", under: c{}", level - 1) };
        text.push_str(&format!("  - {{ id: c{level}, label: C{under} }}\n").repeat(2));
    }
    let entry = parse(Kind::Scheme, EntryId::new("scheme").unwrap(), &text).entry.unwrap();
    let (taxonomy, _) = Taxonomy::build(vec![entry], Vec::new());
    let page =
        artifacts(&taxonomy, &Edition::default()).into_iter().find(|page| page.path == "schemes/scheme.md");
    assert_eq!(
        page.unwrap().text.lines().filter(|line| line.contains("| `c")).count(),
        120,
        "each is listed once"
    );
}

/// Everything that is rendered from the files with `text` in each text and `address` at the end of each address.
fn rendered(text: &str, address: &str) -> Vec<Artifact> {
    let mut entries = Vec::new();
    for (kind, id, file) in FILES {
        let mut yaml = (*file).to_owned();
        for number in 1..=6 {
            let address = format!("https://a.example/{number}{}", escaped(address));
            yaml = yaml.replace(&format!("\"¤{number}\""), &format!("\"{address}\""));
        }
        yaml = yaml.replace('¤', &escaped(text));
        let parsed = parse(*kind, EntryId::new(id).unwrap(), &yaml);
        assert!(parsed.faults.is_empty(), "{}/{id}: {:?}\n{yaml}", kind.folder(), parsed.faults);
        entries.extend(parsed.entry);
    }
    let (taxonomy, faults) = Taxonomy::build(entries, Vec::new());
    assert!(faults.is_empty(), "{faults:?}");
    artifacts(&taxonomy, &Edition { revision: "0123456789abcdef".into() })
}

/// A text as it stands in double quotes in YAML.
fn escaped(text: &str) -> String {
    let escape = |c: char| {
        if c.is_ascii_alphanumeric() || c == ' ' { c.to_string() } else { format!("\\U{:08X}", u32::from(c)) }
    };
    text.chars().map(escape).collect()
}

/// Where two shapes begin to differ.
fn first_difference(one: &[String], other: &[String]) -> Option<(usize, Option<String>, Option<String>)> {
    let at = (0..one.len().max(other.len())).find(|at| one.get(*at) != other.get(*at))?;
    Some((at, one.get(at).cloned(), other.get(at).cloned()))
}

fn paths(artifacts: &[Artifact]) -> Vec<&str> {
    artifacts.iter().map(|artifact| artifact.path.as_str()).collect()
}

/// What an artifact is without its words.
fn shape(Artifact { path, text }: &Artifact) -> Vec<String> {
    match path.rsplit('.').next() {
        Some("md") => readers::shape(path, text),
        Some("tex") => {
            let rows = readers::tex(path, text);
            rows.iter().map(|row| row.len().to_string()).collect()
        }
        Some("csv") => {
            let records = readers::csv(path, text);
            records.iter().map(|record| record.len().to_string()).collect()
        }
        Some("svg") => {
            let document = roxmltree::Document::parse(text).unwrap();
            let elements = document.descendants().filter(roxmltree::Node::is_element);
            elements.map(|node| node.tag_name().name().to_owned()).collect()
        }
        // One statement a line, which the reader has looked at.
        _ => vec![text.lines().count().to_string()],
    }
}

/// What is left of a text when it is shown: no white space, no control characters.
fn bare(text: &str) -> String {
    let is_left_out = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{fffd}'..='\u{ffff}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().filter(|c| !is_left_out(*c)).collect()
}

/// What Graphviz makes of a drawing; nothing where it is not installed, which only a developer's machine may lack.
#[expect(clippy::print_stderr, reason = "a test that does nothing must say so")]
fn graphviz(dot: &str) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.dot");
    std::fs::write(&file, dot).unwrap();
    let Ok(output) = Command::new("dot").arg("-Tsvg").arg(&file).output() else {
        assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "graphviz is missing");
        eprintln!("SKIPPED: `dot` of graphviz is not installed");
        return None;
    };
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && complaints.is_empty(), "{complaints}\n{dot}");
    Some(String::from_utf8(output.stdout).unwrap())
}
