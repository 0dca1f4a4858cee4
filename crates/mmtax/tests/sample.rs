//! Draws from the real taxonomy: seeded, without replacement, and steady under changes elsewhere.
#![expect(clippy::unwrap_used, reason = "a test helper that fails is a test that fails")]

use std::collections::BTreeSet;
use std::path::Path;

use mmtax::{Drawn, Population, Sample, SampleSize, Taxonomy};

fn taxonomy() -> Taxonomy {
    mmtax::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../taxonomy")).unwrap().taxonomy
}

fn set(sample: &Sample) -> BTreeSet<&Drawn> {
    sample.drawn.iter().collect()
}

#[test]
fn a_seed_draws_the_same_and_another_seed_something_else() {
    let taxonomy = taxonomy();
    let draw = |seed| Sample::draw(&taxonomy, Population::Facts, SampleSize::Percent(5.0), seed);
    let first = draw(1);
    assert_eq!(first, draw(1));
    assert_eq!(first.drawn.len(), first.population.div_ceil(20));
    assert_eq!(set(&first).len(), first.drawn.len(), "drawn twice");
    // Two draws of a twentieth share a twentieth of a draw, give or take.
    let second = draw(2);
    let both = set(&first).intersection(&set(&second)).count();
    assert!(both < first.drawn.len() / 8, "{both} of {} again", first.drawn.len());
}

#[test]
fn a_draw_of_all_is_everything_once_and_in_the_order_of_the_files() {
    let taxonomy = taxonomy();
    let all = Sample::draw(&taxonomy, Population::Values, SampleSize::Percent(100.0), 3);
    assert_eq!(all.drawn.len(), taxonomy.scores().count());
    assert!(all.drawn.is_sorted());
    assert_eq!(set(&all).len(), all.drawn.len());
    let more = Sample::draw(&taxonomy, Population::Values, SampleSize::Count(usize::MAX), 3);
    assert_eq!(more, all);
}

/// Every twentieth lot, wherever it stands: a hash that is alike for neighbours would draw whole lists or none of them.
#[test]
fn neighbours_have_lots_of_their_own() {
    let taxonomy = taxonomy();
    let sample = Sample::draw(&taxonomy, Population::Values, SampleSize::Percent(50.0), 5);
    let mut by_table = std::collections::BTreeMap::<(&str, &str), usize>::new();
    for item in &sample.drawn {
        let table = item.path.split(".rows").next().unwrap();
        *by_table.entry((item.file.as_str(), table)).or_default() += 1;
    }
    let all = Sample::draw(&taxonomy, Population::Values, SampleSize::Percent(100.0), 5);
    let mut sizes = std::collections::BTreeMap::<(&str, &str), usize>::new();
    for item in &all.drawn {
        *sizes.entry((item.file.as_str(), item.path.split(".rows").next().unwrap())).or_default() += 1;
    }
    for (table, size) in sizes.into_iter().filter(|(_, size)| *size >= 100) {
        let drawn = by_table.get(&table).copied().unwrap_or_default();
        assert!(drawn * 10 > size * 3 && drawn * 10 < size * 7, "{table:?}: {drawn} of {size}");
    }
}

#[test]
fn what_is_drawn_names_its_source() {
    let all = Sample::draw(&taxonomy(), Population::Facts, SampleSize::Percent(100.0), 1);
    let nameless: Vec<_> = all.drawn.iter().filter(|item| item.source.is_empty()).collect();
    assert!(nameless.is_empty(), "{nameless:?}");
    assert!(all.drawn.iter().all(|item| !item.says.contains("at: \"") && !item.says.is_empty()));
}
