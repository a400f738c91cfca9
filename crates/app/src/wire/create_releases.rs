//! Create releases of many elements at once.

use manifold_domain::element::ElementKey;
use manifold_domain::version::Bump;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::element::VersionChoice;
use super::operation::OperationId;
use super::releases::{Instance, RepositoryHeader};
use super::repositories::RepositoryId;

/// Asks about releases of the elements in these folders.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CreateReleasesRequest {
    /// The repository.
    pub repository: RepositoryId,
    /// The folders.
    pub folders: Vec<String>,
    /// The operation: telling what changed reads the newest artifact of each.
    pub operation: OperationId,
}

/// The Create releases page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CreateReleasesPage {
    /// The repository, and which state of it this is.
    pub header: RepositoryHeader,
    /// The elements, in the order of the matrix.
    pub elements: Vec<ElementToRelease>,
    /// The instances that could use the releases, in column order: those whose manifest can be changed.
    pub instances: Vec<Instance>,
}

/// An element that could be released.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ElementToRelease {
    /// The element.
    pub element: ElementKey,
    /// Its name.
    pub name: String,
    /// Its folder.
    pub folder: String,
    /// The highest release there is.
    pub newest: Option<String>,
    /// The versions to choose from.
    pub versions: Vec<VersionChoice>,
    /// The one that is chosen at first.
    pub chosen: Bump,
    /// Whether the content equals the newest release's.
    pub is_unchanged: bool,
    /// Why no release can be created, where none can.
    pub not_releasable: Option<String>,
}
