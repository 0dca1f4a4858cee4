//! Lists of papers: a good one is clean, one with every fault has each, and one that differs from a taxonomy says where.
#![expect(clippy::unwrap_used, reason = "a test helper that fails is a test that fails")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use mmtax::{Audit, Session, audit};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/audit")
}

fn audited(name: &str, against: Option<&mut Session>) -> Audit {
    audit(name, &std::fs::read_to_string(folder().join(name)).unwrap(), against)
}

fn snapshot(name: &str, text: &str) {
    insta::with_settings!({
        snapshot_path => "audit",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(name, text);
    });
}

fn codes(audit: &Audit) -> BTreeSet<&'static str> {
    audit.report.diagnostics().iter().map(|diagnostic| diagnostic.code).collect()
}

#[test]
fn a_good_list_is_read_whole_and_has_no_fault() {
    let audit = audited("good.md", None);
    assert_eq!((audit.rows, audit.papers), (4, 4));
    assert_eq!(audit.report.to_short(), "");
}

#[test]
fn every_fault_of_a_list_is_told_at_its_place() {
    let audit = audited("bad.md", None);
    assert_eq!(audit.rows, 14);
    let expected = [
        "address-not-canonical",
        "arxiv-id",
        "calendar-date",
        "code-reused",
        "id-collision",
        "list-badge-differs",
        "list-cells",
        "list-date-form",
        "list-link-empty",
        "list-number-differs",
        "list-row-twice",
        "list-title-differs",
        "paper-reused",
    ];
    assert_eq!(codes(&audit), BTreeSet::from(expected));
    snapshot("bad", &audit.report.to_human(false));
}

#[test]
fn what_the_taxonomy_says_otherwise_is_told_with_both_places() {
    let mut session = Session::open(&folder().join("taxonomy")).unwrap();
    let audit = audited("against.md", Some(&mut session));
    let expected =
        ["list-code-differs", "list-date-differs", "list-date-near", "list-paper-differs", "list-row-twice"];
    assert_eq!(codes(&audit), BTreeSet::from(expected), "{}", audit.report.to_short());
    let related = audit.report.diagnostics().iter().filter(|found| found.code != "list-row-twice");
    assert!(related.flat_map(|found| &found.related).all(|related| related.file.starts_with("taxonomy/")));
    snapshot("against", &audit.report.to_human(false));
}

/// Every place is within the list, whatever the list is.
#[test]
fn odd_lists_are_read_without_a_fall() {
    let text = std::fs::read_to_string(folder().join("bad.md")).unwrap();
    for at in (0..text.len()).step_by(7) {
        for (from, to) in [("|", ""), ("(", "[é"), ("]", "\n"), (" ", "\r\n")] {
            let Some(rest) = text.get(at..) else { continue };
            let odd = format!("{}{}", &text[..at], rest.replacen(from, to, 1));
            let audit = audit("odd.md", &odd, None);
            let lines = u32::try_from(odd.split('\n').count()).unwrap();
            assert!(audit.report.diagnostics().iter().all(|found| found.span.end.line <= lines));
        }
    }
}
