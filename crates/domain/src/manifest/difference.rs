//! How two manifests differ.

use super::Manifest;
use crate::difference::differences;
use crate::element::ElementKey;
use crate::version::Release;

/// An entry of which two manifests, or one at two times, say different things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryDifference {
    /// The element.
    pub element: ElementKey,
    /// What the one names; nothing where it does not list the element.
    pub from: Option<Release>,
    /// What the other names; nothing where it does not list the element.
    pub to: Option<Release>,
}

impl EntryDifference {
    /// The entries that differ between two lists, which are sorted by element and have each once.
    pub fn between(before: &[(&ElementKey, &Release)], after: &[(&ElementKey, &Release)]) -> Vec<Self> {
        differences(before, after)
            .into_iter()
            .map(|difference| Self {
                element: difference.key.clone(),
                from: difference.before.cloned(),
                to: difference.after.cloned(),
            })
            .collect()
    }
}

impl Manifest {
    /// The entries that differ in a later state of this manifest, or in another one, by kind and uuid.
    ///
    /// ```
    /// use manifold_domain::manifest::read;
    /// let manifest = |release: &str| {
    ///     let entry = format!("  - uuid: 6e69709c-198c-11f1-835a-73d4870770bb\n    release: {release}\n");
    ///     read(format!("version: 1.0.0\nname: prod\napps:\n{entry}").as_bytes()).unwrap()
    /// };
    /// let differences = manifest("1.0.2").differences_to(&manifest("1.0.3"));
    /// assert_eq!(differences[0].from, Some("1.0.2".parse().unwrap()));
    /// assert_eq!(differences[0].to, Some("1.0.3".parse().unwrap()));
    /// ```
    pub fn differences_to(&self, other: &Self) -> Vec<EntryDifference> {
        EntryDifference::between(&self.by_element(), &other.by_element())
    }

    /// What it names for each element, by kind and uuid; the first where an element is listed twice.
    pub(crate) fn by_element(&self) -> Vec<(&ElementKey, &Release)> {
        let entries = self.entries.iter();
        let mut named: Vec<_> = entries.map(|entry| (&entry.element, &entry.release)).collect();
        // Stable, so that the first of the file stays first; a canonical manifest is in order already.
        named.sort_by_key(|(element, _)| *element);
        named.dedup_by_key(|(element, _)| *element);
        named
    }
}
