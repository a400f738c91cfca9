//! Whether a plan that is made again still does what was shown.

use std::collections::HashMap;

use super::{EditContent, Meaning, Plan};
use crate::element::ElementKey;
use crate::layout::TreePath;
use crate::manifest::ManifestName;
use crate::object::ObjectId;
use crate::text::shown;
use crate::version::{Release, ReleaseVersion};

/// What a line of a plan's meaning is about: two lines about one thing can be compared.
#[derive(PartialEq, Eq, Hash)]
enum About<'a> {
    NewManifest(&'a ManifestName),
    DeletedManifest(&'a ManifestName),
    Release(&'a TreePath, &'a ReleaseVersion),
    Entry(&'a ManifestName, &'a ElementKey),
}

impl Plan {
    /// Whether carrying out this plan does what was shown of an earlier one, so that nobody needs to look again.
    ///
    /// The base, the branch's random digits, the commit that a release names as its source and the untouched parts of changed
    /// manifests may differ. What the plan means may not, nor the files that go into an artifact, the text of a new
    /// manifest, or what there is to warn of.
    pub fn means_the_same_as(&self, earlier: &Self) -> bool {
        self.what_changed_since(earlier).is_empty()
    }

    /// How this plan differs from an earlier one of the same intent, a sentence each.
    pub fn what_changed_since(&self, earlier: &Self) -> Vec<String> {
        let mut before = by_subject_matter(earlier);
        let mut changed: Vec<String> = Vec::new();
        for meaning in &self.meaning {
            match before.remove(&about(meaning)) {
                None => changed.push(format!("{} is new in this change.", in_words(meaning))),
                Some(earlier) => changed.extend(difference(earlier, meaning)),
            }
        }
        // In the order of the plan, which a map does not keep.
        let gone = earlier
            .meaning
            .iter()
            .filter(|meaning| before.contains_key(&about(meaning)));
        changed
            .extend(gone.map(|meaning| format!("{} is no longer part of this change.", in_words(meaning))));
        changed.extend(self.changed_content(earlier));
        let new_warnings = self
            .warnings
            .iter()
            .filter(|warning| !earlier.warnings.contains(warning));
        changed.extend(new_warnings.map(|warning| warning.message.clone()));
        changed
    }

    /// What [`Meaning`] only names or counts: the files of a release, the entries of a new manifest.
    fn changed_content<'a>(&'a self, earlier: &'a Self) -> impl Iterator<Item = String> + 'a {
        let trees = earlier.trees();
        let releases = self.meaning.iter().filter_map(|meaning| match meaning {
            Meaning::ReleaseCreated { name, folder, .. } => Some((name, folder)),
            _ => None,
        });
        let now = self.trees();
        let repacked = releases
            .filter(move |(_, folder)| {
                trees
                    .get(folder)
                    .is_some_and(|tree| now.get(folder) != Some(tree))
            })
            .map(|(name, _)| {
                format!(
                    "The files of {} changed, and with them what its release holds.",
                    shown(name)
                )
            });
        let rewritten = self.meaning.iter().filter_map(|meaning| match meaning {
            Meaning::ManifestCreated { manifest, .. }
                if earlier.meaning.contains(meaning) && self.files() != earlier.files() =>
            {
                Some(format!(
                    "The entries that {} starts with changed.",
                    shown(manifest.as_str())
                ))
            }
            _ => None,
        });
        repacked.chain(rewritten)
    }

    /// The tree that each release is packed from, by folder.
    fn trees(&self) -> HashMap<&TreePath, ObjectId> {
        let edits = self.commits.iter().flat_map(|commit| &commit.edits);
        edits
            .filter_map(|edit| match &edit.content {
                EditContent::Artifact { folder, tree, .. } => Some((folder, *tree)),
                EditContent::File(_) | EditContent::Nothing => None,
            })
            .collect()
    }

    /// The files that the plan writes.
    fn files(&self) -> Vec<(&TreePath, &[u8])> {
        let edits = self.commits.iter().flat_map(|commit| &commit.edits);
        edits
            .filter_map(|edit| match &edit.content {
                EditContent::File(bytes) => Some((&edit.path, bytes.as_slice())),
                EditContent::Artifact { .. } | EditContent::Nothing => None,
            })
            .collect()
    }
}

fn by_subject_matter(plan: &Plan) -> HashMap<About<'_>, &Meaning> {
    plan.meaning
        .iter()
        .map(|meaning| (about(meaning), meaning))
        .collect()
}

fn about(meaning: &Meaning) -> About<'_> {
    match meaning {
        Meaning::ManifestCreated { manifest, .. } => About::NewManifest(manifest),
        Meaning::ManifestDeleted { manifest, .. } => About::DeletedManifest(manifest),
        Meaning::ReleaseCreated { folder, version, .. } => About::Release(folder, version),
        Meaning::EntryChanged {
            manifest, element, ..
        } => About::Entry(manifest, element),
    }
}

/// What a line of meaning is about, to open a sentence.
fn in_words(meaning: &Meaning) -> String {
    match meaning {
        Meaning::ManifestCreated { manifest, .. } => format!("The new manifest {}", shown(manifest.as_str())),
        Meaning::ManifestDeleted { manifest, .. } => format!("Deleting {}", shown(manifest.as_str())),
        Meaning::ReleaseCreated { name, version, .. } => format!("The release {} {version}", shown(name)),
        Meaning::EntryChanged {
            manifest,
            element,
            name,
            ..
        } => {
            let name = name.as_deref().unwrap_or(element.id.as_str());
            format!("{} on {}", shown(name), shown(manifest.as_str()))
        }
    }
}

/// How two lines about one thing differ.
fn difference(earlier: &Meaning, now: &Meaning) -> Option<String> {
    let release = |release: &Option<Release>| match release {
        Some(release) => release.to_string(),
        None => "not listed".to_owned(),
    };
    match (earlier, now) {
        (
            Meaning::EntryChanged {
                from: was_from,
                to: was_to,
                ..
            },
            Meaning::EntryChanged { from, to, .. },
        ) if (was_from, was_to) != (from, to) => Some(format!(
            "{} goes from {} to {}; it was to go from {} to {}.",
            in_words(now),
            release(from),
            release(to),
            release(was_from),
            release(was_to)
        )),
        (Meaning::ReleaseCreated { element: was, .. }, Meaning::ReleaseCreated { element, name, .. })
            if was != element =>
        {
            Some(format!("{} has another uuid now: {}.", shown(name), element.id))
        }
        (
            Meaning::ManifestCreated { entries: had, .. } | Meaning::ManifestDeleted { entries: had, .. },
            Meaning::ManifestCreated { entries, manifest } | Meaning::ManifestDeleted { entries, manifest },
        ) if had != entries => Some(format!(
            "{} has {entries} entries now, no longer {had}.",
            shown(manifest.as_str())
        )),
        _ => None,
    }
}
