//! `bench`: what each stage costs, from the real taxonomy to a hundred times more, beside the floor and a peer.

mod entry;
mod graph;
mod model;
mod plan;
mod process;
mod random;
mod record;
mod stage;
mod table;

use std::fs;
use std::path::{Path, PathBuf};

use plan::{FEWEST, Plan};
use table::Measured;

use crate::{Failure, Outcome, print, say};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// How many entries are generated, one run for each number.
    #[arg(long, value_delimiter = ',', default_values_t = [1_000, 10_000, 100_000], value_name = "N,…")]
    entries: Vec<usize>,
    /// What the generated entries depend on: the same seed gives the same bytes.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How often each time is taken.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// Measure questions of a graph of 100,000 entries and 500,000 links instead, beside networkx; with another number of
    /// entries behind it, of that.
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "100000")]
    graph: Option<usize>,
    /// Keep the generated files in this folder.
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// Load the taxonomy and print the peak memory of this process: what `bench` starts to learn it.
    #[arg(long, hide = true)]
    peak: bool,
}

/// Above this, the peer would take minutes.
const MOST_FOR_PEER: usize = 10_000;
/// Above this, all pages and drawings at once are no use of the tool, and would take gigabytes.
const MOST_TO_RENDER: usize = 10_000;

pub(crate) fn run(args: &Args, taxonomy: &Path) -> Result<Outcome, Failure> {
    if args.peak {
        process::print_peak(taxonomy)?;
        return Ok(Outcome::Clean);
    }
    if let Some(entries) = args.graph {
        graph::run(entries.max(1_000), args.rounds, args.seed)?;
        return Ok(Outcome::Clean);
    }
    if let Some(few) = args.entries.iter().find(|count| **count < FEWEST) {
        return Err(Failure::Usage(format!("{few} entries are too few: one of every kind takes {FEWEST}")));
    }
    let own = tempfile::tempdir()
        .map_err(|source| Failure::Write { path: "a temporary folder".to_owned(), source })?;
    let folder = args.keep.as_deref().unwrap_or(own.path());
    let schemas = own.path().join("schema");
    make(&schemas)?;
    process::put_schemas(&schemas)?;
    let has_peer = process::has_peer();
    if !has_peer {
        say("the peer is skipped: python3 with PyYAML and jsonschema is not installed");
    }
    let bench = Bench { rounds: args.rounds, schemas: has_peer.then_some(schemas) };
    let mut all = vec![bench.measure("real", taxonomy)?];
    for count in &args.entries {
        let dir = folder.join(format!("generated-{count}"));
        say(&format!("generating {count} entries"));
        generate(&dir, *count, args.seed)?;
        process::settle();
        all.push(bench.measure(&format!("generated, {count}"), &dir)?);
        if args.keep.is_none() {
            fs::remove_dir_all(&dir)
                .map_err(|source| Failure::Write { path: dir.display().to_string(), source })?;
        }
    }
    let Some((real, generated)) = all.split_first() else { return Ok(Outcome::Clean) };
    print(&format!(
        "Milliseconds, median of {} rounds and least in brackets; {} threads; seed {}.\n\n",
        args.rounds,
        stage::threads(),
        args.seed
    ));
    print(&format!(
        "{}\n{}\n{}",
        table::sizes(&all),
        table::yardsticks(real, generated),
        table::rules(generated)
    ));
    let through_cargo = process::through_cargo(taxonomy)?;
    if let Some(time) = table::spread(through_cargo.into_iter()) {
        print(&format!(
            "\n`cargo xtask validate` on the real taxonomy, cargo itself included: {:.0} ms.\n",
            time.median
        ));
    }
    Ok(Outcome::Clean)
}

struct Bench {
    rounds: u32,
    /// The folder with the peer's schemas, if there is a peer.
    schemas: Option<PathBuf>,
}

impl Bench {
    fn measure(&self, name: &str, dir: &Path) -> Result<Measured, Failure> {
        let (files, bytes) = stage::size(dir)?;
        let mut measured = Measured {
            name: name.to_owned(),
            files,
            bytes,
            rounds: Vec::new(),
            validate: Vec::new(),
            edits: Vec::new(),
            peak: process::peak(dir)?,
            peer: Vec::new(),
        };
        for round in 1..=self.rounds {
            say(&format!("{name}: round {round} of {}", self.rounds));
            measured.rounds.push(stage::measure(dir, files <= MOST_TO_RENDER)?);
            measured.validate.push(process::validate(dir)?);
            measured.edits.extend(stage::edit(dir)?);
            if let Some(schemas) = &self.schemas
                && files <= MOST_FOR_PEER
            {
                measured.peer.push(process::peer(dir, schemas)?);
            }
        }
        Ok(measured)
    }
}

/// Writes a generated taxonomy. The folder must be new: a stray file would be measured, too.
fn generate(dir: &Path, count: usize, seed: u64) -> Result<(), Failure> {
    if dir.exists() {
        return Err(Failure::Usage(format!("`{}` is there already", dir.display())));
    }
    for kind in mmtax::schema::Kind::ALL {
        make(&dir.join(kind.folder()))?;
    }
    for (path, text) in Plan::new(count, seed).files() {
        let target = dir.join(path);
        fs::write(&target, text)
            .map_err(|source| Failure::Write { path: target.display().to_string(), source })?;
    }
    Ok(())
}

fn make(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|source| Failure::Write { path: folder.display().to_string(), source })
}

#[cfg(test)]
mod tests {
    use super::{FEWEST, Plan, generate};

    #[test]
    fn what_is_generated_is_clean() {
        for (count, seed) in [(FEWEST, 1), (57, 2), (1_000, 1), (3_000, 7)] {
            let folder = tempfile::tempdir().unwrap();
            let dir = folder.path().join("taxonomy");
            generate(&dir, count, seed).unwrap();
            let mut report = mmtax::load(&dir).unwrap().report;
            assert_eq!(report.files(), count);
            // Real data has infos, too.
            report.retain_down_to(mmtax::Severity::Warning);
            assert!(report.diagnostics().is_empty(), "seed {seed}: {}", report.to_human(false));
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_bytes() {
        let files = |seed| Plan::new(1_000, seed).files().collect::<Vec<_>>();
        assert_eq!(files(1), files(1));
        assert_ne!(files(1), files(2));
    }

    #[test]
    fn files_are_as_large_as_real_ones() {
        let files: Vec<_> = Plan::new(5_000, 1).files().collect();
        let mean = files.iter().map(|(_, text)| text.len()).sum::<usize>() / files.len();
        assert!((600..=760).contains(&mean), "{mean} bytes; the real taxonomy has 682");
    }
}
