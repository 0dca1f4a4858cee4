//! `arxiv-id`

use mmtax_graph::EntryRef;
use mmtax_schema::{Kind, PartialDate, Path};

use super::{Explained, Rule, Run};
use crate::check::{Check, Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "arxiv-id",
        severity: Severity::Error,
        summary: "An arXiv id is malformed, or at odds with a date.",
        docs: "\
## What it does
Checks the form of `arxiv` (`YYMM.NNNNN`, or `archive/YYMMNNN` before April 2007, without a version), that the paper's `date`
lies in the month of the id or next to it, and that nothing it introduces was `released` after that, or more than two years
before. Data is often published after its paper: a dataset may come up to two years later.

## Why it is bad
An id of the right form with the wrong month is another paper's id: the commonest error in lists of papers.

## How to fix
Look the id up. `date` is the day of the first version; `released` of an entry is the day of its paper's first version, or
earlier.

## Bad
```yaml
arxiv: \"2404.14396\"
date: 2025-04-30
```

## Good
```yaml
arxiv: \"2504.21356\"
date: 2025-04-30
```
",
    },
    run: Run::Taxonomy(run),
};

fn run(check: &Check<'_>, findings: &mut Findings) {
    for entry in check.taxonomy.entries() {
        if let Some(paper) = entry.as_paper() {
            let Some(number) = paper.arxiv.known() else { continue };
            let spot = Spot::value(entry, Path::field("arxiv"));
            let Some(month) = month_of(number) else {
                let finding = Finding::new(spot, format!("`{number}` is not an arXiv id"))
                    .label("malformed")
                    .help("write `YYMM.NNNNN` in quotes, without `arXiv:` and without a version");
                findings.push(match bare(number) {
                    Some(bare) => finding.replace(true, number.to_string(), bare),
                    None => finding,
                });
                continue;
            };
            if let Some(date) = paper.date.known().filter(|date| is_off(month, **date)) {
                let message =
                    format!("`{number}` was assigned in {}, but the paper is dated {date}", name(month));
                findings.push(
                    Finding::new(Spot::value(entry, Path::field("date")), message)
                        .label(format!("not {}", name(month)))
                        .related(spot, "the id")
                        .help("look both up: `date` is the day of the first version"),
                );
            }
        } else {
            released_far_from_paper(check, entry, findings);
        }
    }
}

/// A release may come well before its paper, and data well after it, but not this many months: then one of the two is
/// another's.
const LONGEST_APART: i32 = 24;

fn released_far_from_paper(check: &Check<'_>, entry: EntryRef<'_>, findings: &mut Findings) {
    let (Some(paper), Some(released)) = (entry.entry().introduced_by(), entry.date()) else { return };
    let Some(paper) = check.taxonomy.entry(paper.id()) else { return };
    let number = paper.as_paper().and_then(|paper| paper.arxiv.known());
    let Some(month) = number.and_then(|number| month_of(number)) else { return };
    let latest = if entry.kind() == Kind::Dataset { month + LONGEST_APART } else { month + 1 };
    let is_after = first_month(released) > latest;
    if is_after || last_month(released) < month - LONGEST_APART {
        let word = if is_after { "after" } else { "years before" };
        let message = format!("`{}` is dated {released}, {word} its paper of {}", entry.id(), name(month));
        findings.push(
            Finding::new(Spot::value(entry, Path::field("released")), message)
                .label(format!("{word} {}", name(month)))
                .related(Spot::value(entry, Path::field("introduced_by")), "its paper")
                .help("`released` is the day of the paper's first version, or earlier; or the paper is another's"),
        );
    }
}

/// Months since year 0 of the month in which arXiv assigned the id, or `None` if it is malformed.
pub(crate) fn month_of(id: &str) -> Option<i32> {
    let (number, least, digits) = match id.split_once('/') {
        Some((archive, number)) => {
            let is_archive = archive.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'-' | b'.'))
                || archive.split_once('.').is_some_and(|(_, class)| class.len() == 2);
            (number, 7, is_archive && !archive.is_empty() && number.len() == 7)
        }
        None => {
            let (month, serial) = id.split_once('.')?;
            // Serials had four digits until the end of 2014.
            (month, 4, month.len() == 4 && matches!(serial.len(), 4 | 5) && is_number(serial))
        }
    };
    if !digits || number.len() != least || !is_number(number) {
        return None;
    }
    let year: i32 = number[..2].parse().ok()?;
    let month: i32 = number[2..4].parse().ok()?;
    let year = if year >= 91 { 1900 + year } else { 2000 + year };
    (1..=12).contains(&month).then_some(year * 12 + month - 1)
}

/// The id without what it is often written with, if that makes it one.
fn bare(written: &str) -> Option<&str> {
    let id = match written.get(..6) {
        Some(prefix) if prefix.eq_ignore_ascii_case("arxiv:") => written[6..].trim_start(),
        Some(_) | None => written,
    };
    let id = id.rsplit_once('v').map_or(id, |(id, version)| if is_number(version) { id } else { written });
    month_of(id).map(|_| id)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Submitted at the end of one month and announced in the next: one month either way is no contradiction.
fn is_off(month: i32, date: PartialDate) -> bool {
    first_month(date) > month + 1 || last_month(date) < month - 1
}

fn first_month(date: PartialDate) -> i32 {
    date.months()
}

fn last_month(date: PartialDate) -> i32 {
    let (year, month, _) = date.latest();
    i32::from(year) * 12 + i32::from(month) - 1
}

fn name(month: i32) -> String {
    format!("{:04}-{:02}", month / 12, month % 12 + 1)
}

#[cfg(test)]
mod tests {
    use super::{bare, month_of};

    #[test]
    fn reads_both_forms() {
        assert_eq!(month_of("2501.17811"), Some(2025 * 12));
        assert_eq!(month_of("0704.0001"), Some(2007 * 12 + 3));
        assert_eq!(month_of("hep-th/9901001"), Some(1999 * 12));
        assert_eq!(month_of("cs/0112017"), Some(2001 * 12 + 11));
        for wrong in
            ["2513.00001", "2501.178", "25011.7811", "2501.17811v2", "arXiv:2501.17811", "x", "", "é/1234567"]
        {
            assert_eq!(month_of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn finds_the_id_in_what_is_written_around_it() {
        for written in ["arXiv:2501.17811", "2501.17811v2", "arxiv: 2501.17811v12"] {
            assert_eq!(bare(written), Some("2501.17811"), "{written}");
        }
        assert_eq!(bare("arXiv:hep-th/9901001v1"), Some("hep-th/9901001"));
        for other in ["doi:2501.17811", "2513.00001v1", "v1", "éééé", ""] {
            assert_eq!(bare(other), None, "{other}");
        }
    }
}
