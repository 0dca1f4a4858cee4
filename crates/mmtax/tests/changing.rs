//! Files that change, shrink, grow, vanish or turn into something else while the folder is read: a report all the same.

// Other systems refuse some of the names, limits and pipes that are tried here.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

const SOUND: &str =
    "name: X\nrole: unified\nsources: { code: { url: https://a.example } }\nsummary: It is x.\n";

/// What a file can become. Each is done to `path`, with what lies ready in `spare`.
const CHANGES: [fn(&Path, &Path); 9] = [
    |path, _| fs::write(path, SOUND).unwrap(),
    |path, _| fs::write(path, &SOUND[..20]).unwrap(),
    |path, _| fs::write(path, b"").unwrap(),
    |path, _| {
        drop(
            OpenOptions::new().append(true).open(path).and_then(|mut file| file.write_all(&[b'#'; 100_000])),
        );
    },
    |path, _| drop(OpenOptions::new().write(true).open(path).and_then(|file| file.set_len(1 << 40))),
    |path, _| remove(path),
    |path, _| fs::create_dir(path).unwrap(),
    |path, _| symlink("../../outside.yaml", path).unwrap(),
    // A pipe that nobody writes to: who waits for it waits for ever.
    |path, spare| drop(fs::hard_link(spare, path)),
];

fn remove(path: &Path) {
    if fs::remove_file(path).is_err() {
        let _ = fs::remove_dir(path);
    }
}

#[test]
fn a_file_that_changes_while_it_is_read_is_told_or_read() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("taxonomy");
    fs::create_dir_all(dir.join("models")).unwrap();
    fs::write(temp.path().join("outside.yaml"), "name: Outside\nrole: other\n").unwrap();
    let spare = temp.path().join("pipe");
    let _ = Command::new("mkfifo").arg(&spare).status();
    for number in 0..20 {
        fs::write(dir.join(format!("models/still-{number}.yaml")), SOUND.replace('X', &format!("X{number}")))
            .unwrap();
    }
    let is_over = Arc::new(AtomicBool::new(false));
    let changer = thread::spawn({
        let (dir, is_over) = (dir.clone(), Arc::clone(&is_over));
        move || {
            for turn in 0.. {
                if is_over.load(Ordering::Relaxed) {
                    return turn;
                }
                let path = dir.join(format!("models/x{}.yaml", turn % 5));
                remove(&path);
                CHANGES[turn * 7 % CHANGES.len()](&path, &spare);
            }
            0
        }
    });
    // In a thread of its own, so that what hangs is seen to hang.
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        for _ in 0..150 {
            let loaded = mmtax::load(&dir).unwrap();
            let raw = mmtax::read(&dir).unwrap();
            let still = loaded.taxonomy.entries().filter(|entry| entry.id().starts_with("still-")).count();
            let outside = loaded.taxonomy.entries().any(|entry| entry.name() == "Outside");
            let codes: Vec<&str> = loaded.report.diagnostics().iter().map(|found| found.code).collect();
            let in_bytes = raw
                .iter()
                .any(|file| file.bytes.as_ref().is_ok_and(|bytes| bytes.starts_with(b"name: Outside")));
            send.send((still, outside || in_bytes, codes)).unwrap();
        }
    });
    let mut codes = BTreeSet::new();
    for _ in 0..150 {
        let (still, outside, found) = receive.recv_timeout(Duration::from_secs(120)).expect("it hangs");
        assert_eq!((still, outside), (20, false), "{found:?}");
        codes.extend(found);
    }
    is_over.store(true, Ordering::Relaxed);
    assert!(changer.join().unwrap() > 100, "nothing was changed");
    let possible = [
        "control-character",
        "file-too-large",
        "id-collision",
        "malformed-id",
        "missing-field",
        "orphan",
        "source-missing",
        "stray-file",
        "stub-unused",
        "stub-wanted",
        "unknown-value",
        "unreadable-file",
        "wrong-type",
        "yaml-syntax",
    ];
    let others: Vec<&&str> = codes.iter().filter(|code| !possible.contains(*code)).collect();
    assert!(others.is_empty() && codes.contains("stray-file"), "{codes:?}");
}
