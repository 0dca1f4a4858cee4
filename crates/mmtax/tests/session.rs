//! A session against loading anew: whatever happens to the files, both say the same.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use mmtax::schema::Kind;
use mmtax::{Loaded, Session, Severity, View, load_down_to};
use tempfile::TempDir;

const SEVERITIES: [Severity; 3] = [Severity::Info, Severity::Warning, Severity::Error];

/// What happens on disk is seen by looking at the paths where it happened.
#[test]
fn a_session_that_looks_again_says_what_loading_says() {
    let mut world = World::new(1);
    let mut session = Session::open(&world.dir).unwrap();
    compare(&mut session, &world.dir, Severity::Info, "at first");
    for step in 0..40 {
        let done: Vec<String> = (0..=world.below(3)).map(|_| world.change_disk()).collect();
        let paths = std::mem::take(&mut world.changed);
        session.refresh(paths.iter().map(PathBuf::as_path)).unwrap();
        compare(&mut session, &world.dir, SEVERITIES[step % 3], &format!("step {step}: {done:?}"));
        assert!(!session.refresh(paths.iter().map(PathBuf::as_path)).unwrap(), "step {step}: nothing new");
    }
    assert!(!session.refresh_all().unwrap(), "nothing was missed");
}

/// What an editor holds takes the place of what is on disk.
#[test]
fn a_session_that_is_told_texts_says_what_loading_says() {
    let (mut world, other) = (World::new(2), World::new(0));
    let mut session = Session::open(&other.dir).unwrap();
    for step in 0..30 {
        let done: Vec<String> = (0..=world.below(3)).map(|_| world.change_entry()).collect();
        for path in std::mem::take(&mut world.changed) {
            let below = path.strip_prefix(&world.dir).unwrap().to_str().unwrap().to_owned();
            let file = format!("taxonomy/{below}");
            let original = fs::read(other.dir.join(&below)).ok();
            match fs::read(&path).ok() {
                bytes if bytes == original => session.revert(&file).unwrap(),
                Some(bytes) => assert!(session.set(&file, bytes), "{file}"),
                None => assert!(session.remove(&file), "{file}"),
            }
        }
        // What is on disk does not show through.
        if step % 10 == 9 {
            session.refresh_all().unwrap();
        }
        compare(&mut session, &world.dir, SEVERITIES[step % 3], &format!("step {step}: {done:?}"));
    }
    for file in ["taxonomy/x.yaml", "taxonomy/models/x.txt", "taxonomy/models/.x.yaml", "models/x.yaml", "x"]
    {
        assert!(!session.set(file, "name: X\n"), "{file} is no place for an entry");
    }
}

#[test]
fn a_folder_that_was_away_is_read_again() {
    let world = World::new(3);
    let mut session = Session::open(&world.dir).unwrap();
    let before = session.check(Severity::Warning).to_json();
    let away = world.dir.with_file_name("away");
    fs::rename(&world.dir, &away).unwrap();
    assert!(session.refresh([world.dir.as_path()]).is_err());
    assert_eq!(session.check(Severity::Warning).to_json(), before, "it stays as it was");
    fs::write(away.join("models/janus.yaml"), "name: Janus\n").unwrap();
    fs::rename(&away, &world.dir).unwrap();
    assert!(session.refresh([world.dir.join("README.md").as_path()]).unwrap(), "also what nobody told of");
    compare(&mut session, &world.dir, Severity::Info, "back again");
}

/// A comment moves what stands below it: places are those of the new text.
#[test]
fn places_move_with_the_text() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("taxonomy");
    fs::create_dir_all(dir.join("models")).unwrap();
    fs::write(dir.join("models/janus.yaml"), "name: Janus\nrole: unified\nsummary: TODO\n").unwrap();
    let mut session = Session::open(&dir).unwrap();
    let mut line = |text: &str| {
        session.set("taxonomy/models/janus.yaml", text);
        let report = session.check(Severity::Error);
        report
            .diagnostics()
            .iter()
            .find(|found| found.code == "placeholder-text")
            .map(|found| found.span.start.line)
    };
    assert_eq!(line("name: Janus\nrole: unified\nsummary: TODO\n"), Some(3));
    assert_eq!(line("# A comment.\nname: Janus\nrole: unified\nsummary: TODO\n"), Some(4));
    let sources = "sources: { code: { url: https://example.org } }\n";
    assert_eq!(line(&format!("name: Janus\nrole: unified\nsummary: A model.\n{sources}")), None);
}

/// Both ways to read the folder give the same report, taxonomy and revision.
fn compare(session: &mut Session, dir: &Path, least: Severity, when: &str) {
    let Loaded { taxonomy, report, revision } = load_down_to(dir, least).unwrap();
    let found = session.check(least);
    assert_eq!(found.to_json(), report.to_json(), "{when}");
    if least == Severity::Error {
        assert_eq!(found.to_human(false), report.to_human(false), "{when}");
    }
    assert_eq!(session.revision(), revision, "{when}");
    let joined = session.taxonomy();
    assert!(joined.entries().map(|e| e.entry()).eq(taxonomy.entries().map(|e| e.entry())), "{when}");
    let links = |of: &mmtax::graph::Taxonomy| {
        of.links(View::FULL).map(|link| format!("{link:?}")).collect::<Vec<_>>()
    };
    assert_eq!(links(joined), links(&taxonomy), "{when}");
}

/// A copy of the real taxonomy to which things happen, the same for the same seed.
struct World {
    _temp: TempDir,
    dir: PathBuf,
    /// The files as they are in the repository, by path below the folder.
    originals: BTreeMap<String, Vec<u8>>,
    changed: Vec<PathBuf>,
    touched: Vec<String>,
    seed: u64,
}

impl World {
    fn new(seed: u64) -> Self {
        let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../taxonomy");
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path().join("taxonomy");
        let mut originals = BTreeMap::new();
        for kind in Kind::ALL {
            fs::create_dir_all(dir.join(kind.folder())).unwrap();
            for file in fs::read_dir(real.join(kind.folder())).unwrap() {
                let file = file.unwrap();
                let below = format!("{}/{}", kind.folder(), file.file_name().to_str().unwrap());
                originals.insert(below, fs::read(file.path()).unwrap());
            }
        }
        originals.insert("mmtax.yaml".to_owned(), fs::read(real.join("mmtax.yaml")).unwrap());
        originals.iter().for_each(|(below, bytes)| fs::write(dir.join(below), bytes).unwrap());
        Self { _temp: temp, dir, originals, changed: Vec::new(), touched: Vec::new(), seed }
    }

    /// A number below `limit`, by SplitMix64.
    fn below(&mut self, limit: usize) -> usize {
        self.seed = self.seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.seed;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(limit).unwrap()).unwrap()
    }

    fn pick<'l>(&mut self, list: &[&'l str]) -> &'l str {
        list[self.below(list.len())]
    }

    /// The path below the folder of some entry that was there at first, often of one that something happened to before.
    fn entry(&mut self) -> String {
        if !self.touched.is_empty() && self.below(2) == 0 {
            let at = self.below(self.touched.len());
            return self.touched[at].clone();
        }
        let at = self.below(self.originals.len());
        let (below, _) = self.originals.iter().nth(at).unwrap();
        if below.contains('/') { below.clone() } else { self.entry() }
    }

    fn write(&mut self, below: &str, bytes: &[u8]) {
        let path = self.dir.join(below);
        // Something else may have taken its place.
        if path.is_dir() {
            fs::remove_dir_all(&path).unwrap();
        }
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        // As many editors do it: a new file takes the place of the old one.
        let beside = path.with_file_name(".new");
        fs::write(&beside, bytes).unwrap();
        fs::rename(&beside, &path).unwrap();
        self.changed.extend([beside, path]);
    }

    fn remove(&mut self, below: &str) {
        let path = self.dir.join(below);
        if path.symlink_metadata().is_ok_and(|found| found.is_dir()) {
            fs::remove_dir_all(&path).unwrap();
        } else {
            let _ = fs::remove_file(&path);
        }
        self.changed.push(path);
    }

    /// A slip in the text of an entry: a line is lost, comes twice, is another's, or has a word of another.
    fn slip(&mut self, below: &str) {
        let text = String::from_utf8(self.originals[below].clone()).unwrap();
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let at = self.below(lines.len());
        let other = self.entry();
        let other = String::from_utf8(self.originals[&other].clone()).unwrap();
        let others: Vec<&str> = other.lines().collect();
        let theirs = self.pick(&others).to_owned();
        match self.below(8) {
            6 | 7 => match lines.iter().position(|line| line.starts_with("summary: ")) {
                Some(at) => lines[at] = "summary: TODO".to_owned(),
                None => lines.push("links: { home: \"http://arxiv.org/abs/2501.17811v2\" }".to_owned()),
            },
            0 => drop(lines.remove(at)),
            1 => lines.insert(at, lines[at].clone()),
            2 => lines[at] = theirs,
            3 => lines.push(theirs),
            4 => lines.insert(0, "# a comment".to_owned()),
            _ => {
                let word = theirs.split([' ', ':', ',']).next_back().unwrap_or_default();
                let own = lines[at].split([' ', ':', ',']).next_back().unwrap_or_default().to_owned();
                lines[at] = lines[at].replace(&own, word);
            }
        }
        self.write(below, format!("{}\n", lines.join("\n")).as_bytes());
    }

    /// Something that happens to the file of an entry.
    fn change_entry(&mut self) -> String {
        let below = self.entry();
        self.touched.push(below.clone());
        let stem = below.strip_suffix(".yaml").unwrap().to_owned();
        match self.below(8) {
            0 => self.remove(&below),
            1 => {
                let copy = format!("{stem}-copy.yaml");
                let bytes = self.originals[&below].clone();
                self.write(&copy, &bytes);
            }
            2 => {
                let bytes: &[&[u8]] =
                    &[b"", b"\xff\xfe", b"name: \x07\n", b"name: [\n", b"\xef\xbb\xbfname: X\n"];
                let bytes = bytes[self.below(bytes.len())];
                self.write(&below, bytes);
            }
            3 => {
                // To another name or another kind.
                let name = stem.split('/').next_back().unwrap();
                let folder = Kind::ALL[self.below(Kind::ALL.len())].folder();
                let to = [format!("{stem}2.yaml"), format!("{folder}/{name}.yaml")][self.below(2)].clone();
                let bytes = self.originals[&below].clone();
                self.remove(&below);
                self.write(&to, &bytes);
            }
            4 => {
                let name = self.pick(&["Janus Pro", "janus_pro", "JANUS", "été", "a..b"]);
                let folder = stem.split('/').next().unwrap().to_owned();
                let bytes = self.originals[&below].clone();
                self.write(&format!("{folder}/{name}.yaml"), &bytes);
            }
            5 => {
                let bytes = self.originals[&below].clone();
                self.write(&below, &bytes);
            }
            _ => self.slip(&below),
        }
        self.changed.last().unwrap().display().to_string()
    }

    /// Something that happens anywhere in the folder.
    fn change_disk(&mut self) -> String {
        let below = self.entry();
        match self.below(12) {
            0 => {
                let stray = self.pick(&[
                    "notes.txt",
                    "modles/x.yaml",
                    "models/x.txt",
                    ".x.yaml",
                    "models/.x.yaml",
                    "README.md",
                ]);
                self.write(stray, b"name: X\n");
                // What was made with the file is told, too.
                self.changed.push(self.dir.join(stray.split('/').next().unwrap()));
            }
            1 => {
                let stray =
                    self.pick(&["notes.txt", "modles", "models/x.txt", "models/folder.yaml", "README.md"]);
                self.remove(stray);
            }
            2 => {
                let levels = self.pick(&[
                    "levels: { orphan: warning }\n",
                    "levels: { orfan: error, stub-wanted: error }\n",
                    "levels: [\n",
                    "",
                ]);
                self.write("mmtax.yaml", levels.as_bytes());
            }
            3 => self.remove("mmtax.yaml"),
            4 => {
                // A whole folder goes, or comes back.
                let folder = self.pick(&["schemes", "errata", "methods"]);
                let (path, away) = (self.dir.join(folder), self.dir.join(format!("{folder}-away")));
                let (from, to) = if away.exists() { (away, path) } else { (path, away) };
                if from.exists() && !to.exists() {
                    fs::rename(&from, &to).unwrap();
                }
                self.changed.extend([from, to]);
            }
            5 => {
                self.remove(&below);
                let path = self.dir.join(&below);
                fs::create_dir_all(path.join("inner")).unwrap();
                self.changed.push(path.join("inner"));
            }
            #[cfg(unix)]
            6 => {
                use std::os::unix::fs::{PermissionsExt, symlink};
                if self.below(2) == 0 {
                    self.remove(&below);
                    let path = self.dir.join(&below);
                    fs::create_dir_all(path.parent().unwrap()).unwrap();
                    symlink(self.dir.join("mmtax.yaml"), path).unwrap();
                } else if self.dir.join(&below).is_file() {
                    // The superuser may read it all the same: then nothing has changed.
                    fs::set_permissions(self.dir.join(&below), fs::Permissions::from_mode(0o000)).unwrap();
                    self.changed.push(self.dir.join(&below));
                }
            }
            #[cfg(target_os = "linux")]
            7 => {
                // Two names that are told alike.
                let name = self.pick(&["models/a\u{1}b.yaml", "models/a\u{2}b.yaml", "x\u{1}y"]);
                let (bytes, is_gone) = (self.originals[&below].clone(), self.below(2) == 0);
                if is_gone { self.remove(name) } else { self.write(name, &bytes) }
            }
            _ => drop(self.change_entry()),
        }
        self.changed.last().map_or_else(String::new, |path| path.display().to_string())
    }
}
