//! From an intent to exactly what would be pushed.
//!
//! Pure: the plan for one intent against one snapshot is always the same. `engine::publish` carries a plan out
//! to the letter; the window shows it to the letter.

mod also;
mod answer;
mod body;
mod branch;
mod choices;
mod entries;
mod findings;
mod found;
mod manifests;
mod meanwhile;
mod releases;
mod subject;
mod taken;
#[cfg(test)]
mod tests;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::element::ElementKey;
use crate::layout::TreePath;
use crate::manifest::ManifestName;
use crate::object::Timestamp;
use crate::snapshot::Snapshot;
use crate::version::{Release, ReleaseVersion};
use crate::waiting::{Waiting, whose_branch};

pub use answer::{
    EditContent, Meaning, Plan, PlanAnswer, PlannedCommit, Refusal, RefusalCode, TreeEdit, Warning,
    WarningCode,
};
pub use body::DEFAULT_TEMPLATE;
pub use branch::{BranchName, BranchPurpose, BranchToken, NotABranchName};
pub use choices::{VersionChoices, version_choices};
pub(crate) use found::readable;
pub use taken::taken_meanwhile;

/// What a person wants to change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Intent {
    /// A new manifest.
    CreateManifest {
        /// The name as typed; checked by the plan.
        name: String,
        /// What it starts with.
        start: StartFrom,
        /// Why, for the commit's body.
        why: String,
    },
    /// Other releases in manifests that exist.
    ChangeManifests {
        /// The changes, in any order.
        changes: Vec<ManifestChange>,
        /// Why, for the commit's body.
        why: String,
        /// Whether they take back what was done before: then a reason is asked for.
        is_roll_back: bool,
    },
    /// A manifest as a program writes it, without a look at what is there: created where it is missing.
    WriteManifest {
        /// Its name; where no manifest has it, checked by the plan.
        name: String,
        /// What its apps and workflows should be.
        content: ManifestContent,
        /// Why, for the commit's body.
        why: String,
    },
    /// A manifest less.
    DeleteManifest {
        /// Which one.
        manifest: ManifestName,
        /// Why, for the commit's body.
        why: String,
    },
    /// New releases, and the manifests that should use them.
    CreateReleases {
        /// The releases, at least one, each of another element.
        releases: Vec<NewRelease>,
        /// What is new, for the metadata of each.
        description: String,
        /// The manifests that should name them.
        set_on: Vec<ManifestName>,
        /// Whether a release whose content equals the newest release's is wanted all the same.
        accept_unchanged: bool,
    },
}

/// What a new manifest starts with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum StartFrom {
    /// No entries.
    Empty,
    /// The entries of another manifest.
    CopyOf {
        /// Which one.
        manifest: ManifestName,
    },
    /// Every classic app and workflow at `latest`.
    EveryElementAtLatest,
}

/// What the apps and workflows of a manifest should be. New-style apps stay as they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ManifestContent {
    /// None, in a manifest that is not there yet.
    New,
    /// These alone: entries that are not among them go.
    Exactly {
        /// The entries, in any order.
        entries: Vec<NamedRelease>,
    },
    /// What they are, and this one.
    With {
        /// The entry.
        entry: NamedRelease,
    },
}

/// The release that a manifest should name for an element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct NamedRelease {
    /// The element.
    pub element: ElementKey,
    /// The release.
    pub release: Release,
}

/// One entry of one manifest, changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ManifestChange {
    /// The manifest.
    pub manifest: ManifestName,
    /// The element.
    pub element: ElementKey,
    /// The release it should name; nothing removes the entry.
    pub release: Option<Release>,
}

/// One release to create.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct NewRelease {
    /// The element's folder: unlike its uuid, always one of a kind.
    pub folder: TreePath,
    /// The version as typed or chosen; checked by the plan.
    pub version: String,
}

/// What is already taken outside the default branch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Elsewhere {
    /// Versions whose zip some other branch has and the default branch has not.
    pub versions: BTreeMap<(ElementKey, ReleaseVersion), Holder>,
    /// Manifests that some other branch has and the default branch has not.
    pub manifests: BTreeMap<ManifestName, Holder>,
    /// Every branch that there is.
    pub branches: BTreeSet<BranchName>,
}

/// The branch that has something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Its name.
    pub branch: BranchName,
    /// The name of its last commit's author.
    pub author: String,
    /// When that was committed.
    pub time: Timestamp,
}

impl Holder {
    /// Whose branch it is, for a sentence: `Sample reviewer's branch fix-orders`.
    pub fn whose(&self) -> String {
        whose_branch(&self.author, &self.branch)
    }
}

/// Everything but the intent that a plan depends on.
pub struct PlanContext<'a> {
    /// What the default branch says.
    pub snapshot: &'a Snapshot,
    /// The default branch, for texts.
    pub default_branch: &'a BranchName,
    /// What other branches have taken.
    pub elsewhere: &'a Elsewhere,
    /// What waits on other branches.
    pub waiting: &'a Waiting,
    /// Folders whose files equal their newest release's, byte for byte.
    pub unchanged: &'a [TreePath],
    /// The committer's e-mail address: its local part opens the branch's name.
    pub email: &'a str,
    /// Four random bytes: they end the branch's name.
    pub token: BranchToken,
    /// The branch's name where the user typed one.
    pub branch: Option<&'a BranchName>,
    /// The first commit's message where somebody wrote one.
    pub message: Option<&'a str>,
    /// The pull request's text, with `{title}` and `{changes}`.
    pub template: &'a str,
}

/// Plans an intent.
pub fn plan(intent: &Intent, context: &PlanContext<'_>) -> PlanAnswer {
    match intent {
        Intent::CreateManifest { name, start, why } => manifests::create(name, start, why, context),
        Intent::ChangeManifests {
            changes,
            why,
            is_roll_back,
        } => manifests::change(changes, why, *is_roll_back, context),
        Intent::WriteManifest { name, content, why } => write::write(name, content, why, context),
        Intent::DeleteManifest { manifest, why } => manifests::delete(manifest, why, context),
        Intent::CreateReleases {
            releases,
            description,
            set_on,
            accept_unchanged,
        } => releases::create(releases, description, set_on, *accept_unchanged, context),
    }
}
