//! `nothing-cited`

use mmtax_schema::{Entry, Path};

use super::{Explained, Rule, Run};
use crate::check::{Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "nothing-cited",
        severity: Severity::Error,
        summary: "A citation is for a field that the entry does not fill.",
        docs: "\
## What it does
Reports a name under `cited` whose field is not there, or that entries of this kind do not have.

## Why it is bad
The fact was removed or misnamed, and its source was left behind.

## How to fix
Remove the citation, or fill the field.

## Bad
```yaml
cited: { license: { source: card } }
```

## Good
```yaml
license: MIT
cited: { license: { source: card } }
```
",
    },
    run: Run::Entry(run),
};

fn run(entry: &Entry, findings: &mut Findings) {
    let fields = entry.fact_fields();
    for (name, _) in entry.shared().cited.iter() {
        let message = match fields.iter().find(|(field, _)| field == name) {
            Some((_, true)) => continue,
            Some((_, false)) => format!("`{name}` is cited, but not filled"),
            None => format!("{} has no field `{name}` to cite", entry.kind().with_article()),
        };
        let spot = Spot::key(entry, Path::field("cited").key(name.word()));
        findings.push(
            Finding::new(spot, message).label("cites nothing").help("remove it, or fill the field").remove(),
        );
    }
}
