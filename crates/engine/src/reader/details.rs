//! What a release's zip says of itself, read when it is shown and then remembered.

use std::collections::HashMap;

use git2::Repository;
use manifold_domain::object::{CommitId, ObjectId, Timestamp};

use super::{Reader, held};
use crate::Result;
use crate::artifact::Archive;
use crate::ids::ToGit;
use crate::objects::{self, Content};

/// The largest artifact that is opened, in bytes: what all its entries may hold (`docs/security.md`).
const LARGEST_ARTIFACT: usize = 512 << 20;
/// How many artifacts are remembered, and how many bytes of each description.
const MOST_REMEMBERED: usize = 50_000;
const LONGEST_DESCRIPTION: usize = 16 << 10;

/// What a release's zip says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleaseDetails {
    /// `releaseDescription`; empty where the metadata lacks it. Cut after 16 KiB.
    pub description: String,
    /// The commit that the folder was taken from, where the metadata names one.
    pub source: Option<CommitId>,
    /// The time that the zip carries, which is the release's commit's.
    pub created: Option<Timestamp>,
    /// The zip's size in bytes.
    pub size: u64,
    /// Why the zip or its metadata cannot be read, one sentence; the rest is then empty.
    pub problem: Option<String>,
}

pub(super) type Memory = HashMap<ObjectId, ReleaseDetails>;

impl Reader {
    /// What the artifact with this blob says of itself. A zip that is refused is no error: see
    /// [`ReleaseDetails::problem`].
    pub fn release_details(&self, repository: &Repository, blob: ObjectId) -> Result<ReleaseDetails> {
        if let Some(known) = held(&self.details).get(&blob) {
            return Ok(known.clone());
        }
        let details = match objects::blob(repository, blob.to_git()?, LARGEST_ARTIFACT)? {
            Content::Bytes(bytes) => read(bytes),
            Content::TooLarge(size) => ReleaseDetails {
                problem: Some(format!(
                    "The artifact has {} MiB, which is too large to open.",
                    size >> 20
                )),
                ..nothing_but(size)
            },
        };
        let mut remembered = held(&self.details);
        if remembered.len() >= MOST_REMEMBERED {
            remembered.clear();
        }
        remembered.insert(blob, details.clone());
        Ok(details)
    }
}

fn nothing_but(size: usize) -> ReleaseDetails {
    ReleaseDetails {
        description: String::new(),
        source: None,
        created: None,
        size: size as u64,
        problem: None,
    }
}

fn read(bytes: Vec<u8>) -> ReleaseDetails {
    let nothing = nothing_but(bytes.len());
    let archive = match Archive::open(bytes) {
        Ok(archive) => archive,
        Err(refused) => {
            return ReleaseDetails {
                problem: Some(refused.to_string()),
                ..nothing
            };
        }
    };
    let created = archive.time();
    match archive.metadata() {
        Ok(found) => {
            let found = found.unwrap_or_default();
            let mut description = found.release_description.unwrap_or_default();
            description.truncate(description.floor_char_boundary(LONGEST_DESCRIPTION));
            ReleaseDetails {
                description,
                source: found.git_sha.and_then(|id| id.parse().ok()).map(CommitId),
                created,
                ..nothing
            }
        }
        Err(problem) => ReleaseDetails {
            created,
            problem: Some(problem.to_string()),
            ..nothing
        },
    }
}
