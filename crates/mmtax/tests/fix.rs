//! Fixes: over every bad case of every code, and what they promise. A fixed folder has no fault that it did not have before,
//! to fix it again changes nothing, and comments stay.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use mmtax::{Fixed, FixedFile, Report, Scope, fix, load};
use tempfile::TempDir;

#[test]
fn every_bad_case_is_no_worse_when_fixed_and_stays_as_it_is_when_fixed_again() {
    let mut fixed_codes = BTreeMap::<&str, usize>::new();
    for case in bad_cases() {
        let before = load(&case).unwrap().report;
        for scope in [Scope::Safe, Scope::Unsafe] {
            let Fixed { files, count, dropped, loaded } = fix(&case, scope, |_| true).unwrap();
            assert_eq!(dropped, [], "{}", case.display());
            assert_eq!(files.is_empty(), count == 0, "{}", case.display());
            let left = loaded.report;
            let in_scope = |report: &Report| {
                let fixes = report.diagnostics().iter().filter_map(|found| found.fix.as_ref());
                fixes.filter(|fix| fix.safe || scope == Scope::Unsafe).count()
            };
            assert_eq!(in_scope(&left), 0, "{}:\n{}", case.display(), left.to_human(false));
            assert_eq!(in_scope(&before) > 0, count > 0, "{}", case.display());
            if count > 0 {
                // A file that is named by its malformed id shows that once the id is right.
                let mended = before.diagnostics().iter().find(|found| found.fix.is_some());
                let code = mended.unwrap().code;
                let of_code =
                    |report: &Report| report.diagnostics().iter().filter(|found| found.code == code).count();
                assert!(of_code(&left) < of_code(&before), "{}", left.to_human(false));
                *fixed_codes.entry(code).or_default() += 1;
            }
            let again = write_out(&case, &files);
            let again = fix(&again.path().join("taxonomy"), scope, |_| true).unwrap();
            assert_eq!((again.files, again.count), (Vec::new(), 0), "{}", case.display());
        }
    }
    let mendable = [
        "arxiv-id",
        "dispute-unneeded",
        "nothing-cited",
        "reference-unresolved",
        "source-unknown",
        "term-unknown",
        "unknown-field",
        "unknown-value",
        "variant-unknown",
        "wrong-type",
        "yaml-syntax",
    ];
    let codes: Vec<&str> = fixed_codes.into_keys().collect();
    assert_eq!(codes, mendable);
}

#[test]
fn fixes_of_all_sorts_work_together_and_keep_comments_and_layout() {
    let (_temp, dir) = write(&[
        ("models/deepseek-llm.yaml", "name: DeepSeek LLM\nrole: language-model\nvariants: [{ id: 1.3b }]\n"),
        (
            "models/janus.yaml",
            "# top\r\nnmae:   'Janus' # a name\r\nrole: unifed\r\naliases: [ 7,  true,Janus One ]\r\n\
             sources: { code: { url: https://a.org, version: 1.0 } }\r\n\r\ncomponents:\r\n\
             \x20 - { roles: [backbone], uses: \"deepseek-lm@1.3b\", at: README }   # keep me\r\n",
        ),
    ]);
    let fixed = fix(&dir, Scope::Safe, |_| true).unwrap();
    assert_eq!(fixed.loaded.report.diagnostics(), [], "{}", fixed.loaded.report.to_human(false));
    let after = "# top\r\nname:   'Janus' # a name\r\nrole: unified\r\naliases: [ \"7\",  \"true\",Janus One ]\r\n\
                 sources: { code: { url: https://a.org, version: \"1.0\" } }\r\n\r\ncomponents:\r\n\
                 \x20 - { roles: [backbone], uses: \"deepseek-llm@1.3b\", at: README }   # keep me\r\n";
    assert_eq!(fixed.files[0].after, after);
    assert_eq!((fixed.files.len(), fixed.count), (1, 6));
}

#[test]
fn fixes_that_overlap_are_made_one_after_the_other() {
    let head = "name: J\nrole: unified\nsources: { c: { url: https://a.org } }\n";
    let cited = "cited: { license: { at: x }, paradigm: { at: x }, attention: { at: x } }\n";
    let (_temp, dir) = write(&[("models/j.yaml", &format!("{head}{cited}summary: x\n"))]);
    assert_eq!(fix(&dir, Scope::Safe, |_| true).unwrap().count, 0);
    let fixed = fix(&dir, Scope::Unsafe, |_| true).unwrap();
    assert_eq!((fixed.count, &*fixed.files[0].after), (3, &*format!("{head}summary: x\n")));
}

#[test]
fn only_what_is_surely_meant_is_safe() {
    let model = |uses: &str| {
        format!(
            "name: J\nrole: unified\nsources: {{ c: {{ url: https://a.org }} }}\n\
             components: [{{ roles: [backbone], uses: {uses}, at: x }}]\n"
        )
    };
    for (written, near, safe) in [
        ("deepseek-lm", "deepseek-llm", Some(true)),
        ("llava", "llama", Some(false)),
        ("qwen3", "qwen2", Some(false)),
        ("bagel", "siglip", None),
    ] {
        let file = format!("models/{near}.yaml");
        let stub = "name: N\nrole: language-model\nsources: { c: { url: https://a.org } }\nsummary: x\n";
        let (_temp, dir) = write(&[("models/j.yaml", &model(written)), (&file, stub)]);
        let report = load(&dir).unwrap().report;
        let unresolved = report.diagnostics().iter().find(|found| found.code == "reference-unresolved");
        let found = unresolved.unwrap();
        assert_eq!(found.fix.as_ref().map(|fix| fix.safe), safe, "{written}: {}", report.to_human(false));
        assert_eq!(found.is_fixable(), safe.is_some());
        let count = |scope| fix(&dir, scope, |_| true).unwrap().count;
        assert_eq!(count(Scope::Safe), usize::from(safe == Some(true)), "{written}");
        assert_eq!(count(Scope::Unsafe), usize::from(safe.is_some()), "{written}");
        assert_eq!(fix(&dir, Scope::Unsafe, |_| false).unwrap().count, 0, "nothing was asked for");
    }
}

#[test]
fn each_of_many_bare_dashes_is_quoted() {
    let row = |cell: &str| format!("      - {{ model: janus, values: [{}] }}\n", [cell; 20].join(", "));
    let table = |cell: &str| {
        let columns = (0..20).map(|index| format!("b/c{index}")).collect::<Vec<_>>().join(", ");
        let rows = row(cell).repeat(20);
        format!(
            "source: arxiv-2501.17811\ntables:\n  - at: T # - , -]\n    columns: [{columns}]\n    rows:\n{rows}"
        )
    };
    let (_temp, dir) = write(&[("results/arxiv-2501.17811.yaml", &table("-"))]);
    let fixed = fix(&dir, Scope::Safe, |_| true).unwrap();
    assert_eq!((fixed.count, &*fixed.files[0].after), (400, &*table("\"-\"")));
}

#[test]
fn a_fix_that_would_bring_another_fault_is_dropped_and_told() {
    // Under its right name the field takes no such value.
    let (_temp, dir) = write(&[("models/j.yaml", "name: J\nrole: unified\nreleasd: soon\nalises: [7]\n")]);
    let fixed = fix(&dir, Scope::Safe, |_| true).unwrap();
    let dropped: Vec<_> = fixed.dropped.iter().map(|dropped| (dropped.code, dropped.at.line)).collect();
    assert_eq!(dropped, [("unknown-field", 3), ("unknown-field", 4)], "{:?}", fixed.dropped);
    assert!(fixed.dropped[0].reason.contains("malformed-value"), "{:?}", fixed.dropped);
    assert_eq!(fixed.files, []);
}

#[test]
fn a_field_is_never_renamed_to_one_that_is_there() {
    let (_temp, dir) = write(&[("models/j.yaml", "name: J\nnmae: K\nrole: unified\n")]);
    let report = load(&dir).unwrap().report;
    assert_eq!(report.diagnostics()[0].code, "unknown-field");
    assert!(!report.diagnostics()[0].is_fixable());
}

/// The place of such a text is that of its words: they are not all of it.
#[test]
fn a_text_under_a_bar_is_not_mended() {
    for bar in ["|", "|+", ">-"] {
        let text = format!("name: J\nrole: unified\nparadigm: {bar}\n  difusion\n");
        let (_temp, dir) = write(&[("models/j.yaml", &text)]);
        let fixed = fix(&dir, Scope::Unsafe, |_| true).unwrap();
        let found = &fixed.loaded.report.diagnostics()[0];
        assert_eq!((fixed.count, found.code, found.is_fixable()), (0, "unknown-value", false), "{bar}");
    }
}

#[test]
fn sarif_tells_the_replacement() {
    let (_temp, dir) = write(&[("models/j.yaml", "name: J\nrole: unifed\n")]);
    let sarif: serde_json::Value = serde_json::from_str(&load(&dir).unwrap().report.to_sarif(None)).unwrap();
    let change = &sarif["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "taxonomy/models/j.yaml");
    let replacement = &change["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "unified");
    assert_eq!(replacement["deletedRegion"]["startLine"], 2);
    assert_eq!(replacement["deletedRegion"]["startColumn"], 7);
    assert_eq!(replacement["deletedRegion"]["endColumn"], 13);
}

fn bad_cases() -> Vec<PathBuf> {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let mut cases = Vec::new();
    for code in fs::read_dir(rules).unwrap().map(|item| item.unwrap().path()).filter(|path| path.is_dir()) {
        let children = fs::read_dir(code).unwrap().map(|item| item.unwrap().path());
        cases.extend(
            children.filter(|path| {
                path.is_dir() && path.file_name().unwrap().to_str().unwrap().starts_with("bad-")
            }),
        );
    }
    cases.sort();
    cases
}

/// A copy of a case with the files that a fix has changed.
fn write_out(case: &Path, files: &[FixedFile]) -> TempDir {
    let temp = tempfile::tempdir().unwrap();
    let target = temp.path().join("taxonomy");
    for folder in fs::read_dir(case).unwrap().map(|item| item.unwrap().path()).filter(|path| path.is_dir()) {
        let to = target.join(folder.file_name().unwrap());
        fs::create_dir_all(&to).unwrap();
        for file in
            fs::read_dir(&folder).unwrap().map(|item| item.unwrap().path()).filter(|path| path.is_file())
        {
            fs::copy(&file, to.join(file.file_name().unwrap())).unwrap();
        }
    }
    fs::create_dir_all(&target).unwrap();
    for file in files {
        fs::write(target.join(file.path.split_once('/').unwrap().1), &file.after).unwrap();
    }
    temp
}

fn write(files: &[(&str, &str)]) -> (TempDir, PathBuf) {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("taxonomy");
    for (path, text) in files {
        let path = dir.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    (temp, dir)
}
