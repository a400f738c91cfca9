//! Cleaning up after a process that was killed while it wrote a branch.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use manifold_domain::plan::BranchName;

use crate::journal::{Journal, Record};
use crate::repository::Mirror;
use crate::{Error, Result};

/// A lock that stays empty for so long is nobody's: who takes one writes into it at once.
const EMPTY_FOR: Duration = Duration::from_millis(200);

/// Removes what a crash left of the branches that the journal names, and answers their names: the lock of the branch,
/// in the mirror or in the remote's folder, and in the mirror also the branch itself where it is at the commit that
/// the journal names. To be called at the start, before anything is published.
///
/// Where a remote's folder cannot be reached, its branch stays in the journal for the next start.
pub fn recover(mirror: &Mirror, journal: &Journal) -> Result<Vec<BranchName>> {
    let mut recovered = Vec::new();
    for (record, entry) in journal.abandoned()? {
        let is_cleared = match &record.remote {
            None => clear_mirror(mirror, &record).map(|()| true)?,
            Some(folder) => clear_remote_lock(folder, &record).is_ok(),
        };
        if is_cleared {
            entry.finish()?;
            recovered.push(record.branch);
        }
    }
    Ok(recovered)
}

/// The mirror is ours alone, and so is every lock in it.
fn clear_mirror(mirror: &Mirror, record: &Record) -> Result<()> {
    let lock = lock_of(mirror.git().path(), &record.branch);
    remove(&lock).map_err(Error::io(format!("Removing {}", lock.display())))?;
    match mirror.local_tip(&record.branch) {
        Ok(tip) if tip == record.commit => mirror.remove_local(&record.branch),
        Ok(_) | Err(Error::BranchMissing { .. }) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Others write in the remote's folder too. A lock holds the commit that its branch is about to move to, so ours
/// holds the one that the journal names, or nothing, where the process was killed before it wrote.
fn clear_remote_lock(folder: &Path, record: &Record) -> io::Result<()> {
    let lock = lock_of(folder, &record.branch);
    let is_ours = match read(&lock)?.as_deref() {
        None => false,
        Some([]) => {
            thread::sleep(EMPTY_FOR);
            read(&lock)?.is_some_and(|content| content.is_empty())
        }
        Some(content) => content.trim_ascii_end() == record.commit.to_string().as_bytes(),
    };
    if is_ours { remove(&lock) } else { Ok(()) }
}

fn lock_of(repository: &Path, branch: &BranchName) -> PathBuf {
    repository.join(format!("refs/heads/{branch}.lock"))
}

/// What a file holds; nothing where it is not there.
fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(content) => Ok(Some(content)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
