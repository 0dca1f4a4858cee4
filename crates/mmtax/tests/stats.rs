//! The numbers of the coverage report add up, on the real taxonomy.
#![expect(clippy::unwrap_used, reason = "a test helper that fails is a test that fails")]

use std::path::Path;

use mmtax::Stats;
use mmtax::render::coverage::{Sheet, Value};
use mmtax::schema::Kind;

fn sum(sheet: &Sheet, column: &str) -> usize {
    let at = sheet.columns.iter().position(|name| *name == column).unwrap();
    let counts = sheet.rows.iter().map(|row| match &row[at] {
        Value::Count(count) => *count,
        Value::Text(_) | Value::Nothing => panic!("{} has no count under {column}", sheet.name),
    });
    counts.sum()
}

#[test]
fn the_numbers_of_the_real_taxonomy_add_up() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../taxonomy");
    let loaded = mmtax::load(&dir).unwrap();
    let stats = Stats::of(&loaded);
    let sheet = |name: &str| stats.sheets().iter().find(|sheet| sheet.name == name).unwrap();

    assert_eq!(sum(sheet("entries"), "entries"), mmtax::read(&dir).unwrap().len());
    assert_eq!(
        sum(sheet("entries"), "stubs"),
        loaded.taxonomy.entries().filter(|entry| entry.is_stub()).count()
    );
    let sources = loaded.taxonomy.entries().map(|entry| entry.entry().shared().sources.iter().len());
    assert_eq!(sum(sheet("sources"), "named"), sources.sum::<usize>());
    assert_eq!(sum(sheet("findings"), "count"), loaded.report.diagnostics().len());
    assert!(
        sheet("scores").rows.contains(&vec![
            Value::Text("values".to_owned()),
            Value::Count(loaded.taxonomy.scores().count())
        ])
    );
    let filled = loaded.taxonomy.entries().flat_map(|entry| entry.entry().fact_fields());
    let facts = ["facts with a place", "facts with a source only", "facts on the default source"];
    let counted: usize = facts.iter().map(|column| sum(sheet("locators"), column)).sum();
    assert_eq!(counted, filled.filter(|(_, is_filled)| *is_filled).count());

    // Each field of a kind is open, filled, or says why it is neither, in every entry that is no stub.
    for row in &sheet("fields").rows {
        let kind = Kind::ALL.into_iter().find(|kind| row[0] == Value::Text(kind.name().to_owned())).unwrap();
        let told =
            row.iter().map(|value| if let Value::Count(count) = value { *count } else { 0 }).sum::<usize>();
        assert_eq!(told, loaded.taxonomy.of_kind(kind).filter(|entry| !entry.is_stub()).count(), "{row:?}");
    }
    for sheet in stats.sheets() {
        assert!(sheet.rows.iter().all(|row| row.len() == sheet.columns.len()), "{}", sheet.name);
    }
}

#[test]
fn every_number_is_in_every_format() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/audit/taxonomy");
    let stats = Stats::of(&mmtax::load(&dir).unwrap());
    let json = serde_json::from_str::<serde_json::Value>(&stats.to_json()).unwrap();
    assert_eq!(json["entries"][0]["kind"], "models");
    assert_eq!(json["entries"][0]["entries"], 1);
    assert!(stats.to_csv().contains("entries,models,entries,1\n"), "{}", stats.to_csv());
    assert!(stats.to_text().lines().any(|line| line.split_whitespace().take(2).eq(["models", "1"])));
}
