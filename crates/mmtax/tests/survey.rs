//! The survey's printed tables against the real taxonomy: what differs is known.
#![expect(clippy::unwrap_used, reason = "a test helper that fails is a test that fails")]

use std::path::Path;

use mmtax::render::{Comparison, Outcome};

fn comparison() -> Comparison {
    let taxonomy = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../taxonomy");
    Comparison::of(&mmtax::load(&taxonomy).unwrap().taxonomy)
}

#[test]
fn every_printed_row_has_an_entry_and_every_cell_an_outcome() {
    let comparison = comparison();
    assert_eq!(comparison.count(Outcome::NoEntry, None), 0);
    // 83 rows of 8 columns, 9 of 6, 66 and 72 of 3.
    assert_eq!(comparison.cells.len(), 83 * 8 + 9 * 6 + (66 + 72) * 3);
    let counted: usize = Outcome::ALL.iter().map(|&outcome| comparison.count(outcome, None)).sum();
    assert_eq!(counted, comparison.cells.len());
    assert!(comparison.count(Outcome::Explained, None) > 0);
}

/// What primary evidence contradicts is explained by an erratum; anything else that differs is an error of ours.
#[test]
fn no_cell_differs_without_an_erratum() {
    let comparison = comparison();
    let differing = comparison.cells.iter().filter(|cell| cell.outcome == Outcome::Differs);
    let told: Vec<String> = differing
        .map(|cell| {
            format!("{}, {}, {}: `{}`, ours `{}`", cell.table, cell.row, cell.column, cell.printed, cell.ours)
        })
        .collect();
    assert!(told.is_empty(), "neither explained by an erratum nor ours:\n{}", told.join("\n"));
}

/// Each cell that could not be verified says why: what the entry has it from, or where it was looked for.
#[test]
fn what_is_not_verified_says_why() {
    let comparison = comparison();
    let silent: Vec<_> = comparison
        .cells
        .iter()
        .filter(|cell| {
            cell.outcome == Outcome::Unverified && (cell.why.is_empty() || cell.why.contains("not filled in"))
        })
        .collect();
    assert!(silent.is_empty(), "{silent:#?}");
}
