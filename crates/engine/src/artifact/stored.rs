//! Artifacts as the repository holds them.

use git2::Repository;
use manifold_domain::object::ObjectId;

use super::limits::MAX_TOTAL_SIZE;
use crate::ids::ToGit;
use crate::objects::{self, Content};
use crate::{Error, Result};

/// The bytes of the artifact with this blob. Fails where it is larger than all that an artifact may unpack to.
pub fn stored(repository: &Repository, blob: ObjectId) -> Result<Vec<u8>> {
    let limit = usize::try_from(MAX_TOTAL_SIZE).unwrap_or(usize::MAX);
    match objects::blob(repository, blob.to_git()?, limit)? {
        Content::Bytes(bytes) => Ok(bytes),
        Content::TooLarge(size) => Err(Error::ArtifactTooLarge { size: size as u64 }),
    }
}
