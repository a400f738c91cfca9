//! To the remote and back: fetch and push, with progress, cancel, and each credential tried once.
//!
//! Networks go through libgit2. A folder is read directly. A bare one without hooks is written to directly too, and any other
//! through the system's `git`, since libgit2 runs no hooks.

mod callbacks;
mod copying;
mod credentials;
mod failure;
mod folder;
mod host_key;
mod key_file;
mod network;
mod pull_requests;
mod server_text;
mod system_git;

use std::collections::BTreeMap;

use git2::Oid;
use manifold_domain::object::CommitId;
use manifold_domain::plan::BranchName;

use crate::Result;
use crate::ids::ToDomain;
use crate::journal::Journal;
use crate::operation::Watch;
use crate::repository::{Mirror, open_remote_folder};

pub use credentials::{AcceptedHostKeys, Credentials, NoCredentials, UserPassword};
pub use server_text::visible;

/// One branch to push, and what the remote must say of it for the push to happen. Never forced.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Update<'a> {
    /// The branch on the remote.
    pub branch: &'a BranchName,
    /// The new commit, which the mirror has.
    pub commit: Oid,
    /// Where the branch has to be on the remote; nowhere for a new branch.
    pub expected: Option<Oid>,
}

impl Update<'_> {
    /// The full name of the branch on the remote.
    pub(crate) fn target(&self) -> String {
        format!("refs/heads/{}", self.branch)
    }

    /// Whether the remote is where the update starts from, or (after a push whose answer was lost) already has it.
    pub(crate) fn meets(&self, found: Option<Oid>) -> Meeting {
        if found == Some(self.commit) {
            Meeting::AlreadyThere
        } else if found == self.expected {
            Meeting::Ready
        } else {
            Meeting::Different
        }
    }

    /// The failure of an update that the remote was asked for, and whose answer did not arrive.
    pub(crate) fn unanswered(&self, because: crate::Error) -> crate::Error {
        crate::Error::PushUnanswered {
            branch: self.branch.clone(),
            commit: CommitId(self.commit.to_domain()),
            because: Box::new(because),
        }
    }

    /// The failure of an update that met another branch than expected.
    pub(crate) fn differs(&self) -> crate::Error {
        let branch = self.branch.clone();
        match self.expected {
            None => crate::Error::BranchTaken { branch },
            Some(_) => crate::Error::BranchMoved { branch },
        }
    }
}

/// What an update finds on the remote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meeting {
    /// What it expects.
    Ready,
    /// Itself.
    AlreadyThere,
    /// Something else.
    Different,
}

/// What a remote says of itself when it is fetched from.
pub(crate) struct Fetched {
    /// The name of its default branch, where it has one.
    pub default_branch: Option<String>,
    /// Which commit each of its pull requests is at, by number. The commits need not be in the mirror.
    pub pull_requests: BTreeMap<u32, Oid>,
}

/// Fetches every branch into `refs/remotes/origin/*`.
pub(crate) fn fetch(mirror: &Mirror, credentials: &dyn Credentials, watch: &dyn Watch) -> Result<Fetched> {
    let Some(path) = mirror.address().folder() else {
        return network::fetch(mirror, credentials, watch);
    };
    folder::fetch(mirror, &open_remote_folder(path)?, watch)
}

/// Pushes one branch, atomically: it was what `update` expects and now is what it says, or nothing happened.
///
/// The journal names the branch while it is written in a remote's folder: a crash leaves its lock there.
pub(crate) fn push(
    mirror: &Mirror,
    journal: &Journal,
    update: &Update<'_>,
    credentials: &dyn Credentials,
    watch: &dyn Watch,
) -> Result<()> {
    let Some(path) = mirror.address().folder() else {
        return network::push(mirror, update, credentials, watch);
    };
    let remote = open_remote_folder(path)?;
    let pushed = if remote.is_bare() && !folder::has_hooks(&remote)? {
        folder::push(mirror, journal, update, &remote, watch)
    } else {
        system_git::push(mirror, update, &remote, watch)
    };
    match pushed {
        // An earlier push arrived and only its answer was lost, or this one was cancelled while a later hook ran.
        Err(_) if folder::tip(&remote, update)? == Some(update.commit) => Ok(()),
        pushed => pushed,
    }
}
