//! From the engine's errors to failures that clients show.

use manifold_domain::plan::{BranchName, Refusal, RefusalCode};
use manifold_engine::artifact::{ArchiveRefused, CompareError, TreeRefused};
use manifold_engine::{Error, ErrorCode};

use crate::wire::error::{Failure, HostKey};

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let code = error.code();
        let failure = Self {
            hint: Some(error.hint().to_owned()).filter(|hint| !hint.is_empty()),
            ..Self::new(&code_name(code), error.to_string())
        };
        match error {
            Error::HostKeyUnknown { host, fingerprint } => Self {
                host_key: Some(HostKey { host, fingerprint }),
                ..failure
            },
            Error::PushUnanswered { branch, .. } => failure.with_unchanged(not_known(&branch)),
            _ => failure,
        }
    }
}

impl From<CompareError> for Failure {
    fn from(error: CompareError) -> Self {
        match error {
            CompareError::Tree(refused) => refused.into(),
            CompareError::Archive(refused) => refused.into(),
        }
    }
}

impl From<TreeRefused> for Failure {
    fn from(error: TreeRefused) -> Self {
        match error {
            TreeRefused::Repository(error) => error.into(),
            refused => Self::new("folderRefused", refused.to_string()),
        }
    }
}

impl From<ArchiveRefused> for Failure {
    fn from(refused: ArchiveRefused) -> Self {
        Self::new("artifactRefused", refused.to_string())
            .with_hint("Do not use this artifact: create the release anew.")
    }
}

/// What is said of a branch that a remote was asked to take and did not answer.
pub(crate) fn not_known(branch: &BranchName) -> String {
    format!("It is not known whether the remote took the change to {branch}.")
}

/// The code as clients match it: the name that serde gives it.
fn code_name(code: ErrorCode) -> String {
    match serde_json::to_value(code) {
        Ok(serde_json::Value::String(name)) => name,
        _ => "internal".to_owned(),
    }
}

/// A failure: the domain refuses what a page asks for.
pub(crate) fn refused(refusal: Refusal) -> Failure {
    let code = match refusal.code {
        RefusalCode::NotFound => "notFound",
        _ => "refused",
    };
    Failure::new(code, refusal.message).with_hint("Go back and choose again.")
}

/// A failure: what a request names is not there, or no longer.
pub(crate) fn not_found(what: &str, name: &str) -> Failure {
    Failure::new("notFound", format!("{what} {name} is not in the repository."))
        .with_hint("It may have been renamed or removed. Go back and choose again.")
}
