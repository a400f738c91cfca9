//! Versions and names that other branches of the remote have taken.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use git2::{Oid, Repository, Tree};
use manifold_domain::element::{ElementId, ElementKey};
use manifold_domain::layout::{DIST, MANIFESTS, version_of_file_name};
use manifold_domain::manifest::ManifestName;
use manifold_domain::object::{CommitId, Timestamp};
use manifold_domain::plan::{BranchName, Elsewhere, Holder};
use manifold_domain::snapshot::Snapshot;
use manifold_domain::version::ReleaseVersion;

use super::artifacts::releasable_kind;
use super::{Reader, held, manifests};
use crate::Result;
use crate::objects::{self, EntryKind};

type Artifacts = Arc<[(ElementKey, ReleaseVersion)]>;

/// What was read of other branches, by tree. What the last look did not use is forgotten.
#[derive(Default)]
pub(super) struct Memory {
    /// The `dist` and `manifests` trees of a commit.
    trees: HashMap<CommitId, [Option<Oid>; 2]>,
    /// The artifacts of a `dist` tree in folders that the default branch's `dist` tree (the second id) has not.
    artifacts: HashMap<(Oid, Option<Oid>), Artifacts>,
    /// The names of the manifests in a `manifests` tree.
    names: HashMap<Oid, Arc<[ManifestName]>>,
}

impl Reader {
    /// What other branches have that the default branch, read into `snapshot`, has not: versions and names of
    /// manifests, each with the first of `branches` that has it; and the names of `branches`. Reads only `dist/` and `manifests/`.
    pub fn elsewhere(
        &self,
        repository: &Repository,
        branches: &[(BranchName, CommitId)],
        snapshot: &Snapshot,
    ) -> Result<Elsewhere> {
        let before = std::mem::take(&mut *held(&self.elsewhere));
        let mut look = Look {
            repository,
            before,
            now: Memory::default(),
        };
        let found = look.at_branches(branches, snapshot);
        *held(&self.elsewhere) = look.now;
        found
    }
}

/// One look at all branches.
struct Look<'a> {
    repository: &'a Repository,
    before: Memory,
    now: Memory,
}

impl Look<'_> {
    fn at_branches(&mut self, branches: &[(BranchName, CommitId)], snapshot: &Snapshot) -> Result<Elsewhere> {
        let [main_dist, main_manifests] = self.trees(snapshot.commit)?;
        let mut elsewhere = Elsewhere {
            branches: branches.iter().map(|(branch, _)| branch.clone()).collect(),
            ..Elsewhere::default()
        };
        for (branch, tip) in branches {
            let holder = self.holder(branch, *tip)?;
            let [dist, manifests] = self.trees(*tip)?;
            if let Some(dist) = dist.filter(|_| dist != main_dist) {
                for (key, version) in self.artifacts(dist, main_dist)?.iter() {
                    if snapshot.artifact(key, version).is_none() {
                        elsewhere
                            .versions
                            .entry((key.clone(), version.clone()))
                            .or_insert_with(|| holder.clone());
                    }
                }
            }
            if let Some(manifests) = manifests.filter(|_| manifests != main_manifests) {
                for name in self.names(manifests)?.iter() {
                    if snapshot.manifest(name).is_none() {
                        elsewhere
                            .manifests
                            .entry(name.clone())
                            .or_insert_with(|| holder.clone());
                    }
                }
            }
        }
        Ok(elsewhere)
    }

    fn holder(&self, branch: &BranchName, tip: CommitId) -> Result<Holder> {
        let commit = objects::commit(self.repository, tip)?;
        Ok(Holder {
            branch: branch.clone(),
            author: String::from_utf8_lossy(commit.author().name_bytes()).into_owned(),
            time: Timestamp(commit.time().seconds()),
        })
    }

    fn trees(&mut self, commit: CommitId) -> Result<[Option<Oid>; 2]> {
        remembered(&mut self.before.trees, &mut self.now.trees, commit, || {
            let root = objects::root(self.repository, commit)?;
            Ok([
                objects::folder_in(&root, DIST),
                objects::folder_in(&root, MANIFESTS),
            ])
        })
    }

    fn names(&mut self, tree: Oid) -> Result<Arc<[ManifestName]>> {
        remembered(&mut self.before.names, &mut self.now.names, tree, || {
            let tree = objects::tree(self.repository, tree)?;
            Ok(manifests::files(&tree).map(|(name, _)| name).collect())
        })
    }

    fn artifacts(&mut self, dist: Oid, main: Option<Oid>) -> Result<Artifacts> {
        let key = (dist, main);
        remembered(&mut self.before.artifacts, &mut self.now.artifacts, key, || {
            artifacts_that_differ(self.repository, dist, main).map(Into::into)
        })
    }
}

/// The value of this key: what this look has, else what the last one had, else what `read` gives.
fn remembered<K: std::hash::Hash + Eq + Copy, V: Clone>(
    before: &mut HashMap<K, V>,
    now: &mut HashMap<K, V>,
    key: K,
    read: impl FnOnce() -> Result<V>,
) -> Result<V> {
    if let Some(known) = now.get(&key) {
        return Ok(known.clone());
    }
    let value = match before.remove(&key) {
        Some(known) => known,
        None => read()?,
    };
    now.insert(key, value.clone());
    Ok(value)
}

/// The artifacts of the elements whose folder in `dist` differs from the one in `main`.
fn artifacts_that_differ(
    repository: &Repository,
    dist: Oid,
    main: Option<Oid>,
) -> Result<Vec<(ElementKey, ReleaseVersion)>> {
    let main = main.map(|main| objects::tree(repository, main)).transpose()?;
    let mut found = Vec::new();
    for (name, tree) in folders_that_differ(&objects::tree(repository, dist)?, main.as_ref()) {
        let Some(kind) = releasable_kind(&name) else {
            continue;
        };
        let main = match main
            .as_ref()
            .and_then(|main| objects::folder_in(main, kind.folder()))
        {
            Some(main) => Some(objects::tree(repository, main)?),
            None => None,
        };
        for (name, tree) in folders_that_differ(&objects::tree(repository, tree)?, main.as_ref()) {
            let Some(id) = id_of(&name) else { continue };
            let key = ElementKey { kind, id };
            found.extend(
                objects::tree(repository, tree)?
                    .iter()
                    .filter(|entry| objects::kind_of(entry) == EntryKind::File)
                    .filter_map(|entry| version_of_file_name(entry.name_bytes()))
                    .map(|version| (key.clone(), version)),
            );
        }
    }
    Ok(found)
}

fn id_of(name: &[u8]) -> Option<ElementId> {
    std::str::from_utf8(name).ok()?.parse().ok()
}

/// The folders of `tree` that `main` does not have just so.
fn folders_that_differ(tree: &Tree<'_>, main: Option<&Tree<'_>>) -> Vec<(Vec<u8>, Oid)> {
    let same: BTreeMap<Vec<u8>, Oid> = main
        .into_iter()
        .flat_map(Tree::iter)
        .map(|entry| (entry.name_bytes().to_vec(), entry.id()))
        .collect();
    tree.iter()
        .filter(|entry| objects::kind_of(entry) == EntryKind::Folder)
        .filter(|entry| same.get(entry.name_bytes()) != Some(&entry.id()))
        .map(|entry| (entry.name_bytes().to_vec(), entry.id()))
        .collect()
}
