//! `validate --fix`: writes what can be mended, or shows it.

use std::path::Path;

use mmtax::schema::parse::decode;
use mmtax::{Fixed, FixedFile, Loaded, Scope};
use similar::TextDiff;

use crate::put::{exchange, read_plain};
use crate::wanted::Wanted;
use crate::{Failure, Outcome, print, say};

/// The mark that some editors put before the first character.
const MARK: &str = "\u{feff}";

/// Mends the wanted files, and hands back what is left.
pub(crate) fn write(taxonomy: &Path, scope: Scope, wanted: &Wanted) -> Result<Loaded, Failure> {
    let fixed = mmtax::fix(taxonomy, scope, |file| wanted.has(file))?;
    for file in &fixed.files {
        write_file(taxonomy, file)?;
    }
    tell(&fixed, "fixed");
    Ok(fixed.loaded)
}

/// Prints what [`write()`] would change.
pub(crate) fn show(taxonomy: &Path, scope: Scope, wanted: &Wanted) -> Result<Outcome, Failure> {
    let fixed = mmtax::fix(taxonomy, scope, |file| wanted.has(file))?;
    for FixedFile { path, before, after } in &fixed.files {
        let diff = TextDiff::from_lines(before, after);
        print(&diff.unified_diff().header(&format!("a/{path}"), &format!("b/{path}")).to_string());
    }
    tell(&fixed, "would fix");
    Ok(if fixed.files.is_empty() { Outcome::Clean } else { Outcome::Findings })
}

fn write_file(taxonomy: &Path, file: &FixedFile) -> Result<(), Failure> {
    let below = file.path.split_once('/').map_or(&*file.path, |(_, below)| below);
    let target = taxonomy.join(below);
    let read = |source| Failure::Read { path: file.path.clone(), source };
    let found = read_plain(&target).map_err(read)?.unwrap_or_default();
    if decode(&found) != Ok(&file.before) {
        return Err(Failure::Usage(format!("`{}` was changed by somebody else: run again", file.path)));
    }
    let mark = if found.starts_with(MARK.as_bytes()) { MARK } else { "" };
    exchange(&target, &found, &format!("{mark}{}", file.after))
}

fn tell(fixed: &Fixed, word: &str) {
    for dropped in &fixed.dropped {
        let mmtax::Dropped { file, at, code, reason } = dropped;
        say(&format!("not fixed: {file}:{}:{}: {code}: {reason}", at.line, at.column));
    }
    let (faults, files) = (fixed.count, fixed.files.len());
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    say(&format!("{word} {faults} fault{} in {files} file{}", plural(faults), plural(files)));
}
