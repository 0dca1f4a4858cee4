//! `id-collision`

use std::collections::BTreeMap;

use mmtax_schema::{Kind, Path};

use super::{Explained, Rule};
use crate::check::{Check, Finding, Findings, Spot};
use crate::diagnostic::Severity;

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
    run,
};

fn run(check: &Check<'_>, findings: &mut Findings) {
    // Ids share one space over all kinds that can be referred to; names and aliases share one a kind.
    let mut taken: BTreeMap<(Option<Kind>, String), Spot> = BTreeMap::new();
    for entry in check.taxonomy.entries().filter(|entry| entry.kind().is_referable()) {
        let shared = entry.entry().shared();
        let field = if entry.kind() == Kind::Paper { "title" } else { "name" };
        let mut names = vec![(None, fold(entry.id()), Spot::key(entry, Path::root()), entry.id())];
        let kind = Some(entry.kind());
        if let Some(name) = shared.name {
            names.push((kind, fold(name), Spot::value(entry, Path::field(field)), name.as_str()));
        }
        for (index, alias) in shared.aliases.iter().enumerate() {
            let spot = Spot::value(entry, Path::field("aliases").index(index));
            names.push((kind, fold(alias), spot, alias.as_str()));
        }
        for (scope, folded, spot, text) in names {
            match taken.get(&(scope, folded.clone())) {
                Some(first) if (first.kind, &first.id) != (spot.kind, &spot.id) => {
                    let what = if scope.is_none() { "id" } else { "name" };
                    let message = format!("the {what} `{text}` is taken by {}/{}", first.kind.folder(), first.id);
                    findings.push(
                        Finding::new(spot, message)
                            .label("the same but for case and separators")
                            .related(first.clone(), "taken here")
                            .help("merge the two entries, or give each a name that tells it apart"),
                    );
                }
                Some(_) => {}
                None => {
                    taken.insert((scope, folded), spot);
                }
            }
        }
    }
}

/// Letters and digits only, lower case. Signs that change a name keep their place: `ILLUME+` is not `ILLUME`.
fn fold(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '+' | '²' | '³'))
        .flat_map(char::to_lowercase)
        .collect()
}
