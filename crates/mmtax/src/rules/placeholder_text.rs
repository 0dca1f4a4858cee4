//! `placeholder-text`

use mmtax_schema::suggest::near;
use mmtax_schema::{Entry, Nothing};

use super::{Explained, Rule, Run};
use crate::check::{Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "placeholder-text",
        severity: Severity::Error,
        summary: "A text says \"unknown\", \"n/a\", \"TODO\" or the like, or a slip of it, where a typed nothing is meant.",
        docs: "\
## What it does
Reports texts that consist of a placeholder: unknown, undisclosed, none, nil, null, n/a, na, not available, tba, tbd, todo,
fixme, xxx, various, ?, -, –, …, and slips of `unknown`, `undisclosed` and `not-applicable`.

## Why it is bad
It counts as a value in every table and every answer: one published catalogue has five thousand of them in a dozen
spellings.

## How to fix
Leave the field out when nobody has looked; where the field takes a fact, write `unknown` (looked for and not found),
`undisclosed` or `not-applicable`.

## Bad
```yaml
summary: TODO
```

## Good
```yaml
license: undisclosed
```
",
    },
    run: Run::Entry(run),
};

const PLACEHOLDERS: [&str; 23] = [
    "?",
    "-",
    "--",
    "–",
    "—",
    "...",
    "…",
    "n/a",
    "na",
    "n.a.",
    "nil",
    "none",
    "null",
    "not available",
    "unknown",
    "undisclosed",
    "not-applicable",
    "not applicable",
    "tba",
    "tbd",
    "todo",
    "fixme",
    "xxx",
];

fn run(entry: &Entry, findings: &mut Findings) {
    entry.for_each_text(&mut |path, text| {
        let trimmed = text.trim();
        // A sign or several, such as `???`, and no word.
        let says_nothing = !trimmed.contains(char::is_alphanumeric);
        let is_placeholder =
            says_nothing || PLACEHOLDERS.iter().any(|word| trimmed.eq_ignore_ascii_case(word));
        let found = if is_placeholder {
            Finding::new(Spot::value(entry, path()), format!("`{trimmed}` is a placeholder, not a text")).help(
                "leave the field out, or write `unknown`, `undisclosed` or `not-applicable` where it takes a fact",
            )
        } else {
            let Some(meant) = slip(trimmed) else { return };
            Finding::new(Spot::value(entry, path()), format!("`{trimmed}` is no text, but a slip of `{}`", meant))
                .help(format!("did you mean `{}`?", meant))
        };
        findings.push(found.label("says nothing"));
    });
}

/// The typed nothing that a word is a slip of.
fn slip(text: &str) -> Option<&'static str> {
    // No slip of them is longer, and most texts are.
    if text.len() > 16 || text.contains(' ') {
        return None;
    }
    near(text, Nothing::WORDS.into_iter()).filter(|near| near.is_slip).map(|near| near.word)
}
