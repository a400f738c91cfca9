//! Merging a branch on a remote that has no web page to do it on: the one case in which Manifold moves a default
//! branch. Shown first, never forced.

use git2::{Delta, Index, Oid};
use manifold_domain::layout::TreePath;
use manifold_domain::object::{CommitId, Timestamp};
use manifold_domain::plan::BranchName;

use crate::history;
use crate::ids::{ToDomain, ToGit};
use crate::journal::Journal;
use crate::operation::Watch;
use crate::publish::signature;
use crate::repository::{Identity, Mirror};
use crate::transport::{self, Credentials, Update};
use crate::{Error, Result};

/// What a merge would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergePreview {
    /// The branch.
    pub branch: BranchName,
    /// The default branch, which it would be merged into.
    pub into: BranchName,
    /// Where the branch is.
    pub source: CommitId,
    /// Where the default branch is.
    pub target: CommitId,
    /// The merge commit's message.
    pub message: String,
    /// The files of the default branch that would change, by path.
    pub changes: Vec<MergedFile>,
}

/// A file that a merge changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedFile {
    /// Where it is.
    pub path: TreePath,
    /// What happens to it.
    pub change: MergedChange,
}

/// What a merge does to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergedChange {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It holds something else.
    Changed,
}

/// What merging a pushed branch into the default branch would change, as both were last fetched.
pub fn merge_preview(
    mirror: &Mirror,
    branch: &BranchName,
    default_branch: &BranchName,
) -> Result<MergePreview> {
    refuse_working_folder(mirror)?;
    let (source, target) = (mirror.tip(branch)?, mirror.tip(default_branch)?);
    let tree = merged_tree(mirror, source, target)?;
    let git = mirror.git();
    let before = git.find_commit(target.to_git()?)?.tree()?;
    let diff = git.diff_tree_to_tree(Some(&before), Some(&git.find_tree(tree)?), None)?;
    let changes = diff.deltas().filter_map(|delta| {
        let change = match delta.status() {
            Delta::Added => MergedChange::Added,
            Delta::Deleted => MergedChange::Removed,
            _ => MergedChange::Changed,
        };
        let path = delta
            .new_file()
            .path_bytes()
            .or_else(|| delta.old_file().path_bytes())?;
        Some(MergedFile {
            path: TreePath::from_bytes(path),
            change,
        })
    });
    let merged = git.find_commit(source.to_git()?)?;
    Ok(MergePreview {
        message: format!(
            "Merge branch '{branch}'\n\n{}",
            merged.summary()?.unwrap_or_default()
        ),
        branch: branch.clone(),
        into: default_branch.clone(),
        source,
        target,
        changes: changes.collect(),
    })
}

/// Merges as previewed: one commit with two parents, pushed to the default branch if both branches are still where the
/// preview saw them. Answers the merge. [`Error::PushUnanswered`] is the one failure after which the remote may have it.
pub fn merge(
    mirror: &Mirror,
    journal: &Journal,
    preview: &MergePreview,
    identity: &Identity,
    time: Timestamp,
    credentials: &dyn Credentials,
    watch: &dyn Watch,
) -> Result<CommitId> {
    refuse_working_folder(mirror)?;
    for (branch, seen) in [(&preview.branch, preview.source), (&preview.into, preview.target)] {
        if mirror.tip(branch)? != seen {
            return Err(Error::BranchMoved {
                branch: branch.clone(),
            });
        }
    }
    let commit = write_merge(mirror, preview, identity, time)?;
    let update = Update {
        branch: &preview.into,
        commit,
        expected: Some(preview.target.to_git()?),
    };
    transport::push(mirror, journal, &update, credentials, watch)?;
    mirror
        .mark_pushed(&preview.into, commit)
        .map_err(|error| update.unanswered(error))?;
    Ok(CommitId(commit.to_domain()))
}

fn write_merge(mirror: &Mirror, preview: &MergePreview, identity: &Identity, time: Timestamp) -> Result<Oid> {
    let git = mirror.git();
    let tree = git.find_tree(merged_tree(mirror, preview.source, preview.target)?)?;
    let source = git.find_commit(preview.source.to_git()?)?;
    let target = git.find_commit(preview.target.to_git()?)?;
    let signature = signature(identity, time)?;
    Ok(git.commit(
        None,
        &signature,
        &signature,
        &preview.message,
        &tree,
        &[&target, &source],
    )?)
}

fn merged_tree(mirror: &Mirror, source: CommitId, target: CommitId) -> Result<Oid> {
    let git = mirror.git();
    match history::fork(git, target, source)? {
        Some(base) if base == source => {
            return Err(Error::MergeRefused {
                reason: "The branch is merged already.",
            });
        }
        Some(_) => {}
        None => {
            return Err(Error::MergeRefused {
                reason: "The branch and the default branch have no commit in common.",
            });
        }
    }
    let (source, target) = (
        git.find_commit(source.to_git()?)?,
        git.find_commit(target.to_git()?)?,
    );
    let mut index = git.merge_commits(&target, &source, None)?;
    if index.has_conflicts() {
        return Err(Error::MergeConflict {
            paths: conflicts(&index)?,
        });
    }
    Ok(index.write_tree_to(git)?)
}

fn conflicts(index: &Index) -> Result<Vec<TreePath>> {
    let mut paths = Vec::new();
    for conflict in index.conflicts()? {
        let conflict = conflict?;
        let side = conflict.our.or(conflict.their).or(conflict.ancestor);
        paths.extend(side.map(|side| TreePath::from_bytes(side.path)));
    }
    paths.sort();
    paths.dedup();
    Ok(paths)
}

/// The branch that is checked out in a working folder is its owner's to merge.
fn refuse_working_folder(mirror: &Mirror) -> Result<()> {
    let Some(path) = mirror.address().folder() else {
        return Ok(());
    };
    if crate::repository::is_bare(path)? {
        return Ok(());
    }
    Err(Error::MergeRefused {
        reason: "The remote is a folder that somebody works in, so its branches are theirs to merge.",
    })
}
