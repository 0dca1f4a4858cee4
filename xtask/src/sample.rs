//! `sample`: facts or printed values to read again.

use std::path::Path;

use clap::ValueEnum;
use mmtax::render::csv_field;
use mmtax::{Drawn, Population, Sample, SampleSize};

use crate::{Failure, Outcome, print, say};

#[derive(clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct Args {
    /// What to draw from.
    #[arg(value_enum)]
    population: What,
    /// How much of it, in percent.
    #[arg(long, value_name = "PERCENT", default_value = "5", value_parser = percent)]
    share: f64,
    /// How many, instead of a share.
    #[arg(long, value_name = "N", conflicts_with = "share")]
    count: Option<usize>,
    /// The seed: the same one draws the same from the same data.
    #[arg(long, value_name = "N")]
    seed: u64,
    /// How to write it.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

const HELP: &str = "\
The draw is without replacement. A fact that comes or goes moves only its own place in it, so that a draw made again after
corrections is nearly the same one. docs/rereading.md tells how the draws so far ended.

Examples:
  cargo xtask sample facts --seed 7                         one in twenty of all facts
  cargo xtask sample values --count 100 --seed 7            a hundred printed scores
  cargo xtask sample facts --seed 7 --format csv > x.csv    with columns for verdict and remark, to fill in

Exit status: 0, or 2 usage or IO.";

#[derive(Clone, Copy, ValueEnum)]
enum What {
    /// Filled fields, components, lineage links, training stages, methods, placements in a scheme, errata.
    Facts,
    /// Printed values of results tables.
    Values,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For the terminal.
    Text,
    /// A row for each, with columns for verdict and remark.
    Csv,
}

fn percent(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(percent) if percent > 0.0 && percent <= 100.0 => Ok(percent),
        _ => Err("a share is more than 0 and at most 100 percent".to_owned()),
    }
}

pub(crate) fn run(args: &Args, taxonomy: &Path) -> Result<Outcome, Failure> {
    let loaded = mmtax::load(taxonomy)?;
    let population = match args.population {
        What::Facts => Population::Facts,
        What::Values => Population::Values,
    };
    let size = args.count.map_or(SampleSize::Percent(args.share), SampleSize::Count);
    let sample = Sample::draw(&loaded.taxonomy, population, size, args.seed);
    let lines = sample.drawn.iter().map(match args.format {
        Format::Text => text,
        Format::Csv => csv,
    });
    let heading = match args.format {
        Format::Text => "",
        Format::Csv => "File,Path,Says,Source,At,Verdict,Remark\n",
    };
    print(&std::iter::once(heading.to_owned()).chain(lines).collect::<String>());
    say(&format!("{} of {} drawn with seed {}", sample.drawn.len(), sample.population, args.seed));
    std::mem::forget(loaded);
    Ok(Outcome::Clean)
}

fn text(item: &Drawn) -> String {
    let at = if item.at.is_empty() { "no place named" } else { &item.at };
    format!("{} {}: {}\n    {}, {at}\n", item.file, item.path, item.says, item.source)
}

fn csv(item: &Drawn) -> String {
    let fields = [&item.file, &item.path, &item.says, &item.source, &item.at].map(|field| csv_field(field));
    format!("{},,\n", fields.join(","))
}
