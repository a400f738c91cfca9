//! Snapshots for tests, told in a few words.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::collection::btree_map;
use proptest::sample::select;
use proptest::strategy::Strategy;

use crate::element::{Element, ElementId, ElementKey, ElementKind};
use crate::layout::{self, TreePath};
use crate::manifest::{Entry, EntryChange, Manifest, ManifestName, ManifestProblem, edit, read};
use crate::object::{CommitId, ObjectId, Timestamp};
use crate::plan::ManifestChange;
use crate::problem::Position;
use crate::snapshot::{ArtifactFile, ManifestFile, RepositoryFormat, Snapshot};
use crate::version::Release;
use crate::waiting::{Changes, EntryWaits, ManifestWaits, WaitingBranch};

/// The uuid that ends in this number.
pub(crate) fn id(number: u32) -> ElementId {
    format!("00000000-0000-4000-8000-{number:012}").parse().unwrap()
}

/// The key of the app with this number.
pub(crate) fn app(number: u32) -> ElementKey {
    ElementKey {
        kind: ElementKind::App,
        id: id(number),
    }
}

/// The key of the workflow with this number.
pub(crate) fn workflow(number: u32) -> ElementKey {
    ElementKey {
        kind: ElementKind::Workflow,
        id: id(number),
    }
}

/// The key of the new-style app with this number.
pub(crate) fn new_style_app(number: u32) -> ElementKey {
    ElementKey {
        kind: ElementKind::NewStyleApp,
        id: id(number),
    }
}

/// What a manifest names: releases by the numbers of apps.
pub(crate) type Named = BTreeMap<u32, &'static str>;

/// What any manifest may name, of few enough apps and releases that two manifests meet.
pub(crate) fn any_named() -> impl Strategy<Value = Named> {
    btree_map(0..6_u32, select(vec!["1.0.0", "1.9.0", "1.10.0", "latest"]), 0..6)
}

/// The same as entries.
pub(crate) fn entries(named: &Named) -> Vec<(ElementKey, &'static str)> {
    named
        .iter()
        .map(|(number, release)| (app(*number), *release))
        .collect()
}

/// What a manifest names after these changes of its file.
pub(crate) fn named_after(
    snapshot: &Snapshot,
    manifest: &ManifestName,
    changes: impl IntoIterator<Item = ManifestChange>,
) -> BTreeMap<ElementKey, Release> {
    let changes = changes.into_iter().map(|change| {
        assert_eq!(change.manifest, *manifest);
        EntryChange {
            element: change.element,
            release: change.release,
        }
    });
    let changes: Vec<_> = changes.collect();
    let bytes = edit(&snapshot.manifest(manifest).unwrap().bytes, &changes).unwrap();
    let entries = read(&bytes).unwrap().entries;
    entries
        .into_iter()
        .map(|entry| (entry.element, entry.release))
        .collect()
}

/// What a manifest with these entries means.
pub(crate) fn manifest(entries: &[(ElementKey, &str)]) -> Manifest {
    let snapshot = Fixture::new().manifest("prod", entries).snapshot();
    snapshot.manifests[0].content.clone().unwrap()
}

/// A branch of a colleague that waits, without changes yet.
pub(crate) fn waiting_branch(name: &str) -> WaitingBranch {
    WaitingBranch {
        branch: name.parse().unwrap(),
        tip: CommitId(ObjectId::from_bytes([0xdd; 20])),
        author: "Sample reviewer".to_owned(),
        time: Timestamp(1_790_000_000),
        title: "Update 'prod' release manifest".to_owned(),
        pull_request: None,
        changes: Changes::default(),
        objections: Vec::new(),
    }
}

impl WaitingBranch {
    /// The branch with the number of its pull request.
    pub(crate) fn number(mut self, number: u32) -> Self {
        self.pull_request = Some(number);
        self
    }

    /// The branch with one more entry that it sets, or removes.
    pub(crate) fn entry(mut self, manifest: &str, element: ElementKey, to: Option<&str>) -> Self {
        self.changes.entries.push(EntryWaits {
            manifest: ManifestName::existing(manifest),
            element,
            from: None,
            to: to.map(|release| release.parse().unwrap()),
        });
        self
    }

    /// The branch with one more manifest that it deletes.
    pub(crate) fn deletes(mut self, manifest: &str) -> Self {
        self.changes.manifests.push(ManifestWaits {
            manifest: ManifestName::existing(manifest),
            is_created: false,
            entries: 0,
        });
        self
    }
}

/// A snapshot in the making.
pub(crate) struct Fixture(Snapshot);

impl Fixture {
    pub(crate) fn new() -> Self {
        Self(Snapshot {
            commit: CommitId(ObjectId::from_bytes([0xc0; 20])),
            time: Timestamp(1_790_000_000),
            format: RepositoryFormat::Toolscript,
            elements: Vec::new(),
            manifests: Vec::new(),
            artifacts: BTreeMap::new(),
            problems: Vec::new(),
            ignored_folders: 0,
        })
    }

    pub(crate) fn element(mut self, key: &ElementKey, name: &str, folder: &str) -> Self {
        self.0.elements.push(Arc::new(Element {
            kind: key.kind,
            id: key.id.clone(),
            name: name.to_owned(),
            folder: TreePath::from_bytes(folder.as_bytes()),
            tree: ObjectId::from_bytes([0xee; 20]),
        }));
        self
    }

    pub(crate) fn artifact(self, key: &ElementKey, version: &str) -> Self {
        let path = layout::artifact_path(key, &version.parse().unwrap()).unwrap();
        self.artifact_at(key, version, path, false)
    }

    pub(crate) fn legacy_artifact(self, key: &ElementKey, version: &str, folder: &str) -> Self {
        let path = TreePath::from_bytes(folder.as_bytes()).join(format!("{version}.zip"));
        self.artifact_at(key, version, path, true)
    }

    fn artifact_at(mut self, key: &ElementKey, version: &str, path: TreePath, is_legacy: bool) -> Self {
        let mut files = self.0.artifacts_of(key).to_vec();
        files.push(ArtifactFile {
            version: version.parse().unwrap(),
            path,
            blob: ObjectId::from_bytes([0xaa; 20]),
            is_legacy_location: is_legacy,
        });
        files.sort_by(|a, b| b.version.cmp(&a.version));
        self.0.artifacts.insert(key.clone(), files.into());
        self
    }

    /// A manifest in canonical form; the entries are given in the order of the file.
    pub(crate) fn manifest(self, name: &str, entries: &[(ElementKey, &str)]) -> Self {
        let mut text = format!("version: 1.0.0\nname: {name}\n");
        let mut read = Vec::new();
        for kind in ElementKind::ALL {
            let of_kind: Vec<_> = entries.iter().filter(|(key, _)| key.kind == kind).collect();
            if !of_kind.is_empty() {
                text.extend([kind.folder(), ":\n"]);
            }
            for (key, release) in of_kind {
                let position = Position {
                    line: text.lines().count() + 1,
                    column: 5,
                };
                text.extend(["  - uuid: ", key.id.as_str(), "\n    release: ", release, "\n"]);
                read.push(Entry {
                    element: key.clone(),
                    release: release.parse().unwrap(),
                    position,
                });
            }
        }
        let content = Manifest {
            version: "1.0.0".to_owned(),
            name: name.to_owned(),
            entries: read,
            is_canonical: true,
        };
        self.file(name, text.into_bytes(), Ok(content))
    }

    pub(crate) fn unreadable(self, name: &str, reasons: Vec<ManifestProblem>) -> Self {
        self.file(name, b"apps: [".to_vec(), Err(reasons))
    }

    fn file(mut self, name: &str, bytes: Vec<u8>, content: Result<Manifest, Vec<ManifestProblem>>) -> Self {
        let name = ManifestName::existing(name);
        self.0.manifests.push(Arc::new(ManifestFile {
            path: layout::manifest_path(&name),
            name,
            blob: ObjectId::from_bytes([0xbb; 20]),
            bytes: bytes.into(),
            content,
        }));
        self
    }

    /// The snapshot, in the order that [`Snapshot`] promises.
    pub(crate) fn snapshot(&self) -> Snapshot {
        let mut snapshot = self.0.clone();
        snapshot
            .elements
            .sort_by(|a, b| (a.kind, &a.folder).cmp(&(b.kind, &b.folder)));
        snapshot.manifests.sort_by(|a, b| a.name.cmp(&b.name));
        snapshot
    }
}
