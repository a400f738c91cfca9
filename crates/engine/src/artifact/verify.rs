//! Whether an artifact holds what its source has: the element's folder at the commit that its metadata names.

use manifold_domain::object::{CommitId, ObjectId};

use super::archive::Archive;
use super::compare::{CompareError, FileChange, FileSet, FileStatus, changes};
use super::tree::TreeRefused;
use crate::Result;

/// What stands in a file in place of bytes that some program took for damaged text. Artifacts with it have been seen.
const REPLACEMENT: &str = "\u{fffd}";

/// What came of comparing an artifact with its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verification {
    /// Every file is as it is in the source, and there is no other.
    Matches {
        /// The commit that it was made from.
        source: CommitId,
    },
    /// Files differ.
    Differs {
        /// The commit that it says it was made from.
        source: CommitId,
        /// What would have to happen to the source to become the artifact, sorted by path.
        files: Vec<FileChange>,
    },
    /// There is nothing to compare it with.
    SourceNotFound {
        /// Why, one sentence.
        reason: String,
    },
    /// The artifact itself is not whole.
    Damaged {
        /// Why, one sentence.
        reason: String,
    },
}

/// Compares an artifact with its source. `tree_at` answers the tree of the element's folder at a commit; nothing where
/// the commit has no such element, or the repository no such commit.
pub fn verify(
    repository: &git2::Repository,
    artifact: Vec<u8>,
    tree_at: impl FnOnce(CommitId) -> Result<Option<ObjectId>>,
) -> Result<Verification> {
    let archive = match Archive::open(artifact) {
        Ok(archive) => archive,
        Err(refused) => return Ok(damaged(&refused)),
    };
    let metadata = match archive.metadata() {
        Ok(metadata) => metadata.unwrap_or_default(),
        Err(problem) => return Ok(damaged(&problem)),
    };
    let source = metadata.git_sha.and_then(|id| id.parse().ok()).map(CommitId);
    let Some(source) = source else {
        return Ok(Verification::SourceNotFound {
            reason: "It does not say which commit it was made from.".to_owned(),
        });
    };
    let Some(tree) = tree_at(source)? else {
        return Ok(Verification::SourceNotFound {
            reason: format!(
                "The commit {}, from which it was made, is not in the repository, or does not have this element.",
                source.0.short()
            ),
        });
    };
    match compared(repository, &archive, tree) {
        Ok(Compared::Same) => Ok(Verification::Matches { source }),
        Ok(Compared::Differs(files)) => Ok(Verification::Differs { source, files }),
        Ok(Compared::Replaced(reason)) => Ok(Verification::Damaged { reason }),
        Err(CompareError::Archive(refused)) => Ok(damaged(&refused)),
        Err(CompareError::Tree(TreeRefused::Repository(error))) => Err(error),
        Err(CompareError::Tree(refused)) => Ok(Verification::SourceNotFound {
            reason: refused.to_string(),
        }),
    }
}

enum Compared {
    Same,
    Differs(Vec<FileChange>),
    /// Text was damaged when the artifact was made: in which file, one sentence.
    Replaced(String),
}

fn compared(
    repository: &git2::Repository,
    archive: &Archive,
    tree: ObjectId,
) -> std::result::Result<Compared, CompareError> {
    let (source, artifact) = (FileSet::of_tree(repository, tree)?, FileSet::of_archive(archive));
    let files = changes(&source, &artifact)?;
    for file in files.iter().filter(|file| file.status == FileStatus::Changed) {
        let has_replacements =
            |content: Option<Vec<u8>>| content.is_some_and(|bytes| contains(&bytes, REPLACEMENT.as_bytes()));
        if has_replacements(artifact.read(&file.path)?) && !has_replacements(source.read(&file.path)?) {
            return Ok(Compared::Replaced(format!(
                "'{}' holds replacement characters (U+FFFD) that its source does not.",
                file.path
            )));
        }
    }
    Ok(if files.is_empty() {
        Compared::Same
    } else {
        Compared::Differs(files)
    })
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn damaged(reason: &dyn std::error::Error) -> Verification {
    Verification::Damaged {
        reason: reason.to_string(),
    }
}
