//! The forms in which a report is told, held against what reads them. Every report is that of a case of `tests/rules/`, or of
//! files that were made to do harm.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod github;
mod human;
mod json;
#[path = "../../../mmtax-render/tests/outside/mod.rs"]
mod outside;
mod sarif;

use std::fs;
use std::path::{Path, PathBuf};

use mmtax::{Report, load};
use tempfile::TempDir;

/// What begins a command, a link, a tag, an argument or another line.
const HOSTILE: [&str; 12] = [
    "::error::done",
    "##[error]done",
    "a\n::add-mask::b",
    "100%0A::warning::x",
    "[here](javascript:alert(1))",
    "{0} and {1} and {{2}}",
    "a | b \\| c",
    "<img src=x onerror=alert(1)>",
    "`code` *bold* _it_ ~no~ # title",
    "\u{1b}[31mred\u{9b}m\u{7}",
    "\u{202e}desrever",
    "e\u{301}\u{301} 中文 🦙\u{200d}🦙",
];

/// Every bad case of every code, with all its findings.
fn cases() -> Vec<(PathBuf, Report)> {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let mut dirs = Vec::new();
    for code in fs::read_dir(rules).unwrap().map(|item| item.unwrap().path()).filter(|path| path.is_dir()) {
        let children = fs::read_dir(code).unwrap().map(|item| item.unwrap().path());
        dirs.extend(
            children.filter(|path| {
                path.is_dir() && path.file_name().unwrap().to_str().unwrap().starts_with("bad-")
            }),
        );
    }
    dirs.sort();
    dirs.into_iter().map(|dir| (dir.clone(), load(&dir).unwrap().report)).collect()
}

/// Names, words and file names that try to break out, in findings of several files.
fn hostile() -> (TempDir, Report) {
    let (temp, dir) = write(&[]);
    for (index, text) in HOSTILE.iter().enumerate() {
        // JSON is YAML: whatever the text holds, it is read as it is.
        let quoted = serde_json::to_string(text).unwrap();
        let put = |name: String, text: String| fs::write(dir.join("models").join(name), text).unwrap();
        let sources = "sources: { code: { url: https://example.org } }\n";
        put(format!("a{index}.yaml"), format!("name: {quoted}\nrole: {quoted}\n{quoted}: 1\n"));
        put(format!("b{index}.yaml"), format!("name: {quoted}\nrole: other\nsummary: x\n{sources}"));
        put(format!("c{index}.yaml"), format!("name: {quoted}\nrole: other\nsummary: x\n{sources}"));
        #[cfg(unix)]
        put(format!("{}.txt", text.replace('/', "_")), String::new());
    }
    let report = load(&dir).unwrap().report;
    assert!(report.diagnostics().len() > 3 * HOSTILE.len(), "{}", report.to_short());
    (temp, report)
}

/// So many findings of each level, spread over files: one model with most of them, and others with one each.
fn many(errors: usize, warnings: usize, infos: usize) -> (TempDir, Report) {
    let (temp, dir) = write(&[]);
    let model =
        |name: &str, body: &str| fs::write(dir.join("models").join(format!("{name}.yaml")), body).unwrap();
    let fields: String = (0..errors.saturating_sub(5)).map(|index| format!("x{index}: 1\n")).collect();
    model("a-worst", &format!("name: Worst\nrole: unified\n{fields}"));
    for index in 0..errors.min(5) {
        model(&format!("b{index}"), "name: B\nrole: unifed\n");
    }
    for index in 0..warnings {
        model(&format!("stub-{index}"), &format!("name: Stub {index}\nrole: other\n"));
    }
    for index in 0..infos {
        let body = format!(
            "name: Alone {index}\nrole: other\nsummary: x\nsources: {{ code: {{ url: https://example.org/{index} }} }}\n"
        );
        model(&format!("alone-{index}"), &body);
    }
    let report = load(&dir).unwrap().report;
    (temp, report)
}

/// A folder `taxonomy` with these files.
fn write(files: &[(&str, &str)]) -> (TempDir, PathBuf) {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("taxonomy");
    fs::create_dir_all(dir.join("models")).unwrap();
    for (path, text) in files {
        let path = dir.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    (temp, dir)
}

/// A copy of a folder in which `change` has had every text, by its path below the folder.
fn copy(dir: &Path, change: impl Fn(&str, String) -> String) -> (TempDir, PathBuf) {
    let temp = tempfile::tempdir().unwrap();
    // The name of the folder stands in paths.
    let target = temp.path().join(dir.file_name().unwrap());
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        fs::create_dir_all(target.join(&folder)).unwrap();
        for item in fs::read_dir(dir.join(&folder)).unwrap().map(Result::unwrap) {
            let below = folder.join(item.file_name());
            if item.file_type().unwrap().is_dir() {
                folders.push(below);
            } else {
                let text = fs::read_to_string(item.path()).unwrap();
                let name = below.to_str().unwrap().replace('\\', "/");
                fs::write(target.join(&below), change(&name, text)).unwrap();
            }
        }
    }
    (temp, target)
}
