//! What manifests said, remembered by blob.

use std::collections::HashMap;
use std::sync::Arc;

use git2::{Oid, Repository};
use manifold_domain::element::ElementKey;
use manifold_domain::manifest::{self, EntryDifference, LARGEST_MANIFEST};
use manifold_domain::version::Release;

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
    pub(super) fn differences_to(&self, after: &Self) -> Vec<EntryDifference> {
        EntryDifference::between(&self.by_element(), &after.by_element())
    }

    fn by_element(&self) -> Vec<(&ElementKey, &Release)> {
        self.0
            .iter()
            .map(|(element, release)| (element, release))
            .collect()
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
