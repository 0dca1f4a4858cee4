//! The commands that ask the graph, through the binary: what they print, where, and how they end.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use tempfile::TempDir;

const FILES: &[(&str, &str)] = &[
    ("organizations/lab.yaml", "name: Lab\n"),
    ("papers/p.yaml", "title: \"Mixed: one for all\"\ndate: 2025-02-01\nurl: https://example.org/p\n"),
    ("papers/q.yaml", "title: Another, with | and $\ndate: 2025-03\nurl: https://example.org/q\n"),
    (
        "datasets/pairs.yaml",
        "name: Pairs\nsources: { home: { url: https://example.org/pairs, read: 2026-01-01 } }\nmodalities: [image, text]\n",
    ),
    ("models/base.yaml", "name: Base\nrole: language-model\n"),
    ("models/eye.yaml", "name: Eye\nrole: vision-encoder\nvariants:\n  - { id: large }\n"),
    (
        "models/llm.yaml",
        "name: LLM\nrole: language-model\nsources: { home: { url: https://example.org/llm, version: v1, read: 2026-01-01 } }\nreleased: 2024-01\nparameters: 7B\nlineage:\n  - { relation: finetuned-from, of: base, at: README }\n",
    ),
    (
        "models/mixed.yaml",
        "name: Mixed\nrole: unified\nsummary: Does both.\nreleased: 2025-02-10\ndevelopers: [lab]\nintroduced_by: p\nsources:\n  paper: { paper: p, version: v2, read: 2026-01-01 }\n  code: { url: https://example.org/code, version: abc, read: 2026-01-01 }\ncited:\n  license: { source: code, at: LICENSE }\n  paradigm: { at: \"§1\" }\nlicense: MIT\naccess: { weights: open }\nparadigm: hybrid\nmodalities: { input: [text, image], output: [text, image] }\ngeneration: { text: [next-token], image: [diffusion] }\ncomponents:\n  - { roles: [backbone], uses: llm, start: pretrained, training: frozen, at: \"§2\" }\n  - { roles: [understanding-encoder], uses: eye@large, start: pretrained, variants: [big], at: \"§2.1\" }\n  - { roles: [connector], detail: two-layer MLP, training: tuned, at: \"§2.2\" }\nvariants:\n  - { id: big, name: Mixed-Big, parameters: 9B }\n  - { id: small, parameters: 2B }\ntraining:\n  - { stage: pretraining, datasets: [pairs], at: \"§3\" }\n",
    ),
    (
        "models/next.yaml",
        "name: Next\nrole: unified\nreleased: 2025-03\nintroduced_by: q\nsources:\n  paper: { paper: q, version: v1, read: 2026-01-01 }\nlicense: undisclosed\nparadigm: autoregressive\ncomponents:\n  - { roles: [backbone], uses: llm, training: tuned, at: \"§4\" }\nlineage:\n  - { relation: successor-of, of: mixed, at: \"§1\" }\n",
    ),
    ("models/apart.yaml", "name: Apart\nrole: other\n"),
    (
        "benchmarks/bench.yaml",
        "name: Bench\nsources: { paper: { paper: p, version: v2, read: 2026-01-01 } }\nmetrics:\n  - { id: overall, unit: fraction, direction: higher-is-better, min: 0, max: 1 }\n",
    ),
    (
        "results/p.yaml",
        "source: p\nversion: v2\nread: 2026-01-01\ntables:\n  - at: Table 1\n    benchmark: bench\n    settings: { thinking: false }\n    columns: [overall]\n    rows:\n      - { model: mixed@big, values: [0.80] }\n",
    ),
    (
        "results/q.yaml",
        "source: q\nversion: v1\nread: 2026-01-01\ntables:\n  - at: Table 2\n    benchmark: bench\n    columns: [overall]\n    rows:\n      - { model: next, values: [0.85] }\n      - { model: mixed@big, values: [0.79], reported: copied }\n",
    ),
    (
        "schemes/scheme.yaml",
        "name: Scheme\nsources: { paper: { paper: q, version: v1, read: 2026-01-01 } }\nconcepts:\n  - { id: fused, label: Fused, members: [{ model: mixed, at: Table 3 }] }\n",
    ),
];

fn zoo() -> TempDir {
    let temp = tempfile::tempdir().unwrap();
    for (path, text) in FILES {
        let file = temp.path().join("taxonomy").join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    temp
}

/// What a command prints to both ends, and how it ends; where a terminal would be, colours are asked for.
fn told(zoo: &TempDir, line: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(line)
        .arg("--taxonomy")
        .arg(zoo.path().join("taxonomy"))
        .env("CLICOLOR_FORCE", "1")
        .env_remove("NO_COLOR")
        .output()
        .unwrap();
    let [out, error] = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
    assert!(!out.contains('\u{1b}'), "{out}");
    let mut told = format!("$ {}\n{out}", line.join(" "));
    for line in error.lines() {
        let _ = writeln!(told, "! {line}");
    }
    let _ = writeln!(told, "= {}\n", output.status.code().unwrap());
    told
}

fn all(zoo: &TempDir, lines: &[&[&str]]) -> String {
    lines.iter().map(|line| told(zoo, line)).collect()
}

#[test]
fn show_tells_everything_with_its_place() {
    let zoo = zoo();
    insta::assert_snapshot!(all(
        &zoo,
        &[
            &["show", "mixed"],
            &["show", "mixed@small"],
            &["show", "mixed@big", "--scores", "1"],
            &["show", "mixed", "--format", "csv"],
            &["show", "eye", "--format", "markdown"],
            &["show", "eye", "--format", "json"],
            &["show", "results/p"],
            &["show", "scheme"],
            &["show", "mixd"],
            &["show", "MIXED"],
            &["show", "mixed@huge"],
            &["show", "nothing-like-it"],
        ]
    ));
}

#[test]
fn lineage_draws_a_tree_up_and_down() {
    let zoo = zoo();
    insta::assert_snapshot!(all(
        &zoo,
        &[
            &["lineage", "next"],
            &["lineage", "llm", "--down"],
            &["lineage", "next", "--up", "--depth", "1"],
            &["lineage", "next", "--up", "--limit", "1"],
            &["lineage", "pairs", "--down", "--relation", "trained-on"],
            &["lineage", "apart"],
            &["lineage", "next", "--up", "--format", "csv"],
            &["lineage", "next", "--up", "--format", "markdown"],
            &["lineage", "llm", "--down", "--depth", "1", "--format", "json"],
            &["lineage", "next", "--up", "--format", "mermaid"],
            &["lineage", "next", "--up", "--format", "dot"],
            &["lineage", "nxt"],
            &["lineage", "next", "--relation", "likes"],
            &["lineage", "next", "--up", "--down"],
        ]
    ));
}

#[test]
fn why_shows_every_chain_or_what_both_descend_from() {
    let zoo = zoo();
    insta::assert_snapshot!(all(
        &zoo,
        &[
            &["why", "next", "llm"],
            &["why", "llm", "next", "--limit", "1"],
            &["why", "next", "pairs"],
            &["why", "next", "eye", "--relation", "successor-of"],
            &["why", "mixed", "next", "--relation", "contains"],
            &["why", "apart", "mixed"],
            &["why", "next", "eye", "--format", "json"],
            &["why", "next", "llm", "--format", "csv"],
            &["why", "next", "llm", "--format", "markdown"],
            &["why", "next", "llm", "--format", "mermaid"],
            &["why", "next", "llmm"],
        ]
    ));
}

#[test]
fn query_selects_shows_and_sorts() {
    let zoo = zoo();
    let score = "bench/overall";
    insta::assert_snapshot!(all(
        &zoo,
        &[
            &["query", "role:unified"],
            &["query", "role:unified paradigm:hybrid"],
            &["query", "contains:eye", "--format", "ids"],
            &["query", "-license:MIT"],
            &["query", "~license:MIT kind:model"],
            &["query", "bench/overall>0.8"],
            &[
                "query",
                "bench/overall[by:own]>=0.80",
                "--columns",
                "id,bench/overall[by:own],backbone",
                "--sort=-bench/overall"
            ],
            &[
                "query",
                "kind:model",
                "--columns",
                "id,released,bench/overall",
                "--sort",
                score,
                "--limit",
                "3"
            ],
            &["query", "kind:paper", "--columns", "id,name", "--format", "csv"],
            &["query", "kind:paper", "--columns", "id,name", "--format", "markdown"],
            &["query", "kind:paper", "--columns", "id,name", "--format", "latex"],
            &["query", "class:fused", "--format", "json"],
            &["query", "id:eye released:2020"],
            &["query", "paradgm:hybrid"],
            &["query", "role:unified", "--columns", "paradgm"],
            &["query", "role:unified", "--sort", "paradgm"],
        ]
    ));
    let keys = told(&zoo, &["query", "--keys"]);
    for key in ["paradigm ", "backbone.training ", "contains ", "trained-on ", "released "] {
        assert!(keys.lines().any(|line| line.starts_with(key)), "{key}: {keys}");
    }
    assert!(told(&zoo, &["query"]).ends_with("= 2\n\n"));
}

#[test]
fn shells_complete_the_ids() {
    let zoo = zoo();
    let script = told(&zoo, &["completions", "bash"]);
    for command in ["show", "lineage", "why"] {
        let start = script
            .find(&format!("xtask__subcmd__{command})"))
            .or_else(|| script.find(&format!("xtask__{command})")))
            .unwrap();
        let words = script[start..].lines().find(|line| line.contains("opts=")).unwrap();
        assert!(words.contains(" mixed ") || words.contains(" mixed\""), "{command}: {words}");
    }
    let fish = told(&zoo, &["completions", "fish"]);
    assert!(fish.contains("__fish_seen_subcommand_from why' -f -a '") && fish.contains(" mixed "), "{fish}");
}

#[test]
fn what_is_not_sound_is_left_out_with_a_warning() {
    let zoo = zoo();
    fs::write(zoo.path().join("taxonomy/models/apart.yaml"), "nmae: Apart\n").unwrap();
    let told = told(&zoo, &["query", "role:other"]);
    assert!(told.contains("! warning: the data has ") && told.contains("! 0 entries"), "{told}");
}
