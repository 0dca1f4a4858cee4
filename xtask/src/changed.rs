//! `validate --changed`: the findings that a change is answerable for.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use mmtax::Report;

use crate::git::Repository;
use crate::put::{files_below, read_plain};
use crate::{Failure, say};

/// Keeps the findings in files that differ from the merge base of `revision` and HEAD, and those that it did not have.
pub(crate) fn retain(report: &mut Report, taxonomy: &Path, revision: &str) -> Result<(), Failure> {
    let repository = Repository::around(taxonomy)?;
    let base = repository.merge_base(revision, "HEAD")?;
    let before = repository.snapshot(&base)?;
    let changed = differing(taxonomy, &before.taxonomy)?;
    let loaded = mmtax::load(&before.taxonomy)?;
    report.retain_since(&loaded.report, |file| {
        changed.contains(file.split_once('/').map_or(file, |(_, below)| below))
    });
    std::mem::forget(loaded.taxonomy);
    let files =
        if changed.len() == 1 { "1 file differs" } else { &format!("{} files differ", changed.len()) };
    say(&format!("{files} from {} (merge base of {revision} and HEAD)", base.get(..10).unwrap_or(&base)));
    Ok(())
}

/// The files below `after` that are not there below `before`, or with another text. Line ends of another system are no
/// difference: git may write them when it checks files out.
fn differing(after: &Path, before: &Path) -> Result<BTreeSet<String>, Failure> {
    let mut found = BTreeSet::new();
    for path in files_below(after)? {
        let (new, old) = (after.join(&path), before.join(&path));
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        let name = parts.join("/");
        let old = match read_plain(&old) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                found.insert(name);
                continue;
            }
            Err(source) => return Err(Failure::Read { path: old.display().to_string(), source }),
        };
        // What cannot be read is a finding, and the loader's to tell.
        let new = read_plain(&new).unwrap_or(Some(Vec::new()));
        // Neither a link nor a pipe is read: they differ from what is a plain file.
        let is_same = match (&old, &new) {
            (Some(old), Some(new)) => old == new || unified(old) == unified(new),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        if !is_same {
            found.insert(name);
        }
    }
    Ok(found)
}

fn unified(bytes: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    out.retain(|byte| *byte != b'\r');
    out
}
