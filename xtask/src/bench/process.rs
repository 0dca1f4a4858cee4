//! Whole processes: our own `validate`, its peak memory, and the peer that others would use instead.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use mmtax::schema::{Kind, json_schema};

use crate::Failure;

/// The peer: PyYAML's C reader and the `jsonschema` package, on the same files and schemas.
const PEER: &str = include_str!("peer.py");

/// Waits until the system has written what was generated, so that writing it does not run beside what is measured. Where
/// there is no `sync`, nothing waits.
pub(super) fn settle() {
    let _ = run(Command::new("sync"));
}

/// The wall time of `validate`, process start included. The folder must be clean.
pub(super) fn validate(dir: &Path) -> Result<Duration, Failure> {
    let arguments = ["validate".as_ref(), "--format".as_ref(), "human".as_ref()];
    run(own(&arguments, dir)?).map(|(time, _)| time)
}

/// The largest resident set of a process that loads the folder and words the report, in KiB; known on Linux only.
pub(super) fn peak(dir: &Path) -> Result<Option<usize>, Failure> {
    let (_, printed) = run(own(&["bench".as_ref(), "--peak".as_ref()], dir)?)?;
    Ok(printed.trim().parse().ok())
}

/// What the process behind [`peak`] does: the work of `validate`, then its own high-water mark.
pub(super) fn print_peak(dir: &Path) -> Result<(), Failure> {
    let report = mmtax::load_down_to(dir, mmtax::Severity::Warning)?.report;
    drop(report.to_human(false));
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    crate::print(&format!("{}\n", peak.and_then(|peak| peak.split_whitespace().next()).unwrap_or("unknown")));
    Ok(())
}

/// The wall time of `validate` through `cargo run`, as the alias starts it; `None` outside of cargo.
pub(super) fn through_cargo(dir: &Path) -> Result<Option<Duration>, Failure> {
    let Some(cargo) = std::env::var_os("CARGO") else { return Ok(None) };
    let validate = || {
        let mut command = Command::new(&cargo);
        command.args(["run", "--quiet", "--release", "--package", "xtask", "--", "validate", "--taxonomy"]);
        command.arg(dir).current_dir(crate::repository());
        run(command)
    };
    // The first run may have to compile.
    validate()?;
    validate().map(|(time, _)| Some(time))
}

/// Whether the peer is installed.
pub(super) fn has_peer() -> bool {
    let mut command = Command::new("python3");
    command.args(["-c", PEER]);
    run(command).is_ok()
}

/// The wall time of the peer; `schemas` is a folder that [`put_schemas`] filled.
pub(super) fn peer(dir: &Path, schemas: &Path) -> Result<Duration, Failure> {
    let mut command = Command::new("python3");
    command.args(["-c".as_ref(), OsStr::new(PEER), dir.as_os_str(), schemas.as_os_str()]);
    run(command).map(|(time, _)| time)
}

/// Writes the schema of each kind, under the name of the kind's folder.
pub(super) fn put_schemas(folder: &Path) -> Result<(), Failure> {
    for kind in Kind::ALL {
        let path = folder.join(format!("{}.json", kind.folder()));
        std::fs::write(&path, json_schema::schema(kind).to_string())
            .map_err(|source| Failure::Write { path: path.display().to_string(), source })?;
    }
    Ok(())
}

/// This program with other arguments.
fn own(arguments: &[&OsStr], dir: &Path) -> Result<Command, Failure> {
    let program = std::env::current_exe()
        .map_err(|source| Failure::Run { program: "cargo xtask".to_owned(), source })?;
    let mut command = Command::new(program);
    command.args(arguments).arg("--taxonomy").arg(dir);
    Ok(command)
}

/// Runs to the end, and hands back wall time and output. An exit status other than 0 is a failure: what stops at the first
/// fault would seem fast.
fn run(mut command: Command) -> Result<(Duration, String), Failure> {
    let program = command.get_program().to_string_lossy().into_owned();
    let start = Instant::now();
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|source| Failure::Run { program: program.clone(), source })?;
    let time = start.elapsed();
    if output.status.success() {
        return Ok((time, String::from_utf8_lossy(&output.stdout).into_owned()));
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let last = said.trim_end().lines().next_back().unwrap_or_default();
    Err(Failure::Usage(format!("`{program}` ended with {}: {last}", output.status)))
}
