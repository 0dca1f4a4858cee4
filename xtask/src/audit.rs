//! `audit`: what is wrong with somebody's list of papers.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use mmtax::{Session, Severity};

use crate::validate::{statistics, wants_colour};
use crate::{Failure, Outcome, print, say};

#[derive(clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct Args {
    /// The list: a file in Markdown.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// How to write what is found.
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    /// Also print how often each code was found.
    #[arg(long)]
    statistics: bool,
    /// Also show what is only good to know.
    #[arg(long)]
    show_info: bool,
    /// Look at the list by itself, and not at where it differs from the taxonomy.
    #[arg(long)]
    alone: bool,
}

const HELP: &str = "\
Read are tables with a column that names works and one that tells of them, and items that start with the link of a paper,
as in `- [Title](https://arxiv.org/abs/2501.17811) (Jan. 2025, arXiv)`. Columns are known by their headings:

  name     Name, Model, Method, System, Dataset, Benchmark
  title    Title, Paper
  venue    Venue, Conference, Journal, Publication, Published in
  date     Date, Year, Time, Released, Release date, Published
  code     Code, GitHub, Repo, Repository, Source code
  home     Project, Project page, Page, Home page, Website
  demo     Demo, Space
  weights  HF, Hugging Face, Weights, Checkpoints
  links    Links, Resources, URL: each link says by its text and host what it is

Rows below a heading with `benchmark`, `dataset` or `tokenizer` are taken for such, others for models. `cargo xtask explain
CODE` says what a code means. docs/audits.md tells what was found in lists of the field.

Examples:
  cargo xtask audit README.md                          every fault, and what the taxonomy says otherwise
  cargo xtask audit README.md --alone --format short   one line a fault, of the list by itself

Exit status: 0 clean or infos only, 1 errors or warnings, 2 usage or IO.";

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// The lines that are wrong, in the manner of rustc.
    Human,
    /// One line a finding.
    Short,
    /// One JSON object, as `validate` writes it.
    Json,
}

pub(crate) fn run(args: &Args, taxonomy: &Path) -> Result<Outcome, Failure> {
    let name = args.file.display().to_string();
    let bytes = std::fs::read(&args.file).map_err(|source| Failure::Read { path: name.clone(), source })?;
    let text = mmtax::schema::parse::decode(&bytes)
        .map_err(|fault| Failure::Usage(format!("`{name}` is no text: {}", fault.message)))?;
    let mut session = if args.alone { None } else { Some(Session::open(taxonomy)?) };
    let mmtax::Audit { rows, papers, mut report } = mmtax::audit(&name, text, session.as_mut());
    std::mem::forget(session);
    if rows == 0 {
        return Err(Failure::Usage(format!(
            "`{name}` has no table or list of papers that can be read; see --help"
        )));
    }
    let outcome = if report.count(Severity::Error) + report.count(Severity::Warning) > 0 {
        Outcome::Findings
    } else {
        Outcome::Clean
    };
    let counted = args.statistics.then(|| statistics(&report));
    let least = if args.show_info { Severity::Info } else { Severity::Warning };
    match args.format {
        Format::Human => print(&report.to_human_down_to(least, wants_colour())),
        Format::Short => {
            report.retain_down_to(least);
            print(&report.to_short());
        }
        Format::Json => print(&report.to_json()),
    }
    say(&format!("{rows} rows read, {papers} of them with a paper on arXiv"));
    counted.iter().for_each(|counted| say(counted));
    Ok(outcome)
}
