//! `diff`: its three forms for a change that touches everything.

use crate::repository::{Repository, Said};

const BEFORE: &[(&str, &str)] = &[
    ("organizations/lab.yaml", "name: Lab\n"),
    ("papers/arxiv-2501.00001.yaml", "title: Alpha\ndate: 2025-01-02\narxiv: \"2501.00001\"\n"),
    ("papers/arxiv-2501.00002.yaml", "title: A survey\ndate: 2025-01-03\narxiv: \"2501.00002\"\n"),
    ("models/llama.yaml", "name: LLaMA\nrole: language-model\nvariants:\n  - { id: 7b }\n  - { id: 13b }\n"),
    ("models/clip.yaml", "name: CLIP\nrole: vision-encoder\n"),
    ("models/lost.yaml", "name: Lost\nrole: other\n"),
    ("models/merged.yaml", "name: Merged\nrole: other\n"),
    ("models/broken.yaml", "name: Broken\nrole: other\n"),
    (
        "models/old-id.yaml",
        "name: Moved\nrole: unified\nintroduced_by: arxiv-2501.00001\nsources:\n  paper: { paper: arxiv-2501.00001 }\n",
    ),
    ("tokenizers/vq.yaml", "name: VQ\n"),
    (
        "models/alpha.yaml",
        "# yaml-language-server: $schema=../../schema/model.schema.json\nname: Alpha\naliases: [A, Alfa]\nrole: unified\nsummary: A model that understands and generates images with one transformer over one sequence of tokens, as the first of its line.\nreleased: 2025-01-02\ndevelopers: [lab]\nintroduced_by: arxiv-2501.00001\nsources:\n  paper: { paper: arxiv-2501.00001, version: v1 }\n  code: { url: https://example.org/alpha }\nmodalities: { input: [text, image], output: [text, image] }\ngeneration: { text: [next-token], image: [next-token] }\ncomponents:\n  - { roles: [backbone], uses: llama@7b, training: frozen, at: §1 }\n  - { roles: [understanding-encoder], uses: clip, at: §1 }\n  - { roles: [connector], detail: linear layer, at: §1 }\nlineage:\n  - { relation: extends, of: old-id, at: §1 }\n",
    ),
    (
        "benchmarks/geneval.yaml",
        "name: GenEval\nmetrics:\n  - { id: overall, unit: fraction }\n  - { id: counting }\n",
    ),
    (
        "results/arxiv-2501.00001.yaml",
        "source: arxiv-2501.00001\nversion: v1\ntables:\n  - at: Table 1\n    benchmark: geneval\n    columns: [overall, counting]\n    rows:\n      - { model: alpha, values: [0.80, 0.5] }\n      - { model: old-id, values: [0.7, \"-\"] }\n      - { model: clip, values: [0.1, 0.2] }\n",
    ),
    (
        "schemes/survey.yaml",
        "name: Survey\nconcepts:\n  - id: a\n    label: A\n    members:\n      - { model: alpha, at: Table 1 }\n  - { id: b, label: B }\n",
    ),
    (
        "errata/arxiv-2501.00002.yaml",
        "source: arxiv-2501.00002\nitems:\n  - { at: Table 1, about: alpha, prints: \"0.81\", correct: \"0.80\", reason: the paper has 0.80 }\n",
    ),
];

/// A repository with everything at `main`, and a change that touches all of it in the working tree.
fn repository() -> Repository {
    let repository = Repository::new();
    for (path, text) in BEFORE {
        repository.write(path, text);
    }
    repository.commit();
    let was = |path: &str| BEFORE.iter().find(|(known, _)| *known == path).unwrap().1;
    let alpha = was("models/alpha.yaml")
        .replace("aliases: [A, Alfa]", "aliases: [Alfa, Alef]")
        .replace("the first of its line", "the second of its line")
        .replace("released: 2025-01-02", "# found out\nreleased: 2025-01")
        .replace("version: v1 }", "version: v2 }\n  card: { url: https://example.org/card }")
        .replace("[text, image], output: [text, image]", "[image, text], output: [text]")
        .replace("training: frozen", "training: tuned")
        .replace("uses: clip", "uses: siglip")
        .replace(
            "  - { roles: [connector], detail: linear layer, at: §1 }\n",
            "  - { roles: [generation-decoder], uses: vq, at: §2 }\n",
        )
        .replace("of: old-id", "of: new-id");
    repository.write("models/alpha.yaml", &alpha).remove("models/old-id.yaml").remove("models/lost.yaml");
    repository.write(
        "models/new-id.yaml",
        &was("models/old-id.yaml").replace("name: Moved", "name: Moved on\naliases: [Moved]"),
    );
    repository.write("models/merged.yaml", "name: Merged\nrole: other\nreplaced_by: clip\n");
    repository.write("models/broken.yaml", "name: Broken\nrole: othr\n");
    repository.write("models/siglip.yaml", "name: SigLIP\nrole: vision-encoder\n");
    repository
        .write("models/llama.yaml", "role: language-model\nname: \"LLaMA\"\nvariants:\n  - { id: 13b }\n");
    let results = was("results/arxiv-2501.00001.yaml")
        .replace("[0.80, 0.5]", "[0.8, 0.5]")
        .replace("old-id, values: [0.7", "new-id, values: [0.7")
        .replace("      - { model: clip, values: [0.1, 0.2] }\n", "      - { model: clip, settings: { steps: \"20\" }, values: [0.1, \"-\"] }\n      - { model: siglip, values: [0.3, 0.4] }\n");
    repository.write("results/arxiv-2501.00001.yaml", &results);
    repository.write("schemes/survey.yaml", "name: Survey\nconcepts:\n  - { id: a, label: A }\n  - { id: b, label: B, members: [{ model: alpha, at: Table 1 }] }\n");
    let errata = was("errata/arxiv-2501.00002.yaml").replace("the paper has 0.80", "see v2")
        + "  - { at: Table 2, about: clip, prints: \"1\", reason: it is none }\n";
    repository.write("errata/arxiv-2501.00002.yaml", &errata);
    repository
}

fn diff(repository: &Repository, format: &str) -> String {
    let said = repository.xtask(&["diff", "main", "--format", format]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let commit = repository.git(&["rev-parse", "main"]);
    said.out.replace(&commit, "COMMIT").replace(&commit[..10], "COMMIT")
}

#[test]
fn a_change_of_everything_in_all_forms() {
    let repository = repository();
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for format in ["text", "json", "markdown"] {
            insta::assert_snapshot!(format, diff(&repository, format));
        }
    });
}

#[test]
fn the_way_back_swaps_what_came_and_what_went() {
    let repository = repository();
    let json = |from: &str, to: &str| -> serde_json::Value {
        serde_json::from_str(&repository.xtask(&["diff", from, to, "--format", "json"]).out).unwrap()
    };
    repository.git(&["switch", "--quiet", "--create", "work"]);
    repository.commit();
    let (there, back) = (json("main", "work"), json("work", "main"));
    for list in ["entries", "components", "relations", "classes", "scores", "errata"] {
        let count = |of: &serde_json::Value, turn: &str| of["summary"][list][turn].as_u64().unwrap();
        assert_eq!(count(&there, "added"), count(&back, "removed"), "{list}");
        assert_eq!(count(&there, "removed"), count(&back, "added"), "{list}");
        assert_eq!(count(&there, "changed"), count(&back, "changed"), "{list}");
        assert!(count(&there, "added") + count(&there, "changed") > 0, "{list}");
    }
    assert_eq!(
        there["findings"]["new"].as_array().map(Vec::len),
        back["findings"]["gone"].as_array().map(Vec::len)
    );
    let pairs = |of: &serde_json::Value, first: &str, second: &str| {
        let pair = |score: &serde_json::Value| format!("{} {}", score[first], score[second]);
        let mut pairs: Vec<String> = of["scores"].as_array().unwrap().iter().map(pair).collect();
        pairs.sort();
        pairs
    };
    // The renamed model has the other id on the way back.
    let same_ids = |pairs: Vec<String>| {
        pairs.into_iter().map(|pair| pair.replace("old-id", "new-id")).collect::<Vec<_>>()
    };
    assert_eq!(same_ids(pairs(&there, "before", "after")), same_ids(pairs(&back, "after", "before")));
    assert!(repository.xtask(&["diff", "work", "work"]).out.starts_with("nothing changes from work"));
    assert!(repository.xtask(&["diff", "work"]).out.starts_with("nothing changes from work"));
}

#[test]
fn what_is_said_otherwise_is_no_difference() {
    let repository = Repository::new();
    for (path, text) in BEFORE {
        repository.write(path, text);
    }
    repository.commit();
    repository.write(
        "models/alpha.yaml",
        "# a comment\nrole: 'unified'\nname: \"Alpha\"\nlineage: [{ at: §1, of: old-id, relation: extends }]\naliases:\n  - Alfa\n  - A\nsummary: >-\n  A model that understands and generates images with one transformer\n  over one sequence of tokens, as the first of its line.\nreleased: 2025-01-02\ndevelopers: [lab]\nintroduced_by: arxiv-2501.00001\nsources:\n  paper: { version: v1, paper: arxiv-2501.00001 }\n  code: { url: https://example.org/alpha }\nmodalities: { output: [image, text], input: [image, text] }\ngeneration: { image: [next-token], text: [next-token] }\nmethods: []\ncomponents:\n  - { roles: [connector], detail: linear layer, at: §1 }\n  - { roles: [understanding-encoder], uses: clip, at: §1 }\n  - { roles: [backbone], uses: llama@7b, training: frozen, at: §1 }\n",
    );
    let said = repository.xtask(&["diff", "HEAD", "--format", "markdown"]);
    assert!(said.out.starts_with("**Taxonomy:** nothing changes"), "{}{}", said.out, said.err);
    // What has an order is a difference: the first source is the default, digits are precision.
    let of = |path: &str, from: &str, to: &str| {
        let text = BEFORE.iter().find(|(known, _)| *known == path).unwrap().1;
        assert!(text.contains(from));
        repository.git(&["checkout", "--quiet", "--", "."]);
        repository.write(path, &text.replace(from, to)).xtask(&["diff", "HEAD"]).out
    };
    let paper = "  paper: { paper: arxiv-2501.00001, version: v1 }\n";
    let code = "  code: { url: https://example.org/alpha }\n";
    let swapped = of("models/alpha.yaml", &format!("{paper}{code}"), &format!("{code}{paper}"));
    assert!(swapped.contains("~ sources (default): paper → code"), "{swapped}");
    assert!(of("results/arxiv-2501.00001.yaml", "0.80", "0.800").contains("0.80 → 0.800"));
    let none = of("models/alpha.yaml", "developers: [lab]", "developers: unknown");
    assert!(none.contains("~ developers: [lab] → unknown"), "{none}");
}

#[test]
fn nothing_in_the_data_can_break_out_of_the_comment() {
    let repository = Repository::new();
    repository.write("models/a.yaml", "name: A\nrole: unified\n").commit();
    let hostile = "@team | <img src=x onerror=y> `tick` <!-- #1 [x](http://e.org) \\\\| </details> :tada: o/r#12 \\n\\n# Head \\u202e\\u001b[31m";
    repository.write(
        "models/a.yaml",
        &format!("name: \"{hostile}\"\nrole: unified\naliases: [\"{hostile}\"]\nsummary: \"{hostile}\"\nlicense: \"{hostile}\"\ncomponents:\n  - {{ roles: [connector], detail: \"{hostile}\" }}\n"),
    );
    repository.write("models/b.yaml", &format!("name: \"{hostile}\"\nrole: \"{hostile}\"\n"));
    repository.write("models/c.yaml", &format!("name: \"{hostile} c\"\nrole: unified\n"));
    let Said { out, code, .. } = repository.xtask(&["diff", "HEAD", "--format", "markdown"]);
    assert_eq!(code, Some(0));
    let mut columns = 0;
    for line in out.lines() {
        assert!(!line.contains(['\u{1b}', '\u{202e}']), "{line}");
        // Outside of code there is only what we wrote.
        let mut outside = String::new();
        let mut rest = line;
        while let Some(at) = rest.find(['`', '<']) {
            outside.push_str(&rest[..at]);
            let (open, close) = if rest[at..].starts_with('`') { ("`", "`") } else { ("<", ">") };
            let inside = &rest[at + open.len()..];
            let end = inside.find(close).unwrap();
            if open == "<" {
                let tags = ["code", "/code", "details", "/details", "summary", "/summary", "b", "/b"];
                assert!(tags.contains(&&inside[..end]), "{line}");
            }
            if open == "<" && &inside[..end] == "code" {
                let end = inside.find("</code>").unwrap();
                let is_quiet = |c: char| c.is_alphanumeric() || " &#;…\u{fffd}".contains(c);
                assert!(inside[5..end].chars().all(is_quiet), "{line}");
                rest = &inside[end + "</code>".len()..];
            } else {
                rest = &inside[end + close.len()..];
            }
        }
        outside.push_str(rest);
        assert!(!outside.contains('@') && !outside.contains("o/r") && !outside.contains("tada"), "{line}");
        assert!(!line.starts_with("# "), "{line}");
        // Every row has the columns of its table.
        if line.starts_with('|') {
            let bars = outside.matches('|').count();
            assert!(columns == 0 || columns == bars, "{line}");
            columns = bars;
        } else {
            columns = 0;
        }
    }
    assert!(out.contains("models/c") && out.contains("&#64;team"), "{out}");
}

#[test]
fn a_comment_is_never_too_long_and_says_what_it_leaves_out() {
    let repository = Repository::new();
    repository.write("models/a.yaml", "name: A\nrole: unified\n").commit();
    for index in 0..1500 {
        repository.write(
            &format!("models/m{index}.yaml"),
            &format!("name: Model {index} | of many\nrole: unifed\n"),
        );
    }
    repository.write("models/a.yaml", "name: A\nrole: unified\nreleased: 2025-01-01\n");
    let said = repository.xtask(&["diff", "HEAD", "--format", "markdown"]);
    assert!(said.out.len() < 65_536 && said.out.len() > 40_000, "{}", said.out.len());
    assert!(said.out.contains("| errors | 150"), "the counts are whole: {}", &said.out[..300]);
    assert!(
        said.out.contains("rows are left out") && said.out.contains("`cargo xtask diff HEAD`"),
        "{}",
        said.out.len()
    );
    assert!(said.out.contains("`released`"), "a short list stays");
    assert!(said.out.contains("| entries | 1500 |"), "{}", &said.out[..300]);
    assert_eq!(said.out.matches("<details>").count(), said.out.matches("</details>").count());
    let text = repository.xtask(&["diff", "HEAD"]).out;
    assert!(
        !text.contains('\u{1b}') && text.contains("models/m1499"),
        "text leaves nothing out, and has no colour here"
    );
}

#[test]
fn links_lead_where_they_are_told_to() {
    let repository = repository();
    let said =
        repository.xtask(&["diff", "main", "--format", "markdown", "--links", "https://e.org/blob/x/"]);
    assert!(said.out.contains("(https://e.org/blob/x/taxonomy/models/siglip.yaml)"), "{}", said.out);
    assert!(diff(&repository, "markdown").contains("(taxonomy/models/siglip.yaml)"));
}

#[test]
fn a_branch_is_compared_from_where_it_began() {
    let repository = repository();
    repository.git(&["stash", "--quiet", "--include-untracked"]);
    repository.git(&["switch", "--quiet", "--create", "work"]);
    repository.write("models/mine.yaml", "name: Mine\nrole: other\n").commit();
    repository.git(&["switch", "--quiet", "main"]);
    repository.write("models/theirs.yaml", "name: Theirs\nrole: other\n").commit();
    let two = repository.xtask(&["diff", "main", "work"]).out;
    assert!(two.contains("+ models/mine") && two.contains("- models/theirs"), "{two}");
    let three = repository.xtask(&["diff", "main", "work", "--merge-base"]).out;
    assert!(three.contains("+ models/mine") && !three.contains("theirs"), "{three}");
    let none = repository.xtask(&["diff", "main", "--merge-base"]).out;
    assert!(none.starts_with("nothing changes"), "{none}");
}

#[test]
fn a_revision_without_the_folder_counts_as_empty() {
    let repository = Repository::new();
    std::fs::write(repository.folder.path().join("README.md"), "x").unwrap();
    repository.commit();
    repository.write("models/a.yaml", "name: A\nrole: unified\n");
    let said = repository.xtask(&["diff", "HEAD"]);
    assert!(
        said.out.contains("+ models/a (A)") && said.err.contains("has no folder `taxonomy`"),
        "{}",
        said.err
    );
}
