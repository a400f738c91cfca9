//! Whether artifacts hold what their source has.

use manifold_engine::artifact::{self, stored};
use manifold_engine::reader::Reader;

use crate::App;
use crate::artifact::{file_change, find};
use crate::wire::artifact::ArtifactRequest;
use crate::wire::error::Failure;
use crate::wire::verify::Verification;

impl App {
    /// Compares an artifact with the element's folder at the commit that it names as its source.
    pub fn verify(&self, request: ArtifactRequest) -> Result<Verification, Failure> {
        let open = self.opened(&request.repository)?;
        let snapshot = open.snapshot()?;
        let file = find(&snapshot, &request.element, &request.version)?;
        // A reader of its own: the repository's remembers what the default branch says now.
        let past = Reader::new();
        let verified = open.with_mirror(|mirror| {
            let git = mirror.git();
            Ok(artifact::verify(git, stored(git, file.blob)?, |source| {
                past.tree_at(git, source, &request.element)
            })?)
        })?;
        Ok(match verified {
            artifact::Verification::Matches { source } => Verification::Matches {
                source: source.to_string(),
            },
            artifact::Verification::Differs { source, files } => Verification::Differs {
                source: source.to_string(),
                files: files.into_iter().map(file_change).collect(),
            },
            artifact::Verification::SourceNotFound { reason } => Verification::SourceNotFound { reason },
            artifact::Verification::Damaged { reason } => Verification::Damaged { reason },
        })
    }
}
