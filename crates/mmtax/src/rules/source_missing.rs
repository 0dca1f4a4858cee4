//! `source-missing`

use mmtax_schema::{Body, Entry, Kind, Path};

use super::{Explained, Rule, Run};
use crate::check::{Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "source-missing",
        severity: Severity::Error,
        summary: "An entry states facts, but no source.",
        docs: "\
## What it does
Reports an entry that is more than a stub and lists no `sources`. Papers are their own source; a paper that has neither an
arXiv id, nor a DOI, nor an address is reported, too.

## Why it is bad
A fact that cannot be looked up cannot be trusted or corrected.

## How to fix
Name the paper, card or page where the facts were read; remove those that were not read anywhere.

## Bad
```yaml
name: Janus
role: unified
released: 2024-10-17
```

## Good
```yaml
name: Janus
role: unified
released: 2024-10-17
sources:
  paper: { paper: arxiv-2410.13848, version: v1 }
```
",
    },
    run: Run::Entry(run),
};

fn run(entry: &Entry, findings: &mut Findings) {
    if let Body::Paper(paper) = &entry.body {
        let can_be_found = paper.arxiv.known().is_some()
            || paper.doi.known().is_some()
            || paper.url.is_some()
            || !paper.links.is_empty();
        if !can_be_found && !entry.is_stub() {
            let spot = Spot::key(entry, Path::field("title"));
            findings.push(
                Finding::new(spot, format!("nothing says where to find the paper `{}`", entry.id))
                    .label("has no address")
                    .help("add `arxiv`, `doi` or `url`"),
            );
        }
        return;
    }
    let is_record = matches!(entry.kind(), Kind::Results | Kind::Errata | Kind::Organization);
    if !is_record && !entry.is_stub() && entry.shared().sources.is_empty() {
        let spot = Spot::key(entry, Path::field("name"));
        findings.push(
            Finding::new(spot, format!("`{}` states facts, but no source", entry.id))
                .label("has no `sources`")
                .help("add `sources: { paper: { paper: ID, version: v1 } }`, or keep only name and links"),
        );
    }
}
