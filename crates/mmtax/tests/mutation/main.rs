//! Mutation proof: single faults put into the real taxonomy, one at a time, and whether they are caught, at which line.
//!
//! `cargo test` tries a seeded sample. `UPDATE_MUTATIONS=1 cargo test --release -p mmtax --test mutation` tries many more
//! and writes what came of it to docs/reference/mutations.md.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod faults;
mod page;
mod plausible;
mod world;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use mmtax::{Diagnostic, Session, Severity};

use world::{Mutant, Random, World};

/// Mutants of each fault that `cargo test` tries, and that the page is made from.
const SAMPLE: usize = 4;
const WHOLE: usize = 150;
/// How often a fault is looked for in the data before there seem to be no more.
const TRIES: usize = 40;

/// One way in which an entry may be wrong.
struct Fault {
    /// What somebody did wrong.
    name: &'static str,
    /// Puts it into the data, at a place by chance; nothing where there is no such place.
    put: fn(&World, &mut Random) -> Option<Mutant>,
    /// Why some are not caught, where that is so.
    missed: &'static str,
}

/// What came of the mutants of one fault.
#[derive(Default)]
struct Count {
    tried: usize,
    caught: usize,
    /// Of those caught, at a line that was changed or that shows what the change contradicts.
    at_line: usize,
    missed: Vec<String>,
}

#[test]
fn single_faults_are_caught_at_their_line() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let is_whole = std::env::var_os("UPDATE_MUTATIONS").is_some();
    let world = World::read(&top.join("taxonomy"));
    let mut session = Session::open(&top.join("taxonomy")).unwrap();
    let baseline: BTreeSet<String> = session.check(Severity::Warning).diagnostics().iter().map(key).collect();
    let mut random = Random(if is_whole { 1 } else { 2 });
    let count = if is_whole { WHOLE } else { SAMPLE };
    let mut run = |faults: &'static [Fault]| -> Vec<(&'static Fault, Count)> {
        faults
            .iter()
            .map(|fault| (fault, count_of(fault, count, &world, &mut session, &baseline, &mut random)))
            .collect()
    };
    let (faults, plausible) = (run(faults::FAULTS), run(plausible::FAULTS));
    assert_eq!(key_set(&mut session), baseline, "every file is as it was");

    let total = |pick: fn(&Count) -> usize| faults.iter().map(|(_, count)| pick(count)).sum::<usize>();
    let (tried, caught, at_line) = (total(|c| c.tried), total(|c| c.caught), total(|c| c.at_line));
    let unfound: Vec<&str> =
        faults.iter().filter(|(_, count)| count.tried == 0).map(|(fault, _)| fault.name).collect();
    assert!(unfound.is_empty(), "the data has no place for {unfound:?}");
    let unsaid = |(fault, count): &&(&Fault, Count)| count.caught < count.tried && fault.missed.is_empty();
    let unsaid: Vec<(&str, &[String])> =
        faults.iter().filter(unsaid).map(|(fault, count)| (fault.name, &*count.missed)).collect();
    assert!(is_whole || unsaid.is_empty(), "not caught, and nobody said why: {unsaid:#?}");
    assert!(caught * 100 >= tried * 98, "{caught} of {tried} caught");
    assert!(at_line * 100 >= caught * 99, "{at_line} of {caught} at the line");

    let path: PathBuf = top.join("docs/reference/mutations.md");
    if is_whole {
        fs::write(&path, page::page(&world, &faults, &plausible)).unwrap();
    }
    let text = fs::read_to_string(&path).unwrap();
    for (fault, _) in faults.iter().chain(&plausible) {
        assert!(text.contains(&format!("| {} |", fault.name)), "{} is not on the page", fault.name);
    }
}

fn count_of(
    fault: &Fault,
    wanted: usize,
    world: &World,
    session: &mut Session,
    baseline: &BTreeSet<String>,
    random: &mut Random,
) -> Count {
    let mut count = Count::default();
    let mut seen = BTreeSet::new();
    for _ in 0..wanted * TRIES {
        if count.tried == wanted {
            break;
        }
        let Some(mutant) = (fault.put)(world, random) else { continue };
        if !seen.insert(mutant.changes.clone()) {
            continue;
        }
        for (file, text) in &mutant.changes {
            let is_place = match text {
                Some(text) => session.set(file, text.clone()),
                None => session.remove(file),
            };
            assert!(is_place, "{file}");
        }
        let report = session.check(Severity::Warning);
        for file in mutant.changes.keys() {
            session.revert(file).unwrap();
        }
        let new: Vec<&Diagnostic> =
            report.diagnostics().iter().filter(|found| !baseline.contains(&key(found))).collect();
        count.tried += 1;
        if new.is_empty() {
            count.missed.push(mutant.what);
            continue;
        }
        count.caught += 1;
        if new.iter().any(|found| mutant.is_shown(found)) {
            count.at_line += 1;
        } else {
            let found: Vec<String> = new
                .iter()
                .map(|found| format!("{}:{} {}", found.file, found.span.start.line, found.code))
                .collect();
            count.missed.push(format!("{}; only found {}", mutant.what, found.join(", ")));
        }
    }
    count
}

fn key_set(session: &mut Session) -> BTreeSet<String> {
    session.check(Severity::Warning).diagnostics().iter().map(key).collect()
}

/// A finding without its line.
fn key(found: &Diagnostic) -> String {
    format!("{} {} {}", found.code, found.file, found.message)
}
