//! `validate`: every diagnostic of all files in one run.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use mmtax::{Report, Scope, Severity};

use crate::wanted::Wanted;
use crate::{Failure, Outcome, changed, fix, print, say, watch, workflow};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Show only what is wrong in these files and folders. The whole taxonomy is read all the same.
    paths: Vec<PathBuf>,
    /// Show only what a change is answerable for: every finding in files that differ from the merge base of REV and HEAD
    /// (committed or not, untracked files too), and wherever they stand the findings that were not there at that commit.
    /// A finding is the same as before if its code, file, message and related files are, and it is no more severe; lines do
    /// not count. Where the same finding is there more often than before, all of them are shown.
    #[arg(long, value_name = "REV", conflicts_with_all = ["fix", "diff"])]
    changed: Option<String>,
    /// How to write what was found; `github` when it runs in a GitHub workflow, else `human`.
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Let this severity fail the run, too.
    #[arg(long, value_enum)]
    deny: Option<Denied>,
    /// Say how often each code was found.
    #[arg(long)]
    statistics: bool,
    /// Show also what is no fault, but good to know. `json` and `sarif` always have it.
    #[arg(long)]
    show_info: bool,
    /// Mend what has one sure remedy, then report what is left. Comments and layout stay.
    #[arg(long)]
    fix: bool,
    /// With `--fix` or `--diff`: also make changes that somebody has to look at.
    #[arg(long)]
    unsafe_fixes: bool,
    /// Print what `--fix` would change as a unified diff, write nothing, and fail if there is any.
    #[arg(long, conflicts_with_all = ["format", "deny", "statistics"])]
    diff: bool,
    /// Validate again whenever a file changes, until Ctrl-C is pressed.
    #[arg(long, conflicts_with_all = ["fix", "diff", "changed"])]
    watch: bool,
}

impl Args {
    /// Everything, with warnings denied: what CI asks for.
    pub(crate) const fn strict() -> Self {
        Self {
            paths: Vec::new(),
            changed: None,
            format: None,
            deny: Some(Denied::Warnings),
            statistics: false,
            show_info: false,
            fix: false,
            unsafe_fixes: false,
            diff: false,
            watch: false,
        }
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

pub(crate) fn run(args: &Args, dir: &Path) -> Result<Outcome, Failure> {
    let wanted = Wanted::new(&args.paths)?;
    let scope = if args.unsafe_fixes { Scope::Unsafe } else { Scope::Safe };
    if args.unsafe_fixes && !args.fix && !args.diff {
        return Err(Failure::Usage("--unsafe-fixes goes with --fix or --diff".to_owned()));
    }
    if args.diff {
        return fix::show(dir, scope, &wanted);
    }
    let format = args.format.unwrap_or(if workflow::is_here() { Format::Github } else { Format::Human });
    let is_for_machines = matches!(format, Format::Json | Format::Sarif);
    let least = if args.show_info || is_for_machines { Severity::Info } else { Severity::Warning };
    // What is not shown is only counted, unless it must be known by file or code.
    let is_counted = args.paths.is_empty() && args.changed.is_none() && !args.statistics;
    let tell = |report| tell(args, format, least, &wanted, report);
    if args.watch {
        let clears = matches!(format, Format::Human) && std::io::stdout().is_terminal();
        let begin = |count| match format {
            Format::Human if clears => print(CLEAR),
            Format::Human if count > 1 => print(&format!("---- report {count} ----\n")),
            Format::Human | Format::Short | Format::Json | Format::Github | Format::Sarif => {}
        };
        return watch::run(dir, if is_counted { least } else { Severity::Info }, begin, tell);
    }
    let loaded = if args.fix {
        fix::write(dir, scope, &wanted)?
    } else {
        mmtax::load_down_to(dir, if is_counted { least } else { Severity::Info })?
    };
    let mmtax::Loaded { taxonomy, mut report, .. } = loaded;
    // The process ends soon: to take a large taxonomy apart piece by piece would only delay that.
    std::mem::forget(taxonomy);
    if let Some(revision) = &args.changed {
        changed::retain(&mut report, dir, revision)?;
    }
    tell(report)
}

/// Empties a terminal, with what can be scrolled back to.
const CLEAR: &str = "\x1b[2J\x1b[3J\x1b[H";

/// Prints what is wrong in the wanted files.
fn tell(
    args: &Args,
    format: Format,
    least: Severity,
    wanted: &Wanted,
    mut report: Report,
) -> Result<Outcome, Failure> {
    report.retain_files(|file| wanted.has(file));
    let statistics = args.statistics.then(|| statistics(&report));
    match format {
        Format::Human => {
            let text = report.to_human_down_to(least, wants_colour());
            let is_any_shown = report.diagnostics().iter().any(|diagnostic| diagnostic.severity <= least);
            if is_any_shown {
                print(&text);
            } else {
                say(text.trim_end());
            }
            if !args.show_info && report.count(Severity::Info) > 0 {
                say("`--show-info` shows the infos");
            }
        }
        Format::Short => {
            report.retain_down_to(least);
            print(&report.to_short());
        }
        Format::Json => print(&report.to_json()),
        Format::Sarif => print(&report.to_sarif(workflow::home().as_deref())),
        Format::Github => {
            report.retain_down_to(least);
            print(&report.to_github());
            workflow::summarize(&report)?;
        }
    }
    if let Some(statistics) = statistics {
        say(&statistics);
    }
    let denied = args.deny.is_some() && report.count(Severity::Warning) > 0;
    Ok(if report.has_errors() || denied { Outcome::Findings } else { Outcome::Clean })
}

/// Whether to use colours: on a terminal that has them, as no-color.org and bixense.com/clicolors say.
pub(crate) fn wants_colour() -> bool {
    let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    if variable("NO_COLOR").is_some() {
        return false;
    }
    let is_forced = variable("CLICOLOR_FORCE").is_some_and(|value| value != "0");
    let is_dumb = variable("TERM").is_some_and(|value| value == "dumb");
    is_forced || (std::io::stdout().is_terminal() && !is_dumb)
}

pub(crate) fn statistics(report: &Report) -> String {
    let mut counts = std::collections::BTreeMap::<&str, usize>::new();
    for diagnostic in report.diagnostics() {
        *counts.entry(diagnostic.code).or_default() += 1;
    }
    let lines: Vec<String> = counts.iter().map(|(code, count)| format!("{count:6} {code}")).collect();
    lines.join("\n")
}
