//! `lineage`: what an entry descends from and contains, and what descends from it or contains it.

use std::path::Path;

use mmtax::View;
use mmtax::ask::Tree;

use crate::ask::Format;
use crate::{Failure, Outcome, ask, print, say};

#[derive(clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct Args {
    /// An id.
    id: String,
    /// Only what it descends from and contains.
    #[arg(long, conflicts_with = "down")]
    up: bool,
    /// Only what descends from it or contains it.
    #[arg(long)]
    down: bool,
    /// Follow this relation instead of lineage and composition; more than once for several.
    #[arg(long, value_name = "RELATION", value_parser = ask::relations())]
    relation: Vec<String>,
    /// The most links from the entry.
    #[arg(long, value_name = "N", default_value_t = usize::MAX, hide_default_value = true)]
    depth: usize,
    /// The most branches on each side.
    #[arg(long, value_name = "N", default_value_t = 500)]
    limit: usize,
    /// How to write it.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

const HELP: &str = "\
Each line names an entry, how it hangs together with the one that it stands under, and in brackets where that was read. An
entry that is reached in several ways stands under each; what lies behind it is drawn under the nearest.

Examples:
  cargo xtask lineage janus-pro --up                     what it is made of and descends from
  cargo xtask lineage siglip --down --depth 1            who uses SigLIP directly
  cargo xtask lineage imagenet-1k --down --relation trained-on
  cargo xtask lineage janus-pro --format dot | dot -Tsvg > janus-pro.svg

Exit status: 0, or 2 where there is no such entry.";

pub(crate) fn run(args: &Args, dir: &Path) -> Result<Outcome, Failure> {
    let taxonomy = ask::load(dir)?;
    let (entry, _) = ask::find(&taxonomy, &args.id)?;
    let view = ask::view(&args.relation, View::descent());
    let tree = Tree::of(entry, view, [!args.down, !args.up], args.depth, args.limit);
    print(&match args.format {
        Format::Text => tree.to_text(),
        Format::Json => tree.to_json(),
        Format::Csv => tree.to_csv(),
        Format::Markdown => tree.to_markdown(),
        Format::Dot => tree.to_dot(),
        Format::Mermaid => {
            let (text, left_out) = tree.to_mermaid();
            ask::tell_left_out(left_out);
            text
        }
    });
    if tree.left_out > 0 {
        let further =
            if tree.left_out == 1 { "1 entry lies" } else { &format!("{} entries lie", tree.left_out) };
        say(&format!("{further} further: --depth and --limit show more"));
    }
    drop(tree);
    std::mem::forget(taxonomy);
    Ok(Outcome::Clean)
}
