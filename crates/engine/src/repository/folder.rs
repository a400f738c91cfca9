//! Folders that people pick.

use std::path::{Path, PathBuf};

use git2::{ErrorCode, Repository, RepositoryOpenFlags};
use manifold_domain::object::CommitId;
use manifold_domain::text::visible;

use super::address::RemoteAddress;
use super::loose::CheckedObjects;
use super::objects::object_folders;
use crate::ids::ToDomain;
use crate::operation::Watch;
use crate::{Error, Result, libgit2_options};

/// What a folder that a person picked is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FolderKind {
    /// A clone of a remote: objects are copied from it, and everything else happens with the remote.
    Clone {
        /// The remote that it was cloned from.
        remote: RemoteAddress,
    },
    /// A bare repository: itself the remote.
    Bare,
    /// A working folder without a remote: itself the remote, for new branches only.
    WorkingWithoutRemote,
}

/// Says what a folder is. Nothing in it is written, and its configuration is read only if it is the user's own.
///
/// A clone may be shallow, partial or damaged: it is only a place to copy objects from. A folder that is itself
/// the remote may not.
pub fn inspect_folder(path: &Path) -> Result<FolderKind> {
    let repository = open_folder(path)?;
    // A bare repository is the remote itself, also where it was once cloned from another.
    if !repository.is_bare()
        && let Some((_, remote)) = remote_of(&repository)?
    {
        return Ok(FolderKind::Clone { remote });
    }
    refuse_incomplete(&repository)?;
    if repository.references_glob("refs/heads/*")?.next().is_none() {
        return Err(Error::EmptyRepository);
    }
    Ok(if repository.is_bare() {
        FolderKind::Bare
    } else {
        FolderKind::WorkingWithoutRemote
    })
}

/// The repository that a folder is in: the folder itself or the nearest above it that is a clone or a bare repository;
/// nothing where there is none. [`inspect_folder`] says what it is.
pub fn repository_around(folder: &Path) -> Option<PathBuf> {
    let is_repository = |folder: &&Path| {
        folder.join(".git").exists() || (folder.join("HEAD").is_file() && folder.join("objects").is_dir())
    };
    folder.ancestors().find(is_repository).map(Path::to_owned)
}

/// Opens a folder that is itself the remote. Before its objects are read, they are [checked](check_loose_objects).
pub(crate) fn open_remote_folder(path: &Path) -> Result<Repository> {
    let repository = open_folder(path)?;
    refuse_incomplete(&repository)?;
    Ok(repository)
}

/// The repository in a folder, for reading, and the commit that `revision` names there, such as `HEAD`. It may be a shallow
/// clone: nothing has to be there but what the commit itself holds.
pub fn open_at(path: &Path, revision: &str, watch: &dyn Watch) -> Result<(Repository, CommitId)> {
    let repository = open_folder(path)?;
    check_loose_objects(&repository, &CheckedObjects::new(), watch)?;
    let named = repository.revparse_single(revision);
    let commit = named.and_then(|object| object.peel_to_commit());
    let commit = commit.map(|commit| CommitId(commit.id().to_domain()));
    let commit = commit.map_err(|error| match error.code() {
        ErrorCode::NotFound | ErrorCode::InvalidSpec | ErrorCode::Ambiguous | ErrorCode::Peel => {
            Error::RevisionMissing {
                revision: visible(revision).into_owned(),
            }
        }
        _ => Error::Git(error),
    })?;
    Ok((repository, commit))
}

/// Checks the loose objects of a repository, those that were not checked before.
pub(crate) fn check_loose_objects(
    repository: &Repository,
    checked: &CheckedObjects,
    watch: &dyn Watch,
) -> Result<()> {
    object_folders(repository)?
        .iter()
        .try_for_each(|folder| checked.check(folder, watch))
}

/// Whether a repository has no working folder.
pub(crate) fn is_bare(path: &Path) -> Result<bool> {
    open_folder(path).map(|repository| repository.is_bare())
}

/// Opens exactly this folder (or the `.git` in it), reading no configuration but its own.
pub(super) fn open_folder(path: &Path) -> Result<Repository> {
    libgit2_options::apply()?;
    let none_above: [&Path; 0] = [];
    let opened = Repository::open_ext(path, RepositoryOpenFlags::NO_SEARCH, none_above);
    let repository = opened.map_err(|error| match error.code() {
        ErrorCode::Owner => Error::RepositoryOfAnotherUser {
            path: path.to_owned(),
        },
        _ => match unsupported_feature(path) {
            Some(what) => Error::UnsupportedRepository {
                path: path.to_owned(),
                what,
            },
            None if error.code() == ErrorCode::NotFound => Error::NotARepository {
                path: path.to_owned(),
            },
            None => Error::Git(error),
        },
    })?;
    Ok(repository)
}

/// What keeps libgit2 from opening a repository, by the repository's own configuration.
fn unsupported_feature(path: &Path) -> Option<&'static str> {
    let config = [path.join(".git/config"), path.join("config")]
        .into_iter()
        .find(|file| file.is_file())?;
    let config = git2::Config::open(&config).ok()?;
    let value = |key: &str| config.get_string(key).unwrap_or_default().to_ascii_lowercase();
    if value("extensions.objectformat") == "sha256" {
        Some("uses SHA-256 object names, which cannot be read yet.")
    } else if value("extensions.refstorage") == "reftable" {
        Some("keeps its branches in a reftable, which cannot be read yet.")
    } else if value("core.repositoryformatversion") == "1" {
        Some("uses an extension of Git that cannot be read yet.")
    } else {
        None
    }
}

fn refuse_incomplete(repository: &Repository) -> Result<()> {
    let what = if repository.is_shallow() {
        "is a shallow clone, without its whole history."
    } else if is_partial(repository)? {
        "is a partial clone, without all of its files."
    } else {
        return Ok(());
    };
    Err(Error::UnsupportedRepository {
        path: repository.path().to_owned(),
        what,
    })
}

/// Whether objects may be missing that a remote has promised to send.
pub(super) fn is_partial(repository: &Repository) -> Result<bool> {
    let config = repository.config()?.snapshot()?;
    let mut entries = config.entries(Some(
        r"^(extensions\.partialclone|remote\..*\.(promisor|partialclonefilter))$",
    ))?;
    Ok(entries.next().is_some())
}

/// The remote of a clone, with its name there: `origin`, else the first one.
pub(super) fn remote_of(repository: &Repository) -> Result<Option<(String, RemoteAddress)>> {
    let names = repository.remotes()?;
    let names: Vec<&str> = names.iter().filter_map(|name| name.ok().flatten()).collect();
    let Some(name) = names.iter().find(|name| **name == "origin").or(names.first()) else {
        return Ok(None);
    };
    let remote = repository.find_remote(name)?;
    let address = match RemoteAddress::parse(remote.url()?)? {
        // A relative path starts at the clone, not at the current folder.
        RemoteAddress::Path(_) => RemoteAddress::Path(resolved(repository, remote.url()?)),
        other => other,
    };
    Ok(Some(((*name).to_owned(), address)))
}

fn resolved(repository: &Repository, path: &str) -> PathBuf {
    let base = repository.workdir().unwrap_or_else(|| repository.path());
    let joined = base.join(path);
    // Where the folder is gone, the address as written still says most.
    std::fs::canonicalize(&joined).unwrap_or(joined)
}
