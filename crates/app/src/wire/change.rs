//! Review, publish and what comes after.

use manifold_domain::element::ElementKey;
use manifold_domain::manifest::ManifestName;
use manifold_domain::plan::{Intent, RefusalCode, WarningCode};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::artifact::{ChangeStatus, Difference};
use super::error::Failure;
use super::operation::OperationId;
use super::repositories::RepositoryId;
use super::waiting::Branch;

/// Asks what an intent would push.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlanRequest {
    /// The repository.
    pub repository: RepositoryId,
    /// The intent.
    pub intent: Intent,
    /// The branch's name, where the user typed one.
    pub branch: Option<String>,
    /// The operation, where packing many releases on trial may take long.
    pub operation: Option<OperationId>,
}

/// The plan of an intent, or why there is none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum PlanReply {
    /// It can be pushed.
    Planned {
        /// All of it.
        plan: PlanView,
    },
    /// It cannot.
    Refused {
        /// Every reason.
        refusals: Vec<RefusalView>,
    },
}

/// The id of a plan that was shown; `publish` takes it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct PlanId(pub String);

/// All that would be pushed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlanView {
    /// Names this plan for `publish`.
    pub id: PlanId,
    /// The branch.
    pub branch: String,
    /// The commits, oldest first.
    pub commits: Vec<CommitView>,
    /// The pull request's title.
    pub title: String,
    /// The pull request's text.
    pub body: String,
    /// What it means, in the order to show.
    pub meaning: Vec<MeaningView>,
    /// What merging it does to the manifests, *Production* last.
    pub manifests: Vec<ManifestEffect>,
    /// What to know before going on.
    pub warnings: Vec<WarningView>,
}

/// What merging a branch does to a manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ManifestEffect {
    /// Which.
    pub manifest: ManifestName,
    /// What happens to it.
    pub change: ChangeStatus,
    /// Whether its instance is *Production*.
    pub is_production: bool,
}

/// One commit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CommitView {
    /// The first line of its message.
    pub subject: String,
    /// The rest of its message.
    pub body: String,
    /// The files it changes.
    pub files: Vec<PlannedFile>,
}

/// One file that a commit changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlannedFile {
    /// Where.
    pub path: String,
    /// What happens to it.
    pub status: ChangeStatus,
    /// The difference of a manifest; nothing for an artifact.
    pub difference: Option<Difference>,
}

/// One line of what a plan means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum MeaningView {
    /// A new manifest.
    ManifestCreated {
        /// Which.
        manifest: ManifestName,
        /// How many entries it starts with.
        entries: usize,
    },
    /// A manifest less.
    ManifestDeleted {
        /// Which.
        manifest: ManifestName,
        /// Whether it is *Production*.
        is_production: bool,
        /// How many entries it had.
        entries: usize,
    },
    /// A new release.
    ReleaseCreated {
        /// The element.
        element: ElementKey,
        /// Its name.
        name: String,
        /// Its folder.
        folder: String,
        /// The version.
        version: String,
    },
    /// Another release on an instance.
    EntryChanged {
        /// The manifest.
        manifest: ManifestName,
        /// Whether it is *Production*.
        is_production: bool,
        /// The element.
        element: ElementKey,
        /// Its name, where the repository has it.
        name: Option<String>,
        /// Its folder, where the repository has it.
        folder: Option<String>,
        /// What the manifest says; nothing where not listed.
        from: Option<String>,
        /// What it will say; nothing where no longer listed.
        to: Option<String>,
        /// Which way it goes.
        direction: Direction,
    },
}

/// Which way an entry goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Direction {
    /// To a higher version.
    Upgrade,
    /// To a lower version.
    Downgrade,
    /// From not listed.
    Added,
    /// To not listed.
    Removed,
    /// From a version to `latest`.
    Follows,
    /// From `latest` to a version.
    Pinned,
}

/// Why an intent cannot be carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RefusalView {
    /// Its kind.
    pub code: RefusalCode,
    /// One sentence.
    pub message: String,
    /// The field of the form: `name`, `version`, `branch`, `description`…
    pub field: Option<String>,
    /// The folder of the element it is about.
    pub folder: Option<String>,
}

/// What to know before going on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WarningView {
    /// Its kind; nothing for one that the domain does not know, such as a large artifact.
    pub code: Option<WarningCode>,
    /// One sentence.
    pub message: String,
    /// The branch that it is about.
    pub branch: Option<Branch>,
}

/// Publishes a plan that was shown.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PublishRequest {
    /// The repository.
    pub repository: RepositoryId,
    /// The plan.
    pub plan: PlanId,
    /// The operation.
    pub operation: OperationId,
}

/// What became of a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum PublishReply {
    /// The remote has the branch.
    Pushed {
        /// The branch.
        pushed: PushedBranch,
    },
    /// The default branch moved, or another branch did, and the meaning with it: review again. Nothing was written.
    MovedOn {
        /// What it would be now.
        plan: PlanView,
        /// What changed meanwhile, a sentence each.
        changed: Vec<String>,
    },
    /// One of them moved and the intent no longer holds. Nothing was written.
    Refused {
        /// Every reason.
        refusals: Vec<RefusalView>,
    },
    /// The branch is on this machine, the push failed: *Retry push* or *Discard*.
    Kept {
        /// The branch.
        branch: String,
        /// Why the push failed.
        failure: Failure,
    },
}

/// A branch that the remote has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PushedBranch {
    /// Its name.
    pub branch: String,
    /// The pull request's title.
    pub title: String,
    /// Its last commit.
    pub commit: String,
    /// The page that opens the pull request, prefilled; nothing where the remote has no web page.
    pub pull_request_url: Option<String>,
    /// What merging it does to the manifests, *Production* last.
    pub manifests: Vec<ManifestEffect>,
    /// What could not be written on this machine afterwards; nothing where all is well.
    pub notice: Option<Failure>,
}

/// Names a branch of this repository.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BranchRequest {
    /// The repository.
    pub repository: RepositoryId,
    /// The branch.
    pub branch: String,
    /// The operation; nothing for what is done at once.
    pub operation: Option<OperationId>,
}

/// What became of a push that was tried again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum RetryReply {
    /// The remote has the branch.
    Pushed {
        /// The branch.
        pushed: PushedBranch,
    },
    /// It failed again; the branch is still on this machine.
    Kept {
        /// The branch.
        branch: String,
        /// Why.
        failure: Failure,
    },
}

/// What merging a branch would do, shown before it is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum MergePreview {
    /// It can be merged.
    Ready {
        /// The merge commit's message.
        message: String,
        /// Where the branch is; `merge` takes it, so that exactly what was shown is merged.
        source: String,
        /// Where the default branch is; `merge` takes it too.
        target: String,
        /// What it would do to the manifests, *Production* last.
        manifests: Vec<ManifestEffect>,
        /// The files that would change, as paths.
        files: Vec<String>,
    },
    /// It contradicts what was merged before.
    Conflict {
        /// The files, as paths.
        files: Vec<String>,
    },
    /// It is merged already, or gone.
    Nothing {
        /// Why, one sentence.
        reason: String,
    },
}

/// Merges a branch as its preview showed it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MergeRequest {
    /// The repository.
    pub repository: RepositoryId,
    /// The branch.
    pub branch: String,
    /// Where the preview found the branch.
    pub source: String,
    /// Where the preview found the default branch.
    pub target: String,
    /// The operation.
    pub operation: OperationId,
}

/// A merge that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Merged {
    /// The merge commit.
    pub commit: String,
    /// What it did to the manifests, *Production* last.
    pub manifests: Vec<ManifestEffect>,
}
