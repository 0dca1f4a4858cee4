//! `new`: a file to fill in, for an entry that does not exist yet.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use mmtax::scaffold::{Order, Refusal, Scaffold, Sibling, family_fields, scaffold};
use mmtax::schema::Kind;
use mmtax::schema::suggest::nearest;
use mmtax::{Loaded, Report, Severity, Taxonomy, Unsaved};

use crate::{Failure, Outcome, print, repository, say};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// What it is.
    #[arg(value_parser = PossibleValuesParser::new(Kind::ALL.map(Kind::name)).try_map(kind))]
    kind: Kind,
    /// Its id, which becomes the name of its file; docs/curation.md says how ids are formed.
    id: String,
    /// Its name as its developers write it, or the title of a paper; the id when left out.
    #[arg(long)]
    name: Option<String>,
    /// What a model is for, such as `unified` or `language-model`.
    #[arg(long, value_name = "WORD")]
    role: Option<String>,
    /// The paper that introduces it (its own number for a paper, the source for results and errata).
    #[arg(long, value_name = "YYMM.NNNNN")]
    arxiv: Option<String>,
    /// When it was first published: `2025`, `2025-01` or `2025-01-29`.
    #[arg(long, value_name = "DATE")]
    released: Option<String>,
    /// Take the fields that a family shares from this entry of the same kind.
    #[arg(long, value_name = "ID")]
    from: Option<String>,
    /// Write it although another entry is called nearly so.
    #[arg(long)]
    force_new: bool,
    /// Print the file instead of writing it.
    #[arg(long)]
    dry_run: bool,
}

fn kind(name: String) -> Result<Kind, String> {
    Kind::ALL.into_iter().find(|kind| kind.name() == name).ok_or(name)
}

pub(crate) fn run(args: &Args, dir: &Path) -> Result<Outcome, Failure> {
    let Loaded { taxonomy, .. } = mmtax::load(dir)?;
    let text = args.from.as_deref().map(|id| sibling_text(args.kind, id, &taxonomy, dir)).transpose()?;
    let order = Order {
        kind: args.kind,
        id: &args.id,
        name: args.name.as_deref(),
        role: args.role.as_deref(),
        arxiv: args.arxiv.as_deref(),
        released: args.released.as_deref(),
        sibling: args.from.as_deref().zip(text.as_deref()).map(|(id, text)| Sibling { id, text }),
        force_new: args.force_new,
    };
    let made = scaffold(&taxonomy, &order).map_err(|refusal| refused(&refusal))?;
    is_free(args, dir)?;
    // What `validate` will say, asked before anything is written.
    let unsaved = Unsaved { kind: args.kind, id: &args.id, text: &made.text };
    let mut report = mmtax::load_with(dir, Some(unsaved))?.report;
    report.retain_files(|file| file.split_once('/').is_some_and(|(_, below)| below == made.file));
    let target = dir.join(&made.file);
    let shown = shown(&target);
    if args.dry_run {
        print(&made.text);
    } else {
        crate::put::create(&target, &made.text)?;
        print(&format!("{shown}\n"));
    }
    say(next_steps(args, &made, &report, dir, &shown).trim_end());
    Ok(Outcome::Clean)
}

/// The text of the entry that fields are taken from.
fn sibling_text(kind: Kind, id: &str, taxonomy: &Taxonomy, dir: &Path) -> Result<String, Failure> {
    let Some(entry) = taxonomy.entry_of(kind, id) else {
        let near = nearest(id, taxonomy.of_kind(kind).map(|entry| entry.id()));
        let help = near.map_or_else(
            || format!("`--from` takes the id of a sound {kind}"),
            |near| format!("did you mean `{near}`?"),
        );
        return Err(Failure::Usage(format!("there is no {kind} `{id}` to take fields from\nhelp: {help}")));
    };
    let path = dir.join(entry.entry().file());
    fs::read_to_string(&path).map_err(|source| Failure::Read { path: path.display().to_string(), source })
}

/// A file that is not sound has its id, too, though the taxonomy knows no such entry.
fn is_free(args: &Args, dir: &Path) -> Result<(), Failure> {
    let kinds = if args.kind.is_referable() { &Kind::REFERABLE[..] } else { &[args.kind] };
    for kind in kinds {
        let file = format!("{}/{}.yaml", kind.folder(), args.id);
        if dir.join(&file).symlink_metadata().is_ok() {
            return Err(refused(&Refusal::Exists { id: args.id.clone(), file }));
        }
    }
    Ok(())
}

fn refused(refusal: &Refusal) -> Failure {
    let help = match refusal {
        Refusal::Near { .. } => "\nhelp: if it is another one, add --force-new",
        Refusal::Malformed { .. }
        | Refusal::NotForKind { .. }
        | Refusal::OtherPaper { .. }
        | Refusal::Exists { .. }
        | Refusal::Taken { .. }
        | Refusal::Sibling { .. } => "",
    };
    Failure::Usage(format!("{refusal}{help}"))
}

/// A path as short as it is from here.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_else(|_| repository());
    path.strip_prefix(&here).unwrap_or(path).display().to_string()
}

fn next_steps(args: &Args, made: &Scaffold, report: &Report, dir: &Path, file: &str) -> String {
    let folder = if dir == repository().join("taxonomy") {
        String::new()
    } else {
        format!(" --taxonomy {}", shown(dir))
    };
    let is_to_fill = |line: &str| line.starts_with("# ") && !line.starts_with("# yaml-");
    let to_fill = made.text.lines().position(is_to_fill).map_or(1, |line| line + 1);
    let mut errors = report.diagnostics().iter().filter(|found| found.severity == Severity::Error);
    let first = errors.next().map_or(to_fill, |error| error.span.start.line as usize);
    let done = if args.dry_run { "would write" } else { "wrote" };
    let mut steps = vec![format!("fill in what you have read, and take out the rest: {file}:{first}")];
    if args.name.is_none() && !made.text.contains("\ntitle:") && args.kind.is_referable() {
        steps.push(format!("`name` is the id so far: write `{}` as its developers do", args.id));
    }
    if let Some(from) = &args.from {
        let fields = family_fields(args.kind).join(", ");
        steps.push(if made.copied.is_empty() {
            format!("`{from}` fills none of {fields}: nothing was taken from it")
        } else {
            format!("check what is from `{from}` at this entry's own source: {}", made.copied.join(", "))
        });
    }
    if let Some(paper) = &made.missing_paper {
        steps.push(format!("add its paper: cargo xtask new paper {paper} --name TITLE{folder}"));
    }
    steps.push(format!("cargo xtask validate {file}{folder}"));
    steps.push("cargo xtask render, and commit what it changes along with the entry".to_owned());
    let mut text = format!("{done} {file}; next:\n");
    for (index, step) in steps.iter().enumerate() {
        let _ = writeln!(text, "  {}. {step}", index + 1);
    }
    if report.diagnostics().is_empty() {
        text.push_str("`validate` finds nothing wrong with it so far\n");
        return text;
    }
    text.push_str("`validate` will find, until it is filled in:\n");
    for diagnostic in report.diagnostics() {
        let (line, code) = (diagnostic.span.start.line, diagnostic.code);
        let _ =
            writeln!(text, "  {file}:{line}: {}[{code}]: {}", diagnostic.severity.word(), diagnostic.message);
    }
    text
}
