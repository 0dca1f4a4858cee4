//! `why`: every chain between two entries, each link with its source.

use std::path::Path;

use mmtax::View;
use mmtax::ask::Why;
use mmtax::schema::Relation;

use crate::ask::Format;
use crate::{Failure, Outcome, ask, print, say};

#[derive(clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct Args {
    /// An id.
    a: String,
    /// Another id.
    b: String,
    /// Follow this relation instead of lineage, composition, training data and methods; more than once for several.
    #[arg(long, value_name = "RELATION", value_parser = ask::relations())]
    relation: Vec<String>,
    /// The most chains.
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// How to write it.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

const HELP: &str = "\
Chains run from the one that descends, contains or was trained to the other, whichever is named first; the shortest come
first, and those beyond the limit are counted. Where there is no chain, the nearest entries are shown that both descend
from.

Examples:
  cargo xtask why janus-pro siglip            how SigLIP came into Janus-Pro
  cargo xtask why bagel janus-pro             what the two have in common
  cargo xtask why janus-pro imagenet-1k       by which part or stage of training it saw the data
  cargo xtask why janus-pro siglip --format mermaid

Exit status: 0, also where nothing joins the two, or 2 where there is no such entry.";

pub(crate) fn run(args: &Args, dir: &Path) -> Result<Outcome, Failure> {
    let taxonomy = ask::load(dir)?;
    let (a, _) = ask::find(&taxonomy, &args.a)?;
    let (b, _) = ask::find(&taxonomy, &args.b)?;
    let seen = [Relation::TrainedOn, Relation::Applies];
    let usual = View::of(Relation::all().filter(|one| View::descent().has(*one) || seen.contains(one)));
    let why = Why::of(a, b, ask::view(&args.relation, usual), args.limit);
    print(&match args.format {
        Format::Text => why.to_text(),
        Format::Json => why.to_json(),
        Format::Csv => why.to_csv(),
        Format::Markdown => why.to_markdown(),
        Format::Dot => why.to_dot(),
        Format::Mermaid => {
            let (text, left_out) = why.to_mermaid();
            ask::tell_left_out(left_out);
            text
        }
    });
    say(&why.summary());
    drop(why);
    std::mem::forget(taxonomy);
    Ok(Outcome::Clean)
}
