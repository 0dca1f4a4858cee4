//! `validate`: every diagnostic of all files in one run.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use mmtax::{Report, Severity};

use crate::wanted::Wanted;
use crate::{Failure, Outcome, print, say};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Show only what is wrong in these files and folders. The whole taxonomy is read all the same.
    paths: Vec<PathBuf>,
    /// How to write what was found; `github` when it runs in a GitHub workflow, else `human`.
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Let this severity fail the run, too.
    #[arg(long, value_enum)]
    deny: Option<Denied>,
    /// Say how often each code was found.
    #[arg(long)]
    statistics: bool,
}

impl Args {
    /// Everything, with warnings denied: what CI asks for.
    pub(crate) const fn strict() -> Self {
        Self { paths: Vec::new(), format: None, deny: Some(Denied::Warnings), statistics: false }
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// The lines that are wrong, in the manner of rustc.
    Human,
    /// One line a finding.
    Short,
    /// One JSON object.
    Json,
    /// GitHub workflow commands, which annotate a pull request.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
}

#[derive(Clone, Copy, ValueEnum)]
enum Denied {
    Warnings,
}

pub(crate) fn run(args: &Args, taxonomy: &Path) -> Result<Outcome, Failure> {
    let mmtax::Loaded { taxonomy, mut report, .. } = mmtax::load(taxonomy)?;
    // The process ends soon: to take a large taxonomy apart piece by piece would only delay that.
    std::mem::forget(taxonomy);
    let wanted = Wanted::new(&args.paths)?;
    report.retain_files(|file| wanted.has(file));
    let in_workflow = std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true");
    match args.format.unwrap_or(if in_workflow { Format::Github } else { Format::Human }) {
        Format::Human => {
            let text = report.to_human(wants_colour());
            if report.diagnostics().is_empty() { say(text.trim_end()) } else { print(&text) }
        }
        Format::Short => print(&report.to_short()),
        Format::Json => print(&report.to_json()),
        Format::Sarif => print(&report.to_sarif()),
        Format::Github => print(&report.to_github()),
    }
    if args.statistics {
        say(&statistics(&report));
    }
    let denied = args.deny.is_some() && report.count(Severity::Warning) > 0;
    Ok(if report.has_errors() || denied { Outcome::Findings } else { Outcome::Clean })
}

fn wants_colour() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    if set("NO_COLOR") {
        return false;
    }
    set("CLICOLOR_FORCE") || std::io::stdout().is_terminal()
}

fn statistics(report: &Report) -> String {
    let mut counts = std::collections::BTreeMap::<&str, usize>::new();
    for diagnostic in report.diagnostics() {
        *counts.entry(diagnostic.code).or_default() += 1;
    }
    let lines: Vec<String> = counts.iter().map(|(code, count)| format!("{count:6} {code}")).collect();
    lines.join("\n")
}
