//! Changes that were chosen and not yet pushed.
//!
//! A draft outlives fetches and restarts, so each change remembers what the entry named when it was chosen: when
//! the default branch moves, that tells a change that is done from one that now contradicts somebody else's.

use std::collections::HashMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::element::ElementKey;
use crate::index::releases_by_element;
use crate::manifest::ManifestName;
use crate::plan::ManifestChange;
use crate::snapshot::Snapshot;
use crate::text::visible;
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
        let in_words = |release: &Option<Release>| match release {
            Some(release) => release.to_string(),
            None => "not listed".to_owned(),
        };
        let Change {
            manifest, from, to, ..
        } = &self.change;
        let manifest = visible(manifest.as_str());
        match &self.now {
            Now::Entry(now) => write!(f, "{manifest} became {} meanwhile", in_words(now))?,
            Now::ManifestGone => write!(f, "{manifest} was deleted meanwhile")?,
            Now::ManifestUnreadable => write!(f, "{manifest} can no longer be read")?,
        }
        write!(f, "; you chose {} from {}", in_words(to), in_words(from))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Fixture, app};

    fn prod(release: &str) -> Snapshot {
        Fixture::new().manifest("prod", &[(app(1), release)]).snapshot()
    }

    fn choice(release: Option<&str>) -> ManifestChange {
        ManifestChange {
            manifest: ManifestName::existing("prod"),
            element: app(1),
            release: release.map(|text| text.parse().unwrap()),
        }
    }

    fn chosen(release: Option<&str>, snapshot: &Snapshot) -> Draft {
        let mut draft = Draft::default();
        draft.set(choice(release), snapshot);
        draft
    }

    #[test]
    fn a_choice_remembers_what_the_entry_named() {
        let draft = chosen(Some("1.0.3"), &prod("1.0.2"));
        assert_eq!(draft.changes()[0].from, Some("1.0.2".parse().unwrap()));
        assert_eq!(draft.changes()[0].wanted(), choice(Some("1.0.3")));
    }

    #[test]
    fn choosing_again_replaces_the_choice() {
        let snapshot = prod("1.0.2");
        let mut draft = chosen(Some("1.0.3"), &snapshot);
        draft.set(choice(Some("1.0.4")), &snapshot);
        assert_eq!(draft, chosen(Some("1.0.4"), &snapshot));
    }

    #[test]
    fn choosing_what_the_manifest_says_takes_the_choice_back() {
        let snapshot = prod("1.0.2");
        let mut draft = chosen(Some("1.0.3"), &snapshot);
        draft.set(choice(Some("1.0.2")), &snapshot);
        assert!(draft.is_empty());
        let nothing_listed = Fixture::new().manifest("prod", &[]).snapshot();
        assert!(chosen(None, &nothing_listed).is_empty());
    }

    #[test]
    fn a_choice_can_be_taken_back_by_its_place() {
        let mut draft = chosen(Some("1.0.3"), &prod("1.0.2"));
        draft.remove(&ManifestName::existing("prod"), &app(2));
        assert!(!draft.is_empty());
        draft.remove(&ManifestName::existing("prod"), &app(1));
        assert!(draft.is_empty());
    }

    #[test]
    fn a_choice_whose_entry_stayed_is_kept() {
        let draft = chosen(Some("1.0.3"), &prod("1.0.2"));
        let rebased = draft.rebase(&prod("1.0.2"));
        assert_eq!(
            rebased,
            Rebased {
                kept: draft,
                dropped: Vec::new(),
                conflicts: Vec::new()
            }
        );
    }

    #[test]
    fn a_choice_that_came_true_is_dropped() {
        let draft = chosen(Some("1.0.3"), &prod("1.0.2"));
        let rebased = draft.rebase(&prod("1.0.3"));
        assert_eq!(rebased.dropped, draft.changes());
        assert!(rebased.kept.is_empty() && rebased.conflicts.is_empty());
    }

    #[test]
    fn a_choice_that_came_true_is_settled_once_and_does_not_come_back() {
        let before = prod("1.0.2");
        let mut draft = chosen(Some("1.0.3"), &before);
        let choice = draft.changes().to_vec();
        assert_eq!(draft.settle(&before), []);
        assert_eq!(draft.settle(&prod("1.0.3")), choice);
        // Rolled back by somebody: the old choice does not wait again.
        assert!(draft.is_empty() && draft.settle(&before).is_empty());
    }

    #[test]
    fn a_choice_whose_entry_became_another_is_a_conflict() {
        let draft = chosen(Some("1.0.3"), &prod("1.0.2"));
        let conflict = |now| {
            vec![Conflict {
                change: draft.changes()[0].clone(),
                now,
            }]
        };
        let became = draft.rebase(&prod("1.0.4"));
        assert_eq!(
            became.conflicts,
            conflict(Now::Entry(Some("1.0.4".parse().unwrap())))
        );
        let unlisted = draft
            .clone()
            .rebase(&Fixture::new().manifest("prod", &[]).snapshot());
        assert_eq!(unlisted.conflicts, conflict(Now::Entry(None)));
        assert_eq!(
            became.conflicts[0].to_string(),
            "prod became 1.0.4 meanwhile; you chose 1.0.3 from 1.0.2"
        );
        assert!(became.kept.is_empty() && unlisted.kept.is_empty());
    }

    #[test]
    fn a_choice_for_a_manifest_that_is_gone_or_unreadable_is_a_conflict() {
        let draft = chosen(Some("1.0.3"), &prod("1.0.2"));
        let gone = draft.rebase(&Fixture::new().snapshot());
        assert_eq!(gone.conflicts[0].now, Now::ManifestGone);
        let unreadable = draft.rebase(&Fixture::new().unreadable("prod", Vec::new()).snapshot());
        assert_eq!(unreadable.conflicts[0].now, Now::ManifestUnreadable);
    }

    #[test]
    fn a_stored_draft_reads_back() {
        let snapshot = Fixture::new()
            .manifest("prod", &[(app(1), "1.0.2"), (app(2), "latest")])
            .snapshot();
        let mut draft = chosen(Some("1.0.3"), &snapshot);
        draft.set(
            ManifestChange {
                element: app(2),
                ..choice(None)
            },
            &snapshot,
        );
        let stored = serde_json::to_string(&draft).unwrap();
        assert_eq!(serde_json::from_str::<Draft>(&stored).unwrap(), draft);
        assert!(stored.starts_with(r#"[{"manifest":"prod","element":{"kind":"app","id":"00000000-0000-4000-8000-000000000001"},"from":"1.0.2","to":"1.0.3"}"#), "{stored}");
    }
}
