//! What runs on the forge and before a commit: workflows, the action, hooks and their scripts.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "../../crates/mmtax-render/tests/outside/mod.rs"]
mod outside;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn yaml(path: &str) -> Value {
    serde_yaml::from_str(&fs::read_to_string(top().join(path)).unwrap()).unwrap()
}

fn workflows() -> Vec<(String, Value)> {
    let folder = fs::read_dir(top().join(".github/workflows")).unwrap();
    let mut names: Vec<String> =
        folder.map(|item| item.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names.into_iter().map(|name| (name.clone(), yaml(&format!(".github/workflows/{name}")))).collect()
}

/// Every step of every job of a workflow, or of an action.
fn steps(value: &Value) -> Vec<&Value> {
    let jobs = value["jobs"].as_object().into_iter().flat_map(|jobs| jobs.values());
    let all = jobs.filter_map(|job| job["steps"].as_array()).chain(value["runs"]["steps"].as_array());
    all.flatten().collect()
}

#[test]
fn every_file_is_what_its_reader_takes() {
    let mut files: Vec<(String, &str, Value)> =
        workflows().into_iter().map(|(name, value)| (name, "github-workflow", value)).collect();
    for (path, schema) in [("action.yml", "github-action"), ("CITATION.cff", "citation-file-format")] {
        files.push((path.to_owned(), schema, yaml(path)));
    }
    for (name, schema, value) in files {
        let path = top().join(format!("crates/mmtax/tests/official/{schema}.json"));
        let official: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let validator = jsonschema::validator_for(&official).unwrap();
        let faults: Vec<String> = validator
            .iter_errors(&value)
            .map(|fault| format!("{}: {fault}", fault.instance_path()))
            .collect();
        assert!(faults.is_empty(), "{name}: {faults:#?}");
    }
}

/// As https://pre-commit.com/ describes them.
#[test]
fn every_hook_says_what_it_runs_and_on_what() {
    let config = yaml(".pre-commit-config.yaml");
    let local = config["repos"][0]["hooks"].as_array().unwrap().clone();
    let offered = yaml(".pre-commit-hooks.yaml").as_array().unwrap().clone();
    assert!(local.len() >= 3 && offered.len() >= 2);
    for hook in local.iter().chain(&offered) {
        for field in ["id", "name", "entry", "language"] {
            assert!(hook[field].as_str().is_some_and(|text| !text.is_empty()), "{field}: {hook}");
        }
        assert_eq!(hook["language"], "system", "the tool is built by cargo: {hook}");
        assert!(hook.get("files").is_some() || hook.get("types").is_some(), "{hook}");
    }
}

/// A title, branch or path of a pull request is text that a stranger chose: where a workflow pastes it into a script, it
/// is run.
#[test]
fn no_script_has_text_of_a_stranger_in_it() {
    let mut checked = 0;
    let action = ("action.yml".to_owned(), yaml("action.yml"));
    for (name, value) in workflows().into_iter().chain([action]) {
        for step in steps(&value) {
            let Some(script) = step["run"].as_str() else { continue };
            assert!(!script.contains("${{"), "{name}: hand it over as a variable: {script}");
            checked += 1;
        }
    }
    assert!(checked >= 8, "{checked} scripts");
}

#[test]
fn a_workflow_may_write_only_where_it_runs_nothing_of_the_pull_request() {
    let mut writing = Vec::new();
    for (name, value) in workflows() {
        let permissions =
            value["permissions"].as_object().unwrap_or_else(|| panic!("{name} says no permissions"));
        let jobs = value["jobs"].as_object().unwrap();
        assert!(jobs.values().all(|job| job.get("permissions").is_none()), "{name}: permissions of a job");
        let writes: Vec<&String> =
            permissions.iter().filter(|(_, may)| *may != "read").map(|(what, _)| what).collect();
        let on = &value["on"];
        assert_eq!(on.get("pull_request_target").is_some(), !writes.is_empty(), "{name}: {writes:?}");
        if writes.is_empty() {
            continue;
        }
        assert_eq!(writes, ["pull-requests"], "{name}");
        assert!(on.get("pull_request").is_none(), "{name}");
        writing.push(name.clone());
        for step in steps(&value) {
            if let Some(action) = step["uses"].as_str() {
                assert!(action.starts_with("actions/checkout@"), "{name} runs {action}");
                // What is checked out without a `ref` is the branch that the pull request would be merged into.
                let keys: Vec<&String> = step["with"].as_object().unwrap().keys().collect();
                assert_eq!(keys, ["fetch-depth", "persist-credentials"], "{name}");
                assert_eq!(step["with"]["persist-credentials"], false, "{name}");
            }
            let script = step["run"].as_str().unwrap_or_default();
            for word in ["checkout", "switch", "merge ", "pull ", "reset", "worktree"] {
                assert!(!script.contains(word), "{name} may bring in files of the pull request: {script}");
            }
            let has_token = step["env"].as_object().is_some_and(|env| env.contains_key("GH_TOKEN"));
            assert!(!has_token || script.contains("comment.sh"), "{name}: only the comment needs the token");
        }
    }
    assert_eq!(writing, ["pull-request-comment.yml"]);
}

/// A command that is named there, and every flag of it, exists.
#[test]
fn every_command_that_they_name_exists() {
    let mut files: Vec<PathBuf> =
        [".ci/run", "action.yml", ".pre-commit-config.yaml", ".pre-commit-hooks.yaml"]
            .iter()
            .map(|path| top().join(path))
            .collect();
    for folder in [".github/workflows", ".github/scripts"] {
        files.extend(fs::read_dir(top().join(folder)).unwrap().map(|item| item.unwrap().path()));
    }
    let mut named = 0;
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for line in text.lines().filter(|line| !line.trim_start().starts_with('#')) {
            let Some((_, rest)) = line.split_once("xtask ").or_else(|| line.split_once("\"$xtask\" ")) else {
                continue;
            };
            let mut words = rest.split([' ', ')', '>', '"']).filter(|word| !word.is_empty());
            let command = words.next().unwrap();
            if command.starts_with(['-', '(', '=']) {
                continue;
            }
            let help = Command::new(env!("CARGO_BIN_EXE_xtask")).args([command, "--help"]).output().unwrap();
            let help = String::from_utf8(help.stdout).unwrap();
            assert!(help.contains("Usage: cargo xtask"), "{}: there is no `{command}`", file.display());
            for flag in words.filter(|word| word.starts_with("--")) {
                assert!(help.contains(flag), "{}: `{command}` has no {flag}", file.display());
            }
            named += 1;
        }
    }
    assert!(named >= 8, "{named} commands");
}

#[test]
fn the_check_annotates_sums_up_and_writes_sarif() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path();
    write(dir, "taxonomy/organizations/lab.yaml", "name: Lab\n");
    let sources = "sources: { code: { url: https://github.com/deepseek-ai/Janus } }\ndevelopers: [lab]\n";
    write(dir, "taxonomy/models/janus.yaml", &format!("name: Janus\nrole: unified\n{sources}"));
    let git = |arguments: &[&str]| {
        let output = Command::new("git")
            .args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
            .args(arguments)
            .current_dir(dir)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    git(&["init", "--quiet", "--initial-branch=main"]);
    git(&["add", "--all"]);
    git(&["commit", "--quiet", "--message=Base"]);
    write(dir, "taxonomy/models/janus-pro.yaml", &format!("name: Janus-Pro\nrole: unfied\n{sources}"));
    let check = |base: &str, sarif: &str| {
        Command::new("bash")
            .arg(top().join(".github/scripts/check.sh"))
            .current_dir(dir)
            .env("XTASK", env!("CARGO_BIN_EXE_xtask"))
            .env("GITHUB_ACTION_PATH", top())
            .env("GITHUB_STEP_SUMMARY", dir.join("summary.md"))
            .envs([("TAXONOMY", "taxonomy"), ("BASE", base), ("SARIF", sarif)])
            .output()
            .unwrap()
    };
    let output = check("main", "findings.sarif");
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("::error file=taxonomy/models/janus-pro.yaml,line=2,col=7"), "{told}");
    let sarif: Value =
        serde_json::from_str(&fs::read_to_string(dir.join("findings.sarif")).unwrap()).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert!(results.iter().any(|result| result["ruleId"] == "unknown-value"), "{sarif:#}");
    let summary = fs::read_to_string(dir.join("summary.md")).unwrap();
    assert!(summary.contains("unknown-value"), "{summary}");

    write(dir, "taxonomy/models/janus-pro.yaml", &format!("name: Janus-Pro\nrole: unified\n{sources}"));
    fs::remove_file(dir.join("summary.md")).unwrap();
    let output = check("main", "");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let summary = fs::read_to_string(dir.join("summary.md")).unwrap();
    assert!(summary.contains("Janus-Pro"), "{summary}");

    let output = check("no-such-revision", "");
    assert_eq!(output.status.code(), Some(2), "{output:?}");
}

#[test]
fn a_comment_is_posted_once_and_then_replaced() {
    if Command::new("jq").arg("--version").output().is_err() {
        outside::skipped("jq");
        return;
    }
    let comment =
        |user: &str, body: &str, id: u32| json!({ "id": id, "user": { "login": user }, "body": body });
    let marker = "<!-- mmtax: what this pull request changes -->";
    let of_others = vec![
        comment("someone", &format!("{marker}\nmine now"), 1),
        comment("github-actions[bot]", "of another workflow", 2),
    ];
    let (output, calls, sent) = post(&of_others);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(
        calls,
        ["--paginate repos/o/r/issues/7/comments", "--method POST repos/o/r/issues/7/comments"]
    );
    assert_eq!(sent, format!("{marker}\n3 entries\n"));

    let with_ours = [of_others, vec![comment("github-actions[bot]", &format!("{marker}\nold"), 3)]].concat();
    let (output, calls, sent) = post(&with_ours);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(
        calls,
        ["--paginate repos/o/r/issues/7/comments", "--method PATCH repos/o/r/issues/comments/3"]
    );
    assert_eq!(sent, format!("{marker}\n3 entries\n"));
}

/// Runs the script with a `gh` that lists these comments; returns what was asked of it, and the body that it was sent.
fn post(listed: &[Value]) -> (Output, Vec<String>, String) {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path();
    write(dir, "comment.md", "3 entries\n");
    write(dir, "listed.json", &Value::from(listed.to_vec()).to_string());
    write(
        dir,
        "bin/gh",
        "#!/bin/sh\nshift\necho \"$1 $2 $3\" | sed 's/ *$//' >>calls\ncase \"$*\" in *body=@*) cp \"${5#body=@}\" sent;; *) cat listed.json;; esac\n",
    );
    fs::set_permissions(dir.join("bin/gh"), fs::Permissions::from_mode(0o755)).unwrap();
    let path = std::env::var("PATH").unwrap();
    let output = Command::new("bash")
        .arg(top().join(".github/scripts/comment.sh"))
        .args(["7", "comment.md"])
        .current_dir(dir)
        .env("PATH", format!("{}:{path}", dir.join("bin").display()))
        .env("GITHUB_REPOSITORY", "o/r")
        .output()
        .unwrap();
    let calls = fs::read_to_string(dir.join("calls")).unwrap();
    let sent = fs::read_to_string(dir.join("sent")).unwrap_or_default();
    (output, calls.lines().map(str::to_owned).collect(), sent)
}

fn write(dir: &Path, path: &str, text: &str) {
    let file = dir.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}
