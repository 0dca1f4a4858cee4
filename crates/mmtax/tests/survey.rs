//! The survey's printed tables against the real taxonomy: what differs is known.
#![expect(clippy::unwrap_used, reason = "a test helper that fails is a test that fails")]

use std::collections::BTreeSet;
use std::path::Path;

use mmtax::render::{Comparison, Outcome};

/// The cells that are known to differ without an erratum: table, row, column.
const OPEN: &str = include_str!("survey/open.tsv");

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

/// To list the cells anew: `cargo xtask survey --format csv`. A cell that agrees at last leaves the list.
#[test]
fn the_cells_that_differ_without_an_erratum_are_those_listed() {
    let listed: BTreeSet<String> = OPEN.lines().map(str::to_owned).collect();
    let comparison = comparison();
    let differing = comparison.cells.iter().filter(|cell| cell.outcome == Outcome::Differs);
    let found: BTreeSet<String> =
        differing.map(|cell| format!("{}\t{}\t{}", cell.table, cell.row, cell.column)).collect();
    let told = |cells: Vec<&String>| cells.into_iter().cloned().collect::<Vec<_>>().join("\n");
    let (new, gone) = (found.difference(&listed).collect(), listed.difference(&found).collect());
    assert!(
        found == listed,
        "neither explained by an erratum nor listed:\n{}\nlisted, but does not differ:\n{}",
        told(new),
        told(gone)
    );
}
