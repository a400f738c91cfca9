//! Manifests: reading, editing and writing `manifests/<name>.yaml`.

mod budget;
mod difference;
mod edit;
mod name;
mod pattern;
mod problem;
mod read;
mod source;
mod splice;
mod strict;
#[cfg(test)]
mod tests;
mod tree;
mod write;

use crate::element::{ElementKey, ElementKind};
use crate::problem::Position;
use crate::version::Release;

pub use difference::EntryDifference;
pub use edit::{EditRefused, EntryChange, edit};
pub use name::{ManifestName, NameRefused};
pub use read::{ManifestProblem, read};
pub use write::canonical;

/// The version of the format that Manifold writes.
pub const FORMAT_VERSION: &str = "1.0.0";

/// The largest manifest that is read, in bytes (`docs/security.md`).
pub const LARGEST_MANIFEST: usize = 1 << 20;

/// What a manifest means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// The `version` key as it stands there.
    pub version: String,
    /// The `name` key; it should equal the file's stem.
    pub name: String,
    /// The entries of all lists, in the order of the file.
    pub entries: Vec<Entry>,
    /// Whether the file is byte for byte what [`canonical`] writes, but for the place of the `apps-v2` list, which
    /// may stand anywhere among the lists: [`edit`] leaves it there.
    pub is_canonical: bool,
}

/// One entry of a manifest: which release the instance takes of one element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The element; the kind is the list in which the entry stands.
    pub element: ElementKey,
    /// The release.
    pub release: Release,
    /// Where the entry stands in the file.
    pub position: Position,
}

impl Manifest {
    /// The release that the manifest names for this element, where it lists it.
    pub fn release_of(&self, element: &ElementKey) -> Option<&Release> {
        self.entries
            .iter()
            .find(|entry| entry.element == *element)
            .map(|entry| &entry.release)
    }

    /// The entries of one kind, in the order of the file.
    pub fn entries_of(&self, kind: ElementKind) -> impl Iterator<Item = &Entry> {
        self.entries
            .iter()
            .filter(move |entry| entry.element.kind == kind)
    }
}
