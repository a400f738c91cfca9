//! What waits on branches that are not merged, and what merging one would change.
//!
//! The rule is three-way and by entry. A branch changes what differs between the commit where it left the default branch (the
//! merge base) and its tip. Of that waits what the default branch neither has already nor has changed since. So a branch that
//! was squashed or rebased into the default branch waits for nothing, though it is no ancestor of it.

mod index;
#[cfg(test)]
mod tests;
mod three_way;
mod words;

use crate::element::ElementKey;
use crate::manifest::ManifestName;
use crate::object::{CommitId, ObjectId, Timestamp};
use crate::plan::BranchName;
use crate::text::shown;
use crate::version::{Release, ReleaseVersion};

pub use index::Waiting;
pub use three_way::{Artifacts, Side, entries, releases};

/// How many seconds a branch may stand still before the window folds it away: 30 days.
pub const FOLDED_AFTER: i64 = 30 * 24 * 60 * 60;

/// A branch that is not merged, and what merging it would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingBranch {
    /// Its name.
    pub branch: BranchName,
    /// Its last commit.
    pub tip: CommitId,
    /// The name of that commit's author.
    pub author: String,
    /// When that was committed.
    pub time: Timestamp,
    /// The first line of its message.
    pub title: String,
    /// The number of its pull request, where a ref of the remote tells it.
    pub pull_request: Option<u32>,
    /// What merging it would change.
    pub changes: Changes,
    /// What cannot be said of it, or would not merge.
    pub objections: Vec<Objection>,
}

/// What merging a branch would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Entries of manifests that both the branch and the default branch have.
    pub entries: Vec<EntryWaits>,
    /// Artifacts.
    pub releases: Vec<ReleaseWaits>,
    /// Whole manifests.
    pub manifests: Vec<ManifestWaits>,
}

/// An entry that would name something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryWaits {
    /// The manifest.
    pub manifest: ManifestName,
    /// The element.
    pub element: ElementKey,
    /// What it names on the default branch; nothing where it is not listed.
    pub from: Option<Release>,
    /// What it would name; nothing where it would no longer be listed.
    pub to: Option<Release>,
}

/// An artifact that would come, change or go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleaseWaits {
    /// The element.
    pub element: ElementKey,
    /// The version.
    pub version: ReleaseVersion,
    /// Its content; nothing where the branch removes it.
    pub artifact: Option<ObjectId>,
}

/// A manifest that would come or go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManifestWaits {
    /// The manifest.
    pub manifest: ManifestName,
    /// Whether the branch creates it; else it deletes it.
    pub is_created: bool,
    /// How many entries it would start with, or has; 0 where it cannot be read.
    pub entries: usize,
}

/// Why not all of a branch can be told, or merged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Objection {
    /// The branch and the default branch have no commit in common.
    NoCommonHistory,
    /// A manifest cannot be read on one of the sides.
    ManifestUnreadable {
        /// Which.
        manifest: ManifestName,
    },
    /// The default branch changed the entry meanwhile to something else.
    EntryOvertaken {
        /// The manifest.
        manifest: ManifestName,
        /// The element.
        element: ElementKey,
        /// What the branch wants it to name; nothing where not listed.
        wanted: Option<Release>,
        /// What the default branch made it name; nothing where not listed.
        now: Option<Release>,
    },
    /// The default branch created, changed or deleted the whole manifest meanwhile, so that the branch's does not fit.
    ManifestOvertaken {
        /// Which.
        manifest: ManifestName,
    },
    /// The default branch added, changed or removed the artifact meanwhile, and has not the branch's content.
    ArtifactDiffers {
        /// The element.
        element: ElementKey,
        /// The version.
        version: ReleaseVersion,
    },
    /// An object of the branch is missing or damaged, or the branch went away while it was read.
    Unreadable {
        /// Why, one sentence.
        reason: String,
    },
}

impl WaitingBranch {
    /// Whether the branch has stood still so long that the window folds it away.
    pub fn is_old(&self, now: Timestamp) -> bool {
        now.0.saturating_sub(self.time.0) > FOLDED_AFTER
    }

    /// Whose change it is, for a sentence: `Sample reviewer's #214`, or `Sample reviewer's branch fix-orders` where no
    /// number is known.
    pub fn whose(&self) -> String {
        match self.pull_request {
            Some(number) => format!("{} #{number}", possessive(&self.author)),
            None => whose_branch(&self.author, &self.branch),
        }
    }
}

/// `Sample reviewer's branch fix-orders`
pub(crate) fn whose_branch(author: &str, branch: &BranchName) -> String {
    format!("{} branch {}", possessive(author), shown(branch.as_str()))
}

/// The author of a commit as the owner of something. Git allows an author without a name.
fn possessive(author: &str) -> String {
    match author.trim() {
        "" => "Somebody's".to_owned(),
        author => format!("{}'s", shown(author)),
    }
}

impl Changes {
    /// Whether merging would change nothing: all of it is on the default branch already, or was overtaken there.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.releases.is_empty() && self.manifests.is_empty()
    }

    /// Adds what another merge base lets expect of the same branch, each change once.
    pub fn unite(&mut self, other: Self) {
        add_new(&mut self.entries, other.entries);
        add_new(&mut self.releases, other.releases);
        add_new(&mut self.manifests, other.manifests);
    }

    /// Adds what was found in another part of the branch.
    pub fn extend(&mut self, more: Self) {
        self.entries.extend(more.entries);
        self.releases.extend(more.releases);
        self.manifests.extend(more.manifests);
    }
}

/// Adds those of `more` that are not there yet.
pub fn add_new<T: PartialEq>(there: &mut Vec<T>, more: Vec<T>) {
    let known = there.len();
    for one in more {
        if !there[..known].contains(&one) {
            there.push(one);
        }
    }
}
