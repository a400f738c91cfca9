//! Reading a manifest: its meaning, or every reason why it has none.

use super::Manifest;
use crate::problem::Position;

/// A reason why a manifest cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {}, column {}: {message}", position.line, position.column)]
pub struct ManifestProblem {
    /// Where in the file.
    pub position: Position,
    /// What is wrong, one sentence.
    pub message: String,
}

/// Reads a manifest.
pub fn read(bytes: &[u8]) -> Result<Manifest, Vec<ManifestProblem>> {
    let _ = bytes;
    todo!()
}
