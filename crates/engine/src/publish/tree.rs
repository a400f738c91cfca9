//! A tree with some paths changed, without an index or a checkout.

use std::collections::BTreeMap;

use git2::{FileMode, Oid, Tree};
use manifold_domain::layout::TreePath;

use super::new_objects::NewObjects;
use crate::{Error, Result};

/// What happens at a path.
#[derive(Clone, Copy, Debug)]
pub(super) enum Change {
    /// A file is there afterwards, whether or not it was before.
    Put(Oid),
    /// A file is there that was not there before.
    Add(Oid),
    /// The file that is there no longer is.
    Remove,
}

/// The changes below one folder.
#[derive(Default)]
struct Folder<'a> {
    files: Vec<(&'a [u8], &'a TreePath, Change)>,
    folders: BTreeMap<&'a [u8], Folder<'a>>,
}

/// Adds the trees of `base` with the changes made, and answers the root. A folder that becomes empty is gone.
pub(super) fn edited(objects: &NewObjects, base: &Tree<'_>, changes: &[(&TreePath, Change)]) -> Result<Oid> {
    let mut root = Folder::default();
    for (path, change) in changes {
        let mut folder = &mut root;
        let mut segments = path.segments().peekable();
        while let Some(segment) = segments.next() {
            if segments.peek().is_some() {
                folder = folder.folders.entry(segment).or_default();
            } else {
                folder.files.push((segment, *path, *change));
            }
        }
    }
    match add(objects, Some(base), &root)? {
        Some(tree) => Ok(tree),
        None => objects.add_tree(&objects.git().treebuilder(None)?),
    }
}

/// Adds the tree of one folder; none where it would be empty.
fn add(objects: &NewObjects, base: Option<&Tree<'_>>, folder: &Folder<'_>) -> Result<Option<Oid>> {
    let mut builder = objects.git().treebuilder(base)?;
    for (name, changes) in &folder.folders {
        let below = match entry(base, name) {
            None => None,
            Some((mode, id)) if mode == i32::from(FileMode::Tree) => Some(objects.git().find_tree(id)?),
            Some(_) => return Err(no_fit(changes, "a file stands where a folder should be")),
        };
        let existed = below.is_some();
        match add(objects, below.as_ref(), changes)? {
            Some(tree) => drop(builder.insert(*name, tree, FileMode::Tree.into())?),
            None if existed => builder.remove(*name)?,
            None => {}
        }
    }
    for (name, path, change) in &folder.files {
        let there = entry(base, name).map(|(mode, _)| mode);
        let refuse = |reason| {
            Err(Error::PlanDoesNotFit {
                path: (*path).clone(),
                reason,
            })
        };
        match (change, there) {
            (_, Some(mode)) if !is_file(mode) => return refuse("something else than a file stands there"),
            (Change::Add(_), Some(_)) => return refuse("there is a file already"),
            (Change::Remove, None) => return refuse("there is no file"),
            (Change::Remove, Some(_)) => builder.remove(*name)?,
            (Change::Put(blob) | Change::Add(blob), _) => {
                drop(builder.insert(*name, *blob, there.unwrap_or(FileMode::Blob.into()))?);
            }
        }
    }
    if builder.is_empty() {
        return Ok(None);
    }
    Ok(Some(objects.add_tree(&builder)?))
}

/// The mode and id of an entry.
fn entry(base: Option<&Tree<'_>>, name: &[u8]) -> Option<(i32, Oid)> {
    let entry = base?.get_name_bytes(name)?;
    Some((entry.filemode(), entry.id()))
}

/// Whether a mode is one of the three that Git has for files, executable or not.
fn is_file(mode: i32) -> bool {
    [
        FileMode::Blob,
        FileMode::BlobExecutable,
        FileMode::BlobGroupWritable,
    ]
    .map(i32::from)
    .contains(&mode)
}

/// The refusal for the first change below a folder.
fn no_fit(folder: &Folder<'_>, reason: &'static str) -> Error {
    let mut inner = folder;
    loop {
        if let Some((_, path, _)) = inner.files.first() {
            return Error::PlanDoesNotFit {
                path: (*path).clone(),
                reason,
            };
        }
        match inner.folders.values().next() {
            Some(next) => inner = next,
            None => {
                return Error::PlanDoesNotFit {
                    path: TreePath::root(),
                    reason,
                };
            }
        }
    }
}
