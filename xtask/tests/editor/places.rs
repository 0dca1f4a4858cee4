//! The marks of an editor stand where `validate` reports a fault.

use std::collections::BTreeSet;
use std::fs;

use mmtax::schema::{Fault, FaultCode, Kind, Position};

use super::{faults, modeline, repository, server};
use crate::server::{Mark, Server};

/// Why the server marks another place than we do, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    /// Another parser: it goes on where ours stops, and the marks share their line at most.
    Syntax,
    /// YAML has it, and so has the server; entries do without.
    Feature,
    /// The server says nothing about a file without content.
    NoContent,
    /// To the server every key is text.
    KeyIsText,
    /// A value that is not there has no place; the server marks what follows, we what goes before.
    NoValue,
    /// What a map lacks or has too much of is marked at the field that holds the map; we point into it.
    HoldingField,
    /// JSON Schema cannot say how a number is written.
    WrittenForm,
}

/// Every fixture of which one place differs, with the lines (from 1, the schema line included) on which it does.
const DIFFERENT: &[(&str, Reason, &[u64])] = &[
    ("benchmark.metrics-and-formula", Reason::WrittenForm, &[5]),
    ("benchmark.metrics-and-formula", Reason::HoldingField, &[8]),
    ("model.alias-of-a-map", Reason::Feature, &[5, 6]),
    ("model.amounts", Reason::WrittenForm, &[8]),
    ("model.anchor-and-alias", Reason::Feature, &[2, 3]),
    ("model.colon-in-text", Reason::Syntax, &[2, 3]),
    ("model.directive", Reason::Feature, &[2]),
    ("model.empty", Reason::NoContent, &[1]),
    ("model.key-that-is-no-text", Reason::KeyIsText, &[5, 6]),
    ("model.merge-key", Reason::Feature, &[4, 7]),
    ("model.null-number-and-truth-for-text", Reason::NoValue, &[7]),
    ("model.only-a-comment", Reason::NoContent, &[1]),
    ("model.second-document", Reason::Feature, &[4]),
    ("model.sources", Reason::HoldingField, &[5, 6]),
    ("model.sources", Reason::KeyIsText, &[9]),
    ("model.tab-indented", Reason::Syntax, &[4, 5]),
    ("model.tag", Reason::Feature, &[2]),
    ("model.unclosed-bracket", Reason::Syntax, &[4]),
    ("results.cells", Reason::WrittenForm, &[8]),
    ("results.numbers-only", Reason::WrittenForm, &[8]),
];

#[test]
fn faults_of_every_fixture_are_marked_at_our_places() {
    let Some(mut server) = server() else { return };
    let folder = repository().join("crates/mmtax-schema/tests/parse/err");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    files.sort();
    let mut same = 0;
    for file in &files {
        let name = file.file_stem().unwrap().to_str().unwrap();
        let kind = Kind::ALL.into_iter().find(|kind| name.starts_with(&format!("{kind}."))).unwrap();
        let text = modeline(kind) + &fs::read_to_string(file).unwrap();
        let found = differences(&mut server, kind, &text);
        let lines: BTreeSet<u64> = found.ours.iter().chain(&found.theirs).map(|(line, _)| *line).collect();
        let known =
            DIFFERENT.iter().filter(|(fixture, ..)| *fixture == name).flat_map(|(_, _, lines)| *lines);
        assert_eq!(lines, known.copied().collect(), "{name}: {found:?}");
        same += usize::from(lines.is_empty());
    }
    assert!(same > 20, "{same} of {} fixtures", files.len());
    for (fixture, ..) in DIFFERENT {
        assert!(files.iter().any(|file| file.file_stem().unwrap() == *fixture), "left over: {fixture}");
    }
}

#[test]
fn real_entries_of_every_kind_have_no_marks() {
    let Some(mut server) = server() else { return };
    for kind in Kind::ALL {
        let folder = repository().join("taxonomy").join(kind.folder());
        let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        let file = files.filter(|path| path.extension().is_some_and(|extension| extension == "yaml")).max();
        let text = fs::read_to_string(file.unwrap()).unwrap();
        assert!(text.starts_with(&modeline(kind)), "{text}");
        assert_eq!(server.marks(&text), [], "{kind}");
        // Marks do come, so that none means that the schema was read and kept.
        assert_eq!(server.marks(&format!("{text}nonsense: 1\n")).len(), 1, "{kind}");
    }
}

/// Slips in a real entry, one at a time.
#[test]
fn a_slip_in_a_real_entry_is_marked_at_our_place() {
    let Some(mut server) = server() else { return };
    let text = fs::read_to_string(repository().join("taxonomy/models/janus-pro.yaml")).unwrap();
    assert_eq!(server.marks(&text), [], "the entry itself");
    for (slip, from, to) in [
        ("an unknown field", "paradigm: autoregressive\n", "paradigme: autoregressive\n"),
        ("a missing field", "role: unified\n", ""),
        ("an unknown word", "role: unified\n", "role: unifed\n"),
        ("an unknown word in a list", "roles: [understanding-encoder]", "roles: [understanding-encodr]"),
        ("a list for a word", "role: unified\n", "role: [unified]\n"),
        ("a word for a list", "developers: [deepseek-ai]\n", "developers: deepseek-ai\n"),
        ("a number for text", "name: Janus-Pro\n", "name: 7\n"),
        ("a duplicate field", "role: unified\n", "role: unified\nrole: unified\n"),
        ("a malformed id", "developers: [deepseek-ai]\n", "developers: [DeepSeek_AI]\n"),
        ("a malformed reference", "uses: llamagen-vq", "uses: llamagen_vq"),
        ("a malformed date", "released: 2025-01-27\n", "released: 27.1.2025\n"),
        (
            "an unknown field in braces",
            "start: pretrained, training: tuned",
            "start: pretrained, trained: tuned",
        ),
        ("a blank text", "name: Janus-Pro\n", "name: \" \"\n"),
    ] {
        assert!(text.contains(from), "{slip}: the entry has changed, and no more has {from}");
        let wrong = text.replacen(from, to, 1);
        assert!(!faults(Kind::Model, &wrong).is_empty(), "{slip} is a fault");
        assert_eq!(differences(&mut server, Kind::Model, &wrong), Differences::default(), "{slip}");
    }
    // Whether an id exists is a question about other files, which the editor leaves to `validate`.
    let unknown = text.replacen("uses: llamagen-vq", "uses: no-such-entry", 1);
    assert_eq!(server.marks(&unknown), []);
}

/// Places, as line from 1 and column from 0 in UTF-16 units, that only one of the two has.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Differences {
    ours: Vec<(u64, u64)>,
    theirs: Vec<(u64, u64)>,
}

pub(crate) fn differences(server: &mut Server, kind: Kind, text: &str) -> Differences {
    let marks = server.marks(text);
    let lines: Vec<&str> = text.split('\n').collect();
    let ours: Vec<(u64, u64)> =
        faults(kind, text).iter().map(|fault| place(&lines, head(&lines, fault))).collect();
    // Faults that follow each other on a line and read the same are joined in one mark.
    let is_marked = |at: &(u64, u64)| {
        marks.iter().any(|mark| {
            mark.start == *at
                || ours.contains(&mark.start) && mark.start < *at && *at < mark.end && mark.end.0 == at.0
        })
    };
    Differences {
        ours: ours.iter().filter(|at| !is_marked(at)).copied().collect(),
        theirs: marks.iter().map(|mark: &Mark| mark.start).filter(|start| !ours.contains(start)).collect(),
    }
}

/// Where a fault begins. For a field that is missing between braces we point at the first field there, and the server at
/// the brace before it.
fn head(lines: &[&str], fault: &Fault) -> Position {
    let mut at = fault.span.start;
    if fault.code == FaultCode::MissingField {
        let before: String = lines[at.line as usize - 1].chars().take(at.column as usize - 1).collect();
        if let Some(outside) = before.trim_end().strip_suffix('{') {
            at.column = u32::try_from(outside.chars().count()).unwrap() + 1;
        }
    }
    at
}

fn place(lines: &[&str], at: Position) -> (u64, u64) {
    let before = lines[at.line as usize - 1].chars().take(at.column as usize - 1);
    (u64::from(at.line), before.map(|c| c.len_utf16() as u64).sum())
}
