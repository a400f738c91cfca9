//! The objects of a branch in the making.

use std::cell::RefCell;
use std::fs;

use git2::{ObjectType, Oid, Repository, Signature, TreeBuilder};

use super::pack::Pack;
use crate::{Error, Result};

/// Before the stores of loose and packed objects, whose priorities are 1 and 2.
const FIRST: i32 = 1_000;

/// New objects, gathered in memory until they are written as one pack: each flushed to disk by itself, they would take
/// several times as long.
pub(super) struct NewObjects {
    /// A handle of its own on the mirror, which alone sees the objects before they are written.
    git: Repository,
    pack: RefCell<Pack>,
}

impl NewObjects {
    /// Of a mirror; nothing is gathered yet.
    pub(super) fn begin(mirror: &Repository) -> Result<Self> {
        let git = Repository::open_bare(mirror.path())?;
        git.odb()?.add_new_mempack_backend(FIRST)?;
        Ok(Self {
            git,
            pack: RefCell::new(Pack::new()),
        })
    }

    /// The mirror with the objects gathered so far.
    pub(super) fn git(&self) -> &Repository {
        &self.git
    }

    pub(super) fn add_blob(&self, content: &[u8]) -> Result<Oid> {
        self.add(ObjectType::Blob, content)
    }

    pub(super) fn add_tree(&self, tree: &TreeBuilder<'_>) -> Result<Oid> {
        let id = tree.write()?;
        self.gather(id, ObjectType::Tree, self.git.odb()?.read(id)?.data())?;
        Ok(id)
    }

    /// Adds a commit with one parent, whose author is its committer.
    pub(super) fn add_commit(
        &self,
        signature: &Signature<'_>,
        message: &str,
        tree: Oid,
        parent: Oid,
    ) -> Result<Oid> {
        let (tree, parent) = (self.git.find_tree(tree)?, self.git.find_commit(parent)?);
        let commit = self
            .git
            .commit_create_buffer(signature, signature, message, &tree, &[&parent])?;
        self.add(ObjectType::Commit, &commit)
    }

    fn add(&self, kind: ObjectType, content: &[u8]) -> Result<Oid> {
        let id = self.git.odb()?.write(kind, content)?;
        self.gather(id, kind, content)?;
        Ok(id)
    }

    fn gather(&self, id: Oid, kind: ObjectType, content: &[u8]) -> Result<()> {
        let gathered = self.pack.borrow_mut().add(id, kind, content);
        gathered.map_err(Error::io(format!("Packing object {id}")))
    }

    /// Writes all of them into the mirror, flushed to disk.
    pub(super) fn write(self) -> Result<()> {
        let folder = self.git.commondir().join("objects/pack");
        fs::create_dir_all(&folder)
            .and_then(|()| self.pack.into_inner().write(&folder))
            .map_err(Error::io(format!("Writing in {}", folder.display())))
    }
}
