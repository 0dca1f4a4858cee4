//! `validate --watch`, as somebody uses it who edits files beside it.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Only against hanging: what takes longer never comes.
const PATIENCE: Duration = Duration::from_secs(60);

const JANUS: &str = "name: Janus\nrole: unified\n";
const PRO: &str = "name: Janus-Pro\nrole: unified\nsources: { code: { url: https://github.com/deepseek-ai/Janus } }\n\
                   lineage: [{ relation: successor-of, of: janus, at: README }]\n";

#[test]
fn every_change_is_told() {
    let (_temp, dir) = taxonomy();
    let mut watch = Watch::start(&dir, "json");
    assert_eq!(watch.codes(), [""; 0], "all is well at first");

    fs::write(dir.join("models/janus.yaml"), JANUS.replace("unified", "unifed")).unwrap();
    assert_eq!(watch.codes_until(|codes| codes == ["unknown-value"]), ["unknown-value"]);
    // As many editors save: a new file takes the place of the old one.
    fs::write(dir.join("models/.janus.yaml.swp"), JANUS).unwrap();
    fs::rename(dir.join("models/.janus.yaml.swp"), dir.join("models/janus.yaml")).unwrap();
    assert_eq!(watch.codes_until(<[_]>::is_empty), [""; 0]);

    fs::remove_file(dir.join("models/janus.yaml")).unwrap();
    watch.codes_until(|codes| codes == ["reference-unresolved"]);
    // A folder that is made while we watch is watched as well.
    fs::create_dir(dir.join("datasets")).unwrap();
    fs::write(dir.join("datasets/janus.yaml"), "name: Janus\n").unwrap();
    watch.codes_until(|codes| codes == ["relation-wrong-kind"]);
    fs::write(dir.join("datasets/janus.yaml"), "nmae: Janus\n").unwrap();
    watch.codes_until(|codes| codes.contains(&"unknown-field".to_owned()));
    fs::rename(dir.join("datasets"), dir.join("datsets")).unwrap();
    watch.codes_until(|codes| codes == ["stray-file", "reference-unresolved"]);
    fs::remove_dir_all(dir.join("datsets")).unwrap();
    fs::write(dir.join("models/janus.yaml"), JANUS).unwrap();
    watch.codes_until(<[_]>::is_empty);

    fs::write(dir.join("mmtax.yaml"), "levels: { oprhan: error }\n").unwrap();
    watch.codes_until(|codes| codes == ["unknown-value"]);
    fs::remove_file(dir.join("mmtax.yaml")).unwrap();
    watch.codes_until(<[_]>::is_empty);
    // Many at once, as `git checkout` writes them.
    for number in 0..300 {
        fs::write(dir.join(format!("models/m{number}.yaml")), "name: [\n").unwrap();
    }
    watch.codes_until(|codes| codes.len() == 300);
}

#[test]
fn people_see_reports_apart_and_the_time_each_took() {
    let (_temp, dir) = taxonomy();
    fs::write(dir.join("models/janus.yaml"), "name: Janus\n").unwrap();
    let mut watch = Watch::start(&dir, "human");
    watch.line_with("error[missing-field]");
    fs::write(dir.join("models/janus.yaml"), "name: Janus\nrole: [\n").unwrap();
    watch.line_with("---- report ");
    watch.line_with("error[");
    watch.child.kill().unwrap();
    let mut said = String::new();
    watch.child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(said.contains(" ms; waiting for changes"), "{said}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_with_the_status_of_the_last_report() {
    let (_temp, dir) = taxonomy();
    let mut watch = Watch::start(&dir, "json");
    watch.codes_until(<[_]>::is_empty);
    assert_eq!(watch.interrupt(), Some(0));

    let mut watch = Watch::start(&dir, "json");
    watch.codes_until(<[_]>::is_empty);
    fs::write(dir.join("models/janus.yaml"), "name: Janus\n").unwrap();
    watch.codes_until(|codes| codes == ["missing-field"]);
    assert_eq!(watch.interrupt(), Some(1));
}

#[test]
fn watching_goes_with_neither_fixes_nor_a_missing_folder() {
    let (_temp, dir) = taxonomy();
    for arguments in [&["--fix"][..], &["--diff"], &["--taxonomy", "/nowhere/at/all"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        let taxonomy =
            if arguments.len() == 1 { vec!["--taxonomy".as_ref(), dir.as_os_str()] } else { Vec::new() };
        let output = command.args(["validate", "--watch"]).args(arguments).args(taxonomy).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
}

fn taxonomy() -> (tempfile::TempDir, PathBuf) {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("taxonomy");
    fs::create_dir_all(dir.join("models")).unwrap();
    fs::write(dir.join("models/janus.yaml"), JANUS).unwrap();
    fs::write(dir.join("models/janus-pro.yaml"), PRO).unwrap();
    (temp, dir)
}

/// A running `validate --watch`, whose lines come as they are printed.
struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(dir: &Path, format: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["validate", "--watch", "--format", format, "--taxonomy"])
            .arg(dir)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = lines(child.stdout.take().unwrap());
        Self { child, lines }
    }

    fn line(&self) -> String {
        self.lines.recv_timeout(PATIENCE).expect("the report that was waited for never came")
    }

    fn line_with(&self, text: &str) {
        while !self.line().contains(text) {}
    }

    /// The codes of the next report.
    fn codes(&mut self) -> Vec<String> {
        let mut text = String::new();
        // The closing bracket of the object is the only one at the start of a line.
        while !text.ends_with("\n}\n") {
            text.push_str(&self.line());
            text.push('\n');
        }
        let report: serde_json::Value = serde_json::from_str(&text).unwrap();
        let found = report["diagnostics"].as_array().unwrap();
        let found = found.iter().filter(|found| found["severity"] != "info");
        found.map(|found| found["code"].as_str().unwrap().to_owned()).collect()
    }

    /// The codes of the first report that is as expected: one change may be told in several steps.
    fn codes_until(&mut self, is_expected: impl Fn(&[String]) -> bool) -> Vec<String> {
        loop {
            let codes = self.codes();
            if is_expected(&codes) {
                return codes;
            }
        }
    }

    #[cfg(unix)]
    fn interrupt(&mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lines(stdout: ChildStdout) -> Receiver<String> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
    receiver
}
