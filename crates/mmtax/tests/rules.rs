//! Each code against its cases, and the lists of codes against each other.
//!
//! A folder `rules/<code>/bad-*` is a whole taxonomy in which that code, and no other, is reported; `bad-*.snap` beside
//! it is the report as people read it. A folder `rules/<code>/good-*` is a taxonomy in which nothing is reported. Every
//! rule runs on every case; but what is only good to know, as that an entry of a tiny taxonomy stands alone, counts in the
//! cases of such codes alone.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use mmtax::schema::{EntryId, Fault, FaultCode, Kind, parse};
use mmtax::{Explained, RULES, Report, Severity, explained};

#[test]
fn bad_cases_yield_their_own_code_and_good_cases_nothing() {
    for code_dir in children(&cases_dir()) {
        let code = name_of(&code_dir);
        let case_dirs: Vec<PathBuf> = children(&code_dir).into_iter().filter(|path| path.is_dir()).collect();
        for case_dir in &case_dirs {
            let case = name_of(case_dir);
            if case.starts_with("bad-") {
                check_bad(&code, case_dir);
            } else {
                assert!(case.starts_with("good-"), "{code}/{case} is neither bad nor good");
                let report = report(&code, case_dir);
                assert!(report.diagnostics().is_empty(), "{code}/{case}:\n{}", report.to_human(false));
            }
        }
    }
}

/// What cannot be committed as text, or would be lost on the way.
#[test]
fn faults_of_bytes_yield_their_own_code() {
    check_written(
        "control-character",
        "bad-bell",
        b"name: Janus\nsummary: \xc3\xa9\x07 rings\nrole: unified\n",
    );
    check_written("invalid-utf8", "bad-latin-1", b"name: Janus\nsummary: d\xc3\xa9j\xe0 vu\nrole: unified\n");
    check_written(
        "invalid-utf8",
        "bad-latin-1-after-a-mark",
        b"\xef\xbb\xbfname: d\xc3\xa9j\xe0 vu\nrole: unified\n",
    );
    let long =
        [b"name: Janus\nsummary: ".to_vec(), vec![b'x'; 5 << 20], b"\nrole: unified\n".to_vec()].concat();
    check_written("file-too-large", "bad-five-megabytes", &long);
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_yields_its_own_code() {
    use std::os::unix::fs::PermissionsExt;

    let temp = tempfile::tempdir().unwrap();
    let case_dir = temp.path().join("bad-no-permission");
    write_referred_model(&case_dir, b"name: Janus\nrole: unified\n");
    let file = case_dir.join("models/janus.yaml");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    // The superuser may read everything: nothing can be made unreadable.
    if fs::File::open(&file).is_err() {
        let report = mmtax::load(&case_dir).unwrap().report;
        let found: Vec<_> = report.diagnostics().iter().map(|found| (found.code, &*found.file)).collect();
        assert_eq!(found, [("unreadable-file", "bad-no-permission/models/janus.yaml")]);
    }
}

#[test]
fn every_bad_case_has_a_snapshot_and_no_snapshot_is_left_over() {
    let written = ["bad-bell", "bad-latin-1", "bad-latin-1-after-a-mark", "bad-five-megabytes"];
    for code_dir in children(&cases_dir()) {
        for path in children(&code_dir) {
            let case = path.file_stem().unwrap().to_str().unwrap();
            if path.is_dir() && case.starts_with("bad-") {
                assert!(path.with_file_name(format!("{case}.snap")).is_file(), "{}", path.display());
            } else if path.is_file() {
                let is_known = code_dir.join(case).is_dir() || written.contains(&case);
                assert!(is_known && name_of(&path).ends_with(".snap"), "left over: {}", path.display());
            }
        }
    }
}

#[test]
fn every_rule_has_a_file_and_a_bad_and_a_good_case() {
    let codes: Vec<&str> = RULES.iter().map(|rule| rule.about.code).collect();
    assert!(codes.is_sorted_by(|a, b| a < b), "sorted and unique: {codes:?}");

    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let files: Vec<String> = children(&sources).iter().map(|path| name_of(path)).collect();
    let expected: Vec<String> = codes.iter().map(|code| format!("{}.rs", code.replace('-', "_"))).collect();
    assert_eq!(files, expected, "files in src/rules");

    for code in codes {
        let cases: Vec<String> = children(&cases_dir().join(code)).iter().map(|path| name_of(path)).collect();
        for prefix in ["bad-", "good-"] {
            assert!(cases.iter().any(|case| case.starts_with(prefix)), "{code} has no {prefix}* case");
        }
    }
}

#[test]
fn every_code_is_in_one_list_and_has_cases() {
    let codes: Vec<&str> = explained().iter().map(|about| about.code).collect();
    assert!(codes.is_sorted_by(|a, b| a < b), "sorted and unique: {codes:?}");
    let folders: BTreeSet<String> = children(&cases_dir()).iter().map(|path| name_of(path)).collect();
    // Only a file that the system refuses to open has it: see the test above.
    let expected: BTreeSet<String> =
        codes.iter().filter(|code| **code != "unreadable-file").map(ToString::to_string).collect();
    assert_eq!(folders, expected, "folders in tests/rules");

    let list: Vec<String> = explained()
        .iter()
        .map(|about| format!("{:7} {}: {}", about.severity.word(), about.code, about.summary))
        .collect();
    snapshot(Path::new("."), "codes", &list.join("\n"));
}

#[test]
fn the_docs_of_every_code_have_the_same_sections() {
    let sections = ["What it does", "Why it is bad", "How to fix", "Bad", "Good"];
    for Explained { code, summary, docs, .. } in explained() {
        assert!(summary.ends_with('.'), "{code}: {summary}");
        let headings: Vec<&str> = docs.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(headings, sections, "{code}");
        assert!(!docs.contains("\n\n\n") && docs.ends_with("```\n"), "{code}");
        for section in ["Bad", "Good"] {
            assert_eq!(yaml_blocks(docs, section).len(), 1, "{code}: one block of YAML under {section}");
        }
    }
}

#[test]
fn the_examples_of_every_rule_are_yaml() {
    for rule in RULES {
        for section in ["Bad", "Good"] {
            for block in yaml_blocks(rule.about.docs, section) {
                let faults = faults_of_form(&block);
                assert!(faults.is_empty(), "{}, {section}: {faults:?}", rule.about.code);
            }
        }
    }
}

/// The examples of structural codes are fragments of a model; what only bytes can show is told in a comment.
#[test]
fn the_examples_of_structural_codes_show_their_fault() {
    use FaultCode::{ControlCharacter, FileTooLarge, InvalidUtf8};
    for code in FaultCode::ALL {
        let has = |section: &str| {
            let block = yaml_blocks(code.docs(), section).concat();
            read_as_model(&block).iter().any(|fault| fault.code == *code)
        };
        let is_of_bytes = matches!(code, ControlCharacter | FileTooLarge | InvalidUtf8);
        assert_eq!(has("Bad"), !is_of_bytes, "{}: bad", code.name());
        assert!(!has("Good"), "{}: good", code.name());
    }
}

/// Loads a case, and compares its report with the snapshot beside it.
fn check_bad(code: &str, case_dir: &Path) {
    let case = name_of(case_dir);
    let report = report(code, case_dir);
    let human = report.to_human(false);
    let codes: BTreeSet<&str> = report.diagnostics().iter().map(|found| found.code).collect();
    assert_eq!(codes, BTreeSet::from([code]), "{code}/{case}:\n{human}");
    snapshot(Path::new(code), &case, &human);
}

/// The report of a case, without infos unless its code is one.
fn report(code: &str, case_dir: &Path) -> Report {
    let mut report = mmtax::load(case_dir).unwrap().report;
    let severity = explained().iter().find(|about| about.code == code).map(|about| about.severity);
    report.retain_down_to(severity.unwrap_or(Severity::Error).max(Severity::Warning));
    report
}

fn check_written(code: &str, case: &str, bytes: &[u8]) {
    let temp = tempfile::tempdir().unwrap();
    let case_dir = temp.path().join(case);
    write_referred_model(&case_dir, bytes);
    check_bad(code, &case_dir);
}

/// A model with these bytes, and another that refers to it and to a variant of it.
fn write_referred_model(case_dir: &Path, bytes: &[u8]) {
    let models = case_dir.join("models");
    fs::create_dir_all(&models).unwrap();
    fs::write(models.join("janus.yaml"), bytes).unwrap();
    let successor = "name: Janus-Pro\nrole: unified\nsources: { code: { url: https://github.com/deepseek-ai/Janus } }\n\
                     lineage:\n  - { relation: successor-of, of: janus@1.3b, at: README }\n";
    fs::write(models.join("janus-pro.yaml"), successor).unwrap();
}

fn snapshot(dir: &Path, name: &str, text: &str) {
    insta::with_settings!({
        snapshot_path => Path::new("rules").join(dir),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(name, text);
    });
}

/// The blocks of YAML under a heading.
fn yaml_blocks(docs: &str, heading: &str) -> Vec<String> {
    let section = docs.split("## ").find_map(|section| section.strip_prefix(&format!("{heading}\n")));
    let parts: Vec<&str> = section.unwrap_or_default().split("```").collect();
    parts.iter().filter_map(|part| part.strip_prefix("yaml\n")).map(ToOwned::to_owned).collect()
}

fn read_as_model(text: &str) -> Vec<Fault> {
    parse(Kind::Model, EntryId::new("example").unwrap(), text).faults
}

/// What makes a text no plain YAML, whatever its fields are.
fn faults_of_form(text: &str) -> Vec<Fault> {
    let mut faults = read_as_model(text);
    faults.retain(|fault| {
        matches!(fault.code, FaultCode::YamlSyntax | FaultCode::YamlFeature | FaultCode::DuplicateKey)
    });
    faults
}

fn cases_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules")
}

/// The paths in a folder, sorted; what insta leaves for review is not ours to judge.
fn children(dir: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| !name_of(path).ends_with(".snap.new") && name_of(path) != "codes.snap");
    paths.sort();
    paths
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}
