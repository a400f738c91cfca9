//! Which files of an element differ between two artifacts, two folders in Git, or one of each.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use git2::{ObjectType, Oid, Repository};
use manifold_domain::layout::TreePath;
use manifold_domain::object::ObjectId;
use manifold_domain::release::METADATA_FILE;

use super::archive::{Archive, ArchiveEntry};
use super::difference::{Context, Difference, difference, is_too_large};
use super::refused::ArchiveRefused;
use super::tree::{Kind, TreeRefused, damaged, list};
use crate::error::Error;
use crate::ids::{ToDomain, ToGit};

/// Why two sets of files cannot be compared.
#[derive(Debug, thiserror::Error)]
pub enum CompareError {
    /// A folder in Git cannot be read.
    #[error(transparent)]
    Tree(#[from] TreeRefused),
    /// A file of an artifact cannot be read.
    #[error(transparent)]
    Archive(#[from] ArchiveRefused),
}

impl From<Error> for CompareError {
    fn from(error: Error) -> Self {
        Self::Tree(TreeRefused::Repository(error))
    }
}

/// The files of an element at one moment, by path. Contents are read only where a comparison needs them.
pub struct FileSet<'a>(BTreeMap<TreePath, File<'a>>);

enum File<'a> {
    Packed(&'a Archive, &'a ArchiveEntry),
    Blob(&'a Repository, Oid),
    Submodule(Oid),
}

/// What happened to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileStatus {
    /// It is only in the second set.
    Added,
    /// It is only in the first set.
    Removed,
    /// Its content differs.
    Changed,
}

/// A file that differs between two sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileChange {
    /// Its path in the element's folder.
    pub path: TreePath,
    /// What happened to it.
    pub status: FileStatus,
    /// Whether it only says where things stand on the page: noise to most reviewers.
    pub is_layout_only: bool,
}

impl<'a> FileSet<'a> {
    /// The files of an artifact, without its metadata.
    pub fn of_archive(archive: &'a Archive) -> Self {
        let files = archive
            .entries()
            .iter()
            .filter(|entry| !entry.is_folder() && entry.path().as_bytes() != METADATA_FILE.as_bytes());
        Self(
            files
                .map(|entry| (entry.path().clone(), File::Packed(archive, entry)))
                .collect(),
        )
    }

    /// The files of an element's folder in Git. A symbolic link counts as a file that holds its target.
    pub fn of_tree(repository: &'a Repository, tree: ObjectId) -> Result<Self, CompareError> {
        let found = list(repository, tree.to_git().map_err(Error::from)?)?;
        let files = found.into_iter().filter_map(|found| {
            let file = match found.kind {
                Kind::Folder => return None,
                Kind::File | Kind::SymbolicLink => File::Blob(repository, found.id),
                Kind::Submodule => File::Submodule(found.id),
            };
            Some((found.path, file))
        });
        Ok(Self(files.collect()))
    }

    /// No files: what an element was before its first release.
    pub fn empty() -> Self {
        Self(BTreeMap::new())
    }

    /// The size of all contents together, in bytes.
    pub fn total_size(&self) -> Result<u64, CompareError> {
        self.0.values().map(File::size).sum()
    }

    /// The paths of all files, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &TreePath> {
        self.0.keys()
    }

    /// The content of a file; nothing where there is none.
    pub fn read(&self, path: &TreePath) -> Result<Option<Vec<u8>>, CompareError> {
        self.0.get(path).map(File::read).transpose()
    }
}

impl File<'_> {
    /// The content. A submodule reads as Git's own differences show it.
    fn read(&self) -> Result<Vec<u8>, CompareError> {
        match self {
            Self::Packed(archive, entry) => Ok(archive.unpack(entry)?),
            Self::Blob(repository, id) => {
                let blob = repository.find_blob(*id).map_err(|error| damaged(*id, &error))?;
                Ok(blob.content().to_vec())
            }
            Self::Submodule(id) => Ok(submodule_text(*id)),
        }
    }

    /// The size of the content in bytes.
    fn size(&self) -> Result<u64, CompareError> {
        match self {
            Self::Packed(_, entry) => Ok(entry.size()),
            Self::Blob(repository, id) => {
                let objects = repository.odb().map_err(Error::from)?;
                let (size, _) = objects.read_header(*id).map_err(|error| damaged(*id, &error))?;
                Ok(size as u64)
            }
            Self::Submodule(id) => Ok(submodule_text(*id).len() as u64),
        }
    }

    /// Whether the contents are equal; unpacks files of artifacts, but reads no blob.
    fn is_same(&self, other: &Self) -> Result<bool, CompareError> {
        match (self, other) {
            (Self::Packed(one, one_entry), Self::Packed(two, two_entry)) => {
                // A checksum tells that two contents differ, never that they are equal.
                Ok(one_entry.size() == two_entry.size()
                    && one_entry.crc() == two_entry.crc()
                    && one.unpack(one_entry)? == two.unpack(two_entry)?)
            }
            (Self::Packed(archive, entry), Self::Blob(_, id))
            | (Self::Blob(_, id), Self::Packed(archive, entry)) => {
                let content = archive.unpack(entry)?;
                Ok(Oid::hash_object(ObjectType::Blob, &content).map_err(Error::from)? == *id)
            }
            (Self::Blob(_, one), Self::Blob(_, two)) | (Self::Submodule(one), Self::Submodule(two)) => {
                Ok(one == two)
            }
            (Self::Submodule(_), _) | (_, Self::Submodule(_)) => Ok(false),
        }
    }
}

fn submodule_text(id: Oid) -> Vec<u8> {
    format!("Subproject commit {}\n", id.to_domain()).into_bytes()
}

/// The files that differ, sorted by path.
pub fn changes(before: &FileSet<'_>, after: &FileSet<'_>) -> Result<Vec<FileChange>, CompareError> {
    each_change(before, after).collect()
}

/// Whether no file differs; stops at the first that does.
pub fn is_same(before: &FileSet<'_>, after: &FileSet<'_>) -> Result<bool, CompareError> {
    Ok(each_change(before, after).next().transpose()?.is_none())
}

/// The difference of one file; reads neither side where one is too large to be shown.
pub fn file_difference(
    before: &FileSet<'_>,
    after: &FileSet<'_>,
    path: &TreePath,
    context: Context,
) -> Result<Difference, CompareError> {
    let size = |files: &FileSet<'_>| files.0.get(path).map(File::size).transpose();
    let (before_size, after_size) = (size(before)?, size(after)?);
    if is_too_large(before_size, after_size) {
        return Ok(Difference::TooLarge {
            before: before_size,
            after: after_size,
        });
    }
    let (before, after) = (before.read(path)?, after.read(path)?);
    Ok(difference(before.as_deref(), after.as_deref(), context))
}

fn each_change(
    before: &FileSet<'_>,
    after: &FileSet<'_>,
) -> impl Iterator<Item = Result<FileChange, CompareError>> {
    let mut before = before.0.iter().peekable();
    let mut after = after.0.iter().peekable();
    std::iter::from_fn(move || {
        loop {
            let order = match (before.peek(), after.peek()) {
                (None, None) => return None,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some((one, _)), Some((two, _))) => one.cmp(two),
            };
            let (path, status) = match order {
                Ordering::Less => (before.next()?.0, FileStatus::Removed),
                Ordering::Greater => (after.next()?.0, FileStatus::Added),
                Ordering::Equal => {
                    let ((path, one), (_, two)) = (before.next()?, after.next()?);
                    match one.is_same(two) {
                        Ok(true) => continue,
                        Ok(false) => (path, FileStatus::Changed),
                        Err(error) => return Some(Err(error)),
                    }
                }
            };
            return Some(Ok(FileChange {
                path: path.clone(),
                status,
                is_layout_only: is_layout_only(path),
            }));
        }
    })
}

/// Retool keeps positions apart from what the page is: in `.positions/`, or in one file in older apps.
fn is_layout_only(path: &TreePath) -> bool {
    let path = path.as_bytes();
    path.starts_with(b".positions/") || path == b".positions.json" || path == b".mobile_positions.json"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_files_of_positions_are_layout() {
        for layout in [
            ".positions/.page1.positions.json",
            ".positions.json",
            ".mobile_positions.json",
        ] {
            assert!(is_layout_only(&layout.parse().unwrap()), "{layout}");
        }
        for other in [
            ".positions",
            "src/.positions/page.json",
            "main.rsx",
            "positions.json",
        ] {
            assert!(!is_layout_only(&other.parse().unwrap()), "{other}");
        }
    }
}
