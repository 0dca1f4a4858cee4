//! `ci`
#[derive(clap::Args)]
pub(crate) struct Args {}
pub(crate) fn run(_args: &Args, _t: &std::path::Path) -> Result<crate::Outcome, crate::Failure> {
    Ok(crate::Outcome::Clean)
}
