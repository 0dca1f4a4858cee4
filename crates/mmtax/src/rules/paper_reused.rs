//! `paper-reused`

use std::collections::BTreeMap;

use mmtax_graph::{EntryRef, View};
use mmtax_schema::{Kind, Path};

use super::{Explained, Rule, Run};
use crate::check::{Check, Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "paper-reused",
        severity: Severity::Error,
        summary: "Two entries of one kind claim to be introduced by one paper.",
        docs: "\
## What it does
Reports two models, two tokenizers or two methods with the same `introduced_by`, unless a lineage link or a part joins the two (a
paper may well introduce a base model and what is tuned from it).

## Why it is bad
In lists of papers this is most often an arXiv id that was copied from the row above.

## How to fix
Look the papers up. Sizes and releases of one model are variants of one entry; if the paper introduces both, link them.

## Bad
```yaml
# taxonomy/models/nexus-gen.yaml, while seed-x has the same paper
introduced_by: arxiv-2404.14396
```

## Good
```yaml
introduced_by: arxiv-2504.21356
```
",
    },
    run: Run::Taxonomy(run),
};

fn run(check: &Check<'_>, findings: &mut Findings) {
    let mut claimed: BTreeMap<(Kind, &str), Vec<EntryRef<'_>>> = BTreeMap::new();
    // A survey may well bring several benchmarks or datasets, and sort the same models by several questions.
    let kinds = [Kind::Model, Kind::Tokenizer, Kind::Method];
    for entry in check.taxonomy.entries().filter(|entry| kinds.contains(&entry.kind())) {
        if let Some(paper) = entry.entry().introduced_by() {
            claimed.entry((entry.kind(), paper.id())).or_default().push(entry);
        }
    }
    for ((kind, paper), entries) in claimed {
        let [first, others @ ..] = entries.as_slice() else { continue };
        for other in others {
            let is_joined = entries.iter().any(|entry| entry != other && are_joined(*entry, *other));
            if !is_joined {
                let message =
                    format!("the {kind} `{}` claims the paper of `{}`: `{paper}`", other.id(), first.id());
                findings.push(
                    Finding::new(Spot::value(*other, Path::field("introduced_by")), message)
                        .label("claimed twice")
                        .related(Spot::value(*first, Path::field("introduced_by")), "claimed here")
                        .help("look both up; if the paper introduces both, link them under `lineage` or make them variants"),
                );
            }
        }
    }
}

fn are_joined(a: EntryRef<'_>, b: EntryRef<'_>) -> bool {
    let leads_to = |from: EntryRef<'_>, to: EntryRef<'_>| {
        from.links_out(View::descent()).iter().any(|link| link.to() == to)
    };
    leads_to(a, b) || leads_to(b, a)
}
