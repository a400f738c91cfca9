//! Commits as numbers, each read once.

use std::collections::HashMap;

use git2::{Oid, Repository};
use manifold_domain::layout::TreePath;
use manifold_domain::object::CommitId;

use super::folders::Folders;
use crate::ids::ToDomain;
use crate::{Result, objects};

/// The commits that were met so far, and which of some folders each of them changed.
pub(super) struct Graph<'r> {
    repository: &'r Repository,
    memory: &'r mut Memory,
}

/// What was read of commits.
#[derive(Default)]
pub(super) struct Memory {
    numbers: HashMap<Oid, usize>,
    ids: Vec<Oid>,
    facts: Vec<Facts>,
    folders: Folders,
}

/// What matters of a commit.
#[derive(Default)]
struct Facts {
    time: i64,
    /// Nothing until the commit is read.
    tree: Option<Oid>,
    parents: Box<[usize]>,
    /// By parent, the folders that differ from it; of a commit without parents, those that it has.
    changed: Box<[Option<Box<[usize]>>]>,
}

impl Memory {
    /// Whether a folder is looked at.
    pub(super) fn looks_at(&self, path: &TreePath) -> bool {
        self.folders.number(path).is_some()
    }

    /// How many commits are known.
    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// Looks at these folders from now on.
    pub(super) fn look_at<'a>(&mut self, folders: impl IntoIterator<Item = &'a TreePath>) {
        self.folders = Folders::new(folders);
        for facts in &mut self.facts {
            facts.changed.fill(None);
        }
    }
}

impl<'r> Graph<'r> {
    pub(super) fn new(repository: &'r Repository, memory: &'r mut Memory) -> Self {
        Self { repository, memory }
    }

    /// The number of a folder that is looked at.
    pub(super) fn folder(&self, path: &TreePath) -> Option<usize> {
        self.memory.folders.number(path)
    }

    pub(super) fn id(&self, commit: usize) -> CommitId {
        CommitId(self.memory.ids[commit].to_domain())
    }

    /// The number of a commit; it is not read.
    pub(super) fn number(&mut self, id: Oid) -> usize {
        let Memory {
            numbers, ids, facts, ..
        } = &mut *self.memory;
        *numbers.entry(id).or_insert_with(|| {
            ids.push(id);
            facts.push(Facts::default());
            ids.len() - 1
        })
    }

    pub(super) fn time(&mut self, commit: usize) -> Result<i64> {
        Ok(self.facts(commit)?.time)
    }

    pub(super) fn parents(&mut self, commit: usize) -> Result<&[usize]> {
        Ok(&self.facts(commit)?.parents)
    }

    /// Whether a commit has a folder as its nth parent has it; of a commit without parents, whether it lacks the folder.
    pub(super) fn is_same(&mut self, commit: usize, nth: usize, folder: usize) -> Result<bool> {
        if self.facts(commit)?.changed[nth].is_none() {
            let tree = self.facts(commit)?.tree;
            let before = match self.facts(commit)?.parents.get(nth).copied() {
                Some(parent) => self.facts(parent)?.tree,
                None => None,
            };
            let changed = self.memory.folders.that_differ(self.repository, tree, before)?;
            self.facts(commit)?.changed[nth] = Some(changed);
        }
        let changed = self.facts(commit)?.changed[nth].as_deref();
        Ok(changed.is_some_and(|changed| changed.binary_search(&folder).is_err()))
    }

    fn facts(&mut self, commit: usize) -> Result<&mut Facts> {
        if self.memory.facts[commit].tree.is_none() {
            self.memory.facts[commit] = self.read(commit)?;
        }
        Ok(&mut self.memory.facts[commit])
    }

    fn read(&mut self, commit: usize) -> Result<Facts> {
        let commit = objects::commit(self.repository, self.id(commit))?;
        let parents: Box<[usize]> = commit.parent_ids().map(|id| self.number(id)).collect();
        Ok(Facts {
            time: commit.time().seconds(),
            tree: Some(commit.tree_id()),
            changed: vec![None; parents.len().max(1)].into(),
            parents,
        })
    }
}
