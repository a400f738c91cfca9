//! What waits on branches that are not merged.

use std::collections::HashMap;
use std::sync::Arc;

use git2::Repository;
use manifold_domain::object::CommitId;
use manifold_domain::plan::BranchName;
use manifold_domain::snapshot::Snapshot;
use manifold_domain::waiting::{self, Artifacts, Changes, Objection, Side, Waiting, WaitingBranch};

use super::ancestors::Ancestors;
use super::differences::Differences;
use super::remembered::Remembered;
use super::{Reader, held};
use crate::ids::ToDomain;
use crate::operation::{Phase, Watch};
use crate::{Error, Result, history};

/// What was read of other branches. What the last look did not use is forgotten.
#[derive(Default)]
pub(super) struct Memory {
    main: Ancestors,
    differences: Differences,
    /// What merging a commit into a commit of the default branch would do.
    merges: Remembered<(CommitId, CommitId), Merge>,
}

/// What merging a branch would change, and what is against it.
type Merge = Arc<(Changes, Vec<Objection>)>;

impl Reader {
    /// What waits on those of `branches` that are not merged into the default branch, which was read into `snapshot`. A branch
    /// that would change nothing of `dist/` and `manifests/`, the only folders that are read, is left out.
    ///
    /// `pull_requests` are the numbers of pull requests by their newest commit. What is missing or damaged on a branch
    /// is that branch's objection and leaves the others as they are; an error means that the default branch itself
    /// cannot be read, or that `watch`, who is told how many branches were read, cancelled.
    pub fn waiting(
        &self,
        repository: &Repository,
        branches: &[(BranchName, CommitId)],
        pull_requests: &HashMap<CommitId, u32>,
        snapshot: &Snapshot,
        watch: &dyn Watch,
    ) -> Result<Waiting> {
        let mut memory = held(&self.waiting);
        let is_moved = memory.main.follow(repository, snapshot.commit, watch)?;
        let mut look = Look {
            repository,
            snapshot,
            watch,
            memory: &mut memory,
        };
        let mut found = Vec::new();
        for (done, (branch, tip)) in branches.iter().enumerate() {
            watch.progress(Phase::Reading, done as u64, branches.len() as u64);
            if !look.memory.main.contains(*tip)? {
                let pull_request = pull_requests.get(tip).copied();
                found.extend(look.branch(branch, *tip, pull_request)?);
            }
        }
        memory.merges.forget_unused();
        if is_moved {
            // Else most merges were remembered, and no look at the differences that they are made of was needed.
            memory.differences.forget_unused();
        }
        Ok(Waiting::new(found))
    }
}

/// One look at all branches.
struct Look<'a> {
    repository: &'a Repository,
    snapshot: &'a Snapshot,
    watch: &'a dyn Watch,
    memory: &'a mut Memory,
}

impl Look<'_> {
    /// What waits on a branch, if anything does or is against it.
    fn branch(
        &mut self,
        branch: &BranchName,
        tip: CommitId,
        pull_request: Option<u32>,
    ) -> Result<Option<WaitingBranch>> {
        let mut found = WaitingBranch {
            branch: branch.clone(),
            tip,
            author: String::new(),
            // Where even the commit cannot be read, this is when that was so.
            time: self.snapshot.time,
            title: String::new(),
            pull_request,
            changes: Changes::default(),
            objections: Vec::new(),
        };
        match self.fill(&mut found) {
            Err(error @ Error::ObjectDamaged { .. }) => found.objections.push(Objection::Unreadable {
                reason: error.to_string(),
            }),
            filled => filled?,
        }
        let is_empty = found.changes.is_empty() && found.objections.is_empty();
        Ok((!is_empty).then_some(found))
    }

    fn fill(&mut self, branch: &mut WaitingBranch) -> Result<()> {
        let commit = history::commit(self.repository, branch.tip)?;
        branch.author = commit.author;
        branch.time = commit.time;
        branch.title = commit.subject;
        let Memory {
            main,
            differences,
            merges,
        } = &mut *self.memory;
        let merge = merges.get((self.snapshot.commit, branch.tip), || {
            let bases = main.merge_bases(self.repository, branch.tip, self.watch)?;
            let mut objections = Vec::new();
            if bases.is_empty() {
                objections.push(Objection::NoCommonHistory);
            }
            // Which of several bases Git follows, entry by entry, depends on how they came about: whatever merging can
            // change is told.
            let mut changes = Changes::default();
            for base in bases {
                let (more, against) = merge(self.repository, differences, base, branch.tip, self.snapshot)?;
                changes.unite(more);
                waiting::add_new(&mut objections, against);
            }
            Ok(Arc::new((changes, objections)))
        })?;
        branch.changes = merge.0.clone();
        branch.objections.clone_from(&merge.1);
        Ok(())
    }
}

/// What merging `tip`, which left the default branch at `base`, would do.
fn merge(
    repository: &Repository,
    differences: &mut Differences,
    base: CommitId,
    tip: CommitId,
    snapshot: &Snapshot,
) -> Result<(Changes, Vec<Objection>)> {
    let base = differences.folders(repository, base)?;
    let branch = differences.folders(repository, tip)?;
    let main = differences.folders(repository, snapshot.commit)?;
    let mut changes = Changes::default();
    let mut objections = Vec::new();
    if branch.dist != main.dist {
        let [base, branch] = &*differences.artifacts(repository, [base.dist, branch.dist])?;
        let main = same_on_main(snapshot, base, branch);
        (changes.releases, objections) = waiting::releases(base, branch, &main);
    }
    if branch.manifests != main.manifests {
        for manifest in differences
            .manifests(repository, [base.manifests, branch.manifests])?
            .iter()
        {
            let file = snapshot.manifest(&manifest.name);
            if file.map(|file| file.blob) == manifest.blobs[1].map(|blob| blob.to_domain()) {
                continue;
            }
            let main = match file.map(|file| (&file.content, file.blob)) {
                Some((Ok(manifest), _)) => Side::Readable(manifest),
                Some((Err(_), blob)) => Side::Unreadable(blob),
                None => Side::Absent,
            };
            let [base, branch] = differences.contents(repository, manifest.blobs)?;
            let (part, against) = waiting::entries(&manifest.name, base.side(), branch.side(), main);
            changes.extend(part);
            objections.extend(against);
        }
    }
    Ok((changes, objections))
}

/// What the default branch has under the names of these artifacts.
fn same_on_main(snapshot: &Snapshot, base: &Artifacts, branch: &Artifacts) -> Artifacts {
    base.keys()
        .chain(branch.keys())
        .filter_map(|key| {
            let (element, version) = key;
            let artifact = snapshot.artifact(element, version)?;
            (!artifact.is_legacy_location).then(|| (key.clone(), artifact.blob))
        })
        .collect()
}
