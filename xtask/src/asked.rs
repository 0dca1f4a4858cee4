//! Entries that are named on the command line.

use mmtax::schema::Kind;
use mmtax::schema::suggest::nearest;
use mmtax::{EntryRef, Taxonomy};

use crate::Failure;
use crate::ask::find;

/// An entry of one of these kinds, and what stands behind an `@`: the variant or split.
pub(crate) fn entry<'t>(
    taxonomy: &'t Taxonomy,
    kinds: &[Kind],
    text: &str,
) -> Result<(EntryRef<'t>, Option<&'t str>), Failure> {
    let (entry, variant) = find(taxonomy, text)?;
    if !kinds.contains(&entry.kind()) {
        let wanted = kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(" or ");
        return Err(Failure::Usage(format!("`{}` is of kind {}, not {wanted}", entry.id(), entry.kind())));
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
