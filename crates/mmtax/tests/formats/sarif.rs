use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use mmtax::{Report, Scope, explained, fix, load};
use serde_json::Value;

use super::{cases, copy, hostile, many, write};

const HOME: &str = "https://example.org/mmtax/blob/HEAD";

fn log(report: &Report) -> Value {
    serde_json::from_str(&report.to_sarif(Some(HOME))).unwrap()
}

fn results(log: &Value) -> &[Value] {
    log["runs"][0]["results"].as_array().unwrap()
}

#[test]
fn every_log_fits_the_schema_of_the_standard() {
    let mut schema: Value =
        serde_json::from_str(include_str!("../official/sarif-schema-2.1.0.json")).unwrap();
    for definition in ["run", "toolComponent"] {
        // It has a bracket too many, which strict engines refuse; our logs name no language.
        let language = &mut schema["definitions"][definition]["properties"]["language"];
        assert!(language.as_object_mut().unwrap().remove("pattern").is_some());
    }
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let mut keys = BTreeSet::new();
    let (_temp, hostile) = hostile();
    for report in cases().into_iter().map(|(_, report)| report).chain([hostile]) {
        let mut log = log(&report);
        assert!(log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap().len() > 40);
        if !keys.is_empty() {
            // They are the same in every log, and most of it.
            log["runs"][0]["tool"]["driver"]["rules"] = Value::Array(Vec::new());
        }
        let problems: Vec<String> = validator
            .iter_errors(&log)
            .map(|problem| format!("{}: {problem}", problem.instance_path()))
            .collect();
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(results(&log).len(), report.diagnostics().len());
        for result in results(&log) {
            keys.extend(result.as_object().unwrap().keys().cloned());
            if !result["relatedLocations"].as_array().unwrap().is_empty() {
                keys.insert("related places".to_owned());
            }
            keys.insert(result["level"].as_str().unwrap().to_owned());
        }
    }
    let without_home = serde_json::from_str(&many(1, 1, 1).1.to_sarif(None)).unwrap();
    assert!(validator.is_valid(&without_home));
    for shape in ["fixes", "related places", "error", "warning", "note"] {
        assert!(keys.contains(shape), "no report has {shape}");
    }
    // The schema is strict enough to notice.
    let mut wrong = log(&many(1, 0, 0).1);
    wrong["runs"][0]["results"][0]["message"] = Value::Null;
    wrong["runs"][0]["tool"]["driver"]["rules"][0]["helpUri"] = "not an address".into();
    assert_eq!(validator.iter_errors(&wrong).count(), 2);
}

/// What GitHub's code scanning asks for beyond the schema.
#[test]
fn rules_have_what_code_scanning_shows() {
    let (_temp, report) = many(1, 0, 0);
    let log = log(&report);
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let codes: Vec<&str> = rules.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    assert_eq!(codes, explained().iter().map(|about| about.code).collect::<Vec<_>>());
    let page = include_str!("../../../../docs/reference/rules.md");
    for (rule, about) in rules.iter().zip(explained()) {
        let text = |part: &str| rule[part]["text"].as_str().unwrap();
        for part in ["shortDescription", "fullDescription"] {
            assert!((10..1024).contains(&text(part).chars().count()), "{part} of {rule}");
        }
        assert!(
            text("fullDescription").starts_with(about.summary) && !text("fullDescription").contains("##")
        );
        assert!(text("fullDescription").len() > about.summary.len() + 10, "{rule}");
        assert_eq!((text("help"), rule["help"]["markdown"].as_str().unwrap()), (about.docs, about.docs));
        let anchor = rule["helpUri"].as_str().unwrap().strip_prefix(HOME).unwrap();
        let anchor = anchor.strip_prefix("/docs/reference/rules.md#").unwrap();
        assert!(page.contains(&format!("\n## {anchor}\n")), "{anchor} has no heading there");
        let tags = rule["properties"]["tags"].as_array().unwrap();
        assert!((1..=10).contains(&tags.len()));
        let name = rule["name"].as_str().unwrap_or(about.code);
        assert_eq!(name.to_lowercase(), about.code.replace('-', ""));
    }
    let (_temp, report) = hostile();
    let log: Value = serde_json::from_str(&report.to_sarif(None)).unwrap();
    assert!(log["runs"][0]["tool"]["driver"]["rules"][0].get("helpUri").is_none());
    let bases = log["runs"][0]["originalUriBaseIds"].as_object().unwrap();
    for (result, found) in results(&log).iter().zip(report.diagnostics()) {
        let place = &result["locations"][0]["physicalLocation"]["artifactLocation"];
        assert!(bases.contains_key(place["uriBaseId"].as_str().unwrap()));
        let uri = place["uri"].as_str().unwrap();
        assert!(uri.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-._~%".contains(&byte)), "{uri}");
        assert_eq!(decoded(uri), found.file, "relative, and the name of the file");
        let rule = &log["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!((&rule["id"], &result["ruleId"]), (&found.code.into(), &found.code.into()));
        // Neither a link nor an argument.
        let message = result["message"]["text"].as_str().unwrap();
        assert!(!message.contains("]("), "{message}");
        let is_escaped = (0..10).any(|index| message.contains(&format!("{{{{{index}}}}}")));
        let read =
            if is_escaped { message.replace("{{", "{").replace("}}", "}") } else { message.to_owned() };
        let original = found.help.iter().fold(found.message.clone(), |text, help| format!("{text}\n{help}"));
        assert_eq!(read, original.replace("](", "] ("));
        let has_argument = |text: &str| (0..10).any(|index| text.contains(&format!("{{{index}}}")));
        assert_eq!(is_escaped, has_argument(&original), "{message}");
    }
}

fn decoded(uri: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = uri;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend(before.bytes());
        bytes.push(u8::from_str_radix(&after[..2], 16).unwrap());
        rest = &after[2..];
    }
    bytes.extend(rest.bytes());
    String::from_utf8(bytes).unwrap()
}

fn fingerprints(report: &Report) -> Vec<String> {
    let log = log(report);
    let of = |result: &Value| result["partialFingerprints"]["mmtax/v1"].as_str().unwrap().to_owned();
    let mut all: Vec<String> = results(&log).iter().map(of).collect();
    all.sort();
    all
}

#[test]
fn fingerprints_stay_when_lines_move() {
    let mut compared = 0;
    for (dir, report) in cases() {
        // A folder of files that are no text is not copied; a comment would change what is wrong with an empty file.
        let is_moved = |text: &str| !text.trim().is_empty();
        let (_temp, moved) =
            copy(&dir, |_, text| if is_moved(&text) { format!("# a\n\n# b\n{text}") } else { text });
        let moved = load(&moved).unwrap().report;
        let lines =
            |report: &Report| report.diagnostics().iter().map(|found| found.span.start.line).sum::<u32>();
        assert_eq!(fingerprints(&moved), fingerprints(&report), "{}", dir.display());
        compared += usize::from(lines(&moved) > lines(&report));
    }
    assert!(compared > 50, "{compared}");
}

#[test]
fn findings_that_read_the_same_have_fingerprints_of_their_own() {
    let part = "  - { roles: [backbone], uses: no-such-model, at: x }\n";
    let head = "name: J\nrole: unified\nsources: { c: { url: https://a.org } }\n";
    let (_temp, dir) = write(&[("models/j.yaml", &format!("{head}components:\n{part}{part}"))]);
    let report = load(&dir).unwrap().report;
    let same: Vec<_> =
        report.diagnostics().iter().filter(|found| found.code == "reference-unresolved").collect();
    assert_eq!((same.len(), &same[0].message), (2, &same[1].message));
    let all = fingerprints(&report);
    assert_eq!(all.len(), all.iter().collect::<BTreeSet<_>>().len(), "{all:?}");
    for (dir, report) in cases() {
        let all = fingerprints(&report);
        assert_eq!(all.len(), all.iter().collect::<BTreeSet<_>>().len(), "{}", dir.display());
    }
    // The first of them keeps its own when the second is mended.
    let (_temp, dir) = write(&[("models/j.yaml", &format!("{head}components:\n{part}"))]);
    let left = fingerprints(&load(&dir).unwrap().report);
    assert!(left.iter().all(|left| all.contains(left)), "{left:?} of {all:?}");
}

/// A reader that makes the fixes of a log, and asks again until there are none, ends where `--fix --unsafe-fixes` ends.
#[test]
fn the_fixes_of_a_log_do_what_fix_does() {
    let mut mended = 0;
    for (dir, report) in cases() {
        if report.diagnostics().iter().all(|found| found.fix.is_none()) {
            continue;
        }
        let (_temp, dir) = copy(&dir, |_, text| text);
        let expected = fix(&dir, Scope::Unsafe, |_| true).unwrap().files;
        for _ in 0..10 {
            let log = log(&load(&dir).unwrap().report);
            let edits = edits(&log);
            if edits.is_empty() {
                break;
            }
            for (file, edits) in edits {
                let path = dir.parent().unwrap().join(&file);
                let text = fs::read_to_string(&path).unwrap();
                fs::write(path, with(&text, edits)).unwrap();
            }
        }
        for file in expected {
            let made = fs::read_to_string(dir.parent().unwrap().join(&file.path)).unwrap();
            assert_eq!(made.trim_start_matches('\u{feff}'), file.after, "{}", file.path);
            mended += 1;
        }
    }
    assert!(mended > 10, "{mended}");
}

/// Line and column from 1, columns in characters, of the first character and of the one after the last; and the new text.
type Replacement = ([u64; 4], String);

/// The replacements of each file; of fixes that overlap, the first.
fn edits(log: &Value) -> BTreeMap<String, Vec<Replacement>> {
    assert_eq!(log["runs"][0]["columnKind"], "unicodeCodePoints");
    let mut all = BTreeMap::<String, Vec<Replacement>>::new();
    for change in
        results(log).iter().filter_map(|result| result.get("fixes")?.get(0)?.get("artifactChanges")?.get(0))
    {
        let file = all.entry(decoded(change["artifactLocation"]["uri"].as_str().unwrap())).or_default();
        let replacements = change["replacements"].as_array().unwrap().iter().map(|replacement| {
            let region = &replacement["deletedRegion"];
            let bounds = ["startLine", "startColumn", "endLine", "endColumn"]
                .map(|bound| region[bound].as_u64().unwrap());
            (bounds, replacement["insertedContent"]["text"].as_str().unwrap().to_owned())
        });
        let replacements: Vec<Replacement> = replacements.collect();
        let overlaps =
            |a: &[u64; 4], b: &[u64; 4]| (a[0], a[1]) <= (b[2], b[3]) && (b[0], b[1]) <= (a[2], a[3]);
        if replacements.iter().all(|(new, _)| file.iter().all(|(old, _)| !overlaps(new, old))) {
            file.extend(replacements);
        }
    }
    all
}

fn with(text: &str, mut edits: Vec<Replacement>) -> String {
    let byte = |line: u64, column: u64| {
        let start: usize = text.split_inclusive('\n').take(line as usize - 1).map(str::len).sum();
        // The mark before the first character is no column.
        let start = start + if line == 1 && text.starts_with('\u{feff}') { 3 } else { 0 };
        start + text[start..].chars().take(column as usize - 1).map(char::len_utf8).sum::<usize>()
    };
    edits.sort();
    let mut made = text.to_owned();
    for ([from_line, from, to_line, to], new) in edits.into_iter().rev() {
        made.replace_range(byte(from_line, from)..byte(to_line, to), &new);
    }
    made
}
