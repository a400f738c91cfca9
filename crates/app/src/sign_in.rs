//! Who signs in to a repository's remote.

use std::path::PathBuf;

use manifold_engine::operation::Watch;
use manifold_engine::repository::RemoteAddress;
use manifold_engine::secrets::{Account, Secret, WatchedSecrets};
use manifold_engine::settings::{Connection, Settings};
use manifold_engine::transport::{AcceptedHostKeys, Credentials, UserPassword};

use crate::App;
use crate::open::OpenRepository;
use crate::wire::error::Failure;

/// The user that hosts take where only the token counts.
pub(crate) const TOKEN_USER: &str = "git";

/// The secrets that a person has just typed. They come before those that are kept, and are kept themselves only once
/// the remote was reached with them.
#[derive(Clone, Default)]
pub(crate) struct Offered {
    token: Option<Secret>,
    passphrase: Option<Secret>,
}

impl Offered {
    /// What was typed; an empty text is nothing.
    pub(crate) fn new(token: Option<String>, passphrase: Option<String>) -> Self {
        let secret = |text: Option<String>| text.filter(|text| !text.is_empty()).map(Secret::new);
        Self {
            token: secret(token),
            passphrase: secret(passphrase),
        }
    }
}

/// The credentials of one connection: secrets from the program's environment or the keyring, host keys that the user
/// accepted. What watches the operation can stop it also while the keyring waits to be unlocked.
pub(crate) struct ConnectionCredentials<'a> {
    connection: Connection,
    address: RemoteAddress,
    offered: Offered,
    token: Option<Secret>,
    settings: Settings,
    secrets: WatchedSecrets<'a>,
}

impl OpenRepository {
    /// The credentials for this repository's remote, in this operation.
    pub(crate) fn credentials<'a>(
        &self,
        app: &'a App,
        watch: &'a dyn Watch,
    ) -> Result<ConnectionCredentials<'a>, Failure> {
        self.offering(app, Offered::default(), watch)
    }

    /// The same, with what a person has just typed.
    pub(crate) fn offering<'a>(
        &self,
        app: &'a App,
        offered: Offered,
        watch: &'a dyn Watch,
    ) -> Result<ConnectionCredentials<'a>, Failure> {
        Ok(ConnectionCredentials {
            connection: self.connection()?,
            address: self.address().clone(),
            offered,
            token: self.environment().token.clone(),
            settings: self.settings().clone(),
            secrets: app.secrets.watched(watch),
        })
    }

    /// Where the passphrase of the key file is kept; nowhere where no key file signs in.
    pub(crate) fn passphrase_account(&self, connection: &Connection) -> Option<Account> {
        match (self.address(), &connection.ssh_key_file) {
            (RemoteAddress::Ssh(ssh), Some(_)) => {
                Some(Account::passphrase(&ssh.host, self.address().ssh_user()))
            }
            _ => None,
        }
    }
}

impl ConnectionCredentials<'_> {
    /// Keeps what was offered, now that the remote was reached with it.
    pub(crate) fn keep(&self) -> Result<(), Failure> {
        let Some(host) = self.address.host() else {
            return Ok(());
        };
        if let Some(token) = &self.offered.token {
            self.secrets
                .set(&Account::token(host, self.user(self.address.user())), token)?;
        }
        if let Some(passphrase) = &self.offered.passphrase {
            self.secrets
                .set(&Account::passphrase(host, self.address.ssh_user()), passphrase)?;
        }
        Ok(())
    }

    /// The user of an HTTPS host: as the connection says, else as the address does.
    fn user<'a>(&'a self, named: Option<&'a str>) -> &'a str {
        self.connection.user.as_deref().or(named).unwrap_or(TOKEN_USER)
    }
}

impl Credentials for ConnectionCredentials<'_> {
    fn for_https(&self, host: &str, user: Option<&str>) -> manifold_engine::Result<Option<UserPassword>> {
        let user = self.user(user);
        let secret = match self.offered.token.as_ref().or(self.token.as_ref()) {
            Some(token) => Some(token.clone()),
            None => self.secrets.get(&Account::token(host, user))?,
        };
        Ok(secret.map(|secret| UserPassword {
            user: user.to_owned(),
            password: secret,
        }))
    }

    fn ssh_key(&self) -> Option<PathBuf> {
        self.connection.ssh_key_file.clone()
    }

    fn ssh_passphrase(&self, host: &str, user: &str) -> manifold_engine::Result<Option<Secret>> {
        match &self.offered.passphrase {
            Some(passphrase) => Ok(Some(passphrase.clone())),
            None => self.secrets.get(&Account::passphrase(host, user)),
        }
    }

    fn accepted_host_keys(&self, host: &str) -> AcceptedHostKeys {
        self.settings.trusted_host_keys(host)
    }

    fn ca_file(&self) -> Option<PathBuf> {
        self.connection.ca_file.clone()
    }
}
