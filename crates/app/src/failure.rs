//! From the engine's errors to failures that clients show.

use manifold_engine::Error;

use crate::wire::error::{Failure, HostKey};

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let code = error.code();
        let failure = Self {
            hint: Some(error.hint().to_owned()).filter(|hint| !hint.is_empty()),
            ..Self::new(code.as_str(), error.to_string())
        };
        match error {
            Error::HostKeyUnknown { host, fingerprint } => {
                Self { host_key: Some(HostKey { host, fingerprint }), ..failure }
            }
            _ => failure,
        }
    }
}

/// A failure: what a request names is not there, or no longer.
pub(crate) fn not_found(what: &str, name: &str) -> Failure {
    Failure::new("notFound", format!("{what} {name} is not in the repository."))
        .with_hint("It may have been renamed or removed. Go back and choose again.")
}
