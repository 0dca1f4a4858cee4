//! How one printed cell stands to what follows from the entry.

use mmtax_graph::schema::{Body, EntryId, Fact, FactName, Kind, Nothing};
use mmtax_graph::{EntryRef, Taxonomy};

use super::Shape;
use super::agree::{self, Nearness};
use super::cells::{Cell, columns};
use super::compare::Outcome;
use super::csv::field;
use super::table::Row as Placed;

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
    let citation = field.and_then(|field| shared.cited.get(&field));
    let key = citation.and_then(|citation| citation.source.as_ref());
    let is_meant = |position: usize, other: &EntryId| match (citation, key) {
        (None, _) => true,
        (Some(_), None) => position == 0,
        (Some(_), Some(key)) => key == other,
    };
    let sources = shared.sources.iter().enumerate().filter(|(at, (key, _))| is_meant(*at, key));
    let named = sources.map(|(_, (_, source))| source.to_string());
    let at = citation.and_then(|citation| citation.at.as_ref()).map(|at| format!(", {at}"));
    named.collect::<Vec<_>>().join("; ") + &at.unwrap_or_default()
}

/// Judges a cell of an entry that there is.
pub(super) fn cell(
    taxonomy: &Taxonomy,
    shape: &Shape,
    entry: EntryRef<'_>,
    placed: Option<&Placed<'_>>,
    column: &str,
    printed: &str,
) -> Judged {
    if matches!(column, "Model" | "Dataset" | "Benchmark") {
        return judged(agree::entry(printed, entry), entry.name().to_owned());
    }
    if !shape.is_of_models() {
        return work(taxonomy, entry, column, printed);
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
            judged(agree::parts(printed, parts, placed.model), shown)
        }
        (Cell::Plain(_), "Date") => {
            let date = placed.model.as_model().and_then(|model| model.released.known());
            judged(date.map_or(Nearness::Apart, |date| agree::dates(printed, *date)), shown)
        }
        (Cell::Plain(mask), "Mask") => judged(masks(printed, mask), shown),
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

/// A cell of a dataset or benchmark.
fn work(taxonomy: &Taxonomy, entry: EntryRef<'_>, column: &str, printed: &str) -> Judged {
    let (size, released) = match &entry.entry().body {
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
    if column == "Venue" {
        let paper =
            entry.entry().introduced_by().and_then(|paper| taxonomy.entry_of(Kind::Paper, paper.id()));
        let Some(paper) = paper.and_then(|paper| paper.as_paper()) else {
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
            match agree::sizes(printed, ours) {
                Some(near) => judged(near, shown),
                None => unverified(&shown, "the survey prints no number"),
            }
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
