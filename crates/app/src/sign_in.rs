//! Who signs in to a repository's remote.

use std::path::PathBuf;
use std::sync::Arc;

use manifold_engine::secrets::Secrets;
use manifold_engine::settings::{Connection, Settings};
use manifold_engine::transport::{Credentials, UserPassword};

use crate::App;
use crate::open::OpenRepository;
use crate::wire::error::Failure;

/// The user that hosts take where only the token counts.
pub(crate) const TOKEN_USER: &str = "git";

/// The credentials of one connection: secrets from the keyring, host keys that the user accepted.
pub(crate) struct ConnectionCredentials {
    connection: Connection,
    settings: Settings,
    secrets: Arc<Secrets>,
}

impl OpenRepository {
    /// The credentials for this repository's remote.
    pub(crate) fn credentials(&self, app: &App) -> Result<ConnectionCredentials, Failure> {
        Ok(ConnectionCredentials {
            connection: self.connection()?,
            settings: self.settings().clone(),
            secrets: Arc::clone(&app.secrets),
        })
    }
}

impl Credentials for ConnectionCredentials {
    fn for_https(&self, host: &str, user: Option<&str>) -> manifold_engine::Result<Option<UserPassword>> {
        let user = self.connection.user.as_deref().or(user).unwrap_or(TOKEN_USER);
        let secret = self.secrets.get(host, user)?;
        Ok(secret.map(|secret| UserPassword {
            user: user.to_owned(),
            password: secret.expose().to_owned(),
        }))
    }

    fn ssh_key(&self) -> Option<PathBuf> {
        self.connection.ssh_key_file.clone()
    }

    fn ssh_passphrase(&self) -> manifold_engine::Result<Option<String>> {
        Ok(None)
    }

    fn accept_host_key(&self, host: &str, fingerprint: &str) -> bool {
        self.settings
            .trusted_host_keys()
            .iter()
            .any(|(known, key)| known == host && key == fingerprint)
    }

    fn ca_file(&self) -> Option<PathBuf> {
        self.connection.ca_file.clone()
    }
}
