//! Failures, as clients see them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A failure in three lines: what failed, what is unchanged, what to do next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    /// What clients match.
    pub code: String,
    /// What failed.
    pub message: String,
    /// What is unchanged, where that is not obvious.
    pub unchanged: Option<String>,
    /// What to do next.
    pub hint: Option<String>,
    /// The technical text, for *Details*.
    pub details: Option<String>,
    /// With code `hostKeyUnknown`: the key to ask about.
    pub host_key: Option<HostKey>,
}

impl Failure {
    /// A failure with this code and this first line.
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            message: message.into(),
            unchanged: None,
            hint: None,
            details: None,
            host_key: None,
        }
    }

    /// The same failure, saying what to do next.
    #[must_use]
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }

    /// The same failure, saying what is unchanged.
    #[must_use]
    pub fn with_unchanged(self, unchanged: impl Into<String>) -> Self {
        Self {
            unchanged: Some(unchanged.into()),
            ..self
        }
    }

    /// The same failure, saying what is unchanged where it does not say so itself.
    #[must_use]
    pub fn or_unchanged(self, unchanged: &str) -> Self {
        match self.unchanged {
            Some(_) => self,
            None => self.with_unchanged(unchanged),
        }
    }

    /// The same failure with a technical text.
    #[must_use]
    pub fn with_details(self, details: impl Into<String>) -> Self {
        Self {
            details: Some(details.into()),
            ..self
        }
    }
}

/// The key of an SSH server that is not known yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HostKey {
    /// The server.
    pub host: String,
    /// The SHA-256 fingerprint as OpenSSH prints it.
    pub fingerprint: String,
}
