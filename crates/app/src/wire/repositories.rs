//! The Welcome page and the repository switcher.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::error::Failure;
use super::operation::OperationId;
use super::preferences::Preferences;

/// The id of a repository that this machine knows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct RepositoryId(pub String);

/// What the window needs before it shows anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Start {
    /// The version of Manifold.
    pub version: String,
    /// The repositories that this machine knows, last opened first.
    pub repositories: Vec<RepositoryCard>,
    /// The one to open: the last one opened.
    pub open: Option<RepositoryId>,
    /// The preferences.
    pub preferences: Preferences,
    /// What went wrong while the settings were read, in a sentence each; a damaged file is set aside.
    pub notices: Vec<String>,
}

/// A repository in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RepositoryCard {
    /// Its id.
    pub id: RepositoryId,
    /// Its name, for people.
    pub name: String,
    /// Its address, without any secret.
    pub address: String,
    /// How it was opened.
    pub kind: RepositoryKind,
    /// When it was last opened.
    pub last_opened: Option<i64>,
}

/// How a repository was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum RepositoryKind {
    /// The sample, made on this computer.
    Sample,
    /// A folder on this computer.
    Folder,
    /// An address.
    Address,
}

/// Makes the sample repository, or opens the one made before.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenSampleRequest {
    /// The operation.
    pub operation: OperationId,
}

/// Opens a folder: a clone, or a bare repository.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenFolderRequest {
    /// The folder; `pick_folder` lets a person choose it.
    pub folder: String,
    /// The default branch, where the repository does not say.
    pub default_branch: Option<String>,
    /// The operation.
    pub operation: OperationId,
}

/// The folder or file that a person chose; nothing where they cancelled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Picked {
    /// The path.
    pub path: Option<String>,
}

/// Connects a repository by its address.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConnectRequest {
    /// `https://…`, `ssh://…`, `user@host:path` or `file://…`.
    pub address: String,
    /// The default branch, where the remote's own is not the one that Retool uses.
    pub default_branch: Option<String>,
    /// The user of an `https://` address.
    pub user: Option<String>,
    /// The token of an `https://` address; goes to the keyring once the repository was reached with it.
    pub token: Option<String>,
    /// The private key file of an SSH address; without one the agent is asked.
    pub ssh_key_file: Option<String>,
    /// What that file is encrypted with; goes to the keyring once the repository was reached with it.
    pub passphrase: Option<String>,
    /// A file with the certificate authorities of an `https://` address, beside the system's.
    pub ca_file: Option<String>,
    /// The operation.
    pub operation: OperationId,
}

impl ConnectRequest {
    /// Whether it says anything of how to sign in.
    pub(crate) fn signs_in(&self) -> bool {
        let said = [
            &self.user,
            &self.token,
            &self.ssh_key_file,
            &self.passphrase,
            &self.ca_file,
        ];
        said.iter().any(|text| text.is_some())
    }
}

impl std::fmt::Debug for ConnectRequest {
    /// Leaves the secrets out.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ConnectRequest")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

/// A repository that is open now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Opened {
    /// Which one.
    pub repository: RepositoryId,
    /// What to know, where opening went on without something, e.g. the remote was out of reach.
    pub notice: Option<Failure>,
}

/// Asks about one repository.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RepositoryRequest {
    /// Which one.
    pub repository: RepositoryId,
}

/// Does something long with one repository: opens, fetches or tests it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RepositoryOperationRequest {
    /// Which one.
    pub repository: RepositoryId,
    /// The operation.
    pub operation: OperationId,
}

/// What a fetch brought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Fetched {
    /// Whether the default branch moved.
    pub moved: bool,
    /// When.
    pub time: i64,
}

/// Trusts the key of an SSH server from now on.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TrustHostKeyRequest {
    /// The server.
    pub host: String,
    /// The fingerprint that the person saw.
    pub fingerprint: String,
}

/// Opens a link in the system's browser. Refused unless it belongs to the repository's web origin.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenLinkRequest {
    /// The repository.
    pub repository: RepositoryId,
    /// The link.
    pub url: String,
}
