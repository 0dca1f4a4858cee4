//! `diff`: what a change means.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use mmtax::{Difference, Side};

use crate::git::{Repository, Snapshot};
use crate::validate::wants_colour;
use crate::{Failure, Outcome, print, say};

#[derive(clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct Args {
    /// The revision to compare from: a commit, branch or tag.
    #[arg(value_name = "REV")]
    from: String,
    /// The revision to compare to; the files as they are now, when left out.
    #[arg(value_name = "REV2")]
    to: Option<String>,
    /// Compare from where the histories of REV and HEAD (or REV2) part: what was done since, as a pull request shows it.
    #[arg(long)]
    merge_base: bool,
    /// How to write it.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Where links to files lead in Markdown: what stands before the path in the repository, such as
    /// `https://github.com/OWNER/NAME/blob/COMMIT`.
    #[arg(long, value_name = "ADDRESS")]
    links: Option<String>,
}

const HELP: &str = "\
Entries are compared by what they say: comments, layout and the order of what has no order are no difference. Relations,
classes and scores are those of the whole graph, findings those of all rules. A finding is the same as before if its code,
file, message and related files are; lines do not count.

Examples:
  cargo xtask diff HEAD                                what is not committed yet
  cargo xtask diff main --merge-base                   what this branch changes
  cargo xtask diff v1 v2 --format json                 between two releases, for programs
  cargo xtask diff main --merge-base --format markdown a comment for a pull request

Exit status: 0 also where there are differences, 2 usage, no such revision, no repository.";

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For the terminal.
    Text,
    /// One JSON object; docs/diff.md describes it.
    Json,
    /// A comment for a pull request on GitHub, within the length that it may have.
    Markdown,
}

pub(crate) fn run(args: &Args, taxonomy: &Path) -> Result<Outcome, Failure> {
    let repository = Repository::around(taxonomy)?;
    let to = args.to.as_deref().map(|to| repository.commit(to)).transpose()?;
    let from = if args.merge_base {
        repository.merge_base(&args.from, to.as_deref().unwrap_or("HEAD"))?
    } else {
        repository.commit(&args.from)?
    };
    let old = repository.snapshot(&from)?;
    let new = to.as_deref().map(|to| repository.snapshot(to)).transpose()?;
    warn(&repository, &old, &args.from);
    if let (Some(new), Some(to)) = (&new, &args.to) {
        warn(&repository, new, to);
    }
    let after: PathBuf = new.as_ref().map_or_else(|| taxonomy.to_owned(), |new| new.taxonomy.clone());
    let (before, after) = (mmtax::load(&old.taxonomy)?, mmtax::load(&after)?);
    let difference = Difference::between(&before, &after);
    std::mem::forget((before, after));
    let name = if args.merge_base { format!("merge base with {}", args.from) } else { args.from.clone() };
    let from = Side { name, commit: Some(from) };
    let to = match &args.to {
        Some(name) => Side { name: name.clone(), commit: to },
        None => Side { name: "the working tree".to_owned(), commit: None },
    };
    print(&match args.format {
        Format::Text => difference.to_text(&from, &to, wants_colour()),
        Format::Json => difference.to_json(&from, &to),
        Format::Markdown => {
            let data = match &args.links {
                Some(links) => format!("{}/{}", links.trim_end_matches('/'), repository.data_path()),
                None => repository.data_path().to_owned(),
            };
            difference.to_markdown(&from, &to, &data, &command(args))
        }
    });
    Ok(Outcome::Clean)
}

/// The command that shows the same in full.
fn command(args: &Args) -> String {
    let to = args.to.as_ref().map(|to| format!(" {to}")).unwrap_or_default();
    format!("cargo xtask diff {}{to}{}", args.from, if args.merge_base { " --merge-base" } else { "" })
}

fn warn(repository: &Repository, snapshot: &Snapshot, revision: &str) {
    if !snapshot.is_there {
        say(&format!("warning: `{revision}` has no folder `{}`: it counts as empty", repository.data_path()));
    }
}
