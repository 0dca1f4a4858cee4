//! The only caller of git: which commit is meant, and its data as a folder that can be loaded like any other.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Command, Output, Stdio};

use crate::Failure;

/// The repository that a taxonomy folder stands in.
pub(crate) struct Repository {
    /// The taxonomy folder.
    data: PathBuf,
    /// The folder below the top of the repository, ending in `/` unless it is the top.
    prefix: String,
}

/// The data of one commit, as files in a temporary folder that goes with this value.
pub(crate) struct Snapshot {
    /// Has the name of the taxonomy folder, so that findings name files alike.
    pub(crate) taxonomy: PathBuf,
    /// Whether the commit has the folder at all.
    pub(crate) is_there: bool,
    _folder: tempfile::TempDir,
}

/// A file of a commit.
struct Blob {
    mode: String,
    id: String,
    path: String,
}

impl Repository {
    /// The repository around the taxonomy folder, wherever the command is run.
    pub(crate) fn around(taxonomy: &Path) -> Result<Self, Failure> {
        let shown = taxonomy.display().to_string();
        let data = taxonomy.canonicalize().map_err(|source| Failure::Read { path: shown.clone(), source })?;
        let mut repository = Self { data, prefix: String::new() };
        let output = repository.git(&["rev-parse", "--show-prefix"])?;
        if !output.status.success() {
            return Err(Failure::Usage(format!(
                "`{shown}` is in no git repository\n  {}",
                said(&output.stderr)
            )));
        }
        let prefix = String::from_utf8(output.stdout)
            .map_err(|_| Failure::Usage(format!("the path of `{shown}` in its repository is not UTF-8")))?;
        repository.prefix = prefix.strip_suffix('\n').unwrap_or(&prefix).to_owned();
        Ok(repository)
    }

    /// The data folder, as a path from the top of the repository.
    pub(crate) fn data_path(&self) -> &str {
        match self.prefix.trim_end_matches('/') {
            "" => ".",
            path => path,
        }
    }

    /// The commit that a revision names.
    pub(crate) fn commit(&self, revision: &str) -> Result<String, Failure> {
        let name = format!("{revision}^{{commit}}");
        let output = self.git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &name])?;
        if output.status.success() {
            return Ok(first_line(&output.stdout));
        }
        Err(Failure::Usage(format!("there is no commit `{revision}` in this repository{}", self.hint())))
    }

    /// The commit at which the histories of two revisions part.
    pub(crate) fn merge_base(&self, revision: &str, other: &str) -> Result<String, Failure> {
        let (commit, head) = (self.commit(revision)?, self.commit(other)?);
        let output = self.git(&["merge-base", &commit, &head])?;
        if output.status.success() {
            return Ok(first_line(&output.stdout));
        }
        Err(Failure::Usage(format!("`{revision}` and `{other}` have no commit in common{}", self.hint())))
    }

    /// What to do where the history may only be missing.
    fn hint(&self) -> String {
        let output = self.git(&["rev-parse", "--is-shallow-repository"]);
        let is_shallow = output.is_ok_and(|output| first_line(&output.stdout) == "true");
        if is_shallow {
            ", but this clone is shallow: `git fetch --unshallow` brings all of its history".to_owned()
        } else {
            String::new()
        }
    }

    /// The data of a commit.
    pub(crate) fn snapshot(&self, commit: &str) -> Result<Snapshot, Failure> {
        let folder = tempfile::Builder::new().prefix("mmtax-").tempdir();
        let folder = folder.map_err(|source| Failure::Write { path: "a temporary folder".into(), source })?;
        let taxonomy = folder.path().join(self.data.file_name().unwrap_or_else(|| OsStr::new("taxonomy")));
        let failed = |source| Failure::Write { path: taxonomy.display().to_string(), source };
        fs::create_dir(&taxonomy).map_err(failed)?;
        let tree = format!("{commit}:{}", self.prefix.trim_end_matches('/'));
        let found = self.git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &tree])?;
        let is_there = found.status.success();
        if is_there {
            self.write_tree(&first_line(&found.stdout), &taxonomy)?;
        }
        Ok(Snapshot { taxonomy, is_there, _folder: folder })
    }

    fn write_tree(&self, tree: &str, folder: &Path) -> Result<(), Failure> {
        let listed = self.git(&["ls-tree", "-r", "-z", "--full-tree", tree])?;
        if !listed.status.success() {
            return Err(Failure::Usage(format!("git cannot list the files\n  {}", said(&listed.stderr))));
        }
        let files: Vec<Blob> = listed.stdout.split(|byte| *byte == 0).filter_map(blob).collect();
        let failed = |source| Failure::Run { program: "git cat-file --batch".to_owned(), source };
        let mut git = self
            .command()
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|source| Failure::Run { program: "git".to_owned(), source })?;
        let (stdin, stdout) = (git.stdin.take(), git.stdout.take());
        let wanted = plain(&files).map(|file| format!("{}\n", file.id)).collect::<String>();
        // Asked for and read at once: both pipes are small.
        let asking = std::thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(wanted.as_bytes())));
        let read = stdout.map_or(Ok(()), |stdout| write_files(&mut BufReader::new(stdout), &files, folder));
        let _ = asking.join();
        if read.is_err() {
            let _ = git.kill();
        }
        git.wait().map_err(failed)?;
        read.map_err(failed)
    }

    fn git(&self, arguments: &[&str]) -> Result<Output, Failure> {
        let output = self.command().args(arguments).stdin(Stdio::null()).output();
        output.map_err(|source| Failure::Run { program: "git".to_owned(), source })
    }

    /// git in the data folder. What a hook sets for the repository that it runs in must not lead to that one.
    fn command(&self) -> Command {
        let mut git = Command::new("git");
        git.arg("-C").arg(&self.data).env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C");
        for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"] {
            git.env_remove(variable);
        }
        git
    }
}

/// A line of `ls-tree`: mode, type, id and path. A name that is not UTF-8 is told as the loader tells it.
fn blob(line: &[u8]) -> Option<Blob> {
    let line = String::from_utf8_lossy(line);
    let (about, path) = line.split_once('\t')?;
    let mut about = about.split(' ');
    let (mode, _, id) = (about.next()?, about.next()?, about.next()?);
    // What git would not check out, either.
    let is_below =
        path.split('/').all(|part| !matches!(part, "" | "." | ".." | ".git") && !part.contains('\\'));
    is_below.then(|| Blob { mode: mode.to_owned(), id: id.to_owned(), path: path.to_owned() })
}

/// Those that are files; the rest are links and other repositories.
fn plain(files: &[Blob]) -> impl Iterator<Item = &Blob> {
    files.iter().filter(|file| file.mode.starts_with("100"))
}

fn write_files(from: &mut BufReader<ChildStdout>, files: &[Blob], folder: &Path) -> io::Result<()> {
    let mut last = PathBuf::new();
    for file in files {
        let target = folder.join(&file.path);
        if let Some(parent) = target.parent().filter(|parent| *parent != last) {
            fs::create_dir_all(parent)?;
            last = parent.to_owned();
        }
        if !file.mode.starts_with("100") {
            stand_in(&target)?;
            continue;
        }
        let mut head = String::new();
        from.read_line(&mut head)?;
        let size = head.trim_end().rsplit(' ').next().and_then(|size| size.parse::<u64>().ok());
        let Some(size) = size.filter(|_| head.starts_with(&file.id)) else {
            let head = head.trim();
            return Err(io::Error::other(format!("no content for `{}`: {head}", file.path)));
        };
        let mut out = fs::File::create(&target)?;
        let copied = io::copy(&mut from.by_ref().take(size), &mut out)?;
        let mut end = [0];
        from.read_exact(&mut end)?;
        if copied < size {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    Ok(())
}

/// Something that is no plain file, as the loader sees links; where it leads to is nobody's business.
#[cfg(unix)]
fn stand_in(target: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink("nowhere", target)
}

#[cfg(not(unix))]
fn stand_in(target: &Path) -> io::Result<()> {
    fs::create_dir(target)
}

fn first_line(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).lines().next().unwrap_or_default().to_owned()
}

/// What git says, on one line.
fn said(bytes: &[u8]) -> String {
    format!("git says: {}", String::from_utf8_lossy(bytes).trim().replace('\n', "; "))
}
