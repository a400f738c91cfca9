//! Who signs in.

use std::path::PathBuf;

use crate::Result;
use crate::secrets::Secret;

/// A user name and a password or token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserPassword {
    /// The user name; hosts that look at the token alone take any.
    pub user: String,
    /// The password or token.
    pub password: Secret,
}

/// The keys that a user has accepted for one SSH host.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AcceptedHostKeys {
    /// Their fingerprints: `SHA256:` and the digest, as OpenSSH prints it.
    pub fingerprints: Vec<String>,
    /// The file that holds them.
    pub file: PathBuf,
}

/// Answers what a remote asks for. Called in the middle of an operation, each at most once in it.
pub trait Credentials: Sync {
    /// The user and secret for an HTTPS host, given the user that the address names.
    fn for_https(&self, host: &str, user: Option<&str>) -> Result<Option<UserPassword>>;

    /// The private key file for SSH; the agent is asked where there is none.
    fn ssh_key(&self) -> Option<PathBuf>;

    /// What the key file, which is encrypted, is encrypted with, given the host and the user that it signs in.
    fn ssh_passphrase(&self, host: &str, user: &str) -> Result<Option<Secret>>;

    /// The keys that the user has accepted for a host that `known_hosts` does not list. A host at another port than SSH's own
    /// is named as `known_hosts` does it: `[host]:port`.
    fn accepted_host_keys(&self, host: &str) -> AcceptedHostKeys;

    /// The file of known SSH hosts.
    fn known_hosts(&self) -> Option<PathBuf> {
        directories::UserDirs::new().map(|user| user.home_dir().join(".ssh/known_hosts"))
    }

    /// A PEM file of certificate authorities to trust beside the system's.
    fn ca_file(&self) -> Option<PathBuf>;
}

/// For remotes that ask for nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoCredentials;

impl Credentials for NoCredentials {
    fn for_https(&self, _: &str, _: Option<&str>) -> Result<Option<UserPassword>> {
        Ok(None)
    }

    fn ssh_key(&self) -> Option<PathBuf> {
        None
    }

    fn ssh_passphrase(&self, _: &str, _: &str) -> Result<Option<Secret>> {
        Ok(None)
    }

    fn accepted_host_keys(&self, _: &str) -> AcceptedHostKeys {
        AcceptedHostKeys::default()
    }

    fn ca_file(&self) -> Option<PathBuf> {
        None
    }
}
