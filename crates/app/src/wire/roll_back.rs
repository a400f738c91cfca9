//! Roll back an instance: its manifest's recent changes.

use manifold_domain::element::ElementKey;
use manifold_domain::manifest::ManifestName;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::promote::LineChoice;
use super::releases::{Instance, RepositoryHeader};
use super::repositories::RepositoryId;
use super::waiting::EntryOnTheWay;

/// Asks for the recent changes of a manifest.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RollBackRequest {
    /// The repository.
    pub repository: RepositoryId,
    /// The manifest.
    pub manifest: ManifestName,
    /// Where to go on: the `next` of an earlier answer; nothing for the newest changes.
    pub after: Option<String>,
}

/// The recent changes of a manifest, with what taking each back would do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RollBackPage {
    /// The repository, and which state of it this is.
    pub header: RepositoryHeader,
    /// The instance.
    pub instance: Instance,
    /// The changes, newest first.
    pub changes: Vec<PastChange>,
    /// Asks for the changes before these; nothing where there are none.
    pub next: Option<String>,
}

/// One change of a manifest: a merged pull request, or a commit on the default branch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PastChange {
    /// The commit on the default branch.
    pub commit: String,
    /// When it was committed.
    pub time: i64,
    /// The author of the change.
    pub author: String,
    /// What it was called.
    pub title: String,
    /// The number of its pull request, where its message tells it.
    pub pull_request: Option<u32>,
    /// The pull request's page.
    pub url: Option<String>,
    /// The entries that it changed, with what taking them back would do.
    pub entries: Vec<PastEntry>,
    /// What else to know, a sentence: that the manifest was created with it, or could not be read before.
    pub note: Option<String>,
}

/// An entry that a change of the past changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PastEntry {
    /// The element.
    pub element: ElementKey,
    /// Its name; nothing where the repository does not have it.
    pub name: Option<String>,
    /// Its folder; nothing where the repository does not have it.
    pub folder: Option<String>,
    /// What the entry named before the change, and would again; nothing where it was not listed.
    pub before: Option<String>,
    /// What the change made it name; nothing where it removed it.
    pub after: Option<String>,
    /// What it names now; nothing where it is not listed.
    pub now: Option<String>,
    /// Whether it is rolled back.
    pub choice: LineChoice,
    /// Why it is not rolled back unasked, a sentence.
    pub reason: Option<String>,
    /// What the newest branch that is not merged makes of it.
    pub waits: Option<EntryOnTheWay>,
}
