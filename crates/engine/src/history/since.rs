//! Which commits touched a folder between two commits.

use git2::{ErrorCode, Oid, Repository};
use manifold_domain::layout::TreePath;
use manifold_domain::object::{CommitId, Timestamp};

use super::graph::{self, Graph};
use super::range::{self, Marks};
use crate::ids::ToGit;
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
    let Some(from) = existing(repository, from)? else {
        return Ok(None);
    };
    let mut memory = graph::Memory::default();
    memory.look_at([folder]);
    let mut graph = Graph::new(repository, &mut memory);
    let (from, to) = (graph.number(from), graph.number(to.to_git()?));
    // The only folder has the first number.
    let commits = range::walk(&mut graph, &mut Marks::default(), 0, from, to, watch)?.commits;
    Ok(Some(ChangesSince {
        count: commits.len(),
        newest: commits
            .into_iter()
            .take(MOST_LISTED)
            .map(|number| commit(repository, graph.id(number)))
            .collect::<Result<_>>()?,
    }))
}

/// The commit of this id, where the repository has it.
pub(crate) fn existing(repository: &Repository, id: CommitId) -> Result<Option<Oid>> {
    match repository.find_commit(id.to_git()?) {
        Ok(commit) => Ok(Some(commit.id())),
        Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// One commit, for a list.
pub fn commit(repository: &Repository, id: CommitId) -> Result<Commit> {
    let commit = objects::commit(repository, id)?;
    let subject = commit.message_bytes().split(|byte| *byte == b'\n').next();
    Ok(Commit {
        id,
        time: Timestamp(commit.time().seconds()),
        author: String::from_utf8_lossy(commit.author().name_bytes()).into_owned(),
        subject: String::from_utf8_lossy(subject.unwrap_or_default()).into_owned(),
    })
}
