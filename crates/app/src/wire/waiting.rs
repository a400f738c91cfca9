//! What waits on branches that are not merged.

use manifold_domain::element::ElementKey;
use manifold_domain::manifest::ManifestName;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A branch that is not merged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Branch {
    /// Its name.
    pub name: String,
    /// The author of its last commit.
    pub author: String,
    /// When that was committed.
    pub time: i64,
    /// The number of its pull request, where the remote tells it.
    pub pull_request: Option<u32>,
    /// Its pull request's page, else the page that opens one; nothing where the remote has no web page.
    pub url: Option<String>,
}

/// A branch with what merging it would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WaitingBranch {
    /// The branch.
    pub branch: Branch,
    /// The first line of its last commit's message.
    pub title: String,
    /// Whether it has stood still for more than 30 days.
    pub is_old: bool,
    /// What merging it would change, in the order to show.
    pub changes: Vec<WaitingChange>,
    /// What cannot be told of it, or would not merge: a sentence each.
    pub objections: Vec<String>,
}

/// One thing that merging a branch would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum WaitingChange {
    /// An entry.
    Entry {
        /// The manifest.
        manifest: ManifestName,
        /// The element.
        element: ElementKey,
        /// Its name; its uuid where the repository does not have it.
        name: String,
        /// What the manifest says; nothing where not listed.
        from: Option<String>,
        /// What it would say; nothing where no longer listed.
        to: Option<String>,
    },
    /// A release.
    Release {
        /// The element.
        element: ElementKey,
        /// Its name; its uuid where the repository does not have it.
        name: String,
        /// The version.
        version: String,
        /// Whether the branch removes its artifact.
        is_removed: bool,
    },
    /// A whole manifest.
    Manifest {
        /// The manifest.
        manifest: ManifestName,
        /// Whether the branch creates it; else it deletes it.
        is_created: bool,
        /// How many entries it would start with, or has.
        entries: usize,
    },
}

/// A change of one entry that waits, with its branch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EntryOnTheWay {
    /// What the entry would name; nothing where it would no longer be listed.
    pub to: Option<String>,
    /// The branch.
    pub branch: Branch,
}

/// A change of one cell that waits. Short, for there may be many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CellWaits {
    /// What the entry would name; nothing where it would no longer be listed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[ts(optional)]
    pub to: Option<String>,
    /// The branch: an index into the page's `waiting`.
    pub branch: usize,
}
