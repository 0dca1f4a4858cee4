//! `reading-old`

use mmtax_schema::{Body, PartialDate, Path};

use super::{Explained, Rule, Run};
use crate::check::{Check, Finding, Findings, Spot};
use crate::diagnostic::Severity;

/// Months after which it is time to look again.
const MONTHS: i32 = 24;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "reading-old",
        severity: Severity::Info,
        summary: "A source was read more than two years before the newest reading.",
        docs: "\
## What it does
Compares every `read` with the newest `read` of the whole taxonomy, and names those that are more than 24 months older. It
asks no clock: the same files give the same report on every day.

## Why it is bad
Papers get new versions, and model cards, licences and repositories change.

## How to fix
Read the source again and give it the new day and `version`.

## Bad
```yaml
# elsewhere in the taxonomy: read: 2026-11-23
sources:
  card: { url: https://huggingface.co/deepseek-ai/Janus-Pro-7B, read: 2024-03-01 }
```

## Good
```yaml
sources:
  card: { url: https://huggingface.co/deepseek-ai/Janus-Pro-7B, read: 2026-11-23 }
```
",
    },
    run: Run::Taxonomy(run),
};

fn run(check: &Check<'_>, findings: &mut Findings) {
    let mut newest: Option<PartialDate> = None;
    let mut oldest: Option<i32> = None;
    for entry in check.taxonomy.entries() {
        let sources = entry.entry().shared().sources.iter().filter_map(|(_, source)| source.read);
        for read in sources.chain(entry.as_results().and_then(|results| results.read)) {
            newest = newest.max(Some(read));
            oldest = Some(oldest.map_or(read.months(), |oldest| oldest.min(read.months())));
        }
    }
    let (Some(newest), Some(oldest)) = (newest, oldest) else { return };
    let is_old = |read: &PartialDate| last_month(*read) + MONTHS < newest.months();
    if oldest + MONTHS >= newest.months() {
        return;
    }
    for entry in check.taxonomy.entries() {
        let mut report = |path: Path, read: PartialDate| {
            findings.push(
                Finding::new(
                    Spot::value(entry, path),
                    format!("read {read}, more than two years before the newest reading, {newest}"),
                )
                .label("long ago")
                .help("read it again, and give it the new day and version"),
            );
        };
        for (key, source) in entry.entry().shared().sources.iter() {
            if let Some(read) = source.read.filter(is_old) {
                report(Path::field("sources").key(key.to_string()).key("read"), read);
            }
        }
        if let Body::Results(results) = &entry.entry().body
            && let Some(read) = results.read.filter(is_old)
        {
            report(Path::field("read"), read);
        }
    }
}

/// The last month that a date can mean, counted as by [`PartialDate::months`].
fn last_month(date: PartialDate) -> i32 {
    let (year, month, _) = date.latest();
    i32::from(year) * 12 + i32::from(month) - 1
}
