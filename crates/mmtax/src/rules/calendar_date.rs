//! `calendar-date`

use mmtax_schema::{Body, Entry, PartialDate, Path};

use super::{Explained, Rule, Run};
use crate::check::{Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "calendar-date",
        severity: Severity::Error,
        summary: "A date names a day that its month does not have.",
        docs: "\
## What it does
Reports days such as 31 April and 29 February of a common year.

## Why it is bad
It is a slip, and nobody can tell of what.

## How to fix
Look the date up; leave out the part that is not known (`2025-02`).

## Bad
```yaml
released: 2025-02-29
```

## Good
```yaml
released: 2025-02-28
```
",
    },
    run: Run::Entry(run),
};

fn run(entry: &Entry, findings: &mut Findings) {
    let mut dates: Vec<(Path, PartialDate)> = Vec::new();
    if let Some(date) = entry.date() {
        dates.push((Path::field(entry.date_field()), date));
    }
    let shared = entry.shared();
    for (key, source) in shared.sources.iter() {
        dates.extend(source.read.map(|date| (Path::field("sources").key(key.to_string()).key("read"), date)));
    }
    for (i, variant) in shared.variants.iter().enumerate() {
        let path = Path::field("variants").index(i).key("released");
        dates.extend(variant.released.known().map(|date| (path, *date)));
    }
    if let Body::Results(results) = &entry.body {
        dates.extend(results.read.map(|date| (Path::field("read"), date)));
    }
    for (path, date) in dates.into_iter().filter(|(_, date)| !date.is_in_calendar()) {
        findings.push(
            Finding::new(Spot::value(entry, path), format!("there is no day {date}"))
                .label("not in the calendar")
                .help("look the date up, or leave out the day"),
        );
    }
}
