//! `code-reused`

use std::collections::BTreeMap;

use mmtax_graph::{EntryRef, View};
use mmtax_schema::{Kind, Path};

use super::{Explained, Rule, Run};
use crate::check::{Check, Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "code-reused",
        severity: Severity::Warning,
        summary: "Two entries have the same code, and nothing else in common.",
        docs: "\
## What it does
Reports models, tokenizers and methods with the same `links.code` (the repository and the path in it), unless they hang
together: by lineage or parts, directly or through others with that code, by a common paper or a common developer.

## Why it is bad
In lists of models this is most often a link that was copied from the row above.

## How to fix
Look the repository up. If it holds the code of both, link them under `lineage`, or name the developers that they share.

## Bad
```yaml
# taxonomy/models/show-o.yaml, while janus has the same
links: { code: https://github.com/deepseek-ai/Janus }
```

## Good
```yaml
links: { code: https://github.com/showlab/Show-o }
```
",
    },
    run: Run::Taxonomy(run),
};

fn run(check: &Check<'_>, findings: &mut Findings) {
    let mut by_code: BTreeMap<String, Vec<EntryRef<'_>>> = BTreeMap::new();
    let kinds = [Kind::Model, Kind::Tokenizer, Kind::Method];
    for entry in check.taxonomy.entries().filter(|entry| kinds.contains(&entry.kind())) {
        if let Some(url) = &entry.entry().shared().links.code {
            let page = super::address_not_canonical::canonical(url).unwrap_or_else(|| url.to_string());
            by_code.entry(page.to_lowercase()).or_default().push(entry);
        }
    }
    for (_, entries) in by_code.into_iter().filter(|(_, entries)| entries.len() > 1) {
        let groups = groups(&entries);
        let first = entries[0];
        let spot = |entry| Spot::value(entry, Path::field("links").key("code"));
        for (other, group) in entries.iter().zip(&groups) {
            // One finding for all that hang together: at the first of them.
            if *group == 0 || entries[*group] != *other {
                continue;
            }
            let message = format!(
                "`{}` has the code of `{}`, and nothing else in common with it",
                other.id(),
                first.id()
            );
            findings.push(
                Finding::new(spot(*other), message)
                    .label("the same code")
                    .related(spot(first), "linked here")
                    .help("look both up; if the repository is right, link them under `lineage` or name their developers"),
            );
        }
    }
}

/// For each entry the position of the first one that it hangs together with. `entries` is sorted.
fn groups(entries: &[EntryRef<'_>]) -> Vec<usize> {
    let mut parents: Vec<usize> = (0..entries.len()).collect();
    let mut makers: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        let ends = entry.links_out(View::descent()).into_iter();
        let joined: Vec<usize> = ends.filter_map(|link| entries.binary_search(&link.to()).ok()).collect();
        joined.into_iter().for_each(|other| join(&mut parents, at, other));
        let papers = entry.entry().introduced_by().into_iter().map(|paper| paper.id());
        for maker in papers.chain(entry.entry().developers().iter().map(|developer| developer.id())) {
            let other = *makers.entry(maker).or_insert(at);
            join(&mut parents, at, other);
        }
    }
    (0..entries.len()).map(|at| root(&mut parents, at)).collect()
}

fn join(parents: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(parents, a), root(parents, b));
    parents[a.max(b)] = a.min(b);
}

fn root(parents: &mut [usize], mut at: usize) -> usize {
    while parents[at] != at {
        parents[at] = parents[parents[at]];
        at = parents[at];
    }
    at
}
