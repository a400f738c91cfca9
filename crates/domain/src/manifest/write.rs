//! Writing a manifest in canonical form.

use super::ManifestName;
use crate::element::ElementKey;
use crate::version::Release;

/// The canonical form of a manifest with these entries, given in any order, each element once.
pub fn canonical(name: &ManifestName, entries: &[(ElementKey, Release)]) -> String {
    let _ = (name, entries);
    todo!()
}
