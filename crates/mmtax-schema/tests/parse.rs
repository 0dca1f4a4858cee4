//! What each text parses to, or what is wrong with it and where.
//!
//! A file `parse/ok/<kind>.<name>.yaml` is read without a fault, and the snapshot beside it is the entry; of a file
//! `parse/err/<kind>.<name>.yaml` the snapshot lists every fault with its place and the text that stands there.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path as FilePath, PathBuf};
use std::time::{Duration, Instant};

use mmtax_schema::parse::{MAX_BYTES, MAX_VALUES, decode};
use mmtax_schema::{
    Body, EntryId, Fault, FaultCode, Kind, Parsed, Path, PathPart, Position, Span, Step, locate, locate_all,
    parse,
};
use serde_yaml::Value;

#[test]
fn sound_files_give_their_entry() {
    for (file, kind, text) in cases("ok") {
        let parsed = read(kind, &text);
        assert_eq!(parsed.faults, [], "{}", file.display());
        let body = parsed.entry.unwrap().body;
        snapshot(&file, &shown(&body));
        for other in other_forms(&text) {
            let parsed = read(kind, decode(&other).unwrap());
            assert_eq!(parsed.faults, [], "{} in another form", file.display());
            assert_eq!(
                shown(&parsed.entry.unwrap().body),
                shown(&body),
                "{} in another form",
                file.display()
            );
        }
    }
}

#[test]
fn broken_files_give_every_fault_at_its_place() {
    for (file, kind, text) in cases("err") {
        let faults = read(kind, &text).faults;
        assert!(!faults.is_empty(), "{} has no fault", file.display());
        assert!(faults.is_sorted_by_key(|fault| fault.span), "{} in file order", file.display());
        let list: String = faults.iter().map(|fault| listed(&text, fault)).collect();
        snapshot(&file, &list);
        for other in other_forms(&text) {
            let text = decode(&other).unwrap();
            let other: String = read(kind, text).faults.iter().map(|fault| listed(text, fault)).collect();
            assert_eq!(other, list, "{} in another form", file.display());
        }
    }
}

#[test]
fn every_snapshot_has_its_file() {
    for folder in ["ok", "err"] {
        for path in files(folder).into_iter().filter(|path| path.extension().unwrap() == "snap") {
            assert!(path.with_extension("yaml").is_file(), "left over: {}", path.display());
        }
    }
}

#[test]
fn every_structural_code_has_a_case() {
    let mut found: Vec<FaultCode> = cases("err")
        .into_iter()
        .flat_map(|(_, kind, text)| read(kind, &text).faults)
        .map(|fault| fault.code)
        .collect();
    // What only bytes can show has its own tests below.
    found.extend([FaultCode::InvalidUtf8, FaultCode::ControlCharacter, FaultCode::FileTooLarge]);
    found.sort_unstable();
    found.dedup();
    assert_eq!(found, FaultCode::ALL);
}

#[test]
fn a_byte_that_is_not_utf_8_is_placed_in_characters() {
    for mark in ["", "\u{feff}"] {
        let mut bytes = format!("{mark}name: 中文\nsummary: é🦙").into_bytes();
        bytes.extend(b"\xff and more\nrole: unified\n");
        let fault = decode(&bytes).unwrap_err();
        assert_eq!(fault.code, FaultCode::InvalidUtf8);
        assert_eq!(fault.span.start, Position { line: 2, column: 12, byte: 28 });
    }
}

#[test]
fn control_characters_are_faults_and_tabs_and_line_ends_are_not() {
    for (c, name) in [
        ('\u{2028}', "U+2028"),
        ('\u{feff}', "U+FEFF"),
        ('\0', "U+0000"),
        ('\u{b}', "U+000B"),
        ('\u{7f}', "U+007F"),
        ('\u{85}', "U+0085"),
    ] {
        let text = format!("name: Janus\nsummary: \"é中{c}\"\nrole: unified\n");
        let fault = only_fault(Kind::Model, &text);
        assert_eq!(fault.code, FaultCode::ControlCharacter);
        assert_eq!(fault.message, format!("control character {name}"));
        assert_eq!(places(&fault), "2:13-2:14");
    }
    let text = "name: Janus\t# after a tab\r\nsummary: 'a\tb \u{a0} c'\r\nrole: unified\r\n";
    assert_eq!(read(Kind::Model, text).faults, []);
}

#[test]
fn a_file_may_have_a_megabyte_and_no_more() {
    let model = |bytes: usize| {
        let frame = "name: \nrole: unified\n";
        format!("name: {}\nrole: unified\n", "x".repeat(bytes - frame.len()))
    };
    assert_eq!(read(Kind::Model, &model(MAX_BYTES)).faults, []);
    for bytes in [MAX_BYTES + 1, 5 << 20] {
        let fault = only_fault(Kind::Model, &model(bytes));
        assert_eq!((fault.code, fault.span), (FaultCode::FileTooLarge, Span::START));
    }
}

#[test]
fn deep_nesting_ends_in_one_fault_within_bounded_time() {
    let deep = 100_000;
    let indented: String = (0..1_400).fold(String::new(), |mut text, level| {
        let _ = writeln!(text, "{:level$}a:", "");
        text
    });
    for text in [
        "[".repeat(deep),
        format!("name: {}{}", "[".repeat(deep), "]".repeat(deep)),
        "{ a: ".repeat(deep),
        format!("aliases: {}", "[{ a: ".repeat(deep)),
        format!("aliases:\n  {}x", "- ".repeat(deep)),
        format!("{}x", "? ".repeat(deep)),
        indented,
    ] {
        let start = Instant::now();
        let fault = only_fault(Kind::Model, &text);
        assert_eq!(fault.code, FaultCode::YamlSyntax, "{}", fault.message);
        assert!(start.elapsed() < Duration::from_secs(20), "{:?}: {}", start.elapsed(), &text[..20]);
    }
}

#[test]
fn aliases_that_multiply_end_in_faults_within_bounded_time() {
    let mut text = "name: Janus\nrole: unified\naliases:\n  - &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..40 {
        let items = vec![format!("*a{}", level - 1); 9].join(", ");
        let _ = writeln!(text, "  - &a{level} [{items}]");
    }
    let start = Instant::now();
    let parsed = read(Kind::Model, &text);
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    assert!(parsed.entry.is_none());
    let features = parsed.faults.iter().filter(|fault| fault.code == FaultCode::YamlFeature).count();
    assert_eq!(features, 40 + 39 * 9, "each anchor and each alias");
}

/// However they are written: the place is that of the first value that is too many.
#[test]
fn a_file_may_have_so_many_values_and_no_more() {
    // The map of the file with four values, `sources` or `aliases` and its map or list.
    let frame = 7;
    for (head, one, values, place) in [
        ("sources:\n", "  kKEY: { url: https://a.org }\n", 4, "5002:10-5002:10"),
        ("aliases:\n", "- KEY x\n", 1, "19997:3-19997:3"),
    ] {
        let text = |count: usize| {
            let items = (0..count).map(|key| one.replace("KEY", &key.to_string()));
            format!("name: Janus\nrole: unified\n{head}{}", items.collect::<String>())
        };
        let most = (MAX_VALUES - frame) / values;
        assert_eq!(read(Kind::Model, &text(most)).faults, []);
        let fault = only_fault(Kind::Model, &text(most + 1));
        assert_eq!((fault.code, &*places(&fault)), (FaultCode::FileTooLarge, place), "{}", fault.message);
    }
    let in_brackets =
        format!("name: Janus\nrole: unified\naliases: [{}]\n", "x, ".repeat(MAX_VALUES - frame + 1));
    let fault = only_fault(Kind::Model, &in_brackets);
    assert_eq!((fault.code, &*places(&fault)), (FaultCode::FileTooLarge, "3:59990-3:59990"));
    let mut text = "name: Janus\nrole: unified\nsources:\n".to_owned();
    for key in 0..4_000 {
        let _ = writeln!(text, "  k{key}: {{ url: https://example.org }}");
    }
    text.push_str("  k5: { url: https://example.org }\nsummary: null\n");
    let codes: Vec<FaultCode> = read(Kind::Model, &text).faults.iter().map(|fault| fault.code).collect();
    assert_eq!(codes, [FaultCode::DuplicateKey, FaultCode::WrongType]);
}

/// A path that leads nowhere is shown at what is nearest to it.
#[test]
fn missing_fields_are_shown_at_their_map() {
    let text = "name: Janus\nmodalities:\n  input: [text]\ncomponents:\n  - { roles: [backbone] }\n";
    let components = || Path::field("components").index(0);
    for (path, part, place) in [
        (Path::root(), PathPart::Value, "1:1-1:5"),
        (Path::root(), PathPart::Key, "1:1-1:5"),
        (Path::field("name"), PathPart::Key, "1:1-1:5"),
        (Path::field("name"), PathPart::Value, "1:7-1:12"),
        (Path::field("role"), PathPart::Value, "1:1-1:5"),
        (Path::field("modalities").key("output"), PathPart::Value, "2:1-2:11"),
        (Path::field("modalities").key("input").index(7), PathPart::Value, "3:3-3:8"),
        (components(), PathPart::Value, "5:5-5:26"),
        (components(), PathPart::Key, "5:5-5:26"),
        (components().key("uses"), PathPart::Value, "5:7-5:12"),
        (components().key("roles").index(0).key("x"), PathPart::Value, "5:15-5:23"),
    ] {
        assert_eq!(place_of(locate(text, &path, part)), place, "{path} {part:?}");
    }
    assert_eq!(locate("[", &Path::field("name"), PathPart::Value), Span::START);
    assert_eq!(locate("", &Path::field("name"), PathPart::Value), Span::START);
}

/// Over every real entry: where a scalar is said to stand, a scalar of that value stands.
#[test]
fn every_scalar_of_every_real_entry_is_located() {
    let taxonomy = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("../../taxonomy");
    let (mut scalars, mut blocks) = (0, 0);
    for kind in Kind::ALL {
        for file in yaml_files(&taxonomy.join(kind.folder())) {
            let bytes = fs::read(&file).unwrap();
            let text = decode(&bytes).unwrap();
            // A file with a fault is reported by `validate`, and not the subject here.
            let Ok(document) = serde_yaml::from_str::<Value>(text) else { continue };
            let mut leaves = Vec::new();
            collect_leaves(&document, &Path::root(), &mut leaves);
            let spans = locate_all(text, leaves.iter().map(|(path, part, _)| (path, *part)));
            for ((path, part, value), span) in leaves.iter().zip(spans) {
                let found = &text[span.start.byte..span.end.byte];
                let place = format!("{}:{} {path} {part:?}", file.display(), place_of(span));
                assert_eq!(span.start, position_of(text, span.start.byte), "{place}");
                assert_eq!(span.end, position_of(text, span.end.byte), "{place}");
                if found.starts_with(['|', '>']) {
                    blocks += 1;
                    continue;
                }
                assert_eq!(serde_yaml::from_str::<Value>(found).unwrap(), **value, "{place}: {found}");
                scalars += 1;
            }
        }
    }
    assert!(scalars > 10_000, "only {scalars} scalars located, {blocks} blocks left out");
}

/// Every key and every scalar under `value`, with its path.
fn collect_leaves<'v>(value: &'v Value, path: &Path, leaves: &mut Vec<(Path, PathPart, &'v Value)>) {
    match value {
        Value::Mapping(pairs) => {
            for (key, value) in pairs {
                let path = path.clone().key(key.as_str().unwrap().to_owned());
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
            let is_item = matches!(path.steps().last(), Some(Step::Index(_)));
            leaves.push((path.clone(), PathPart::Value, value));
            if is_item {
                // An item has no key of its own: its value is shown instead.
                leaves.push((path.clone(), PathPart::Key, value));
            }
        }
    }
}

/// Line and column counted from the start of the text, in the plainest way.
fn position_of(text: &str, byte: usize) -> Position {
    let before = &text[..byte];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let count = |number: usize| u32::try_from(number + 1).unwrap();
    Position {
        line: count(before.matches('\n').count()),
        column: count(before[line_start..].chars().count()),
        byte,
    }
}

fn read(kind: Kind, text: &str) -> Parsed {
    parse(kind, EntryId::new("example").unwrap(), text)
}

fn only_fault(kind: Kind, text: &str) -> Fault {
    let mut parsed = read(kind, text);
    assert!(parsed.entry.is_none());
    assert_eq!(parsed.faults.len(), 1, "{:?}", parsed.faults);
    parsed.faults.remove(0)
}

/// The same text with Windows line ends, and after a byte-order mark.
fn other_forms(text: &str) -> [Vec<u8>; 3] {
    let windows = text.replace('\n', "\r\n");
    [format!("\u{feff}{text}").into(), format!("\u{feff}{windows}").into(), windows.into()]
}

/// The entry, without the many fields that the file does not fill.
fn shown(body: &Body) -> String {
    let full = format!("{body:#?}");
    let mut kept: Vec<&str> = Vec::new();
    let mut lines = full.lines().peekable();
    while let Some(line) = lines.next() {
        if line.ends_with(": Nothing(") && lines.peek().is_some_and(|next| next.trim() == "Unfilled,") {
            lines.by_ref().take(2).for_each(drop);
        } else if !(line.ends_with(": None,") || line.ends_with(": [],")) {
            kept.push(line);
        }
    }
    kept.join("\n")
}

fn listed(text: &str, fault: &Fault) -> String {
    let mut out =
        format!("{} {} {}\n  {}\n", places(fault), fault.code.name(), there(text, fault.span), fault.message);
    for related in &fault.related {
        let _ =
            writeln!(out, "  {} {}: {}", place_of(related.span), there(text, related.span), related.message);
    }
    if let Some(help) = &fault.help {
        let _ = writeln!(out, "  help: {help}");
    }
    out
}

/// The first line of what stands at a place.
fn there(text: &str, span: Span) -> String {
    let found = &text[span.start.byte..span.end.byte];
    let first = found.lines().next().unwrap_or_default();
    if first.len() < found.trim_end().len() { format!("⟦{first}…⟧") } else { format!("⟦{first}⟧") }
}

fn places(fault: &Fault) -> String {
    place_of(fault.span)
}

fn place_of(Span { start, end }: Span) -> String {
    format!("{}:{}-{}:{}", start.line, start.column, end.line, end.column)
}

/// The files of a folder of cases: path, kind and text.
fn cases(folder: &str) -> Vec<(PathBuf, Kind, String)> {
    let mut paths = files(folder);
    paths.retain(|path| path.extension().unwrap() == "yaml");
    let cases: Vec<_> = paths
        .into_iter()
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap();
            let kind = name.split('.').next().unwrap();
            let kind = Kind::ALL.into_iter().find(|known| known.name() == kind).unwrap();
            let text = fs::read_to_string(&path).unwrap();
            (path, kind, text)
        })
        .collect();
    assert!(!cases.is_empty(), "no case in {folder}");
    cases
}

fn files(folder: &str) -> Vec<PathBuf> {
    let dir = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("tests/parse").join(folder);
    let mut paths: Vec<PathBuf> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn yaml_files(dir: &FilePath) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(dir) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    paths.sort();
    paths
}

fn snapshot(file: &FilePath, text: &str) {
    let name = file.file_stem().unwrap().to_str().unwrap();
    insta::with_settings!({
        snapshot_path => file.parent().unwrap(),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(name, text);
    });
}
