//! What can fail.

use std::path::PathBuf;

use manifold_domain::layout::TreePath;
use manifold_domain::object::{CommitId, ObjectId};
use manifold_domain::plan::BranchName;

use crate::artifact::{PackError, TreeRefused};

/// The result of an engine function.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure. Its text says what failed, [`Error::hint`] what to do next; [`Error::code`] is what clients match.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The user cancelled.
    #[error("Cancelled.")]
    Cancelled,
    /// The address of a repository cannot be used.
    #[error("{reason}")]
    AddressRefused {
        /// One sentence.
        reason: String,
    },
    /// A folder is not a Git repository.
    #[error("{} is not a Git repository.", path.display())]
    NotARepository {
        /// The folder.
        path: PathBuf,
    },
    /// A repository belongs to another user of this computer: its configuration is not to be trusted.
    #[error("{} belongs to another user of this computer.", path.display())]
    RepositoryOfAnotherUser {
        /// The folder.
        path: PathBuf,
    },
    /// A repository uses a feature that cannot be read.
    #[error("{} {what}", path.display())]
    UnsupportedRepository {
        /// The folder.
        path: PathBuf,
        /// What it does, with a verb and a full stop: `uses SHA-256 object names.`
        what: &'static str,
    },
    /// A repository without a commit.
    #[error("The repository is empty: it has no branch with a commit.")]
    EmptyRepository,
    /// The remote does not say which branch is its default, or names one that is not there.
    #[error("The repository does not say which branch is its default.")]
    NoDefaultBranch,
    /// A branch that should be there is not.
    #[error("There is no branch {branch}.")]
    BranchMissing {
        /// The branch.
        branch: BranchName,
    },
    /// A repository has no commit of this name.
    #[error("There is no commit {revision} in the repository.")]
    RevisionMissing {
        /// What was asked for, control characters escaped.
        revision: String,
    },
    /// An object cannot be read.
    #[error("The repository's object {id} is damaged: {}", sentence(reason))]
    ObjectDamaged {
        /// The object.
        id: ObjectId,
        /// What was found.
        reason: String,
    },
    /// The remote cannot be reached.
    #[error("{host} cannot be reached: {}", sentence(reason))]
    NetworkUnreachable {
        /// The host.
        host: String,
        /// What the system answered.
        reason: String,
    },
    /// The host was reached and does not know the repository, or does not show it to this user.
    #[error("There is no repository at {address}, or you may not see it.")]
    RepositoryNotFound {
        /// The address, without secrets.
        address: String,
    },
    /// The credentials are missing or wrong.
    #[error("{host} did not accept the sign-in.")]
    AuthenticationFailed {
        /// The host.
        host: String,
    },
    /// The credentials are right and do not allow this.
    #[error("{host} does not allow this with your sign-in.")]
    AccessDenied {
        /// The host.
        host: String,
    },
    /// A private key is encrypted, and there is no passphrase for it.
    #[error("The key {} is protected by a passphrase.", key.display())]
    PassphraseMissing {
        /// Its file.
        key: PathBuf,
    },
    /// A private key cannot be decrypted with the passphrase that there is for it.
    #[error("The passphrase does not open the key {}.", key.display())]
    PassphraseWrong {
        /// Its file.
        key: PathBuf,
    },
    /// The key of an SSH host has not been seen before.
    #[error("{host} is not known yet. Its key is {fingerprint}.")]
    HostKeyUnknown {
        /// The host.
        host: String,
        /// `SHA256:` and the digest, as OpenSSH prints it.
        fingerprint: String,
    },
    /// An SSH host shows another key than before.
    #[error("{host} shows another key than before, {fingerprint}: not the one in {}.", file.display())]
    HostKeyChanged {
        /// The host.
        host: String,
        /// `SHA256:` and the digest, as OpenSSH prints it.
        fingerprint: String,
        /// Where the key that it had before stands.
        file: PathBuf,
    },
    /// The certificate of an HTTPS host is not trusted.
    #[error("The certificate of {host} is not trusted: {}", sentence(reason))]
    CertificateInvalid {
        /// The host.
        host: String,
        /// What is wrong with it.
        reason: String,
    },
    /// An HTTPS host shows a certificate that is trusted and was made for another name.
    #[error("The certificate of {host} was made for another name.")]
    CertificateOfAnotherHost {
        /// The host.
        host: String,
    },
    /// A file of certificate authorities cannot be used.
    #[error("The certificates in {} cannot be used: {}", file.display(), sentence(reason))]
    CertificateFile {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The host sends the request elsewhere, where credentials must not follow.
    #[error("{host} redirects to another host, which is not followed.")]
    RedirectRefused {
        /// The host.
        host: String,
    },
    /// The remote answered that it does not take the branch.
    #[error("The push of {branch} was refused: {}", sentence(reason))]
    PushRefused {
        /// The branch.
        branch: BranchName,
        /// The remote's own words, control characters escaped.
        reason: String,
    },
    /// The remote was asked to take the branch, and what it made of that did not arrive: it may have it by now.
    #[error("{because}")]
    PushUnanswered {
        /// The branch.
        branch: BranchName,
        /// What it is at, if the remote took it.
        commit: CommitId,
        /// Why the answer did not arrive.
        because: Box<Error>,
    },
    /// There is already a branch of this name, here or on the remote.
    #[error("There is already a branch {branch}.")]
    BranchTaken {
        /// The branch.
        branch: BranchName,
    },
    /// The default branch is no longer where the plan or preview saw it.
    #[error("{branch} has moved meanwhile.")]
    BranchMoved {
        /// The branch.
        branch: BranchName,
    },
    /// A plan would put a file where something else stands, or remove what is not there.
    #[error("The plan no longer fits the repository at {path}: {}", sentence(reason))]
    PlanDoesNotFit {
        /// Where.
        path: TreePath,
        /// What is in the way.
        reason: &'static str,
    },
    /// A folder cannot be released.
    #[error("{0}")]
    NotReleasable(Box<PackError>),
    /// Two branches changed the same files in different ways.
    #[error("The branches changed the same files: {}", sentence(&list(paths)))]
    MergeConflict {
        /// The files.
        paths: Vec<TreePath>,
    },
    /// The merge cannot be done here.
    #[error("{reason}")]
    MergeRefused {
        /// One sentence.
        reason: &'static str,
    },
    /// An artifact is larger than any that is opened.
    #[error("The artifact has {} MiB, which is too large to open.", size >> 20)]
    ArtifactTooLarge {
        /// Its size in bytes.
        size: u64,
    },
    /// The remote needs the `git` program, which is not installed.
    #[error("The Git program is not installed.")]
    GitMissing,
    /// The system keyring does not answer.
    #[error("The system's keyring is not available: {}", sentence(reason))]
    KeyringUnavailable {
        /// What it answered.
        reason: String,
    },
    /// The system keyring did not answer in time; it may be waiting to be unlocked.
    #[error("The system's keyring did not answer.")]
    KeyringTimeout,
    /// libgit2 failed in a way that has no code of its own.
    #[error("Git failed: {}", sentence(.0.message()))]
    Git(#[from] git2::Error),
    /// A file could not be read or written.
    #[error("{what}: {}", sentence(&source.to_string()))]
    Io {
        /// What was being done, with the file's name.
        what: String,
        /// What the system answered.
        source: std::io::Error,
    },
}

/// What clients match. Few, each with a consumer in the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ErrorCode {
    /// The user cancelled.
    Cancelled,
    /// The address of a repository cannot be used.
    AddressRefused,
    /// A folder is not a Git repository.
    NotARepository,
    /// A repository belongs to another user.
    RepositoryOfAnotherUser,
    /// A repository uses a feature that cannot be read.
    UnsupportedRepository,
    /// A repository without a commit.
    EmptyRepository,
    /// The user has to say which branch is the default.
    NoDefaultBranch,
    /// A branch or commit that should be there is not.
    BranchMissing,
    /// An object cannot be read.
    ObjectDamaged,
    /// The remote cannot be reached.
    NetworkUnreachable,
    /// The host does not know the repository.
    RepositoryNotFound,
    /// The credentials are missing or wrong.
    AuthenticationFailed,
    /// The credentials do not allow this.
    AccessDenied,
    /// The user has to say the passphrase of a key.
    PassphraseNeeded,
    /// The user has to say whether an SSH host's key is right.
    HostKeyUnknown,
    /// An SSH host shows another key than before.
    HostKeyChanged,
    /// The certificate of a host, or a file of certificates, is not right.
    CertificateInvalid,
    /// The certificate of a host is another host's.
    CertificateOfAnotherHost,
    /// The remote does not take the branch.
    PushRefused,
    /// There is already a branch of this name.
    BranchTaken,
    /// Plan or preview again: the repository has changed meanwhile.
    BaseMoved,
    /// A folder cannot be released.
    NotReleasable,
    /// Two branches changed the same files in different ways.
    MergeConflict,
    /// The merge cannot be done here.
    MergeRefused,
    /// An artifact is too large to be opened.
    ArtifactTooLarge,
    /// The `git` program is needed and not installed.
    GitMissing,
    /// The system keyring does not answer.
    KeyringUnavailable,
    /// The system keyring did not answer in time.
    KeyringTimeout,
    /// Git failed otherwise.
    Git,
    /// A file could not be read or written.
    Io,
}

impl Error {
    /// What clients match.
    pub const fn code(&self) -> ErrorCode {
        match self {
            Self::Cancelled => ErrorCode::Cancelled,
            Self::AddressRefused { .. } | Self::RedirectRefused { .. } => ErrorCode::AddressRefused,
            Self::NotARepository { .. } => ErrorCode::NotARepository,
            Self::RepositoryOfAnotherUser { .. } => ErrorCode::RepositoryOfAnotherUser,
            Self::UnsupportedRepository { .. } => ErrorCode::UnsupportedRepository,
            Self::EmptyRepository => ErrorCode::EmptyRepository,
            Self::NoDefaultBranch => ErrorCode::NoDefaultBranch,
            Self::BranchMissing { .. } | Self::RevisionMissing { .. } => ErrorCode::BranchMissing,
            Self::ObjectDamaged { .. } => ErrorCode::ObjectDamaged,
            Self::NetworkUnreachable { .. } => ErrorCode::NetworkUnreachable,
            Self::RepositoryNotFound { .. } => ErrorCode::RepositoryNotFound,
            Self::AuthenticationFailed { .. } => ErrorCode::AuthenticationFailed,
            Self::AccessDenied { .. } => ErrorCode::AccessDenied,
            Self::PassphraseMissing { .. } | Self::PassphraseWrong { .. } => ErrorCode::PassphraseNeeded,
            Self::HostKeyUnknown { .. } => ErrorCode::HostKeyUnknown,
            Self::HostKeyChanged { .. } => ErrorCode::HostKeyChanged,
            Self::CertificateInvalid { .. } | Self::CertificateFile { .. } => ErrorCode::CertificateInvalid,
            Self::CertificateOfAnotherHost { .. } => ErrorCode::CertificateOfAnotherHost,
            Self::PushRefused { .. } => ErrorCode::PushRefused,
            Self::PushUnanswered { because, .. } => because.code(),
            Self::BranchTaken { .. } => ErrorCode::BranchTaken,
            Self::BranchMoved { .. } | Self::PlanDoesNotFit { .. } => ErrorCode::BaseMoved,
            Self::NotReleasable(_) => ErrorCode::NotReleasable,
            Self::MergeConflict { .. } => ErrorCode::MergeConflict,
            Self::MergeRefused { .. } => ErrorCode::MergeRefused,
            Self::ArtifactTooLarge { .. } => ErrorCode::ArtifactTooLarge,
            Self::GitMissing => ErrorCode::GitMissing,
            Self::KeyringUnavailable { .. } => ErrorCode::KeyringUnavailable,
            Self::KeyringTimeout => ErrorCode::KeyringTimeout,
            Self::Git(_) => ErrorCode::Git,
            Self::Io { .. } => ErrorCode::Io,
        }
    }

    /// What to do next: one or two sentences for people, empty where there is nothing to do.
    pub const fn hint(&self) -> &'static str {
        if matches!(self, Self::PushUnanswered { .. }) {
            return "Fetch, and look whether the remote has it before you try again.";
        }
        match self.code() {
            ErrorCode::Cancelled => "",
            ErrorCode::AddressRefused => {
                "Use the address that the Git host shows for cloning: https://…, ssh://… or user@host:path."
            }
            ErrorCode::NotARepository => "Choose the folder that holds .git, or a bare repository.",
            ErrorCode::RepositoryOfAnotherUser => {
                "Make a clone of your own, or connect the repository by its address."
            }
            ErrorCode::UnsupportedRepository => "Connect the repository by the address it was cloned from.",
            ErrorCode::EmptyRepository => "Let Retool write to the repository first, then open it again.",
            ErrorCode::NoDefaultBranch => "Choose the branch that Retool uses.",
            ErrorCode::BranchMissing => "Fetch, and look whether it was merged or deleted.",
            ErrorCode::ObjectDamaged => {
                "Run git fsck in the repository, or make a fresh clone of it, and try again."
            }
            ErrorCode::NetworkUnreachable => "Check the network and the address, then try again.",
            ErrorCode::RepositoryNotFound => "Check the address, and that your sign-in may read it.",
            ErrorCode::AuthenticationFailed => {
                "Check the user name and the token or key; a token may have expired."
            }
            ErrorCode::AccessDenied => "Ask an owner of the repository for permission to push branches.",
            ErrorCode::PassphraseNeeded => {
                "Enter the passphrase of the key, or add the key to the SSH agent and sign in through it."
            }
            ErrorCode::HostKeyUnknown => "Compare the key with the one that the host publishes.",
            ErrorCode::HostKeyChanged => {
                "Ask whoever runs the host. If the change is right, remove the old key from that file."
            }
            ErrorCode::CertificateInvalid => {
                "If your organisation has a certificate authority of its own, choose its file. Otherwise somebody may be in between."
            }
            ErrorCode::CertificateOfAnotherHost => {
                "Check the address. If it is right, whoever runs the host has to give it a certificate of its own."
            }
            ErrorCode::PushRefused => {
                "Read what the remote says; an owner of the repository can tell more. Then push again, or discard the branch."
            }
            ErrorCode::BranchTaken => "Choose another branch name.",
            ErrorCode::BaseMoved => "Fetch and review the change again.",
            ErrorCode::NotReleasable => {
                "Change the folder on the default branch, then create the release again."
            }
            ErrorCode::MergeConflict => "Discard one of the changes and make it again.",
            ErrorCode::MergeRefused => "Merge the branch with Git.",
            ErrorCode::ArtifactTooLarge => "Look at it with Git.",
            ErrorCode::GitMissing => "Install Git, then try again.",
            ErrorCode::KeyringUnavailable => "The secret is kept in memory until Manifold is closed.",
            ErrorCode::KeyringTimeout => "Unlock the keyring, then try again.",
            ErrorCode::Git => "Try again. If it happens again, the details say what Git found.",
            ErrorCode::Io => "Check that the disk has room and that you may write there, then try again.",
        }
    }

    /// A failure to do `what` (a sentence's beginning, with the file's name) that the system explains.
    pub(crate) fn io(what: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        let what = what.into();
        move |source| Self::Io { what, source }
    }
}

impl From<PackError> for Error {
    fn from(error: PackError) -> Self {
        match error {
            PackError::Tree(TreeRefused::Repository(error)) => error,
            other => Self::NotReleasable(Box::new(other)),
        }
    }
}

/// Another program's words as the end of a sentence.
fn sentence(text: &str) -> String {
    let text = text.trim();
    let stop = if text.ends_with(['.', '!', '?', '…']) {
        ""
    } else {
        "."
    };
    format!("{text}{stop}")
}

/// The first few of some paths, for a sentence.
fn list(paths: &[TreePath]) -> String {
    const SHOWN: usize = 5;
    let mut text = paths
        .iter()
        .take(SHOWN)
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ");
    if paths.len() > SHOWN {
        text.push_str(", …");
    }
    text
}
