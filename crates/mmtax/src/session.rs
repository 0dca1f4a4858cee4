//! The line from bytes to report, kept open: what was read stays, and only what changes is read again.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::sync::Arc;

use mmtax_graph::{Broken, Taxonomy};
use mmtax_schema::{Entry, EntryId, Kind, Span};
use rayon::prelude::*;

use crate::check::{Check, Finding};
use crate::diagnostic::{Diagnostic, Severity};
use crate::levels;
use crate::load::{File, Folder, FoundFile, LoadError, Loaded, Scope, fnv1a, read_bounded};
use crate::places::{Places, file_at};
use crate::report::Report;
use crate::rules::{self, Explained};
use crate::suppress;

/// What the rules found, with the rule.
type Found = Vec<(&'static Explained, Finding)>;

/// Places of findings, and the texts of the files that they are in.
type Located = (Vec<(String, Span)>, BTreeMap<String, Arc<str>>);

/// A taxonomy folder that stays open while its files change.
///
/// [`Session::check`] gives what [`load`](crate::load()) would give for the same files, byte for byte, but reads only the
/// files that changed, and asks the rules that look at one entry alone only about those.
///
/// ```no_run
/// let mut session = mmtax::Session::open("taxonomy".as_ref())?;
/// let file = session.file(mmtax::schema::Kind::Model, "janus");
/// session.set(&file, "name: Janus\nrole: unifed\n");
/// assert!(session.check(mmtax::Severity::Warning).has_errors());
/// session.revert(&file)?;
/// # Ok::<(), mmtax::LoadError>(())
/// ```
#[derive(Debug)]
pub struct Session {
    folder: Folder,
    /// Sorted by [`File::key`].
    files: Vec<File>,
    /// What should not be there, sorted by file.
    stray: Vec<Diagnostic>,
    settings: levels::Read,
    /// What takes the place of files on disk, by path; `None` where there is to be none.
    unsaved: BTreeMap<String, Option<Vec<u8>>>,
    /// Whether something on disk may have changed unseen.
    has_missed: bool,
    /// Of the last build, as is everything below.
    taxonomy: Taxonomy,
    findings: Found,
    /// What was read since.
    new: Vec<Entry>,
    /// What was in the taxonomy and is not in its file any more.
    gone: BTreeSet<(Kind, EntryId)>,
    /// Whether `taxonomy` and `findings` are still those of `files`.
    is_built: bool,
    /// What the rules found that look at one entry alone, where they found anything.
    of_entries: BTreeMap<(Kind, EntryId), Found>,
}

impl Session {
    /// Reads every file under `dir`.
    ///
    /// # Errors
    /// When `dir` or one of its folders cannot be listed. Faults in files, even a file that cannot be read, are for
    /// [`Session::check`] to tell.
    pub fn open(dir: &Path) -> Result<Self, LoadError> {
        let mut session = Self {
            folder: Folder::new(dir)?,
            files: Vec::new(),
            stray: Vec::new(),
            settings: levels::Read::default(),
            unsaved: BTreeMap::new(),
            has_missed: false,
            taxonomy: Taxonomy::default(),
            findings: Vec::new(),
            new: Vec::new(),
            gone: BTreeSet::new(),
            is_built: false,
            of_entries: BTreeMap::new(),
        };
        session.look(&Scope::all())?;
        Ok(session)
    }

    /// How the file of an entry is told: `taxonomy/models/janus.yaml`.
    #[must_use]
    pub fn file(&self, kind: Kind, id: &str) -> String {
        file_of(&self.folder.root, kind, id)
    }

    /// Looks again at these paths on disk, where files or folders may have been written, made, renamed or removed, and says
    /// whether that made a difference. What [`Session::set`] and [`Session::remove`] say of a file stands.
    ///
    /// # Errors
    /// As those of [`Session::open`]. The session then stays as it was, and the next look is at everything.
    pub fn refresh<'p>(&mut self, paths: impl IntoIterator<Item = &'p Path>) -> Result<bool, LoadError> {
        let scope = Scope::of(&self.folder, paths);
        self.look(&scope)
    }

    /// Looks again at everything on disk, and says whether that made a difference.
    ///
    /// # Errors
    /// As those of [`Session::refresh`].
    pub fn refresh_all(&mut self) -> Result<bool, LoadError> {
        self.look(&Scope::all())
    }

    /// Takes the file, named as in diagnostics, to hold these bytes, whatever is on disk. `false` if that is no place for
    /// an entry or the settings: nothing is read there.
    pub fn set(&mut self, file: &str, bytes: impl Into<Vec<u8>>) -> bool {
        self.put(file, Some(bytes.into()))
    }

    /// Takes the file, named as in diagnostics, not to be there, whatever is on disk. `false` as with [`Session::set`].
    pub fn remove(&mut self, file: &str) -> bool {
        self.put(file, None)
    }

    /// Takes the file to be what it is on disk again.
    ///
    /// # Errors
    /// As those of [`Session::refresh`].
    pub fn revert(&mut self, file: &str) -> Result<(), LoadError> {
        if self.unsaved.remove(file).is_some() {
            self.look(&Scope::one(file))?;
        }
        Ok(())
    }

    /// Everything that is wrong. What the rules find that is less severe than `least` is only counted.
    #[must_use]
    pub fn check(&mut self, least: Severity) -> Report {
        self.build();
        let own = self.stray.iter().chain(&self.settings.diagnostics).cloned().collect();
        let beside = (self.folder.settings(), self.settings.text.clone());
        let root = &self.folder.root;
        Report::new((root, &mut self.files), own, &self.findings, (&self.settings.levels, least), beside)
    }

    /// The sound entries, joined.
    #[must_use]
    pub fn taxonomy(&mut self) -> &Taxonomy {
        self.build();
        &self.taxonomy
    }

    /// Where findings stand in their files, and the texts of those.
    pub(crate) fn locate(&mut self, findings: Vec<Finding>) -> Located {
        let found: Found =
            findings.into_iter().map(|finding| (&rules::SUPPRESSION_UNNEEDED, finding)).collect();
        let places = Places::locate(&self.folder.root, &mut self.files, &found.iter().collect::<Vec<_>>());
        let located = found.into_iter().map(|(rule, finding)| {
            let diagnostic = places.diagnostic(rule, Severity::Info, finding);
            (diagnostic.file, diagnostic.span)
        });
        let located: Vec<(String, Span)> = located.collect();
        let shown = located.iter().filter_map(|(path, _)| file_at(&self.files, path));
        let texts = shown.map(|file| (file.path.clone(), file.text.clone())).collect();
        (located, texts)
    }

    /// A fingerprint of the data: 16 hexadecimal digits over the paths and bytes of all files.
    #[must_use]
    pub fn revision(&self) -> String {
        fnv1a(self.files.iter().flat_map(|file| [&*file.path, &*file.text]))
    }

    /// Everything at once, as [`load_down_to`](crate::load_down_to) gives it.
    #[must_use]
    pub fn into_loaded(mut self, least: Severity) -> Loaded {
        let (report, revision) = (self.check(least), self.revision());
        Loaded { taxonomy: self.taxonomy.into(), report, revision }
    }

    fn put(&mut self, path: &str, bytes: Option<Vec<u8>>) -> bool {
        if path == self.folder.settings() {
            self.settings = levels::read(bytes.clone().map(Ok), path);
        } else if let Some(found) = FoundFile::at(&self.folder, path) {
            let found = bytes.clone().map(|bytes| (found, Some(bytes)));
            self.swap(&Scope::one(path), found.into_iter().collect());
        } else {
            return false;
        }
        self.unsaved.insert(path.to_owned(), bytes);
        true
    }

    fn look(&mut self, scope: &Scope) -> Result<bool, LoadError> {
        let missed = self.has_missed.then(Scope::all);
        let scope = missed.as_ref().unwrap_or(scope);
        // Until the folder has been listed.
        self.has_missed = true;
        if scope.is_all() {
            self.folder = Folder::new(&self.folder.dir)?;
        }
        let found = self.folder.find(scope)?;
        self.has_missed = false;
        let mut files: Vec<(FoundFile, Option<Vec<u8>>)> =
            found.files.into_iter().map(|file| (file, None)).collect();
        files.retain(|(file, _)| !self.unsaved.contains_key(&file.path));
        for (path, bytes) in self.unsaved.iter().filter(|(path, _)| scope.has(path)) {
            files.extend(
                FoundFile::at(&self.folder, path).zip(bytes.clone()).map(|(at, text)| (at, Some(text))),
            );
        }
        let mut is_changed = self.swap(scope, files);

        let path = self.folder.settings();
        if scope.has(&path) {
            let unsaved = self.unsaved.get(&path).map(|bytes| bytes.clone().map(Ok));
            let settings = levels::read(unsaved.unwrap_or_else(|| self.folder.read_settings()), &path);
            is_changed |= settings != self.settings;
            self.settings = settings;
        }
        let before: Vec<Diagnostic> = self.stray.extract_if(.., |stray| scope.has(&stray.file)).collect();
        is_changed |= before != found.stray;
        self.stray.extend(found.stray);
        self.stray.sort_by(|a, b| a.file.cmp(&b.file));
        Ok(is_changed)
    }

    /// Puts these files, with what they are to hold if that is not on disk, in the place of all in the scope. Those whose
    /// bytes are what they were stay as they are.
    fn swap(&mut self, scope: &Scope, found: Vec<(FoundFile, Option<Vec<u8>>)>) -> bool {
        let name = |path: &str, odd: Option<&OsStr>| (path.to_owned(), odd.map(OsStr::to_owned));
        let known = self.files.extract_if(.., |file| scope.has(&file.path));
        let mut known: BTreeMap<(String, Option<OsString>), Box<File>> =
            known.map(|file| (name(&file.path, file.odd.as_deref()), Box::new(file))).collect();
        let before = |(file, bytes): (FoundFile, _)| {
            let before =
                if known.is_empty() { None } else { known.remove(&name(&file.path, file.odd.as_deref())) };
            (file, bytes, before)
        };
        let wanted: Vec<_> = found.into_iter().map(before).collect();
        let folder = &self.folder;
        let read = wanted.into_par_iter().map(|(found, bytes, before)| read(folder, found, bytes, before));
        let read: Vec<(File, Option<Read>)> = read.collect();
        let mut is_changed = !known.is_empty();
        let mut gone: BTreeSet<(Kind, EntryId)> = known.values().filter_map(|file| file.entry()).collect();
        let mut new = Vec::new();
        self.files.reserve(read.len());
        for (file, change) in read {
            self.files.push(file);
            if let Some(Read { entry, before }) = change {
                is_changed = true;
                new.extend(entry);
                gone.extend(before.and_then(|before| before.entry()));
            }
        }
        self.files.sort_by(|a, b| a.key().cmp(&b.key()));
        self.forget(gone);
        self.new.append(&mut new);
        self.is_built &= !is_changed;
        is_changed
    }

    /// Drops entries whose files are not there any more, or not as they were.
    fn forget(&mut self, gone: BTreeSet<(Kind, EntryId)>) {
        self.new.retain(|entry| !gone.contains(&(entry.kind(), entry.id.clone())));
        gone.iter().for_each(|entry| drop(self.of_entries.remove(entry)));
        self.gone.extend(gone);
    }

    /// Joins the entries and asks the rules, if anything has changed since that was done.
    fn build(&mut self) {
        if self.is_built {
            return;
        }
        let found = self.new.par_iter().filter_map(|entry| {
            let found = rules::run_on_entry(entry);
            (!found.is_empty()).then(|| ((entry.kind(), entry.id.clone()), found))
        });
        self.of_entries.extend(found.collect::<Vec<_>>());
        let mut entries = std::mem::take(&mut self.taxonomy).into_entries();
        if !self.gone.is_empty() {
            entries.retain(|entry| !self.gone.contains(&(entry.kind(), entry.id.clone())));
            self.gone.clear();
        }
        entries.append(&mut self.new);
        let broken = self.files.iter().filter(|file| !file.has_entry);
        let broken: Vec<Broken> =
            broken.filter_map(|file| Some(Broken { id: file.id.clone()?, kind: file.kind })).collect();
        let (taxonomy, faults) = Taxonomy::build(entries, broken.clone());
        let check = Check { taxonomy: &taxonomy, faults: &faults, broken: &broken };
        let mut findings: Found = self.of_entries.values().flatten().cloned().collect();
        findings.extend(rules::run_on_taxonomy(&check));
        self.findings = suppress::apply(&check, findings);
        self.taxonomy = taxonomy;
        self.is_built = true;
    }
}

/// What reading a file again has changed.
struct Read {
    entry: Option<Entry>,
    /// The file as it was, if it was there.
    before: Option<Box<File>>,
}

/// The file as it is now; `None` with it where it is what it was.
fn read(
    folder: &Folder,
    found: FoundFile,
    bytes: Option<Vec<u8>>,
    before: Option<Box<File>>,
) -> (File, Option<Read>) {
    let on_disk = || read_bounded(&folder.disk(&found.path, found.odd.as_deref()));
    let bytes = bytes.map_or_else(on_disk, Ok);
    match before {
        Some(file) if file.holds(&bytes) => (*file, None),
        before => {
            let (file, entry) = File::read(found, bytes);
            match before {
                Some(before) if before.is_as_bad_as(&file) => (*before, None),
                before => (file, Some(Read { entry, before })),
            }
        }
    }
}

/// The path by which the file of an entry is told.
pub(crate) fn file_of(root: &str, kind: Kind, id: &str) -> String {
    format!("{root}/{}/{id}.yaml", kind.folder())
}
