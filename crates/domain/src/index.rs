//! Look-ups over a snapshot's parts, built once where many are needed.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::element::{Element, ElementKey};
use crate::layout::TreePath;
use crate::manifest::Manifest;
use crate::version::Release;

/// The elements of a snapshot, by key and by folder.
pub(crate) struct ElementIndex<'a> {
    by_key: HashMap<ElementKey, Vec<&'a Element>>,
    by_folder: HashMap<&'a TreePath, &'a Element>,
}

impl<'a> ElementIndex<'a> {
    pub(crate) fn new(elements: &'a [Arc<Element>]) -> Self {
        let mut by_key: HashMap<_, Vec<_>> = HashMap::with_capacity(elements.len());
        for element in elements {
            by_key.entry(element.key()).or_default().push(&**element);
        }
        let by_folder = elements
            .iter()
            .map(|element| (&element.folder, &**element))
            .collect();
        Self { by_key, by_folder }
    }

    /// Every element of this key, in the snapshot's order; more than one is a problem of the repository.
    pub(crate) fn all(&self, key: &ElementKey) -> &[&'a Element] {
        self.by_key.get(key).map_or(&[], Vec::as_slice)
    }

    /// The element of this key; the first in folder order where several share it.
    pub(crate) fn get(&self, key: &ElementKey) -> Option<&'a Element> {
        self.all(key).first().copied()
    }

    /// The element in this folder.
    pub(crate) fn at(&self, folder: &TreePath) -> Option<&'a Element> {
        self.by_folder.get(folder).copied()
    }
}

/// The release that a manifest names for each element; the first where an element is listed twice.
pub(crate) fn releases_by_element(manifest: &Manifest) -> HashMap<&ElementKey, &Release> {
    // Collecting keeps the last of equal keys, so the last in reverse is the first of the file.
    manifest
        .entries
        .iter()
        .rev()
        .map(|entry| (&entry.element, &entry.release))
        .collect()
}

/// The elements that a manifest lists more than once.
pub(crate) fn listed_again(manifest: &Manifest) -> HashSet<&ElementKey> {
    let mut seen = HashSet::with_capacity(manifest.entries.len());
    let elements = manifest.entries.iter().map(|entry| &entry.element);
    elements.filter(|element| !seen.insert(*element)).collect()
}
