//! Whether artifacts hold what their source has.

use super::artifact::FileChange;

/// What came of comparing an artifact with the element's folder at the commit that it names as its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verification {
    /// Every file is as it is in the source, and there is no other.
    Matches {
        /// The commit, 40 hexadecimal digits.
        source: String,
    },
    /// Files differ.
    Differs {
        /// The commit that it says it was made from.
        source: String,
        /// What would have to happen to the source to become the artifact, in path order.
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
