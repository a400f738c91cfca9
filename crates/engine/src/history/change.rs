//! What one commit of the default branch's first-parent line did to a manifest.

use manifold_domain::manifest::{EntryDifference, ManifestName};
use manifold_domain::object::{CommitId, Timestamp};
use manifold_domain::version::Release;

/// How a change came to the default branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landed {
    /// The commit of the default branch's first-parent line: the merge, where the change was merged.
    pub commit: CommitId,
    /// When that was committed.
    pub time: Timestamp,
    /// The name of the change's author: of the commit behind the merge that made it.
    pub author: String,
}

/// Changes of one manifest, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The changes.
    pub changes: Vec<ManifestChange>,
    /// Where the next page begins; nothing where these are the oldest.
    pub next: Option<Cursor>,
}

/// A place in the history of a manifest. It stays true when the default branch moves.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cursor {
    /// The newest commit that is still to be looked at.
    pub commit: CommitId,
    /// The manifest's name then.
    pub manifest: ManifestName,
}

/// One change of one manifest: a merged pull request, or a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManifestChange {
    /// When, and by whom. Where several wrote it, the author of what came last.
    pub landed: Landed,
    /// The title of the pull request where the commit tells it, else the first line of its message.
    pub title: String,
    /// The number of the pull request, where the commit's message tells it.
    pub pull_request: Option<u32>,
    /// What happened to the file.
    pub step: Step,
    /// Whether the manifest cannot be read afterwards. What it names is then not known, and `entries` is empty.
    pub is_unreadable: bool,
    /// The entries that changed, by element. Against the last state that can be read, so that an unreadable one in between
    /// loses no change. Empty where only the form changed, such as a comment.
    pub entries: Vec<EntryDifference>,
}

/// What a change did to the manifest's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// It was not there before. An older [`Step::Deleted`] tells that it was re-created.
    Created,
    /// Its bytes changed.
    Changed,
    /// It could not be read before and can be read again.
    Mended,
    /// It had another name before. Its history goes on under that name.
    Renamed {
        /// The name before.
        from: ManifestName,
    },
    /// It is not there any more.
    Deleted,
}

/// What an instance had before an entry's last change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryBefore {
    /// What the entry named; nothing where the element was not listed.
    pub release: Option<Release>,
    /// The change that ended it.
    pub until: Landed,
}
