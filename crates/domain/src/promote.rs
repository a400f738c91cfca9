//! From one instance to the next: how two manifests differ, and what of that should go along.

use crate::element::ElementKey;
use crate::layout::TreePath;
use crate::version::Release;

/// One element that two instances' manifests say different things of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The element.
    pub element: ElementKey,
    /// Its name, where the repository has it.
    pub name: Option<String>,
    /// Its folder, where the repository has it.
    pub folder: Option<TreePath>,
    /// What the target's manifest names; nothing where it does not list the element.
    pub current: Option<Release>,
    /// What the source's manifest names; nothing where it does not list the element.
    pub incoming: Option<Release>,
    /// Whether it goes along.
    pub choice: Choice,
}

/// Whether an element goes along when an instance is promoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Ticked: a higher version, whose artifact is there.
    Upgrade,
    /// Not ticked, but may be.
    Left(Reason),
    /// Cannot be ticked: the source names a release that has no artifact.
    ArtifactMissing,
}

/// Why an element does not go along unasked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The target does not list it.
    NewOnTarget,
    /// The target names a higher version.
    TargetIsAhead,
    /// The source names `latest`: the target would follow the default branch.
    SourceFollows,
    /// The target names `latest`: it would stop to follow the default branch.
    TargetFollows,
    /// The source does not list it: the entry would be removed.
    OnlyOnTarget,
    /// A branch that is not merged changes this entry of the target already.
    Waits,
    /// The repository does not have the element.
    ElementUnknown,
}
