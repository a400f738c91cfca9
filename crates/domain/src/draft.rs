//! Changes that were chosen and not yet pushed.
//!
//! A draft outlives fetches and restarts, so each change remembers what the entry named when it was chosen: when
//! the default branch moves, that tells a change that is done from one that now contradicts somebody else's.

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::element::ElementKey;
use crate::index::releases_by_element;
use crate::manifest::ManifestName;
use crate::plan::ManifestChange;
use crate::snapshot::Snapshot;
use crate::text::shown;
use crate::version::Release;

/// A change that was chosen, and from what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// The manifest.
    pub manifest: ManifestName,
    /// The element.
    pub element: ElementKey,
    /// What the entry named when the change was chosen; nothing where it was not listed.
    pub from: Option<Release>,
    /// What it should name; nothing removes the entry.
    pub to: Option<Release>,
}

impl Change {
    fn place(&self) -> (&ManifestName, &ElementKey) {
        (&self.manifest, &self.element)
    }

    /// The change as an intent has it.
    pub fn wanted(&self) -> ManifestChange {
        ManifestChange {
            manifest: self.manifest.clone(),
            element: self.element.clone(),
            release: self.to.clone(),
        }
    }

    /// What to say when the manifest names what was chosen without it. `name` is the element's, where the repository
    /// has the element.
    ///
    /// ```
    /// # use manifold_domain::draft::Draft;
    /// let stored = r#"[{"manifest":"prod","from":"1.0.2","to":"1.0.3",
    ///     "element":{"kind":"app","id":"6e69709c-198c-11f1-835a-73d4870770bb"}}]"#;
    /// let draft: Draft = serde_json::from_str(stored).unwrap();
    /// let said = draft.changes()[0].came_true(Some("Dashboard"));
    /// assert_eq!(said, "Dashboard became 1.0.3 on prod.");
    /// ```
    pub fn came_true(&self, name: Option<&str>) -> String {
        let name = shown(name.unwrap_or(self.element.id.as_str()));
        let manifest = shown(self.manifest.as_str());
        match &self.to {
            Some(release) => format!("{name} became {release} on {manifest}."),
            None => format!("{name} was taken off {manifest}."),
        }
    }
}

/// The changes that wait to be reviewed, at most one per entry, by manifest and element.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Change>", into = "Vec<Change>")]
pub struct Draft(Vec<Change>);

/// A draft after the default branch moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebased {
    /// What still waits, as it was chosen.
    pub kept: Draft,
    /// What came true: the manifests say it by now anyway.
    pub dropped: Vec<Change>,
    /// What somebody has to decide again; no longer part of the draft.
    pub conflicts: Vec<Conflict>,
}

/// A change that no longer starts from what it was chosen from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The change as it was chosen.
    pub change: Change,
    /// What stands there now.
    pub now: Now,
}

/// What stands in the place of an entry that a draft wanted to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Now {
    /// The entry names something else; nothing where it is no longer listed.
    Entry(Option<Release>),
    /// The manifest is gone.
    ManifestGone,
    /// The manifest can no longer be read.
    ManifestUnreadable,
}

impl fmt::Display for Conflict {
    /// `prod became 1.0.4 meanwhile; you chose 1.0.3 from 1.0.2`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Change {
            manifest, from, to, ..
        } = &self.change;
        let manifest = shown(manifest.as_str());
        match &self.now {
            Now::Entry(Some(now)) => write!(f, "{manifest} became {now} meanwhile")?,
            Now::Entry(None) => write!(f, "{manifest} no longer lists it")?,
            Now::ManifestGone => write!(f, "{manifest} was deleted meanwhile")?,
            Now::ManifestUnreadable => write!(f, "{manifest} can no longer be read")?,
        }
        match (from, to) {
            (Some(from), Some(to)) => write!(f, "; you chose {to} from {from}"),
            (None, Some(to)) => write!(f, "; you chose {to} when it was not listed"),
            (_, None) => write!(f, "; you chose to remove it"),
        }
    }
}

impl Draft {
    /// The changes, by manifest and element.
    pub fn changes(&self) -> &[Change] {
        &self.0
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Chooses a release for an entry, in place of an earlier choice. Choosing what the manifest already says takes
    /// the earlier choice back.
    pub fn set(&mut self, change: ManifestChange, snapshot: &Snapshot) {
        let from = snapshot
            .manifest(&change.manifest)
            .and_then(|file| file.content.as_ref().ok())
            .and_then(|manifest| manifest.release_of(&change.element))
            .cloned();
        if from == change.release {
            self.remove(&change.manifest, &change.element);
        } else {
            let ManifestChange {
                manifest,
                element,
                release: to,
            } = change;
            self.put(Change {
                manifest,
                element,
                from,
                to,
            });
        }
    }

    /// Takes the choice for an entry back.
    pub fn remove(&mut self, manifest: &ManifestName, element: &ElementKey) {
        if let Ok(position) = self.position(manifest, element) {
            self.0.remove(position);
        }
    }

    /// Looks at every change again, against a newer snapshot.
    ///
    /// A change whose entry still names what it was chosen from is kept; one that the manifest already says is
    /// dropped; any other one is a conflict.
    #[must_use]
    pub fn rebase(&self, snapshot: &Snapshot) -> Rebased {
        let manifests: HashMap<_, _> = snapshot
            .manifests
            .iter()
            .map(|file| (&file.name, file.content.as_ref().map(releases_by_element)))
            .collect();
        let mut rebased = Rebased {
            kept: Self::default(),
            dropped: Vec::new(),
            conflicts: Vec::new(),
        };
        for change in self.0.iter().cloned() {
            let named = match manifests.get(&change.manifest) {
                None => Err(Now::ManifestGone),
                Some(Err(_)) => Err(Now::ManifestUnreadable),
                Some(Ok(releases)) => Ok(releases.get(&change.element).copied()),
            };
            match named {
                Ok(named) if named == change.to.as_ref() => rebased.dropped.push(change),
                Ok(named) if named == change.from.as_ref() => rebased.kept.0.push(change),
                Ok(named) => rebased.conflicts.push(Conflict {
                    change,
                    now: Now::Entry(named.cloned()),
                }),
                Err(now) => rebased.conflicts.push(Conflict { change, now }),
            }
        }
        rebased
    }

    /// Takes out what came true, and answers it. It is done, and stays so when the manifests change once more.
    pub fn settle(&mut self, snapshot: &Snapshot) -> Vec<Change> {
        let dropped = self.rebase(snapshot).dropped;
        self.0.retain(|change| !dropped.contains(change));
        dropped
    }

    fn put(&mut self, change: Change) {
        let (manifest, element) = change.place();
        match self.position(manifest, element) {
            Ok(position) => self.0[position] = change,
            Err(position) => self.0.insert(position, change),
        }
    }

    /// Where the change of an entry is, or where it would go.
    fn position(&self, manifest: &ManifestName, element: &ElementKey) -> Result<usize, usize> {
        self.0
            .binary_search_by(|change| change.place().cmp(&(manifest, element)))
    }
}

impl From<Vec<Change>> for Draft {
    /// The later of two changes of one entry counts.
    fn from(changes: Vec<Change>) -> Self {
        let mut draft = Self::default();
        for change in changes {
            draft.put(change);
        }
        draft
    }
}

impl From<Draft> for Vec<Change> {
    fn from(draft: Draft) -> Self {
        draft.0
    }
}
