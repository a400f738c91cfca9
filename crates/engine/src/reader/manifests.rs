//! Reading the files of `manifests/`.

use std::collections::HashMap;
use std::sync::Arc;

use git2::{Oid, Repository, Tree};
use manifold_domain::layout::{MANIFESTS, TreePath};
use manifold_domain::manifest::{self, LARGEST_MANIFEST, ManifestName, ManifestProblem};
use manifold_domain::object::ObjectId;
use manifold_domain::problem::{Position, Problem};
use manifold_domain::snapshot::ManifestFile;

use super::artifacts::unexpected;
use crate::Result;
use crate::ids::{ToDomain, ToGit};
use crate::objects::{self, Content, EntryKind};

/// What the folder of the manifests holds.
pub(super) struct Manifests {
    tree: ObjectId,
    /// By name.
    pub(super) files: Vec<Arc<ManifestFile>>,
    /// Files that are no manifests.
    pub(super) problems: Vec<Problem>,
}

/// Reads the folder, taking from `before` the manifests whose bytes did not change.
pub(super) fn read(
    repository: &Repository,
    tree: Oid,
    before: Option<&Arc<Manifests>>,
) -> Result<Arc<Manifests>> {
    let id = tree.to_domain();
    if let Some(same) = before.filter(|before| before.tree == id) {
        return Ok(Arc::clone(same));
    }
    let known: HashMap<&ManifestName, &Arc<ManifestFile>> = before
        .iter()
        .flat_map(|before| &before.files)
        .map(|file| (&file.name, file))
        .collect();
    let mut manifests = Manifests {
        tree: id,
        files: Vec::new(),
        problems: Vec::new(),
    };
    let folder = TreePath::from_bytes(MANIFESTS.as_bytes());
    for entry in &objects::tree(repository, tree)? {
        let path = folder.join(entry.name_bytes());
        let Some(name) = name_of(&entry) else {
            manifests.problems.push(unexpected(
                path,
                "is not a manifest: those are files named <name>.yaml",
            ));
            continue;
        };
        let blob = entry.id().to_domain();
        let file = match known.get(&name) {
            Some(same) if same.blob == blob => Arc::clone(same),
            _ => Arc::new(read_file(repository, name, path, blob)?),
        };
        manifests.files.push(file);
    }
    manifests.files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(Arc::new(manifests))
}

/// The manifests in a folder's tree, each with its blob.
pub(crate) fn files(tree: &Tree<'_>) -> impl Iterator<Item = (ManifestName, Oid)> {
    tree.iter()
        .filter_map(|entry| Some((name_of(&entry)?, entry.id())))
}

/// The name of the manifest that this entry is, if it is one.
fn name_of(entry: &git2::TreeEntry<'_>) -> Option<ManifestName> {
    name_of_file(entry.name_bytes()).filter(|_| objects::kind_of(entry) == EntryKind::File)
}

/// The name of the manifest in a file of this name, if it is one.
pub(super) fn name_of_file(file: &[u8]) -> Option<ManifestName> {
    let stem = std::str::from_utf8(file).ok()?.strip_suffix(".yaml")?;
    (!stem.is_empty()).then(|| ManifestName::existing(stem))
}

fn read_file(
    repository: &Repository,
    name: ManifestName,
    path: TreePath,
    blob: ObjectId,
) -> Result<ManifestFile> {
    let (bytes, content) = match objects::blob(repository, blob.to_git()?, LARGEST_MANIFEST)? {
        Content::Bytes(bytes) => {
            let content = manifest::read(&bytes);
            (bytes, content)
        }
        Content::TooLarge(size) => {
            let too_large = ManifestProblem {
                position: Position { line: 1, column: 1 },
                message: format!("The file has {size} bytes, and no more than {LARGEST_MANIFEST} are read."),
            };
            (Vec::new(), Err(vec![too_large]))
        }
    };
    Ok(ManifestFile {
        name,
        path,
        blob,
        bytes: bytes.into(),
        content,
    })
}
