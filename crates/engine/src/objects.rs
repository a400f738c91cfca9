//! Reading Git objects: what is damaged or missing is a named error, what is too large is left unread.

use git2::{Commit, ErrorClass, ErrorCode, ObjectType, Oid, Repository, Tree};
use manifold_domain::object::{CommitId, ObjectId};

use crate::ids::{ToDomain, ToGit};
use crate::{Error, Result};

/// The mode bits of an entry that say what it is.
const MODE_KIND: i32 = 0o170_000;
/// A regular file, executable or not.
const MODE_FILE: i32 = 0o100_000;

/// The commit of this id.
pub(crate) fn commit(repository: &Repository, id: CommitId) -> Result<Commit<'_>> {
    repository
        .find_commit(id.to_git()?)
        .map_err(|error| damaged(id.0, error))
}

/// The tree of this id.
pub(crate) fn tree(repository: &Repository, id: Oid) -> Result<Tree<'_>> {
    repository
        .find_tree(id)
        .map_err(|error| damaged(id.to_domain(), error))
}

/// The root tree of a commit.
pub(crate) fn root(repository: &Repository, id: CommitId) -> Result<Tree<'_>> {
    let root = commit(repository, id)?.tree_id();
    tree(repository, root)
}

/// The parents of a commit, the first one first.
pub(crate) fn parents<'r>(
    repository: &'r Repository,
    commit: &Commit<'_>,
) -> impl Iterator<Item = Result<Commit<'r>>> + use<'r> {
    let ids: Vec<Oid> = commit.parent_ids().collect();
    ids.into_iter()
        .map(|id| self::commit(repository, CommitId(id.to_domain())))
}

/// The bytes of a blob, or only its size where it is above `limit` bytes.
pub(crate) fn blob(repository: &Repository, id: Oid, limit: usize) -> Result<Content> {
    let damage = |error| damaged(id.to_domain(), error);
    let database = repository.odb()?;
    let (size, kind) = database.read_header(id).map_err(damage)?;
    if kind != ObjectType::Blob {
        return Err(Error::ObjectDamaged {
            id: id.to_domain(),
            reason: format!("it should be a file and is a {kind}"),
        });
    }
    if size > limit {
        return Ok(Content::TooLarge(size));
    }
    let object = database.read(id).map_err(damage)?;
    Ok(Content::Bytes(object.data().to_vec()))
}

/// What was read of a blob.
pub(crate) enum Content {
    /// All of it.
    Bytes(Vec<u8>),
    /// Nothing: it has this many bytes.
    TooLarge(usize),
}

/// What an entry of a tree is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum EntryKind {
    File,
    Folder,
    /// A symbolic link or a submodule.
    Other,
}

/// What this entry is. A symbolic link is no file: its blob holds a path.
pub(crate) fn kind_of(entry: &git2::TreeEntry<'_>) -> EntryKind {
    match entry.kind() {
        Some(ObjectType::Tree) => EntryKind::Folder,
        Some(ObjectType::Blob) if entry.filemode() & MODE_KIND == MODE_FILE => EntryKind::File,
        _ => EntryKind::Other,
    }
}

/// The folder of this name directly in a tree.
pub(crate) fn folder_in(tree: &Tree<'_>, name: &str) -> Option<Oid> {
    let entry = tree.get_name(name)?;
    (kind_of(&entry) == EntryKind::Folder).then(|| entry.id())
}

/// The file of this name directly in a tree.
pub(crate) fn file_in(tree: &Tree<'_>, name: &str) -> Option<Oid> {
    let entry = tree.get_name(name)?;
    (kind_of(&entry) == EntryKind::File).then(|| entry.id())
}

/// A failed look at an object that something else refers to: whatever the cause, the object is not usable.
fn damaged(id: ObjectId, error: git2::Error) -> Error {
    let is_about_the_object = matches!(
        error.class(),
        ErrorClass::Odb | ErrorClass::Object | ErrorClass::Zlib | ErrorClass::Tree | ErrorClass::Indexer
    ) || matches!(error.code(), ErrorCode::NotFound | ErrorCode::HashsumMismatch);
    if is_about_the_object {
        Error::ObjectDamaged {
            id,
            reason: error.message().to_owned(),
        }
    } else {
        Error::Git(error)
    }
}
