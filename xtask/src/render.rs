//! `render`: every generated file, written or checked.

use std::path::{Path, PathBuf};

use mmtax::render::{Artifact, Edition, FORMATS};

use crate::put::{Difference, Generated, Mode, put};
use crate::{Failure, Outcome, repository, say};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Write nothing; fail when a file is not what it should be.
    #[arg(long)]
    check: bool,
    /// Only this part: an output format, `schema`, `reference`, `issue-forms`, `questions` or `bundle`.
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
    /// Write each part to a folder of its own below this one instead of into the repository.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Render although the data has errors.
    #[arg(long)]
    keep_going: bool,
}

impl Args {
    /// Every generated file, checked: what CI and the tests ask for.
    pub(crate) const fn check() -> Self {
        Self { check: true, only: None, out: None, keep_going: false }
    }
}

/// Pages of `docs/reference/` that a test makes, since to make them takes minutes.
const OF_TESTS: [&str; 1] = ["mutations.md"];

/// The command that brings every generated file up to date.
pub(crate) const MEND: &str = "cargo xtask render";

pub(crate) fn run(args: &Args, taxonomy: &Path) -> Result<Outcome, Failure> {
    let loaded = mmtax::load(taxonomy)?;
    if loaded.report.has_errors() && !args.keep_going {
        crate::print(&loaded.report.to_human_down_to(mmtax::Severity::Warning, false));
        say("nothing rendered: mend the errors, or add --keep-going");
        return Ok(Outcome::Findings);
    }
    let mode = if args.check { Mode::Check } else { Mode::Write };
    let mut is_clean = true;
    for folder in folders(args, &loaded)? {
        let files = folder.artifacts.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
        let generated = Generated { root: folder.root, files, owned: folder.owned, others: &OF_TESTS };
        let difference = put(mode, &generated)?;
        is_clean &= difference.is_empty();
        tell(mode, &generated, &difference);
    }
    if args.check && !is_clean {
        say(&format!("generated files are stale; to bring them up to date: {MEND}"));
        return Ok(Outcome::Findings);
    }
    Ok(Outcome::Clean)
}

struct Folder {
    root: PathBuf,
    artifacts: Vec<Artifact>,
    owned: bool,
}

fn folders(args: &Args, loaded: &mmtax::Loaded) -> Result<Vec<Folder>, Failure> {
    let edition = Edition { revision: loaded.revision.clone() };
    let base = |inside: &str, outside: &str| match &args.out {
        Some(out) => out.join(outside),
        None => repository().join(inside),
    };
    let rendered = |artifacts, owned| Folder { root: base("docs/rendered", "rendered"), artifacts, owned };
    let schema = || Folder {
        root: base("schema", "schema"),
        artifacts: mmtax::schemas(&loaded.taxonomy),
        owned: true,
    };
    let reference = || Folder {
        root: base("docs/reference", "reference"),
        artifacts: mmtax::reference_docs(),
        owned: true,
    };
    let forms = || Folder {
        root: base(".github/ISSUE_TEMPLATE", "issue-forms"),
        artifacts: mmtax::issue_forms(),
        owned: true,
    };
    let bundle = || Folder {
        root: base("crates/mmtax/data", "bundle"),
        artifacts: vec![mmtax::packed(&loaded.taxonomy, &loaded.revision)],
        owned: true,
    };
    let questions = || Folder {
        root: base("docs", "questions"),
        artifacts: vec![mmtax::questions(loaded)],
        owned: false,
    };
    Ok(match args.only.as_deref() {
        None => {
            let all = mmtax::render::artifacts(&loaded.taxonomy, &edition);
            vec![rendered(all, true), schema(), reference(), forms(), questions(), bundle()]
        }
        Some("schema") => vec![schema()],
        Some("issue-forms") => vec![forms()],
        Some("bundle") => vec![bundle()],
        Some("questions") => vec![questions()],
        Some("reference") => vec![reference()],
        Some(name) => match FORMATS.iter().find(|format| format.name() == name) {
            // The folder holds other formats, too: nothing is removed.
            Some(format) => vec![rendered(format.render(&loaded.taxonomy, &edition), false)],
            None => {
                let names: Vec<&str> = FORMATS.iter().map(|format| format.name()).collect();
                let message = format!(
                    "there is no output `{name}`; there are {}, schema, reference, issue-forms, questions, bundle",
                    names.join(", ")
                );
                return Err(Failure::Usage(message));
            }
        },
    })
}

fn tell(mode: Mode, generated: &Generated<'_>, difference: &Difference) {
    let root = generated.root.strip_prefix(repository()).unwrap_or(&generated.root).display().to_string();
    if mode == Mode::Write {
        let changed = difference.missing.len() + difference.stale.len();
        say(&format!(
            "{root}: {} files, {changed} written, {} removed",
            generated.files.len(),
            difference.stray.len()
        ));
        return;
    }
    let parts = [
        ("missing", &difference.missing),
        ("stale", &difference.stale),
        ("not generated", &difference.stray),
    ];
    for (what, paths) in parts {
        for path in paths {
            say(&format!("{what}: {root}/{path}"));
        }
    }
}
