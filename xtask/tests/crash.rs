//! A command that is killed, or whose disk is full, leaves every file old or new and whole, and the next run mends the rest.

// Other systems refuse some of the names, limits and pipes that are tried here.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod sandbox;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sandbox::{files, finish, limited, taxonomy, wait};

/// So many models that there is time to kill a process between two files.
const MODELS: usize = 60;

type Files = BTreeMap<PathBuf, Vec<u8>>;

/// A taxonomy in which every page says which `edition` it is.
fn data(edition: &str) -> (tempfile::TempDir, PathBuf) {
    let files: Vec<(String, String)> = (0..MODELS)
        .map(|number| {
            let summary = format!("{edition} {number} ").repeat(40);
            let text = format!(
                "role: unified\nname: Model {edition} {number}\nsummary: {summary}\n\
                 sources: {{ code: {{ url: https://a.example }} }}\n"
            );
            (format!("models/model-{number}.yaml"), text)
        })
        .collect();
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
    taxonomy(&files)
}

/// The plain files below a folder, without those that were not whole yet when a process was killed, which are counted.
fn whole(dir: &Path) -> (Files, usize) {
    let (mut whole, mut leftovers) = (Files::new(), 0);
    for (path, bytes) in files(dir) {
        if path.file_name().unwrap().to_str().unwrap().starts_with(".mmtax-") {
            leftovers += 1;
        } else {
            whole.insert(path, bytes.unwrap());
        }
    }
    (whole, leftovers)
}

fn run(arguments: &[&str], dir: &Path) -> (Option<i32>, String) {
    let output = finish(&mut limited("", arguments, dir));
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

/// Every file is as it was or as it is to be. How many are which.
fn mixture(now: &Files, old: &Files, new: &Files) -> (usize, usize) {
    let (mut olds, mut news) = (0, 0);
    for (path, bytes) in now {
        if new.get(path) == Some(bytes) {
            news += 1;
        } else {
            assert_eq!(Some(bytes), old.get(path), "{} is neither old nor new", path.display());
            olds += 1;
        }
    }
    for path in old.keys().filter(|path| new.contains_key(*path)) {
        assert!(now.contains_key(path), "{} is gone", path.display());
    }
    (olds, news)
}

#[test]
fn a_killed_render_leaves_each_file_old_or_new() {
    let ((_one, old_data), (_two, new_data)) = (data("old"), data("new"));
    let temp = tempfile::tempdir().unwrap();
    let out = temp.path().join("out");
    let render = ["render", "--out", out.to_str().unwrap()];
    assert_eq!(run(&render, &new_data).0, Some(0));
    let (new, _) = whole(&out);
    assert_eq!(run(&render, &old_data).0, Some(0));
    let (old, _) = whole(&out);
    let watched: Vec<PathBuf> = old.keys().filter(|path| old[*path] != new[*path]).cloned().collect();
    assert!(watched.len() > MODELS, "{} files differ", watched.len());

    let (mut halfway, mut left) = (0, 0);
    for turn in 0..24 {
        // When so many files are new, as near as can be seen from outside.
        let moment = turn * watched.len() / 24;
        let sign = out.join(&watched[moment]);
        let before = fs::metadata(&sign).unwrap().ino();
        let mut child = limited("", &render, &new_data);
        let mut child = child.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        while child.try_wait().unwrap().is_none() && fs::metadata(&sign).unwrap().ino() == before {
            std::hint::spin_loop();
        }
        child.kill().unwrap();
        wait(&mut child);
        let (now, leftovers) = whole(&out);
        let (olds, news) = mixture(&now, &old, &new);
        halfway += usize::from(olds > 0 && news > 0);
        left += leftovers;
        if leftovers > 0 {
            let (_, told) = run(&["render", "--check", "--out", out.to_str().unwrap()], &new_data);
            assert!(!told.contains(".mmtax-"), "{told}");
        }
        // The next run mends what is left, whichever data it has.
        let data = if turn % 3 == 0 { &new_data } else { &old_data };
        assert_eq!(run(&render, data).0, Some(0));
        let check = run(&["render", "--check", "--out", out.to_str().unwrap()], data);
        assert_eq!(check, (Some(0), String::new()));
        assert_eq!(whole(&out), (if turn % 3 == 0 { new.clone() } else { old.clone() }, 0));
        assert_eq!(run(&render, &old_data).0, Some(0));
    }
    assert!(halfway > 0, "no run was killed between two files; {left} left a file that was not whole");
}

#[test]
fn a_killed_fmt_leaves_each_file_old_or_new() {
    for turn in 0..6 {
        let (_temp, dir) = data("x");
        let (old, _) = whole(&dir);
        let (_other, formatted) = data("x");
        assert_eq!(run(&["fmt"], &formatted).0, Some(0));
        let (new, _) = whole(&formatted);
        let sign = dir.join(old.keys().nth(turn * MODELS / 6).unwrap());
        let before = fs::metadata(&sign).unwrap().ino();
        let mut child = limited("", &["fmt"], &dir);
        let mut child = child.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        while child.try_wait().unwrap().is_none() && fs::metadata(&sign).unwrap().ino() == before {
            std::hint::spin_loop();
        }
        child.kill().unwrap();
        wait(&mut child);
        mixture(&whole(&dir).0, &old, &new);
        // What was not whole yet is no entry: nobody sees it.
        assert_eq!(run(&["fmt"], &dir).0, Some(0));
        assert_eq!(whole(&dir).0, new);
        assert_eq!(run(&["validate"], &dir).0, Some(0));
    }
}

/// As if the disk had no room for a file: a limit that each file runs into. The shell lets the write fail, or it would end
/// the process.
#[test]
fn where_a_file_does_not_fit_the_old_one_stays_and_the_failure_names_it() {
    let ((_one, old_data), (_two, new_data)) = (data("old"), data("new"));
    let temp = tempfile::tempdir().unwrap();
    let out = temp.path().join("out");
    let render = ["render", "--out", out.to_str().unwrap()];
    assert_eq!(run(&render, &new_data).0, Some(0));
    let (new, _) = whole(&out);
    assert_eq!(run(&render, &old_data).0, Some(0));
    let (old, _) = whole(&out);
    for blocks in ["0", "4", "16"] {
        let output = finish(&mut limited(&format!("trap '' XFSZ; ulimit -f {blocks};"), &render, &new_data));
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{told}");
        let (now, leftovers) = whole(&out);
        mixture(&now, &old, &new);
        assert_eq!(leftovers, 0, "what could not be written whole is taken away");
        let named = told.split("cannot write `").nth(1).and_then(|rest| rest.split('`').next()).unwrap();
        let named = Path::new(named).strip_prefix(&out).unwrap();
        assert_eq!(now.get(named), old.get(named), "{told}");
    }
    assert_eq!(run(&render, &new_data).0, Some(0));
    assert_eq!(whole(&out), (new, 0));

    let (before, _) = whole(&old_data);
    let output = finish(&mut limited("trap '' XFSZ; ulimit -f 0;", &["fmt"], &old_data));
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), whole(&old_data)), (Some(2), (before, 0)), "{told}");
    assert!(told.contains("cannot write `") && told.contains("model-0.yaml`"), "{told}");
}

/// A real disk that is full, where this user may make one.
#[test]
fn on_a_full_disk_each_file_is_old_or_new() {
    let ((_one, old_data), (_two, new_data)) = (data("old"), data("new"));
    let temp = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::mount(temp.path()) else { return };
    let (out, elsewhere) = (disk.0.join("out"), temp.path().join("elsewhere"));
    let render = ["render", "--out", out.to_str().unwrap()];
    assert_eq!(run(&["render", "--out", elsewhere.to_str().unwrap()], &new_data).0, Some(0));
    let (new, _) = whole(&elsewhere);
    assert_eq!(run(&render, &old_data).0, Some(0));
    let (old, _) = whole(&out);
    // Everything that is left, to the last byte.
    let _ = fs::write(disk.0.join("ballast"), vec![0; 64 << 20]);
    let (code, told) = run(&render, &new_data);
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("cannot write `") && told.contains(out.to_str().unwrap()), "{told}");
    let (now, leftovers) = whole(&out);
    mixture(&now, &old, &new);
    assert_eq!(leftovers, 0);
    fs::remove_file(disk.0.join("ballast")).unwrap();
    assert_eq!(run(&render, &new_data).0, Some(0));
    assert_eq!(whole(&out), (new, 0));
}

/// What is printed into a full disk is lost, and that is a failure.
#[test]
fn what_cannot_be_printed_is_a_failure() {
    let (_temp, dir) = data("x");
    let full = || fs::OpenOptions::new().write(true).open("/dev/full");
    let Ok(_) = full() else { return };
    for arguments in
        [&["validate", "--format", "json"][..], &["fmt", "--check"], &["explain", "lineage-cycle"]]
    {
        let output = finish(limited("", arguments, &dir).stdout(full().unwrap()).stderr(Stdio::piped()));
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
        assert!(told.contains("cannot print: "), "{told}");
    }
}

/// A small disk in memory, which goes with this value.
struct Disk(PathBuf);

impl Disk {
    #[expect(clippy::print_stderr, reason = "a test that does nothing must say so")]
    fn mount(below: &Path) -> Option<Self> {
        let dir = below.join("disk");
        fs::create_dir(&dir).unwrap();
        let options = ["-t", "tmpfs", "-o", "size=8m", "mmtax-test"];
        let is_made = Command::new("mount").args(options).arg(&dir).output();
        if is_made.is_ok_and(|output| output.status.success()) {
            return Some(Self(dir));
        }
        eprintln!("SKIPPED: only who may mount has a disk to fill");
        None
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}
