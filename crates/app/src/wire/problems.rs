//! Everything that is wrong in a repository.

use super::releases::{ProblemView, RepositoryHeader};

/// Everything that is wrong in a repository.
#[derive(Clone, Debug, PartialEq)]
pub struct Problems {
    /// The repository, and which state of it this is.
    pub header: RepositoryHeader,
    /// The problems, by path.
    pub problems: Vec<ProblemView>,
}
