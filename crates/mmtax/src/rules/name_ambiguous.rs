//! `name-ambiguous`

use std::collections::BTreeMap;

use mmtax_graph::EntryRef;
use mmtax_schema::{Kind, Path};

use super::{Explained, Rule, Run};
use crate::check::{Check, Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "name-ambiguous",
        severity: Severity::Info,
        summary: "Two entries of different kinds have one name.",
        docs: "\
## What it does
Names entries of different kinds whose names are equal but for case. Organizations and papers are left out, which are often
called like what they make or describe.

## Why it is bad
It is right where a paper brings a dataset and a model under one name. Then readers cannot tell them apart in a graph, and
a reference may name the one where the other is meant.

## How to fix
If the developers tell them apart in any way, name them so. Otherwise leave it.

## Bad
```yaml
# taxonomy/models/magicbrush-model.yaml beside taxonomy/datasets/magicbrush.yaml with the same name
name: MagicBrush
role: image-generator
```

## Good
```yaml
name: InstructPix2Pix tuned on MagicBrush
role: image-generator
```
",
    },
    run: Run::Taxonomy(run),
};

fn run(check: &Check<'_>, findings: &mut Findings) {
    let mut names: BTreeMap<String, EntryRef<'_>> = BTreeMap::new();
    let kinds = [Kind::Model, Kind::Tokenizer, Kind::Method, Kind::Dataset, Kind::Benchmark];
    for entry in check.taxonomy.entries().filter(|entry| kinds.contains(&entry.kind())) {
        let first = *names.entry(entry.name().to_lowercase()).or_insert(entry);
        // Of one kind: `id-collision` says it.
        if first.kind() == entry.kind() {
            continue;
        }
        let spot = |entry| Spot::value(entry, Path::field("name"));
        let message = format!(
            "the {} `{}` and the {} `{}` are both called `{}`",
            entry.kind(),
            entry.id(),
            first.kind(),
            first.id(),
            entry.name()
        );
        findings.push(
            Finding::new(spot(entry), message)
                .label("one name for two things")
                .related(spot(first), "has it, too")
                .help("if the developers tell them apart, name them so"),
        );
    }
}
