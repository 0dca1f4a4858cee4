//! What holds for any text: of any bytes, and of every real entry after some accidents.
//!
//! Each run tries the same cases; `PROPTEST_RNG_SEED=1 PROPTEST_CASES=100000` tries others.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fs;
use std::path::Path as FilePath;
use std::sync::LazyLock;

use mmtax_schema::parse::{decode, schema_faults};
use mmtax_schema::{
    EntryId, Fault, Kind, Parsed, Path, PathPart, Position, Span, Unformatted, format, locate_all, parse,
};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_yaml::Value;

type Real = (Kind, EntryId, String);

static REAL: LazyLock<Vec<Real>> = LazyLock::new(|| {
    let taxonomy = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("../../taxonomy");
    let mut entries = Vec::new();
    for kind in Kind::ALL {
        let mut paths: Vec<_> =
            fs::read_dir(taxonomy.join(kind.folder())).unwrap().map(|item| item.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            let id = EntryId::new(path.file_stem().unwrap().to_str().unwrap()).unwrap();
            entries.push((kind, id, fs::read_to_string(&path).unwrap()));
        }
    }
    entries
});

fn config(cases: u32) -> ProptestConfig {
    let default = ProptestConfig::default();
    let is_set = |name| std::env::var_os(name).is_some();
    ProptestConfig {
        cases: if is_set("PROPTEST_CASES") { default.cases } else { cases },
        rng_seed: if is_set("PROPTEST_RNG_SEED") { default.rng_seed } else { RngSeed::Fixed(1) },
        failure_persistence: None,
        ..default
    }
}

/// What can happen to a text. Places are shares of its length.
#[derive(Clone, Debug)]
enum Accident {
    Byte(f64, u8),
    Put(f64, &'static str),
    Cut(f64, usize),
    End(f64),
    DoubleLine(f64),
    SwapLines(f64, f64),
    /// A stretch of another entry.
    Splice(f64, prop::sample::Index, f64, usize),
}

/// What hands, editors and attackers put into YAML.
const PIECES: &[&str] = &[
    "\n",
    "\r\n",
    "\r",
    " ",
    "\t",
    "#",
    " # c\n",
    "- ",
    ": ",
    ",",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "|\n  ",
    ">-\n  ",
    "? ",
    "&a ",
    "*a",
    "!!str ",
    "<<: ",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "\u{a0}",
    "\u{2028}",
    "\u{feff}",
    "\u{0}",
    "\u{85}",
    "é",
    "中🦙",
    "\\",
    "null",
    "7",
    "~",
    "@1b",
    "x: y\n",
    "name: z\n",
    "\u{202e}",
];

fn accident() -> impl Strategy<Value = Accident> {
    let at = || 0.0..1.0_f64;
    prop_oneof![
        (at(), any::<u8>()).prop_map(|(at, byte)| Accident::Byte(at, byte)),
        (at(), prop::sample::select(PIECES)).prop_map(|(at, piece)| Accident::Put(at, piece)),
        (at(), 0..30_usize).prop_map(|(at, length)| Accident::Cut(at, length)),
        at().prop_map(Accident::End),
        at().prop_map(Accident::DoubleLine),
        (at(), at()).prop_map(|(one, other)| Accident::SwapLines(one, other)),
        (at(), any::<prop::sample::Index>(), at(), 0..200_usize)
            .prop_map(|(at, from, start, length)| Accident::Splice(at, from, start, length)),
    ]
}

/// A real entry after some accidents.
fn damaged(most: usize) -> impl Strategy<Value = (Kind, EntryId, Vec<u8>)> {
    (any::<prop::sample::Index>(), prop::collection::vec(accident(), 0..most)).prop_map(
        |(which, accidents)| {
            let (kind, id, text) = which.get(&REAL);
            let mut bytes = text.clone().into_bytes();
            for accident in accidents {
                happen(&mut bytes, &accident);
            }
            (*kind, id.clone(), bytes)
        },
    )
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "shares of lengths"
)]
fn share(at: f64, length: usize) -> usize {
    (at * length as f64) as usize
}

fn happen(bytes: &mut Vec<u8>, accident: &Accident) {
    let lines =
        |bytes: &[u8]| bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect::<Vec<_>>();
    match accident {
        Accident::Byte(at, byte) if !bytes.is_empty() => {
            let at = share(*at, bytes.len());
            bytes[at] = *byte;
        }
        Accident::Byte(..) => {}
        Accident::Put(at, piece) => {
            let at = share(*at, bytes.len());
            bytes.splice(at..at, piece.bytes());
        }
        Accident::Cut(at, length) => {
            let at = share(*at, bytes.len());
            bytes.drain(at..(at + length).min(bytes.len()));
        }
        Accident::End(at) => bytes.truncate(share(*at, bytes.len())),
        Accident::DoubleLine(at) => {
            let mut lines = lines(bytes);
            let at = share(*at, lines.len());
            if let Some(line) = lines.get(at).cloned() {
                lines.insert(at, line);
            }
            *bytes = lines.concat();
        }
        Accident::SwapLines(one, other) => {
            let mut lines = lines(bytes);
            if !lines.is_empty() {
                let (one, other) = (share(*one, lines.len()), share(*other, lines.len()));
                lines.swap(one, other);
            }
            *bytes = lines.concat();
        }
        Accident::Splice(at, from, start, length) => {
            let from = from.get(&REAL).2.as_bytes();
            let start = share(*start, from.len());
            let piece = from[start..(start + length).min(from.len())].to_vec();
            let at = share(*at, bytes.len());
            bytes.splice(at..at, piece);
        }
    }
}

proptest! {
    #![proptest_config(config(2_000))]

    #[test]
    fn any_bytes_are_an_entry_or_have_a_fault(kind in prop::sample::select(&Kind::ALL[..]), bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check_parse(kind, &EntryId::new("x").unwrap(), &bytes);
    }

    #[test]
    fn any_text_is_an_entry_or_has_a_fault(kind in prop::sample::select(&Kind::ALL[..]), pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        check_parse(kind, &EntryId::new("x").unwrap(), pieces.concat().as_bytes());
    }

    #[test]
    fn a_damaged_entry_is_an_entry_or_has_a_fault((kind, id, bytes) in damaged(6)) {
        check_parse(kind, &id, &bytes);
    }

    #[test]
    fn a_layout_changes_no_meaning_and_is_reached_in_one_step((kind, id, bytes) in damaged(4)) {
        let Ok(text) = decode(&bytes) else { return Ok(()) };
        check_layout(kind, &id, text)?;
    }

    #[test]
    fn comments_in_odd_places_all_stay(
        which in any::<prop::sample::Index>(),
        places in prop::collection::vec((0.0..1.0_f64, 0..8_usize, any::<bool>()), 1..12),
    ) {
        let (kind, id, text) = which.get(&REAL);
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for (number, (at, indent, is_alone)) in places.iter().enumerate() {
            let at = share(*at, lines.len());
            if *is_alone {
                lines.insert(at, format!("{:indent$}# odd-{number}.", ""));
            } else {
                lines[at].push_str(&format!(" # odd-{number}."));
            }
        }
        let text = lines.join("\n");
        if let Some(laid_out) = check_layout(*kind, id, &text)? {
            for number in 0..places.len() {
                let mark = format!("# odd-{number}.");
                prop_assert_eq!(laid_out.matches(&mark).count(), 1, "{} in\n{}\nof\n{}", mark, laid_out, text);
            }
        }
    }

    /// Whatever else is in a text, what it holds is found where it stands.
    #[test]
    fn every_key_and_value_is_found((kind, id, bytes) in damaged(3)) {
        let Ok(text) = decode(&bytes) else { return Ok(()) };
        let Parsed { entry, faults } = parse(kind, id, text);
        let (Some(_), []) = (entry, &*faults) else { return Ok(()) };
        let document: Value = serde_yaml::from_str(text).unwrap();
        let mut leaves = Vec::new();
        collect_leaves(&document, &Path::root(), &mut leaves);
        let spans = locate_all(text, leaves.iter().map(|(path, part, _)| (path, *part)));
        for ((path, part, value), span) in leaves.iter().zip(spans) {
            check_span(text, span);
            let found = &text[span.start.byte..span.end.byte];
            // Texts over several lines stand with their white space, and those under `|` without their marks.
            if found.contains('\n') || value.as_str().is_some_and(|text| text.trim() == found) {
                continue;
            }
            let read: Value = serde_yaml::from_str(found).unwrap_or(Value::Null);
            prop_assert_eq!(&read, *value, "{} {:?} at {:?} in\n{}", path, part, span, text);
        }
    }
}

fn check_parse(kind: Kind, id: &EntryId, bytes: &[u8]) {
    let text = match decode(bytes) {
        Ok(text) => text,
        Err(fault) => {
            assert!(std::str::from_utf8(bytes).is_err());
            assert_eq!(fault.span.start, fault.span.end);
            return;
        }
    };
    let Parsed { entry, faults } = parse(kind, id.clone(), text);
    assert!(entry.is_some() || !faults.is_empty(), "neither an entry nor a fault");
    assert!(faults.is_sorted_by_key(|fault| fault.span));
    for fault in faults.iter().chain(&schema_faults(kind, text)) {
        check_fault(text, fault);
        let Some(fix) = &fault.fix else { continue };
        // An edit changes what it covers and nothing else.
        let fixed = fix.apply(text).unwrap();
        let [edit] = &*fix.edits else { panic!("one edit a fault") };
        let (before, after) = (&text[..edit.span.start.byte], &text[edit.span.end.byte..]);
        assert_eq!(fixed, format!("{before}{}{after}", edit.text));
        assert_ne!(fixed, text);
    }
}

fn check_layout(kind: Kind, id: &EntryId, text: &str) -> Result<Option<String>, TestCaseError> {
    match format(kind, id, text) {
        Ok(laid_out) => {
            let entry = |text: &str| parse(kind, id.clone(), text).entry;
            prop_assert_eq!(entry(&laid_out), entry(text));
            let again = format(kind, id, &laid_out);
            prop_assert_eq!(again.as_deref(), Ok(&*laid_out), "{}", text);
            prop_assert!(laid_out.ends_with('\n') && !laid_out.contains('\r'));
            Ok(Some(laid_out))
        }
        Err(Unformatted::Faulty(faults)) => {
            prop_assert!(!faults.is_empty());
            Ok(None)
        }
        Err(Unformatted::Delicate) => Ok(None),
    }
}

fn check_fault(text: &str, fault: &Fault) {
    check_span(text, fault.span);
    let related = fault.related.iter();
    related.clone().for_each(|related| check_span(text, related.span));
    for message in related.map(|related| &related.message).chain([&fault.message]).chain(&fault.help) {
        assert!(!message.is_empty() && !message.contains(char::is_control), "{message:?}");
    }
    fault.fix.iter().flat_map(|fix| &fix.edits).for_each(|edit| check_span(text, edit.span));
}

/// A span lies in the text, on characters, and its lines and columns are those that a reader counts.
fn check_span(text: &str, span: Span) {
    assert!(span.start <= span.end, "{span:?}");
    for at in [span.start, span.end] {
        let before = &text[..at.byte];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let count = |number: usize| u32::try_from(number + 1).unwrap();
        let line = count(before.matches('\n').count());
        let column = count(before[line_start..].chars().count());
        assert_eq!(at, Position { line, column, byte: at.byte }, "in\n{text}");
    }
}

/// Every key and every scalar under `value`, with its path.
fn collect_leaves<'v>(value: &'v Value, path: &Path, leaves: &mut Vec<(Path, PathPart, &'v Value)>) {
    match value {
        Value::Mapping(pairs) => {
            for (key, value) in pairs {
                let Some(name) = key.as_str() else { continue };
                let path = path.clone().key(name.to_owned());
                leaves.push((path.clone(), PathPart::Key, key));
                collect_leaves(value, &path, leaves);
            }
        }
        Value::Sequence(items) => {
            for (index, item) in items.iter().enumerate() {
                collect_leaves(item, &path.clone().index(index), leaves);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Tagged(_) => {
            leaves.push((path.clone(), PathPart::Value, value));
        }
    }
}
