//! `fmt`: the one layout of every file, written or checked.

use std::path::{Path, PathBuf};

use mmtax::RawFile;
use mmtax::schema::parse::decode;
use mmtax::schema::{Unformatted, format};

use crate::put::exchange;
use crate::wanted::Wanted;
use crate::{Failure, Outcome, print, say};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only these files and folders.
    paths: Vec<PathBuf>,
    /// Write nothing; fail when a file is not in the layout.
    #[arg(long)]
    check: bool,
}

impl Args {
    /// Every file, checked: what CI asks for.
    pub(crate) const fn check() -> Self {
        Self { paths: Vec::new(), check: true }
    }
}

pub(crate) fn run(args: &Args, taxonomy: &Path) -> Result<Outcome, Failure> {
    let wanted = Wanted::new(&args.paths)?;
    let files = mmtax::read(taxonomy)?;
    let (mut looked_at, mut changed, mut left) = (0, 0, 0);
    for file in files.iter().filter(|file| wanted.has(&file.path)) {
        looked_at += 1;
        match laid_out(file) {
            Ok(text) if Ok(text.as_bytes()) == file.bytes.as_deref() => {}
            Ok(text) => {
                changed += 1;
                print(&format!("{}\n", file.path));
                if let (Ok(before), false) = (&file.bytes, args.check) {
                    exchange(&file.disk, before, &text)?;
                }
            }
            Err(why) => {
                left += 1;
                say(&format!("left alone: {}: {why}", file.path));
            }
        }
    }
    let word = if args.check { "not in the layout" } else { "changed" };
    let files = if looked_at == 1 { "file" } else { "files" };
    say(&format!("{looked_at} {files}, {changed} {word}, {left} left alone"));
    if args.check && changed > 0 {
        say("to bring them into the layout: cargo xtask fmt");
    }
    let is_clean = left == 0 && (changed == 0 || !args.check);
    Ok(if is_clean { Outcome::Clean } else { Outcome::Findings })
}

/// The file's text in the layout, or why it stays as it is.
fn laid_out(file: &RawFile) -> Result<String, String> {
    let bytes = file.bytes.as_ref().map_err(Clone::clone)?;
    let id = file.id.as_ref().ok_or("its name is no id")?;
    let text = decode(bytes).map_err(|fault| fault.message)?;
    format(file.kind, id, text).map_err(|why| match why {
        Unformatted::Faulty(faults) => match faults.first() {
            Some(fault) => {
                let at = fault.span.start;
                format!("{}:{}: {} (see validate)", at.line, at.column, fault.message)
            }
            None => "it has faults".to_owned(),
        },
        Unformatted::Delicate => "to move its lines would change what it says".to_owned(),
    })
}
