//! Who changed what, and when, read from commits.
//!
//! What a manifest says is followed along the default branch's first parents, where a merged pull request is one
//! change. The author is looked for behind the merge: the person who wrote the change, not the one who merged it.

mod landed;
mod path_ids;
mod since;

pub use landed::{Landed, entry_since, manifest_last_change};
pub use since::{ChangesSince, Commit, changes_since, commit};

pub(crate) use landed::authors_of_files;

use git2::{ErrorCode, Repository};
use manifold_domain::object::CommitId;

use crate::ids::{ToDomain, ToGit};
use crate::operation::Watch;
use crate::{Error, Result};

/// How many commits one walk reads before it answers that history does not tell.
const LONGEST_WALK: usize = 50_000;

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
