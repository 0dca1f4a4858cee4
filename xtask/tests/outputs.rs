//! The output formats through the binary: when colours are used, and what a workflow gets.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "../../crates/mmtax-render/tests/outside/mod.rs"]
mod outside;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A taxonomy with so many errors.
fn taxonomy(errors: usize) -> TempDir {
    let temp = tempfile::tempdir().unwrap();
    let models = temp.path().join("taxonomy/models");
    fs::create_dir_all(&models).unwrap();
    let fields: String = (0..errors).map(|index| format!("x{index}: 1\n")).collect();
    fs::write(models.join("janus.yaml"), format!("name: Janus\nrole: unified\n{fields}")).unwrap();
    temp
}

/// A command in an environment in which nothing says what to do about colours or workflows.
fn plain(program: &str) -> Command {
    let mut command = Command::new(program);
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_SERVER_URL"] {
        command.env_remove(name);
    }
    command.env("TERM", "xterm-256color");
    command
}

fn validate(taxonomy: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    let mut command = plain(env!("CARGO_BIN_EXE_xtask"));
    command.arg("validate").args(arguments).arg("--taxonomy").arg(taxonomy.join("taxonomy"));
    command.envs(environment.iter().copied()).output().unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn without_a_terminal_colours_are_used_only_by_force() {
    let folder = taxonomy(1);
    let is_coloured = |environment: &[(&str, &str)]| {
        let told = text(&validate(folder.path(), &["--format", "human"], environment));
        assert!(told.contains("there is no field"), "{told}");
        told.contains('\u{1b}')
    };
    assert!(!is_coloured(&[]));
    assert!(is_coloured(&[("CLICOLOR_FORCE", "1")]));
    assert!(!is_coloured(&[("CLICOLOR_FORCE", "0")]));
    assert!(!is_coloured(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!is_coloured(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "0")]), "whatever its value");
    assert!(is_coloured(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "")]), "but not without one");
}

/// `script` runs a command on a terminal of its own.
#[cfg(target_os = "linux")]
#[test]
fn on_a_terminal_colours_are_used_unless_they_are_not_wanted() {
    let folder = taxonomy(1);
    let run = |arguments: &str, environment: &[(&str, &str)]| {
        let program = env!("CARGO_BIN_EXE_xtask");
        let line = format!(
            "'{program}' validate {arguments} --taxonomy '{}'",
            folder.path().join("taxonomy").display()
        );
        let mut command = plain("script");
        command.args(["--quiet", "--return", "--command", &line, "/dev/null"]);
        command.envs(environment.iter().copied()).output()
    };
    let Ok(output) = run("", &[]) else { return outside::skipped("`script` of util-linux") };
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    assert!(text(&output).contains("\u{1b}["), "{}", text(&output));
    for (arguments, environment) in [
        ("", [("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]),
        ("", [("TERM", "dumb"), ("CLICOLOR_FORCE", "0")]),
        ("--format short", [("CLICOLOR_FORCE", "1"), ("TERM", "xterm")]),
        ("--format json", [("CLICOLOR_FORCE", "1"), ("TERM", "xterm")]),
        ("--format github", [("CLICOLOR_FORCE", "1"), ("TERM", "xterm")]),
    ] {
        let told = text(&run(arguments, &environment).unwrap());
        assert!(
            told.contains("there is no field") && !told.contains('\u{1b}'),
            "{arguments} {environment:?}: {told}"
        );
    }
}

#[test]
fn a_workflow_gets_annotations_and_a_table_where_they_are_not_enough() {
    let folder = taxonomy(3);
    let summary = folder.path().join("summary.md");
    let told = |folder: &Path, summary: &Path| {
        let environment = [("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", summary.to_str().unwrap())];
        let output = validate(folder, &["--deny", "warnings"], &environment);
        (output.status.code(), text(&output))
    };
    let (code, annotations) = told(folder.path(), &summary);
    assert_eq!((code, annotations.lines().count()), (Some(1), 3 + stubs(&annotations)));
    assert!(annotations.lines().all(|line| line.starts_with("::")), "{annotations}");
    assert!(!summary.exists(), "all is shown");

    let folder = taxonomy(40);
    fs::write(&summary, "# Of another command\n").unwrap();
    let (code, annotations) = told(folder.path(), &summary);
    assert_eq!(code, Some(1));
    assert!(annotations.contains("::notice title=mmtax::"), "{annotations}");
    let table = fs::read_to_string(&summary).unwrap();
    assert!(table.starts_with("# Of another command\n## mmtax: 40 errors"), "{table}");
    assert_eq!(table.matches("| error |").count(), 40, "{table}");

    // What the step has written already counts against the limit of the host.
    fs::write(&summary, "x".repeat((1 << 20) - 2000)).unwrap();
    told(folder.path(), &summary);
    let table = fs::read_to_string(&summary).unwrap();
    assert!(table.len() <= 1 << 20 && table.contains(" more are in the log of this step."));
    assert_eq!(told(folder.path(), Path::new("/nowhere/at/all")).0, Some(2));
}

fn stubs(annotations: &str) -> usize {
    annotations.matches("title=stub-unused").count()
}

#[test]
fn rules_of_a_log_link_to_their_pages_where_the_repository_is_known() {
    let folder = taxonomy(1);
    let log = |environment: &[(&str, &str)]| -> Value {
        serde_json::from_str(&text(&validate(folder.path(), &["--format", "sarif"], environment))).unwrap()
    };
    let rule = |log: &Value| log["runs"][0]["tool"]["driver"]["rules"][0].clone();
    let known = log(&[("GITHUB_SERVER_URL", "https://example.org"), ("GITHUB_REPOSITORY", "someone/mmtax")]);
    let address = "https://example.org/someone/mmtax/blob/HEAD/docs/reference/rules.md#";
    assert!(rule(&known)["helpUri"].as_str().unwrap().starts_with(address), "{}", rule(&known));
    assert_eq!(rule(&log(&[("GITHUB_REPOSITORY", "")])).get("helpUri"), None);
}
