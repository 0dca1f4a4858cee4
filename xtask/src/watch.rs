//! `validate --watch`: validates, waits until files change, and validates again.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use mmtax::{Report, Session, Severity};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use signal_hook::consts::SIGINT;
use signal_hook::flag;

use crate::{Failure, Outcome, say};

/// How often we look whether Ctrl-C was pressed.
const TICK: Duration = Duration::from_millis(100);
/// What one save of an editor brings comes within this time.
const PAUSE: Duration = Duration::from_millis(10);
/// More paths than this are no save: `git checkout` pauses longer between two files.
const MANY: usize = 20;
const LONG_PAUSE: Duration = Duration::from_millis(100);
/// Changes that never pause are told now and then all the same.
const LONGEST: Duration = Duration::from_secs(2);
/// When a folder that is new, or that could not be read, is looked at again.
const RETRY: Duration = Duration::from_secs(1);

/// Tells what is wrong, by `tell`, now and after every change that makes a difference, until Ctrl-C is pressed. `begin`
/// is called with the number of the report before each.
pub(crate) fn run(
    taxonomy: &Path,
    least: Severity,
    begin: impl Fn(usize),
    tell: impl Fn(Report) -> Result<Outcome, Failure>,
) -> Result<Outcome, Failure> {
    let stopped = Arc::new(AtomicBool::new(false));
    // The first Ctrl-C asks us to stop; a second one ends the process there and then.
    let registered = flag::register_conditional_shutdown(SIGINT, 2, Arc::clone(&stopped))
        .and_then(|_| flag::register(SIGINT, Arc::clone(&stopped)));
    registered.map_err(|source| Failure::Usage(format!("cannot wait for Ctrl-C: {source}")))?;
    let mut changes = Changes::watch(taxonomy)?;
    let start = Instant::now();
    // After the watch began: what changes while everything is read is told again.
    let mut session = Session::open(taxonomy)?;
    let mut count = 0;
    let mut report = |session: &mut Session, since: Instant| {
        count += 1;
        begin(count);
        let outcome = tell(session.check(least));
        let _ = std::io::stdout().flush();
        say(&format!("{} ms; waiting for changes, Ctrl-C ends", since.elapsed().as_millis()));
        outcome
    };
    let mut last = report(&mut session, start);
    while !stopped.load(Ordering::Relaxed) {
        let Some(since) = changes.wait(last.is_err())? else { continue };
        let paths = changes.take();
        let refreshed = match &paths {
            Some(paths) => session.refresh(paths.iter().map(PathBuf::as_path)),
            None => session.refresh_all(),
        };
        match refreshed {
            Ok(false) if last.is_ok() => {}
            Ok(_) => last = report(&mut session, since),
            Err(error) => {
                let failure = Failure::Load(error);
                if last.is_ok() {
                    say(&format!("error: {failure}"));
                }
                last = Err(failure);
            }
        }
    }
    last
}

/// What has changed on disk and was not looked at yet.
struct Changes<'t> {
    taxonomy: &'t Path,
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    paths: BTreeSet<PathBuf>,
    /// Whether more may have changed than `paths`.
    is_all: bool,
    /// Folders that are new: what came into them before the system watched them, nobody tells.
    folders: BTreeSet<PathBuf>,
    tried: Instant,
}

impl<'t> Changes<'t> {
    fn watch(taxonomy: &'t Path) -> Result<Self, Failure> {
        let failed = |error| Failure::Usage(format!("cannot watch `{}`: {error}", taxonomy.display()));
        let (sender, events) = channel();
        let mut watcher = notify::recommended_watcher(sender).map_err(failed)?;
        watcher.watch(taxonomy, RecursiveMode::Recursive).map_err(failed)?;
        let (paths, folders) = (BTreeSet::new(), BTreeSet::new());
        Ok(Self { taxonomy, watcher, events, paths, is_all: false, folders, tried: Instant::now() })
    }

    /// Waits a moment for something to change, and then until it has changed: when that began. Where the folder could not
    /// be read (`is_lost`), some time that passes is a change, too.
    fn wait(&mut self, is_lost: bool) -> Result<Option<Instant>, Failure> {
        self.next(TICK)?;
        let start = Instant::now();
        if self.tried.elapsed() > RETRY {
            self.tried = start;
            self.is_all |= is_lost;
            self.paths.append(&mut self.folders);
        }
        while !self.is_empty() && start.elapsed() < LONGEST {
            let is_much = self.is_all || self.paths.len() > MANY;
            if !self.next(if is_much { LONG_PAUSE } else { PAUSE })? {
                break;
            }
        }
        Ok((!self.is_empty()).then_some(start))
    }

    fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.is_all
    }

    /// Takes in the next event, if one comes in time.
    fn next(&mut self, time: Duration) -> Result<bool, Failure> {
        match self.events.recv_timeout(time) {
            // That we read them ourselves is no change.
            Ok(Ok(event)) if event.kind.is_access() => {}
            Ok(Ok(event)) if !event.need_rescan() && !event.paths.is_empty() => {
                self.folders.extend(event.paths.iter().filter(|path| path.is_dir()).cloned());
                self.paths.extend(event.paths);
            }
            Ok(_) => self.is_all = true,
            Err(RecvTimeoutError::Timeout) => return Ok(false),
            Err(RecvTimeoutError::Disconnected) => {
                return Err(Failure::Usage("nothing tells of changes any more".to_owned()));
            }
        }
        Ok(true)
    }

    /// What has changed; `None` where that may be anything.
    fn take(&mut self) -> Option<BTreeSet<PathBuf>> {
        let paths = std::mem::take(&mut self.paths);
        let is_all = std::mem::take(&mut self.is_all) || paths.contains(self.taxonomy);
        if is_all {
            // The folder itself may be another one, which nobody watches yet; or gone, which looking at it will tell.
            let _ = self.watcher.unwatch(self.taxonomy);
            let _ = self.watcher.watch(self.taxonomy, RecursiveMode::Recursive);
        }
        (!is_all).then_some(paths)
    }
}
