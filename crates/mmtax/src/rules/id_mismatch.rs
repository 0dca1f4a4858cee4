//! `id-mismatch`

use mmtax_schema::{Body, Entry, Path};

use super::{Explained, Rule, Run};
use crate::check::{Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "id-mismatch",
        severity: Severity::Error,
        summary: "What a file says is at odds with its own name.",
        docs: "\
## What it does
Reports a paper whose `arxiv` number is not the one in its file name, and results or errata whose `source` is not their file
name (a suffix after `.` may tell several files of one source apart).

## Why it is bad
One of the two is wrong, and every reference to the entry means one of them.

## How to fix
Correct the field, or rename the file.

## Bad
```yaml
# taxonomy/papers/arxiv-2501.17811.yaml
arxiv: \"2410.13848\"
```

## Good
```yaml
# taxonomy/papers/arxiv-2501.17811.yaml
arxiv: \"2501.17811\"
```
",
    },
    run: Run::Entry(run),
};

fn run(entry: &Entry, findings: &mut Findings) {
    let (field, says) = match &entry.body {
        Body::Paper(paper) => match paper.arxiv.known() {
            Some(number) => ("arxiv", format!("arxiv-{number}")),
            None => return,
        },
        Body::Results(results) => ("source", results.source.to_string()),
        Body::Errata(errata) => ("source", errata.source.to_string()),
        Body::Model(_)
        | Body::Tokenizer(_)
        | Body::Method(_)
        | Body::Dataset(_)
        | Body::Benchmark(_)
        | Body::Organization(_)
        | Body::Scheme(_) => return,
    };
    let id = entry.id.as_str();
    let is_suffixed = field == "source" && id.strip_prefix(&says).is_some_and(|rest| rest.starts_with('.'));
    let is_old_style = says.contains('/');
    if id != says && !is_suffixed && !is_old_style {
        let message = format!("this says `{says}`, but the file is named `{id}`");
        let spot = Spot::value(entry, Path::field(field));
        findings.push(
            Finding::new(spot, message)
                .label(format!("not `{id}`"))
                .help(format!("correct `{field}`, or rename the file to `{says}.yaml`")),
        );
    }
}
