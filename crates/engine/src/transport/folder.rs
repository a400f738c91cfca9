//! A bare folder as the remote, written to directly.

use std::fs;
use std::path::PathBuf;

use git2::{ErrorCode, ObjectType, Oid, Repository};
use manifold_domain::object::CommitId;

use super::{Meeting, Update};
use crate::ids::ToDomain;
use crate::journal::{Journal, Record};
use crate::repository::Mirror;
use crate::{Error, Result};

/// The hooks that Git runs on the receiving side.
const RECEIVING_HOOKS: [&str; 7] = [
    "pre-receive",
    "update",
    "proc-receive",
    "post-receive",
    "reference-transaction",
    "push-to-checkout",
    "post-update",
];

/// The default branch of a repository: what its HEAD names, where that branch is there.
pub(super) fn default_branch(remote: &Repository) -> Result<Option<String>> {
    let head = remote.find_reference("HEAD")?;
    let Some(target) = head.symbolic_target()? else {
        return Ok(None);
    };
    match remote.refname_to_id(target) {
        Ok(_) => Ok(target.strip_prefix("refs/heads/").map(ToOwned::to_owned)),
        Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Whether a push to this repository would run a program of its owner's.
pub(super) fn has_hooks(remote: &Repository) -> Result<bool> {
    let config = remote.config()?.snapshot()?;
    let folder = match config.get_path("core.hooksPath") {
        Ok(path) => remote.path().join(path),
        Err(error) if error.code() == ErrorCode::NotFound => remote.commondir().join("hooks"),
        Err(error) => return Err(error.into()),
    };
    Ok(RECEIVING_HOOKS.iter().any(|hook| is_program(&folder.join(hook))))
}

#[cfg(unix)]
fn is_program(path: &std::path::Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &std::path::Path) -> bool {
    path.is_file()
}

/// Where the branch of an update is; nowhere where there is none.
pub(super) fn tip(remote: &Repository, update: &Update<'_>) -> Result<Option<Oid>> {
    match remote.refname_to_id(&update.target()) {
        Ok(id) => Ok(Some(id)),
        Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Adds what the update needs as one pack, and then moves the branch, from exactly where it was.
pub(super) fn push(
    mirror: &Mirror,
    journal: &Journal,
    update: &Update<'_>,
    remote: &Repository,
) -> Result<()> {
    let target = update.target();
    match update.meets(tip(remote, update)?) {
        Meeting::AlreadyThere => return Ok(()),
        Meeting::Different => return Err(update.differs()),
        Meeting::Ready => {}
    }
    send_objects(mirror.git(), update, remote)?;
    let entry = journal.begin(&Record {
        branch: update.branch.clone(),
        commit: CommitId(update.commit.to_domain()),
        remote: Some(remote.commondir().to_owned()),
    })?;
    let moved = match update.expected {
        None => remote.reference(&target, update.commit, false, "push"),
        Some(expected) => remote.reference_matching(&target, update.commit, true, expected, "push"),
    };
    entry.finish()?;
    match moved {
        Ok(_) => Ok(()),
        Err(error) if matches!(error.code(), ErrorCode::Exists | ErrorCode::Modified) => {
            Err(update.differs())
        }
        Err(error) => Err(error.into()),
    }
}

fn send_objects(mirror: &Repository, update: &Update<'_>, remote: &Repository) -> Result<()> {
    let mut walk = mirror.revwalk()?;
    walk.push(update.commit)?;
    for reference in remote.references()? {
        // A tag of something else than a commit, or a branch that the mirror does not have, hides nothing.
        if let Some(id) = reference?.target()
            && mirror.find_object(id, Some(ObjectType::Commit)).is_ok()
        {
            walk.hide(id)?;
        }
    }
    let mut pack = mirror.packbuilder()?;
    pack.insert_walk(&mut walk)?;
    if pack.object_count() == 0 {
        return Ok(());
    }
    let folder: PathBuf = remote.commondir().join("objects/pack");
    fs::create_dir_all(&folder).map_err(Error::io(format!("Creating {}", folder.display())))?;
    pack.write(&folder, 0o444)?;
    Ok(())
}
