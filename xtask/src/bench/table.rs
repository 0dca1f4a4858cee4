//! What was measured, as Markdown that can be pasted into `docs/performance.md`.

use std::fmt::Write as _;
use std::time::Duration;

use mmtax::RULES;

use super::stage::{Round, STAGES};

/// Everything that was measured on one folder.
pub(super) struct Measured {
    pub(super) name: String,
    pub(super) files: usize,
    pub(super) bytes: usize,
    pub(super) rounds: Vec<Round>,
    /// Wall times of `validate`.
    pub(super) validate: Vec<Duration>,
    /// Times from an edit to its diagnostics.
    pub(super) edits: Vec<Duration>,
    /// Peak memory, in KiB.
    pub(super) peak: Option<usize>,
    /// Wall times of the peer.
    pub(super) peer: Vec<Duration>,
}

/// A time that was taken several times.
#[derive(Clone, Copy)]
pub(super) struct Spread {
    pub(super) median: f64,
    pub(super) least: f64,
}

impl Measured {
    /// The times of one stage, in milliseconds.
    fn stage(&self, stage: usize) -> Option<Spread> {
        spread(self.rounds.iter().map(|round| round.stages[stage]))
    }

    /// The wall times of `validate`, in milliseconds.
    pub(super) fn wall(&self) -> f64 {
        spread(self.validate.iter().copied()).map_or(f64::NAN, |wall| wall.median)
    }

    /// Microseconds of `validate` for each entry.
    pub(super) fn per_entry(&self) -> f64 {
        self.wall() * 1000.0 / count(self.files)
    }

    /// Peak memory, in MiB.
    pub(super) fn peak_mib(&self) -> Option<f64> {
        self.peak.map(|kib| count(kib) / 1024.0)
    }
}

/// The table of all sizes, one row a folder.
pub(super) fn sizes(all: &[Measured]) -> String {
    let mut out = String::from("| data | files | MiB |");
    for stage in STAGES {
        let _ = write!(out, " {stage} |");
    }
    out.push_str(" validate | one edit | a file | to the floor | peak | PyYAML + jsonschema |\n|---|");
    out.push_str(&"---:|".repeat(STAGES.len() + 8));
    out.push('\n');
    for one in all {
        let _ = write!(out, "| {} | {} | {:.1} |", one.name, one.files, count(one.bytes) / 1_048_576.0);
        for stage in 0..STAGES.len() {
            let _ = write!(out, " {} |", cell(one.stage(stage)));
        }
        let ratio = one.stage(1).map_or(f64::NAN, |floor| one.wall() / floor.median);
        let peak = one.peak_mib().map_or_else(|| "not known".to_owned(), |mib| format!("{mib:.0} MiB"));
        let _ = writeln!(
            out,
            " {} | {} | {:.0} µs | {ratio:.1} x | {peak} | {} |",
            cell(spread(one.validate.iter().copied())),
            cell(spread(one.edits.iter().copied())),
            one.per_entry(),
            cell(spread(one.peer.iter().copied())),
        );
    }
    out
}

/// The table of all rules: time at each size, and how the cost of a file grew from the first to the last.
pub(super) fn rules(all: &[Measured]) -> String {
    let mut out = String::from("| rule |");
    for one in all {
        let _ = write!(out, " {} |", one.name);
    }
    out.push_str(" cost of a file, last to first |\n|---|");
    out.push_str(&"---:|".repeat(all.len() + 1));
    out.push('\n');
    for (index, rule) in RULES.iter().enumerate() {
        let _ = write!(out, "| `{}` |", rule.about.code);
        let times: Vec<Option<Spread>> =
            all.iter().map(|one| spread(one.rounds.iter().map(|round| round.rules[index]))).collect();
        for time in &times {
            let _ = write!(out, " {} |", time.map_or_else(String::new, |time| milliseconds(time.median)));
        }
        let per_file =
            |(time, one): (&Option<Spread>, &Measured)| time.map(|time| time.median / count(one.files));
        let mut each = times.iter().zip(all).filter_map(per_file);
        let growth = each.next().zip(each.next_back()).map(|(first, last)| format!("{:.1} x", last / first));
        let _ = writeln!(out, " {} |", growth.unwrap_or_default());
    }
    out
}

/// The yardsticks of the design, each with what was measured, as far as it was.
pub(super) fn yardsticks(real: &Measured, generated: &[Measured]) -> String {
    let mut out = String::from("| yardstick | to reach | measured | |\n|---|---:|---:|---|\n");
    let mut line = |what: &str, limit: f64, unit: &str, measured: Option<f64>| {
        let Some(measured) = measured else { return };
        let verdict = if measured <= limit {
            "met".to_owned()
        } else {
            format!("missed {:.2} times over", measured / limit)
        };
        let decimals = usize::from(limit < 10.0) * 2;
        let _ = writeln!(out, "| {what} | {limit} {unit} | {measured:.decimals$} {unit} | {verdict} |");
    };
    line("the real taxonomy, `validate`, process start included", 50.0, "ms", Some(real.wall()));
    let of = |files: usize| generated.iter().find(|one| one.files == files);
    for (files, seconds, mib) in [(10_000, 0.35, 64.0), (100_000, 3.5, 600.0)] {
        line(&format!("{files} entries, `validate`"), seconds, "s", of(files).map(|one| one.wall() / 1000.0));
        line(&format!("{files} entries, peak memory"), mib, "MiB", of(files).and_then(Measured::peak_mib));
    }
    let edit = of(10_000).and_then(|one| spread(one.edits.iter().copied()));
    line("10000 entries, an edit to its diagnostics", 100.0, "ms", edit.map(|edit| edit.median));
    let flat = generated.first().zip(generated.last()).filter(|(first, last)| first.files < last.files);
    let flat = flat.map(|(first, last)| last.per_entry() / first.per_entry());
    line("cost of an entry, largest to smallest size", 1.25, "x", flat);
    out
}

/// Median and least, in milliseconds.
pub(super) fn spread(times: impl Iterator<Item = Duration>) -> Option<Spread> {
    let mut times: Vec<f64> = times.map(|time| time.as_secs_f64() * 1000.0).collect();
    times.sort_by(f64::total_cmp);
    Some(Spread { median: *times.get(times.len() / 2)?, least: *times.first()? })
}

pub(super) fn cell(time: Option<Spread>) -> String {
    time.filter(|time| time.median > 0.001).map_or_else(
        || "-".to_owned(),
        |time| format!("{} ({})", milliseconds(time.median), milliseconds(time.least)),
    )
}

/// Three digits are all that such times are good for.
fn milliseconds(time: f64) -> String {
    let decimals = if time < 10.0 { 2 } else { usize::from(time < 100.0) };
    format!("{time:.decimals$}")
}

#[expect(clippy::cast_precision_loss, reason = "counts of files and bytes are far below 2^52")]
pub(super) fn count(number: usize) -> f64 {
    number as f64
}
