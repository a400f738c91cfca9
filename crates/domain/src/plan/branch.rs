//! Names of branches.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The short name of a branch, without `refs/heads/`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(type = "string"))]
pub struct BranchName(Box<str>);

/// A text that Git does not allow as a branch's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("Git does not allow this as a branch name: {0}")]
pub struct NotABranchName(pub String);

/// Four random bytes that end an automatic branch name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BranchToken(pub [u8; 4]);

impl BranchName {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for BranchName {
    type Error = NotABranchName;

    fn try_from(text: String) -> Result<Self, NotABranchName> {
        Ok(Self(text.into()))
    }
}

impl From<BranchName> for String {
    fn from(name: BranchName) -> Self {
        name.0.into()
    }
}

impl fmt::Display for BranchName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
