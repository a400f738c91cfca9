//! The Releases page: the matrix, its draft, and the popover of a cell.

use manifold_domain::element::ElementKey;
use manifold_domain::manifest::ManifestName;
use manifold_domain::plan::ManifestChange;
use manifold_domain::problem::{Position, ProblemCode, Severity};
use manifold_engine::settings;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::error::Failure;
use super::repositories::{RepositoryCard, RepositoryId};
use super::waiting::{Branch, CellWaits, WaitingBranch};

/// The Releases page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReleasesPage {
    /// The repository, and which state of it this is.
    pub header: RepositoryHeader,
    /// The instances, in the order that the user chose.
    pub columns: Vec<Column>,
    /// The elements, in the order of the page: apps by folder, workflows, new-style apps, then uuids that
    /// manifests list and no element has.
    pub rows: Vec<Row>,
    /// Everything that is wrong.
    pub problems: Vec<ProblemView>,
    /// What the user has chosen and not pushed.
    pub draft: Draft,
    /// Branches of this machine that the remote does not have: a push failed.
    pub kept_branches: Vec<KeptBranch>,
    /// What waits on branches that are not merged, the newest branch first.
    pub waiting: Vec<WaitingBranch>,
    /// Folders in which no element was recognised.
    pub ignored_folders: usize,
}

/// A repository, and which state of it a page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RepositoryHeader {
    /// The repository.
    pub repository: RepositoryCard,
    /// The default branch, as it is shown: a name may hold characters that would turn a sentence around.
    pub default_branch: String,
    /// The commit that was read, 40 hexadecimal digits.
    pub commit: String,
    /// When it was committed.
    pub commit_time: i64,
    /// When the remote was last reached.
    pub fetched: Option<i64>,
    /// Why the last fetch failed, where it did.
    pub fetch_failure: Option<Failure>,
    /// Why nothing can be pushed, where nothing can.
    pub read_only: Option<String>,
    /// Where a pushed branch goes from here.
    pub landing: Landing,
}

/// How a pushed branch gets into the default branch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Landing {
    /// By a pull request on a web page.
    PullRequest {
        /// The Git host's name, e.g. `GitHub`.
        forge: String,
        /// What the host calls it: `pull request` or `merge request`.
        term: String,
    },
    /// The remote has no web page: the window can merge the branch.
    MergeHere,
    /// The remote has no web page, and its checked-out branch is its owner's to merge.
    OwnerMerges,
}

/// One instance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Column {
    /// The manifest.
    pub manifest: ManifestName,
    /// Whether the user marked it *Production*.
    pub is_production: bool,
    /// Where it stands.
    pub place: ColumnPlace,
    /// How many entries it has.
    pub entries: usize,
    /// Why it cannot be changed, where it cannot.
    pub unreadable: Option<String>,
}

/// One row of the matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// The element.
    pub element: ElementKey,
    /// Its name; the uuid is shown where the repository does not have the element.
    pub name: Option<String>,
    /// Its folder; opens its page.
    pub folder: Option<String>,
    /// What it is grouped under: the folder that holds its folder, below `apps/` and so on; empty at the top.
    pub group: String,
    /// The highest release.
    pub newest: Option<String>,
    /// One cell per column.
    pub cells: Vec<Cell>,
    /// Indexes into `problems` that are about this element as a whole.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    #[ts(as = "Option<Vec<usize>>", optional)]
    pub problems: Vec<usize>,
}

/// What one manifest says of one element. Short, for there may be twenty thousand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct Cell {
    /// The release; nothing where the element is not listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub release: Option<String>,
    /// How many releases are newer than this one.
    #[serde(skip_serializing_if = "is_zero")]
    #[ts(as = "Option<usize>", optional)]
    pub behind: usize,
    /// Whether the release has no artifact.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub missing: bool,
    /// What it would become by branches that are not merged, the newest branch first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<CellWaits>>", optional)]
    pub waits: Vec<CellWaits>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// Something wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProblemView {
    /// Its kind.
    pub code: ProblemCode,
    /// How much it matters.
    pub severity: Severity,
    /// The file or folder.
    pub path: String,
    /// The place in the file.
    pub position: Option<Position>,
    /// What is wrong, one sentence.
    pub message: String,
    /// The element it is about.
    pub element: Option<ElementKey>,
    /// The manifest it is about.
    pub manifest: Option<ManifestName>,
}

/// A branch that waits on this machine because its push failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeptBranch {
    /// Its name.
    pub branch: String,
    /// The title of the change.
    pub title: String,
    /// When it was committed.
    pub time: i64,
}

/// What the user has chosen and not pushed, kept on this machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Draft {
    /// The changes that still mean something.
    pub changes: Vec<DraftChange>,
    /// Choices that the default branch has meanwhile contradicted: to be resolved by choosing again.
    pub conflicts: Vec<DraftConflict>,
    /// Choices that the default branch has meanwhile made true, in a sentence each, until `acknowledge_dropped`.
    pub dropped: Vec<String>,
}

/// One chosen change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftChange {
    /// The manifest.
    pub manifest: ManifestName,
    /// The element.
    pub element: ElementKey,
    /// What the manifest says; nothing where the element is not listed.
    pub from: Option<String>,
    /// What it should say; nothing removes the entry.
    pub to: Option<String>,
}

/// A choice that the default branch contradicts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftConflict {
    /// The change as chosen; `from` is what the manifest said then.
    pub change: DraftChange,
    /// What the manifest says now.
    pub now: Option<String>,
    /// Whether the choice can stand all the same: not where the manifest is gone or cannot be read.
    pub can_keep: bool,
    /// "prod became 1.0.4 meanwhile; you chose 1.0.3 from 1.0.2"
    pub message: String,
}

/// Adds to the draft. Choosing what the manifest already says takes the change out.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangeDraftRequest {
    /// The repository.
    pub repository: RepositoryId,
    /// The choices.
    pub changes: Vec<ManifestChange>,
}

/// Replaces the draft: with nothing to discard it, with what it was to undo that. Or asks what became of changes as
/// if they were the draft.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReplaceDraftRequest {
    /// The repository.
    pub repository: RepositoryId,
    /// All changes.
    pub changes: Vec<DraftChange>,
}

/// Asks about one cell.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CellRequest {
    /// The repository.
    pub repository: RepositoryId,
    /// The manifest.
    pub manifest: ManifestName,
    /// The element.
    pub element: ElementKey,
}

/// The popover of a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CellDetails {
    /// What the manifest says.
    pub release: Option<String>,
    /// Since when and by whom; nothing where it is not listed or the history does not tell.
    pub since: Option<Since>,
    /// The releases to choose from, newest first.
    pub choices: Vec<ReleaseChoice>,
    /// What this very entry named before; nothing where its history does not tell.
    pub before: Option<Before>,
    /// Why nothing can be chosen, where nothing can.
    pub locked: Option<String>,
}

/// What an entry named before it named what it names now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Before {
    /// The release; nothing where it was not listed.
    pub release: Option<String>,
    /// Until when, and who changed it.
    pub until: Since,
}

/// Since when something is so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Since {
    /// When.
    pub time: i64,
    /// By whom: the commit's author.
    pub author: String,
    /// The commit.
    pub commit: String,
}

/// A release to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReleaseChoice {
    /// The version.
    pub version: String,
    /// When it was created.
    pub created: Option<i64>,
    /// Its description.
    pub description: String,
    /// The manifests that name it.
    pub on: Vec<ManifestName>,
    /// The branch that would add it, where the default branch does not have it: it cannot be chosen yet.
    pub waiting_on: Option<Branch>,
}

/// The order of the columns, and which are *Production*.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SetInstancesRequest {
    /// The repository.
    pub repository: RepositoryId,
    /// All instances in order.
    pub instances: Vec<Instance>,
}

/// One instance as this machine shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Instance {
    /// The manifest.
    pub manifest: ManifestName,
    /// Whether it is *Production*.
    pub is_production: bool,
    /// Where its column stands.
    #[serde(default)]
    pub place: ColumnPlace,
}

/// Where an instance's column stands in the matrix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ColumnPlace {
    /// Beside the others, scrolling with them.
    #[default]
    Scrolling,
    /// At the left, where it stays.
    Pinned,
    /// Nowhere.
    Hidden,
}

impl From<settings::ColumnPlace> for ColumnPlace {
    fn from(place: settings::ColumnPlace) -> Self {
        match place {
            settings::ColumnPlace::Scrolling => Self::Scrolling,
            settings::ColumnPlace::Pinned => Self::Pinned,
            settings::ColumnPlace::Hidden => Self::Hidden,
        }
    }
}

impl From<ColumnPlace> for settings::ColumnPlace {
    fn from(place: ColumnPlace) -> Self {
        match place {
            ColumnPlace::Scrolling => Self::Scrolling,
            ColumnPlace::Pinned => Self::Pinned,
            ColumnPlace::Hidden => Self::Hidden,
        }
    }
}
