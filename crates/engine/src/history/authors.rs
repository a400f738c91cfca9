//! Who is behind what the default branch has.

use std::collections::HashMap;

use git2::{Commit, Oid, Repository};
use manifold_domain::layout::TreePath;
use manifold_domain::object::CommitId;

use super::path_ids::PathIds;
use super::{LONGEST_WALK, go_on};
use crate::Result;
use crate::objects;
use crate::operation::Watch;

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

/// The name of the author who first made `holds` true: of `commit` itself, unless it merged that.
pub(super) fn author_behind<'r>(
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
