//! Since when something is as it is.

use std::collections::HashMap;

use git2::{Commit, Oid, Repository};
use manifold_domain::element::ElementKey;
use manifold_domain::layout::TreePath;
use manifold_domain::manifest::{self, LARGEST_MANIFEST};
use manifold_domain::object::{CommitId, Timestamp};
use manifold_domain::version::Release;

use super::path_ids::PathIds;
use super::{LONGEST_WALK, go_on};
use crate::Result;
use crate::ids::ToDomain;
use crate::objects::{self, Content};
use crate::operation::Watch;

/// How a change came to the default branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landed {
    /// The commit of the default branch's first-parent line: the merge, where the change was merged.
    pub commit: CommitId,
    /// When that was committed.
    pub time: Timestamp,
    /// The name of the change's author: of the commit behind the merge that made it.
    pub author: String,
}

/// How a manifest's entry came to name the release that it names at `tip`. Nothing where the manifest is not
/// there, cannot be read or does not list the element, or where the change lies deeper than 50,000 commits.
pub fn entry_since(
    repository: &Repository,
    tip: CommitId,
    manifest: &TreePath,
    element: &ElementKey,
    watch: &dyn Watch,
) -> Result<Option<Landed>> {
    let mut ids = PathIds::new(repository, manifest);
    let mut releases: HashMap<Oid, Option<Release>> = HashMap::new();
    let mut release_at = |commit: &Commit<'_>| -> Result<Option<Release>> {
        let Some(blob) = ids.of(commit)? else {
            return Ok(None);
        };
        if let Some(known) = releases.get(&blob) {
            return Ok(known.clone());
        }
        let release = match objects::blob(repository, blob, LARGEST_MANIFEST)? {
            Content::Bytes(bytes) => manifest::read(&bytes)
                .ok()
                .and_then(|manifest| manifest.release_of(element).cloned()),
            Content::TooLarge(_) => None,
        };
        releases.insert(blob, release.clone());
        Ok(release)
    };
    let tip = objects::commit(repository, tip)?;
    match release_at(&tip)? {
        Some(release) => landed(repository, tip, watch, |commit| {
            Ok(release_at(commit)?.as_ref() == Some(&release))
        }),
        None => Ok(None),
    }
}

/// How a manifest came to have the bytes that it has at `tip`. Nothing where it is not there, or where the change
/// lies deeper than 50,000 commits.
pub fn manifest_last_change(
    repository: &Repository,
    tip: CommitId,
    manifest: &TreePath,
    watch: &dyn Watch,
) -> Result<Option<Landed>> {
    let mut ids = PathIds::new(repository, manifest);
    let tip = objects::commit(repository, tip)?;
    match ids.of(&tip)? {
        Some(blob) => landed(repository, tip, watch, |commit| Ok(ids.of(commit)? == Some(blob))),
        None => Ok(None),
    }
}

/// The names of the authors who added these files of one folder, each with this very content. A file is missing from
/// the answer where it is not at `tip`, or where its author lies deeper than 50,000 commits.
pub(crate) fn authors_of_files(
    repository: &Repository,
    tip: CommitId,
    folder: &TreePath,
    files: &[(Vec<u8>, Oid)],
    watch: &dyn Watch,
) -> Result<HashMap<Vec<u8>, String>> {
    let mut ids = PathIds::new(repository, folder);
    let mut authors = HashMap::new();
    let mut commit = objects::commit(repository, tip)?;
    let mut at = ids.of(&commit)?;
    let (mut wanted, _) = split_by_presence(repository, at, files.to_vec())?;
    for _ in 0..LONGEST_WALK {
        if wanted.is_empty() {
            break;
        }
        go_on(watch)?;
        let parent = objects::parents(repository, &commit).next().transpose()?;
        let before = parent
            .as_ref()
            .map(|parent| ids.of(parent))
            .transpose()?
            .flatten();
        if before != at {
            let (older, added) = split_by_presence(repository, before, wanted)?;
            for (name, blob) in added {
                let mut ids = PathIds::new(repository, &folder.join(&name));
                let author = author_behind(repository, commit.clone(), watch, |commit| {
                    Ok(ids.of(commit)? == Some(blob))
                })?;
                authors.insert(name, author);
            }
            wanted = older;
        }
        let Some(parent) = parent else { break };
        commit = parent;
        at = before;
    }
    Ok(authors)
}

type Files = Vec<(Vec<u8>, Oid)>;

/// The files that the tree of a folder has just so, and those that it has not.
fn split_by_presence(repository: &Repository, folder: Option<Oid>, files: Files) -> Result<(Files, Files)> {
    let Some(folder) = folder else {
        return Ok((Vec::new(), files));
    };
    let tree = objects::tree(repository, folder)?;
    Ok(files
        .into_iter()
        .partition(|(name, blob)| tree.get_name_bytes(name).is_some_and(|entry| entry.id() == *blob)))
}

/// The oldest commit of the first-parent line up to which everything `holds`, as `tip` does.
fn landed<'r>(
    repository: &'r Repository,
    tip: Commit<'r>,
    watch: &dyn Watch,
    mut holds: impl FnMut(&Commit<'_>) -> Result<bool>,
) -> Result<Option<Landed>> {
    let mut commit = tip;
    for _ in 0..LONGEST_WALK {
        go_on(watch)?;
        match objects::parents(repository, &commit).next().transpose()? {
            Some(parent) if holds(&parent)? => commit = parent,
            _ => {
                return Ok(Some(Landed {
                    commit: CommitId(commit.id().to_domain()),
                    time: Timestamp(commit.time().seconds()),
                    author: author_behind(repository, commit, watch, holds)?,
                }));
            }
        }
    }
    Ok(None)
}

/// The name of the author who first made `holds` true: of `commit` itself, unless it merged that.
fn author_behind<'r>(
    repository: &'r Repository,
    mut commit: Commit<'r>,
    watch: &dyn Watch,
    mut holds: impl FnMut(&Commit<'_>) -> Result<bool>,
) -> Result<String> {
    for _ in 0..LONGEST_WALK {
        go_on(watch)?;
        let mut origin = None;
        for parent in objects::parents(repository, &commit) {
            let parent = parent?;
            if holds(&parent)? {
                origin = Some(parent);
                break;
            }
        }
        match origin {
            Some(parent) => commit = parent,
            None => break,
        }
    }
    Ok(String::from_utf8_lossy(commit.author().name_bytes()).into_owned())
}
