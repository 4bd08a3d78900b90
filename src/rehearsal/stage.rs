//! Where a rehearsal takes place: one folder, one rehearsal at a time, and how far it is.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result, bail};

/// What a rehearsal is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Copying,
    Codes,
    Voting,
    Excluding,
    Sealing,
    Checking,
}

impl Step {
    pub fn name(self) -> &'static str {
        match self {
            Self::Copying => "copying",
            Self::Codes => "codes",
            Self::Voting => "voting",
            Self::Excluding => "excluding",
            Self::Sealing => "sealing",
            Self::Checking => "checking",
        }
    }
}

/// Hears of a step, and how much of it is done.
type Listener = Box<dyn Fn(Step, usize, usize) + Send + Sync>;

/// How far a rehearsal is, for whoever looks.
#[derive(Default)]
pub struct Progress {
    now: Mutex<Option<(Step, usize, usize)>>,
    tell: Option<Listener>,
}

impl Progress {
    /// Tells of every step as it comes.
    pub fn telling(tell: impl Fn(Step, usize, usize) + Send + Sync + 'static) -> Self {
        Self { now: Mutex::default(), tell: Some(Box::new(tell)) }
    }

    /// The step, and how much of it is done.
    pub fn now(&self) -> Option<(Step, usize, usize)> {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn at(&self, step: Step, done: usize, of: usize) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = Some((step, done, of));
        if let Some(tell) = &self.tell {
            tell(step, done, of);
        }
    }
}

/// The rehearsal that city hall has begun on this node, and how the last one failed, if it did.
#[derive(Default)]
pub struct Stages(Mutex<Option<Running>>);

/// A rehearsal of an edition.
#[derive(Clone)]
pub struct Running {
    pub edition: i64,
    pub progress: Arc<Progress>,
    /// Why it ended without a report, if it did: for whoever looks after the site, in English.
    pub failure: Option<String>,
}

impl Stages {
    /// The latest rehearsal: one that runs, or one that failed.
    pub fn latest(&self) -> Option<Running> {
        self.lock().clone()
    }

    /// Begins one; none when one runs.
    pub(super) fn begin(&self, edition: i64) -> Option<Arc<Progress>> {
        let mut running = self.lock();
        if running.as_ref().is_some_and(|running| running.failure.is_none()) {
            return None;
        }
        let progress = Arc::new(Progress::default());
        *running = Some(Running { edition, progress: progress.clone(), failure: None });
        Some(progress)
    }

    pub(super) fn end(&self, failure: Option<String>) {
        let mut latest = self.lock();
        match (latest.as_mut(), failure) {
            (Some(running), Some(failure)) => running.failure = Some(failure),
            _ => *latest = None,
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Running>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

const FOLDER: &str = "rehearsal";
const LOCK: &str = "rehearsal.lock";

/// The folder of a rehearsal. It goes with this value.
pub(super) struct Stage {
    folder: PathBuf,
    /// Held by the system for as long as the program lives, and no longer.
    _lock: File,
}

impl Stage {
    /// Takes the folder, empty; what a rehearsal left that was killed goes first.
    ///
    /// # Errors
    /// Another rehearsal has it, or the data directory cannot be written.
    pub fn take(data_dir: &Path) -> Result<Self> {
        let lock = File::create(data_dir.join(LOCK)).context("cannot write the data directory")?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => bail!("another rehearsal is running"),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        let folder = data_dir.join(FOLDER);
        remove(&folder)?;
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(Self { folder, _lock: lock })
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if let Err(error) = remove(&self.folder) {
            tracing::warn!(%error, "the folder of a rehearsal is left for the next start");
        }
    }
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", folder.display()))
        }
        _ => Ok(()),
    }
}

/// Removes what a rehearsal left in the data directory that was killed. One that runs is left alone.
///
/// # Errors
/// The folder is there and cannot be removed.
pub fn clear(data_dir: &Path) -> Result<()> {
    if data_dir.join(FOLDER).exists()
        && let Ok(stage) = Stage::take(data_dir)
    {
        drop(stage);
    }
    Ok(())
}
