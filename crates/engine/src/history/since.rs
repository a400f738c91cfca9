//! Which commits touched a folder between two commits.

use std::collections::{BinaryHeap, HashSet};

use git2::{ErrorCode, Oid, Repository};
use manifold_domain::layout::TreePath;
use manifold_domain::object::{CommitId, Timestamp};

use super::path_ids::PathIds;
use super::{LONGEST_WALK, go_on};
use crate::ids::{ToDomain, ToGit};
use crate::operation::Watch;
use crate::{Result, objects};

/// How many commits are listed; all are counted.
const MOST_LISTED: usize = 100;

/// The commits that touched a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangesSince {
    /// How many there are.
    pub count: usize,
    /// The newest 100 of them, newest first.
    pub newest: Vec<Commit>,
}

/// One commit, for a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its id.
    pub id: CommitId,
    /// When it was committed.
    pub time: Timestamp,
    /// The name of its author.
    pub author: String,
    /// The first line of its message.
    pub subject: String,
}

/// The commits that `to` has and `from` has not and that touched `folder`. Nothing where the repository does not have
/// `from`, as after its history was rewritten, or where more than 50,000 commits lie between.
///
/// The same commits as `git log <from>..<to> -- <folder>`: where a merge took one side's folder as it was, the other
/// side's commits did not come to be and are left out; a merge itself counts only where it differs from all sides.
pub fn changes_since(
    repository: &Repository,
    folder: &TreePath,
    from: CommitId,
    to: CommitId,
    watch: &dyn Watch,
) -> Result<Option<ChangesSince>> {
    let from = match repository.find_commit(from.to_git()?) {
        Ok(commit) => commit.id(),
        Err(error) if error.code() == ErrorCode::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let to = to.to_git()?;
    let Some(between) = between(repository, from, to, watch)? else {
        return Ok(None);
    };

    let mut ids = PathIds::new(repository, folder);
    let mut changes = ChangesSince::default();
    let mut seen = HashSet::new();
    let mut waiting = BinaryHeap::new();
    if between.contains(&to) {
        waiting.push((i64::MAX, to));
    }
    while let Some((_, id)) = waiting.pop() {
        go_on(watch)?;
        let commit = objects::commit(repository, CommitId(id.to_domain()))?;
        let touched = touch(repository, &commit, &mut ids, |parent| {
            parent == from || between.contains(&parent)
        })?;
        if touched.is_shown {
            changes.count += 1;
            if changes.newest.len() < MOST_LISTED {
                changes.newest.push(listed(&commit));
            }
        }
        for (time, parent) in touched.follow {
            if between.contains(&parent) && seen.insert(parent) {
                waiting.push((time, parent));
            }
        }
    }
    Ok(Some(changes))
}

/// The commits that `to` has and `from` has not; nothing where there are more than a walk reads.
fn between(repository: &Repository, from: Oid, to: Oid, watch: &dyn Watch) -> Result<Option<HashSet<Oid>>> {
    let mut walk = repository.revwalk()?;
    walk.push(to)?;
    walk.hide(from)?;
    let mut met = HashSet::new();
    // libgit2 walks the whole range before it answers the first commit; what is hidden ends that.
    let mut is_end = |id| {
        met.insert(id);
        met.len() > LONGEST_WALK || watch.is_cancelled()
    };
    let between = walk
        .with_hide_callback(&mut is_end)?
        .collect::<Result<HashSet<Oid>, _>>()?;
    go_on(watch)?;
    Ok((met.len() <= LONGEST_WALK).then_some(between))
}

/// What one commit did to the folder.
struct Touched {
    is_shown: bool,
    /// The parents whose history made the folder, with their times.
    follow: Vec<(i64, Oid)>,
}

/// Git's history simplification for one commit. A parent outside of the range never hides the others.
fn touch<'r>(
    repository: &'r Repository,
    commit: &git2::Commit<'r>,
    ids: &mut PathIds<'_>,
    is_inside: impl Fn(Oid) -> bool,
) -> Result<Touched> {
    let now = ids.of(commit)?;
    let mut follow = Vec::new();
    let mut differs_inside = false;
    let mut differs_outside = false;
    for parent in objects::parents(repository, commit) {
        let parent = parent?;
        let link = (parent.time().seconds(), parent.id());
        let is_same = ids.of(&parent)? == now;
        if !is_inside(parent.id()) {
            differs_outside |= !is_same;
            continue;
        }
        if is_same {
            return Ok(Touched {
                is_shown: false,
                follow: vec![link],
            });
        }
        differs_inside = true;
        follow.push(link);
    }
    let is_root = commit.parent_count() == 0;
    Ok(Touched {
        is_shown: if is_root {
            now.is_some()
        } else {
            differs_inside || (follow.is_empty() && differs_outside)
        },
        follow,
    })
}

/// One commit, for a list.
pub fn commit(repository: &Repository, id: CommitId) -> Result<Commit> {
    Ok(listed(&objects::commit(repository, id)?))
}

fn listed(commit: &git2::Commit<'_>) -> Commit {
    let subject = commit.message_bytes().split(|byte| *byte == b'\n').next();
    Commit {
        id: CommitId(commit.id().to_domain()),
        time: Timestamp(commit.time().seconds()),
        author: String::from_utf8_lossy(commit.author().name_bytes()).into_owned(),
        subject: String::from_utf8_lossy(subject.unwrap_or_default()).into_owned(),
    }
}
