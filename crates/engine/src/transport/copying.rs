//! Copying commits from one repository on this computer to another, with what is new in them.
//!
//! libgit2's own way lists every tree below every branch of both sides first: with 500 branches of a large repository that
//! is a quarter of a second each time, and a gigabyte of memory. A commit differs little from its parents, so here each is
//! compared with them, and nothing else is looked at.

use std::fs;

use git2::{ObjectType, Oid, PackBuilder, PackBuilderStage, Repository, Tree};
use manifold_domain::object::CommitId;

use crate::ids::ToDomain;
use crate::operation::{Phase, Watch};
use crate::{Error, Result, objects};

/// Writes the commits `tips`, and all behind them but those that lie behind a commit of `known` too, into `to` as one pack,
/// flushed to disk. `to` has all that is known; what `from` does not know of it says nothing. Counts objects in `phase`.
pub(super) fn copy(
    from: &Repository,
    to: &Repository,
    tips: &[Oid],
    known: impl IntoIterator<Item = Oid>,
    phase: Phase,
    watch: &dyn Watch,
) -> Result<()> {
    let mut walk = from.revwalk()?;
    for tip in tips {
        walk.push(*tip)?;
    }
    for id in known {
        if from.find_commit(id).is_ok() {
            walk.hide(id)?;
        }
    }
    let mut pack = from.packbuilder()?;
    for commit in walk {
        if watch.is_cancelled() {
            return Err(Error::Cancelled);
        }
        add_commit(&mut pack, from, commit?)?;
    }
    if pack.object_count() == 0 {
        return Ok(());
    }
    pack.set_progress_callback(|stage, done, total| {
        if matches!(stage, PackBuilderStage::Deltafication) {
            watch.progress(phase, u64::from(done), u64::from(total));
        }
        !watch.is_cancelled()
    })?;
    let folder = to.commondir().join("objects/pack");
    fs::create_dir_all(&folder).map_err(Error::io(format!("Creating {}", folder.display())))?;
    match pack.write(&folder, 0o444) {
        Err(_) if watch.is_cancelled() => Err(Error::Cancelled),
        written => Ok(written?),
    }
}

/// Adds a commit, and what its tree has that its parents' trees have not: those are there, or are added themselves.
fn add_commit(pack: &mut PackBuilder<'_>, from: &Repository, id: Oid) -> Result<()> {
    let commit = objects::commit(from, CommitId(id.to_domain()))?;
    pack.insert_object(id, None)?;
    let before: Vec<Tree<'_>> = objects::parents(from, &commit)
        .map(|parent| objects::tree(from, parent?.tree_id()))
        .collect::<Result<_>>()?;
    let before: Vec<&Tree<'_>> = before.iter().collect();
    add_tree(pack, from, &objects::tree(from, commit.tree_id())?, &before)
}

/// Adds a tree and what is in it, but for what any of the trees `before` has at the same place.
fn add_tree(
    pack: &mut PackBuilder<'_>,
    from: &Repository,
    tree: &Tree<'_>,
    before: &[&Tree<'_>],
) -> Result<()> {
    if before.iter().any(|before| before.id() == tree.id()) {
        return Ok(());
    }
    pack.insert_object(tree.id(), None)?;
    for entry in tree {
        let known = before
            .iter()
            .filter_map(|before| before.get_name_bytes(entry.name_bytes()));
        let known: Vec<_> = known.collect();
        if known.iter().any(|known| known.id() == entry.id()) {
            continue;
        }
        match entry.kind() {
            Some(ObjectType::Tree) => {
                let folders = known
                    .iter()
                    .filter(|known| known.kind() == Some(ObjectType::Tree));
                let folders: Vec<Tree<'_>> = folders
                    .map(|known| objects::tree(from, known.id()))
                    .collect::<Result<_>>()?;
                let folders: Vec<&Tree<'_>> = folders.iter().collect();
                add_tree(pack, from, &objects::tree(from, entry.id())?, &folders)?;
            }
            // The commit that a submodule is at is another repository's.
            Some(ObjectType::Commit) => {}
            _ => pack.insert_object(entry.id(), None)?,
        }
    }
    Ok(())
}
