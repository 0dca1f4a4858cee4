//! Entries that are named on the command line.

use mmtax::schema::Kind;
use mmtax::schema::suggest::nearest;
use mmtax::{EntryRef, Taxonomy};

use crate::Failure;

/// An entry of one of these kinds, and what stands behind an `@`: the variant or split.
pub(crate) fn entry<'t, 'a>(
    taxonomy: &'t Taxonomy,
    kinds: &[Kind],
    text: &'a str,
) -> Result<(EntryRef<'t>, Option<&'a str>), Failure> {
    let (id, variant) = match text.split_once('@') {
        Some((id, variant)) => (id, Some(variant)),
        None => (text, None),
    };
    let of_kind = |entry: &EntryRef<'_>| kinds.contains(&entry.kind());
    let Some(entry) = taxonomy.entry(id).filter(of_kind) else {
        let ids: Vec<&str> = taxonomy.entries().filter(of_kind).map(EntryRef::id).collect();
        return Err(unknown(kinds[0].name(), id, ids.into_iter()));
    };
    if let Some(variant) = variant {
        let known = || entry.entry().shared().variants.iter().map(|known| known.id.as_str());
        if !known().any(|known| known == variant) {
            return Err(unknown(&format!("variant of {id}"), variant, known()));
        }
    }
    Ok((entry, variant))
}

/// A name that there is not, and the one that is nearest, or all if they are few.
pub(crate) fn unknown<'c>(what: &str, name: &str, known: impl Iterator<Item = &'c str>) -> Failure {
    const FEW: usize = 16;
    let known: Vec<&str> = known.collect();
    let help = match nearest(name, known.iter().copied()) {
        Some(near) => format!("; did you mean `{near}`?"),
        None if (1..=FEW).contains(&known.len()) => format!("; there are {}", known.join(", ")),
        None => String::new(),
    };
    Failure::Usage(format!("there is no {what} `{name}`{help}"))
}

/// An entry of any kind that can be named.
pub(crate) fn any<'t>(taxonomy: &'t Taxonomy, id: &str) -> Result<EntryRef<'t>, Failure> {
    let ids = taxonomy.entries().filter(|entry| entry.kind().is_referable()).map(EntryRef::id);
    taxonomy.entry(id).ok_or_else(|| unknown("entry", id, ids))
}
