//! Who changed what, and when, read from commits.
//!
//! What a manifest says is followed along the default branch's first parents, where a merged pull request is one
//! change. The author is looked for behind the merge: the person who wrote the change, not the one who merged it.
//! What touched a folder is what `git log <from>..<to> -- <folder>` lists.

mod authors;
mod change;
mod entries;
mod folders;
mod graph;
mod line;
mod manifests;
mod path_ids;
mod range;
mod since;
mod title;
mod unreleased;

use std::sync::{Mutex, MutexGuard, PoisonError};

pub use change::{Cursor, EntryBefore, Landed, ManifestChange, Page, Step};
pub use since::{ChangesSince, Commit, changes_since, commit};

pub(crate) use authors::authors_of_files;
pub(crate) use since::existing;

use git2::{ErrorCode, Repository};
use manifold_domain::object::CommitId;

use crate::ids::{ToDomain, ToGit};
use crate::operation::Watch;
use crate::{Error, Result};

/// How many commits one walk reads before it answers that history does not tell.
const LONGEST_WALK: usize = 50_000;

/// The past of one repository, from Git objects alone.
///
/// It remembers what it read, within bounds: commits and objects never change, so nothing remembered grows old.
#[derive(Default)]
pub struct History {
    manifests: Mutex<line::Memory>,
    folders: Mutex<unreleased::Memory>,
    at_sources: Mutex<unreleased::AtSources>,
}

impl History {
    /// A history of which nothing is known yet.
    pub fn new() -> Self {
        Self::default()
    }
}

/// The newest commit that two branches have in common; nothing where their histories are unrelated.
pub fn fork(repository: &Repository, one: CommitId, other: CommitId) -> Result<Option<CommitId>> {
    match repository.merge_base(one.to_git()?, other.to_git()?) {
        Ok(id) => Ok(Some(CommitId(id.to_domain()))),
        Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Asked at every commit of a walk.
fn go_on(watch: &dyn Watch) -> Result<()> {
    if watch.is_cancelled() {
        return Err(Error::Cancelled);
    }
    Ok(())
}

/// What the mutex guards. A thread that panicked left only memory behind that is still true.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
