//! Versions and names that other branches of the remote have taken.

use std::collections::btree_map::Entry;

use git2::Repository;
use manifold_domain::object::CommitId;
use manifold_domain::plan::{BranchName, Elsewhere, Holder};
use manifold_domain::snapshot::Snapshot;

use super::differences::{Differences, Folders};
use super::{Reader, held};
use crate::{Error, Result, history};

impl Reader {
    /// What other branches have that the default branch, read into `snapshot`, has not: versions and names of
    /// manifests, each with the first of `branches` that has it; and the names of `branches`. Reads only `dist/` and `manifests/`.
    pub fn elsewhere(
        &self,
        repository: &Repository,
        branches: &[(BranchName, CommitId)],
        snapshot: &Snapshot,
    ) -> Result<Elsewhere> {
        let mut differences = held(&self.elsewhere);
        let found = at_branches(repository, &mut differences, branches, snapshot)?;
        differences.forget_unused();
        Ok(found)
    }
}

fn at_branches(
    repository: &Repository,
    differences: &mut Differences,
    branches: &[(BranchName, CommitId)],
    snapshot: &Snapshot,
) -> Result<Elsewhere> {
    let main = differences.folders(repository, snapshot.commit)?;
    let mut elsewhere = Elsewhere {
        branches: branches.iter().map(|(branch, _)| branch.clone()).collect(),
        ..Elsewhere::default()
    };
    for (branch, tip) in branches {
        let added = add_branch(
            repository,
            differences,
            (branch, *tip),
            (main, snapshot),
            &mut elsewhere,
        );
        match added {
            // Nobody can merge it, so it takes nothing. What waits tells that it is damaged.
            Err(Error::ObjectDamaged { .. }) => {}
            added => added?,
        }
    }
    Ok(elsewhere)
}

/// Adds what one branch has that the default branch has not.
fn add_branch(
    repository: &Repository,
    differences: &mut Differences,
    (branch, tip): (&BranchName, CommitId),
    (main, snapshot): (Folders, &Snapshot),
    elsewhere: &mut Elsewhere,
) -> Result<()> {
    let holder = || holder(repository, branch, tip);
    let folders = differences.folders(repository, tip)?;
    if folders.dist != main.dist {
        let added = differences.added(repository, [main.dist, folders.dist])?;
        for (element, version) in added.iter() {
            if snapshot.artifact(element, version).is_none()
                && let Entry::Vacant(free) = elsewhere.versions.entry((element.clone(), version.clone()))
            {
                free.insert(holder()?);
            }
        }
    }
    if folders.manifests != main.manifests {
        for manifest in differences
            .manifests(repository, [main.manifests, folders.manifests])?
            .iter()
        {
            if manifest.blobs[1].is_some()
                && snapshot.manifest(&manifest.name).is_none()
                && let Entry::Vacant(free) = elsewhere.manifests.entry(manifest.name.clone())
            {
                free.insert(holder()?);
            }
        }
    }
    Ok(())
}

fn holder(repository: &Repository, branch: &BranchName, tip: CommitId) -> Result<Holder> {
    let commit = history::commit(repository, tip)?;
    Ok(Holder {
        branch: branch.clone(),
        author: commit.author,
        time: commit.time,
    })
}
