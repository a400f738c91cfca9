//! The bare mirror that everything is read from and written to.

use std::cell::OnceCell;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use git2::{Reference, Repository, RepositoryInitOptions};
use manifold_domain::object::CommitId;
use manifold_domain::plan::BranchName;

use super::address::RemoteAddress;
use super::folder::{check_loose_objects, open_folder, remote_of};
use super::loose::CheckedObjects;
use super::objects::copy_objects;
use crate::ids::ToDomain;
use crate::operation::{Unwatched, Watch};
use crate::transport::{self, Credentials};
use crate::{Error, Result, libgit2_options};

/// The one remote of a mirror.
pub(crate) const ORIGIN: &str = "origin";
/// What is fetched: every branch, also where it was rewritten.
pub(crate) const FETCHED: &str = "+refs/heads/*:refs/remotes/origin/*";
/// Where the remote's branches are kept.
pub(crate) const REMOTE_BRANCHES: &str = "refs/remotes/origin/";
/// Where the remote's default branch is kept, as a symbolic reference.
pub(crate) const REMOTE_HEAD: &str = "refs/remotes/origin/HEAD";
/// Held, shared, by every process that uses the mirror: a lock file in it is stale only if nobody does.
const USE_LOCK: &str = "manifold.lock";
/// Held by who fetches: two would be in each other's way.
const FETCH_LOCK: &str = "manifold-fetch.lock";
/// How often to look whether somebody else is done.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// A bare mirror of a remote in the app's data folder. The remote's branches are in `refs/remotes/origin/*`; our own, not
/// yet pushed, in `refs/heads/*`, where no fetch can prune them.
pub struct Mirror {
    git: Repository,
    address: RemoteAddress,
    checked: CheckedObjects,
    /// The remote's folder, where it is one and was looked into.
    remote: OnceCell<Repository>,
    _in_use: InUse,
}

/// The lock of who uses a mirror.
struct InUse(File);

impl Drop for InUse {
    fn drop(&mut self) {
        // Said aloud, since a child process that is being started has a copy of the file for an instant, and would keep the
        // lock. Where that fails, closing the file releases it a moment later.
        self.0.unlock().ok();
    }
}

impl Mirror {
    /// Opens the mirror in `folder`, or makes it.
    ///
    /// A new mirror takes a copy of the objects and remote branches of the clone `objects_from`, so that it is
    /// quick and works while the remote is out of reach. The clone is only read. Without one a remote that is itself
    /// a folder gives its objects. Where that fails or is cancelled, no mirror is made.
    pub fn create_or_open(
        folder: &Path,
        remote: &RemoteAddress,
        objects_from: Option<&Path>,
        watch: &dyn Watch,
    ) -> Result<Self> {
        libgit2_options::apply()?;
        if !is_made(folder) {
            create(folder, remote, objects_from, watch)?;
        }
        let in_use = take_in_use(folder)?;
        let git = open_folder(folder)?;
        let mirror = Self {
            git,
            address: remote.clone(),
            checked: CheckedObjects::new(),
            remote: OnceCell::new(),
            _in_use: in_use,
        };
        mirror.point_at(remote)?;
        mirror.check_loose_objects()?;
        Ok(mirror)
    }

    /// Whether somebody, in this program or another, has the mirror in `folder` open.
    pub fn is_in_use(folder: &Path) -> bool {
        File::open(folder.join(USE_LOCK)).is_ok_and(|file| file.try_lock().is_err())
    }

    /// The repository, for reading.
    pub fn git(&self) -> &Repository {
        &self.git
    }

    /// Where the remote is.
    pub fn address(&self) -> &RemoteAddress {
        &self.address
    }

    /// The loose objects of the remote's folder that were found whole.
    pub(crate) fn checked(&self) -> &CheckedObjects {
        &self.checked
    }

    /// Checks the mirror's own loose objects, those that were not checked before. Done whenever the mirror is
    /// opened or fetched, so that reading it never meets a truncated one.
    pub fn check_loose_objects(&self) -> Result<()> {
        check_loose_objects(&self.git, &self.checked, &Unwatched)
    }

    /// Fetches every branch of the remote, forced and pruned, and learns which one is the default and which
    /// have a pull request.
    pub fn fetch(&self, credentials: &dyn Credentials, watch: &dyn Watch) -> Result<()> {
        let _turn = take_turn(&self.git.path().join(FETCH_LOCK), watch)?;
        let fetched = transport::fetch(self, credentials, watch)?;
        self.set_remote_head(fetched.default_branch.as_deref())?;
        let branches = self.remote_branches()?;
        self.keep_pull_requests(&fetched.pull_requests, &branches)?;
        self.check_loose_objects()?;
        if branches.is_empty() {
            return Err(Error::EmptyRepository);
        }
        Ok(())
    }

    /// The commit that the default branch is at on the remote at this moment: the chosen one, else the remote's own. Nothing
    /// where only a fetch can tell, as of a remote that is no folder, and why one cannot be read.
    pub fn remote_tip(&self, chosen: Option<&BranchName>) -> Option<CommitId> {
        if self.remote.get().is_none() {
            let opened = open_folder(self.address.folder()?).ok()?;
            self.remote.get_or_init(|| opened);
        }
        let remote = self.remote.get()?;
        let reference = match chosen {
            Some(branch) => format!("refs/heads/{branch}"),
            None => remote
                .find_reference("HEAD")
                .ok()?
                .symbolic_target()
                .ok()??
                .to_owned(),
        };
        let tip = remote.refname_to_id(&reference).ok()?;
        Some(CommitId(tip.to_domain()))
    }

    /// The default branch: the chosen one, else the remote's own.
    pub fn default_branch(&self, chosen: Option<&BranchName>) -> Result<BranchName> {
        if let Some(chosen) = chosen {
            return self.tip(chosen).map(|_| chosen.clone());
        }
        let head = match self.git.find_reference(REMOTE_HEAD) {
            Ok(head) => head,
            Err(error) if error.code() == git2::ErrorCode::NotFound => return Err(Error::NoDefaultBranch),
            Err(error) => return Err(error.into()),
        };
        let branch = head.symbolic_target().ok().flatten().and_then(remote_branch_name);
        let branch = branch.ok_or(Error::NoDefaultBranch)?;
        match self.tip(&branch) {
            Ok(_) => Ok(branch),
            Err(Error::BranchMissing { .. }) => Err(Error::NoDefaultBranch),
            Err(error) => Err(error),
        }
    }

    /// The commit that a branch of the remote was at when last fetched.
    pub fn tip(&self, branch: &BranchName) -> Result<CommitId> {
        self.commit_of(&format!("{REMOTE_BRANCHES}{branch}"), branch)
    }

    /// The commit that a branch of ours is at, which is not yet on the remote.
    pub fn local_tip(&self, branch: &BranchName) -> Result<CommitId> {
        self.commit_of(&format!("refs/heads/{branch}"), branch)
    }

    fn commit_of(&self, reference: &str, branch: &BranchName) -> Result<CommitId> {
        match self.git.refname_to_id(reference) {
            Ok(id) => Ok(CommitId(id.to_domain())),
            Err(error) if error.code() == git2::ErrorCode::NotFound => Err(Error::BranchMissing {
                branch: branch.clone(),
            }),
            Err(error) => Err(error.into()),
        }
    }

    /// The branches of the remote when last fetched, by name. A name that is not UTF-8 is left out: nothing here could
    /// show it.
    pub fn remote_branches(&self) -> Result<Vec<(BranchName, CommitId)>> {
        self.branches(&format!("{REMOTE_BRANCHES}*"), remote_branch_name)
    }

    /// Our branches that the remote does not have yet, by name.
    pub fn local_branches(&self) -> Result<Vec<(BranchName, CommitId)>> {
        self.branches("refs/heads/*", |name| {
            branch_name(name.strip_prefix("refs/heads/")?)
        })
    }

    fn branches(
        &self,
        glob: &str,
        name: impl Fn(&str) -> Option<BranchName>,
    ) -> Result<Vec<(BranchName, CommitId)>> {
        let mut branches = Vec::new();
        for reference in self.git.references_glob(glob)? {
            let reference: Reference<'_> = reference?;
            let found = reference.name().ok().and_then(&name).zip(reference.target());
            branches.extend(found.map(|(branch, id)| (branch, CommitId(id.to_domain()))));
        }
        branches.sort();
        Ok(branches)
    }

    /// A branch was pushed: it is known as the remote's, and no longer as ours, if it was.
    pub(crate) fn mark_pushed(&self, branch: &BranchName, commit: git2::Oid) -> Result<()> {
        self.git
            .reference(&format!("{REMOTE_BRANCHES}{branch}"), commit, true, "pushed")?;
        self.remove_local(branch)
    }

    /// Removes a branch of ours, if it is there.
    pub(crate) fn remove_local(&self, branch: &BranchName) -> Result<()> {
        match self.git.find_reference(&format!("refs/heads/{branch}")) {
            Ok(mut local) => Ok(local.delete()?),
            Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    fn set_remote_head(&self, branch: Option<&str>) -> Result<()> {
        let target = branch.map(|branch| format!("{REMOTE_BRANCHES}{branch}"));
        let head = match self.git.find_reference(REMOTE_HEAD) {
            Ok(head) => Some(head),
            Err(error) if error.code() == git2::ErrorCode::NotFound => None,
            Err(error) => return Err(error.into()),
        };
        match (head, target) {
            // Nearly always: a write of the same would be flushed to disk like any other.
            (Some(head), Some(target)) if head.symbolic_target().ok().flatten() == Some(&target) => {}
            (_, Some(target)) => {
                self.git
                    .reference_symbolic(REMOTE_HEAD, &target, true, "fetched")?;
            }
            (Some(mut head), None) => head.delete()?,
            (None, None) => {}
        }
        Ok(())
    }

    /// The remote's address may have changed since the mirror was made.
    fn point_at(&self, remote: &RemoteAddress) -> Result<()> {
        let url = remote.to_git()?;
        match self.git.find_remote(ORIGIN) {
            Ok(origin) if origin.url()? == url => Ok(()),
            Ok(_) => Ok(self.git.remote_set_url(ORIGIN, &url)?),
            Err(error) if error.code() == git2::ErrorCode::NotFound => {
                self.git.remote_with_fetch(ORIGIN, &url, FETCHED)?;
                Ok(())
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// The branch that `refs/remotes/origin/<name>` is about; `HEAD` is none.
fn remote_branch_name(reference: &str) -> Option<BranchName> {
    branch_name(reference.strip_prefix(REMOTE_BRANCHES)?).filter(|name| name.as_str() != "HEAD")
}

fn branch_name(name: &str) -> Option<BranchName> {
    BranchName::try_from(name.to_owned()).ok()
}

fn is_made(folder: &Path) -> bool {
    folder.join("HEAD").is_file()
}

/// Makes a mirror beside its place and moves it there when it is whole, so that a crash leaves none or all of it. Who wants
/// the same one meanwhile, in this program or another, waits and finds it made.
fn create(
    folder: &Path,
    remote: &RemoteAddress,
    objects_from: Option<&Path>,
    watch: &dyn Watch,
) -> Result<()> {
    if let Some(parent) = folder.parent() {
        fs::create_dir_all(parent).map_err(Error::io(format!("Creating {}", parent.display())))?;
    }
    let _turn = take_turn(&folder.with_extension("lock"), watch)?;
    if is_made(folder) {
        return Ok(());
    }
    let unfinished = folder.with_extension("unfinished");
    if unfinished.exists() {
        fs::remove_dir_all(&unfinished).map_err(Error::io(format!("Removing {}", unfinished.display())))?;
    }
    if let Err(error) = fill(&unfinished, remote, objects_from, watch) {
        // What cannot be removed now, the next try removes.
        fs::remove_dir_all(&unfinished).ok();
        return Err(error);
    }
    fs::rename(&unfinished, folder).map_err(Error::io(format!("Creating {}", folder.display())))
}

/// Waits until nobody else, in this program or another, has the turn of this file. It ends with the value.
fn take_turn(path: &Path, watch: &dyn Watch) -> Result<File> {
    let failed = || format!("Locking {}", path.display());
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
        .map_err(Error::io(failed()))?;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if watch.is_cancelled() => return Err(Error::Cancelled),
            Err(TryLockError::WouldBlock) => thread::sleep(LOOK_AGAIN),
            Err(TryLockError::Error(error)) => return Err(Error::io(failed())(error)),
        }
    }
}

fn fill(
    unfinished: &Path,
    remote: &RemoteAddress,
    objects_from: Option<&Path>,
    watch: &dyn Watch,
) -> Result<()> {
    let git = Repository::init_opts(
        unfinished,
        RepositoryInitOptions::new()
            .bare(true)
            .mkpath(true)
            .external_template(false),
    )?;
    // Credentials follow no redirect; where git2 cannot be told so, libgit2 reads it here.
    git.config()?.set_bool("http.followRedirects", false)?;
    git.remote_with_fetch(ORIGIN, &remote.to_git()?, FETCHED)?;
    // Also of a remote that is a folder: copying its packs takes seconds, and having libgit2 pack them anew minutes.
    if let Some(source) = objects_from.or(remote.folder()) {
        let source = open_folder(source)?;
        let is_copied = copy_objects(&source, &git.path().join("objects"), watch)?;
        if is_copied && objects_from.is_some() {
            copy_remote_branches(&source, &git)?;
        }
    }
    Ok(())
}

/// What a clone knows of its remote is what the mirror knows until it reaches the remote itself.
fn copy_remote_branches(clone: &Repository, mirror: &Repository) -> Result<()> {
    let Some((remote, _)) = remote_of(clone)? else {
        return Ok(());
    };
    let theirs = format!("refs/remotes/{remote}/");
    let ours = |name: &str| Some(format!("{REMOTE_BRANCHES}{}", name.strip_prefix(&theirs)?));
    for reference in clone.references_glob(&format!("{theirs}*"))? {
        let reference = reference?;
        let Some(name) = reference.name().ok().and_then(ours) else {
            continue;
        };
        if let Some(target) = reference.symbolic_target()?.and_then(ours) {
            mirror.reference_symbolic(&name, &target, true, "copied")?;
        } else if let Some(id) = reference.target() {
            mirror.reference(&name, id, true, "copied")?;
        }
    }
    Ok(())
}

/// Says that the mirror is in use, after clearing the lock files that a killed process left in it, where nobody else
/// uses it. The mirror is ours alone, so nobody's lock but ours is ever cleared.
fn take_in_use(folder: &Path) -> Result<InUse> {
    let path = folder.join(USE_LOCK);
    let failed = || format!("Locking {}", path.display());
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(Error::io(failed()))?;
    match file.try_lock() {
        Ok(()) => {
            clear_lock_files(folder)?;
            file.unlock().map_err(Error::io(failed()))?;
        }
        Err(TryLockError::WouldBlock) => {}
        Err(TryLockError::Error(error)) => return Err(Error::io(failed())(error)),
    }
    file.lock_shared().map_err(Error::io(failed()))?;
    Ok(InUse(file))
}

fn clear_lock_files(mirror: &Path) -> Result<()> {
    let mut waiting: Vec<PathBuf> = vec![mirror.join("refs")];
    let mut stale: Vec<PathBuf> = ["packed-refs.lock", "config.lock", "HEAD.lock"]
        .map(|name| mirror.join(name))
        .into_iter()
        .filter(|path| path.exists())
        .collect();
    while let Some(folder) = waiting.pop() {
        let failed = || format!("Reading {}", folder.display());
        for entry in fs::read_dir(&folder).map_err(Error::io(failed()))? {
            let path = entry.map_err(Error::io(failed()))?.path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "lock") {
                stale.push(path);
            }
        }
    }
    stale
        .iter()
        .try_for_each(|path| fs::remove_file(path).map_err(Error::io(format!("Removing {}", path.display()))))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

    use super::*;

    #[test]
    fn a_mirror_that_is_closed_is_not_in_use_although_a_child_process_is_being_started() {
        let mirror = tempfile::tempdir().unwrap();
        Repository::init_bare(mirror.path()).unwrap();
        let in_use = take_in_use(mirror.path()).unwrap();
        assert!(Mirror::is_in_use(mirror.path()));
        // What a child process has of it until it runs its program.
        let _copy = in_use.0.try_clone().unwrap();
        drop(in_use);
        assert!(!Mirror::is_in_use(mirror.path()));
    }
}
