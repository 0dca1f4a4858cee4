//! `validate --changed`.

use std::fs;
use std::process::Command;

use crate::repository::{Repository, Said, xtask};

const JANUS: &str = "name: Janus\nrole: unified\nvariants:\n  - { id: 1b, parameters: 1B }\n  - { id: 7b, parameters: 7B }\nsources: { code: { url: https://example.org/j } }\nreleased: 2024-10-17\n";
const PRO: &str = "name: Janus-Pro\nrole: unified\nreleased: 2025-01\nsources: { code: { url: https://example.org/p } }\nlineage:\n  - { relation: successor-of, of: janus@7b, at: README }\n";
/// Has a fault of old.
const OLD: &str = "name: Old\nrole: unifed\n";

fn repository() -> Repository {
    let repository = Repository::new();
    repository
        .write("models/janus.yaml", JANUS)
        .write("models/janus-pro.yaml", PRO)
        .write("models/old.yaml", OLD);
    repository.commit();
    repository
}

fn validate(repository: &Repository, revision: &str) -> Said {
    repository.xtask(&["validate", "--format", "short", "--changed", revision])
}

#[test]
fn what_was_wrong_before_and_elsewhere_is_not_shown() {
    let repository = repository();
    let said = validate(&repository, "HEAD");
    assert_eq!((said.code, &*said.out), (Some(0), ""), "{}", said.err);
    assert!(said.err.contains("0 files differ"), "{}", said.err);
    assert_eq!(
        repository.xtask(&["validate", "--format", "short"]).code,
        Some(1),
        "it is wrong all the same"
    );
    repository.write("models/old.yaml", &format!("# looked at\n{OLD}"));
    let said = validate(&repository, "HEAD");
    assert_eq!(said.code, Some(1));
    assert!(
        said.out.contains("models/old.yaml:3:7: error[unknown-value]"),
        "who changes a file sees all: {}",
        said.out
    );
    assert!(said.err.contains("1 file differs"), "{}", said.err);
}

#[test]
fn what_a_change_breaks_in_other_files_is_shown() {
    let repository = repository();
    repository.write("models/janus.yaml", &JANUS.replace("  - { id: 7b, parameters: 7B }\n", ""));
    let said = validate(&repository, "HEAD");
    assert_eq!(said.code, Some(1));
    assert!(said.out.contains("models/janus-pro.yaml:6:35: error[variant-unknown]"), "{}", said.out);
    assert!(!said.out.contains("old.yaml"), "{}", said.out);

    repository.write("models/janus.yaml", &JANUS.replace("2024-10-17", "2025-10-17"));
    let said = validate(&repository, "HEAD");
    assert!(
        said.out.contains("models/janus-pro.yaml:3:11: ") && said.out.contains("child-before-parent"),
        "{}",
        said.out
    );

    repository.remove("models/janus.yaml");
    let said = validate(&repository, "HEAD");
    assert!(said.out.contains("models/janus-pro.yaml:6:35: error[reference-unresolved]"), "{}", said.out);
    assert!(!said.out.contains("old.yaml"), "{}", said.out);
}

#[test]
fn counts_format_and_exit_code_follow_what_is_shown() {
    let repository = repository();
    repository.write("models/new.yaml", "name: New\nrole: unifed\n");
    let said = repository.xtask(&["validate", "--changed", "HEAD", "--format", "human", "--statistics"]);
    assert_eq!(said.code, Some(1));
    assert!(said.out.contains("checked 4 files: 1 error,"), "an untracked file counts: {}", said.out);
    assert!(said.err.contains("     1 unknown-value"), "{}", said.err);
    let said = repository.xtask(&["validate", "--changed", "HEAD", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(json["summary"]["errors"], 1);
    assert_eq!(json["diagnostics"][0]["file"], "taxonomy/models/new.yaml");
    let old = repository.data().join("models/old.yaml");
    let said =
        repository.xtask(&["validate", "--changed", "HEAD", "--format", "short", old.to_str().unwrap()]);
    assert_eq!((said.code, &*said.out), (Some(0), ""), "both choices hold");
    assert_eq!(repository.xtask(&["validate", "--changed", "HEAD", "--fix"]).code, Some(2));
}

#[test]
fn a_branch_answers_for_what_it_did_and_not_for_what_others_did_since() {
    let repository = repository();
    repository.git(&["switch", "--quiet", "--create", "work"]);
    repository.write("models/mine.yaml", "name: Mine\nrole: unifed\n").commit();
    repository.git(&["switch", "--quiet", "main"]);
    repository.write("models/old.yaml", "name: Old\nrole: unified\n");
    repository.write("models/theirs.yaml", "name: Theirs\nrole: unifed\n").commit();
    repository.git(&["switch", "--quiet", "work"]);
    let said = validate(&repository, "main");
    assert_eq!(said.out.lines().count(), 1, "{}", said.out);
    assert!(said.out.contains("models/mine.yaml"), "{}", said.out);
    // Staged and not committed.
    repository.write("models/staged.yaml", "name: Staged\nrole: unifed\n");
    repository.git(&["add", "--all"]);
    assert_eq!(validate(&repository, "main").out.lines().count(), 2);
}

#[test]
fn a_level_that_is_raised_makes_old_findings_new() {
    let repository = Repository::new();
    repository.write("models/a.yaml", "name: A\nrole: unified\n").commit();
    assert_eq!(validate(&repository, "HEAD").out, "");
    repository.write("mmtax.yaml", "levels: { orphan: error, stub-unused: error }\n");
    let said = validate(&repository, "HEAD");
    assert_eq!(said.code, Some(1), "{} {}", said.out, said.err);
    assert!(said.out.contains("models/a.yaml:"), "{}", said.out);
}

#[test]
fn what_is_no_revision_or_no_repository_is_told() {
    let repository = repository();
    for command in
        [&["validate", "--changed", "nonsense"][..], &["diff", "nonsense"], &["diff", "HEAD", "nonsense"]]
    {
        let said = repository.xtask(command);
        assert_eq!((said.code, &*said.out), (Some(2), ""));
        assert!(said.err.contains("there is no commit `nonsense`"), "{}", said.err);
    }
    for odd in ["--output=x", "-x", "", "HEAD:taxonomy", "a b", "main^{tree}", "$(x)"] {
        let said = repository.xtask(&["diff", "--", odd]);
        assert_eq!(said.code, Some(2), "{odd}: {}", said.err);
        assert!(said.err.contains(&format!("there is no commit `{odd}`")), "{}", said.err);
    }
    let lone = tempfile::tempdir().unwrap();
    for command in [&["validate", "--changed", "HEAD"][..], &["diff", "HEAD"]] {
        let said = xtask(command, lone.path());
        assert_eq!((said.code, &*said.out), (Some(2), ""));
        assert!(said.err.contains("is in no git repository"), "{}", said.err);
        assert_eq!(xtask(command, &lone.path().join("nowhere")).code, Some(2));
    }
    repository.git(&["switch", "--quiet", "--orphan", "other"]);
    repository.write("models/x.yaml", "name: X\nrole: unified\n").commit();
    let said = validate(&repository, "main");
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("no commit in common"), "{}", said.err);
}

#[test]
fn a_shallow_clone_says_that_it_is_one() {
    let repository = repository();
    let first = repository.git(&["rev-parse", "HEAD"]);
    repository.write("models/x.yaml", "name: X\nrole: unified\n").commit();
    let clone = tempfile::tempdir().unwrap();
    let from = format!("file://{}", repository.folder.path().display());
    let to = clone.path().join("clone");
    let status = Command::new("git")
        .env_remove("GIT_DIR")
        .args(["clone", "--quiet", "--depth", "1", &from])
        .arg(&to)
        .status()
        .unwrap();
    assert!(status.success());
    let said = xtask(&["diff", &first], &to.join("taxonomy"));
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("this clone is shallow"), "{}", said.err);
    assert_eq!(xtask(&["diff", "HEAD"], &to.join("taxonomy")).code, Some(0));
}

#[test]
fn it_works_from_anywhere() {
    for data in ["taxonomy", "a/deep folder/data", "."] {
        let repository = Repository::with(data);
        repository.write("models/janus.yaml", JANUS).commit();
        repository.write("models/janus.yaml", &JANUS.replace("unified", "unifed"));
        let said = validate(&repository, "HEAD");
        assert_eq!((said.code, said.out.lines().count()), (Some(1), 1), "{data}: {}", said.err);
    }
    let repository = repository();
    let tree = tempfile::tempdir().unwrap();
    let tree = tree.path().join("tree");
    repository.git(&["worktree", "add", "--quiet", "--detach", tree.to_str().unwrap()]);
    fs::remove_file(tree.join("taxonomy/models/janus.yaml")).unwrap();
    let said = xtask(&["diff", "main"], &tree.join("taxonomy"));
    assert!(said.out.contains("- models/janus (Janus)"), "{} {}", said.out, said.err);
    let mut inside = Command::new(env!("CARGO_BIN_EXE_xtask"));
    inside.args(["diff", "main", "--taxonomy", ".."]).current_dir(tree.join("taxonomy/models"));
    assert!(Said::from(inside.output().unwrap()).out.contains("- models/janus (Janus)"));
}

#[cfg(unix)]
#[test]
fn links_and_odd_names_of_a_commit_lead_nowhere() {
    let repository = repository();
    let outside = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(outside.path(), repository.data().join("models/link.yaml")).unwrap();
    std::os::unix::fs::symlink(outside.path(), repository.data().join("papers")).unwrap();
    repository.write("models/tab\tand \"quote\"\nline.yaml", "name: X\n");
    repository.commit();
    let said = validate(&repository, "HEAD");
    assert_eq!((said.code, &*said.out), (Some(0), ""), "the same faults as before: {}", said.err);
    let said = repository.xtask(&["diff", "HEAD"]);
    assert!(said.out.starts_with("nothing changes"), "{}", said.out);
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0, "nothing is written through a link");
}
