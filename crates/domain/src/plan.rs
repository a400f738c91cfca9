//! From an intent to exactly what would be pushed.
//!
//! Pure: the plan for one intent against one snapshot is always the same. `engine::publish` carries a plan out
//! to the letter; the window shows it to the letter.

mod body;
mod branch;
mod manifests;
mod releases;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::element::ElementKey;
use crate::layout::TreePath;
use crate::manifest::ManifestName;
use crate::object::{CommitId, ObjectId};
use crate::release::ReleaseMetadata;
use crate::snapshot::Snapshot;
use crate::version::{Release, ReleaseVersion};

pub use branch::{BranchName, BranchToken, NotABranchName};

/// What a person wants to change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
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
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
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

/// One entry of one manifest, changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
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
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct NewRelease {
    /// The element's folder: unlike its uuid, always one of a kind.
    pub folder: TreePath,
    /// The version as typed or chosen; checked by the plan.
    pub version: String,
}

/// What other branches of the remote have already taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Elsewhere {
    /// Versions whose zip some other branch has and the default branch has not, with the branch's name.
    pub versions: BTreeMap<(ElementKey, ReleaseVersion), String>,
    /// Manifests that some other branch has and the default branch has not, with the branch's name.
    pub manifests: BTreeMap<ManifestName, String>,
}

/// Everything but the intent that a plan depends on.
pub struct PlanContext<'a> {
    /// What the default branch says.
    pub snapshot: &'a Snapshot,
    /// The default branch, for texts.
    pub default_branch: &'a BranchName,
    /// What other branches have taken.
    pub elsewhere: &'a Elsewhere,
    /// Folders whose files equal their newest release's, byte for byte.
    pub unchanged: &'a [TreePath],
    /// The committer's e-mail address: its local part opens the branch's name.
    pub email: &'a str,
    /// Four random bytes: they end the branch's name.
    pub token: BranchToken,
    /// The branch's name where the user typed one.
    pub branch: Option<&'a BranchName>,
    /// The pull request's text, with `{title}` and `{changes}`.
    pub template: &'a str,
}

/// What planning an intent answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanAnswer {
    /// It can be done, and this is all of it.
    Planned(Plan),
    /// It cannot be done, for every reason found. Expected, not an error.
    Refused(Vec<Refusal>),
}

/// All that would be pushed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The commit that it starts from, which the snapshot was read from.
    pub base: CommitId,
    /// The branch that will be created.
    pub branch: BranchName,
    /// The commits, oldest first, never none.
    pub commits: Vec<PlannedCommit>,
    /// The pull request's title: the first commit's subject.
    pub title: String,
    /// The pull request's text.
    pub body: String,
    /// What it means, for people: equal meanings make plans interchangeable.
    pub meaning: Vec<Meaning>,
    /// What to know before going on.
    pub warnings: Vec<Warning>,
}

/// One commit of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedCommit {
    /// The first line of the message.
    pub subject: String,
    /// The rest of the message; may be empty.
    pub body: String,
    /// What changes in the tree.
    pub edits: Vec<TreeEdit>,
}

impl PlannedCommit {
    /// The whole message: the subject, and after an empty line the body where there is one.
    pub fn message(&self) -> String {
        if self.body.is_empty() {
            self.subject.clone()
        } else {
            format!("{}\n\n{}", self.subject, self.body)
        }
    }
}

/// One change of a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeEdit {
    /// Where.
    pub path: TreePath,
    /// What stands there afterwards.
    pub content: EditContent,
}

/// What stands at a path after an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditContent {
    /// A file with these bytes.
    File(Vec<u8>),
    /// The artifact of a folder as the plan's base has it.
    Artifact {
        /// The folder.
        folder: TreePath,
        /// The folder's tree: packing refuses another one.
        tree: ObjectId,
        /// The metadata that goes in as the last entry.
        metadata: ReleaseMetadata,
    },
    /// Nothing.
    Nothing,
}

/// One line of what a plan does, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A manifest that did not exist.
    ManifestCreated {
        /// Which.
        manifest: ManifestName,
        /// How many entries it starts with.
        entries: usize,
    },
    /// A manifest that no longer exists.
    ManifestDeleted {
        /// Which.
        manifest: ManifestName,
        /// How many entries it had.
        entries: usize,
    },
    /// A release that did not exist.
    ReleaseCreated {
        /// The element.
        element: ElementKey,
        /// Its name, for people.
        name: String,
        /// Its folder.
        folder: TreePath,
        /// The version.
        version: ReleaseVersion,
    },
    /// An entry that names something else.
    EntryChanged {
        /// The manifest.
        manifest: ManifestName,
        /// The element.
        element: ElementKey,
        /// The element's name for people, where the repository has the element.
        name: Option<String>,
        /// What the entry named; nothing where it was not listed.
        from: Option<Release>,
        /// What it names; nothing where it is no longer listed.
        to: Option<Release>,
    },
}

/// Why an intent cannot be carried out. Codes are matched, sentences are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Its kind.
    pub code: RefusalCode,
    /// One sentence that says what is in the way and what would do.
    pub message: String,
    /// The field of the form that it is about: `name`, `version`, `branch`, `description`…
    pub field: Option<&'static str>,
    /// The element it is about.
    pub folder: Option<TreePath>,
}

/// The kind of a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum RefusalCode {
    /// The name of a manifest or branch is not allowed.
    NameNotAllowed,
    /// The name is already there, on the default branch or on another.
    NameTaken,
    /// The version is malformed.
    VersionMalformed,
    /// The version is already there, on the default branch or on another.
    VersionTaken,
    /// The content equals the newest release's: ask, then say so in the intent.
    NothingChanged,
    /// The intent changes nothing at all.
    NoChange,
    /// What the intent names is not there (any more).
    NotFound,
    /// The manifest cannot be edited.
    ManifestUnreadable,
    /// The element cannot be released by Manifold.
    NotReleasable,
}

/// What to know before going on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Its kind.
    pub code: WarningCode,
    /// One sentence.
    pub message: String,
}

/// The kind of a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum WarningCode {
    /// The version is lower than the newest release's.
    VersionLower,
    /// An entry would name a release without an artifact.
    ArtifactMissing,
    /// An entry would name an element that the repository does not have.
    ElementUnknown,
    /// An entry that followed the default branch would name one release.
    NoLongerLatest,
}

/// Plans an intent.
pub fn plan(intent: &Intent, context: &PlanContext<'_>) -> PlanAnswer {
    match intent {
        Intent::CreateManifest { name, start, why } => manifests::create(name, start, why, context),
        Intent::ChangeManifests { changes, why } => manifests::change(changes, why, context),
        Intent::DeleteManifest { manifest, why } => manifests::delete(manifest, why, context),
        Intent::CreateReleases {
            releases,
            description,
            set_on,
            accept_unchanged,
        } => releases::create(releases, description, set_on, *accept_unchanged, context),
    }
}
