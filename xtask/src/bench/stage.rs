//! The stages of `validate`, each timed by itself within this process, beside the floor: walking and reading alone.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use mmtax::graph::Taxonomy;
use mmtax::render::Edition;
use mmtax::schema::{Entry, EntryId, Kind, parse};
use mmtax::{Check, Findings, RULES, Severity};

use crate::Failure;

/// What is timed within the process, in this order.
pub(super) const STAGES: [&str; 6] = ["floor, 1 thread", "floor", "parse", "build", "rules", "render"];

/// The times of one round.
pub(super) struct Round {
    /// One a stage.
    pub(super) stages: [Duration; STAGES.len()],
    /// One a rule, in registry order.
    pub(super) rules: Vec<Duration>,
}

/// How many files are edited in a round.
const EDITED: usize = 5;

/// From a text that an editor holds to what is wrong with the taxonomy: in an open session, some files are broken and
/// mended again, each step timed.
pub(super) fn edit(dir: &Path) -> Result<Vec<Duration>, Failure> {
    let files = mmtax::read(dir)?;
    let mut session = mmtax::Session::open(dir)?;
    let before = session.check(Severity::Warning);
    let mut times = Vec::new();
    for file in files.iter().step_by(files.len().div_ceil(EDITED)) {
        let Ok(mended) = &file.bytes else { continue };
        let broken = [mended.as_slice(), b"nmae: no such field\n"].concat();
        for (bytes, is_broken) in [(&broken, true), (mended, false)] {
            let (time, report) = timed(|| {
                session.set(&file.path, bytes.as_slice());
                session.check(Severity::Warning)
            });
            if (report.count(Severity::Error) > before.count(Severity::Error)) != is_broken {
                return Err(Failure::Usage(format!("an edit of `{}` was not seen", file.path)));
            }
            times.push(time);
        }
    }
    Ok(times)
}

/// How many threads the reader of files uses.
pub(super) fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

struct Text {
    kind: Kind,
    stem: String,
    bytes: Vec<u8>,
}

/// Runs every stage once. `renders` says whether everything is rendered, too.
pub(super) fn measure(dir: &Path, renders: bool) -> Result<Round, Failure> {
    let failed = |source| Failure::Read { path: dir.display().to_string(), source };
    let (floor_one, texts) = timed(|| floor(dir, 1));
    drop(texts.map_err(failed)?);
    let (floor_all, texts) = timed(|| floor(dir, threads()));
    let texts = texts.map_err(failed)?;
    let (parsing, entries) = timed(|| on_threads(&texts, threads(), parse_one));
    let (building, (taxonomy, faults)) =
        timed(|| Taxonomy::build(entries.into_iter().flatten().collect(), Vec::new()));
    let check = Check { taxonomy: &taxonomy, faults: &faults, broken: &[] };
    let rules: Vec<Duration> = RULES
        .iter()
        .map(|rule| {
            let mut findings = Findings::new();
            timed(|| rule.run(&check, &mut findings)).0
        })
        .collect();
    let (rendering, artifacts) =
        timed(|| if renders { mmtax::render::artifacts(&taxonomy, &Edition::default()) } else { Vec::new() });
    drop(artifacts);
    let checking = rules.iter().sum();
    Ok(Round { stages: [floor_one, floor_all, parsing, building, checking, rendering], rules })
}

/// How many files of how many bytes there are.
pub(super) fn size(dir: &Path) -> Result<(usize, usize), Failure> {
    let failed = |source| Failure::Read { path: dir.display().to_string(), source };
    let texts = floor(dir, threads()).map_err(failed)?;
    Ok((texts.len(), texts.iter().map(|text| text.bytes.len()).sum()))
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let result = work();
    (start.elapsed(), result)
}

/// Walks the folder and reads every file: what no tool can do without.
fn floor(dir: &Path, threads: usize) -> io::Result<Vec<Text>> {
    let mut files: Vec<(Kind, PathBuf)> = Vec::new();
    for kind in Kind::ALL {
        let folder = dir.join(kind.folder());
        if !folder.is_dir() {
            continue;
        }
        for file in fs::read_dir(folder)? {
            files.push((kind, file?.path()));
        }
    }
    let read = |(kind, path): &(Kind, PathBuf)| {
        let stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        Ok(Text { kind: *kind, stem, bytes: fs::read(path)? })
    };
    on_threads(&files, threads, read).into_iter().collect()
}

fn parse_one(text: &Text) -> Option<Entry> {
    let id = EntryId::new(&text.stem)?;
    parse(text.kind, id, std::str::from_utf8(&text.bytes).ok()?).entry
}

/// Applies `work` to every item, in blocks that the threads take one after the other.
fn on_threads<T: Sync, R: Send>(items: &[T], threads: usize, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    const BLOCK: usize = 64;
    let next = AtomicUsize::new(0);
    let run = || {
        let mut done = Vec::new();
        loop {
            let start = next.fetch_add(BLOCK, Ordering::Relaxed);
            let Some(rest) = items.get(start..).filter(|rest| !rest.is_empty()) else { return done };
            done.extend(rest.iter().take(BLOCK).map(&work));
        }
    };
    if threads == 1 {
        return run();
    }
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(run)).collect();
        let mut all = run();
        for other in others {
            all.extend(other.join().unwrap_or_default());
        }
        all
    })
}
