//! Finding release artifacts below `dist/`.

use std::collections::BTreeMap;
use std::sync::Arc;

use git2::Tree;
use manifold_domain::element::{ElementKey, ElementKind};
use manifold_domain::layout::{TreePath, version_of_file_name};
use manifold_domain::problem::{Problem, ProblemCode};
use manifold_domain::snapshot::ArtifactFile;

use super::folder::Looked;
use crate::ids::ToDomain;
use crate::objects::{self, EntryKind};

/// What one folder of `dist/` holds, directly.
pub(super) struct FoundArtifacts {
    /// The artifacts of one element, newest first; the folder of an element only.
    pub(super) artifacts: Option<(ElementKey, Arc<[ArtifactFile]>)>,
    /// Files and folders that do not belong there.
    pub(super) problems: Vec<Problem>,
}

/// Looks at `dist`, `dist/<kind>` or `dist/<kind>/<uuid>`.
pub(super) fn look(path: &TreePath, tree: &Tree<'_>) -> Looked<FoundArtifacts> {
    let segments: Vec<&[u8]> = path.segments().skip(1).collect();
    match segments[..] {
        [kind, id] => look_at_element(path, tree, key_of(kind, id)),
        [kind] => look_at_folders(path, tree, |name| key_of(kind, name).is_some()),
        _ => look_at_folders(path, tree, |name| releasable_kind(name).is_some()),
    }
}

/// The kind whose artifacts stand in a folder of this name in `dist/`.
pub(super) fn releasable_kind(name: &[u8]) -> Option<ElementKind> {
    ElementKind::ALL
        .into_iter()
        .find(|kind| kind.is_releasable() && kind.folder().as_bytes() == name)
}

/// The element whose artifacts stand in `dist/<kind>/<id>`.
pub(super) fn key_of(kind: &[u8], id: &[u8]) -> Option<ElementKey> {
    Some(ElementKey {
        kind: releasable_kind(kind)?,
        id: std::str::from_utf8(id).ok()?.parse().ok()?,
    })
}

fn look_at_folders(
    path: &TreePath,
    tree: &Tree<'_>,
    belongs: impl Fn(&[u8]) -> bool,
) -> Looked<FoundArtifacts> {
    let mut below = Vec::new();
    let mut problems = Vec::new();
    for entry in tree {
        let inner = path.join(entry.name_bytes());
        if objects::kind_of(&entry) == EntryKind::Folder && belongs(entry.name_bytes()) {
            below.push((inner, entry.id()));
        } else {
            problems.push(unexpected(
                inner,
                "is not a folder of artifacts: those are dist/apps/<uuid> and dist/workflows/<uuid>",
            ));
        }
    }
    let found = FoundArtifacts {
        artifacts: None,
        problems,
    };
    Looked { found, below }
}

fn look_at_element(path: &TreePath, tree: &Tree<'_>, key: Option<ElementKey>) -> Looked<FoundArtifacts> {
    let mut artifacts = Vec::new();
    let mut problems = Vec::new();
    for entry in tree {
        let path = path.join(entry.name_bytes());
        match version_of_file_name(entry.name_bytes()) {
            Some(version) if objects::kind_of(&entry) == EntryKind::File => artifacts.push(ArtifactFile {
                version,
                path,
                blob: entry.id().to_domain(),
                is_legacy_location: false,
            }),
            _ => problems.push(unexpected(
                path,
                "is not an artifact: those are files named <X.Y.Z>.zip",
            )),
        }
    }
    newest_first(&mut artifacts);
    let found = FoundArtifacts {
        artifacts: key
            .filter(|_| !artifacts.is_empty())
            .map(|key| (key, artifacts.into())),
        problems,
    };
    Looked {
        found,
        below: Vec::new(),
    }
}

fn newest_first(artifacts: &mut [ArtifactFile]) {
    artifacts.sort_by(|a, b| b.version.cmp(&a.version));
}

/// A file or folder that does not belong where it is.
pub(super) fn unexpected(path: TreePath, why: &str) -> Problem {
    let name = String::from_utf8_lossy(path.file_name().unwrap_or_default()).into_owned();
    Problem {
        code: ProblemCode::FileUnexpected,
        path,
        position: None,
        message: format!("'{name}' {why}."),
        element: None,
        manifest: None,
    }
}

/// Adds the artifacts that stand directly in an element's folder. Where `dist/` has the version too, that one counts.
pub(super) fn add_legacy(
    all: &mut BTreeMap<ElementKey, Arc<[ArtifactFile]>>,
    key: ElementKey,
    legacy: &[ArtifactFile],
) {
    let known = all.entry(key).or_default();
    let mut together = known.to_vec();
    for artifact in legacy {
        if known.iter().all(|known| known.version != artifact.version) {
            together.push(artifact.clone());
        }
    }
    newest_first(&mut together);
    *known = together.into();
}
