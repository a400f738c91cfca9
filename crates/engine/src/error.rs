//! What can fail.

use manifold_domain::object::ObjectId;

/// The result of an engine function.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure. Its text says what failed; [`Error::code`] is what clients match.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The user cancelled.
    #[error("Cancelled.")]
    Cancelled,
    /// An object cannot be read.
    #[error("The repository's object {id} is damaged: {reason}")]
    ObjectDamaged {
        /// The object.
        id: ObjectId,
        /// What was found.
        reason: String,
    },
    /// libgit2 failed in a way that has no code of its own.
    #[error("Git failed: {}", .0.message())]
    Git(#[from] git2::Error),
    /// A file could not be read or written.
    #[error("{what}: {source}")]
    Io {
        /// What was being done, with the file's name.
        what: String,
        /// What the system answered.
        source: std::io::Error,
    },
}

/// What clients match. Few, each with a consumer in the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ErrorCode {
    /// The user cancelled.
    Cancelled,
    /// An object cannot be read.
    ObjectDamaged,
    /// Git failed otherwise.
    Git,
    /// A file could not be read or written.
    Io,
}

impl Error {
    /// What clients match.
    pub const fn code(&self) -> ErrorCode {
        match self {
            Self::Cancelled => ErrorCode::Cancelled,
            Self::ObjectDamaged { .. } => ErrorCode::ObjectDamaged,
            Self::Git(_) => ErrorCode::Git,
            Self::Io { .. } => ErrorCode::Io,
        }
    }
}
