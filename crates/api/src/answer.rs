//! What is answered: data, or why not, each in the one shape that it has everywhere.

use std::time::Duration;

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use manifold_app::tokens::Scope;
use manifold_app::wire::change::RefusalView;
use manifold_app::wire::error::Failure;
use serde_json::{Value, json};

/// What to do before a write is sent again of which it is not known what became.
const LOOK_FIRST: &str = "Before you write again, look whether its branch is there; where you send it with the same \
                          Idempotency-Key, that is done for you.";

/// Where whoever runs the server says who commits.
const SET_A_NAME: &str = "Whoever runs this server has to say whose: in Source control, Commit identity; in GIT_AUTHOR_NAME and \
                          GIT_AUTHOR_EMAIL; or in Git's user.name and user.email.";

/// What comes of a request.
pub(crate) type Answer<T> = Result<T, Refused>;

/// Why a request is not carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    status: StatusCode,
    message: String,
    header: Option<(HeaderName, HeaderValue)>,
}

impl Refused {
    fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self {
            status,
            message: message.into(),
            header: None,
        }
    }

    fn with(self, name: HeaderName, value: impl Into<HeaderValue>) -> Self {
        Self {
            header: Some((name, value.into())),
            ..self
        }
    }

    /// The request is wrong, or cannot be carried out as things are: the message says which.
    pub(crate) fn bad(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// Nobody known asks.
    pub(crate) fn no_token(message: &str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, message)
            .with(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))
    }

    /// Somebody asks for more than the token allows.
    pub(crate) fn no_scope(scope: Scope) -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            format!("This token does not have the scope {scope}."),
        )
    }

    /// The request was sent to a name that this server does not go by.
    pub(crate) fn other_host() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "This server does not answer under the name in the Host header.",
        )
    }

    /// There is nothing at this path.
    pub(crate) fn no_path() -> Self {
        Self::new(StatusCode::NOT_FOUND, "There is nothing at this path.")
    }

    /// The path is right and the method is not. Whoever answers adds `Allow`.
    pub(crate) fn other_method() -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "This path does not take this method: see the Allow header.",
        )
    }

    /// The body has more than this many bytes.
    pub(crate) fn too_large(limit: usize) -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            format!("The body has more than {limit} bytes."),
        )
    }

    /// The body did not come in time.
    pub(crate) fn slow_body(limit: Duration) -> Self {
        let seconds = limit.as_secs();
        Self::new(
            StatusCode::REQUEST_TIMEOUT,
            format!("The body did not arrive within {seconds} seconds."),
        )
    }

    /// As many requests are under way as there may be.
    pub(crate) fn busy() -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "Too many requests are under way. Try again in a second.",
        )
        .with(header::RETRY_AFTER, 1)
    }

    /// The request, for a call of this scope, took longer than any may.
    pub(crate) fn slow(scope: Scope, limit: Duration) -> Self {
        let seconds = limit.as_secs();
        let stopped = format!("The request took longer than {seconds} seconds and was told to stop.");
        Self::later(match scope {
            Scope::Read => stopped,
            Scope::Write => format!("{stopped} {LOOK_FIRST}"),
        })
    }

    /// The remote was asked to take a branch, and did not answer.
    pub(crate) fn unanswered(failure: Failure) -> Self {
        Self::later(format!("{} {LOOK_FIRST}", sentences(failure)))
    }

    fn later(message: String) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, message).with(header::RETRY_AFTER, 5)
    }

    /// Something went wrong here.
    pub(crate) fn internal() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "Something went wrong in this server. Its log says more under this request's id.",
        )
    }

    /// The message.
    pub(crate) fn message(&self) -> &str {
        &self.message
    }
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        // Hints speak to whoever sits at a window. This one is the server's to mend, and a client can pass it on.
        let is_nameless = failure.code == "identityMissing";
        let mut message = sentences(failure);
        if is_nameless {
            message.push(' ');
            message.push_str(SET_A_NAME);
        }
        Self::bad(message)
    }
}

/// What failed, and what is unchanged.
fn sentences(failure: Failure) -> String {
    [Some(failure.message), failure.unchanged]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

impl From<Vec<RefusalView>> for Refused {
    fn from(refusals: Vec<RefusalView>) -> Self {
        let messages: Vec<String> = refusals.into_iter().map(|refusal| refusal.message).collect();
        Self::bad(messages.join(" "))
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let body = json!({ "success": false, "message": self.message }).to_string();
        let mut response = (self.status, [(header::CONTENT_TYPE, JSON)], body).into_response();
        if let Some((name, value)) = self.header {
            response.headers_mut().insert(name, value);
        }
        response
    }
}

/// The media type of every answer.
pub(crate) const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// The text of an answer with this data.
pub(crate) fn success(data: &Value) -> String {
    json!({ "success": true, "data": data }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_commits_without_a_name_is_told_where_one_is_set() {
        let failure =
            Failure::new("identityMissing", "Nobody is known.").with_unchanged("Nothing was pushed.");
        let refused = Refused::from(failure);
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
        let message = refused.message();
        assert!(
            message.starts_with("Nobody is known. Nothing was pushed. "),
            "{message}"
        );
        assert!(message.contains("GIT_AUTHOR_NAME"), "{message}");
        let other = Failure::new("io", "The disk is full.").with_hint("Make room.");
        assert_eq!(Refused::from(other).message(), "The disk is full.");
    }
}
