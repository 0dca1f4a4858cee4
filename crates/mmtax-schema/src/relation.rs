//! The one table of relations. Validation, graph, rendering and reference docs read it; nothing else says what a
//! relation means.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::kind::Kind;

/// A typed edge between two entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// Weights start from the other's.
    InitializedFrom,
    /// The other, trained further for a purpose.
    FinetunedFrom,
    /// Taught by the other's outputs.
    DistilledFrom,
    /// Made by combining weights of the other with those of others.
    MergedFrom,
    /// The next of its line, by the same developers.
    SuccessorOf,
    /// Adds to the other's design or content.
    Extends,
    /// Has the other as a part.
    Contains,
    /// Was trained on a dataset.
    TrainedOn,
    /// Has a score on a benchmark.
    EvaluatedOn,
    /// Uses a method.
    Applies,
    /// Was first described in a paper.
    IntroducedBy,
    /// Was made by an organization.
    DevelopedBy,
    /// Data drawn or made from other data.
    DerivedFrom,
    /// A part of other data.
    SubsetOf,
    /// Data in another language than the original's.
    TranslatedFrom,
    /// Placed in a class of a scheme.
    MemberOf,
    /// Named by a source statement: a paper that an entry cites as a source.
    Cites,
    /// A removed entry's stand-in.
    ReplacedBy,
}

/// How the dates of the two ends must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateRule {
    /// The `from` end cannot be older than the `to` end.
    NotBefore,
    /// Dates do not constrain it.
    Free,
}

/// One row of the relation table.
#[derive(Clone, Copy, Debug)]
pub struct RelationInfo {
    /// The relation that the row is about.
    pub relation: Relation,
    /// A verb phrase that reads from `from` to `to`: "janus-pro *successor-of* janus".
    pub name: &'static str,
    /// The same link read the other way. Computed, never written.
    pub inverse: &'static str,
    /// What it says, in one sentence.
    pub meaning: &'static str,
    /// The kinds that may stand at the `from` end.
    pub from: &'static [Kind],
    /// The kinds that may stand at the `to` end.
    pub to: &'static [Kind],
    /// Whether weights, design or data descend along it.
    pub is_lineage: bool,
    /// Whether links of this relation, together with the other acyclic ones, must form no cycle.
    pub is_acyclic: bool,
    /// Whether both ends must be of one kind.
    pub same_kind: bool,
    /// How the dates of the two ends must stand.
    pub dates: DateRule,
}

use DateRule::{Free, NotBefore};
use Kind::{Benchmark, Dataset, Method, Model, Organization, Paper, Scheme, Tokenizer};

const WEIGHTS: &[Kind] = &[Model, Tokenizer];
const DESIGNS: &[Kind] = &[Model, Tokenizer, Method, Dataset, Benchmark];
const DATA: &[Kind] = &[Dataset, Benchmark];

/// One row, with what is usual for lineage as the default.
const fn lineage(
    relation: Relation,
    name: &'static str,
    inverse: &'static str,
    meaning: &'static str,
    kinds: &'static [Kind],
) -> RelationInfo {
    RelationInfo {
        relation,
        name,
        inverse,
        meaning,
        from: kinds,
        to: kinds,
        is_lineage: true,
        is_acyclic: true,
        same_kind: false,
        dates: NotBefore,
    }
}

/// One row of a relation that nothing descends along.
const fn plain(
    relation: Relation,
    name: &'static str,
    inverse: &'static str,
    meaning: &'static str,
    from: &'static [Kind],
    to: &'static [Kind],
) -> RelationInfo {
    RelationInfo {
        relation,
        name,
        inverse,
        meaning,
        from,
        to,
        is_lineage: false,
        is_acyclic: false,
        same_kind: false,
        dates: Free,
    }
}

/// Every relation, in the order of [`Relation`].
pub static RELATIONS: [RelationInfo; 18] = [
    lineage(
        Relation::InitializedFrom,
        "initialized-from",
        "initializes",
        "Its weights, or a part of them, start from the other's.",
        WEIGHTS,
    ),
    lineage(
        Relation::FinetunedFrom,
        "finetuned-from",
        "finetuned-into",
        "It is the other, trained further for a purpose.",
        WEIGHTS,
    ),
    lineage(
        Relation::DistilledFrom,
        "distilled-from",
        "distilled-into",
        "It learned from the other's outputs or features.",
        WEIGHTS,
    ),
    lineage(
        Relation::MergedFrom,
        "merged-from",
        "merged-into",
        "Its weights combine the other's with those of others.",
        WEIGHTS,
    ),
    RelationInfo {
        same_kind: true,
        ..lineage(
            Relation::SuccessorOf,
            "successor-of",
            "succeeded-by",
            "Its developers present it as the next of the other's line.",
            DESIGNS,
        )
    },
    lineage(
        Relation::Extends,
        "extends",
        "extended-by",
        "It adds to the other's design or content.",
        DESIGNS,
    ),
    RelationInfo {
        is_acyclic: true,
        dates: NotBefore,
        ..plain(
            Relation::Contains,
            "contains",
            "part-of",
            "It has the other as a component, in one or more roles.",
            WEIGHTS,
            WEIGHTS,
        )
    },
    RelationInfo {
        dates: NotBefore,
        ..plain(
            Relation::TrainedOn,
            "trained-on",
            "trained",
            "It saw the dataset in a stage of its training.",
            &[Model, Tokenizer, Method],
            DATA,
        )
    },
    plain(
        Relation::EvaluatedOn,
        "evaluated-on",
        "evaluates",
        "A source prints a score of it on the benchmark.",
        &[Model, Tokenizer, Method],
        &[Benchmark],
    ),
    RelationInfo {
        dates: NotBefore,
        ..plain(
            Relation::Applies,
            "applies",
            "applied-by",
            "It uses the method.",
            &[Model, Tokenizer, Method],
            &[Method],
        )
    },
    plain(
        Relation::IntroducedBy,
        "introduced-by",
        "introduces",
        "The paper describes it first.",
        &[Model, Tokenizer, Method, Dataset, Benchmark, Scheme],
        &[Paper],
    ),
    plain(
        Relation::DevelopedBy,
        "developed-by",
        "develops",
        "The organization made it.",
        &[Model, Tokenizer, Method, Dataset, Benchmark, Scheme],
        &[Organization],
    ),
    RelationInfo {
        to: &[Model, Tokenizer, Dataset, Benchmark],
        ..lineage(
            Relation::DerivedFrom,
            "derived-from",
            "source-of",
            "Its data was drawn, filtered, relabelled or generated from the other.",
            DATA,
        )
    },
    lineage(Relation::SubsetOf, "subset-of", "superset-of", "Its data is a part of the other's.", DATA),
    lineage(
        Relation::TranslatedFrom,
        "translated-from",
        "translated-into",
        "Its data is the other's in another language.",
        DATA,
    ),
    plain(
        Relation::MemberOf,
        "member-of",
        "has-member",
        "The scheme places it in one of its classes; an organization belongs to another.",
        &[Model, Tokenizer, Method, Dataset, Benchmark, Organization],
        &[Scheme, Organization],
    ),
    plain(Relation::Cites, "cites", "cited-by", "It was read in the paper.", &Kind::ALL, &[Paper]),
    RelationInfo {
        is_acyclic: true,
        same_kind: true,
        ..plain(
            Relation::ReplacedBy,
            "replaced-by",
            "replaces",
            "It was removed; the other stands in for it.",
            &Kind::REFERABLE,
            &Kind::REFERABLE,
        )
    },
];

impl Relation {
    /// This relation's row.
    #[must_use]
    pub fn info(self) -> &'static RelationInfo {
        &RELATIONS[self as usize]
    }

    /// The verb phrase of the relation.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.info().name
    }

    /// Every relation, in table order.
    pub fn all() -> impl Iterator<Item = Self> {
        RELATIONS.iter().map(|info| info.relation)
    }
}

impl std::fmt::Display for Relation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// The relations that a `lineage` list writes; all others follow from typed fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LineageRelation {
    /// Its weights, or a part of them, start from the other's.
    InitializedFrom,
    /// It is the other, trained further for a purpose.
    FinetunedFrom,
    /// It learned from the other's outputs or features.
    DistilledFrom,
    /// Its weights combine the other's with those of others.
    MergedFrom,
    /// Its developers present it as the next of the other's line.
    SuccessorOf,
    /// It adds to the other's design or content.
    Extends,
    /// Its data was drawn, filtered, relabelled or generated from the other.
    DerivedFrom,
    /// Its data is a part of the other's.
    SubsetOf,
    /// Its data is the other's in another language.
    TranslatedFrom,
}

impl From<LineageRelation> for Relation {
    fn from(relation: LineageRelation) -> Self {
        match relation {
            LineageRelation::InitializedFrom => Self::InitializedFrom,
            LineageRelation::FinetunedFrom => Self::FinetunedFrom,
            LineageRelation::DistilledFrom => Self::DistilledFrom,
            LineageRelation::MergedFrom => Self::MergedFrom,
            LineageRelation::SuccessorOf => Self::SuccessorOf,
            LineageRelation::Extends => Self::Extends,
            LineageRelation::DerivedFrom => Self::DerivedFrom,
            LineageRelation::SubsetOf => Self::SubsetOf,
            LineageRelation::TranslatedFrom => Self::TranslatedFrom,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_relation_has_its_own_row_and_phrases() {
        let mut phrases = std::collections::BTreeSet::new();
        for (index, info) in RELATIONS.iter().enumerate() {
            assert_eq!(info.relation as usize, index, "row of {} stands elsewhere", info.name);
            assert!(phrases.insert(info.name) && phrases.insert(info.inverse), "{} comes twice", info.name);
        }
    }

    #[test]
    fn what_descends_cannot_be_circular() {
        for info in RELATIONS.iter().filter(|info| info.is_lineage) {
            assert!(info.is_acyclic, "{} is lineage", info.name);
        }
    }
}
