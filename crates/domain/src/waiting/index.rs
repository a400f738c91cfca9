//! Looking up what waits.

use std::collections::HashMap;

use super::{EntryWaits, ManifestWaits, ReleaseWaits, WaitingBranch};
use crate::element::ElementKey;
use crate::manifest::ManifestName;
use crate::plan::BranchName;
use crate::version::ReleaseVersion;

/// Everything that waits, and where: looking up one entry among hundreds of branches takes no longer than among one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    branches: Vec<WaitingBranch>,
    entries: HashMap<ManifestName, HashMap<ElementKey, Vec<Place>>>,
    releases: HashMap<ElementKey, Vec<Place>>,
    manifests: HashMap<ManifestName, Vec<Place>>,
}

/// Where a change stands: of which branch it is, and which of its kind there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    branch: usize,
    position: usize,
}

impl Waiting {
    /// What waits on these branches; the newest first.
    pub fn new(mut branches: Vec<WaitingBranch>) -> Self {
        branches.sort_by(|one, other| (other.time, &one.branch).cmp(&(one.time, &other.branch)));
        let mut waiting = Self::default();
        for (branch, WaitingBranch { changes, .. }) in branches.iter().enumerate() {
            let place = |position| Place { branch, position };
            for (
                position,
                EntryWaits {
                    manifest, element, ..
                },
            ) in changes.entries.iter().enumerate()
            {
                let of_manifest = waiting.entries.entry(manifest.clone()).or_default();
                of_manifest
                    .entry(element.clone())
                    .or_default()
                    .push(place(position));
            }
            for (position, ReleaseWaits { element, .. }) in changes.releases.iter().enumerate() {
                waiting
                    .releases
                    .entry(element.clone())
                    .or_default()
                    .push(place(position));
            }
            for (position, ManifestWaits { manifest, .. }) in changes.manifests.iter().enumerate() {
                waiting
                    .manifests
                    .entry(manifest.clone())
                    .or_default()
                    .push(place(position));
            }
        }
        Self { branches, ..waiting }
    }

    /// The branches, newest first.
    pub fn branches(&self) -> &[WaitingBranch] {
        &self.branches
    }

    /// The branch of this name.
    pub fn of_branch(&self, branch: &BranchName) -> Option<&WaitingBranch> {
        self.branches.iter().find(|waiting| waiting.branch == *branch)
    }

    /// What waits for an entry, the newest branch first. More than one contradict one another, unless they want the same.
    pub fn on_entry(
        &self,
        manifest: &ManifestName,
        element: &ElementKey,
    ) -> impl Iterator<Item = (&WaitingBranch, &EntryWaits)> {
        let places = self
            .entries
            .get(manifest)
            .and_then(|of_manifest| of_manifest.get(element));
        self.at(places, |branch| &branch.changes.entries)
    }

    /// The artifacts of an element that wait, the newest branch first.
    pub fn releases_of(&self, element: &ElementKey) -> impl Iterator<Item = (&WaitingBranch, &ReleaseWaits)> {
        self.at(self.releases.get(element), |branch| &branch.changes.releases)
    }

    /// What waits for one artifact, the newest branch first.
    pub fn on_release(
        &self,
        element: &ElementKey,
        version: &ReleaseVersion,
    ) -> impl Iterator<Item = (&WaitingBranch, &ReleaseWaits)> {
        self.releases_of(element)
            .filter(move |(_, waits)| waits.version == *version)
    }

    /// The branches that create or delete a whole manifest, the newest first.
    pub fn on_manifest(
        &self,
        manifest: &ManifestName,
    ) -> impl Iterator<Item = (&WaitingBranch, &ManifestWaits)> {
        self.at(self.manifests.get(manifest), |branch| &branch.changes.manifests)
    }

    /// What stands at these places.
    fn at<'a, T: 'a>(
        &'a self,
        places: Option<&'a Vec<Place>>,
        of: impl Fn(&'a WaitingBranch) -> &'a Vec<T>,
    ) -> impl Iterator<Item = (&'a WaitingBranch, &'a T)> {
        places.into_iter().flatten().map(move |place| {
            let branch = &self.branches[place.branch];
            (branch, &of(branch)[place.position])
        })
    }
}
