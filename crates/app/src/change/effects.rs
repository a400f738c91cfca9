//! What a branch does to the manifests, in the order to say it.

use std::collections::BTreeMap;

use manifold_domain::layout::{MANIFESTS, TreePath};
use manifold_domain::manifest::ManifestName;
use manifold_domain::plan::Meaning;
use manifold_engine::merge::{MergedChange, MergedFile};

use crate::columns;
use crate::wire::artifact::ChangeStatus;
use crate::wire::change::ManifestEffect;
use crate::wire::releases::Instance;

/// What becomes of each manifest.
pub(crate) type Effects = BTreeMap<ManifestName, ChangeStatus>;

/// What a plan's branch does.
pub(crate) fn of_plan(meaning: &[Meaning]) -> Effects {
    meaning
        .iter()
        .filter_map(|meaning| match meaning {
            Meaning::ManifestCreated { manifest, .. } => Some((manifest.clone(), ChangeStatus::Added)),
            Meaning::ManifestDeleted { manifest, .. } => Some((manifest.clone(), ChangeStatus::Removed)),
            Meaning::EntryChanged { manifest, .. } => Some((manifest.clone(), ChangeStatus::Changed)),
            Meaning::ReleaseCreated { .. } => None,
        })
        .collect()
}

/// What a merge does.
pub(crate) fn of_merge(files: &[MergedFile]) -> Effects {
    files
        .iter()
        .filter_map(|file| {
            let change = match file.change {
                MergedChange::Added => ChangeStatus::Added,
                MergedChange::Removed => ChangeStatus::Removed,
                MergedChange::Changed => ChangeStatus::Changed,
            };
            Some((manifest_at(&file.path)?, change))
        })
        .collect()
}

/// The manifest whose file this is.
fn manifest_at(path: &TreePath) -> Option<ManifestName> {
    if path.parent()?.as_bytes() != MANIFESTS.as_bytes() {
        return None;
    }
    let name = std::str::from_utf8(path.file_name()?)
        .ok()?
        .strip_suffix(".yaml")?;
    Some(ManifestName::existing(name))
}

/// The effects as clients see them: in the order of the columns, and what matters most, *Production*, last.
pub(crate) fn shown(instances: &[Instance], effects: &Effects) -> Vec<ManifestEffect> {
    let place = |name: &ManifestName| {
        instances
            .iter()
            .position(|instance| instance.manifest == *name)
            .unwrap_or(instances.len())
    };
    let mut shown: Vec<ManifestEffect> = effects
        .iter()
        .map(|(manifest, change)| ManifestEffect {
            manifest: manifest.clone(),
            change: *change,
            is_production: columns::is_production(instances, manifest),
        })
        .collect();
    shown.sort_by_key(|effect| (effect.is_production, place(&effect.manifest)));
    shown
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::*;

    #[test]
    fn only_files_directly_in_the_manifests_folder_are_manifests() {
        let files = [
            "manifests/dev.yaml",
            "manifests/old/dev.yaml",
            "manifests/readme.md",
            "apps/x/dev.yaml",
        ]
        .map(|path| MergedFile {
            path: path.parse().unwrap(),
            change: MergedChange::Removed,
        });
        let effects = of_merge(&files);
        assert_eq!(
            effects.into_iter().collect::<Vec<_>>(),
            [(ManifestName::existing("dev"), ChangeStatus::Removed)]
        );
    }
}
