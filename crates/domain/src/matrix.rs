//! The matrix: elements against instances, as the manifests of one snapshot say.

use crate::element::ElementKey;
use crate::layout::TreePath;
use crate::snapshot::Snapshot;
use crate::version::{Release, ReleaseVersion};

/// One row: an element, or a uuid that manifests list and no element has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The element's key.
    pub element: ElementKey,
    /// The element's name; nothing where the repository does not have the element.
    pub name: Option<String>,
    /// The element's folder; nothing where the repository does not have the element.
    pub folder: Option<TreePath>,
    /// The highest release that has an artifact.
    pub newest: Option<ReleaseVersion>,
    /// One cell per manifest of the snapshot, in its order.
    pub cells: Vec<Cell>,
}

/// What one manifest says of one element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The release; nothing where the manifest does not list the element or cannot be read.
    pub release: Option<Release>,
    /// How many artifacts are newer than the one named; 0 for `latest`.
    pub behind: usize,
    /// Whether the named release has no artifact.
    pub is_missing: bool,
}

/// The rows of the matrix: elements by kind and folder, then uuids that no element has.
pub fn rows(snapshot: &Snapshot) -> Vec<Row> {
    let _ = snapshot;
    todo!()
}
