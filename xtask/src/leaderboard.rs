//! `leaderboard`: what was measured on a benchmark, in groups that can be compared.

use std::path::Path;

use clap::ValueEnum;
use mmtax::render::{grid::Grid, leaderboard_csv, tables};
use mmtax::results::Leaderboard;
use mmtax::schema::Kind;
use mmtax::schema::entry::SettingName;
use mmtax::{Score, leaderboard_json};

use crate::asked::{entry, unknown};
use crate::{Failure, Outcome, ask, print, say};

#[derive(clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct Args {
    /// The benchmark, or one split of it: `mmmu@val`.
    benchmark: String,
    /// Only this metric.
    #[arg(long, value_name = "METRIC")]
    metric: Option<String>,
    /// Only values with this setting as their source states it; `NAME=` for those of which no source states it.
    #[arg(long, value_name = "NAME=VALUE")]
    setting: Vec<String>,
    /// How to write it.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

const HELP: &str = "\
Values are in one table only where their split and the settings that the benchmark says matter are the same. The best of each
column has a star, with those that its printed digits do not tell from it. How to read the tables is written in
docs/rendered/leaderboards.md.

Examples:
  cargo xtask leaderboard geneval --setting prompt-rewriting=none     what was measured without rewritten prompts
  cargo xtask leaderboard geneval --setting prompt-rewriting=         where nobody says whether they were rewritten
  cargo xtask leaderboard mmmu@val --metric accuracy --format latex   a table for a paper
  cargo xtask leaderboard mme --format csv                            every printed value, for a spreadsheet

Exit status: 0 also where nothing was measured, 2 usage, no such benchmark, metric or setting.";

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Tables for the terminal.
    Text,
    /// Tables with the best in bold.
    Markdown,
    /// One line a printed value, with all that it stands under.
    Csv,
    /// Tables that need the package `booktabs`, with \cite.
    Latex,
    /// One JSON object.
    Json,
}

pub(crate) fn run(args: &Args, taxonomy: &Path) -> Result<Outcome, Failure> {
    let data = ask::load(taxonomy)?;
    let (benchmark, split) = entry(&data, &[Kind::Benchmark], &args.benchmark)?;
    let metrics = || benchmark.as_benchmark().map_or(&[][..], |benchmark| &benchmark.metrics).iter();
    if let Some(metric) = args.metric.as_deref() {
        let mut known = metrics().map(|metric| metric.id.as_str());
        if !known.any(|known| known == metric) {
            let what = format!("metric of {}", benchmark.id());
            return Err(unknown(&what, metric, metrics().map(|metric| metric.id.as_str())));
        }
    }
    let settings: Vec<_> = args.setting.iter().map(|text| setting(text)).collect::<Result<_, _>>()?;
    let is_wanted = |score: &Score<'_>| {
        let has = |(name, value): &(SettingName, Option<&str>)| score.conditions().get(*name) == *value;
        split.is_none_or(|split| score.split == Some(split))
            && args.metric.as_deref().is_none_or(|metric| score.metric.as_str() == metric)
            && settings.iter().all(has)
    };
    let board = Leaderboard::among(benchmark, is_wanted);
    if board.groups.is_empty() {
        say("nothing was measured so, as far as the entries say");
    }
    let grids = || tables::leaderboard(&board);
    print(&match args.format {
        Format::Text => joined(&grids(), Grid::to_text),
        Format::Markdown => joined(&grids(), Grid::to_markdown),
        Format::Latex => joined(&grids(), Grid::to_latex),
        Format::Csv => leaderboard_csv(&board),
        Format::Json => leaderboard_json(&board),
    });
    Ok(Outcome::Clean)
}

fn joined(grids: &[Grid], write: impl Fn(&Grid) -> String) -> String {
    grids.iter().map(write).collect::<Vec<_>>().join("\n")
}

fn setting(text: &str) -> Result<(SettingName, Option<&str>), Failure> {
    let Some((name, value)) = text.split_once('=') else {
        return Err(Failure::Usage(format!(
            "`{text}` is no setting: expected NAME=VALUE, or NAME= for unknown"
        )));
    };
    let found = SettingName::ALL.iter().find(|known| known.word() == name);
    let found =
        found.ok_or_else(|| unknown("setting", name, SettingName::ALL.iter().map(|name| name.word())))?;
    Ok((*found, Some(value).filter(|value| !value.is_empty())))
}
