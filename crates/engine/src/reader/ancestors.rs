//! Which commits the default branch has, and where other branches left it.

use std::collections::{BTreeSet, HashSet};

use git2::{Oid, Repository};
use manifold_domain::object::CommitId;

use crate::ids::{ToDomain, ToGit};
use crate::operation::Watch;
use crate::{Error, Result, objects};

/// The default branch's tip and all commits behind it.
///
/// No time is looked at: clocks of people's computers disagree.
#[derive(Default)]
pub(super) struct Ancestors {
    tip: Option<Oid>,
    all: HashSet<Oid>,
}

impl Ancestors {
    /// Follows the default branch to `tip`. Where it moved forward, only the commits that are new are read.
    /// Answers whether it moved at all.
    pub(super) fn follow(
        &mut self,
        repository: &Repository,
        tip: CommitId,
        watch: &dyn Watch,
    ) -> Result<bool> {
        let tip = tip.to_git()?;
        if self.tip == Some(tip) {
            return Ok(false);
        }
        let before = self.tip.take();
        let new = walk(repository, tip, watch, |id| {
            before.is_some() && self.all.contains(&id)
        })?;
        match before {
            Some(before) if new.edge.contains(&before) => self.all.extend(new.inside),
            // Rewritten, or moved backwards.
            Some(_) => self.all = walk(repository, tip, watch, |_| false)?.inside,
            None => self.all = new.inside,
        }
        self.tip = Some(tip);
        Ok(true)
    }

    /// Whether the default branch has this commit.
    pub(super) fn contains(&self, commit: CommitId) -> Result<bool> {
        Ok(self.all.contains(&commit.to_git()?))
    }

    /// The newest commits that a branch has in common with the default branch: none where their histories have nothing
    /// in common, several where each was merged into the other.
    pub(super) fn merge_bases(
        &self,
        repository: &Repository,
        tip: CommitId,
        watch: &dyn Watch,
    ) -> Result<Vec<CommitId>> {
        let tip = tip.to_git()?;
        // Whatever both have lies at or behind the edge. So one commit alone is the newest, and only several have to
        // be compared.
        let edge = walk(repository, tip, watch, |id| self.all.contains(&id))?.edge;
        let bases = match self.tip {
            Some(main) if edge.len() > 1 => repository.merge_bases(main, tip)?.to_vec(),
            _ => edge.into_iter().collect(),
        };
        Ok(bases.iter().map(|id| CommitId(id.to_domain())).collect())
    }
}

/// What a walk found.
struct Walked {
    /// The commits that were not known.
    inside: HashSet<Oid>,
    /// The known commits that they came from.
    edge: BTreeSet<Oid>,
}

/// Walks back from a commit to those that are known.
fn walk(
    repository: &Repository,
    from: Oid,
    watch: &dyn Watch,
    is_known: impl Fn(Oid) -> bool,
) -> Result<Walked> {
    let mut walked = Walked {
        inside: HashSet::new(),
        edge: BTreeSet::new(),
    };
    let mut waiting = vec![from];
    while let Some(id) = waiting.pop() {
        if is_known(id) {
            walked.edge.insert(id);
        } else if walked.inside.insert(id) {
            if watch.is_cancelled() {
                return Err(Error::Cancelled);
            }
            waiting.extend(objects::commit(repository, CommitId(id.to_domain()))?.parent_ids());
        }
    }
    Ok(walked)
}
