//! `survey`: what the survey's tables print, held against the entries.

use std::path::Path;

use clap::ValueEnum;
use mmtax::render::{Artifact, Compared, Comparison, Edition, FORMATS, Outcome as Cell, csv_field};

use crate::{Failure, Outcome, print};

#[derive(clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct Args {
    /// How to write it.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// List the cells that agree, too.
    #[arg(long)]
    all: bool,
}

const HELP: &str = "\
Tables 1 to 4 of arXiv 2505.02567v6 are compared cell by cell with what follows from the entries. When two cells agree is
written at the top of docs/rendered/survey-comparison.md.

Examples:
  cargo xtask survey                 the cells that do not agree, and the counts
  cargo xtask survey --format csv    the same for a spreadsheet; --all adds the cells that agree

Exit status: 0 every cell agrees, is explained by an erratum or cannot be verified, 1 a cell differs or a row has no entry.";

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For the terminal.
    Text,
    /// A row for each cell.
    Csv,
    /// The page of the comparison.
    Markdown,
}

pub(crate) fn run(args: &Args, taxonomy: &Path) -> Result<Outcome, Failure> {
    let loaded = mmtax::load(taxonomy)?;
    let comparison = Comparison::of(&loaded.taxonomy);
    let shown: Vec<&Compared> =
        comparison.cells.iter().filter(|cell| args.all || cell.outcome != Cell::Agrees).collect();
    match args.format {
        Format::Text => print(&text(&comparison, &shown, taxonomy)),
        Format::Csv => print(&csv(&shown)),
        Format::Markdown => print(&markdown(&loaded.taxonomy)),
    }
    let open = comparison.count(Cell::Differs, None) + comparison.count(Cell::NoEntry, None);
    Ok(if open == 0 { Outcome::Clean } else { Outcome::Findings })
}

fn text(comparison: &Comparison, shown: &[&Compared], taxonomy: &Path) -> String {
    let mut text = String::new();
    for outcome in Cell::ALL {
        let cells: Vec<_> = shown.iter().filter(|cell| cell.outcome == outcome).collect();
        if cells.is_empty() {
            continue;
        }
        text.push_str(&format!("{} ({}):\n", outcome.word(), cells.len()));
        for cell in cells {
            let file = cell
                .file
                .as_ref()
                .map_or_else(|| cell.id.to_owned(), |file| taxonomy.join(file).display().to_string());
            let why = if cell.why.is_empty() { String::new() } else { format!(" ({})", cell.why) };
            text.push_str(&format!(
                "  {file}: {}, {}, {}: `{}`, ours `{}`{why}\n",
                cell.table, cell.row, cell.column, cell.printed, cell.ours
            ));
        }
    }
    format!("{text}{}\n", comparison.summary())
}

fn csv(shown: &[&Compared]) -> String {
    let mut text = String::from("Outcome,Table,Row,Id,File,Column,Survey,Entry,Why\n");
    for cell in shown {
        let fields = [
            cell.outcome.word(),
            cell.table,
            cell.row,
            cell.id,
            cell.file.as_deref().unwrap_or_default(),
            cell.column,
            cell.printed,
            &cell.ours,
            &cell.why,
        ];
        text.push_str(&fields.map(csv_field).join(","));
        text.push('\n');
    }
    text
}

fn markdown(taxonomy: &mmtax::graph::Taxonomy) -> String {
    let survey = FORMATS.iter().filter(|format| format.name() == "survey");
    let pages: Vec<Artifact> =
        survey.flat_map(|format| format.render(taxonomy, &Edition::default())).collect();
    let page = pages.into_iter().find(|page| page.path == "survey-comparison.md");
    page.map(|page| page.text).unwrap_or_default()
}
