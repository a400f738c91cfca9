//! Walking folders, and not walking again what did not change.

use std::collections::HashMap;
use std::sync::Arc;

use git2::{Repository, Tree};
use manifold_domain::layout::TreePath;
use manifold_domain::object::ObjectId;

use crate::ids::{ToDomain, ToGit};
use crate::objects;
use crate::operation::{Phase, Watch};
use crate::{Error, Result};

/// How deep folders may nest. Retool's own nest a handful deep.
const DEEPEST: usize = 64;
/// How many folders one walk reads. A small pack can describe trees that unfold to billions.
const MOST_FOLDERS: usize = 200_000;

/// What was found directly in one folder, and the folders below it that were looked into.
pub(super) struct Folder<T> {
    pub(super) path: TreePath,
    tree: ObjectId,
    /// Nothing where a limit kept the folder from being read.
    pub(super) found: Option<T>,
    pub(super) below: Vec<Arc<Self>>,
    /// How many folders this is, with all below.
    count: usize,
    /// Whether no limit kept anything below from being read.
    is_whole: bool,
}

impl<T> Folder<T> {
    /// Calls `visit` for this folder and then for all below it.
    pub(super) fn visit(&self, visit: &mut impl FnMut(&Self)) {
        visit(self);
        self.below.iter().for_each(|folder| folder.visit(visit));
    }
}

/// What looking at the direct entries of one folder gives.
pub(super) struct Looked<T> {
    pub(super) found: T,
    /// The folders to go on with, in the order of the tree.
    pub(super) below: Vec<(TreePath, git2::Oid)>,
}

/// One walk over a folder and what is below it.
pub(super) struct Walk<'a, T> {
    repository: &'a Repository,
    watch: &'a dyn Watch,
    look: &'a dyn Fn(&TreePath, &Tree<'_>) -> Result<Looked<T>>,
    folders: usize,
}

impl<'a, T> Walk<'a, T> {
    /// A walk that asks `look` about each folder. What it answers may depend on nothing but the folder's
    /// path and its tree: equal ones are not looked at again.
    pub(super) fn new(
        repository: &'a Repository,
        watch: &'a dyn Watch,
        look: &'a dyn Fn(&TreePath, &Tree<'_>) -> Result<Looked<T>>,
    ) -> Self {
        Self {
            repository,
            watch,
            look,
            folders: 0,
        }
    }

    /// Reads the folder at `path`, taking from `before`, the same folder as it was last read, what is unchanged.
    pub(super) fn read(
        &mut self,
        path: TreePath,
        tree: git2::Oid,
        before: Option<&Arc<Folder<T>>>,
    ) -> Result<Arc<Folder<T>>> {
        self.read_at(1, path, tree.to_domain(), before)
    }

    fn read_at(
        &mut self,
        depth: usize,
        path: TreePath,
        tree: ObjectId,
        before: Option<&Arc<Folder<T>>>,
    ) -> Result<Arc<Folder<T>>> {
        if let Some(same) = before.filter(|before| before.tree == tree && before.is_whole)
            && self.folders + same.count <= MOST_FOLDERS
        {
            self.folders += same.count;
            return Ok(Arc::clone(same));
        }
        if depth > DEEPEST || self.folders >= MOST_FOLDERS {
            return Ok(Arc::new(Folder {
                path,
                tree,
                found: None,
                below: Vec::new(),
                count: 1,
                is_whole: false,
            }));
        }
        if self.watch.is_cancelled() {
            return Err(Error::Cancelled);
        }
        self.folders += 1;
        self.watch.progress(Phase::Reading, self.folders as u64, 0);

        let looked = (self.look)(&path, &objects::tree(self.repository, tree.to_git()?)?)?;
        let known: HashMap<&TreePath, &Arc<Folder<T>>> = before
            .iter()
            .flat_map(|before| &before.below)
            .map(|folder| (&folder.path, folder))
            .collect();
        let below = looked
            .below
            .into_iter()
            .map(|(path, tree)| {
                let before = known.get(&path).copied();
                self.read_at(depth + 1, path, tree.to_domain(), before)
            })
            .collect::<Result<Vec<_>>>()?;
        Ok(Arc::new(Folder {
            path,
            tree,
            found: Some(looked.found),
            count: 1 + below.iter().map(|folder| folder.count).sum::<usize>(),
            is_whole: below.iter().all(|folder| folder.is_whole),
            below,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::Unwatched;
    use std::cell::RefCell;

    fn everything_below(path: &TreePath, tree: &Tree<'_>) -> Vec<(TreePath, git2::Oid)> {
        tree.iter()
            .filter(|entry| objects::kind_of(entry) == objects::EntryKind::Folder)
            .map(|entry| (path.join(entry.name_bytes()), entry.id()))
            .collect()
    }

    fn folder_of(repository: &Repository, entries: &[(&str, git2::Oid)]) -> git2::Oid {
        let mut builder = repository.treebuilder(None).unwrap();
        for (name, id) in entries {
            builder.insert(name, *id, 0o040_000).unwrap();
        }
        builder.write().unwrap()
    }

    #[test]
    fn trees_that_unfold_without_end_are_left_unread_at_a_limit() {
        let home = tempfile::tempdir().unwrap();
        let repository = Repository::init_bare(home.path()).unwrap();
        let mut bomb = folder_of(&repository, &[]);
        for _ in 0..40 {
            bomb = folder_of(&repository, &[("a", bomb), ("b", bomb)]);
        }
        let look = |path: &TreePath, tree: &Tree<'_>| {
            Ok(Looked {
                found: (),
                below: everything_below(path, tree),
            })
        };
        let read = Walk::new(&repository, &Unwatched, &look)
            .read(TreePath::root(), bomb, None)
            .unwrap();
        assert!(!read.is_whole);
    }

    #[test]
    fn only_folders_whose_tree_changed_are_looked_at_again() {
        let home = tempfile::tempdir().unwrap();
        let repository = Repository::init_bare(home.path()).unwrap();
        let empty = folder_of(&repository, &[]);
        let one = folder_of(&repository, &[("inner", empty)]);
        let two = folder_of(&repository, &[("inner", empty), ("more", empty)]);
        let before = folder_of(&repository, &[("changed", one), ("same", one)]);
        let after = folder_of(&repository, &[("changed", two), ("same", one)]);

        let seen = RefCell::new(Vec::new());
        let look = |path: &TreePath, tree: &Tree<'_>| {
            seen.borrow_mut().push(path.to_string());
            Ok(Looked {
                found: (),
                below: everything_below(path, tree),
            })
        };
        let first = Walk::new(&repository, &Unwatched, &look)
            .read(TreePath::root(), before, None)
            .unwrap();
        seen.borrow_mut().clear();
        let second = Walk::new(&repository, &Unwatched, &look)
            .read(TreePath::root(), after, Some(&first))
            .unwrap();

        assert_eq!(*seen.borrow(), ["", "changed", "changed/more"]);
        assert!(Arc::ptr_eq(&first.below[1], &second.below[1]));
        assert_eq!(second.count, 6);
    }
}
