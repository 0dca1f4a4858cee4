//! `stats`: what the taxonomy covers, and what it lacks.

use std::path::Path;

use clap::ValueEnum;
use mmtax::Stats;

use crate::{Failure, Outcome, print};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// How to write it.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Tables for the terminal.
    Text,
    /// One JSON object, a list of rows for each table.
    Json,
    /// One line a number: table, row, column, value.
    Csv,
    /// The rendered page, docs/rendered/coverage.md.
    Markdown,
}

pub(crate) fn run(args: &Args, taxonomy: &Path) -> Result<Outcome, Failure> {
    let loaded = mmtax::load(taxonomy)?;
    let stats = Stats::of(&loaded);
    print(&match args.format {
        Format::Text => stats.to_text(),
        Format::Json => stats.to_json(),
        Format::Csv => stats.to_csv(),
        Format::Markdown => mmtax::render::coverage_page(&loaded.taxonomy).text,
    });
    std::mem::forget(loaded);
    Ok(Outcome::Clean)
}
