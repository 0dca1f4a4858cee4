//! `read-before-published`

use mmtax_schema::{Body, PartialDate, Path};

use super::{Explained, Rule, Run};
use crate::check::{Check, Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "read-before-published",
        severity: Severity::Error,
        summary: "A paper is said to have been read before it came out.",
        docs: "\
## What it does
Compares the `read` date of every source and results file with the date of the paper that was read.

## Why it is bad
One of the dates is wrong, or it is another paper.

## How to fix
Correct the date, or the paper.

## Bad
```yaml
sources:
  paper: { paper: arxiv-2501.17811, read: 2024-11-23 }
```

## Good
```yaml
sources:
  paper: { paper: arxiv-2501.17811, read: 2026-11-23 }
```
",
    },
    run: Run::Taxonomy(run),
};

fn run(check: &Check<'_>, findings: &mut Findings) {
    for entry in check.taxonomy.entries() {
        let mut readings: Vec<(Path, PartialDate, &str)> = Vec::new();
        for (key, source) in entry.entry().shared().sources.iter() {
            if let (Some(paper), Some(read)) = (&source.paper, source.read) {
                readings.push((Path::field("sources").key(key.to_string()).key("read"), read, paper.id()));
            }
        }
        if let Body::Results(results) = &entry.entry().body
            && let Some(read) = results.read
        {
            readings.push((Path::field("read"), read, results.source.id()));
        }
        for (path, read, paper) in readings {
            let Some(paper) = check.taxonomy.entry(paper) else { continue };
            let Some(date) = paper.date().filter(|date| read.is_certainly_before(*date)) else { continue };
            let message = format!("`{}` was not out yet: it is dated {date}", paper.id());
            findings.push(
                Finding::new(Spot::value(entry, path), message)
                    .label(format!("read {read}"))
                    .related(
                        Spot::value(paper, Path::field(paper.entry().date_field())),
                        format!("dated {date}"),
                    )
                    .help("correct the date, or the paper"),
            );
        }
    }
}
