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

/// Answers what a remote asks for. Called in the middle of an operation, each at most once in it.
pub trait Credentials: Sync {
    /// The user and secret for an HTTPS host, given the user that the address names.
    fn for_https(&self, host: &str, user: Option<&str>) -> Result<Option<UserPassword>>;

    /// The private key file for SSH; the agent is asked where there is none.
    fn ssh_key(&self) -> Option<PathBuf>;

    /// What the key file, which is encrypted, is encrypted with, given the host and the user that it signs in.
    fn ssh_passphrase(&self, host: &str, user: &str) -> Result<Option<Secret>>;

    /// Whether the user has accepted this key (`SHA256:…`) for a host that `known_hosts` does not list.
    fn accept_host_key(&self, host: &str, fingerprint: &str) -> bool;

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

    fn accept_host_key(&self, _: &str, _: &str) -> bool {
        false
    }

    fn ca_file(&self) -> Option<PathBuf> {
        None
    }
}
