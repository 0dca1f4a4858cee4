//! `new` and `completions` through the binary, in folders of their own.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const FILES: [(&str, &str); 4] = [
    (
        "models/janus.yaml",
        "name: Janus\nrole: unified\nattention: causal\nsources: { paper: { paper: arxiv-2410.13848 } }\n",
    ),
    ("models/broken.yaml", "nmae: Broken\n"),
    ("datasets/imagenet-1k.yaml", "name: ImageNet-1k\n"),
    ("papers/arxiv-2410.13848.yaml", "title: \"Janus: Decoupling\"\narxiv: \"2410.13848\"\n"),
];

fn taxonomy() -> (TempDir, PathBuf) {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("taxonomy");
    for (path, text) in FILES {
        let file = dir.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    (temp, dir)
}

fn run(dir: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    // In the parent of the data, as a contributor stands in the repository.
    command.args(arguments).arg("--taxonomy").arg(dir).current_dir(dir.parent().unwrap()).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Every file below a folder with its text.
fn files(dir: &Path) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    for item in fs::read_dir(dir).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.push((path.clone(), fs::read_to_string(path).unwrap()));
        }
    }
    files.sort();
    files
}

#[test]
fn a_new_entry_is_written_and_its_next_steps_are_told() {
    let (_temp, dir) = taxonomy();
    let arguments =
        ["new", "model", "show-x", "--name", "Show-X", "--arxiv", "2512.00001", "--from", "janus"];
    let output = run(&dir, &arguments);
    let said = told(&output);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "taxonomy/models/show-x.yaml\n");
    let text = fs::read_to_string(dir.join("models/show-x.yaml")).unwrap();
    assert!(text.starts_with("# yaml-language-server: $schema=../../schema/model.schema.json\n"), "{text}");
    for line in ["name: Show-X", "role: unified", "attention: causal", "introduced_by: arxiv-2512.00001"] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
    for expected in [
        "wrote taxonomy/models/show-x.yaml",
        "check what is from `janus` at this entry's own source: role, attention",
        "cargo xtask new paper arxiv-2512.00001",
        "cargo xtask validate taxonomy/models/show-x.yaml --taxonomy taxonomy",
        "cargo xtask render",
        "error[reference-unresolved]",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
    // What it says of `validate` is what `validate` says.
    let validate = run(&dir, &["validate", "--format", "short", "taxonomy/models/show-x.yaml"]);
    let found = String::from_utf8(validate.stdout).unwrap();
    assert_eq!(
        found.lines().count(),
        said.lines().filter(|line| line.contains("error[") || line.contains("warning[")).count()
    );
    // The paper that it asked for completes it.
    let paper =
        run(&dir, &["new", "paper", "arxiv-2512.00001", "--name", "Show: X", "--released", "2025-12"]);
    assert_eq!(paper.status.code(), Some(0), "{}", told(&paper));
    assert!(told(&paper).contains("finds nothing wrong"), "{}", told(&paper));
    let validate = run(&dir, &["validate", "--deny", "warnings", "taxonomy/models/show-x.yaml"]);
    assert_eq!(validate.status.code(), Some(0), "{}", String::from_utf8_lossy(&validate.stdout));
    let is_left = |(path, _): &(PathBuf, String)| path.to_string_lossy().contains(".mmtax-");
    assert!(!files(&dir).iter().any(is_left), "no temporary file is left");
}

#[test]
fn a_dry_run_prints_and_writes_nothing() {
    let (_temp, dir) = taxonomy();
    let before = files(&dir);
    let output = run(&dir, &["new", "dataset", "some-data", "--dry-run"]);
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    assert!(text.contains("\nname: some-data\n") && text.contains("\n# tasks: ["), "{text}");
    assert!(told(&output).contains("would write taxonomy/datasets/some-data.yaml"), "{}", told(&output));
    assert!(told(&output).contains("warning[stub-unused]"), "{}", told(&output));
    assert_eq!(files(&dir), before);
}

#[test]
fn refusals_are_usage_errors_that_name_the_entry_and_write_nothing() {
    let (_temp, dir) = taxonomy();
    let before = files(&dir);
    for (arguments, expected) in [
        (&["modle", "x-new"][..], "model"),
        (&["model", "X New"], "is not an id"),
        (&["model", "../models/x"], "is not an id"),
        (&["model", "janus"], "models/janus.yaml"),
        (&["dataset", "janus"], "models/janus.yaml"),
        (&["model", "broken"], "models/broken.yaml"),
        (&["tokenizer", "broken"], "models/broken.yaml"),
        (&["model", "image-net1k"], "datasets/imagenet-1k.yaml"),
        (&["dataset", "imagenet-k1"], "datasets/imagenet-1k.yaml"),
        (&["dataset", "imgaenet-1k"], "--force-new"),
        (&["model", "x-new", "--name", "JANUS"], "models/janus.yaml"),
        (&["model", "x-new", "--arxiv", "2513.1"], "YYMM.NNNNN"),
        (&["model", "x-new", "--released", "yesterday"], "2025-01-29"),
        (&["model", "x-new", "--role", "unfied"], "did you mean `unified`?"),
        (&["model", "x-new", "--from", "jnus"], "did you mean `janus`?"),
        (&["model", "x-new", "--from", "broken"], "no model `broken`"),
        (&["dataset", "x-new", "--from", "janus"], "no dataset `janus`"),
        (&["paper", "arxiv-2501.00001", "--from", "arxiv-2410.13848"], "share no facts"),
        (&["results", "arxiv-2410.13848", "--name", "x"], "takes no name"),
    ] {
        let output = run(&dir, &[&["new"], arguments].concat());
        let said = told(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains(expected), "{arguments:?}: {said}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        assert_eq!(files(&dir), before, "{arguments:?}");
    }
    let forced = run(&dir, &["new", "dataset", "imgaenet-1k", "--force-new"]);
    assert_eq!(forced.status.code(), Some(0), "{}", told(&forced));
}

#[test]
fn completions_know_commands_codes_and_ids() {
    let (_temp, dir) = taxonomy();
    for shell in ["bash", "zsh", "fish"] {
        let output = run(&dir, &["completions", shell]);
        let script = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(0), "{shell}");
        for expected in ["lineage-cycle", "imagenet-1k", "vision-encoder", "force-new", "cargo"] {
            assert!(script.contains(expected), "{shell} has no {expected}");
        }
    }
    assert_eq!(run(&dir, &["completions", "tcsh"]).status.code(), Some(2));
}

#[test]
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn bash_completes_through_cargo() {
    let (temp, dir) = taxonomy();
    let script = temp.path().join("completions.bash");
    fs::write(&script, run(&dir, &["completions", "bash"]).stdout).unwrap();
    for (line, expected) in [
        ("cargo xtask new mo", "model"),
        ("cargo xtask new model x --from jan", "janus"),
        ("cargo xtask explain lineage-c", "lineage-cycle"),
        ("cargo xtask valid", "validate"),
    ] {
        let ask = format!(
            "source '{}'; COMP_WORDS=({line}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _cargo_xtask; echo \"${{COMPREPLY[*]}}\"",
            script.display()
        );
        let Ok(output) = Command::new("bash").args(["--norc", "-c", &ask]).output() else {
            eprintln!("skipped: there is no bash");
            return;
        };
        assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), expected, "{line}");
    }
}
