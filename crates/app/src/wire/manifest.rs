//! One manifest as it stands in the repository.

use manifold_domain::manifest::ManifestName;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::releases::{ProblemView, RepositoryHeader, Since};
use super::repositories::RepositoryId;

/// Asks about one manifest.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ManifestRequest {
    /// The repository.
    pub repository: RepositoryId,
    /// The manifest.
    pub manifest: ManifestName,
}

/// The page of a manifest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ManifestPage {
    /// The repository, and which state of it this is.
    pub header: RepositoryHeader,
    /// The manifest.
    pub manifest: ManifestName,
    /// Whether it is *Production*.
    pub is_production: bool,
    /// Where it is.
    pub path: String,
    /// The text of the file; bytes that are not UTF-8 are replaced.
    pub text: String,
    /// When it last changed.
    pub last_change: Option<Since>,
    /// What is wrong with it.
    pub problems: Vec<ProblemView>,
}
