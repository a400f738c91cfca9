//! Recognising elements by the files that their folders hold.

use std::sync::Arc;

use git2::{Oid, Repository, Tree};
use manifold_domain::element::{Element, ElementId, ElementKey, ElementKind};
use manifold_domain::layout::{TreePath, version_of_file_name};
use manifold_domain::problem::{Position, Problem, ProblemCode};
use manifold_domain::snapshot::ArtifactFile;

use super::document::{LARGEST, Node, Syntax, Unreadable};
use super::folder::{Folder, Looked};
use crate::Result;
use crate::ids::ToDomain;
use crate::objects::{self, Content, EntryKind};

/// A file that makes its folder an element.
struct Marker {
    file: &'static str,
    syntax: Syntax,
    /// Where its uuid stands; without it the file marks nothing.
    id: &'static [&'static str],
    /// Where its name stands; else it is the folder's.
    name: &'static [&'static str],
}

/// The files that mark an element of this kind, in the order in which they are tried.
///
/// Both formats of apps are tried whatever `.retool/protected-apps.yaml` says: Retool leaves apps of
/// the older format where they are when a repository moves to the newer one.
const fn markers(kind: ElementKind) -> &'static [Marker] {
    match kind {
        ElementKind::App => &[
            Marker {
                file: "metadata.json",
                syntax: Syntax::Json,
                id: &["pageUuid"],
                name: &[],
            },
            Marker {
                file: "app.yml",
                syntax: Syntax::Yaml,
                id: &["pageUuid"],
                name: &[],
            },
        ],
        ElementKind::Workflow => &[Marker {
            file: "workflow.yml",
            syntax: Syntax::Yaml,
            id: &["workflowId"],
            name: &["name"],
        }],
        ElementKind::NewStyleApp => &[Marker {
            file: "package.json",
            syntax: Syntax::Json,
            id: &["retool", "app", "uuid"],
            name: &["retool", "app", "name"],
        }],
    }
}

/// What one folder holds, directly.
pub(super) struct FoundElement {
    pub(super) element: Option<Arc<Element>>,
    /// Artifacts that stand directly in the element's folder.
    pub(super) legacy_artifacts: Vec<ArtifactFile>,
    /// What is wrong with the files that should mark it.
    pub(super) problems: Vec<Problem>,
    holds_files: bool,
}

/// Looks at one folder below that of `kind`.
///
/// An element's inner folders are looked into as well: Retool lets a folder and an app share a name, and then the
/// folder's apps stand inside the app's own. A new-style app's folders are its source, and hold no elements.
pub(super) fn look(
    repository: &Repository,
    kind: ElementKind,
    path: &TreePath,
    tree: &Tree<'_>,
) -> Result<Looked<FoundElement>> {
    let is_top = path.segments().count() == 1;
    let mut found = FoundElement {
        element: None,
        legacy_artifacts: Vec::new(),
        problems: Vec::new(),
        holds_files: false,
    };
    if !is_top {
        found.holds_files = tree
            .iter()
            .any(|entry| objects::kind_of(&entry) == EntryKind::File);
        recognise(repository, kind, path, tree, &mut found)?;
    }
    let is_closed = kind == ElementKind::NewStyleApp && found.is_claimed();
    let below = tree
        .iter()
        .filter(|entry| !is_closed && objects::kind_of(entry) == EntryKind::Folder)
        .map(|entry| (path.join(entry.name_bytes()), entry.id()))
        .collect();
    Ok(Looked { found, below })
}

impl FoundElement {
    /// Whether the folder is an element, or means to be one.
    fn is_claimed(&self) -> bool {
        self.element.is_some() || !self.problems.is_empty()
    }
}

/// How many folders hold files and belong to no element.
pub(super) fn ignored_folders(folder: &Folder<FoundElement>) -> usize {
    match &folder.found {
        Some(found) if found.is_claimed() => 0,
        found => {
            let this = usize::from(found.as_ref().is_some_and(|found| found.holds_files));
            this + folder
                .below
                .iter()
                .map(|folder| ignored_folders(folder))
                .sum::<usize>()
        }
    }
}

fn recognise(
    repository: &Repository,
    kind: ElementKind,
    path: &TreePath,
    tree: &Tree<'_>,
    found: &mut FoundElement,
) -> Result<()> {
    for marker in markers(kind) {
        let Some(file) = objects::file_in(tree, marker.file) else {
            continue;
        };
        match read_marker(repository, marker, file)? {
            Ok(Some((id, name))) => {
                let key = ElementKey { kind, id };
                if kind.is_releasable() {
                    found.legacy_artifacts = legacy_artifacts(path, tree);
                }
                found.element = Some(Arc::new(Element {
                    kind: key.kind,
                    id: key.id,
                    name: name.unwrap_or_else(|| folder_name(path)),
                    folder: path.clone(),
                    tree: tree.id().to_domain(),
                }));
                break;
            }
            Ok(None) => {}
            Err(unreadable) => found.problems.push(Problem {
                code: ProblemCode::ElementInvalid,
                path: path.join(marker.file),
                position: unreadable.position,
                message: format!("{} cannot be read: {}.", marker.file, unreadable.message),
                element: None,
                manifest: None,
            }),
        }
    }
    Ok(())
}

type Marked = Option<(ElementId, Option<String>)>;

/// The uuid and the name that a marker's file tells; nothing where it is about something else.
fn read_marker(repository: &Repository, marker: &Marker, file: Oid) -> Result<Result<Marked, Unreadable>> {
    let bytes = match objects::blob(repository, file, LARGEST)? {
        Content::Bytes(bytes) => bytes,
        Content::TooLarge(size) => {
            return Ok(Err(Unreadable {
                position: None,
                message: format!("it has {size} bytes, and no more than {LARGEST} are read"),
            }));
        }
    };
    Ok(Node::read(&bytes, marker.syntax).and_then(|document| {
        let key = marker.id.join(".");
        let wrong = |what: String| Unreadable {
            position: place_of(&bytes, marker.id),
            message: what,
        };
        match document.at(marker.id) {
            None => Ok(None),
            Some(Node::Text(text)) => {
                let id = text
                    .parse()
                    .map_err(|error| wrong(format!("{key} is {text:?}, but {error}")))?;
                let name = document.text_at(marker.name).filter(|name| !name.is_empty());
                Ok(Some((id, name.map(ToOwned::to_owned))))
            }
            Some(_) => Err(wrong(format!("{key} is not a text"))),
        }
    }))
}

/// Where the last of these keys stands: the first line that begins with it, quoted or not.
fn place_of(bytes: &[u8], keys: &[&str]) -> Option<Position> {
    let text = String::from_utf8_lossy(bytes);
    let key = keys.last()?;
    text.lines().enumerate().find_map(|(index, line)| {
        let column = line.find(key)?;
        Some(Position {
            line: index + 1,
            column: 1 + line[..column].chars().count(),
        })
    })
}

/// The folder's name for people: a byte that is not UTF-8 shows as U+FFFD.
fn folder_name(path: &TreePath) -> String {
    String::from_utf8_lossy(path.file_name().unwrap_or_default()).into_owned()
}

fn legacy_artifacts(path: &TreePath, tree: &Tree<'_>) -> Vec<ArtifactFile> {
    tree.iter()
        .filter(|entry| objects::kind_of(entry) == EntryKind::File)
        .filter_map(|entry| {
            Some(ArtifactFile {
                version: version_of_file_name(entry.name_bytes())?,
                path: path.join(entry.name_bytes()),
                blob: entry.id().to_domain(),
                is_legacy_location: true,
            })
        })
        .collect()
}
