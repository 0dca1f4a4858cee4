//! `cargo xtask`: the command line of mmtax, and the only place that prints, writes and exits.
//!
//! Data goes to stdout, everything else to stderr. Exit status: 0 clean, 1 findings (also a stale `--check`), 2 usage or IO.

mod ask;
mod asked;
mod audit;
mod bench;
mod changed;
mod ci;
mod compare;
mod completions;
mod diff;
mod explain;
mod export;
mod fix;
mod fmt;
mod git;
mod leaderboard;
mod lineage;
mod new;
mod picture;
mod put;
mod query;
mod render;
mod sample;
mod show;
mod stats;
mod survey;
mod validate;
mod wanted;
mod watch;
mod why;
mod workflow;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::OnceLock;

use clap::{Parser, Subcommand};
use mmtax::schema::told::must_be_escaped;

/// The machine-checked taxonomy of multimodal models.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version, after_help = EXAMPLES)]
struct Cli {
    /// The folder with the data.
    #[arg(long, global = true, value_name = "DIR")]
    taxonomy: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  cargo xtask validate                          every fault of every file
  cargo xtask validate taxonomy/models/x.yaml   the faults of one file
  cargo xtask new model show-x --from show-o    a file to fill in
  cargo xtask validate --watch                  the same again whenever a file changes
  cargo xtask validate --changed main           what is wrong because of this branch
  cargo xtask diff main                         what changed since, in entries, relations and scores
  cargo xtask validate --diff                   what `validate --fix` would change
  cargo xtask fmt taxonomy/models               the one layout, in place; `--check` only looks
  cargo xtask show janus-pro                    everything about an entry, with the place of each fact
  cargo xtask lineage siglip --down             what descends from it or contains it, at any depth
  cargo xtask why janus-pro siglip              every chain between two entries
  cargo xtask query 'paradigm:hybrid weights:open released>2025'
  cargo xtask survey                            what the survey's tables print otherwise than the entries
  cargo xtask leaderboard geneval               what was measured on a benchmark, where comparable
  cargo xtask compare janus-pro show-o          models side by side
  cargo xtask explain lineage-cycle             what a code means and how to mend it
  cargo xtask render                            everything under docs/rendered, docs/reference and schema
  cargo xtask picture bow-tie siglip            what is made of it, as SVG
  cargo xtask export graphml --view lineage     the graph for other programs
  cargo xtask ci                                exactly what CI runs

Exit status: 0 clean, 1 findings or stale files, 2 usage or IO.";

#[derive(Subcommand)]
enum Command {
    /// Report everything that is wrong with the data.
    Validate(validate::Args),
    /// Say what a change means: entries, fields, relations, classes, scores and findings that come, go or change.
    Diff(diff::Args),
    /// Bring files into the one layout: fields in the order of the schema, no blank lines between them.
    Fmt(fmt::Args),
    /// Write every generated file: rendered pages and graphs, JSON Schemas, reference.
    Render(render::Args),
    /// Show everything about an entry or variant, each fact with its place.
    Show(show::Args),
    /// Draw what an entry descends from and contains, and what descends from or contains it.
    Lineage(lineage::Args),
    /// Show every chain between two entries, each link with its source.
    Why(why::Args),
    /// List the entries for which an expression holds.
    Query(query::Args),
    /// Write a file to fill in, for an entry that does not exist yet.
    New(new::Args),
    /// Report what is wrong with somebody's list of papers in Markdown.
    Audit(audit::Args),
    /// Count what the taxonomy covers and lacks: entries, filled fields, locators, sources, scores.
    Stats(stats::Args),
    /// Show what was measured on a benchmark, in tables of comparable values.
    Leaderboard(leaderboard::Args),
    /// Show models side by side, on what was measured of them under the same settings.
    Compare(compare::Args),
    /// Draw facts or printed values at random, to be read again at their sources.
    Sample(sample::Args),
    /// Say what a code means, why it matters and how to mend it.
    Explain(explain::Args),
    /// Hold the tables that the survey prints against the entries, cell by cell.
    Survey(survey::Args),
    /// Write the graph, or a part of it, for other programs: GraphML, GEXF, node-link JSON, DOT, Mermaid.
    Export(export::Args),
    /// Draw one picture: families over time, an entry's ancestors and descendants, a classification, two metrics.
    Picture(picture::Args),
    /// Print what a shell needs to complete commands, flags, codes and ids.
    Completions(completions::Args),
    /// Run what CI runs: formatting, lints, docs, tests, data, generated files.
    Ci(ci::Args),
    /// Measure what each stage costs, on the real data and on generated data of several sizes.
    Bench(bench::Args),
}

/// What stops a command; findings do not.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("{0}\n  {source}", source = std::error::Error::source(.0).map_or_else(String::new, ToString::to_string))]
    Load(#[from] mmtax::LoadError),
    #[error("cannot write `{path}`: {source}")]
    Write { path: String, source: io::Error },
    #[error("cannot read `{path}`: {source}")]
    Read { path: String, source: io::Error },
    #[error("cannot print: {0}")]
    Print(String),
    #[error("cannot run `{program}`: {source}")]
    Run { program: String, source: io::Error },
    #[error("{0}")]
    Usage(String),
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Clean,
    Findings,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let taxonomy = cli.taxonomy.unwrap_or_else(|| repository().join("taxonomy"));
    let result = match cli.command {
        Command::Validate(args) => validate::run(&args, &taxonomy),
        Command::Diff(args) => diff::run(&args, &taxonomy),
        Command::Fmt(args) => fmt::run(&args, &taxonomy),
        Command::Render(args) => render::run(&args, &taxonomy),
        Command::Show(args) => show::run(&args, &taxonomy),
        Command::Lineage(args) => lineage::run(&args, &taxonomy),
        Command::Why(args) => why::run(&args, &taxonomy),
        Command::Query(args) => query::run(&args, &taxonomy),
        Command::New(args) => new::run(&args, &taxonomy),
        Command::Audit(args) => audit::run(&args, &taxonomy),
        Command::Stats(args) => stats::run(&args, &taxonomy),
        Command::Leaderboard(args) => leaderboard::run(&args, &taxonomy),
        Command::Compare(args) => compare::run(&args, &taxonomy),
        Command::Sample(args) => sample::run(&args, &taxonomy),
        Command::Explain(args) => explain::run(&args),
        Command::Survey(args) => survey::run(&args, &taxonomy),
        Command::Export(args) => export::run(&args, &taxonomy),
        Command::Picture(args) => picture::run(&args, &taxonomy),
        Command::Completions(args) => completions::run(&args, &taxonomy),
        Command::Ci(args) => ci::run(&args, &taxonomy),
        Command::Bench(args) => bench::run(&args, &taxonomy),
    };
    let result = match UNPRINTED.get() {
        Some(error) => Err(Failure::Print(error.to_string())),
        None => result,
    };
    match result {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(failure) => {
            say(&format!("error: {failure}"));
            ExitCode::from(2)
        }
    }
}

/// The top of the repository: where cargo runs this from, or, without cargo, where it was built.
fn repository() -> PathBuf {
    let manifest =
        std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let manifest = PathBuf::from(manifest);
    manifest.parent().map_or(manifest.clone(), PathBuf::from)
}

/// Why data could not be printed.
static UNPRINTED: OnceLock<io::Error> = OnceLock::new();

/// Prints data. A reader that has closed the pipe wants no more of it; what a full disk did not take ends the command with
/// a failure.
fn print(data: &str) {
    let mut out = io::stdout().lock();
    if let Err(error) = out.write_all(data.as_bytes()).and_then(|()| out.flush())
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        let _ = UNPRINTED.set(error);
    }
}

/// Prints a message for people. It may hold the name of any file, and no name is a command to the terminal.
fn say(message: &str) {
    let shown = message.replace(|c| must_be_escaped(c) && c != '\n', "\u{fffd}");
    let _ = writeln!(io::stderr().lock(), "{shown}");
}
