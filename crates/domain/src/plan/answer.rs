//! What planning answers: a plan to the letter, or every reason against it.

use serde::{Deserialize, Serialize};

use super::BranchName;
use crate::element::ElementKey;
use crate::layout::TreePath;
use crate::manifest::ManifestName;
use crate::object::{CommitId, ObjectId};
use crate::release::ReleaseMetadata;
use crate::version::{Release, ReleaseVersion};

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
    /// What it means, for people: releases by kind and folder, then entries by manifest, kind and folder.
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
    /// The field of the form that it is about: `name`, `start`, `version`, `setOn`, `manifest`, `source`,
    /// `target`, `why` or `branch`.
    pub field: Option<&'static str>,
    /// The element it is about.
    pub folder: Option<TreePath>,
}

/// The kind of a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
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
    /// The element cannot be released, or not by Manifold.
    NotReleasable,
    /// The intent asks for two things at once where only one can be.
    Contradictory,
    /// A roll back without a reason.
    WhyMissing,
}

/// What to know before going on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Its kind.
    pub code: WarningCode,
    /// One sentence.
    pub message: String,
    /// The branch that it is about.
    pub branch: Option<BranchName>,
}

/// The kind of a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum WarningCode {
    /// The version is lower than the newest release's.
    VersionLower,
    /// An entry would name a release without an artifact.
    ArtifactMissing,
    /// An entry would name an element that the repository does not have.
    ElementUnknown,
    /// An entry that followed the default branch would name one release.
    NoLongerLatest,
    /// A branch that is not merged changes the same entry.
    AlsoWaiting,
}
