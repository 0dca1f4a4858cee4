//! `show`: everything about one entry or variant.

use std::path::Path;

use clap::ValueEnum;
use mmtax::ask::Card;

use crate::{Failure, Outcome, ask, print};

#[derive(clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct Args {
    /// An id, with `@VARIANT` for one variant; `results/ID` and `errata/ID` for records.
    id: String,
    /// The most scores in text, those of its own paper first; other formats have all.
    #[arg(long, value_name = "N", default_value_t = 20)]
    scores: usize,
    /// How to write it.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

const HELP: &str = "\
Each fact is followed by the place where it was read, in brackets. Facts without one are computed, or are what the
entry itself decides, such as links.

Examples:
  cargo xtask show janus-pro                  fields, components, training, classes, scores, and who uses it
  cargo xtask show janus-pro@7b               without what is said of other variants only
  cargo xtask show siglip --format json       for programs
  cargo xtask show results/arxiv-2501.17811   the tables of a paper

Exit status: 0, or 2 where there is no such entry.";

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For the terminal.
    Text,
    /// One JSON object.
    Json,
    /// One row a fact.
    Csv,
    /// A heading and a table.
    Markdown,
}

pub(crate) fn run(args: &Args, dir: &Path) -> Result<Outcome, Failure> {
    let taxonomy = ask::load(dir)?;
    let (entry, variant) = ask::find(&taxonomy, &args.id)?;
    let card = Card::of(entry, variant);
    print(&match args.format {
        Format::Text => card.to_text(args.scores),
        Format::Json => card.to_json(),
        Format::Csv => card.to_csv(),
        Format::Markdown => card.to_markdown(),
    });
    drop(card);
    std::mem::forget(taxonomy);
    Ok(Outcome::Clean)
}
