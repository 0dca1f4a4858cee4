//! What small taxonomies mean: lineage, chains, cycles, classes and scores.
//!
//! A taxonomy is a text with one entry a line, `models/janus: { name: Janus, role: unified }`.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod all_chains;
mod chains;
mod classes;
mod cycles;
mod diff;
mod exposures;
mod faults;
mod laws;
mod licenses;
mod links;
mod pack;
mod random;
mod results;
mod scores;
mod select;
mod walks;

use mmtax_graph::{Broken, BuildFault, EntryRef, Taxonomy};
use mmtax_schema::{Entry, EntryId, Kind, parse};

/// The taxonomy of a text in which nothing is wrong.
fn taxonomy(text: &str) -> Taxonomy {
    let (taxonomy, faults) = build(text);
    assert_eq!(faults, []);
    taxonomy
}

fn build(text: &str) -> (Taxonomy, Vec<BuildFault>) {
    Taxonomy::build(entries(text), Vec::new())
}

fn entries(text: &str) -> Vec<Entry> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(entry).collect()
}

fn entry(line: &str) -> Entry {
    let (file, body) = line.split_once(": ").unwrap();
    let (folder, id) = file.split_once('/').unwrap();
    let parsed = parse(Kind::from_folder(folder).unwrap(), EntryId::new(id).unwrap(), body);
    assert!(parsed.faults.is_empty(), "{line}: {:?}", parsed.faults);
    parsed.entry.unwrap()
}

fn broken(kind: Kind, id: &str) -> Broken {
    Broken { id: EntryId::new(id).unwrap(), kind }
}

fn get<'t>(taxonomy: &'t Taxonomy, id: &str) -> EntryRef<'t> {
    taxonomy.entry(id).unwrap()
}
