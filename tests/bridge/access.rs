//! Who is answered: only what was opened with the token, from this address.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

/// What a request has to know.
#[derive(Clone)]
pub(crate) struct Access {
    port: u16,
    token: String,
}

impl Access {
    /// Access through this port, with a new token.
    pub(crate) fn new(port: u16) -> Self {
        Self {
            port,
            token: format!("{:032x}", rand::random::<u128>()),
        }
    }

    /// The address that lets a browser in.
    pub(crate) fn first_address(&self) -> String {
        format!("http://{}/?token={}", self.host(), self.token)
    }

    fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// A name of its own for each port: a browser keeps one jar for all ports of a host.
    fn cookie(&self) -> String {
        format!("manifold-{}={}", self.port, self.token)
    }

    fn is_first(&self, request: &Request) -> bool {
        let query = request.uri().query().unwrap_or_default();
        request.method() == Method::GET
            && request.uri().path() == "/"
            && query == format!("token={}", self.token)
    }

    /// Another site's page reaches neither of the three: its own name stands in `Host` (DNS rebinding) or in
    /// `Origin`, and the cookie stays away from requests across sites.
    fn admits(&self, headers: &HeaderMap) -> bool {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let origin = format!("http://{}", self.host());
        text(header::HOST) == Some(&self.host())
            && text(header::ORIGIN).is_none_or(|from| from == origin)
            && text(header::COOKIE).is_some_and(|all| all.split("; ").any(|one| one == self.cookie()))
    }
}

/// Lets in who may come in, and sends everybody else away.
pub(crate) async fn check(State(access): State<Access>, request: Request, next: Next) -> Response {
    if access.is_first(&request) {
        let cookie = format!("{}; HttpOnly; SameSite=Strict; Path=/", access.cookie());
        return ([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response();
    }
    if access.admits(request.headers()) {
        next.run(request).await
    } else {
        StatusCode::FORBIDDEN.into_response()
    }
}
