//! `leaderboard` and `compare` through the binary.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fs;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A benchmark, three models of which one has two variants, and three sources: each results file as one line.
const FILES: &[(&str, &str)] = &[
    (
        "benchmarks/geneval.yaml",
        "name: GenEval\nsources: { paper: { paper: p-janus } }\nsettings: [prompt-rewriting]\nmetrics:\n  - { id: overall, name: Overall, direction: higher-is-better }\n  - { id: counting, direction: higher-is-better }\n",
    ),
    (
        "benchmarks/fid.yaml",
        "name: FID\nsources: { paper: { paper: p-janus } }\nsettings: [steps]\nmetrics: [{ id: fid, direction: lower-is-better }]\nvariants: [{ id: val }]\n",
    ),
    (
        "models/janus.yaml",
        "name: Janus_Pro\nrole: unified\nintroduced_by: p-janus\nsources: { paper: { paper: p-janus } }\nvariants: [{ id: 1b }, { id: 7b, name: Janus 7B }]\n",
    ),
    (
        "models/show-o.yaml",
        "name: Show-o\nrole: unified\nintroduced_by: p-show-o\nsources: { paper: { paper: p-show-o } }\n",
    ),
    ("models/sdxl.yaml", "name: SDXL\nrole: image-generator\n"),
    ("papers/p-janus.yaml", "title: Janus\n"),
    ("papers/p-show-o.yaml", "title: Show-o\n"),
    (
        "results/p-janus.yaml",
        "source: p-janus\nversion: v2\ntables:\n  - at: Table 4\n    columns: [geneval/overall, geneval/counting, fid@val/fid]\n    rows:\n\
         \x20     - { model: janus@7b, values: [0.80, 0.59, 7.1], settings: { prompt-rewriting: none } }\n\
         \x20     - { model: janus@1b, values: [0.73, 0.51, 9.0], settings: { prompt-rewriting: none } }\n\
         \x20     - { model: show-o, values: [0.53, \"-\", 7.1], from: p-show-o }\n\
         \x20     - { model: sdxl, values: [0.55, 0.39, \"-\"], settings: { prompt-rewriting: none } }\n",
    ),
    (
        "results/p-show-o.yaml",
        "source: p-show-o\ntables:\n  - at: Table 1\n    columns: [geneval/overall]\n    rows:\n\
         \x20     - { model: show-o, values: [0.53], settings: { prompt-rewriting: none } }\n",
    ),
];

fn taxonomy() -> TempDir {
    let temp = tempfile::tempdir().unwrap();
    for (path, text) in FILES {
        let path = temp.path().join("taxonomy").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    temp
}

fn run(arguments: &[&str]) -> Output {
    let folder = taxonomy();
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(arguments).arg("--taxonomy").arg(folder.path().join("taxonomy"));
    command.output().unwrap()
}

/// What a command that succeeds prints, and what it says beside.
fn told(arguments: &[&str]) -> (String, String) {
    let output = run(arguments);
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {err}");
    (out, err)
}

#[test]
fn a_leaderboard_has_a_table_for_each_set_of_settings() {
    let (text, said) = told(&["leaderboard", "geneval"]);
    let expected = [
        "GenEval: prompt rewriting: none",
        "  Rank  Model               Overall ↑  counting ↑  Whose value",
        "  1     Janus 7B [1]        0.80*      0.59*       own",
        "  2     Janus_Pro (1b) [1]  0.73       0.51        own",
        "  3     SDXL [2]            0.55       0.39        not stated",
        "  4     Show-o [3][4]       0.53                   own",
        "  [1] p-janus (v2), Table 4: own",
        "  [2] p-janus (v2), Table 4: not stated",
        "  [3] p-show-o, Table 1: own",
        "  [4] p-janus (v2), Table 4: copied from p-show-o",
    ];
    assert_eq!(text.lines().collect::<Vec<_>>(), expected);
    assert_eq!(said, "");
}

#[test]
fn metric_setting_and_split_select() {
    let (text, _) = told(&["leaderboard", "geneval", "--metric", "counting"]);
    assert!(text.contains("counting ↑") && !text.contains("Overall"), "{text}");
    let (text, _) = told(&["leaderboard", "geneval", "--setting", "prompt-rewriting=none"]);
    assert!(text.contains("Show-o [3]  ") && !text.contains("not stated\n\n"), "{text}");
    // Of the copy nobody says how prompts were rewritten; without its origin it stands for itself.
    let (text, _) = told(&["leaderboard", "geneval", "--setting", "prompt-rewriting="]);
    assert!(
        text.starts_with("GenEval: settings not stated\n") && text.contains("copied from p-show-o"),
        "{text}"
    );
    assert!(!text.contains("Janus"), "{text}");
    let (text, _) = told(&["leaderboard", "fid@val"]);
    assert!(text.starts_with("FID: split val\n") && text.contains("Show-o [2]"), "{text}");
    assert_eq!(text.matches("7.1*").count(), 2, "{text}");
    let (text, said) = told(&["leaderboard", "geneval", "--setting", "thinking=yes"]);
    assert_eq!((text.as_str(), said.is_empty()), ("", false));
}

#[test]
fn what_does_not_exist_is_an_error_with_a_hint() {
    for (arguments, hint) in [
        (&["leaderboard", "genevall"][..], "did you mean `geneval`?"),
        (&["leaderboard", "janus"], "`janus` is of kind model, not benchmark"),
        (&["leaderboard", "fid@test"], "there are `fid@val`"),
        (&["leaderboard", "geneval", "--metric", "count"], "there are overall, counting"),
        (
            &["leaderboard", "geneval", "--setting", "prompt-rewritin=none"],
            "did you mean `prompt-rewriting`?",
        ),
        (&["leaderboard", "geneval", "--setting", "thinking"], "expected NAME=VALUE"),
        (&["compare", "janus", "geneval"], "`geneval` is of kind benchmark, not model"),
        (&["compare", "janus@70b"], "there are `janus@1b`, `janus@7b`"),
        (&["compare", "janus", "--benchmark", "gid"], "did you mean `fid`?"),
    ] {
        let output = run(arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{arguments:?}");
        assert!(said.contains(hint), "{arguments:?}: {said}");
    }
}

#[test]
fn the_other_formats_have_the_same_values() {
    let (csv, _) = told(&["leaderboard", "geneval", "--format", "csv"]);
    assert_eq!(csv.lines().count(), 1 + 8, "each printed value has a line: {csv}");
    assert!(csv.contains("geneval,,1,janus,7b,overall,0.80,none,"), "{csv}");
    let (json, _) = told(&["leaderboard", "geneval", "--format", "json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    let group = &json["groups"][0];
    assert_eq!(group["settings"]["prompt-rewriting"], "none");
    let reading = &group["rows"][0]["readings"][0];
    assert_eq!((&reading["values"]["overall"]["value"], &reading["whose"]), (&"0.80".into(), &"own".into()));
    assert_eq!(group["rows"][3]["readings"][0]["again"][0]["copied_from"], "p-show-o");
    assert_eq!(group["rows"][3]["rank"], 4);
    let (latex, _) = told(&["leaderboard", "geneval", "--format", "latex"]);
    assert!(
        latex.contains("1 & Janus 7B~\\cite{p-janus} & \\textbf{0.80} & \\textbf{0.59} & own \\\\"),
        "{latex}"
    );
    assert!(latex.contains("Overall $\\uparrow$"), "{latex}");
    let (markdown, _) = told(&["leaderboard", "geneval", "--format", "markdown"]);
    assert!(markdown.contains("| 1 | Janus 7B \\[1\\] | **0.80** | **0.59** | own |"), "{markdown}");
}

#[test]
fn models_stand_side_by_side_where_they_share_something() {
    let (text, said) = told(&["compare", "show-o", "janus", "sdxl"]);
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[1].ends_with("Show-o    Janus_Pro (1b)  Janus 7B   SDXL"), "{text}");
    let overall =
        lines.iter().find(|line| line.contains("GenEval Overall ↑ (prompt rewriting: none)")).unwrap();
    let overall: Vec<&str> = overall.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
    assert_eq!(overall[1..], ["0.53 [3]", "0.73 [2]", "0.80* [2]", "0.55 [4]"], "{text}");
    assert_eq!(said, "");

    let (text, said) = told(&["compare", "show-o", "janus@7b"]);
    assert!(!text.contains("counting") && said.contains("1 lines with one model only"), "{text}{said}");
    let (text, _) = told(&["compare", "show-o", "janus@7b", "--all"]);
    assert!(text.contains("counting"), "{text}");
    // Both have 7.1.
    let (text, said) = told(&["compare", "show-o", "janus@7b", "--differences"]);
    assert!(
        !text.contains("FID") && text.contains("Overall") && said.contains("1 lines on which"),
        "{text}{said}"
    );
    let (text, said) = told(&["compare", "sdxl", "show-o", "--benchmark", "fid@val"]);
    assert!(!text.contains("GenEval") && said.contains("`sdxl` has no values there"), "{text}{said}");
}

#[test]
fn a_comparison_is_written_for_papers_and_programs() {
    let arguments = ["compare", "show-o", "janus@7b", "--benchmark", "geneval", "--format"];
    let with = |more: &[&str]| told(&[&arguments[..], more].concat()).0;
    let latex = with(&["latex", "--turned"]);
    assert!(
        latex.contains("Measured & GenEval Overall $\\uparrow$ (prompt rewriting: none) \\\\"),
        "{latex}"
    );
    assert!(latex.contains("Janus 7B & \\textbf{0.80}~\\cite{p-janus} \\\\"), "{latex}");
    let csv = with(&["csv"]);
    assert!(csv.starts_with("Measured,Show-o,Show-o: read in,Janus 7B,Janus 7B: read in\n"), "{csv}");
    assert!(csv.contains(",0.53,\"p-show-o, Table 1: own\",0.80,\"p-janus (v2), Table 4: own\"\n"), "{csv}");
    let json: Value = serde_json::from_str(&with(&["json"])).unwrap();
    assert_eq!(json["models"][1]["variant"], "7b");
    assert_eq!(json["lines"][0]["values"][1]["printed_in"]["at"], "Table 4");
    assert_eq!(json["lines"][0]["values"][1]["best"], true);
    let markdown = with(&["markdown"]);
    assert!(markdown.contains("| 0.53 \\[1\\] | **0.80** \\[2\\] |"), "{markdown}");
}
