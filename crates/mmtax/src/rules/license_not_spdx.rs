//! `license-not-spdx`

use mmtax_schema::license::spdx;
use mmtax_schema::{Entry, Path};

use super::{Explained, Rule, Run};
use crate::check::{Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "license-not-spdx",
        severity: Severity::Warning,
        summary: "A licence has an SPDX id and is written in another way.",
        docs: "\
## What it does
Reports a licence that is an SPDX id but for case, spaces, hyphens and the words `the`, `license` and `version`. Licences
without an SPDX id have the name that the source gives them.

## Why it is bad
`Apache 2.0`, `apache-2.0` and `Apache License, Version 2.0` are one licence under three names: nothing can be counted or
compared.

## How to fix
Write the id that the message gives.

## Bad
```yaml
license: Apache 2.0
```

## Good
```yaml
license: Apache-2.0
```
",
    },
    run: Run::Entry(run),
};

fn run(entry: &Entry, findings: &mut Findings) {
    let Some(license) = entry.license() else { return };
    let Some(license) = license.known() else { return };
    let Some(expected) = spdx(license).filter(|expected| *expected != **license) else { return };
    findings.push(
        Finding::new(
            Spot::value(entry, Path::field("license")),
            format!("`{license}` is the licence `{expected}`"),
        )
        .label("has an SPDX id")
        .help(format!("write `{expected}`")),
    );
}
