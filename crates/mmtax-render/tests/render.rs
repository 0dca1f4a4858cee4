//! What is rendered from one small taxonomy, and what holds for everything that is rendered.
#![expect(clippy::unwrap_used, reason = "a test helper that fails is a test that fails")]

mod outside;

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use mmtax_render::graph::Taxonomy;
use mmtax_render::graph::schema::{Entry, EntryId, Kind, parse};
use mmtax_render::{Artifact, Edition, FORMATS, artifacts, dot, mermaid};

fn entries() -> Vec<Entry> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/taxonomy");
    let mut entries = Vec::new();
    for kind in Kind::ALL {
        for file in std::fs::read_dir(root.join(kind.folder())).unwrap() {
            let path = file.unwrap().path();
            let id = EntryId::new(path.file_name().unwrap().to_str().unwrap().strip_suffix(".yaml").unwrap())
                .unwrap();
            let parsed = parse(kind, id, &std::fs::read_to_string(&path).unwrap());
            assert!(parsed.faults.is_empty(), "{}: {:?}", path.display(), parsed.faults);
            entries.extend(parsed.entry);
        }
    }
    entries.sort_by(|a, b| (&a.id, a.kind()).cmp(&(&b.id, b.kind())));
    entries
}

fn render(entries: Vec<Entry>) -> Vec<Artifact> {
    let (taxonomy, faults) = Taxonomy::build(entries, Vec::new());
    assert!(faults.is_empty(), "{faults:?}");
    artifacts(&taxonomy, &Edition { revision: "0123456789ab".into() })
}

fn artifact(path: &str) -> String {
    render(entries()).into_iter().find(|artifact| artifact.path == path).unwrap().text
}

macro_rules! snapshots {
    ($($name:ident: $path:literal,)+) => {
        $(#[test]
        fn $name() {
            insta::assert_snapshot!(artifact($path));
        })+

        const SNAPSHOTS: &[&str] = &[$($path),+];
    };
}

snapshots! {
    overview: "README.md",
    coverage: "coverage.md",
    models_by_paradigm: "by-paradigm.md",
    models_by_class: "by-class-unified-mm-survey.md",
    index_of_models: "models.md",
    page_of_a_model: "models/gemini-lab.md",
    page_of_a_stub: "models/undated.md",
    page_of_a_tokenizer: "tokenizers/vq-16.md",
    page_of_a_method: "methods/preference-tuning.md",
    page_of_a_dataset: "datasets/web-pairs.md",
    page_of_a_benchmark: "benchmarks/drawing.md",
    page_of_a_paper: "papers/arxiv-2410.00001.md",
    page_of_an_organization: "organizations/some-lab.md",
    page_of_results: "results/arxiv-2410.00001.md",
    page_of_a_scheme: "schemes/unified-mm-survey.md",
    page_of_errata: "errata/arxiv-2505.02567.md",
    dot_of_lineage: "dot/lineage.dot",
    dot_of_relations: "dot/relations.dot",
    dot_around_a_model: "dot/models/gemini-lab.dot",
    survey_table: "survey-table-1.md",
    survey_table_as_csv: "survey-table-1.csv",
    survey_table_as_latex: "survey-table-1.tex",
    survey_table_of_any_to_any: "survey-table-2.md",
    picture_of_lineage: "lineage.svg",
    picture_of_families: "lifelines.svg",
    picture_of_classes: "by-class-unified-mm-survey.svg",
    index_of_leaderboards: "leaderboards.md",
    leaderboard: "leaderboards/drawing.md",
    leaderboard_as_csv: "leaderboards/drawing.csv",
    who_disagrees_with_whom: "disagreements.md",
    pairs_that_disagree: "disagreements/pairs.md",
    rows_that_break_their_formula: "arithmetic.md",
}

#[test]
fn every_format_and_every_kind_of_page_has_a_snapshot() {
    for kind in Kind::ALL {
        let folder = format!("{}/", kind.folder());
        assert!(SNAPSHOTS.iter().any(|path| path.starts_with(&folder)), "no page of {kind}");
    }
    let names: BTreeSet<_> = FORMATS.iter().map(|format| format.name()).collect();
    assert_eq!(names.len(), FORMATS.len(), "two formats have one name");
}

/// Nine models, one a month; the seventh is no record, the last has no date. The names try to break out.
fn over_time() -> Vec<Entry> {
    let mut entries = entries();
    let mut rows = String::new();
    for (number, name) in HOSTILE.iter().take(10).enumerate() {
        let date = if number < 9 {
            format!("released: 2024-{:02}-{:02}\n", number + 1, 3 * number + 1)
        } else {
            String::new()
        };
        let paradigm = ["diffusion", "autoregressive", "hybrid"][number % 3];
        let text = format!("name: \"{name}\"\nrole: unified\nparadigm: {paradigm}\n{date}");
        entries.extend(parse(Kind::Model, EntryId::new(&format!("timed-{number}")).unwrap(), &text).entry);
        let value = if number == 6 { 0.1 } else { 0.3 + 0.05 * f64::from(u8::try_from(number).unwrap()) };
        rows.push_str(&format!("      - {{ model: timed-{number}, values: [{value:.2}] }}\n"));
    }
    entries.retain(|entry| entry.kind() != Kind::Results);
    let text = format!(
        "source: arxiv-2410.00001\ntables:\n  - at: Table 4\n    benchmark: drawing\n    columns: [overall]\n    rows:\n{rows}"
    );
    let results = parse(Kind::Results, EntryId::new("arxiv-2410.00001").unwrap(), &text);
    assert!(results.faults.is_empty(), "{:?}", results.faults);
    entries.extend(results.entry);
    entries
}

#[test]
fn scores_over_time_are_drawn_where_enough_models_have_a_date() {
    let rendered = render(over_time());
    let text = |path: &str| {
        rendered.iter().find(|artifact| artifact.path == path).map(|artifact| artifact.text.as_str())
    };
    let picture = text("leaderboards/drawing.svg").unwrap();
    check_markup(picture);
    insta::assert_snapshot!("picture_of_scores_over_time", picture);
    assert_eq!(picture.matches(", the best so far</title>").count(), 8, "all dated ones but the seventh");
    assert!(picture.contains("1 more has no known date"), "{picture}");
    assert!(text("leaderboards/drawing.md").unwrap().contains("](drawing.svg)"));
    // The small taxonomy has too few.
    assert!(!artifact("leaderboards/drawing.md").contains(".svg"));
    let mut fewer = over_time();
    fewer.retain(|entry| !["timed-0", "timed-1"].contains(&entry.id.as_str()));
    assert!(
        !artifacts(&Taxonomy::build(fewer, Vec::new()).0, &Edition::default())
            .iter()
            .any(|artifact| artifact.path == "leaderboards/drawing.svg")
    );
}

/// Every printed value is in its leaderboard's CSV, once.
#[test]
fn the_csv_of_leaderboards_has_every_value() {
    let (taxonomy, _) = Taxonomy::build(entries(), Vec::new());
    let lines: usize = render(entries())
        .iter()
        .filter(|artifact| artifact.path.starts_with("leaderboards/") && artifact.path.ends_with(".csv"))
        .map(|artifact| artifact.text.lines().count() - 1)
        .sum();
    assert_eq!(lines, taxonomy.scores().count());
}

#[test]
fn the_order_of_entries_does_not_matter() {
    let expected = render(entries());
    let mut shuffled = entries();
    for turn in 0..5 {
        shuffled.reverse();
        let middle = shuffled.len() / 2;
        shuffled.rotate_left(turn % middle + 1);
        shuffled.swap(0, middle);
        assert_eq!(render(shuffled.clone()), expected);
    }
}

#[test]
fn paths_are_unique_everywhere_and_stay_below_the_output_folder() {
    let mut seen = BTreeSet::new();
    for artifact in render(entries()) {
        let path = &artifact.path;
        assert!(seen.insert(path.to_lowercase()), "{path} comes twice");
        assert!(!path.starts_with('/') && !path.contains('\\') && !path.contains(':'), "{path}");
        assert!(path.split('/').all(|part| !part.is_empty() && part != "." && part != ".."), "{path}");
        assert!(artifact.text.ends_with('\n') && !artifact.text.ends_with("\n\n"), "end of {path}");
        assert!(!artifact.text.contains('\r'), "{path}");
    }
}

#[test]
fn formats_list_their_artifacts_in_order() {
    let (taxonomy, _) = Taxonomy::build(entries(), Vec::new());
    for format in FORMATS {
        let paths: Vec<_> =
            format.render(&taxonomy, &Edition::default()).into_iter().map(|artifact| artifact.path).collect();
        assert!(paths.is_sorted(), "{}", format.name());
        assert!(!format.describe().is_empty());
    }
}

#[test]
fn nothing_at_all_renders_too() {
    let (taxonomy, _) = Taxonomy::build(Vec::new(), Vec::new());
    let rendered = artifacts(&taxonomy, &Edition::default());
    check_links(&rendered, &[]);
    assert!(rendered.iter().any(|artifact| artifact.path == "README.md"));
}

#[test]
fn every_link_leads_somewhere() {
    let files: Vec<_> = entries().iter().map(|entry| format!("../../taxonomy/{}", entry.file())).collect();
    check_links(&render(entries()), &files);
}

/// Checks each relative link of each page, drawing and picture, with its anchor.
fn check_links(rendered: &[Artifact], files: &[String]) {
    let mut links = 0;
    for artifact in rendered {
        for target in targets(&artifact.text) {
            if target.starts_with("http") {
                continue;
            }
            let (path, anchor) = target.split_once('#').unwrap_or((&target, ""));
            let path = if path.is_empty() { artifact.path.clone() } else { resolve(&artifact.path, path) };
            let page = rendered.iter().find(|other| other.path == path);
            assert!(page.is_some() || files.contains(&path), "{} links to {target}", artifact.path);
            let anchored = page.is_some_and(|page| page.text.contains(&format!("<a id=\"{anchor}\"></a>")));
            assert!(anchor.is_empty() || anchored, "{} links to {target}", artifact.path);
            links += 1;
        }
    }
    assert!(links > 10, "the checker found {links} links only");
}

/// The targets of Markdown links, of `URL` in DOT and of `href` in SVG.
fn targets(text: &str) -> Vec<String> {
    let mut targets = Vec::new();
    for (before, after) in [("](", ')'), ("URL=\"", '"'), ("href=\"", '"')] {
        for piece in text.split(before).skip(1) {
            // An escaped bracket is text, not a link.
            targets.extend(piece.split_once(after).map(|(target, _)| target.to_owned()));
        }
    }
    targets.retain(|target| target != "a link");
    targets
}

fn resolve(from: &str, target: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match (part, parts.last()) {
            ("..", Some(last)) if *last != ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn graphviz_reads_every_drawing() {
    for artifact in render(entries()).iter().filter(|artifact| artifact.path.ends_with(".dot")) {
        let Some(svg) = graphviz(&artifact.text) else { return };
        assert!(svg.contains("</svg>"), "{}", artifact.path);
        // The hostile name shows as it is, and nothing of it became markup.
        if artifact.path == "dot/relations.dot" {
            assert!(
                svg.contains("Gemini | Lab &lt;b&gt;&quot;2&quot;&lt;/b&gt; `x` %%{init}%% ]]&gt; "),
                "{svg}"
            );
        }
    }
}

#[test]
fn what_is_too_much_to_draw_is_counted() {
    let mut entries = entries();
    for number in 10..50 {
        let id = EntryId::new(&format!("child-{number}")).unwrap();
        let text = "name: Child\nrole: unified\nlineage:\n  - { relation: extends, of: base-lm }\n";
        entries.extend(parse(Kind::Model, id, text).entry);
    }
    let (taxonomy, _) = Taxonomy::build(entries, Vec::new());
    let hub = taxonomy.entry("base-lm").unwrap();
    let drawing = mermaid::around(hub).unwrap();
    let boxes = drawing.text.lines().filter(|line| line.ends_with("\"]")).count();
    assert!(boxes <= 15 && drawing.text.len() < 50_000, "{boxes} boxes");
    // 40 children and gemini-lab descend from it; 8 siblings fit, one of them the box that counts the rest.
    assert!(drawing.text.contains("+34 more"), "{}", drawing.text);
    assert_eq!(drawing.left_out, 34);
    let dot = dot::around(hub);
    assert!(dot.contains("+30 more") && dot.contains("30 more entries"), "{dot}");
    graphviz(&dot);
}

/// Names that try to break out of every output language, as YAML and JSON quote them.
const HOSTILE: &[&str] = &[
    r#"\"quoted\" 'twice'"#,
    r#"back\\slash\\"#,
    r#"two\nlines\r\n\ttabbed"#,
    r#"]]> --> <!-- -- %% %%{init: {}}%%"#,
    r#"`code` ``` ~~~ $x$ $$y$$"#,
    r#"| pipe | [a](b) ![c](d)"#,
    r#"<script>alert(1)</script> &amp; &lt;"#,
    r#"# heading"#,
    r#"1. list"#,
    r#"* **bold** _em_"#,
    r#"\u202Edesrever\u202C"#,
    r#"家族 👩‍👩‍👧 مرحبا"#,
    r#"end"#,
    r#"\\N \\G \\l"#,
];

#[test]
fn hostile_names_break_nothing() {
    let mut entries = entries();
    for (number, name) in HOSTILE.iter().enumerate() {
        let id = EntryId::new(&format!("hostile-{number}")).unwrap();
        let text = format!(
            "name: \"{name}\"\nsummary: \"{name}\"\nrole: unified\nreleased: 2025-01\nparadigm: diffusion\n\
             components:\n  - {{ roles: [backbone], uses: base-lm, at: \"{name}\" }}\n  - {{ roles: [connector], detail: \"{name}\" }}\n\
             lineage:\n  - {{ relation: extends, of: gemini-lab, note: \"{name}\" }}\n"
        );
        let parsed = parse(Kind::Model, id, &text);
        assert!(parsed.faults.is_empty(), "{name}: {:?}", parsed.faults);
        entries.extend(parsed.entry);
    }
    let rendered = render(entries);
    for artifact in &rendered {
        let (path, text) = (&artifact.path, &artifact.text);
        assert!(!text.contains('\u{202e}'), "{path}");
        match path.rsplit('.').next() {
            Some("dot") => match graphviz(text) {
                Some(svg) => assert!(!svg.contains("<script"), "{path}"),
                None => return,
            },
            Some("md") => check_tables(path, text),
            Some("svg") => check_markup(text),
            _ => {}
        }
    }
}

/// Every row of a table has as many cells as its header.
fn check_tables(path: &str, text: &str) {
    assert!(!text.contains("<script"), "{path}");
    let mut width = None;
    for line in text.lines() {
        let cells = line.replace("\\\\", "").replace("\\|", "").matches('|').count();
        if !line.starts_with('|') {
            width = None;
        } else {
            assert_eq!(*width.get_or_insert(cells), cells, "{path}: {line}");
        }
    }
    assert_eq!(text.lines().filter(|line| line.starts_with("```")).count() % 2, 0, "fences of {path}");
    assert_eq!(text.lines().filter(|line| line.starts_with("# ")).count(), 1, "titles of {path}");
}

/// Every element of a picture is closed where it should be.
fn check_markup(text: &str) {
    assert!(!text.contains("<script"));
    let mut open = Vec::new();
    for piece in text.split('<').skip(1) {
        let (tag, _) = piece.split_once('>').unwrap();
        let name = tag.split_whitespace().next().unwrap();
        if let Some(closed) = name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed));
        } else if !tag.starts_with("!--") && !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

/// What Graphviz makes of a drawing; nothing where it is not installed, which only a developer's machine may lack.
fn graphviz(dot: &str) -> Option<String> {
    let child = Command::new("dot")
        .arg("-Tsvg")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        outside::skipped("`dot` of graphviz");
        return None;
    };
    let mut stdin = child.stdin.take().unwrap();
    let text = dot.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && complaints.is_empty(), "{complaints}\n{dot}");
    Some(String::from_utf8(output.stdout).unwrap())
}
