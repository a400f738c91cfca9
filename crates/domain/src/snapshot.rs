//! What the repository says at one commit: an immutable value.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::element::{Element, ElementKey};
use crate::layout::TreePath;
use crate::manifest::{Manifest, ManifestName, ManifestProblem};
use crate::object::{CommitId, ObjectId, Timestamp};
use crate::problem::Problem;
use crate::version::{Release, ReleaseVersion};

/// The format of the protected apps, from `.retool/protected-apps.yaml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RepositoryFormat {
    /// `version: 2.0.0`.
    Toolscript,
    /// `version: 1.0.0`.
    LegacyYaml,
    /// Missing or another version: both ways of recognising an app are tried.
    Unknown,
}

/// A release artifact in the tree. Its metadata is inside the zip and is read when it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArtifactFile {
    /// The version in its file name.
    pub version: ReleaseVersion,
    /// Where it is.
    pub path: TreePath,
    /// Its content.
    pub blob: ObjectId,
    /// Whether it stands directly in the element's folder, as older documentation draws it.
    pub is_legacy_location: bool,
}

/// A manifest in the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManifestFile {
    /// The name of the instance: the file's stem.
    pub name: ManifestName,
    /// Where it is.
    pub path: TreePath,
    /// Its content's id.
    pub blob: ObjectId,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// What it means, or every reason why it cannot be read; never both.
    pub content: Result<Manifest, Vec<ManifestProblem>>,
}

/// What the repository says at one commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The commit.
    pub commit: CommitId,
    /// When it was committed.
    pub time: Timestamp,
    /// The format of the apps.
    pub format: RepositoryFormat,
    /// The elements, by kind and then by folder (byte order). Two may share one key: that is a problem.
    pub elements: Vec<Arc<Element>>,
    /// The manifests, by name.
    pub manifests: Vec<Arc<ManifestFile>>,
    /// The artifacts of each element, newest first; also of elements that no longer exist.
    pub artifacts: BTreeMap<ElementKey, Arc<[ArtifactFile]>>,
    /// Everything that is wrong, by path.
    pub problems: Vec<Problem>,
    /// Folders below `apps/`, `workflows/` and `apps-v2/` that directly hold files but belong to no element.
    pub ignored_folders: usize,
}

impl Snapshot {
    /// The manifest of this name.
    pub fn manifest(&self, name: &ManifestName) -> Option<&ManifestFile> {
        self.manifests
            .iter()
            .map(Arc::as_ref)
            .find(|manifest| manifest.name == *name)
    }

    /// The element of this key; the first in folder order where two share it.
    pub fn element(&self, key: &ElementKey) -> Option<&Element> {
        self.elements
            .iter()
            .map(Arc::as_ref)
            .find(|element| element.kind == key.kind && element.id == key.id)
    }

    /// The element in this folder.
    pub fn element_at(&self, folder: &TreePath) -> Option<&Element> {
        self.elements
            .iter()
            .map(Arc::as_ref)
            .find(|element| element.folder == *folder)
    }

    /// The artifacts of an element, newest first.
    pub fn artifacts_of(&self, key: &ElementKey) -> &[ArtifactFile] {
        self.artifacts.get(key).map_or(&[], AsRef::as_ref)
    }

    /// One artifact of an element.
    pub fn artifact(&self, key: &ElementKey, version: &ReleaseVersion) -> Option<&ArtifactFile> {
        self.artifacts_of(key)
            .iter()
            .find(|artifact| artifact.version == *version)
    }

    /// Whether a release that a manifest names has no artifact. `latest` needs none, and those of new-style apps are
    /// not in the tree.
    pub fn is_missing(&self, key: &ElementKey, release: &Release) -> bool {
        match release {
            Release::Latest => false,
            Release::Version(version) => key.kind.is_releasable() && self.artifact(key, version).is_none(),
        }
    }
}
