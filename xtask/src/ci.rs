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

/// A cargo command, with the environment that it needs.
struct Step {
    name: &'static str,
    arguments: &'static [&'static str],
    environment: Option<(&'static str, &'static str)>,
}

const FORMATTING: Step =
    Step { name: "formatting", arguments: &["fmt", "--all", "--check"], environment: None };
const LINTS: Step = Step {
    name: "lints",
    arguments: &["clippy", "--workspace", "--all-targets", "--locked", "--", "--deny", "warnings"],
    environment: None,
};
const DOCS: Step = Step {
    name: "docs",
    arguments: &["doc", "--workspace", "--no-deps", "--locked"],
    environment: Some(("RUSTDOCFLAGS", "--deny warnings")),
};
const TESTS: Step =
    Step { name: "tests", arguments: &["test", "--workspace", "--locked"], environment: None };

pub(crate) fn run(args: &Args, taxonomy: &Path) -> Result<Outcome, Failure> {
    let mut failed = Vec::new();
    let tests = (!args.skip_tests).then_some(TESTS);
    for step in [FORMATTING, LINTS, DOCS].into_iter().chain(tests) {
        say(&format!("== {}: cargo {}", step.name, step.arguments.join(" ")));
        if !cargo(&step)? {
            failed.push(step.name);
        }
    }
    say("== data: cargo xtask validate --deny warnings");
    if crate::validate::run(&crate::validate::Args::strict(), taxonomy)? == Outcome::Findings {
        failed.push("data");
    }
    say("== layout: cargo xtask fmt --check");
    if crate::fmt::run(&crate::fmt::Args::check(), taxonomy)? == Outcome::Findings {
        failed.push("layout");
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

fn cargo(step: &Step) -> Result<bool, Failure> {
    let program = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let status = Command::new(&program)
        .args(step.arguments)
        .envs(step.environment)
        .current_dir(repository())
        .status()
        .map_err(|source| Failure::Run { program, source })?;
    Ok(status.success())
}
