//! `source-unknown`

use mmtax_schema::suggest::{Near, near};
use mmtax_schema::{Entry, EntryId, Path};

use super::{Explained, Rule, Run};
use crate::check::{Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "source-unknown",
        severity: Severity::Error,
        summary: "A fact names a source key that its entry does not list.",
        docs: "\
## What it does
Reports a `source:` key, in a list item or under `cited`, that is not among the entry's `sources`.

## Why it is bad
Nobody can tell where the fact was read.

## How to fix
Correct the key, or add the source.

## Bad
```yaml
sources: { paper: { paper: arxiv-2410.13848 } }
cited: { license: { source: card } }
```

## Good
```yaml
sources:
  paper: { paper: arxiv-2410.13848 }
  card: { url: https://huggingface.co/deepseek-ai/Janus-1.3B }
cited: { license: { source: card } }
```
",
    },
    run: Run::Entry(run),
};

fn run(entry: &Entry, findings: &mut Findings) {
    let shared = entry.shared();
    let mut keys: Vec<(Path, &EntryId)> = Vec::new();
    for (field, citation) in shared.cited.iter() {
        if let Some(key) = &citation.source {
            keys.push((Path::field("cited").key(field.word()).key("source"), key));
        }
    }
    super::locator_missing::for_each_item(entry, |list, cited| {
        if let Some(key) = cited.source {
            keys.push((list.key("source"), key));
        }
    });
    for (path, key) in keys.into_iter().filter(|(_, key)| shared.sources.get(key).is_none()) {
        let known: Vec<&str> = shared.sources.iter().map(|(known, _)| known.as_str()).collect();
        let close = near(key.as_str(), known.iter().copied());
        let help = match close {
            Some(Near { word, .. }) => format!("did you mean `{word}`?"),
            None if known.is_empty() => "the entry lists no `sources`".to_owned(),
            None => format!("sources of this entry: {}", known.join(", ")),
        };
        findings.push(
            Finding::new(Spot::value(entry, path), format!("no source has the key `{key}`"))
                .label("not among `sources`")
                .help(help)
                .replace_near("", key.as_str(), close),
        );
    }
}
