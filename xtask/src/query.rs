//! `query`: the entries for which an expression holds.

use std::path::Path;

use clap::ValueEnum;
use mmtax::ask::Rows;

use crate::{Failure, Outcome, ask, print, say};

#[derive(clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct Args {
    /// The expression; in quotes, since shells read `<`, `>`, `|`, `(` and `~` for themselves.
    #[arg(value_name = "EXPR", required_unless_present = "keys", allow_hyphen_values = true)]
    query: Option<String>,
    /// What to show of each entry: keys, separated by commas.
    #[arg(long, value_name = "KEY,…")]
    columns: Option<String>,
    /// What to sort by: keys, separated by commas, with `-` before one for the largest first.
    #[arg(long, value_name = "KEY,…", allow_hyphen_values = true)]
    sort: Option<String>,
    /// The most rows.
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// How to write it.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// List what can be asked for.
    #[arg(long, conflicts_with = "query")]
    keys: bool,
}

const HELP: &str = "\
Terms that stand side by side must all hold; `a|b` asks for one of several, `-a` for what is known not to be so, `~a` for
what is not known to be so. docs/query.md describes the language, `--keys` lists what can be asked for.

Examples:
  cargo xtask query 'role:unified paradigm:hybrid released>2025-01' --sort -released
  cargo xtask query 'contains:siglip backbone.training:frozen'
  cargo xtask query 'geneval/overall[prompt-rewriting:none|unknown]>0.8' --columns id,geneval/overall
  cargo xtask query 'role:unified license:unknown weights:open' --format ids
  cargo xtask query 'query-interface[] -generation.image:next-token' --format csv

Exit status: 0, also where nothing is selected, or 2 for an expression that cannot be read.";

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Columns for the terminal.
    Text,
    /// One JSON object.
    Json,
    /// One line an entry.
    Csv,
    /// A table for GitHub.
    Markdown,
    /// A table with the rules of booktabs.
    Latex,
    /// One id a line.
    Ids,
}

pub(crate) fn run(args: &Args, dir: &Path) -> Result<Outcome, Failure> {
    let Some(query) = args.query.as_deref().filter(|_| !args.keys) else {
        for key in mmtax::graph::keys() {
            print(&format!("{:28} {}\n{:28}   {}\n", key.name, key.meaning, "", key.values));
        }
        return Ok(Outcome::Clean);
    };
    let taxonomy = ask::load(dir)?;
    let mut rows = Rows::of(&taxonomy, query, args.columns.as_deref(), args.sort.as_deref())
        .map_err(|error| Failure::Usage(error.to_string()))?;
    let (found, unknown) = (rows.entries().len(), rows.unknown().len());
    rows.truncate(args.limit.unwrap_or(usize::MAX));
    print(&match args.format {
        Format::Text => rows.to_text(),
        Format::Json => rows.to_json(),
        Format::Csv => rows.to_csv(),
        Format::Markdown => rows.to_markdown(),
        Format::Latex => rows.to_latex(),
        Format::Ids => rows.to_ids(),
    });
    let shown = rows.entries().len();
    let cut = if shown < found { format!(", {shown} of them shown") } else { String::new() };
    let open = match unknown {
        0 => String::new(),
        1 => "; of 1 more it is not known".to_owned(),
        more => format!("; of {more} more it is not known"),
    };
    say(&format!("{found} {}{cut}{open}", if found == 1 { "entry" } else { "entries" }));
    drop(rows);
    std::mem::forget(taxonomy);
    Ok(Outcome::Clean)
}
