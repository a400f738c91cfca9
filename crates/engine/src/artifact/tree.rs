//! What lies below a folder in a Git tree.

use git2::{Oid, Repository};
use manifold_domain::layout::{TreePath, version_of_file_name};

use super::limits::MAX_ENTRIES;
use super::name::{NameProblem, check_bounds, quotable};
use crate::error::Error;
use crate::ids::ToDomain;

/// Why a folder in a Git tree cannot be listed.
#[derive(Debug, thiserror::Error)]
pub enum TreeRefused {
    /// The repository could not be read.
    #[error(transparent)]
    Repository(#[from] Error),
    /// More than [`MAX_ENTRIES`].
    #[error("The folder holds more than {MAX_ENTRIES} files and folders.")]
    TooManyEntries,
    /// A path that is too long or too deep.
    #[error("'{path}' is refused: {problem}.")]
    Name {
        /// The path, relative to the folder; cut where it is too long.
        path: TreePath,
        /// What is wrong with it.
        problem: NameProblem,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Folder,
    File,
    SymbolicLink,
    Submodule,
}

/// A file or folder, with its path relative to where the walk began.
pub(super) struct Found {
    pub(super) path: TreePath,
    pub(super) kind: Kind,
    pub(super) id: Oid,
}

/// Everything below the tree in Git's order: bytes of the names, a folder just before what it holds.
///
/// Leaves out artifacts that lie directly in the folder (`<X.Y.Z>.zip`): releases at a legacy location are no
/// part of the element.
pub(super) fn list(repository: &Repository, tree: Oid) -> Result<Vec<Found>, TreeRefused> {
    let mut found = Vec::new();
    list_below(repository, tree, &TreePath::root(), &mut found)?;
    Ok(found)
}

fn list_below(
    repository: &Repository,
    tree: Oid,
    folder: &TreePath,
    found: &mut Vec<Found>,
) -> Result<(), TreeRefused> {
    let tree = repository
        .find_tree(tree)
        .map_err(|error| damaged(tree, &error))?;
    for entry in &tree {
        let kind = match entry.filemode() {
            0o040_000 => Kind::Folder,
            0o120_000 => Kind::SymbolicLink,
            0o160_000 => Kind::Submodule,
            _ => Kind::File,
        };
        if folder.is_root() && kind == Kind::File && version_of_file_name(entry.name_bytes()).is_some() {
            continue;
        }
        // Trees may repeat one subtree without end in few bytes: the bound keeps that from growing.
        if found.len() == MAX_ENTRIES {
            return Err(TreeRefused::TooManyEntries);
        }
        let path = folder.join(entry.name_bytes());
        check_bounds(path.as_bytes()).map_err(|problem| TreeRefused::Name {
            path: quotable(path.as_bytes()),
            problem,
        })?;
        found.push(Found {
            path: path.clone(),
            kind,
            id: entry.id(),
        });
        if kind == Kind::Folder {
            list_below(repository, entry.id(), &path, found)?;
        }
    }
    Ok(())
}

/// The failure to read an object.
pub(super) fn damaged(id: Oid, error: &git2::Error) -> Error {
    Error::ObjectDamaged {
        id: id.to_domain(),
        reason: error.message().to_owned(),
    }
}
