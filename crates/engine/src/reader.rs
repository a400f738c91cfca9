//! From a Git tree to a snapshot, reading only what changed since the last one.

mod ancestors;
mod artifacts;
mod authors;
mod details;
mod differences;
mod document;
mod elements;
mod elsewhere;
mod folder;
mod manifests;
mod remembered;
mod waiting;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use git2::{Repository, Tree};
use manifold_domain::element::{ElementKey, ElementKind};
use manifold_domain::layout::{DIST, PROTECTED_APPS, TreePath};
use manifold_domain::object::{CommitId, ObjectId, Timestamp};
use manifold_domain::problem::{self, Problem, ProblemCode};
use manifold_domain::snapshot::{RepositoryFormat, Snapshot};

use crate::Result;
use crate::history;
use crate::objects::{self, Content};
use crate::operation::{Unwatched, Watch};
use artifacts::FoundArtifacts;
use differences::Differences;
use document::{LARGEST, Node, Syntax};
use elements::FoundElement;
use folder::{Folder, Walk};
use manifests::Manifests;

pub use details::ReleaseDetails;

pub(crate) use manifests::files as manifest_files;

/// Reads snapshots of one repository, from Git objects alone.
///
/// It remembers what the last read used: a subtree or a manifest whose object id is the same as then is not read
/// again, and what the last read did not use is forgotten.
#[derive(Default)]
pub struct Reader {
    last: Mutex<Option<Arc<Read>>>,
    elsewhere: Mutex<Differences>,
    waiting: Mutex<waiting::Memory>,
    details: Mutex<details::Memory>,
    authors: Mutex<authors::Memory>,
}

/// One snapshot and the parts it was made of.
struct Read {
    snapshot: Arc<Snapshot>,
    parts: Parts,
}

/// What was read of a commit's tree; nothing for a folder that is not there.
#[derive(Default)]
struct Parts {
    elements: BTreeMap<ElementKind, Arc<Folder<FoundElement>>>,
    dist: Option<Arc<Folder<FoundArtifacts>>>,
    manifests: Option<Arc<Manifests>>,
}

impl Reader {
    /// A reader that has read nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// What the repository says at a commit. Whatever is wrong in its files is in [`Snapshot::problems`]; an error
    /// means that an object is missing or damaged.
    pub fn snapshot(&self, repository: &Repository, commit: CommitId) -> Result<Arc<Snapshot>> {
        self.snapshot_watched(repository, commit, &Unwatched)
    }

    /// As [`Reader::snapshot`]; counts the folders that it reads, and can be cancelled.
    pub fn snapshot_watched(
        &self,
        repository: &Repository,
        commit: CommitId,
        watch: &dyn Watch,
    ) -> Result<Arc<Snapshot>> {
        let last = held(&self.last).clone();
        if let Some(last) = last.as_ref().filter(|last| last.snapshot.commit == commit) {
            return Ok(Arc::clone(&last.snapshot));
        }
        let time = Timestamp(objects::commit(repository, commit)?.time().seconds());
        let root = objects::root(repository, commit)?;
        let parts = Parts::read(repository, &root, last.as_ref().map(|last| &last.parts), watch)?;
        let (format, format_problem) = read_format(repository, &root)?;

        let mut snapshot = parts.assemble(commit, time, format);
        snapshot.problems.extend(format_problem);
        snapshot
            .problems
            .sort_by(|a, b| (&a.path, a.position, a.code).cmp(&(&b.path, b.position, b.code)));
        let snapshot = Arc::new(snapshot);
        *held(&self.last) = Some(Arc::new(Read {
            snapshot: Arc::clone(&snapshot),
            parts,
        }));
        Ok(snapshot)
    }

    /// The tree of an element's folder at a commit; nothing where the commit has no such element, or the repository no
    /// such commit.
    pub fn tree_at(
        &self,
        repository: &Repository,
        commit: CommitId,
        element: &ElementKey,
    ) -> Result<Option<ObjectId>> {
        if history::existing(repository, commit)?.is_none() {
            return Ok(None);
        }
        let snapshot = self.snapshot(repository, commit)?;
        Ok(snapshot.element(element).map(|element| element.tree))
    }
}

impl Parts {
    fn read(
        repository: &Repository,
        root: &Tree<'_>,
        before: Option<&Self>,
        watch: &dyn Watch,
    ) -> Result<Self> {
        let mut parts = Self::default();
        for kind in ElementKind::ALL {
            if let Some(tree) = objects::folder_in(root, kind.folder()) {
                let before = before.and_then(|before| before.elements.get(&kind));
                let look = |path: &TreePath, tree: &Tree<'_>| elements::look(repository, kind, path, tree);
                let top = TreePath::from_bytes(kind.folder().as_bytes());
                let folder = Walk::new(repository, watch, &look).read(top, tree, before)?;
                parts.elements.insert(kind, folder);
            }
        }
        if let Some(tree) = objects::folder_in(root, DIST) {
            let before = before.and_then(|before| before.dist.as_ref());
            let look = |path: &TreePath, tree: &Tree<'_>| Ok(artifacts::look(path, tree));
            let top = TreePath::from_bytes(DIST.as_bytes());
            parts.dist = Some(Walk::new(repository, watch, &look).read(top, tree, before)?);
        }
        if let Some(tree) = objects::folder_in(root, manifold_domain::layout::MANIFESTS) {
            let before = before.and_then(|before| before.manifests.as_ref());
            parts.manifests = Some(manifests::read(repository, tree, before)?);
        }
        Ok(parts)
    }

    /// Puts the parts together and adds what is wrong between them.
    fn assemble(&self, commit: CommitId, time: Timestamp, format: RepositoryFormat) -> Snapshot {
        let mut snapshot = Snapshot {
            commit,
            time,
            format,
            elements: Vec::new(),
            manifests: Vec::new(),
            artifacts: BTreeMap::new(),
            problems: Vec::new(),
            ignored_folders: self
                .elements
                .values()
                .map(|top| elements::ignored_folders(top))
                .sum(),
        };
        if let Some(dist) = &self.dist {
            dist.visit(&mut |folder| match &folder.found {
                Some(found) => {
                    snapshot.artifacts.extend(found.artifacts.clone());
                    snapshot.problems.extend_from_slice(&found.problems);
                }
                None => snapshot.problems.push(left_unread(&folder.path)),
            });
        }
        for top in self.elements.values() {
            let first = snapshot.elements.len();
            top.visit(&mut |folder| match &folder.found {
                Some(found) => {
                    snapshot.problems.extend_from_slice(&found.problems);
                    if let Some(element) = &found.element {
                        snapshot.elements.push(Arc::clone(element));
                        if !found.legacy_artifacts.is_empty() {
                            artifacts::add_legacy(
                                &mut snapshot.artifacts,
                                element.key(),
                                &found.legacy_artifacts,
                            );
                        }
                    }
                }
                None => snapshot.problems.push(left_unread(&folder.path)),
            });
            // Git sorts `a b` before `a/x`; a path's bytes sort the other way round.
            snapshot.elements[first..].sort_by(|a, b| a.folder.cmp(&b.folder));
        }
        if let Some(manifests) = &self.manifests {
            snapshot.manifests.clone_from(&manifests.files);
            snapshot.problems.extend_from_slice(&manifests.problems);
        }
        snapshot.problems.extend(problem::of_snapshot_parts(
            &snapshot.elements,
            &snapshot.manifests,
            &snapshot.artifacts,
        ));
        snapshot
    }
}

/// The format that `.retool/protected-apps.yaml` names, and what is wrong with that file.
fn read_format(repository: &Repository, root: &Tree<'_>) -> Result<(RepositoryFormat, Option<Problem>)> {
    let path = TreePath::from_bytes(PROTECTED_APPS.as_bytes());
    let unknown = |position, message: String| {
        let problem = Problem {
            code: ProblemCode::FormatUnknown,
            path: path.clone(),
            position,
            message,
            element: None,
            manifest: None,
        };
        Ok((RepositoryFormat::Unknown, Some(problem)))
    };
    let file = match PROTECTED_APPS.split_once('/') {
        Some((folder, file)) => match objects::folder_in(root, folder) {
            Some(folder) => objects::file_in(&objects::tree(repository, folder)?, file),
            None => None,
        },
        None => None,
    };
    let Some(file) = file else {
        return unknown(None, format!("{PROTECTED_APPS} is missing."));
    };
    let bytes = match objects::blob(repository, file, LARGEST)? {
        Content::Bytes(bytes) => bytes,
        Content::TooLarge(size) => return unknown(None, format!("{PROTECTED_APPS} has {size} bytes.")),
    };
    match Node::read(&bytes, Syntax::Yaml) {
        Ok(document) => match document.text_at(&["version"]) {
            Some("2.0.0") => Ok((RepositoryFormat::Toolscript, None)),
            Some("1.0.0") => Ok((RepositoryFormat::LegacyYaml, None)),
            _ => unknown(
                None,
                format!("{PROTECTED_APPS} names neither version 2.0.0 nor 1.0.0."),
            ),
        },
        Err(unreadable) => unknown(
            unreadable.position,
            format!("{PROTECTED_APPS} cannot be read: {}.", unreadable.message),
        ),
    }
}

fn left_unread(path: &TreePath) -> Problem {
    Problem {
        code: ProblemCode::FileUnexpected,
        path: path.clone(),
        position: None,
        message: "This folder is not read: folders nest too deep, or there are too many.".to_owned(),
        element: None,
        manifest: None,
    }
}

/// What the mutex guards. A thread that panicked left only memory behind that is still true.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
