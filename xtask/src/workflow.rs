//! What a GitHub workflow tells the command, and takes from it beside its output.

use std::path::PathBuf;

use mmtax::{Report, SUMMARY_LIMIT};

use crate::{Failure, put};

/// Whether the command runs in a workflow.
pub(crate) fn is_here() -> bool {
    variable("GITHUB_ACTIONS").is_some_and(|value| value == "true")
}

/// The address below which this repository's files can be read, where it is known.
pub(crate) fn home() -> Option<String> {
    let of_workflow = variable("GITHUB_SERVER_URL").zip(variable("GITHUB_REPOSITORY"));
    let repository = match of_workflow {
        Some((server, name)) => format!("{server}/{name}"),
        None => env!("CARGO_PKG_REPOSITORY").to_owned(),
    };
    (!repository.is_empty()).then(|| format!("{}/blob/HEAD", repository.trim_end_matches('/')))
}

/// Adds the table of findings to the summary of the step, if there is one and the annotations do not show them all.
pub(crate) fn summarize(report: &Report) -> Result<(), Failure> {
    let Some(path) = variable("GITHUB_STEP_SUMMARY").map(PathBuf::from) else { return Ok(()) };
    // Other commands of the same step may have written to it.
    let used = path.metadata().map_or(0, |file| usize::try_from(file.len()).unwrap_or(usize::MAX));
    let Some(table) = report.to_github_summary(SUMMARY_LIMIT.saturating_sub(used)) else { return Ok(()) };
    put::append(&path, &table)
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
