//! What changed in many folders since each was last released.

use std::collections::HashMap;

use git2::Repository;
use manifold_domain::layout::TreePath;
use manifold_domain::object::{CommitId, ObjectId};

use super::graph::{self, Graph};
use super::path_ids::PathIds;
use super::range::{self, Marks};
use super::since::existing;
use super::{History, held};
use crate::Result;
use crate::ids::{ToDomain, ToGit};
use crate::operation::{Phase, Watch};

/// How many commits are remembered: some 150 MB where every one of them changes folders.
const MOST_COMMITS: usize = 500_000;
/// How many folders are remembered as they were at a commit.
const MOST_AT_SOURCES: usize = 50_000;

/// What was read of commits, and the counts that were last asked for.
#[derive(Default)]
pub(super) struct Memory {
    graph: graph::Memory,
    marks: Marks,
    counts: HashMap<Asked, Counted>,
}

type Asked = (TreePath, CommitId);

#[derive(Clone, Copy)]
struct Counted {
    tip: usize,
    commits: usize,
    /// Whether the tip is known to be a descendant of the source.
    is_after_source: bool,
}

/// What folders were at the commits that releases were taken from.
pub(super) type AtSources = HashMap<Asked, Option<ObjectId>>;

impl History {
    /// How many commits `tip` has that its source has not and that touched the folder, for each folder and the commit
    /// that its newest release was taken from, in their order: the same as
    /// [`changes_since`](super::changes_since) counts. Nothing where the repository does not have the source.
    ///
    /// What was counted for the tip before is not counted again. Progress counts the folders.
    pub fn unreleased(
        &self,
        repository: &Repository,
        tip: CommitId,
        folders: &[(TreePath, CommitId)],
        watch: &dyn Watch,
    ) -> Result<Vec<Option<usize>>> {
        let mut memory = held(&self.folders);
        if memory.graph.len() > MOST_COMMITS {
            *memory = Memory::default();
        }
        let Memory { graph, marks, counts } = &mut *memory;
        if !folders.iter().all(|(folder, _)| graph.looks_at(folder)) {
            graph.look_at(folders.iter().map(|(folder, _)| folder));
        }
        let mut graph = Graph::new(repository, graph);
        let tip = graph.number(tip.to_git()?);
        let mut found = Vec::with_capacity(folders.len());
        for asked in folders {
            watch.progress(Phase::Reading, found.len() as u64, folders.len() as u64);
            let (folder, source) = asked;
            let (Some(folder), Some(source)) = (graph.folder(folder), existing(repository, *source)?) else {
                found.push(None);
                continue;
            };
            let source = graph.number(source);
            let known = match counts.get(asked) {
                Some(known) => since_known(&mut graph, folder, source, tip, *known)?,
                None => None,
            };
            let counted = if let Some(known) = known {
                known
            } else {
                let walk = range::walk(&mut graph, marks, folder, source, tip, watch)?;
                Counted {
                    tip,
                    commits: walk.commits.len(),
                    is_after_source: walk.came_to_from,
                }
            };
            counts.insert(asked.clone(), counted);
            found.push(Some(counted.commits));
        }
        counts.retain(|_, counted| counted.tip == tip);
        Ok(found)
    }

    /// Whether a folder that is now this tree was another one at `source`, the commit that its newest release was taken
    /// from. Nothing where the repository does not have the source.
    pub fn is_changed(
        &self,
        repository: &Repository,
        folder: &TreePath,
        tree: ObjectId,
        source: CommitId,
    ) -> Result<Option<bool>> {
        let asked = (folder.clone(), source);
        let known = held(&self.at_sources).get(&asked).copied();
        if let Some(then) = known {
            return Ok(Some(then != Some(tree)));
        }
        let Some(commit) = existing(repository, source)? else {
            return Ok(None);
        };
        let commit = repository.find_commit(commit)?;
        let then = PathIds::new(repository, folder)
            .of(&commit)?
            .map(|id| id.to_domain());
        let mut remembered = held(&self.at_sources);
        if remembered.len() >= MOST_AT_SOURCES {
            remembered.clear();
        }
        remembered.insert(asked, then);
        Ok(Some(then != Some(tree)))
    }
}

/// The count for `tip`, from what is known for an older one: where every commit in between either leads on alone or took
/// the folder of one parent, a walk from `tip` comes to that older tip and goes on as it did then. Nothing where it does
/// not, or might meet the source on the way.
fn since_known(
    graph: &mut Graph<'_>,
    folder: usize,
    source: usize,
    tip: usize,
    mut known: Counted,
) -> Result<Option<Counted>> {
    if tip == known.tip {
        return Ok(Some(known));
    }
    if !known.is_after_source {
        return Ok(None);
    }
    let beginning = graph.time(source)?;
    let mut commit = tip;
    while graph.time(commit)? > beginning {
        if commit == known.tip {
            return Ok(Some(Counted { tip, ..known }));
        }
        let parents = graph.parents(commit)?.len();
        let mut same = None;
        for nth in 0..parents {
            if graph.is_same(commit, nth, folder)? {
                same = Some(nth);
                break;
            }
        }
        let followed = match same {
            Some(nth) => nth,
            None if parents == 1 => {
                known.commits += 1;
                0
            }
            None => return Ok(None),
        };
        commit = graph.parents(commit)?[followed];
    }
    Ok(None)
}
