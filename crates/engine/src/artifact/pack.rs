//! From a folder in a Git tree to the bytes of a release artifact.

use git2::Repository;
use manifold_domain::layout::TreePath;
use manifold_domain::object::{ObjectId, Timestamp};
use manifold_domain::release::{METADATA_FILE, ReleaseMetadata};

use super::dos_time::DosTime;
use super::lfs::is_lfs_pointer;
use super::limits::{MAX_ENTRIES, MAX_ENTRY_SIZE, MAX_METADATA_SIZE, MAX_TOTAL_SIZE};
use super::name::{self, NameProblem};
use super::tree::{Found, Kind, TreeRefused, damaged, list};
use super::write::{DoesNotFit, Writer};
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
    let found = list(repository, tree.to_git().map_err(Error::from)?)?;
    check(repository, &found)?;
    let mut writer = Writer::new(DosTime::new(time));
    for Found { path, kind, id } in found {
        if kind == Kind::Folder {
            writer.folder(path.as_bytes())?;
            continue;
        }
        let blob = repository.find_blob(id).map_err(|error| damaged(id, &error))?;
        if is_lfs_pointer(blob.content()) {
            return Err(PackError::LfsPointer { path });
        }
        writer.file(path.as_bytes(), blob.content())?;
    }
    writer.file(METADATA_FILE.as_bytes(), metadata.to_json().as_bytes())?;
    Ok(writer.finish()?)
}

/// Refuses what cannot be released, as far as that shows without reading a file: one may be larger than memory.
fn check(repository: &Repository, found: &[Found]) -> Result<(), PackError> {
    if found.len() == MAX_ENTRIES {
        // The metadata would be one entry more than anybody reads.
        return Err(TreeRefused::TooManyEntries.into());
    }
    let objects = repository.odb().map_err(Error::from)?;
    let mut total = 0;
    for Found { path, kind, id } in found {
        check_name(path)?;
        let path = || path.clone();
        match kind {
            Kind::Folder => {}
            Kind::SymbolicLink => return Err(PackError::SymbolicLink { path: path() }),
            Kind::Submodule => return Err(PackError::Submodule { path: path() }),
            Kind::File => {
                let (size, _) = objects.read_header(*id).map_err(|error| damaged(*id, &error))?;
                let size = size as u64;
                if size > MAX_ENTRY_SIZE {
                    return Err(PackError::FileTooLarge { path: path(), size });
                }
                total += size;
            }
        }
    }
    // Some room is left for the metadata, which counts as well.
    if total > MAX_TOTAL_SIZE - MAX_METADATA_SIZE {
        return Err(PackError::TooLarge);
    }
    Ok(())
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
