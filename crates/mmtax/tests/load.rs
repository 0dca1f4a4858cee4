//! Reading a folder: what is read, what is left alone, and the forms in which the report is told.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fs;
use std::path::{Path, PathBuf};

use mmtax::schema::Kind;
use mmtax::{Loaded, Severity, View};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A sound taxonomy.
const SOUND: [(&str, &str); 4] = [
    (
        "models/janus-pro.yaml",
        "name: Janus-Pro\nrole: unified\nsources: { paper: { paper: arxiv-2501.17811 } }\nlineage:\n  \
         - { relation: successor-of, of: janus, at: \"§1\" }\n",
    ),
    ("models/janus.yaml", "name: Janus\nrole: unified\n"),
    ("papers/arxiv-2501.17811.yaml", "title: Janus-Pro – 中文 🦙\narxiv: \"2501.17811\"\n"),
    ("README.md", "# Not an entry\n"),
];

/// One with faults of several stages, in several files.
const FAULTY: [(&str, &str); 6] = [
    (
        "models/janus-pro.yaml",
        "name: Janus-Pro\nrole: unified\nsummary: \"中文 🦙\"\nreleased: 2024-01\n\
         sources: { paper: { paper: arxiv-2501.17811 } }\n\
         lineage: [{ relation: successor-of, of: janus }, { relation: extends, of: \"chameleon\", at: \"100%: §1\" }]\n",
    ),
    (
        "models/janus.yaml",
        "name: Janus\nrole: unified\nreleased: 2024-10-17\nsources: { code: { url: https://example.org } }\n",
    ),
    ("models/broken.yaml", "nmae: Broken\nrole: unifid\n"),
    ("models/old, 100%.txt", "what is it?\n"),
    ("datasets/janus.yaml", "name: \"Janus\\ndata\"\nsummary: Two lines in one name.\n"),
    ("papers/arxiv-2501.17811.yaml", "title: Janus-Pro\narxiv: \"2501.17811\"\n"),
];

#[test]
fn the_order_of_creation_does_not_matter() {
    let told = |files: &[(&str, &str)]| {
        let (_temp, dir) = write(files);
        let Loaded { taxonomy, report, revision } = load(&dir);
        let entries: Vec<_> = taxonomy.entries().map(|entry| entry.entry().clone()).collect();
        let links: Vec<_> = taxonomy.links(View::FULL).map(|link| format!("{link:?}")).collect();
        (entries, links, report.to_json(), report.to_human(false), report.to_github(), revision)
    };
    let expected = told(&FAULTY);
    let mut files = FAULTY;
    for turn in 0..files.len() {
        files.rotate_left(1);
        files.swap(0, turn);
        assert_eq!(told(&files), expected, "{files:?}");
    }
}

#[test]
fn the_revision_tells_content_and_paths_apart() {
    let revision = |files: &[(&str, &str)]| {
        let (_temp, dir) = write(files);
        load(&dir).revision
    };
    let sound = revision(&SOUND);
    assert_eq!((sound.len(), sound.clone()), (16, revision(&SOUND)));
    assert!(sound.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let [.., readme] = SOUND;
    assert_eq!(revision(&SOUND[..3]), sound, "{} is no data", readme.0);
    assert_ne!(revision(&SOUND[..2]), sound);
    assert_ne!(
        revision(&[SOUND[0], ("models/janus.yaml", "name: Janus \nrole: unified\n"), SOUND[2]]),
        sound
    );
    assert_ne!(revision(&[SOUND[0], ("models/janus2.yaml", SOUND[1].1), SOUND[2]]), sound);
}

#[test]
fn windows_line_ends_and_byte_order_marks_change_nothing() {
    for files in [SOUND.as_slice(), FAULTY.as_slice()] {
        let (_temp, dir) = write(files);
        let plain = load(&dir);
        let (_temp, dir) = write(&[]);
        for (path, text) in files {
            write_file(&dir, path, &format!("\u{feff}{}", text.replace('\n', "\r\n")));
        }
        let windows = load(&dir);
        assert_eq!(windows.report.to_json(), plain.report.to_json());
        assert_eq!(windows.report.to_github(), plain.report.to_github());
        assert_eq!(windows.report.to_human(false), plain.report.to_human(false));
        assert_eq!(entries(&windows), entries(&plain));
    }
}

#[test]
fn a_broken_file_keeps_its_id() {
    for text in ["name: Janus\nrole: [\n", "name: Janus\n", "", "\u{7}"] {
        let (_temp, dir) = write(&[SOUND[0], ("models/janus.yaml", text), SOUND[2]]);
        let loaded = load(&dir);
        let found: Vec<&str> = loaded.report.diagnostics().iter().map(|found| &*found.file).collect();
        assert_eq!(found, ["taxonomy/models/janus.yaml"], "{}", loaded.report.to_human(false));
        assert!(loaded.taxonomy.entry("janus").is_none());
        assert!(loaded.taxonomy.entry("janus-pro").is_some());
    }
}

/// A file with a malformed name takes the id that was meant, but not away from the file that has it.
#[test]
fn a_malformed_name_takes_nothing_from_the_right_one() {
    let sound =
        "name: Janus-Pro\nrole: unified\nsummary: TODO\nsources: { code: { url: https://example.org } }\n";
    let (_temp, dir) =
        write(&[("models/janus-pro.yaml", sound), ("models/janus_pro.yaml", "name: x\nrole: other\n")]);
    let report = load(&dir).report;
    let found: Vec<_> =
        report.diagnostics().iter().map(|found| (found.code, &*found.file, found.span.start.line)).collect();
    assert_eq!(
        found,
        [
            ("placeholder-text", "taxonomy/models/janus-pro.yaml", 3),
            ("malformed-id", "taxonomy/models/janus_pro.yaml", 1),
        ]
    );
}

#[cfg(unix)]
#[test]
fn links_are_told_and_never_followed() {
    use std::os::unix::fs::symlink;

    let (temp, dir) = write(&SOUND);
    let outside = temp.path().join("outside");
    fs::create_dir_all(outside.join("papers")).unwrap();
    fs::write(outside.join("secret.yaml"), "name: Secret\nrole: unified\n").unwrap();
    symlink(outside.join("secret.yaml"), dir.join("models/secret.yaml")).unwrap();
    symlink(outside.join("nowhere.yaml"), dir.join("models/dangling.yaml")).unwrap();
    symlink(&outside, dir.join("models/folder.yaml")).unwrap();
    symlink(&outside, dir.join("datasets")).unwrap();

    let loaded = load(&dir);
    let found: Vec<_> = loaded.report.diagnostics().iter().map(|found| (found.code, &*found.file)).collect();
    assert_eq!(
        found,
        [
            ("stray-file", "taxonomy/datasets"),
            ("stray-file", "taxonomy/models/dangling.yaml"),
            ("stray-file", "taxonomy/models/folder.yaml"),
            ("stray-file", "taxonomy/models/secret.yaml"),
        ]
    );
    assert!(loaded.taxonomy.entry("secret").is_none());
    assert!(!loaded.report.to_human(false).contains("Secret"));
    // The taxonomy folder itself may be reached by a link: its real name is told.
    symlink(&dir, temp.path().join("link")).unwrap();
    let linked = load(&temp.path().join("link"));
    assert_eq!(linked.report.to_json(), loaded.report.to_json());
}

#[test]
fn an_empty_folder_is_an_empty_taxonomy() {
    let (_temp, dir) = write(&[]);
    let Loaded { taxonomy, report, .. } = load(&dir);
    assert_eq!((taxonomy.entries().len(), report.files(), report.has_errors()), (0, 0, false));
    assert_eq!(report.to_human(false), "checked 0 files: 0 errors, 0 warnings\n");
    assert_eq!(report.to_github(), "");
}

#[test]
fn a_folder_that_cannot_be_listed_is_an_error() {
    let (_temp, dir) = write(&SOUND);
    for path in [dir.join("nowhere"), dir.join("models/janus.yaml")] {
        let error = mmtax::load(&path).unwrap_err();
        assert_eq!(error.path, path);
        assert!(error.to_string().contains(&path.display().to_string()), "{error}");
        assert!(std::error::Error::source(&error).is_some());
    }
}

#[test]
fn paths_are_told_from_the_folder_that_holds_the_taxonomy() {
    let (_temp, dir) = write(&[("models/x.yaml", "")]);
    for path in [dir.clone(), dir.join("."), dir.join("models/..")] {
        let report = load(&path).report;
        assert_eq!(report.diagnostics()[0].file, "taxonomy/models/x.yaml", "{}", path.display());
    }
}

#[test]
fn the_report_is_sorted_and_can_be_narrowed() {
    let (_temp, dir) = write(&FAULTY);
    let mut report = load(&dir).report;
    let all = report.diagnostics().to_vec();
    assert!(all.is_sorted_by_key(|found| (found.file.clone(), found.span, found.code)));
    assert_eq!(report.files(), 5);
    assert!(report.has_errors() && report.count(Severity::Warning) > 0);
    assert_eq!(report.count(Severity::Error) + report.count(Severity::Warning), all.len());

    report.retain_files(|file| file == "taxonomy/models/broken.yaml");
    let codes: Vec<&str> = report.diagnostics().iter().map(|found| found.code).collect();
    assert_eq!(codes, ["missing-field", "unknown-field", "unknown-value"]);
}

#[test]
fn json_has_the_promised_shape() {
    let (_temp, dir) = write(&FAULTY);
    let report = load(&dir).report;
    let json: Value = serde_json::from_str(&report.to_json()).unwrap();
    let validator = jsonschema::validator_for(&mmtax::report_schema()).unwrap();
    let problems: Vec<String> = validator.iter_errors(&json).map(|problem| problem.to_string()).collect();
    assert_eq!(problems, Vec::<String>::new());

    let diagnostics = json["diagnostics"].as_array().unwrap();
    assert_eq!(diagnostics.len(), report.diagnostics().len());
    assert_eq!(json["summary"]["files"], report.files());
    let count = |severity| diagnostics.iter().filter(|found| found["severity"] == severity).count();
    assert_eq!(
        (json["summary"]["errors"].clone(), json["summary"]["warnings"].clone()),
        (count("error").into(), count("warning").into())
    );
    let early = diagnostics.iter().find(|found| found["code"] == "child-before-parent").unwrap();
    assert_eq!(early["file"], "taxonomy/models/janus-pro.yaml");
    assert_eq!(
        early["span"],
        json!({ "start": { "line": 4, "column": 11 }, "end": { "line": 4, "column": 18 } })
    );
    assert_eq!(early["related"][1]["file"], "taxonomy/models/janus.yaml");

    let (_temp, dir) = write(&SOUND);
    let report = load(&dir).report;
    let json: Value = serde_json::from_str(&report.to_json()).unwrap();
    assert!(validator.is_valid(&json));
    assert_eq!(json["diagnostics"], json!([]));
}

#[test]
fn github_annotations_are_one_line_each_and_escaped() {
    let (_temp, dir) = write(&FAULTY);
    let report = load(&dir).report;
    let annotations = report.to_github();
    let lines: Vec<&str> = annotations.lines().collect();
    assert_eq!(lines.len(), report.diagnostics().len());
    for (line, found) in lines.iter().zip(report.diagnostics()) {
        let (properties, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
        let level = found.severity.word();
        let file = found.file.replace('%', "%25").replace(',', "%2C");
        let place =
            format!("{level} file={file},line={},col={}", found.span.start.line, found.span.start.column);
        assert!(properties.starts_with(&place), "{properties}");
        assert!(properties.ends_with(&format!(",title={}", found.code)), "{properties}");
        let message = message.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%");
        assert!(message.starts_with(&found.message), "{message}");
        assert!(
            found.help.as_ref().is_none_or(|help| message.ends_with(&format!("help: {help}"))),
            "{message}"
        );
    }
    assert!(annotations.contains("file=taxonomy/models/old%2C 100%25.txt,"), "{annotations}");
}

/// A name may hold any character, and messages quote it.
#[test]
fn messages_of_any_name_stay_on_one_line() {
    let model = |name: &str| {
        format!(
            "name: \"{name}\"\nrole: other\nsummary: A model.\nsources: {{ code: {{ url: https://example.org }} }}\n"
        )
    };
    let (_temp, dir) = write(&[
        ("models/a.yaml", &model("50 off: error, done")),
        ("models/b.yaml", &model("50% off\\r\\n::error::done")),
    ]);
    let report = load(&dir).report;
    assert_eq!(report.diagnostics().len(), 1);
    assert_eq!(report.to_short().lines().count(), 1, "{}", report.to_short());
    let annotations = report.to_github();
    assert_eq!(annotations.lines().count(), 1, "{annotations}");
    let message = r"::the name `50%25 off\r\n::error::done` is taken by models/a%0Ataxonomy/models/a.yaml:1:7: taken here%0A";
    assert!(annotations.contains(message), "{annotations}");
}

#[test]
fn colours_are_used_only_where_they_are_asked_for() {
    let (_temp, dir) = write(&FAULTY);
    let report = load(&dir).report;
    let plain = report.to_human(false);
    assert!(!plain.contains('\u{1b}'), "{plain}");
    assert!(report.to_human(true).contains('\u{1b}'));
    assert!(plain.ends_with("checked 5 files: 7 errors, 2 warnings (2 fixable with --fix)\n"), "{plain}");
}

/// What is good to know is counted, shown on request, and no fault.
#[test]
fn infos_are_counted_and_shown_on_request() {
    let (_temp, dir) = write(&[(
        "models/janus.yaml",
        "name: Janus\nrole: unified\nsummary: Alone.\nsources: { code: { url: https://example.org } }\n",
    )]);
    let mut report = mmtax::load(&dir).unwrap().report;
    assert_eq!(
        report.to_human_down_to(Severity::Warning, false),
        "checked 1 file: 0 errors, 0 warnings, 1 info\n"
    );
    assert!(report.to_human(false).starts_with("info[orphan]: "), "{}", report.to_human(false));
    assert_eq!(report.to_human(false), report.to_human_down_to(Severity::Info, false));
    let told: Value = serde_json::from_str(&report.to_json()).unwrap();
    assert_eq!(told["summary"], json!({ "files": 1, "errors": 0, "warnings": 0 }));
    assert_eq!(told["diagnostics"][0]["severity"], "info");
    assert!(report.to_github().starts_with("::notice "), "{}", report.to_github());
    report.retain_down_to(Severity::Warning);
    assert!(report.diagnostics().is_empty());
}

/// Neither what a file holds nor what it is called reaches the terminal as a command.
#[test]
fn control_characters_never_reach_the_terminal() {
    let is_harmless = |report: &mmtax::Report| {
        let (human, short) = (report.to_human(false), report.to_short());
        !human.chars().chain(short.chars()).any(|c| c.is_control() && c != '\n')
    };
    let (_temp, dir) = write(&[("models/janus.yaml", "name: \u{1b}[31mJanus\u{9b}\u{7}\nrole: unified\n")]);
    let report = load(&dir).report;
    assert_eq!(report.diagnostics()[0].code, "control-character");
    assert!(is_harmless(&report), "{:?}", report.to_human(false));
    // A quoted escape is no control character of the file, but of the name.
    let name = "name: \"Janus\\e[31m\\x07\"\nrole: other\nsummary: x\nsources: { code: { url: https://example.org } }\n";
    let (_temp, dir) = write(&[("models/a.yaml", name), ("models/b.yaml", name)]);
    let report = load(&dir).report;
    assert_eq!(report.diagnostics()[0].code, "id-collision");
    assert!(is_harmless(&report), "{:?}", report.to_human(false));
}

#[cfg(unix)]
#[test]
fn control_characters_in_file_names_never_reach_the_terminal() {
    let (_temp, dir) =
        write(&[("models/\u{1b}[31m.yaml", "name: x\nrole: other\n"), ("models/\u{9b}\n::error::.txt", "")]);
    let report = load(&dir).report;
    assert_eq!(report.diagnostics().len(), 2);
    for text in [report.to_human(false), report.to_short(), report.to_github()] {
        assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
    }
    assert_eq!(report.to_github().lines().count(), 2);
}

/// A place is shown by its line, also where the file has long or wide lines.
#[test]
fn carets_stand_under_what_they_mean() {
    let (_temp, dir) = write(&[(
        "models/janus.yaml",
        "name: \"é中文🦙\"\nrole: unified\nlinks: { home: https://example.org, code: 7, demo: \"中文 é🦙\", data: x y }\n",
    )]);
    let human = load(&dir).report.to_human(false);
    let lines: Vec<&str> = human.lines().collect();
    let marked: Vec<&str> = lines
        .windows(2)
        .filter(|pair| pair[1].contains('^'))
        .map(|pair| {
            let (from, to) = (pair[1].find('^').unwrap(), pair[1].rfind('^').unwrap() + 1);
            cells(pair[0], from, to)
        })
        .collect();
    assert_eq!(marked, ["7", "\"中文 é🦙\"", "x y"], "{human}");
}

/// What stands between two columns of a terminal, where 中, 文 and 🦙 are two cells wide.
fn cells(line: &str, from: usize, to: usize) -> &str {
    let mut column = 0;
    let mut bounds = [line.len(); 2];
    for (byte, c) in line.char_indices() {
        for (bound, wanted) in bounds.iter_mut().zip([from, to]) {
            if column == wanted {
                *bound = byte;
            }
        }
        column += if matches!(c, '中' | '文' | '🦙') { 2 } else { 1 };
    }
    &line[bounds[0]..bounds[1]]
}

/// What is loaded, without the findings that are no faults.
fn load(dir: &Path) -> Loaded {
    let mut loaded = mmtax::load(dir).unwrap();
    loaded.report.retain_down_to(Severity::Warning);
    loaded
}

fn entries(loaded: &Loaded) -> Vec<(Kind, &str)> {
    loaded.taxonomy.entries().map(|entry| (entry.kind(), entry.id())).collect()
}

/// A folder `taxonomy` with these files, created in this order.
fn write(files: &[(&str, &str)]) -> (TempDir, PathBuf) {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("taxonomy");
    fs::create_dir(&dir).unwrap();
    for (path, text) in files {
        write_file(&dir, path, text);
    }
    (temp, dir)
}

fn write_file(dir: &Path, path: &str, text: &str) {
    let path = dir.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
