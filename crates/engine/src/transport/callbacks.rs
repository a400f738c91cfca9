//! What libgit2 asks and tells in the middle of an operation.

use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};

use git2::{CertificateCheckStatus, Cred, CredentialType, RemoteCallbacks};

use super::credentials::Credentials;
use super::{host_key, key_file};
use crate::operation::{Phase, Watch};
use crate::repository::RemoteAddress;
use crate::secrets::Secret;
use crate::{Error, Result};

/// More than this many bytes of a server's messages are not kept.
const MESSAGES: usize = 16 * 1024;

/// One operation with a remote: what it has tried, and what it was told.
pub(super) struct Conversation<'a> {
    address: &'a RemoteAddress,
    credentials: &'a dyn Credentials,
    watch: &'a dyn Watch,
    tried: Tried,
    unlocked_key: RefCell<Option<PathBuf>>,
    /// Why a callback ended the operation: libgit2 carries only a number and a text through itself.
    failure: RefCell<Option<Error>>,
    messages: RefCell<Vec<u8>>,
}

/// Each way to sign in is tried once: libgit2 would ask for ever.
#[derive(Default)]
struct Tried {
    password: Cell<bool>,
    key_file: Cell<bool>,
    agent: Cell<bool>,
}

impl<'a> Conversation<'a> {
    pub(super) fn new(
        address: &'a RemoteAddress,
        credentials: &'a dyn Credentials,
        watch: &'a dyn Watch,
    ) -> Self {
        Self {
            address,
            credentials,
            watch,
            tried: Tried::default(),
            unlocked_key: RefCell::default(),
            failure: RefCell::default(),
            messages: RefCell::default(),
        }
    }

    /// The callbacks that fetch and push have in common.
    pub(super) fn callbacks(&self) -> RemoteCallbacks<'_> {
        let mut callbacks = RemoteCallbacks::new();
        callbacks.credentials(|_, user, allowed| self.or_stop(self.sign_in(user, allowed)));
        callbacks.certificate_check(|certificate, _| match certificate.as_hostkey() {
            Some(key) => {
                let checked = host_key::check(self.address, key, self.credentials);
                self.or_stop(checked)
                    .map(|()| CertificateCheckStatus::CertificateOk)
            }
            // libgit2 has checked a certificate itself, and its answer stands.
            None => Ok(CertificateCheckStatus::CertificatePassthrough),
        });
        callbacks.transfer_progress(|progress| {
            let total = progress.total_objects() as u64;
            if progress.received_objects() < progress.total_objects() {
                self.watch
                    .progress(Phase::Receiving, progress.received_objects() as u64, total);
            } else {
                let deltas = progress.total_deltas() as u64;
                self.watch
                    .progress(Phase::Resolving, progress.indexed_deltas() as u64, deltas);
            }
            self.goes_on()
        });
        callbacks.sideband_progress(|text| {
            let mut messages = self.messages.borrow_mut();
            let room = MESSAGES.saturating_sub(messages.len());
            messages.extend_from_slice(&text[..text.len().min(room)]);
            self.goes_on()
        });
        callbacks
    }

    /// What the server said in passing.
    pub(super) fn messages(&self) -> String {
        String::from_utf8_lossy(&self.messages.borrow()).into_owned()
    }

    /// Why a callback ended the operation, if one did.
    pub(super) fn take_failure(&self) -> Option<Error> {
        self.failure.borrow_mut().take()
    }

    /// What a key is encrypted with; nothing where it is not. Looked at here, since libssh2 would ask for a
    /// passphrase on a terminal.
    fn passphrase(&self, key: &Path, user: &str) -> Result<Option<Secret>> {
        if !key_file::is_encrypted(key)? {
            return Ok(None);
        }
        let host = self.address.host().unwrap_or_default();
        let passphrase = self.credentials.ssh_passphrase(host, user)?;
        if passphrase.is_none() {
            return Err(Error::PassphraseMissing { key: key.to_owned() });
        }
        self.unlocked_key.replace(Some(key.to_owned()));
        Ok(passphrase)
    }

    /// The encrypted key that was tried with a passphrase, if one was.
    pub(super) fn unlocked_key(&self) -> Option<PathBuf> {
        self.unlocked_key.borrow().clone()
    }

    /// Keeps the failure for [`Self::take_failure`] and stops libgit2.
    pub(super) fn or_stop<T>(&self, answer: Result<T>) -> Result<T, git2::Error> {
        answer.map_err(|failure| {
            self.failure.borrow_mut().replace(failure);
            git2::Error::new(git2::ErrorCode::User, git2::ErrorClass::Callback, "stopped")
        })
    }

    fn goes_on(&self) -> bool {
        let cancelled = self.watch.is_cancelled();
        if cancelled {
            self.failure.borrow_mut().replace(Error::Cancelled);
        }
        !cancelled
    }

    fn sign_in(&self, user: Option<&str>, allowed: CredentialType) -> Result<Cred> {
        if self.watch.is_cancelled() {
            return Err(Error::Cancelled);
        }
        if allowed.contains(CredentialType::USER_PASS_PLAINTEXT)
            && !matches!(self.address, RemoteAddress::Ssh(_))
        {
            return self.password();
        }
        let user = user.unwrap_or(self.address.ssh_user());
        if allowed.contains(CredentialType::USERNAME) {
            return Ok(Cred::username(user)?);
        }
        if allowed.contains(CredentialType::SSH_KEY) {
            return self.ssh(user);
        }
        Err(self.refused())
    }

    fn password(&self) -> Result<Cred> {
        if self.tried.password.replace(true) {
            return Err(self.refused());
        }
        let host = self.address.host().unwrap_or_default();
        let secret = self.credentials.for_https(host, self.address.user())?;
        let secret = secret.ok_or_else(|| self.refused())?;
        Ok(Cred::userpass_plaintext(&secret.user, secret.password.expose())?)
    }

    fn ssh(&self, user: &str) -> Result<Cred> {
        if let Some(key) = self.credentials.ssh_key()
            && !self.tried.key_file.replace(true)
        {
            let passphrase = self.passphrase(&key, user)?;
            let passphrase = passphrase.as_ref().map(Secret::expose);
            return Ok(Cred::ssh_key(user, None, &key, passphrase)?);
        }
        if self.credentials.ssh_key().is_some() || self.tried.agent.replace(true) {
            return Err(self.refused());
        }
        Ok(Cred::ssh_key_from_agent(user)?)
    }

    fn refused(&self) -> Error {
        Error::AuthenticationFailed {
            host: self.address.name(),
        }
    }
}
