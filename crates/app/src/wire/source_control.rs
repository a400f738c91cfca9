//! The Source control page.

use manifold_domain::manifest::ManifestName;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::error::Failure;
use super::operation::OperationId;
use super::releases::{RepositoryHeader, Since};
use super::repositories::RepositoryId;

/// The Source control page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SourceControlPage {
    /// The repository, and which state of it this is; nothing where it cannot be read.
    pub header: Option<RepositoryHeader>,
    /// The manifests, in column order.
    pub manifests: Vec<ManifestLine>,
    /// The connection as it is set.
    pub connection: Connection,
    /// What is used where the connection does not say.
    pub defaults: ConnectionDefaults,
    /// The sign-in.
    pub sign_in: SignIn,
}

/// A manifest in the Releases pane.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ManifestLine {
    /// The manifest.
    pub manifest: ManifestName,
    /// Whether it is *Production*.
    pub is_production: bool,
    /// How many entries it has.
    pub entries: usize,
    /// When it last changed.
    pub last_change: Option<Since>,
    /// Why it cannot be read, where it cannot.
    pub unreadable: Option<String>,
}

/// What the user set for a repository, on this machine. Empty means: use the default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Connection {
    /// The name in the switcher.
    pub name: String,
    /// The address; only shown.
    pub address: String,
    /// The Git host.
    pub forge: Option<ForgeKind>,
    /// Where its web pages are, e.g. `https://git.example.com` or `https://example.com/gitlab`.
    pub web_origin: Option<String>,
    /// The default branch.
    pub default_branch: Option<String>,
    /// The user of an `https://` address.
    pub user: Option<String>,
    /// The private key file of an SSH address.
    pub ssh_key_file: Option<String>,
    /// A file with more certificate authorities.
    pub ca_file: Option<String>,
    /// The committer's name.
    pub committer_name: Option<String>,
    /// The committer's e-mail address.
    pub committer_email: Option<String>,
    /// Whether branch names are made automatically; otherwise each review asks.
    pub automatic_branch_names: bool,
    /// The pull request's text, with `{title}` and `{changes}`.
    pub pull_request_template: Option<String>,
    /// Whether nothing may be pushed from here.
    pub read_only: bool,
}

/// A Git host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ForgeKind {
    /// GitHub.
    GitHub,
    /// GitLab.
    GitLab,
    /// Bitbucket.
    Bitbucket,
    /// Azure Repos.
    AzureRepos,
    /// AWS `CodeCommit`.
    CodeCommit,
    /// Gitea or Forgejo.
    Gitea,
    /// No web page.
    None,
}

/// What is used where the connection does not say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionDefaults {
    /// The Git host, guessed from the address.
    pub forge: ForgeKind,
    /// The web origin, guessed from the address.
    pub web_origin: Option<String>,
    /// The remote's own default branch.
    pub default_branch: Option<String>,
    /// Git's `user.name`.
    pub committer_name: Option<String>,
    /// Git's `user.email`.
    pub committer_email: Option<String>,
    /// The built-in template.
    pub pull_request_template: String,
    /// What an automatic branch name looks like.
    pub branch_example: String,
}

/// How this machine signs in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignIn {
    /// The way.
    pub method: SignInMethod,
    /// The host.
    pub host: Option<String>,
    /// Whether there is a secret for this host and user: a token, or the passphrase of the key file. Nothing where the
    /// keyring does not say.
    pub has_secret: Option<bool>,
    /// Where the secret is kept, one sentence; where the keyring does not say whether there is one, why.
    pub place: String,
    /// Whether the secret is lost when Manifold ends.
    pub is_memory_only: bool,
}

/// The way to sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SignInMethod {
    /// A token over HTTPS.
    Token,
    /// A key over SSH.
    SshKey,
    /// None is needed: the remote is on this computer.
    None,
}

/// Saves the connection.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SaveConnectionRequest {
    /// The repository.
    pub repository: RepositoryId,
    /// The connection; its address is ignored.
    pub connection: Connection,
}

/// What came of saving: the field that is wrong, or nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SaveConnectionReply {
    /// The fields that were refused; where there are any, nothing was saved.
    pub refused: Vec<FieldRefused>,
}

/// A field that cannot be saved as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FieldRefused {
    /// The field, as the request names it.
    pub field: String,
    /// Why, one sentence.
    pub message: String,
}

/// Keeps a token in the keyring.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SaveTokenRequest {
    /// The repository.
    pub repository: RepositoryId,
    /// The user.
    pub user: String,
    /// The token; nothing deletes it.
    pub token: Option<String>,
    /// The operation.
    pub operation: OperationId,
}

impl std::fmt::Debug for SaveTokenRequest {
    /// Leaves the token out.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SaveTokenRequest")
            .field("repository", &self.repository)
            .finish_non_exhaustive()
    }
}

/// Tests the connection.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TestConnectionRequest {
    /// The repository.
    pub repository: RepositoryId,
    /// What the key file is encrypted with, where a person has just typed it; kept in the keyring if it is right.
    pub passphrase: Option<String>,
    /// The operation.
    pub operation: OperationId,
}

impl std::fmt::Debug for TestConnectionRequest {
    /// Leaves the passphrase out.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TestConnectionRequest")
            .field("repository", &self.repository)
            .finish_non_exhaustive()
    }
}

/// What *Test connection* found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum TestReply {
    /// The remote answered.
    Connected {
        /// How many branches it has.
        branches: usize,
        /// Its default branch.
        default_branch: Option<String>,
    },
    /// It did not.
    Failed {
        /// Why.
        failure: Failure,
    },
}

/// Forgets a repository: its mirror and its settings on this machine. The remote is untouched.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ForgetRequest {
    /// The repository.
    pub repository: RepositoryId,
}
