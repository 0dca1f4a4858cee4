//! What holds for fixes of any entry with slips: a second run changes nothing, no fault comes, and lines without a fault stay.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use mmtax::schema::{Kind, parse};
use mmtax::{Fixed, Scope, fix};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

static REAL: LazyLock<Vec<(Kind, String)>> = LazyLock::new(|| {
    let taxonomy = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../taxonomy");
    let mut entries = Vec::new();
    for kind in Kind::ALL {
        let mut paths: Vec<_> =
            fs::read_dir(taxonomy.join(kind.folder())).unwrap().map(|item| item.unwrap().path()).collect();
        paths.sort();
        entries.extend(paths.into_iter().map(|path| (kind, fs::read_to_string(path).unwrap())));
    }
    entries
});

fn config() -> ProptestConfig {
    let default = ProptestConfig::default();
    let is_set = |name| std::env::var_os(name).is_some();
    ProptestConfig {
        cases: if is_set("PROPTEST_CASES") { default.cases } else { 300 },
        rng_seed: if is_set("PROPTEST_RNG_SEED") { default.rng_seed } else { RngSeed::Fixed(1) },
        failure_persistence: None,
        ..default
    }
}

/// A slip of the hand in a word: a character left out, doubled, or exchanged with the next.
#[derive(Clone, Copy, Debug)]
enum Slip {
    LeftOut,
    Doubled,
    Exchanged,
}

/// The text with a slip in the word that holds the character at a share of its length, and the number of the line.
fn slipped(text: &str, at: usize, slip: Slip) -> (String, usize) {
    let mut chars: Vec<char> = text.chars().collect();
    let word = (at % chars.len()..chars.len() - 1)
        .find(|at| chars[*at].is_ascii_lowercase() && chars[*at + 1].is_ascii_lowercase());
    let Some(at) = word else { return (text.to_owned(), 0) };
    let line = chars[..at].iter().filter(|c| **c == '\n').count();
    match slip {
        Slip::LeftOut => drop(chars.remove(at)),
        Slip::Doubled => chars.insert(at, chars[at]),
        Slip::Exchanged => chars.swap(at, at + 1),
    }
    (chars.into_iter().collect(), line)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn fixes_are_done_once_and_stay_in_their_lines(
        which in any::<prop::sample::Index>(),
        slips in prop::collection::vec((any::<usize>(), prop::sample::select(&[Slip::LeftOut, Slip::Doubled, Slip::Exchanged][..])), 1..4),
        is_unsafe in any::<bool>(),
    ) {
        let (kind, real) = which.get(&REAL);
        let (mut text, mut touched) = (real.clone(), Vec::new());
        for (at, slip) in slips {
            let (after, line) = slipped(&text, at, slip);
            text = after;
            touched.push(line);
        }
        let scope = if is_unsafe { Scope::Unsafe } else { Scope::Safe };
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path().join("taxonomy");
        let file = dir.join(kind.folder()).join("x.yaml");
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, &text).unwrap();
        let before = mmtax::load(&dir).unwrap().report;
        let Fixed { files, count, loaded, .. } = fix(&dir, scope, |_| true).unwrap();
        prop_assert_eq!(files.is_empty(), count == 0);
        let Some(fixed) = files.first() else { return Ok(()) };
        let id = || mmtax::schema::EntryId::new("x").unwrap();
        let faults = |text: &str| parse(*kind, id(), text).faults.len();
        prop_assert!(faults(&fixed.after) <= faults(&text), "{}", fixed.after);
        // A line that nothing was found in is as it was. With several slips one may only be seen once another is mended, and what
        // rules take away is a whole field.
        let is_found = |line: usize| before.diagnostics().iter().any(|found| {
            (found.span.start.line as usize..=found.span.end.line as usize).contains(&(line + 1))
        });
        if touched.len() == 1 && text.lines().count() == fixed.after.lines().count() {
            for (line, (old, new)) in text.lines().zip(fixed.after.lines()).enumerate() {
                prop_assert!(old == new || is_found(line) || touched.contains(&line), "line {}: {old} -> {new}", line + 1);
            }
        }
        let comments = |text: &str| text.lines().filter_map(|line| line.find(" #").map(|at| line[at..].to_owned())).collect::<Vec<_>>();
        prop_assert_eq!(comments(&fixed.after), comments(&text));
        fs::write(&file, &fixed.after).unwrap();
        let again = fix(&dir, scope, |_| true).unwrap();
        prop_assert_eq!((again.count, again.files.len()), (0, 0), "{}", fixed.after);
        prop_assert_eq!(again.loaded.report.to_json(), loaded.report.to_json());
    }
}
