//! The patterns of our JSON Schema: each is checked by the code that reads what has it.

use crate::date::{DATE_PATTERN, PartialDate};
use crate::entry::results::{COLUMN_PATTERN, Column};
use crate::id::{ID_PATTERN, REF_PATTERN, RefText, fold_to_id, is_id};
use crate::number::{CELL_PATTERN, COUNT_PATTERN, Cell, Count, DECIMAL_PATTERN, Decimal};
use crate::text::{TEXT_PATTERN, Text, URL_PATTERN, Url};

/// Characters of a text that may have been meant to be an id; a longer one is a sentence.
const MOST_LIKELY_ID: usize = 60;

/// The id or reference that a malformed one was most likely meant to be.
pub(super) fn folded(pattern: &str, text: &str) -> Option<String> {
    let id = match (pattern, text.split_once('@')) {
        (ID_PATTERN, None) | (REF_PATTERN, None) => fold_to_id(text),
        (REF_PATTERN, Some((id, variant))) => format!("{}@{}", fold_to_id(id), fold_to_id(variant)),
        _ => return None,
    };
    (text.len() <= MOST_LIKELY_ID && matches(pattern, &id)).then_some(id)
}

/// Whether `text` has the form that one of our patterns describes: each is checked by the code that reads it.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    match pattern {
        TEXT_PATTERN => Text::new(text).is_some(),
        URL_PATTERN => Url::new(text).is_some(),
        ID_PATTERN => is_id(text),
        REF_PATTERN => RefText::new(text).is_some(),
        DATE_PATTERN => PartialDate::new(text).is_some(),
        DECIMAL_PATTERN => Decimal::new(text).is_some(),
        CELL_PATTERN => Cell::new(text).is_some(),
        COUNT_PATTERN => Count::new(text).is_some(),
        COLUMN_PATTERN => Column::new(text).is_some(),
        // A pattern that nobody listed here: `tests/agreement.rs` fails on it.
        _ => false,
    }
}
