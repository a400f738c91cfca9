//! What is answered at which path: the table of calls, what describes it, and whether the server is well.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::routing::{MethodFilter, MethodRouter, get, on};
use axum::{Router, middleware};
use manifold_app::DOCS;

use crate::answer::{JSON, Refused};
use crate::calls::{BASE, CALLS, Call};
use crate::carry_out::{Api, carry_out};
use crate::{docs, front, openapi};

/// Where the description is.
pub(crate) const DOCUMENT: &str = "/api/v2/openapi.json";

/// All that is answered.
pub(crate) fn router(api: Arc<Api>) -> Router {
    let document = openapi::document().to_string();
    let page = docs::page();
    let mut router = Router::new()
        .route(
            "/healthz",
            get(async || ([(header::CONTENT_TYPE, JSON)], r#"{"status":"ok"}"#)),
        )
        .route(DOCUMENT, fixed("application/json", document))
        .route(DOCS, fixed("text/html; charset=utf-8", page))
        .route(docs::STYLE_PATH, fixed("text/css; charset=utf-8", docs::STYLE));
    for call in CALLS {
        router = router.route(&format!("{BASE}{}", call.path), route(call, &api));
    }
    router
        .fallback(async || Refused::no_path())
        .method_not_allowed_fallback(async || Refused::other_method())
        .layer(middleware::from_fn_with_state(api, front::pass))
}

fn route(call: &'static Call, api: &Arc<Api>) -> MethodRouter {
    let filter = match call.method {
        "get" => MethodFilter::GET,
        "put" => MethodFilter::PUT,
        _ => MethodFilter::POST,
    };
    let api = Arc::clone(api);
    on(filter, move |request: Request| carry_out(api, call, request))
}

/// Always the same answer, to be shown by a browser without letting it do anything.
fn fixed(media_type: &'static str, text: impl Into<Bytes>) -> MethodRouter {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(docs::POLICY),
        ),
    ];
    let text = text.into();
    get(async move || (headers.clone(), text.clone()))
}
