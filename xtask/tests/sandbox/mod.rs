//! Folders and child processes for tests that must not hang, eat the memory of the machine, or leave anything behind.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// What a child may use at most, in kilobytes of address space: several times what sound data of this size needs.
const MEMORY: &str = "1500000";
/// A child that runs so long hangs.
const PATIENCE: Duration = Duration::from_secs(240);

/// A folder `taxonomy` with these files.
pub(crate) fn taxonomy(files: &[(&str, &[u8])]) -> (TempDir, PathBuf) {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("taxonomy");
    fs::create_dir(&dir).unwrap();
    for (path, bytes) in files {
        let path = dir.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    (temp, dir)
}

/// The command line under a limit of memory, and under what else `limits` sets in the shell before.
pub(crate) fn limited(limits: &str, arguments: &[&str], dir: &Path) -> Command {
    // Where address space cannot be limited, as on some systems, the test still looks at what is found.
    let script = format!("ulimit -v {MEMORY} 2>/dev/null; {limits} exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_xtask")]).args(arguments).arg("--taxonomy").arg(dir);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs a command to its end.
pub(crate) fn finish(command: &mut Command) -> Output {
    let mut child = command.spawn().unwrap();
    let (out, err) = (child.stdout.take().map(drain), child.stderr.take().map(drain));
    let status = wait(&mut child);
    let [stdout, stderr] = [out, err].map(|pipe| pipe.map_or_else(Vec::new, |pipe| pipe.join().unwrap()));
    Output { status, stdout, stderr }
}

/// Waits for a child, but not for one that hangs.
pub(crate) fn wait(child: &mut Child) -> std::process::ExitStatus {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        if start.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("it hangs");
        }
        thread::sleep(Duration::from_millis(2));
    }
}

fn drain(mut pipe: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).unwrap();
        bytes
    })
}

/// Every plain file below a folder with its bytes; of anything else only its name.
pub(crate) fn files(dir: &Path) -> Vec<(PathBuf, Option<Vec<u8>>)> {
    let (mut found, mut folders) = (Vec::new(), vec![dir.to_owned()]);
    while let Some(folder) = folders.pop() {
        for item in fs::read_dir(folder).unwrap() {
            let item = item.unwrap();
            let kind = item.file_type().unwrap();
            let name = item.path().strip_prefix(dir).unwrap().to_owned();
            if kind.is_dir() {
                folders.push(item.path());
            } else {
                found.push((name, kind.is_file().then(|| fs::read(item.path()).unwrap())));
            }
        }
    }
    found.sort();
    found
}
