//! Branches of this machine that the remote does not have: their push failed, or is under way.

use std::sync::Arc;

use manifold_domain::object::CommitId;
use manifold_domain::plan::{self, BranchName, ManifestChange};
use manifold_engine::history;
use serde::{Deserialize, Serialize};

use crate::change::effects::Effects;
use crate::open::OpenRepository;
use crate::wire::error::Failure;
use crate::wire::releases::KeptBranch;

/// What to say of a branch, and what to take out of the draft, once its push has worked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Kept {
    pub(crate) branch: BranchName,
    pub(crate) title: String,
    pub(crate) pull_request_url: Option<String>,
    /// What it does to the manifests.
    #[serde(default)]
    pub(crate) effects: Effects,
    /// What it changes in manifests.
    #[serde(default)]
    pub(crate) changes: Vec<ManifestChange>,
}

impl OpenRepository {
    /// Branches of this machine that the remote does not have.
    pub(crate) fn kept_branches(&self) -> Result<Vec<KeptBranch>, Failure> {
        let local = self.with_mirror(|mirror| Ok(mirror.local_branches()?))?;
        local
            .into_iter()
            .map(|(branch, commit)| {
                let line = self.with_mirror(|mirror| Ok(history::commit(mirror.git(), commit)?))?;
                Ok(KeptBranch {
                    title: self.kept(&branch, commit)?.title,
                    branch: branch.to_string(),
                    time: line.time.0,
                })
            })
            .collect()
    }

    /// What is known of a branch at this commit; where nothing was remembered, what the commit itself says.
    pub(crate) fn kept(&self, branch: &BranchName, commit: CommitId) -> Result<Kept, Failure> {
        let known = self.all_kept()?.into_iter().find(|kept| kept.branch == *branch);
        if let Some(kept) = known {
            return Ok(kept);
        }
        let line = self.with_mirror(|mirror| Ok(history::commit(mirror.git(), commit)?))?;
        Ok(Kept {
            branch: branch.clone(),
            pull_request_url: self.pull_request_url(branch, &line.subject, "")?,
            title: line.subject,
            effects: Effects::new(),
            changes: Vec::new(),
        })
    }

    /// What a branch creates that the remote has meanwhile, as last fetched: a sentence each.
    pub(crate) fn taken_meanwhile(&self, branch: &BranchName) -> Result<Vec<String>, Failure> {
        let snapshot = self.snapshot()?;
        let default_branch = self.default_branch()?;
        self.with_mirror(|mirror| {
            let git = mirror.git();
            let tip = mirror.local_tip(branch)?;
            let before = match history::fork(git, tip, snapshot.commit)? {
                Some(base) => self.reader().snapshot(git, base)?,
                None => Arc::clone(&snapshot),
            };
            let created = self.reader().elsewhere(git, &[(branch.clone(), tip)], &before)?;
            let mut others = mirror.remote_branches()?;
            // Itself, where an earlier push arrived and only its answer was lost.
            others.retain(|(other, _)| other != branch);
            let elsewhere = self.reader().elsewhere(git, &others, &snapshot)?;
            Ok(plan::taken_meanwhile(
                &created,
                &snapshot,
                &default_branch,
                &elsewhere,
            ))
        })
    }

    /// Remembers a branch that is about to be created, and forgets those that were not created after all.
    pub(crate) fn remember_kept(&self, branch: Kept) -> Result<(), Failure> {
        let local = self.with_mirror(|mirror| Ok(mirror.local_branches()?))?;
        self.update_kept(|kept| {
            kept.retain(|kept| local.iter().any(|(name, _)| *name == kept.branch));
            kept.push(branch);
        })
    }

    /// Forgets a branch that was pushed or discarded.
    pub(crate) fn forget_kept(&self, branch: &BranchName) -> Result<(), Failure> {
        self.update_kept(|kept| kept.retain(|kept| kept.branch != *branch))
    }

    fn update_kept(&self, change: impl FnOnce(&mut Vec<Kept>)) -> Result<(), Failure> {
        self.settings().update_kept(&self.settings_id(), change)?;
        Ok(())
    }

    fn all_kept(&self) -> Result<Vec<Kept>, Failure> {
        Ok(self.settings().kept(&self.settings_id())?)
    }
}
