//! From a folder in a Git tree to the bytes of a release artifact.

use git2::{Blob, Oid, Repository};
use manifold_domain::layout::TreePath;
use manifold_domain::object::{ObjectId, Timestamp};
use manifold_domain::release::{METADATA_FILE, ReleaseMetadata};

use super::dos_time::DosTime;
use super::lfs::{is_lfs_pointer, may_be_lfs_pointer};
use super::limits::{MAX_ENTRIES, MAX_ENTRY_SIZE, MAX_METADATA_SIZE, MAX_TOTAL_SIZE};
use super::name::{self, NameProblem};
use super::tree::{Found, Kind, TreeRefused, damaged, list};
use super::write::{self, DoesNotFit, Writer};
use crate::error::Error;
use crate::ids::ToGit;

/// Why a folder cannot be released.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// The folder cannot be listed.
    #[error(transparent)]
    Tree(#[from] TreeRefused),
    /// What Git LFS left in place of a file's content.
    #[error("'{path}' is a Git LFS pointer: its content is not in the repository.")]
    LfsPointer {
        /// The file, relative to the folder.
        path: TreePath,
    },
    /// A symbolic link.
    #[error("'{path}' is a symbolic link, which a release cannot hold.")]
    SymbolicLink {
        /// The link, relative to the folder.
        path: TreePath,
    },
    /// A submodule.
    #[error("'{path}' is a submodule, which a release cannot hold.")]
    Submodule {
        /// The submodule, relative to the folder.
        path: TreePath,
    },
    /// A name that would be unsafe, or lost, in an archive.
    #[error("'{path}' cannot be released: {problem}.")]
    Name {
        /// The file or folder, relative to the folder.
        path: TreePath,
        /// What is wrong with its name.
        problem: NameProblem,
    },
    /// The folder holds the file that the release adds. To drop it would release something else than the folder.
    #[error("The folder holds a '{METADATA_FILE}' of its own, which every release adds. Remove it first.")]
    MetadataInFolder,
    /// A file above [`MAX_ENTRY_SIZE`].
    #[error("'{path}' has {size} bytes; a file in a release has at most {MAX_ENTRY_SIZE}.")]
    FileTooLarge {
        /// The file, relative to the folder.
        path: TreePath,
        /// Its size in bytes.
        size: u64,
    },
    /// All files together are above [`MAX_TOTAL_SIZE`].
    #[error("The folder holds more than {MAX_TOTAL_SIZE} bytes, the most that a release may.")]
    TooLarge,
}

impl From<Error> for PackError {
    fn from(error: Error) -> Self {
        Self::Tree(TreeRefused::Repository(error))
    }
}

impl From<DoesNotFit> for PackError {
    fn from(_: DoesNotFit) -> Self {
        Self::TooLarge
    }
}

/// The bytes of the release artifact of a folder, equal to what Retool writes (docs/formats.md).
///
/// Entries come in Git's order, stored, with the release's `time` in UTC; `release-metadata.json` is the last one.
/// Executable bits are dropped, and so are artifacts that lie directly in the folder.
pub fn pack(
    repository: &Repository,
    tree: ObjectId,
    metadata: &ReleaseMetadata,
    time: Timestamp,
) -> Result<Vec<u8>, PackError> {
    let mut writer = Writer::new(DosTime::new(time));
    for entry in checked(repository, tree)? {
        match entry.size {
            None => writer.folder(entry.path.as_bytes())?,
            Some(_) => writer.file(entry.path.as_bytes(), content(repository, &entry)?.content())?,
        }
    }
    writer.file(METADATA_FILE.as_bytes(), metadata.to_json().as_bytes())?;
    Ok(writer.finish()?)
}

/// How many bytes [`pack`] would give, or why it would not. Reads no file but the small ones that Git LFS may have left.
pub fn packed_size(
    repository: &Repository,
    tree: ObjectId,
    metadata: &ReleaseMetadata,
) -> Result<u64, PackError> {
    let mut total = write::END_SIZE + write::entry_size(METADATA_FILE.len(), metadata.to_json().len() as u64);
    for entry in checked(repository, tree)? {
        let name = entry.path.as_bytes().len();
        total += match entry.size {
            // Its name ends with a slash.
            None => write::entry_size(name + 1, 0),
            Some(size) => {
                if may_be_lfs_pointer(size) {
                    content(repository, &entry)?;
                }
                write::entry_size(name, size)
            }
        };
    }
    Ok(total)
}

/// A file or folder that may be released as far as its name and size tell.
struct Entry {
    path: TreePath,
    id: Oid,
    /// In bytes; nothing for a folder.
    size: Option<u64>,
}

/// What a release of this tree holds, without its metadata. Refuses what shows without reading a file: one may be larger than
/// memory.
fn checked(repository: &Repository, tree: ObjectId) -> Result<Vec<Entry>, PackError> {
    let found = list(repository, tree.to_git().map_err(Error::from)?)?;
    if found.len() == MAX_ENTRIES {
        // The metadata would be one entry more than anybody reads.
        return Err(TreeRefused::TooManyEntries.into());
    }
    let objects = repository.odb().map_err(Error::from)?;
    let mut total = 0;
    let mut entries = Vec::with_capacity(found.len());
    for Found { path, kind, id } in found {
        check_name(&path)?;
        let size = match kind {
            Kind::Folder => None,
            Kind::SymbolicLink => return Err(PackError::SymbolicLink { path }),
            Kind::Submodule => return Err(PackError::Submodule { path }),
            Kind::File => {
                let (size, _) = objects.read_header(id).map_err(|error| damaged(id, &error))?;
                let size = size as u64;
                if size > MAX_ENTRY_SIZE {
                    return Err(PackError::FileTooLarge { path, size });
                }
                total += size;
                Some(size)
            }
        };
        entries.push(Entry { path, id, size });
    }
    // Some room is left for the metadata, which counts as well.
    if total > MAX_TOTAL_SIZE - MAX_METADATA_SIZE {
        return Err(PackError::TooLarge);
    }
    Ok(entries)
}

/// What a file holds, unless Git LFS has left a pointer there.
fn content<'r>(repository: &'r Repository, entry: &Entry) -> Result<Blob<'r>, PackError> {
    let blob = repository
        .find_blob(entry.id)
        .map_err(|error| damaged(entry.id, &error))?;
    if is_lfs_pointer(blob.content()) {
        return Err(PackError::LfsPointer {
            path: entry.path.clone(),
        });
    }
    Ok(blob)
}

fn check_name(path: &TreePath) -> Result<(), PackError> {
    if path.as_bytes() == METADATA_FILE.as_bytes() {
        return Err(PackError::MetadataInFolder);
    }
    let is_text = std::str::from_utf8(path.as_bytes()).is_ok();
    let named = if is_text {
        name::check(path.as_bytes())
    } else {
        Err(NameProblem::NotUtf8)
    };
    named.map_err(|problem| PackError::Name {
        path: path.clone(),
        problem,
    })
}
