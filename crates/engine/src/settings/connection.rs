//! What is known of one repository on this machine.

use std::path::PathBuf;

use manifold_domain::manifest::ManifestName;
use manifold_domain::object::Timestamp;
use manifold_domain::plan::BranchName;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::forge::Forge;

/// The pull request's text where the user set no other: `{title}` and `{changes}` are filled in.
pub const PULL_REQUEST_TEMPLATE: &str = "{changes}";

/// Which repository, on this machine: a name of a folder in the data folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct RepositoryId(String);

impl RepositoryId {
    /// A new one, made of 64 random bits.
    pub fn random() -> Self {
        Self(format!("{:016x}", rand::random::<u64>()))
    }

    /// The one that a client names. Clients send any text, and an id becomes part of a path: what is no
    /// lower-case hexadecimal digit is left out, and nothing at all reads as `0`, which is nobody's.
    ///
    /// ```
    /// use manifold_engine::settings::RepositoryId;
    /// assert_eq!(RepositoryId::existing("6f2c1d803a1b11f1").as_str(), "6f2c1d803a1b11f1");
    /// assert_eq!(RepositoryId::existing("../../e").as_str(), "e");
    /// assert_eq!(RepositoryId::existing("..").as_str(), "0");
    /// ```
    pub fn existing(text: &str) -> Self {
        let digits: String = text
            .chars()
            .filter(|digit| matches!(digit, '0'..='9' | 'a'..='f'))
            .collect();
        if digits.is_empty() {
            Self("0".to_owned())
        } else {
            Self(digits)
        }
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for RepositoryId {
    fn from(text: String) -> Self {
        Self::existing(&text)
    }
}

impl From<RepositoryId> for String {
    fn from(id: RepositoryId) -> Self {
        id.0
    }
}

/// A repository that is known on this machine, and how it is used. Holds no secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Connection {
    /// Which one.
    pub id: RepositoryId,
    /// What the user calls it.
    pub name: String,
    /// Where its remote is, as `RemoteAddress` writes it.
    pub address: String,
    /// How it was opened.
    pub kind: ConnectionKind,
    /// The user's own clone, where it was opened from one. Never written to.
    pub folder: Option<PathBuf>,
    /// What hosts it; nothing where the address tells.
    pub forge: Option<Forge>,
    /// Where its web pages are; nothing where the address tells.
    pub web_origin: Option<Url>,
    /// The branch that Retool uses; nothing where the remote tells.
    pub default_branch: Option<BranchName>,
    /// The user for HTTPS.
    pub user: Option<String>,
    /// The private key for SSH; nothing asks the agent.
    pub ssh_key_file: Option<PathBuf>,
    /// Certificate authorities to trust beside the system's.
    pub ca_file: Option<PathBuf>,
    /// Whose name commits carry; nothing takes Git's configuration.
    pub committer_name: Option<String>,
    /// Whose e-mail address commits carry; nothing takes Git's configuration.
    pub committer_email: Option<String>,
    /// Whether branches are named without asking.
    #[serde(default = "yes")]
    pub automatic_branch_names: bool,
    /// The pull request's text; nothing takes [`PULL_REQUEST_TEMPLATE`].
    pub pull_request_template: Option<String>,
    /// Whether nothing may be pushed from here.
    #[serde(default)]
    pub read_only: bool,
    /// The instances that the user ordered or marked, in their order.
    #[serde(default)]
    pub instances: Vec<Instance>,
    /// When it was opened last.
    pub last_opened: Option<Timestamp>,
    /// When it was fetched last.
    pub last_fetched: Option<Timestamp>,
}

const fn yes() -> bool {
    true
}

/// How a repository was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ConnectionKind {
    /// The sample, made on this machine.
    Sample,
    /// A folder on this machine.
    Folder,
    /// An address.
    Address,
}

/// An instance, as the user sees it here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Instance {
    /// Its manifest.
    pub manifest: ManifestName,
    /// Whether it is marked *Production*.
    pub is_production: bool,
    /// Where its column stands in the matrix.
    #[serde(default)]
    pub place: ColumnPlace,
}

/// Where an instance's column stands in the matrix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ColumnPlace {
    /// Beside the others, scrolling with them.
    #[default]
    Scrolling,
    /// At the left, where it stays.
    Pinned,
    /// Nowhere.
    Hidden,
}

impl Connection {
    /// A repository that was not known before, with nothing chosen yet.
    pub fn new(name: String, address: String, kind: ConnectionKind) -> Self {
        Self {
            id: RepositoryId::random(),
            name,
            address,
            kind,
            folder: None,
            forge: None,
            web_origin: None,
            default_branch: None,
            user: None,
            ssh_key_file: None,
            ca_file: None,
            committer_name: None,
            committer_email: None,
            automatic_branch_names: true,
            pull_request_template: None,
            read_only: false,
            instances: Vec::new(),
            last_opened: None,
            last_fetched: None,
        }
    }

    /// Whether it stands in the window's list: one that no window ever opened is kept for programs without a window.
    pub const fn is_listed(&self) -> bool {
        self.last_opened.is_some()
    }
}
