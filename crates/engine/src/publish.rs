//! Carrying out a plan: objects, commits, and the branch last; then the push.

mod new_objects;
mod pack;
mod recovery;
mod tree;

use git2::{ErrorCode, Oid, Repository, Time};
use manifold_domain::object::{CommitId, Timestamp};
use manifold_domain::plan::{BranchName, EditContent, Plan, PlannedCommit, TreeEdit};

use crate::ids::{ToDomain, ToGit};
use crate::journal::{Journal, Record};
use crate::operation::{Phase, Watch};
use crate::repository::{Identity, Mirror, REMOTE_BRANCHES};
use crate::transport::{self, Credentials, Update};
use crate::{Error, Result, artifact};

pub use recovery::recover;

use new_objects::NewObjects;

/// A branch that was created in the mirror and is not yet on the remote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreatedBranch {
    /// The branch.
    pub branch: BranchName,
    /// Its newest commit.
    pub tip: CommitId,
}

/// Creates a plan's branch in the mirror, to the letter, flushed to disk. Author and committer are `identity` at `time`,
/// in UTC. Progress counts artifacts; between two of them it can be cancelled.
///
/// The branch is created last, when its objects are on disk: whatever fails or is cancelled before that leaves the
/// repository as it was.
pub fn create_branch(
    mirror: &Mirror,
    journal: &Journal,
    plan: &Plan,
    identity: &Identity,
    time: Timestamp,
    watch: &dyn Watch,
) -> Result<CreatedBranch> {
    let git = mirror.git();
    let tip = write_commits(git, plan, identity, time, watch)?;
    let entry = journal.begin(&in_mirror(&plan.branch, tip))?;
    let created = git.reference(&reference(&plan.branch), tip.to_git()?, false, "created");
    // Created or not, the branch is now as it should be; only a crash leaves the entry.
    entry.finish()?;
    match created {
        Ok(_) => Ok(CreatedBranch {
            branch: plan.branch.clone(),
            tip,
        }),
        Err(error) if error.code() == ErrorCode::Exists => Err(Error::BranchTaken {
            branch: plan.branch.clone(),
        }),
        Err(error) => Err(error.into()),
    }
}

/// Pushes a plan's commits as a new branch that was never one of ours, and answers the last of them. What fails leaves objects
/// in the mirror at most, which nothing names: there is nothing to try again or to discard, and so nothing to flush for it.
/// [`Error::PushUnanswered`] is the one failure after which the remote may have the branch.
pub fn push_at_once(
    mirror: &Mirror,
    journal: &Journal,
    plan: &Plan,
    identity: &Identity,
    time: Timestamp,
    credentials: &dyn Credentials,
    watch: &dyn Watch,
) -> Result<CommitId> {
    let tip = write_commits(mirror.git(), plan, identity, time, watch)?;
    push_commit(mirror, journal, &plan.branch, tip, credentials, watch)?;
    Ok(tip)
}

/// Whether the remote has a commit that was pushed as a new branch and not answered: as last fetched, on that branch or
/// merged into the default one.
pub fn has_arrived(
    mirror: &Mirror,
    branch: &BranchName,
    commit: CommitId,
    default_branch: &BranchName,
) -> Result<bool> {
    for branch in [branch, default_branch] {
        let tip = match mirror.tip(branch) {
            Err(Error::BranchMissing { .. }) => continue,
            tip => tip?,
        };
        if tip == commit
            || mirror
                .git()
                .graph_descendant_of(tip.to_git()?, commit.to_git()?)?
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Writes the commits of a plan whose branch's name is free, flushed to disk, and answers the last of them.
fn write_commits(
    git: &Repository,
    plan: &Plan,
    identity: &Identity,
    time: Timestamp,
    watch: &dyn Watch,
) -> Result<CommitId> {
    refuse_taken(git, &plan.branch)?;
    let signature = signature(identity, time)?;
    let mut tip = plan.base.to_git()?;
    let mut progress = Progress::new(plan, watch);
    let mut objects = NewObjects::begin(git)?;
    for commit in &plan.commits {
        tip = add_commit(&mut objects, tip, commit, &signature, time, &mut progress)?;
    }
    progress.go_on()?;
    objects.finish()?;
    Ok(CommitId(tip.to_domain()))
}

/// Pushes a branch of ours. Afterwards it is the remote's and no longer ours; if the push fails it stays ours, for
/// another try or [`discard`]. [`Error::PushUnanswered`] is the one failure after which the remote may have it.
pub fn push(
    mirror: &Mirror,
    journal: &Journal,
    branch: &BranchName,
    credentials: &dyn Credentials,
    watch: &dyn Watch,
) -> Result<()> {
    let tip = mirror.local_tip(branch)?;
    push_commit(mirror, journal, branch, tip, credentials, watch)
}

/// Pushes a commit as a new branch, which is the remote's afterwards.
fn push_commit(
    mirror: &Mirror,
    journal: &Journal,
    branch: &BranchName,
    commit: CommitId,
    credentials: &dyn Credentials,
    watch: &dyn Watch,
) -> Result<()> {
    let commit = commit.to_git()?;
    let update = Update {
        branch,
        commit,
        expected: None,
    };
    transport::push(mirror, journal, &update, credentials, watch)?;
    mirror
        .mark_pushed(branch, commit)
        .map_err(|error| update.unanswered(error))
}

/// Removes a branch of ours that was not pushed. Nothing on the remote changes.
pub fn discard(mirror: &Mirror, journal: &Journal, branch: &BranchName) -> Result<()> {
    let entry = journal.begin(&in_mirror(branch, mirror.local_tip(branch)?))?;
    let removed = mirror.remove_local(branch);
    entry.finish()?;
    removed
}

fn in_mirror(branch: &BranchName, commit: CommitId) -> Record {
    Record {
        branch: branch.clone(),
        commit,
        remote: None,
    }
}

fn reference(branch: &BranchName) -> String {
    format!("refs/heads/{branch}")
}

/// Git keeps no branch `a/b` beside a branch `a`, so both are in each other's way.
fn refuse_taken(git: &Repository, branch: &BranchName) -> Result<()> {
    let name = branch.as_str();
    let outer = name.match_indices('/').map(|(end, _)| &name[..end]);
    let names: Vec<&str> = outer.chain([name]).collect();
    for root in ["refs/heads/", REMOTE_BRANCHES] {
        let is_there = |name: &&str| git.refname_to_id(&format!("{root}{name}")).is_ok();
        let mut inner = git.references_glob(&format!("{root}{name}/*"))?;
        if names.iter().any(is_there) || inner.next().is_some() {
            return Err(Error::BranchTaken {
                branch: branch.clone(),
            });
        }
    }
    Ok(())
}

pub(crate) fn signature(identity: &Identity, time: Timestamp) -> Result<git2::Signature<'static>> {
    Ok(git2::Signature::new(
        &identity.name,
        &identity.email,
        &Time::new(time.0, 0),
    )?)
}

fn add_commit(
    objects: &mut NewObjects,
    parent: Oid,
    planned: &PlannedCommit,
    signature: &git2::Signature<'_>,
    time: Timestamp,
    progress: &mut Progress<'_>,
) -> Result<Oid> {
    let mut changes = Vec::with_capacity(planned.edits.len());
    for edit in &planned.edits {
        progress.go_on()?;
        changes.push((&edit.path, change(objects, edit, time)?));
        if matches!(edit.content, EditContent::Artifact { .. }) {
            progress.artifact_packed();
        }
    }
    let before = objects.git().find_commit(parent)?.tree()?;
    let tree = tree::edited(objects, &before, &changes)?;
    objects.add_commit(signature, &planned.message(), tree, parent)
}

/// What an edit does at its path; the blob that it puts there, if it does, is added.
fn change(objects: &mut NewObjects, edit: &TreeEdit, time: Timestamp) -> Result<tree::Change> {
    Ok(match &edit.content {
        EditContent::File(bytes) => tree::Change::Put(objects.add_blob(bytes)?),
        EditContent::Artifact {
            folder: _,
            tree,
            metadata,
        } => {
            let artifact = artifact::pack(objects.git(), *tree, metadata, time)?;
            tree::Change::Add(objects.add_blob(&artifact)?)
        }
        EditContent::Nothing => tree::Change::Remove,
    })
}

/// How many artifacts are packed, and whether to go on.
struct Progress<'a> {
    watch: &'a dyn Watch,
    packed: u64,
    total: u64,
}

impl<'a> Progress<'a> {
    fn new(plan: &Plan, watch: &'a dyn Watch) -> Self {
        let edits = plan.commits.iter().flat_map(|commit| &commit.edits);
        let artifacts = edits.filter(|edit| matches!(edit.content, EditContent::Artifact { .. }));
        Self {
            watch,
            packed: 0,
            total: artifacts.count() as u64,
        }
    }

    fn artifact_packed(&mut self) {
        self.packed += 1;
        self.watch.progress(Phase::Packing, self.packed, self.total);
    }

    fn go_on(&self) -> Result<()> {
        if self.watch.is_cancelled() {
            return Err(Error::Cancelled);
        }
        Ok(())
    }
}
