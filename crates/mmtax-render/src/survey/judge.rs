//! How one printed cell stands to what follows from the entry.

use mmtax_graph::schema::{Body, Fact, FactName, Kind, Nothing, Ref, Source};
use mmtax_graph::{EntryRef, Taxonomy};

use super::agree::{self, Nearness};
use super::cells::{Cell, columns};
use super::compare::Outcome;
use super::csv::field;
use super::table::Row as Placed;
use super::{SCHEME, Shape};

/// The outcome, our cell, and why where that is known.
pub(super) type Judged = (Outcome, String, String);

fn judged(near: Nearness, ours: String) -> Judged {
    let outcome = match near {
        Nearness::Same => Outcome::Agrees,
        Nearness::Loose => Outcome::Looser,
        Nearness::Apart => Outcome::Differs,
    };
    (outcome, ours, String::new())
}

fn unverified(ours: &str, why: &str) -> Judged {
    (Outcome::Unverified, ours.to_owned(), why.to_owned())
}

fn nothing(why: Nothing, entry: EntryRef<'_>, field: Option<FactName>) -> Judged {
    match why {
        Nothing::Unfilled => unverified("", "the entry is not filled in there yet"),
        Nothing::Unknown => {
            unverified(why.word(), &format!("looked for and not found: {}", looked_in(entry, field)))
        }
        Nothing::Undisclosed => unverified(why.word(), "the developers say that they do not say"),
        Nothing::NotApplicable => {
            (Outcome::Differs, why.word().to_owned(), "by the entry the question does not arise".to_owned())
        }
    }
}

/// Where a field was looked for: the source it cites and the place in it, or else every source of the entry.
fn looked_in(entry: EntryRef<'_>, field: Option<FactName>) -> String {
    let shared = entry.entry().shared();
    let cited = field.filter(|field| shared.cited.get(field).is_some()).map(|field| shared.cited_at(field));
    let Some(cited) = cited else {
        return shared.sources.iter().map(|(_, source)| source.to_string()).collect::<Vec<_>>().join("; ");
    };
    let source = shared.source_of(cited).map(ToString::to_string).unwrap_or_default();
    cited.at.map_or(source.clone(), |at| format!("{source}, {at}"))
}

/// What agrees only because the entry has it from the survey was not verified: what else was read does not say it.
fn unless_copied(judged: Judged, copied: bool, survey: Option<&str>, entry: EntryRef<'_>) -> Judged {
    if !copied || !matches!(judged.0, Outcome::Agrees | Outcome::Looser) {
        return judged;
    }
    let shared = entry.entry().shared();
    let others = shared.sources.iter().filter(|(_, source)| !is_survey(survey, Some(source)));
    let others: Vec<_> = others.map(|(_, source)| source.to_string()).collect();
    let why = "the entry has it from the survey itself";
    match others.is_empty() {
        true => unverified(&judged.1, why),
        false => unverified(&judged.1, &format!("{why}; also read, without it: {}", others.join("; "))),
    }
}

/// Whether the entry has a field from the survey.
fn is_copied(survey: Option<&str>, entry: EntryRef<'_>, field: FactName) -> bool {
    let shared = entry.entry().shared();
    is_survey(survey, shared.source_of(shared.cited_at(field)))
}

fn is_survey(survey: Option<&str>, source: Option<&Source>) -> bool {
    source.and_then(|source| source.paper.as_ref()).is_some_and(|paper| Some(paper.id()) == survey)
}

/// Judges a cell of an entry that there is.
pub(super) fn cell(
    taxonomy: &Taxonomy,
    shape: &Shape,
    (entry, variant): (EntryRef<'_>, Option<&str>),
    placed: Option<&Placed<'_>>,
    column: &str,
    printed: &str,
) -> Judged {
    if matches!(column, "Model" | "Dataset" | "Benchmark") {
        return judged(agree::entry(printed, entry), entry.name().to_owned());
    }
    let survey = taxonomy.entry_of(Kind::Scheme, SCHEME).and_then(|scheme| scheme.entry().introduced_by());
    let survey = survey.map(Ref::id);
    if !shape.is_of_models() {
        let copied = match column {
            "Venue" => paper(taxonomy, entry).is_some_and(|paper| is_copied(survey, paper, FactName::Venue)),
            "Date" => is_copied(survey, entry, FactName::Released),
            _ => is_copied(survey, entry, FactName::Size),
        };
        return unless_copied(work(taxonomy, entry, variant, column, printed), copied, survey, entry);
    }
    let Some(placed) = placed else {
        return unverified(
            "",
            "the scheme does not place it in the table: it is no model here, or another row's",
        );
    };
    let Some(derived) = columns(shape).into_iter().find(|known| known.name == column) else {
        return unverified("", "no entry says that");
    };
    let ours = (derived.cell)(taxonomy, placed);
    let shown = field(&ours);
    match (&ours, column) {
        (Cell::Nothing(why), _) => {
            let field = match column {
                "Mask" => Some(FactName::Attention),
                "Date" => Some(FactName::Released),
                _ => None,
            };
            nothing(*why, entry, field)
        }
        (Cell::Parts(parts), _) if parts.is_empty() => {
            unverified(&shown, "the entry lists no component in that role")
        }
        (Cell::Parts(parts) | Cell::Same(parts), _) => {
            let (near, meant) = agree::parts(printed, parts, placed.model);
            let copied = meant.iter().any(|&at| is_survey(survey, parts[at].source));
            unless_copied(judged(near, shown), copied, survey, entry)
        }
        (Cell::Plain(_), "Date") => {
            let date = placed.model.as_model().and_then(|model| model.released.known());
            let judged = judged(date.map_or(Nearness::Apart, |date| agree::dates(printed, *date)), shown);
            unless_copied(judged, is_copied(survey, entry, FactName::Released), survey, entry)
        }
        (Cell::Plain(mask), "Mask") => {
            let copied = is_copied(survey, entry, FactName::Attention);
            unless_copied(judged(masks(printed, mask), shown), copied, survey, entry)
        }
        (Cell::Plain(class), _) => judged(agree::names(printed, class.trim_end_matches('*')), shown),
        (Cell::Entry(entry), _) => judged(agree::entry(printed, *entry), shown),
    }
}

/// The survey knows two masks, misspells both, and by its caption means the one used in image generation; a mixed mask is
/// bidirectional there.
fn masks(printed: &str, ours: &str) -> Nearness {
    let printed = match printed {
        "Bidirect." | "Bidrect." => "bidirectional",
        "Causal" | "Casual" => "causal",
        other => other,
    };
    match (printed, ours) {
        _ if printed == ours => Nearness::Same,
        ("bidirectional", "mixed") => Nearness::Loose,
        _ => Nearness::Apart,
    }
}

/// The paper that introduces an entry.
fn paper<'t>(taxonomy: &'t Taxonomy, entry: EntryRef<'_>) -> Option<EntryRef<'t>> {
    taxonomy.entry_of(Kind::Paper, entry.entry().introduced_by()?.id())
}

/// A cell of a dataset or benchmark.
fn work(
    taxonomy: &Taxonomy,
    entry: EntryRef<'_>,
    variant: Option<&str>,
    column: &str,
    printed: &str,
) -> Judged {
    let (mut size, released) = match &entry.entry().body {
        Body::Dataset(dataset) => (&dataset.size, &dataset.released),
        Body::Benchmark(benchmark) => (&benchmark.size, &benchmark.released),
        Body::Model(_)
        | Body::Tokenizer(_)
        | Body::Method(_)
        | Body::Paper(_)
        | Body::Organization(_)
        | Body::Results(_)
        | Body::Scheme(_)
        | Body::Errata(_) => return unverified("", "the entry is of another kind"),
    };
    if let Some(variant) = variant
        && let Some(part) = entry.entry().shared().variants.iter().find(|part| part.id.as_str() == variant)
    {
        size = &part.size;
    }
    if column == "Venue" {
        let Some(paper) = paper(taxonomy, entry).and_then(|paper| paper.as_paper()) else {
            return unverified("", "no paper introduces it");
        };
        return match (&paper.venue, paper.arxiv.known()) {
            (Fact::Value(venue), _) => judged(agree::venues(printed, venue), venue.to_string()),
            (Fact::Nothing(_), Some(arxiv)) if printed.starts_with("Arxiv") => {
                judged(agree::preprint(printed, arxiv), format!("arXiv {arxiv}"))
            }
            (Fact::Nothing(_), _) => unverified("", "the entry of its paper names no venue"),
        };
    }
    match (column, size, released) {
        ("Date", _, Fact::Value(date)) => judged(agree::dates(printed, *date), date.to_string()),
        ("Date", _, Fact::Nothing(why)) => nothing(*why, entry, Some(FactName::Released)),
        (_, Fact::Value(ours), _) => {
            let shown = format!("{} {}", ours.count, ours.unit);
            if printed.ends_with("tags") {
                return unverified(&shown, "the survey counts tags");
            }
            match agree::sizes(printed, ours) {
                Some(near) => judged(near, shown),
                None => unverified(&shown, "the survey prints no number"),
            }
        }
        (_, Fact::Nothing(_), _) if !agree::is_amount(printed) => {
            unverified("", "the survey prints no number")
        }
        (_, Fact::Nothing(why), _) => nothing(*why, entry, Some(FactName::Size)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mask_of_image_generation_is_the_bidirectional_half_of_a_mixed_one() {
        assert_eq!(masks("Casual", "causal"), Nearness::Same);
        assert_eq!(masks("Bidrect.", "bidirectional"), Nearness::Same);
        assert_eq!(masks("Bidirect.", "mixed"), Nearness::Loose);
        assert_eq!(masks("Causal", "mixed"), Nearness::Apart);
        assert_eq!(masks("Bidirect.", "causal"), Nearness::Apart);
    }
}
