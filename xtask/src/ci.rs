//! `ci`: exactly what CI runs.

use std::path::Path;
use std::process::Command;

use crate::{Failure, Outcome, repository, say};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Leave out the tests; `.ci/run` has run them before.
    #[arg(long)]
    skip_tests: bool,
}

/// Cargo commands, each with the environment that it needs.
const CHECKS: [(&str, &[&str], &[(&str, &str)]); 3] = [
    ("formatting", &["fmt", "--all", "--check"], &[]),
    ("lints", &["clippy", "--workspace", "--all-targets", "--locked", "--", "--deny", "warnings"], &[]),
    ("docs", &["doc", "--workspace", "--no-deps", "--locked"], &[("RUSTDOCFLAGS", "--deny warnings")]),
];

pub(crate) fn run(args: &Args, taxonomy: &Path) -> Result<Outcome, Failure> {
    let mut failed = Vec::new();
    for (name, arguments, environment) in CHECKS {
        say(&format!("== {name}: cargo {}", arguments.join(" ")));
        if !cargo(arguments, environment)? {
            failed.push(name);
        }
    }
    if !args.skip_tests {
        say("== tests: cargo test --workspace --locked");
        if !cargo(&["test", "--workspace", "--locked"], &[])? {
            failed.push("tests");
        }
    }
    say("== data: cargo xtask validate --deny warnings");
    if crate::validate::run(&crate::validate::Args::strict(), taxonomy)? == Outcome::Findings {
        failed.push("data");
    }
    say("== generated files: cargo xtask render --check");
    if crate::render::run(&crate::render::Args::check(), taxonomy)? == Outcome::Findings {
        failed.push("generated files");
    }
    if failed.is_empty() {
        say("== all clean");
        return Ok(Outcome::Clean);
    }
    say(&format!("== failed: {}", failed.join(", ")));
    Ok(Outcome::Findings)
}

fn cargo(arguments: &[&str], environment: &[(&str, &str)]) -> Result<bool, Failure> {
    let program = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let status = Command::new(&program)
        .args(arguments)
        .envs(environment.iter().copied())
        .current_dir(repository())
        .status()
        .map_err(|source| Failure::Run { program, source })?;
    Ok(status.success())
}
