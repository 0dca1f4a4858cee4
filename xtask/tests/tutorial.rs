//! docs/tutorial.md, followed: its commands are run in a copy of the data, its files are written, and what the commands print
//! is what the page shows. `UPDATE_TUTORIAL=1` writes what they print into the page.
//!
//! A block of `console` that follows `<!-- not run -->` is only for people; a block that follows `<!-- file: PATH -->` is
//! that file. How many files there are by now does not count.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn the_tutorial_works_as_it_says() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let page = top.join("docs/tutorial.md");
    let text = fs::read_to_string(&page).unwrap();
    let clone = Clone::of(top);
    let followed = follow(&text, &clone);
    if std::env::var_os("UPDATE_TUTORIAL").is_some() {
        fs::write(&page, followed).unwrap();
        return;
    }
    let (shown, found) = (without_counts(&text), without_counts(&followed));
    assert!(
        shown == found,
        "docs/tutorial.md does not show what its commands print; UPDATE_TUTORIAL=1 rewrites it:\n{}",
        difference(&shown, &found)
    );
    assert!(text.matches("\n$ cargo xtask ").count() >= 8, "the tutorial runs the tool");
}

/// The page, with what its commands print now.
fn follow(text: &str, clone: &Clone) -> String {
    let mut out = String::new();
    let mut lines = text.lines().peekable();
    let mut before = "";
    while let Some(line) = lines.next() {
        let _ = writeln!(out, "{line}");
        if !line.starts_with("```") {
            before = if line.is_empty() { before } else { line };
            continue;
        }
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        if let Some(path) = before.strip_prefix("<!-- file: ").and_then(|rest| rest.strip_suffix(" -->")) {
            fs::write(clone.dir().join(path), format!("{}\n", block.join("\n"))).unwrap();
        }
        if line == "```console" && before != "<!-- not run -->" {
            for command in block.iter().filter_map(|line| line.strip_prefix("$ ")) {
                let _ = write!(out, "$ {command}\n{}", clone.run(command));
            }
        } else {
            block.iter().for_each(|line| out.push_str(&format!("{line}\n")));
        }
        out.push_str("```\n");
        before = "";
    }
    out
}

/// A clone of the repository, as far as the commands can tell, with `cargo` in it.
struct Clone {
    temp: tempfile::TempDir,
}

impl Clone {
    fn of(top: &Path) -> Self {
        let temp = tempfile::tempdir().unwrap();
        let clone = Self { temp };
        for folder in ["taxonomy", "docs/rendered", "docs/reference", "schema", ".github"] {
            copy(&top.join(folder), &clone.dir().join(folder));
        }
        let program = clone.temp.path().join("bin/cargo");
        fs::create_dir_all(program.parent().unwrap()).unwrap();
        let script = format!("#!/bin/sh\nshift\nexec '{}' \"$@\"\n", env!("CARGO_BIN_EXE_xtask"));
        fs::write(&program, script).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        for command in
            ["git init --quiet --initial-branch=main", "git add --all", "git commit --quiet --message=Clone"]
        {
            assert_eq!(clone.run(command), "", "{command}");
        }
        clone
    }

    fn dir(&self) -> PathBuf {
        self.temp.path().join("mmtax")
    }

    /// What a command prints, on both streams in the order in which it does.
    fn run(&self, command: &str) -> String {
        let path = std::env::join_paths(
            std::iter::once(self.temp.path().join("bin"))
                .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
        );
        let output = Command::new("sh")
            .args(["-c", &format!("{{ {command}; }} 2>&1")])
            .current_dir(self.dir())
            .env("PATH", path.unwrap())
            .env("CARGO_MANIFEST_DIR", self.dir().join("xtask"))
            .env_remove("GITHUB_ACTIONS")
            .envs([("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_SYSTEM", "/dev/null")])
            .envs([("GIT_AUTHOR_NAME", "A"), ("GIT_AUTHOR_EMAIL", "a@example.org")])
            .envs([("GIT_COMMITTER_NAME", "A"), ("GIT_COMMITTER_EMAIL", "a@example.org")])
            .output()
            .unwrap();
        let mut printed = String::from_utf8(output.stdout).unwrap();
        if !printed.is_empty() && !printed.ends_with('\n') {
            printed.push('\n');
        }
        printed
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for item in fs::read_dir(from).unwrap() {
        let item = item.unwrap();
        let target = to.join(item.file_name());
        if item.file_type().unwrap().is_dir() {
            copy(&item.path(), &target);
        } else {
            fs::copy(item.path(), target).unwrap();
        }
    }
}

/// The text without the numbers of files, which every new entry changes, and without the ids of commits.
fn without_counts(text: &str) -> String {
    let is_commit = |word: &str| word.len() == 12 && word.starts_with('(') && word.ends_with(')');
    let words = |line: &str| {
        let mut words: Vec<&str> =
            line.split(' ').map(|word| if is_commit(word) { "(COMMIT)" } else { word }).collect();
        for at in 1..words.len() {
            let is_count = words[at - 1].parse::<u32>().is_ok();
            if is_count
                && matches!(words[at].trim_end_matches([',', ':']), "file" | "files" | "infos" | "written")
            {
                words[at - 1] = "N";
            }
        }
        words.join(" ")
    };
    text.lines().map(words).collect::<Vec<_>>().join("\n")
}

/// The lines that differ first.
fn difference(shown: &str, found: &str) -> String {
    let same = shown.lines().zip(found.lines()).take_while(|(a, b)| a == b).count();
    let part = |text: &str| text.lines().skip(same).take(8).collect::<Vec<_>>().join("\n");
    format!("line {}, shown:\n{}\nfound:\n{}", same + 1, part(shown), part(found))
}
