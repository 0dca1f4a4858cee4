//! `compare`: several models side by side, on what was measured of them under the same settings.

use std::path::Path;

use clap::ValueEnum;
use mmtax::render::tables;
use mmtax::results::Comparison;
use mmtax::schema::Kind;
use mmtax::{Score, comparison_json};

use crate::asked::entry;
use crate::{Failure, Outcome, ask, print, say};

#[derive(clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct Args {
    /// The models, tokenizers or methods; `ID@VARIANT` for one variant, `ID` for each that has values.
    #[arg(required = true, value_name = "MODEL")]
    models: Vec<String>,
    /// Only this benchmark, or this split of it; may be given more than once.
    #[arg(long, value_name = "BENCHMARK")]
    benchmark: Vec<String>,
    /// Only where printed digits tell two of the models apart.
    #[arg(long)]
    differences: bool,
    /// Also what only one of the models has a value of.
    #[arg(long)]
    all: bool,
    /// Models as rows, as papers print them.
    #[arg(long)]
    turned: bool,
    /// How to write it.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

const HELP: &str = "\
A line holds values of one benchmark, split and metric under the same settings; a setting that nobody states is the same as no
other. Of several printed values of one model the one that stands for it is shown: its own paper's, if there is one. Every
value says where it is printed and whose it is.

Examples:
  cargo xtask compare janus-pro@7b show-o bagel                            what any two of them share
  cargo xtask compare janus-pro show-o --benchmark geneval --differences   where they differ
  cargo xtask compare emu3 vila-u --benchmark mmmu --turned --format latex a table for a paper, with \\cite
  cargo xtask compare bagel omnigen2 --format csv                          for a spreadsheet

Exit status: 0 also where they share nothing, 2 usage, no such model or benchmark.";

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A table for the terminal.
    Text,
    /// A table with the best in bold.
    Markdown,
    /// Each model with a column of values and one of sources.
    Csv,
    /// A table that needs the package `booktabs`, with \cite.
    Latex,
    /// One JSON object.
    Json,
}

pub(crate) fn run(args: &Args, taxonomy: &Path) -> Result<Outcome, Failure> {
    let taxonomy = &ask::load(taxonomy)?;
    let measured = [Kind::Model, Kind::Tokenizer, Kind::Method];
    let models: Vec<_> =
        args.models.iter().map(|text| entry(taxonomy, &measured, text)).collect::<Result<_, _>>()?;
    let benchmarks: Vec<_> = args
        .benchmark
        .iter()
        .map(|text| entry(taxonomy, &[Kind::Benchmark], text))
        .collect::<Result<_, _>>()?;
    let is_wanted = |score: &Score<'_>| {
        let is_of = |(benchmark, split): &(mmtax::EntryRef<'_>, Option<&str>)| {
            *benchmark == score.benchmark && (split.is_none() || *split == score.split)
        };
        benchmarks.is_empty() || benchmarks.iter().any(is_of)
    };
    let mut comparison = Comparison::of(taxonomy, &models, is_wanted);
    let all = comparison.lines.len();
    comparison.lines.retain(|line| args.all || line.count() > 1);
    let (shared, alone) = (comparison.lines.len(), all - comparison.lines.len());
    comparison.lines.retain(|line| !args.differences || line.differs());
    let same = shared - comparison.lines.len();
    let grid = tables::comparison(&comparison);
    let grid = if args.turned { grid.turned() } else { grid };
    print(&match args.format {
        Format::Text => grid.to_text(),
        Format::Markdown => grid.to_markdown(),
        Format::Csv => grid.to_csv(),
        Format::Latex => grid.to_latex(),
        Format::Json => comparison_json(&comparison),
    });
    for (model, text) in models.iter().zip(&args.models) {
        let has = |(known, variant): &mmtax::results::Subject<'_>| {
            *known == model.0 && (model.1.is_none() || model.1 == *variant)
        };
        if !comparison.subjects.iter().any(has) {
            say(&format!("`{text}` has no values there"));
        }
    }
    if alone > 0 {
        say(&format!("left out: {alone} lines with one model only; --all shows them"));
    }
    if same > 0 {
        say(&format!("left out: {same} lines on which printed digits tell nobody apart"));
    }
    Ok(Outcome::Clean)
}
