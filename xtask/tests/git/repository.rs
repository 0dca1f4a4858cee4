//! A repository to try commands in.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub(crate) struct Repository {
    pub(crate) folder: tempfile::TempDir,
    /// The taxonomy, below the top of the repository.
    pub(crate) data: &'static str,
}

pub(crate) struct Said {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

pub(crate) fn xtask(arguments: &[&str], taxonomy: &Path) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.arg("--taxonomy").arg(taxonomy).args(arguments);
    command.env_remove("GITHUB_ACTIONS").env_remove("CLICOLOR_FORCE");
    // As in a hook of another repository.
    command.env("GIT_DIR", "/nowhere").env("GIT_INDEX_FILE", "/nowhere/index");
    command.output().unwrap().into()
}

impl Repository {
    pub(crate) fn new() -> Self {
        Self::with("taxonomy")
    }

    pub(crate) fn with(data: &'static str) -> Self {
        let repository = Self { folder: tempfile::tempdir().unwrap(), data };
        fs::create_dir_all(repository.data()).unwrap();
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        repository
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join(self.data)
    }

    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        let output = Command::new("git")
            .args(["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "core.autocrlf=false"])
            .args(arguments)
            .current_dir(self.folder.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env_remove("GIT_DIR")
            .env_remove("GIT_INDEX_FILE")
            .env_remove("GIT_WORK_TREE")
            .output()
            .unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    pub(crate) fn write(&self, path: &str, text: &str) -> &Self {
        let target = self.data().join(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, text).unwrap();
        self
    }

    pub(crate) fn remove(&self, path: &str) -> &Self {
        fs::remove_file(self.data().join(path)).unwrap();
        self
    }

    pub(crate) fn commit(&self) -> String {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", "x"]);
        self.git(&["rev-parse", "HEAD"])
    }

    pub(crate) fn xtask(&self, arguments: &[&str]) -> Said {
        xtask(arguments, &self.data())
    }
}
