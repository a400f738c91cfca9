//! The API access page.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::error::Failure;
use super::repositories::{RepositoryCard, RepositoryId};
use super::source_control::FieldRefused;

/// The API access page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ApiAccessPage {
    /// Where the API listens, or would.
    pub settings: ApiSettings,
    /// Whether it is served, and which repository.
    pub state: ApiState,
    /// The tokens, oldest first.
    pub tokens: Vec<ApiToken>,
    /// Why the tokens cannot be read, where they cannot.
    pub tokens_failure: Option<Failure>,
    /// What was asked of this repository since the program started, newest first: the last 200.
    pub requests: Vec<ApiRequest>,
}

/// Where the API listens, as a person writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ApiSettings {
    /// Whether an address may be used that other computers can reach.
    pub lets_others_in: bool,
    /// The address, in numbers.
    pub address: String,
    /// The port.
    pub port: String,
}

/// Whether the API is served.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ApiState {
    /// It is switched off.
    Off,
    /// It is served.
    Listening {
        /// The repository.
        repository: RepositoryCard,
        /// Where programs on this computer find it, like `http://127.0.0.1:7171`.
        url: String,
    },
    /// It is switched on, and could not be served when the program started.
    Failed {
        /// The repository.
        repository: RepositoryCard,
        /// Why not.
        failure: Failure,
    },
}

/// What a token allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ApiScope {
    /// To read manifests and releases.
    Read,
    /// To push branches that change manifests or add releases.
    Write,
}

/// A token, without what it is recognised by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ApiToken {
    /// Its id.
    pub id: String,
    /// What it is for, in its maker's words; no two have the same.
    pub name: String,
    /// What it allows.
    pub scopes: Vec<ApiScope>,
    /// When it was made.
    pub created: i64,
    /// From when on it allows nothing; nothing where it never ends.
    pub expires: Option<i64>,
    /// Whether that time is past.
    pub has_expired: bool,
    /// When it was shown last, where that was since the program started.
    pub last_used: Option<i64>,
}

/// A request that was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ApiRequest {
    /// Which one, counted from the program's start.
    pub number: u64,
    /// When it came.
    pub time: i64,
    /// Its method.
    pub method: String,
    /// Its path, without a query.
    pub path: String,
    /// The answer's status.
    pub status: u16,
    /// How long the answer took.
    pub milliseconds: u64,
    /// The name of the token that was shown, where it was a valid one.
    pub token: Option<String>,
}

/// Serves the API of a repository, in place of any other's, from now on and whenever the program starts.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ServeApiRequest {
    /// The repository.
    pub repository: RepositoryId,
    /// Where to listen.
    pub settings: ApiSettings,
}

/// What came of it: the fields that are wrong, or nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ServeApiReply {
    /// The fields of the settings that were refused; where there are any, all is as it was.
    pub refused: Vec<FieldRefused>,
}

/// Creates a token.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CreateApiTokenRequest {
    /// What it is for.
    pub name: String,
    /// What it allows.
    pub scopes: Vec<ApiScope>,
    /// After how many days it ends; nothing for never.
    pub days: Option<u32>,
}

/// What came of creating a token.
#[derive(Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum CreateApiTokenReply {
    /// It was made.
    Created {
        /// The token itself, which is kept nowhere.
        secret: String,
    },
    /// It was not, and these fields of the request are why.
    Refused {
        /// The fields.
        refused: Vec<FieldRefused>,
    },
}

/// Revokes a token: it allows nothing any more.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RevokeApiTokenRequest {
    /// Its id.
    pub token: String,
}
