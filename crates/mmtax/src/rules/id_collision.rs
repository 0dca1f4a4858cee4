//! `id-collision`

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use mmtax_graph::EntryRef;
use mmtax_schema::{Kind, Path};

use super::{Explained, Rule, Run};
use crate::check::{Check, Finding, Findings, Spot};
use crate::diagnostic::Severity;
use crate::names::fold;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "id-collision",
        severity: Severity::Error,
        summary: "Two entries have one id, name or alias, but for case and separators.",
        docs: "\
## What it does
Folds ids, names, aliases and variant names to letters and digits, and reports two entries that then share one: any two
entries that share an id, and two entries of one kind that share a name or alias.

## Why it is bad
`LLaMA 2` and `Llama-2` are one model in two entries, or two models that no reader can tell apart.

## How to fix
Merge the entries, or give each a name that tells it apart.

## Bad
```yaml
# taxonomy/models/llama2.yaml beside taxonomy/models/llama-2.yaml
name: LLaMA 2
```

## Good
```yaml
# taxonomy/models/llama-2.yaml
name: Llama 2
aliases: [LLaMA 2]
```
",
    },
    run: Run::Taxonomy(run),
};

/// Something that an entry is called.
struct Name<'t> {
    /// Ids share one space over all kinds that can be referred to; names and aliases share one a kind.
    scope: Option<Kind>,
    /// The hash of the folded text: most names are alone with theirs, and need not be folded into a text of their own.
    hash: u64,
    text: &'t str,
    entry: EntryRef<'t>,
    /// Its position among the aliases, if it is one.
    alias: Option<usize>,
}

impl<'t> Name<'t> {
    fn new(scope: Option<Kind>, text: &'t str, entry: EntryRef<'t>, alias: Option<usize>) -> Self {
        // Its keys are fixed: the same text has the same hash in every run.
        let mut hasher = DefaultHasher::new();
        fold(text).for_each(|c| c.hash(&mut hasher));
        Self { scope, hash: hasher.finish(), text, entry, alias }
    }

    fn spot(&self) -> Spot {
        match (self.scope, self.alias) {
            (None, _) => Spot::key(self.entry, Path::root()),
            (Some(_), Some(index)) => Spot::value(self.entry, Path::field("aliases").index(index)),
            (Some(Kind::Paper), None) => Spot::value(self.entry, Path::field("title")),
            (Some(_), None) => Spot::value(self.entry, Path::field("name")),
        }
    }
}

fn run(check: &Check<'_>, findings: &mut Findings) {
    let mut names = Vec::new();
    for entry in check.taxonomy.entries().filter(|entry| entry.kind().is_referable()) {
        let (shared, kind) = (entry.entry().shared(), Some(entry.kind()));
        names.push(Name::new(None, entry.id(), entry, None));
        names.extend(shared.name.map(|name| Name::new(kind, name, entry, None)));
        let aliases = shared.aliases.iter().enumerate();
        names.extend(aliases.map(|(index, alias)| Name::new(kind, alias, entry, Some(index))));
    }
    names.sort_by_key(|name| (name.scope, name.hash));
    for group in names.chunk_by(|a, b| (a.scope, a.hash) == (b.scope, b.hash)) {
        if group.iter().any(|name| name.entry != group[0].entry) {
            collisions(group, findings);
        }
    }
}

/// Reports the names that another entry before theirs has, too.
fn collisions(names: &[Name<'_>], findings: &mut Findings) {
    let mut taken: BTreeMap<String, &Name<'_>> = BTreeMap::new();
    for name in names {
        let first = *taken.entry(fold(name.text).collect()).or_insert(name);
        if first.entry == name.entry {
            continue;
        }
        let what = if name.scope.is_none() { "id" } else { "name" };
        let (folder, id) = (first.entry.kind().folder(), first.entry.id());
        findings.push(
            Finding::new(name.spot(), format!("the {what} `{}` is taken by {folder}/{id}", name.text))
                .label("the same but for case and separators")
                .related(first.spot(), "taken here")
                .help("merge the two entries, or give each a name that tells it apart"),
        );
    }
}
