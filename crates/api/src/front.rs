//! What happens to every request before and after it is answered: an id, the check of its host, a line in the log.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use manifold_app::{Answered, now};

use crate::answer::Refused;
use crate::carry_out::{Api, Peer};
use crate::host_name;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The id of a request: the client's own, where it is short and plain, else a random one.
#[derive(Clone, Debug)]
pub(crate) struct RequestId(String);

impl RequestId {
    fn new(headers: &HeaderMap) -> Self {
        let is_plain = |id: &&str| {
            (1..=64).contains(&id.len())
                && id
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
        };
        let given = headers.get(&REQUEST_ID).and_then(|id| id.to_str().ok());
        Self(
            given
                .filter(is_plain)
                .map_or_else(|| format!("{:016x}", rand::random::<u64>()), str::to_owned),
        )
    }

    /// The id of the request with these extensions.
    pub(crate) fn of(extensions: &Extensions) -> &str {
        extensions.get::<Self>().map_or("", |id| &id.0)
    }
}

/// The name of the token that was shown, on a response.
#[derive(Clone, Debug)]
pub(crate) struct Caller(pub(crate) String);

/// Lets a request through where it was sent to a name of this server, and writes a line about it.
pub(crate) async fn pass(State(api): State<Arc<Api>>, mut request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let id = RequestId::new(request.headers());
    let time = now();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let peer = request.extensions().get::<Peer>().map(|peer| peer.0);
    request.extensions_mut().insert(id.clone());
    let mut response = if host_name::is_ours(request.uri(), request.headers(), &api.host_names) {
        next.run(request).await
    } else {
        Refused::other_host().into_response()
    };
    let answered = Answered {
        time,
        method: method.to_string(),
        path,
        status: response.status().as_u16(),
        milliseconds: u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX),
        token: response
            .extensions()
            .get::<Caller>()
            .map(|caller| caller.0.clone()),
    };
    api.log.answered(&id.0, peer, answered);
    let headers = response.headers_mut();
    if let Ok(id) = HeaderValue::try_from(id.0) {
        headers.insert(REQUEST_ID, id);
    }
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    response
}
