//! Everything that is wrong in a repository.

use super::releases::{ProblemView, RepositoryHeader};

/// Everything that is wrong in a repository.
#[derive(Clone, Debug, PartialEq)]
pub struct Problems {
    /// What was looked at.
    pub inspected: Inspected,
    /// The problems, by path.
    pub problems: Vec<ProblemView>,
}

/// A commit that was looked at, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspected {
    /// The repository's address, or the folder that it is in.
    pub address: String,
    /// The default branch, where it is that branch's tip.
    pub default_branch: Option<String>,
    /// The commit, 40 hexadecimal digits.
    pub commit: String,
    /// When it was committed.
    pub commit_time: i64,
}

impl From<&RepositoryHeader> for Inspected {
    fn from(header: &RepositoryHeader) -> Self {
        Self {
            address: header.repository.address.clone(),
            default_branch: Some(header.default_branch.clone()),
            commit: header.commit.clone(),
            commit_time: header.commit_time,
        }
    }
}
