//! `dispute-unneeded`

use mmtax_schema::Kind;

use super::class_contradiction::{contradictions, for_each_member};
use super::{Explained, Rule, Run};
use crate::check::{Check, Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "dispute-unneeded",
        severity: Severity::Warning,
        summary: "A membership is marked as disputed, but nothing contradicts it.",
        docs: "\
## What it does
Reports `disputed` on a membership that no fact of the model contradicts.

## Why it is bad
The facts were corrected, or the concept's conditions do not say what the dispute is about; a mark that is no longer needed
would hide the next contradiction.

## How to fix
Remove `disputed`, or say in the concept's `implies` what is not met.

## Bad
```yaml
members:
  - { model: mmada, disputed: denoises text as well, at: \"Table 1\" }
```

## Good
```yaml
members:
  - { model: mmada, at: \"Table 1\" }
```
",
    },
    run: Run::Taxonomy(run),
};

fn run(check: &Check<'_>, findings: &mut Findings) {
    for scheme in check.taxonomy.of_kind(Kind::Scheme) {
        for_each_member(scheme, check, |model, class, path| {
            if class.member.disputed.is_some() && contradictions(class, model).is_empty() {
                let message = format!("nothing contradicts the place of `{}`", model.id());
                findings.push(
                    Finding::new(Spot::key(scheme, path.key("disputed")), message)
                        .label("not needed")
                        .help("remove it, or say in `implies` what is not met")
                        .remove(),
                );
            }
        });
    }
}
