//! The graph, or a part of it, in the formats that other programs read.
//!
//! GraphML, GEXF and node-link JSON are data: they hold the whole part. DOT and Mermaid are for the eye: above a budget
//! they show groups instead of entries, and say so.

mod drawn;
mod gexf;
mod graphml;
mod groups;
mod node_link;
mod part;
mod said;

pub use part::{Link, Part};

/// A language in which a graph is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// GraphML 1.0: yEd, Cytoscape, igraph, networkx.
    GraphMl,
    /// GEXF 1.3: Gephi, networkx.
    Gexf,
    /// JSON as networkx's `node_link_graph` reads it.
    NodeLink,
    /// DOT of Graphviz.
    Dot,
    /// A Mermaid flowchart, as GitHub draws it.
    Mermaid,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 5] = [Self::GraphMl, Self::Gexf, Self::NodeLink, Self::Dot, Self::Mermaid];

    /// How many boxes a drawing of it has at most, unless more are asked for: beyond, nobody can read it. Data has no limit.
    #[must_use]
    pub const fn budget(self) -> Option<usize> {
        match self {
            Self::GraphMl | Self::Gexf | Self::NodeLink => None,
            Self::Dot => Some(150),
            Self::Mermaid => Some(15),
        }
    }
}

/// A written graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// The text, ending in a line end.
    pub text: String,
    /// What the text does not show, one sentence each. The text says it, too.
    pub hidden: Vec<String>,
}

/// A drawing that its readers would refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// How many edges it has.
    pub edges: usize,
    /// How many characters it has.
    pub characters: usize,
}

impl std::fmt::Display for TooLarge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Mermaid refuses more than {} edges or {} characters, and this has {} and {}: ask for fewer boxes or a smaller part",
            drawn::MOST_EDGES,
            drawn::MOST_CHARACTERS,
            self.edges,
            self.characters
        )
    }
}

impl std::error::Error for TooLarge {}

/// Writes a part of the graph. Of a drawing `budget` says how many boxes it may have.
///
/// # Errors
///
/// When a Mermaid flowchart comes out larger than Mermaid takes.
pub fn export(part: &Part<'_>, language: Language, budget: Option<usize>) -> Result<Exported, TooLarge> {
    let data = |text| Ok(Exported { text, hidden: part.hidden() });
    let boxes = budget.or(language.budget()).unwrap_or(usize::MAX);
    match language {
        Language::GraphMl => data(graphml::write(part)),
        Language::Gexf => data(gexf::write(part)),
        Language::NodeLink => data(node_link::write(part)),
        Language::Dot => Ok(drawn::dot(part, boxes)),
        Language::Mermaid => drawn::mermaid(part, boxes),
    }
}
