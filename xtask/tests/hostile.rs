//! Hostile files and folders through the binary: always a diagnostic with a place, in bounded memory, never a panic, and
//! nothing is read or written where it should not be.

// Other systems refuse some of the names, limits and pipes that are tried here.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod sandbox;

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Command, Output};

use sandbox::{files, finish, limited, taxonomy};

const SOUND: &[u8] = b"name: Sound\nrole: unified\nsources: { code: { url: https://a.example } }\n";

/// The codes and places of everything that is found, as `code file:line:column`; warnings and infos are about sense.
fn found(dir: &Path) -> Vec<String> {
    let output = finish(&mut limited("", &["validate", "--format", "json"], dir));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{:?}: {told}", output.status);
    assert!(!told.contains("panicked"), "{told}");
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let diagnostics = json["diagnostics"].as_array().unwrap().iter();
    let line = |found: &serde_json::Value| {
        let start = &found["span"]["start"];
        let (code, file) = (found["code"].as_str().unwrap(), found["file"].as_str().unwrap());
        format!("{code} {file}:{}:{}", start["line"], start["column"])
    };
    diagnostics.filter(|found| found["severity"] == "error").map(line).collect()
}

/// What is found in a folder with `bytes` as `models/x.yaml` beside a sound file. All commands that read it are run.
fn found_in(bytes: &[u8]) -> Vec<String> {
    let (temp, dir) = taxonomy(&[("models/sound.yaml", SOUND), ("models/x.yaml", bytes)]);
    let out = temp.path().join("out");
    for arguments in [
        &["validate", "--show-info"][..],
        &["validate", "--diff", "--unsafe-fixes"],
        &["fmt", "--check"],
        &["render", "--keep-going", "--out", out.to_str().unwrap()],
    ] {
        let output = finish(&mut limited("", arguments, &dir));
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{arguments:?}: {:?}: {told}", output.status);
        let shown = String::from_utf8_lossy(&output.stdout);
        assert!(!shown.contains('\u{1b}') && !told.contains('\u{1b}'), "{arguments:?}");
    }
    assert_eq!(fs::read(dir.join("models/x.yaml")).unwrap(), bytes, "nothing was to be written");
    found(&dir).into_iter().map(|line| line.replace("taxonomy/models/x.yaml:", "")).collect()
}

#[test]
fn every_hostile_text_is_told_with_its_place() {
    let frame = "name: X\nrole: unified\nsources: { code: { url: https://a.example } }\n";
    let with = |rest: &str| format!("{frame}{rest}").into_bytes();
    let mut alias_bomb = "aliases:\n  - &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..40 {
        alias_bomb.push_str(&format!("  - &a{level} [{}]\n", vec![format!("*a{}", level - 1); 9].join(", ")));
    }
    let mut wrong = Vec::new();
    for (what, bytes, expected) in [
        ("sound", with(""), &[][..]),
        ("a mark before the first character", [b"\xef\xbb\xbf", &with("")[..]].concat(), &[]),
        ("Windows line ends", frame.replace('\n', "\r\n").into_bytes(), &[]),
        ("a mark elsewhere", with("summary: a\u{feff}b\n"), &["control-character 4:11"]),
        ("a separator of lines", with("summary: a\u{2028}b: c\n"), &["control-character 4:11"]),
        ("not a character", with("summary: a\u{ffff}b\n"), &["control-character 4:11"]),
        ("a zero byte", with("summary: a\0b\n"), &["control-character 4:11"]),
        ("an escape", with("summary: \u{1b}[31m\n"), &["control-character 4:10"]),
        ("invalid UTF-8", [&with("summary: é")[..], b"\xff\n"].concat(), &["invalid-utf8 4:11"]),
        ("half a character", [&with("summary: ")[..], b"\xf0\x9f\xa6"].concat(), &["invalid-utf8 4:10"]),
        ("an overlong character", [&with("summary: ")[..], b"\xc0\xaf"].concat(), &["invalid-utf8 4:10"]),
        ("UTF-16", frame.encode_utf16().flat_map(u16::to_le_bytes).collect(), &["control-character 1:2"]),
        ("nothing", Vec::new(), &["wrong-type 1:1"]),
        ("an anchor", with("aliases: [&a x]\n"), &["yaml-feature 4:11"]),
        ("an alias to nothing", with("aliases: [*a]\n"), &["yaml-syntax 4:11"]),
        ("a merge key", with("<<: { summary: x }\n"), &["yaml-feature 4:1"]),
        ("a tag", with("summary: !!str x\n"), &["yaml-feature 4:10"]),
        (
            "a tag that makes objects",
            with("summary: !!python/object/apply:os.system [id]\n"),
            &["yaml-feature 4:10", "wrong-type 4:10"],
        ),
        ("a directive", [b"%YAML 1.2\n---\n", &with("")[..]].concat(), &["yaml-feature 1:1"]),
        ("a second document", with("---\nname: Y\n"), &["yaml-feature 4:1"]),
        ("a duplicate key", with("name: Y\n"), &["duplicate-key 4:1"]),
        ("a list as a key", with("? [a]\n: b\n"), &["yaml-feature 4:3"]),
        ("a null", with("summary: ~\n"), &["wrong-type 4:10"]),
        ("a hidden order", with("developers: [\"\\u202Eevil\"]\n"), &["malformed-value 4:14"]),
        (
            "a line in brackets that is not indented",
            with("components:\n  - { detail: a\nb, roles: [backbone] }\n"),
            &["yaml-syntax 6:2"],
        ),
        ("a comment right behind a bracket", with("developers: []#\n"), &["yaml-syntax 4:15"]),
        ("a line in quotes that is not indented", with("summary: \"a\nb\"\n"), &["yaml-syntax 4:10"]),
    ] {
        let found = found_in(&bytes);
        if found != expected {
            wrong.push(format!("{what}: {found:?} instead of {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let bomb: Vec<String> =
        found_in(&with(&alias_bomb)).into_iter().filter(|line| line.starts_with("yaml-feature")).collect();
    assert_eq!((bomb.len(), &*bomb[0]), (40 + 39 * 9, "yaml-feature 5:5"), "each anchor and each alias");
}

#[test]
fn texts_that_would_take_long_or_much_are_told_with_their_place() {
    let frame = "name: X\nrole: unified\n";
    let many = |item: &str, count: usize| format!("{frame}aliases: [{}]\n", item.repeat(count));
    let pad = format!("# {}\n", "p".repeat(998)).repeat(800);
    let mut wrong = Vec::new();
    for (what, text, first, count) in [
        ("deep lists", format!("{frame}aliases: {}", "[".repeat(100_000)), "yaml-syntax 3:265", 1),
        ("deep maps", format!("{frame}links: {}", "{ a: ".repeat(100_000)), "yaml-syntax 3:323", 1),
        (
            "deep indented lists",
            format!("{frame}links:\n  {}x", "- ".repeat(100_000)),
            "yaml-syntax 4:129",
            1,
        ),
        (
            "a text of a megabyte",
            format!("{frame}summary: {}\n", "x".repeat(1 << 20)),
            "file-too-large 1:1",
            1,
        ),
        (
            "a text of a hundred megabytes",
            format!("{frame}summary: {}\n", "x".repeat(100 << 20)),
            "file-too-large 1:1",
            1,
        ),
        ("a long key", format!("{frame}? \"{}\"\n: x\n", "k".repeat(1_000_000)), "unknown-field 3:3", 1),
        ("a long word", format!("{frame}attention: {}\n", "k".repeat(1_000_000)), "unknown-value 3:12", 1),
        ("many values", many("a, ", 100_000), "file-too-large 3:59990", 1),
        ("many anchors", many("&a x,", 150_000), "file-too-large 3:99976", 1),
        ("many tags", many("!!str x, ", 3_000), "yaml-feature 3:11", 5_999),
        (
            "many directives",
            (0..30_000).map(|n| format!("%TAG !a{n}! tag:x,2000:\n")).collect::<String>() + "---\n" + frame,
            "yaml-feature 1:1",
            1,
        ),
        ("many wrong values in one line", many("1,", 3_000), "wrong-type 3:11", 3_000),
        ("many documents", "---\n".repeat(200_000), "yaml-feature 2:4", 1),
        (
            "many duplicate keys, far away",
            format!("{frame}{pad}{}", "name: Y\n".repeat(1_000)),
            "duplicate-key 803:1",
            1_000,
        ),
        (
            "many unknown fields",
            format!("{frame}{pad}{}", (0..1_000).map(|n| format!("f{n}: x\n")).collect::<String>()),
            "unknown-field 803:1",
            1_000,
        ),
    ] {
        let found = found_in(text.as_bytes());
        if (found.first().map(String::as_str), found.len()) != (Some(first), count) {
            wrong.push(format!("{what}: {:?}, {} instead of {first}, {count}", found.first(), found.len()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A file of a terabyte without a block on the disk.
#[test]
fn a_file_of_any_size_costs_little() {
    let (_temp, dir) = taxonomy(&[("models/sound.yaml", SOUND)]);
    for number in 0..50 {
        let file = fs::File::create(dir.join(format!("models/huge-{number}.yaml"))).unwrap();
        if file.set_len(1 << 40).is_err() {
            file.set_len(1 << 31).unwrap();
        }
    }
    let found = found(&dir);
    assert_eq!((found.len(), &*found[0]), (50, "file-too-large taxonomy/models/huge-0.yaml:1:1"));
    let output = finish(&mut limited("", &["fmt", "--check"], &dir));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn what_is_no_plain_file_is_told_and_never_opened() {
    let (temp, dir) = taxonomy(&[("models/sound.yaml", SOUND)]);
    let models = dir.join("models");
    fs::create_dir(models.join("folder.yaml")).unwrap();
    fs::write(temp.path().join("secret.yaml"), "name: Secret\nrole: other\n").unwrap();
    for (name, target) in [
        ("away", "../../secret.yaml"),
        ("dangling", "nowhere.yaml"),
        ("device", "/dev/zero"),
        ("loop", "loop.yaml"),
        ("process", "/proc/self/mem"),
        ("self", "."),
        ("sound-again", "sound.yaml"),
    ] {
        symlink(target, models.join(format!("{name}.yaml"))).unwrap();
    }
    let _socket = UnixListener::bind(models.join("socket.yaml")).unwrap();
    let mut names =
        vec!["away", "dangling", "device", "folder", "loop", "process", "self", "socket", "sound-again"];
    if make_pipe(&models.join("pipe.yaml")) {
        names.push("pipe");
    }
    names.sort_unstable();
    let expected: Vec<String> =
        names.iter().map(|name| format!("stray-file taxonomy/models/{name}.yaml:1:1")).collect();
    assert_eq!(found(&dir), expected);
    for arguments in [&["validate", "--fix"][..], &["fmt"]] {
        let output = finish(&mut limited("", arguments, &dir));
        let told =
            String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(!told.contains("Secret"), "{told}");
    }
    assert_eq!(fs::read(temp.path().join("secret.yaml")).unwrap(), b"name: Secret\nrole: other\n");
    // A settings file that is a link is not read either.
    fs::write(temp.path().join("settings.yaml"), "levels: { orphan: error }\n").unwrap();
    symlink("../settings.yaml", dir.join("mmtax.yaml")).unwrap();
    assert_eq!(found(&dir), expected);
}

/// As a user to whom files can be closed: nothing is closed to root.
#[test]
fn what_cannot_be_read_is_told() {
    let (temp, dir) =
        taxonomy(&[("models/sound.yaml", SOUND), ("models/x.yaml", SOUND), ("papers/p.yaml", b"title: P\n")]);
    let chmod = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    chmod(temp.path(), 0o755);
    chmod(&dir.join("models/x.yaml"), 0o000);
    let Some(output) = as_nobody(&["validate", "--format", "short"], &dir) else { return };
    let told = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(
        told.contains("taxonomy/models/x.yaml:1:1: error[unreadable-file]: cannot open the file: "),
        "{told}"
    );
    for (path, arguments) in
        [(dir.join("models"), ["validate", "--statistics"]), (dir.clone(), ["fmt", "--check"])]
    {
        chmod(&path, 0o000);
        let output = as_nobody(&arguments, &dir).unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains(path.file_name().unwrap().to_str().unwrap()), "{told}");
        chmod(&path, 0o755);
    }
}

/// The command as somebody without privileges; nothing where that cannot be had.
#[expect(clippy::print_stderr, reason = "a test that does nothing must say so")]
fn as_nobody(arguments: &[&str], dir: &Path) -> Option<Output> {
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n");
    if !is_root {
        return Some(finish(&mut limited("", arguments, dir)));
    }
    // The binary may lie where only root may look.
    let bin = tempfile::tempdir().unwrap();
    fs::set_permissions(bin.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let program = bin.path().join("xtask");
    fs::copy(env!("CARGO_BIN_EXE_xtask"), &program).unwrap();
    let output = Command::new("setpriv")
        .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
        .arg(&program)
        .args(arguments)
        .arg("--taxonomy")
        .arg(dir)
        .output();
    if output.is_err() {
        eprintln!("SKIPPED: root can read everything, and there is no `setpriv` to be somebody else");
    }
    output.ok()
}

#[test]
fn names_of_files_and_folders_harm_nothing() {
    let evil = "\u{1b}[31m\n::error::x\u{202e}\u{9b}";
    let long = "x".repeat(101);
    let (temp, _) = taxonomy(&[]);
    let dir = temp.path().join(format!("evil{evil}"));
    for name in [
        evil.as_bytes(),
        b"\xff\xfe",
        b"$(touch pwned); `touch pwned` && x | y > z",
        b"a b\tc",
        b"..\\..\\up",
        b"<script>",
        b"con",
        b"aux.1",
        b"-rf",
        b"x..y",
        long.as_bytes(),
    ] {
        let path = dir.join("models").join(OsStr::from_bytes(&[name, b".yaml"].concat()));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, SOUND).unwrap();
    }
    fs::write(dir.join(format!("models/{evil}.txt")), "").unwrap();
    fs::create_dir(dir.join(evil)).unwrap();
    let before = files(temp.path());
    let out = temp.path().join("out");
    for arguments in [
        &["validate", "--format", "human"][..],
        &["validate", "--format", "short"],
        &["validate", "--format", "github"],
        &["validate", "--fix", "--unsafe-fixes"],
        &["fmt"],
    ] {
        let output = finish(&mut limited("", arguments, &dir));
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let told = [output.stdout, output.stderr].concat();
        let told = String::from_utf8(told).unwrap();
        assert!(
            !told.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}'),
            "{arguments:?}: {told:?}"
        );
        assert!(!told.lines().any(|line| line.starts_with("::error::x")), "{told}");
    }
    assert_eq!(files(temp.path()), before, "nothing was to be written");
    let found: Vec<String> = found(&dir).into_iter().filter(|line| !line.contains("id-collision")).collect();
    let codes = |code: &str| found.iter().filter(|line| line.starts_with(code)).count();
    assert_eq!((codes("malformed-id"), codes("stray-file")), (10, 2), "{found:#?}");
    assert!(found.iter().any(|line| line.ends_with("/models/con.yaml:1:1")), "{found:#?}");
    let output = finish(&mut limited("", &["render", "--keep-going", "--out", out.to_str().unwrap()], &dir));
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(
        files(temp.path())
            .iter()
            .filter(|file| !before.contains(file))
            .all(|(path, _)| path.starts_with("out"))
    );
}

/// Links in the output folder lead nowhere, and nothing else in it is waited for.
#[test]
fn nothing_is_written_outside_the_output_folder() {
    let (temp, dir) = taxonomy(&[("models/sound.yaml", SOUND)]);
    let outside = temp.path().join("outside");
    fs::create_dir_all(outside.join("models")).unwrap();
    fs::write(outside.join("models/sound.md"), "mine").unwrap();
    fs::write(outside.join("README.md"), "mine").unwrap();
    let out = temp.path().join("out");
    let rendered = out.join("rendered");
    fs::create_dir_all(&rendered).unwrap();
    symlink(outside.join("models"), rendered.join("models")).unwrap();
    symlink(outside.join("README.md"), rendered.join("README.md")).unwrap();
    symlink(&outside, rendered.join("stray")).unwrap();
    fs::write(rendered.join("papers"), "a file where a folder belongs").unwrap();
    fs::write(rendered.join(OsStr::from_bytes(b"\xff\xfe")), "").unwrap();
    make_pipe(&rendered.join("models.md"));
    let before = files(&outside);
    let render = |extra: &[&str]| {
        let arguments = [&["render", "--out", out.to_str().unwrap()], extra].concat();
        let output = finish(&mut limited("", &arguments, &dir));
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    assert_eq!(render(&["--check"]).0, Some(1));
    let (code, told) = render(&[]);
    assert_eq!(code, Some(0), "{told}");
    assert_eq!(files(&outside), before);
    assert!(files(&out).iter().all(|(_, bytes)| bytes.is_some()), "only plain files");
    assert_eq!(render(&["--check"]), (Some(0), String::new()));
    // A folder that is itself a link would have everything in it removed.
    fs::remove_dir_all(&rendered).unwrap();
    symlink(&outside, &rendered).unwrap();
    let (code, told) = render(&[]);
    assert_eq!((code, files(&outside)), (Some(2), before), "{told}");
    assert!(told.contains("rendered` is a link"), "{told}");
}

/// A pipe that nobody writes to.
#[expect(clippy::print_stderr, reason = "a test that does nothing must say so")]
fn make_pipe(path: &Path) -> bool {
    let is_made = Command::new("mkfifo").arg(path).status().is_ok_and(|status| status.success());
    if !is_made {
        eprintln!("SKIPPED: no pipe: there is no `mkfifo`");
    }
    is_made
}
