//! `export`: the graph, or a part of it, for other programs.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use mmtax::View;
use mmtax::render::export::{Language, Part, export};

use crate::{Failure, Outcome, ask, print, put, say};

#[derive(clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct Args {
    /// The language.
    #[arg(value_enum)]
    format: Format,
    /// Which relations.
    #[arg(long, value_enum, default_value = "all")]
    view: Relations,
    /// Only what leads to this entry and what it leads to.
    #[arg(long, value_name = "ID")]
    around: Option<String>,
    /// How many links from that entry at most.
    #[arg(long, value_name = "N", default_value_t = 2, requires = "around")]
    depth: usize,
    /// How many boxes a drawing has at most, before groups stand for entries; 150 in DOT and 15 in Mermaid.
    #[arg(long, value_name = "N")]
    boxes: Option<usize>,
    /// Write it here instead of printing it.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

const HELP: &str = "\
Entries have their ids, kinds, roles, paradigms and dates with them; links their relation, whether it is lineage, and where
that was read. docs/graphs.md says how other programs read it.

GraphML, GEXF and JSON hold all that was asked for. DOT and Mermaid show groups with counts where entries would be too many
to read; what is not shown is said in the drawing and here. Mermaid takes 500 edges at most, and more is refused.

Examples:
  cargo xtask export graphml > mmtax.graphml                       everything
  cargo xtask export gexf --view lineage --out lineage.gexf        for Gephi
  cargo xtask export json --around siglip --depth 1                for networkx
  cargo xtask export dot --view lineage --boxes 500 | dot -Tsvg > lineage.svg

Exit status: 0, or 2 usage or IO.";

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// GraphML, for yEd, Cytoscape, igraph and networkx.
    Graphml,
    /// GEXF 1.3, for Gephi and networkx.
    Gexf,
    /// Node-link JSON, for networkx.
    Json,
    /// DOT, for Graphviz.
    Dot,
    /// A Mermaid flowchart, for Markdown on GitHub.
    Mermaid,
}

#[derive(Clone, Copy, ValueEnum)]
enum Relations {
    /// Along which weights, design or data descend.
    Lineage,
    /// What is made of what.
    Composition,
    /// Lineage and composition.
    Descent,
    /// Every relation.
    All,
}

impl Relations {
    fn view(self) -> (View, &'static str) {
        match self {
            Self::Lineage => (View::lineage(), "Lineage"),
            Self::Composition => (View::COMPOSITION, "What is made of what"),
            Self::Descent => (View::descent(), "Lineage and composition"),
            Self::All => (View::FULL, "All relations"),
        }
    }
}

pub(crate) fn run(args: &Args, taxonomy: &Path) -> Result<Outcome, Failure> {
    let taxonomy = ask::load(taxonomy)?;
    let (view, name) = args.view.view();
    let part = match &args.around {
        Some(id) => {
            let (entry, _) = ask::find(&taxonomy, id)?;
            Part::around(&taxonomy, entry, args.depth, view, name)
        }
        None => Part::whole(&taxonomy, view, name),
    };
    let language = match args.format {
        Format::Graphml => Language::GraphMl,
        Format::Gexf => Language::Gexf,
        Format::Json => Language::NodeLink,
        Format::Dot => Language::Dot,
        Format::Mermaid => Language::Mermaid,
    };
    if args.boxes.is_some() && language.budget().is_none() {
        return Err(Failure::Usage(
            "only DOT and Mermaid have boxes: the other formats hold everything".into(),
        ));
    }
    let exported =
        export(&part, language, args.boxes).map_err(|too_large| Failure::Usage(too_large.to_string()))?;
    match &args.out {
        Some(file) => put::replace(file, &exported.text)?,
        None => print(&exported.text),
    }
    say(&format!("{}: {} entries, {} links", part.title, part.entries.len(), part.links.len()));
    exported.hidden.iter().for_each(|hidden| say(&format!("not shown: {hidden}")));
    Ok(Outcome::Clean)
}
