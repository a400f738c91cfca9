//! How the artifacts and manifests of two commits differ, by comparing trees.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

use git2::{Oid, Repository, Tree, TreeEntry};
use manifold_domain::element::ElementKey;
use manifold_domain::layout::{DIST, MANIFESTS, version_of_file_name};
use manifold_domain::manifest::{self, LARGEST_MANIFEST, Manifest, ManifestName};
use manifold_domain::object::{CommitId, ObjectId};
use manifold_domain::version::{Release, ReleaseVersion};
use manifold_domain::waiting::{Artifacts, Side};

use super::artifacts::{key_of, releasable_kind};
use super::manifests::name_of_file;
use super::remembered::Remembered;
use crate::Result;
use crate::ids::ToDomain;
use crate::objects::{self, Content, EntryKind};

/// The same thing on two sides; nothing where a side does not have it.
type Pair = [Option<Oid>; 2];

/// What was read of commits and of how they differ.
#[derive(Default)]
pub(super) struct Differences {
    folders: Remembered<CommitId, Folders>,
    artifacts: Remembered<Pair, Arc<[Artifacts; 2]>>,
    added: Remembered<Pair, Arc<[(ElementKey, ReleaseVersion)]>>,
    added_of_element: Remembered<Pair, Arc<[ReleaseVersion]>>,
    manifests: Remembered<Pair, Arc<[ManifestDiffers]>>,
    contents: Remembered<Pair, [ManifestContent; 2]>,
}

/// The trees of a commit that releases are made of.
#[derive(Clone, Copy)]
pub(super) struct Folders {
    pub(super) dist: Option<Oid>,
    pub(super) manifests: Option<Oid>,
}

/// A manifest whose file is not the same on both sides.
pub(super) struct ManifestDiffers {
    pub(super) name: ManifestName,
    pub(super) blobs: Pair,
}

/// What one side has of a manifest.
#[derive(Clone)]
pub(super) enum ManifestContent {
    Absent,
    Readable(Arc<Manifest>),
    Unreadable(ObjectId),
}

impl Differences {
    /// Ends a look that went through: what it did not use is forgotten.
    pub(super) fn forget_unused(&mut self) {
        self.folders.forget_unused();
        self.artifacts.forget_unused();
        self.added.forget_unused();
        self.added_of_element.forget_unused();
        self.manifests.forget_unused();
        self.contents.forget_unused();
    }

    pub(super) fn folders(&mut self, repository: &Repository, commit: CommitId) -> Result<Folders> {
        self.folders.get(commit, || {
            let root = objects::root(repository, commit)?;
            Ok(Folders {
                dist: objects::folder_in(&root, DIST),
                manifests: objects::folder_in(&root, MANIFESTS),
            })
        })
    }

    /// The artifacts of two `dist` trees that are not the same: on either side those that it has.
    pub(super) fn artifacts(&mut self, repository: &Repository, dist: Pair) -> Result<Arc<[Artifacts; 2]>> {
        self.artifacts
            .get(dist, || artifacts_that_differ(repository, dist).map(Arc::new))
    }

    /// The versions that the second of two `dist` trees has and the first has not.
    ///
    /// A branch that is far behind differs in every element and adds to none. So what is remembered is only what was added, and
    /// once for all branches that have an element just so.
    pub(super) fn added(
        &mut self,
        repository: &Repository,
        dist: Pair,
    ) -> Result<Arc<[(ElementKey, ReleaseVersion)]>> {
        let of_element = &mut self.added_of_element;
        self.added.get(dist, || {
            let mut found = Vec::new();
            for (kind, folders) in differing(repository, dist, EntryKind::Folder)? {
                if releasable_kind(&kind).is_none() {
                    continue;
                }
                for (id, folders) in differing(repository, folders, EntryKind::Folder)? {
                    let versions = of_element.get(folders, || added_versions(repository, folders))?;
                    if versions.is_empty() {
                        continue;
                    }
                    if let Some(element) = key_of(&kind, &id) {
                        found.extend(versions.iter().map(|version| (element.clone(), version.clone())));
                    }
                }
            }
            Ok(found.into())
        })
    }

    /// The manifests of two `manifests` trees that are not the same.
    pub(super) fn manifests(
        &mut self,
        repository: &Repository,
        trees: Pair,
    ) -> Result<Arc<[ManifestDiffers]>> {
        self.manifests.get(trees, || {
            let differing = differing(repository, trees, EntryKind::File)?;
            Ok(differing
                .into_iter()
                .filter_map(|(name, blobs)| {
                    let name = name_of_file(&name)?;
                    Some(ManifestDiffers { name, blobs })
                })
                .collect())
        })
    }

    /// What the two files of a manifest mean. Where both can be read, only the entries that differ: the rest needs
    /// no memory.
    pub(super) fn contents(&mut self, repository: &Repository, blobs: Pair) -> Result<[ManifestContent; 2]> {
        self.contents.get(blobs, || {
            let [old, new] = blobs.map(|blob| read_manifest(repository, blob));
            Ok(match [old?, new?] {
                [ManifestContent::Readable(old), ManifestContent::Readable(new)] => {
                    entries_that_differ(&old, &new)
                }
                other => other,
            })
        })
    }
}

impl ManifestContent {
    pub(super) fn side(&self) -> Side<'_> {
        match self {
            Self::Absent => Side::Absent,
            Self::Readable(manifest) => Side::Readable(manifest),
            Self::Unreadable(blob) => Side::Unreadable(*blob),
        }
    }
}

fn read_manifest(repository: &Repository, blob: Option<Oid>) -> Result<ManifestContent> {
    let Some(blob) = blob else {
        return Ok(ManifestContent::Absent);
    };
    Ok(match objects::blob(repository, blob, LARGEST_MANIFEST)? {
        Content::Bytes(bytes) => match manifest::read(&bytes) {
            Ok(manifest) => ManifestContent::Readable(Arc::new(manifest)),
            Err(_) => ManifestContent::Unreadable(blob.to_domain()),
        },
        Content::TooLarge(_) => ManifestContent::Unreadable(blob.to_domain()),
    })
}

/// Both manifests, each without the elements of which they say the same.
fn entries_that_differ(old: &Manifest, new: &Manifest) -> [ManifestContent; 2] {
    let [in_old, in_new] = [old, new].map(releases);
    [old, new].map(|manifest| {
        let entries = manifest
            .entries
            .iter()
            .filter(|entry| in_old.get(&entry.element) != in_new.get(&entry.element))
            .cloned()
            .collect();
        ManifestContent::Readable(Arc::new(Manifest {
            version: manifest.version.clone(),
            name: manifest.name.clone(),
            entries,
            is_canonical: manifest.is_canonical,
        }))
    })
}

/// What a manifest says of each element: the first where one is listed twice.
fn releases(manifest: &Manifest) -> HashMap<&ElementKey, &Release> {
    let entries = manifest.entries.iter().rev();
    entries.map(|entry| (&entry.element, &entry.release)).collect()
}

/// The versions that the second of two folders of an element has and the first has not.
fn added_versions(repository: &Repository, folders: Pair) -> Result<Arc<[ReleaseVersion]>> {
    let files = differing(repository, folders, EntryKind::File)?;
    let added = files.iter().filter(|(_, blobs)| blobs[0].is_none());
    Ok(added.filter_map(|(name, _)| version_of_file_name(name)).collect())
}

fn artifacts_that_differ(repository: &Repository, dist: Pair) -> Result<[Artifacts; 2]> {
    let mut found = [Artifacts::new(), Artifacts::new()];
    for (kind, folders) in differing(repository, dist, EntryKind::Folder)? {
        if releasable_kind(&kind).is_none() {
            continue;
        }
        for (id, folders) in differing(repository, folders, EntryKind::Folder)? {
            let Some(element) = key_of(&kind, &id) else {
                continue;
            };
            for (name, blobs) in differing(repository, folders, EntryKind::File)? {
                let Some(version) = version_of_file_name(&name) else {
                    continue;
                };
                for (side, blob) in found.iter_mut().zip(blobs) {
                    let artifact = blob.map(|blob| ((element.clone(), version.clone()), blob.to_domain()));
                    side.extend(artifact);
                }
            }
        }
    }
    Ok(found)
}

/// The entries of one kind that two trees do not both have just so.
fn differing(repository: &Repository, trees: Pair, kind: EntryKind) -> Result<Vec<(Vec<u8>, Pair)>> {
    let read = |id: Option<Oid>| id.map(|id| objects::tree(repository, id)).transpose();
    let [old, new] = trees.map(read);
    let (old, new) = (old?, new?);
    let mut old = entries(old.as_ref(), kind).peekable();
    let mut new = entries(new.as_ref(), kind).peekable();
    let mut found = Vec::new();
    loop {
        let order = match (old.peek(), new.peek()) {
            (Some(old), Some(new)) => old.cmp(new),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return Ok(found),
        };
        let old = if order.is_le() { old.next() } else { None };
        let new = if order.is_ge() { new.next() } else { None };
        let ids = [&old, &new].map(|entry| entry.as_ref().map(TreeEntry::id));
        if let Some(entry) = old.or(new).filter(|_| ids[0] != ids[1]) {
            found.push((entry.name_bytes().to_vec(), ids));
        }
    }
}

fn entries<'t>(tree: Option<&'t Tree<'_>>, kind: EntryKind) -> impl Iterator<Item = TreeEntry<'t>> {
    tree.into_iter()
        .flat_map(Tree::iter)
        .filter(move |entry| objects::kind_of(entry) == kind)
}
