//! A folder as the remote: read directly, and written to directly where it is bare and has no hooks.

use std::collections::BTreeMap;
use std::fs;

use git2::{ErrorCode, Oid, Repository};
use manifold_domain::object::CommitId;

use super::copying::copy;
use super::{Fetched, Meeting, Update, pull_requests};
use crate::ids::ToDomain;
use crate::journal::{Journal, Record};
use crate::operation::{Phase, Watch};
use crate::repository::{Mirror, REMOTE_BRANCHES, REMOTE_HEAD, check_loose_objects};
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

/// Fetches every branch. Where the mirror has them all as they are, that takes reading both sides' references and no more:
/// so it is before most writes.
pub(super) fn fetch(mirror: &Mirror, remote: &Repository, watch: &dyn Watch) -> Result<Fetched> {
    if watch.is_cancelled() {
        return Err(Error::Cancelled);
    }
    watch.progress(Phase::Connecting, 0, 0);
    let theirs = references(remote, "refs/*")?;
    let branches: BTreeMap<String, Oid> = theirs
        .iter()
        .filter_map(|(name, id)| Some((mirrored(name)?, *id)))
        .collect();
    let ours = references(mirror.git(), &format!("{REMOTE_BRANCHES}*"))?;
    let gone = ours.keys().filter(|name| !branches.contains_key(*name));
    let gone: Vec<String> = gone.filter(|name| *name != REMOTE_HEAD).cloned().collect();
    let changed = branches.iter().filter(|(name, id)| ours.get(*name) != Some(id));
    let changed: Vec<(&String, &Oid)> = changed.collect();
    if !changed.is_empty() {
        check_loose_objects(remote, mirror.checked(), watch)?;
        let database = mirror.git().odb()?;
        // A commit that is there is whole, as Git takes it to be when it fetches: a new mirror has a copy of all packs.
        let (there, missing): (Vec<Oid>, Vec<Oid>) =
            branches.values().copied().partition(|id| database.exists(*id));
        if !missing.is_empty() {
            let known = there.into_iter().chain(ours.into_values());
            copy(remote, mirror.git(), &missing, known, Phase::Receiving, watch)?;
        }
    }
    // First what is gone: a branch `a` that became `a/b` is in its way.
    for name in gone {
        mirror.git().find_reference(&name)?.delete()?;
    }
    for (name, id) in changed {
        mirror.git().reference(name, *id, true, "fetched")?;
    }
    Ok(Fetched {
        default_branch: default_branch(remote, &theirs)?,
        pull_requests: pull_requests::listed(theirs.iter().map(|(name, id)| (name.as_str(), *id))),
    })
}

/// The references whose names match, with what each leads to. A name that is not UTF-8 is left out, and so is one that leads
/// nowhere, as the `HEAD` of an empty repository does.
fn references(repository: &Repository, glob: &str) -> Result<BTreeMap<String, Oid>> {
    let mut found = BTreeMap::new();
    for reference in repository.references_glob(glob)? {
        let reference = reference?;
        let Ok(name) = reference.name().map(ToOwned::to_owned) else {
            continue;
        };
        let target = match reference.target() {
            Some(id) => Some(id),
            None => reference.resolve().ok().and_then(|direct| direct.target()),
        };
        found.extend(target.map(|id| (name, id)));
    }
    Ok(found)
}

/// Where the mirror keeps a branch of the remote. One that is called `HEAD` has no place there, nor anywhere in Git.
fn mirrored(reference: &str) -> Option<String> {
    let branch = reference.strip_prefix("refs/heads/")?;
    (branch != "HEAD").then(|| format!("{REMOTE_BRANCHES}{branch}"))
}

/// The default branch of a repository: what its HEAD names, where that branch is there.
fn default_branch(remote: &Repository, references: &BTreeMap<String, Oid>) -> Result<Option<String>> {
    let head = remote.find_reference("HEAD")?;
    let target = head
        .symbolic_target()?
        .filter(|target| references.contains_key(*target));
    Ok(target
        .and_then(|target| target.strip_prefix("refs/heads/"))
        .map(ToOwned::to_owned))
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
    watch: &dyn Watch,
) -> Result<()> {
    let target = update.target();
    match update.meets(tip(remote, update)?) {
        Meeting::AlreadyThere => return Ok(()),
        Meeting::Different => return Err(update.differs()),
        Meeting::Ready => {}
    }
    let known = references(remote, "refs/*")?.into_values();
    copy(
        mirror.git(),
        remote,
        &[update.commit],
        known,
        Phase::Sending,
        watch,
    )?;
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
