//! The journal of branches about to be written: what may be cleaned up after a crash, and nothing else.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use manifold_domain::object::CommitId;
use manifold_domain::plan::BranchName;
use serde::{Deserialize, Serialize};

use crate::{Error, Result};

/// A folder with one file for each branch that is being written. A file is locked while its writer lives, so that
/// another process never takes a branch in the making for one that a crash left behind.
#[derive(Clone, Debug)]
pub struct Journal {
    folder: PathBuf,
}

/// A branch, and the commit that it is created at, moved to or removed from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) branch: BranchName,
    pub(crate) commit: CommitId,
    /// The repository that the branch is written in, where that is the remote's own folder and not the mirror.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) remote: Option<PathBuf>,
}

/// A branch that is being written. It stays in the journal, for the next start to clean up, unless it is finished.
#[derive(Debug)]
pub(crate) struct Entry {
    path: PathBuf,
    /// Kept for its lock, which the system releases with it.
    _locked: File,
}

impl Journal {
    /// The journal in this folder, which is made where it is missing.
    pub fn open(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder).map_err(Error::io(format!("Creating {}", folder.display())))?;
        Ok(Self {
            folder: folder.to_owned(),
        })
    }

    /// Names a branch, on disk, before anything of it is written.
    pub(crate) fn begin(&self, record: &Record) -> Result<Entry> {
        self.write(record)
            .map_err(Error::io(format!("Writing in {}", self.folder.display())))
    }

    /// Two processes may write one branch at a time, so every entry has a name of its own.
    fn write(&self, record: &Record) -> io::Result<Entry> {
        let mut unfinished = tempfile::Builder::new()
            .suffix(".new")
            .tempfile_in(&self.folder)?;
        unfinished.as_file().lock()?;
        unfinished.write_all(&serde_json::to_vec(record)?)?;
        unfinished.as_file().sync_all()?;
        let path = unfinished.path().with_extension("json");
        let locked = unfinished.persist_noclobber(&path)?;
        flush_folder(&self.folder)?;
        Ok(Entry {
            path,
            _locked: locked,
        })
    }

    /// The branches that a crash may have left half written: those named here whose writers are gone.
    pub(crate) fn abandoned(&self) -> Result<Vec<(Record, Entry)>> {
        let failed = || format!("Reading {}", self.folder.display());
        let mut abandoned = Vec::new();
        for file in fs::read_dir(&self.folder).map_err(Error::io(failed()))? {
            let path = file.map_err(Error::io(failed()))?.path();
            if path.extension().is_some_and(|extension| extension == "json")
                && let Some((record, locked)) = read(&path)?
            {
                abandoned.push((
                    record,
                    Entry {
                        path,
                        _locked: locked,
                    },
                ));
            }
        }
        Ok(abandoned)
    }
}

impl Entry {
    /// The branch is whole, or gone: there is nothing to clean up.
    pub(crate) fn finish(self) -> Result<()> {
        fs::remove_file(&self.path).map_err(Error::io(format!("Removing {}", self.path.display())))
    }
}

/// What a file says, and the file, locked; nothing where its writer is at work or has just finished.
fn read(path: &Path) -> Result<Option<(Record, File)>> {
    let failed = || format!("Reading {}", path.display());
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::io(failed())(error)),
    };
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(None),
        Err(TryLockError::Error(error)) => return Err(Error::io(failed())(error)),
    }
    let mut text = String::new();
    file.read_to_string(&mut text).map_err(Error::io(failed()))?;
    let record = serde_json::from_str(&text).map_err(|error| Error::io(failed())(io::Error::from(error)))?;
    Ok(Some((record, file)))
}

/// A new name in a folder is on disk only when the folder is.
#[cfg(unix)]
pub(crate) fn flush_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
pub(crate) fn flush_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
