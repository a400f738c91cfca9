//! What manifests said, remembered by blob.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

use git2::{Oid, Repository};
use manifold_domain::element::ElementKey;
use manifold_domain::manifest::{self, LARGEST_MANIFEST};
use manifold_domain::version::Release;

use super::change::EntryStep;
use crate::Result;
use crate::objects::{self, Content};

/// How many entries are remembered, of all manifests together: some 20 MB.
const MOST_ENTRIES: usize = 100_000;

/// The entries of a manifest, by element. Where an element is listed twice, the first entry counts, as it does for the
/// matrix.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Entries(Box<[(ElementKey, Release)]>);

impl Entries {
    fn read(bytes: &[u8]) -> Option<Self> {
        let manifest = manifest::read(bytes).ok()?;
        let mut entries: Vec<_> = manifest
            .entries
            .into_iter()
            .map(|entry| (entry.element, entry.release))
            .collect();
        // Stable, so that the first of equals stays first.
        entries.sort_by(|(one, _), (other, _)| one.cmp(other));
        entries.dedup_by(|later, earlier| later.0 == earlier.0);
        Some(Self(entries.into()))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn release_of(&self, element: &ElementKey) -> Option<&Release> {
        let at = self.0.binary_search_by(|(key, _)| key.cmp(element)).ok()?;
        Some(&self.0[at].1)
    }

    /// What has to change for `self` to become `after`, by element.
    pub(super) fn steps_to(&self, after: &Self) -> Vec<EntryStep> {
        let (mut old, mut new) = (self.0.iter().peekable(), after.0.iter().peekable());
        let mut steps = Vec::new();
        loop {
            let order = match (old.peek(), new.peek()) {
                (None, None) => return steps,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some((one, _)), Some((other, _))) => one.cmp(other),
            };
            let from = old.next_if(|_| order.is_le());
            let to = new.next_if(|_| order.is_ge());
            let (from_release, to_release) =
                (from.map(|(_, release)| release), to.map(|(_, release)| release));
            if let Some((element, _)) = from.or(to).filter(|_| from_release != to_release) {
                steps.push(EntryStep {
                    element: element.clone(),
                    from: from_release.cloned(),
                    to: to_release.cloned(),
                });
            }
        }
    }
}

/// The manifests that were read; nothing where one cannot be read.
#[derive(Default)]
pub(super) struct Manifests {
    read: HashMap<Oid, Option<Arc<Entries>>>,
    entries: usize,
}

impl Manifests {
    /// What the manifest with this blob says.
    pub(super) fn of(&mut self, repository: &Repository, blob: Oid) -> Result<Option<Arc<Entries>>> {
        if let Some(known) = self.read.get(&blob) {
            return Ok(known.clone());
        }
        let entries = match objects::blob(repository, blob, LARGEST_MANIFEST)? {
            Content::Bytes(bytes) => Entries::read(&bytes).map(Arc::new),
            Content::TooLarge(_) => None,
        };
        // An unreadable manifest takes room as well.
        let size = entries.as_ref().map_or(1, |entries| entries.0.len().max(1));
        if self.entries + size > MOST_ENTRIES {
            self.read.clear();
            self.entries = 0;
        }
        self.entries += size;
        self.read.insert(blob, entries.clone());
        Ok(entries)
    }
}
