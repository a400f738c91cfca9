//! The objects of a branch in the making.

use std::cell::RefCell;
use std::fs;

use git2::{ObjectType, Oid, Repository, Signature, TreeBuilder};
use tempfile::TempPath;

use super::pack::Pack;
use crate::{Error, Result};

/// Before the stores of loose and packed objects, whose priorities are 1 and 2.
const FIRST: i32 = 1_000;

/// How many bytes of content are gathered before they are written: a pack each, so that the memory of a publish does not grow
/// with what it publishes.
const MOST_GATHERED: usize = 64 << 20;

/// New objects, gathered in memory until they are written as a pack: each flushed to disk by itself, they would take
/// several times as long. What was written goes again, unless all of it is finished.
pub(super) struct NewObjects {
    /// A handle of its own on the mirror, which alone sees the objects before they are written.
    git: Repository,
    gathering: RefCell<Gathering>,
    /// [`MOST_GATHERED`], but for tests.
    most: usize,
    written: Vec<TempPath>,
}

struct Gathering {
    pack: Pack,
    /// How many bytes its objects have.
    size: usize,
}

impl Gathering {
    fn new() -> Self {
        Self {
            pack: Pack::new(),
            size: 0,
        }
    }
}

impl NewObjects {
    /// Of a mirror; nothing is gathered yet.
    pub(super) fn begin(mirror: &Repository) -> Result<Self> {
        Ok(Self {
            git: gathering_handle(mirror)?,
            gathering: RefCell::new(Gathering::new()),
            most: MOST_GATHERED,
            written: Vec::new(),
        })
    }

    /// The mirror with the objects so far.
    pub(super) fn git(&self) -> &Repository {
        &self.git
    }

    pub(super) fn add_blob(&mut self, content: &[u8]) -> Result<Oid> {
        let id = self.add(ObjectType::Blob, content)?;
        if self.gathering.get_mut().size >= self.most {
            self.write()?;
            self.git = gathering_handle(&self.git)?;
        }
        Ok(id)
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
        let mut gathering = self.gathering.borrow_mut();
        gathering.size += content.len();
        let gathered = gathering.pack.add(id, kind, content);
        gathered.map_err(Error::io(format!("Packing object {id}")))
    }

    /// Writes what is gathered into the mirror, flushed to disk.
    fn write(&mut self) -> Result<()> {
        let gathered = self.gathering.replace(Gathering::new());
        if gathered.pack.is_empty() {
            return Ok(());
        }
        let folder = self.git.commondir().join("objects/pack");
        let written = fs::create_dir_all(&folder)
            .and_then(|()| gathered.pack.write(&folder))
            .map_err(Error::io(format!("Writing in {}", folder.display())))?;
        self.written.extend(written);
        Ok(())
    }

    /// Writes all of them into the mirror, flushed to disk, for good.
    pub(super) fn finish(mut self) -> Result<()> {
        self.write()?;
        for file in self.written {
            file.keep().map_err(|error| {
                let what = format!("Keeping {}", error.path.display());
                Error::io(what)(error.error)
            })?;
        }
        Ok(())
    }
}

fn gathering_handle(mirror: &Repository) -> Result<Repository> {
    let git = Repository::open_bare(mirror.path())?;
    git.odb()?.add_new_mempack_backend(FIRST)?;
    Ok(git)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(mirror: &Repository) -> usize {
        fs::read_dir(mirror.path().join("objects/pack")).unwrap().count()
    }

    #[test]
    fn more_than_memory_should_hold_is_written_on_the_way_and_stays_only_where_all_is_finished() {
        let folder = tempfile::tempdir().unwrap();
        let mirror = Repository::init_bare(folder.path()).unwrap();
        for is_finished in [false, true] {
            let mut objects = NewObjects::begin(&mirror).unwrap();
            objects.most = 1_000;
            let ids: Vec<Oid> = (0..3_u8)
                .map(|byte| objects.add_blob(&[byte; 500]).unwrap())
                .collect();
            assert_eq!(files(&mirror), 2, "a pack and its index");
            let mut tree = objects.git().treebuilder(None).unwrap();
            for (number, id) in ids.iter().enumerate() {
                tree.insert(number.to_string(), *id, git2::FileMode::Blob.into())
                    .unwrap();
            }
            objects.add_tree(&tree).unwrap();
            drop(tree);
            if is_finished {
                objects.finish().unwrap();
                assert_eq!(files(&mirror), 4);
                for id in ids {
                    assert!(mirror.find_blob(id).is_ok());
                }
            } else {
                drop(objects);
                assert_eq!(files(&mirror), 0);
            }
        }
    }
}
