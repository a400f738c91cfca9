//! What stands at one path, in many commits.

use std::collections::HashMap;

use git2::{ObjectType, Oid, Repository};
use manifold_domain::layout::TreePath;

use crate::Result;
use crate::objects;

/// The id of what stands at one path. Each tree on the way is read once, however many commits share it.
pub(super) struct PathIds<'r> {
    repository: &'r Repository,
    segments: Vec<Vec<u8>>,
    /// By depth and tree.
    known: HashMap<(usize, Oid), Option<(Oid, ObjectType)>>,
}

impl<'r> PathIds<'r> {
    pub(super) fn new(repository: &'r Repository, path: &TreePath) -> Self {
        Self {
            repository,
            segments: path.segments().map(<[u8]>::to_vec).collect(),
            known: HashMap::new(),
        }
    }

    /// The id of what this commit has at the path; nothing where it has nothing there.
    pub(super) fn of(&mut self, commit: &git2::Commit<'_>) -> Result<Option<Oid>> {
        let mut at = (commit.tree_id(), ObjectType::Tree);
        for depth in 0..self.segments.len() {
            let (tree, ObjectType::Tree) = at else {
                return Ok(None);
            };
            match self.step(depth, tree)? {
                Some(next) => at = next,
                None => return Ok(None),
            }
        }
        Ok(Some(at.0))
    }

    fn step(&mut self, depth: usize, tree: Oid) -> Result<Option<(Oid, ObjectType)>> {
        if let Some(known) = self.known.get(&(depth, tree)) {
            return Ok(*known);
        }
        let name = &self.segments[depth];
        // libgit2 takes names as C strings; a tree holds no name with a zero byte.
        let found = if name.contains(&0) {
            None
        } else {
            objects::tree(self.repository, tree)?
                .get_name_bytes(name)
                .and_then(|entry| Some((entry.id(), entry.kind()?)))
        };
        self.known.insert((depth, tree), found);
        Ok(found)
    }
}
