//! What must hold between the parts of the repository.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn xtask() -> Command {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
}

/// Each crate with the workspace crates that it may use.
const MAY_USE: [(&str, &[&str]); 5] = [
    ("mmtax-schema", &[]),
    ("mmtax-graph", &["mmtax-schema"]),
    ("mmtax-render", &["mmtax-graph"]),
    ("mmtax", &["mmtax-graph", "mmtax-render", "mmtax-schema"]),
    ("xtask", &["mmtax"]),
];

#[test]
fn dependencies_point_one_way() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(repository())
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert_eq!(packages.len(), MAY_USE.len(), "a crate was added or removed: say here what it may use");
    for package in packages {
        let name = package["name"].as_str().unwrap();
        let (_, allowed) = MAY_USE.iter().find(|(known, _)| *known == name).unwrap();
        let used: BTreeSet<&str> = package["dependencies"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|dependency| dependency["kind"].is_null() && dependency.get("path").is_some())
            .map(|dependency| dependency["name"].as_str().unwrap())
            .collect();
        assert_eq!(used, allowed.iter().copied().collect(), "{name}");
    }
}

#[test]
fn the_library_crates_touch_no_files_but_in_the_loader() {
    for (name, _) in &MAY_USE[..4] {
        for file in rust_files(&repository().join("crates").join(name).join("src")) {
            if file.ends_with("mmtax/src/load.rs") || file.ends_with("mmtax/src/load/find.rs") {
                continue;
            }
            let text = fs::read_to_string(&file).unwrap();
            for forbidden in ["std::fs", "std::process", "std::env", "fs::read", "fs::write"] {
                assert!(!text.contains(forbidden), "{} uses {forbidden}", file.display());
            }
        }
    }
}

#[test]
fn the_real_taxonomy_is_clean() {
    let output = xtask().args(["validate", "--deny", "warnings", "--format", "human"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn generated_files_are_fresh() {
    let output = xtask().args(["render", "--check"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_stale_file_is_named_with_the_command_that_mends_it() {
    let out = tempfile::tempdir().unwrap();
    let render = |check: bool| {
        let mut command = xtask();
        command.args(["render", "--only", "reference", "--out"]).arg(out.path());
        if check {
            command.arg("--check");
        }
        command.output().unwrap()
    };
    assert_eq!(render(true).status.code(), Some(1), "nothing is there yet");
    assert_eq!(render(false).status.code(), Some(0));
    assert_eq!(render(true).status.code(), Some(0));
    let rules = out.path().join("reference/rules.md");
    fs::write(&rules, "edited").unwrap();
    fs::write(out.path().join("reference/stray.md"), "left over").unwrap();
    let stale = render(true);
    let said = String::from_utf8(stale.stderr).unwrap();
    assert_eq!(stale.status.code(), Some(1));
    assert!(said.contains("reference/rules.md") && said.contains("reference/stray.md"), "{said}");
    assert!(said.contains("cargo xtask render"), "{said}");
    assert_eq!(fs::read_to_string(&rules).unwrap(), "edited", "a check writes nothing");
    assert_eq!(render(false).status.code(), Some(0));
    assert_eq!(render(true).status.code(), Some(0));
    assert!(!out.path().join("reference/stray.md").exists());
}

#[test]
fn the_real_taxonomy_is_in_the_layout() {
    let output = xtask().args(["fmt", "--check"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn fmt_mends_the_layout_and_leaves_faulty_files_alone() {
    let folder = tempfile::tempdir().unwrap();
    let models = folder.path().join("models");
    fs::create_dir_all(&models).unwrap();
    let fmt = |arguments: &[&str]| {
        let output =
            xtask().arg("fmt").args(arguments).arg("--taxonomy").arg(folder.path()).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let janus = models.join("janus.yaml");
    let mixed = "\u{feff}role: unified\r\n\r\nname: Janus # ours\r\n";
    fs::write(&janus, mixed).unwrap();
    assert_eq!(fmt(&["--check"]).0, Some(1));
    assert_eq!(fs::read_to_string(&janus).unwrap(), mixed, "a check writes nothing");
    assert_eq!(fmt(&[]).0, Some(0));
    assert_eq!(fs::read_to_string(&janus).unwrap(), "name: Janus # ours\nrole: unified\n");
    assert_eq!(fmt(&["--check"]).0, Some(0));
    fs::write(models.join("bagel.yaml"), "role: unified\n\nnmae: BAGEL\n").unwrap();
    let (code, said) = fmt(&[]);
    assert_eq!(code, Some(1));
    assert!(said.contains("models/bagel.yaml") && said.contains("1 left alone"), "{said}");
    assert_eq!(fs::read_to_string(models.join("bagel.yaml")).unwrap(), "role: unified\n\nnmae: BAGEL\n");
    assert_eq!(fmt(&[janus.to_str().unwrap()]).0, Some(0), "only what was asked for");
}

#[test]
fn validate_shows_fixes_or_writes_them_once() {
    let folder = tempfile::tempdir().unwrap();
    let models = folder.path().join("models");
    fs::create_dir_all(&models).unwrap();
    let validate = |arguments: &[&str]| {
        let command = ["validate", "--format", "short"];
        let command = if arguments.contains(&"--diff") { &command[..1] } else { &command[..] };
        let output =
            xtask().args(command).args(arguments).arg("--taxonomy").arg(folder.path()).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let janus = models.join("janus.yaml");
    let slips = "\u{feff}name: Janus\nrole: unifed # a slip\ncited: { license: { at: README } }\n\
                 sources: { code: { url: https://example.org } }\n";
    fs::write(&janus, slips).unwrap();
    fs::write(models.join("bagel.yaml"), "name: BAGEL\nrole: unifed\n").unwrap();
    let only = janus.to_str().unwrap();

    let (code, diff, _) = validate(&["--diff", only]);
    assert_eq!(code, Some(1));
    assert!(diff.contains("-role: unifed # a slip\n+role: unified # a slip\n"), "{diff}");
    assert!(diff.starts_with("--- a/") && !diff.contains("BAGEL"), "{diff}");
    assert_eq!(fs::read_to_string(&janus).unwrap(), slips, "a diff writes nothing");

    let (code, left, said) = validate(&["--fix", only]);
    assert_eq!(code, Some(1), "what is left fails the run");
    assert!(left.contains("nothing-cited") && !left.contains("unknown-value"), "{left}");
    assert!(said.contains("fixed 1 fault in 1 file"), "{said}");
    let fixed = slips.replace("unifed", "unified");
    assert_eq!(fs::read_to_string(&janus).unwrap(), fixed, "the mark and the comment stay");
    assert_eq!(validate(&["--diff", only]).0, Some(0));

    assert_eq!(validate(&["--fix", "--unsafe-fixes"]).0, Some(0));
    let fixed = fixed.replace("cited: { license: { at: README } }\n", "");
    assert_eq!(fs::read_to_string(&janus).unwrap(), fixed);
    assert_eq!(fs::read_to_string(models.join("bagel.yaml")).unwrap(), "name: BAGEL\nrole: unified\n");
    assert_eq!(validate(&["--diff", "--unsafe-fixes"]).0, Some(0));
    assert_eq!(validate(&["--unsafe-fixes"]).0, Some(2), "nothing would come of it");
}

#[test]
fn exit_codes_tell_findings_from_failures() {
    let empty = tempfile::tempdir().unwrap();
    let code = |arguments: &[&str]| xtask().args(arguments).output().unwrap().status.code();
    let models = empty.path().join("taxonomy/models");
    fs::create_dir_all(&models).unwrap();
    let taxonomy = empty.path().join("taxonomy");
    let taxonomy = taxonomy.to_str().unwrap();
    assert_eq!(code(&["validate", "--taxonomy", taxonomy]), Some(0), "an empty taxonomy is clean");
    fs::write(models.join("janus.yaml"), "name: Janus\n").unwrap();
    assert_eq!(code(&["validate", "--taxonomy", taxonomy]), Some(1), "`role` is missing");
    assert_eq!(
        code(&["render", "--check", "--taxonomy", taxonomy]),
        Some(1),
        "nothing is rendered from errors"
    );
    assert_eq!(code(&["validate", "--taxonomy", "/nowhere/at/all"]), Some(2));
    assert_eq!(code(&["validate", "--format", "xml"]), Some(2));
    assert_eq!(code(&["explain", "no-such-code"]), Some(2));
    assert_eq!(code(&["explain", "lineage-cycle"]), Some(0));
}

#[test]
fn paths_in_the_guides_exist() {
    for guide in [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "docs/curation.md",
        "docs/diff.md",
        "docs/formats.md",
        "docs/graphs.md",
        "docs/performance.md",
        "docs/fuzzing.md",
        "docs/reviewing.md",
        "docs/query.md",
        "docs/questions.md",
        "docs/tutorial.md",
    ] {
        let path = repository().join(guide);
        let text = fs::read_to_string(&path).unwrap();
        for target in link_targets(&text) {
            let target = target.split('#').next().unwrap();
            if target.is_empty() || target.contains("://") {
                continue;
            }
            assert!(path.parent().unwrap().join(target).exists(), "{guide} links to {target}");
        }
    }
}

fn link_targets(markdown: &str) -> Vec<&str> {
    markdown.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}
