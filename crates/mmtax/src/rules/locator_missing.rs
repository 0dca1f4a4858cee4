//! `locator-missing`

use mmtax_schema::{Body, Entry, Path, SourceAt};

use super::{Explained, Rule, Run};
use crate::check::{Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "locator-missing",
        severity: Severity::Warning,
        summary: "A component, link, training stage, method or membership does not say where it was read.",
        docs: "\
## What it does
Reports items without `at`: the place in the source, such as a section, table, figure or file.

## Why it is bad
A reader who wants to check one component should not have to read a paper of forty pages.

## How to fix
Add `at: \"§2.1\"`, `at: \"Table 4\"`, `at: config.json` and the like.

## Bad
```yaml
components:
  - { roles: [backbone], uses: deepseek-llm }
```

## Good
```yaml
components:
  - { roles: [backbone], uses: deepseek-llm, at: \"§3.1\" }
```
",
    },
    run: Run::Entry(run),
};

fn run(entry: &Entry, findings: &mut Findings) {
    for_each_item(entry, |path, cited| {
        if cited.at.is_none() {
            let spot = Spot::value(entry, path.clone());
            findings.push(
                Finding::new(spot, format!("`{path}` does not say where it was read"))
                    .label("has no `at`")
                    .help("add `at`: the section, table, figure or file of the source"),
            );
        }
    });
}

/// Calls `each` for every list item that carries a source and a locator.
pub(super) fn for_each_item<'t>(entry: &'t Entry, mut each: impl FnMut(Path, SourceAt<'t>)) {
    let shared = entry.shared();
    for (i, item) in shared.components.map_or(&[][..], |fact| fact.items()).iter().enumerate() {
        each(Path::field("components").index(i), item.cited());
    }
    for (i, item) in shared.lineage.iter().enumerate() {
        each(Path::field("lineage").index(i), item.cited());
    }
    for (i, item) in shared.training.map_or(&[][..], |fact| fact.items()).iter().enumerate() {
        each(Path::field("training").index(i), item.cited());
    }
    for (i, item) in shared.methods.iter().enumerate() {
        each(Path::field("methods").index(i), item.cited());
    }
    if let Body::Scheme(scheme) = &entry.body {
        for (c, concept) in scheme.concepts.iter().enumerate() {
            for (m, member) in concept.members.iter().enumerate() {
                let path = Path::field("concepts").index(c).key("members").index(m);
                each(path, member.cited());
            }
        }
    }
}
