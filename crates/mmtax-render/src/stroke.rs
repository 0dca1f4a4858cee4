//! How a relation is drawn. Colour is never the only difference: every relation has its own pair of line style and
//! arrow head, and edges are labelled.

use mmtax_graph::schema::Relation;

/// The line of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stroke {
    /// As `#rrggbb`, with a contrast of at least 3:1 on white.
    pub(crate) colour: &'static str,
    /// A `style` of DOT.
    pub(crate) style: &'static str,
    /// An `arrowhead` of DOT.
    pub(crate) head: &'static str,
    /// The arrow of Mermaid.
    pub(crate) arrow: &'static str,
}

const WEIGHTS: &str = "#1f5fa8";
const DESIGN: &str = "#1b7a3d";
const PARTS: &str = "#9a4a00";
const DATA: &str = "#0b6e75";
const TRAINING: &str = "#7a3fa0";
const RECORD: &str = "#5f6368";

/// The line of each relation.
pub(crate) const fn stroke(relation: Relation) -> Stroke {
    let (colour, style, head, arrow) = match relation {
        Relation::InitializedFrom => (WEIGHTS, "solid", "normal", "==>"),
        Relation::FinetunedFrom => (WEIGHTS, "bold", "normal", "==>"),
        Relation::DistilledFrom => (WEIGHTS, "dashed", "empty", "-.->"),
        Relation::MergedFrom => (WEIGHTS, "dotted", "normal", "==>"),
        Relation::SuccessorOf => (DESIGN, "bold", "vee", "==>"),
        Relation::Extends => (DESIGN, "dashed", "vee", "-.->"),
        Relation::Contains => (PARTS, "solid", "diamond", "-->"),
        Relation::DerivedFrom => (DATA, "solid", "crow", "==>"),
        Relation::SubsetOf => (DATA, "dashed", "inv", "==>"),
        Relation::TranslatedFrom => (DATA, "dotted", "empty", "-.->"),
        Relation::TrainedOn => (TRAINING, "solid", "dot", "-.->"),
        Relation::Applies => (TRAINING, "dashed", "odot", "-.->"),
        Relation::EvaluatedOn => (RECORD, "dotted", "dot", "-.->"),
        Relation::IntroducedBy => (RECORD, "solid", "open", "-.->"),
        Relation::DevelopedBy => (RECORD, "dashed", "open", "-.->"),
        Relation::MemberOf => (RECORD, "solid", "box", "-.->"),
        Relation::Cites => (RECORD, "dotted", "open", "-.->"),
        Relation::ReplacedBy => ("#b3261e", "bold", "tee", "==>"),
    };
    Stroke { colour, style, head, arrow }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_relations_differ_by_colour_alone() {
        let mut seen = std::collections::BTreeSet::new();
        for relation in Relation::all() {
            let stroke = stroke(relation);
            assert!(seen.insert((stroke.style, stroke.head)), "{relation} is drawn like another relation");
        }
    }
}
