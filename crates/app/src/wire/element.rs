//! The page of an app or workflow, and Create release.

use manifold_domain::element::ElementKey;
use manifold_domain::manifest::ManifestName;
use manifold_domain::version::Bump;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::artifact::FileChange;
use super::releases::{ProblemView, RepositoryHeader};
use super::repositories::RepositoryId;
use super::waiting::Branch;

/// Asks about the element in a folder.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ElementRequest {
    /// The repository.
    pub repository: RepositoryId,
    /// The element's folder.
    pub folder: String,
}

/// The page of an app or workflow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ElementPage {
    /// The repository, and which state of it this is.
    pub header: RepositoryHeader,
    /// The element.
    pub element: ElementKey,
    /// Its name.
    pub name: String,
    /// Its folder.
    pub folder: String,
    /// What each instance's manifest says of it, in column order.
    pub on: Vec<OnInstance>,
    /// Its releases, newest first.
    pub releases: Vec<ReleaseRow>,
    /// Why Manifold cannot create releases of it, where it cannot.
    pub not_releasable: Option<String>,
    /// What is wrong with it.
    pub problems: Vec<ProblemView>,
}

/// What an instance's manifest says of an element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OnInstance {
    /// The manifest.
    pub manifest: ManifestName,
    /// Whether it is *Production*.
    pub is_production: bool,
    /// The release; nothing where not listed.
    pub release: Option<String>,
    /// Whether the release has no artifact.
    pub missing: bool,
    /// Why the manifest cannot be changed, where it cannot.
    pub unreadable: Option<String>,
}

/// A release in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReleaseRow {
    /// The version.
    pub version: String,
    /// Its description.
    pub description: String,
    /// Who added it; nothing where the history does not tell.
    pub author: Option<String>,
    /// When it was created.
    pub created: Option<i64>,
    /// The size of the zip in bytes.
    pub size: u64,
    /// The manifests that name it.
    pub on: Vec<ManifestName>,
    /// Whether it stands directly in the element's folder.
    pub is_legacy_location: bool,
    /// Why it cannot be opened, where it cannot.
    pub problem: Option<String>,
}

/// The Create release page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CreateReleasePage {
    /// The repository, and which state of it this is.
    pub header: RepositoryHeader,
    /// The element.
    pub element: ElementKey,
    /// Its name.
    pub name: String,
    /// Its folder.
    pub folder: String,
    /// The versions to choose from.
    pub versions: Vec<VersionChoice>,
    /// The one that is chosen at first.
    pub chosen: Bump,
    /// The highest release there is.
    pub newest: Option<String>,
    /// Versions that another branch has taken, highest first.
    pub taken_elsewhere: Vec<TakenVersion>,
    /// Commits to the folder since the newest release was taken; nothing without one, or where its commit is
    /// not to be found.
    pub commits: Option<CommitsSince>,
    /// The files that differ from the newest release; all files where there is none.
    pub changes: Vec<FileChange>,
    /// Why the changes cannot be told, where they cannot.
    pub changes_problem: Option<String>,
    /// Whether the content equals the newest release's.
    pub is_unchanged: bool,
    /// The instances that could use the release, in column order.
    pub on: Vec<OnInstance>,
    /// Why no release can be created, where none can.
    pub not_releasable: Option<String>,
}

/// A version to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VersionChoice {
    /// Which number goes up.
    pub bump: Bump,
    /// The version.
    pub version: String,
}

/// A version that another branch has taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TakenVersion {
    /// The version.
    pub version: String,
    /// The branch.
    pub branch: Branch,
}

/// Commits since a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CommitsSince {
    /// How many.
    pub count: usize,
    /// The newest of them, newest first.
    pub newest: Vec<CommitLine>,
}

/// A commit in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CommitLine {
    /// The commit, 40 hexadecimal digits.
    pub commit: String,
    /// The first line of its message.
    pub subject: String,
    /// Its author's name.
    pub author: String,
    /// When it was committed.
    pub time: i64,
}
