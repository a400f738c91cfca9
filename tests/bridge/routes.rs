//! What is answered at which path.

use std::path::PathBuf;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::sse::{Event as Sent, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router, middleware};
use futures_util::stream::{self, Stream};
use manifold_app::{App, commands, next_event};
use serde_json::Value;

use crate::access::{self, Access};
use crate::assets::Assets;
use crate::person::Person;

/// Everything: the window, its commands and events, and what a test asks and tells.
pub(crate) fn router(app: Arc<App>, person: Arc<Person>, assets: Assets, access: Access) -> Router {
    let window = Router::new()
        .route("/ipc/{command}", post(carry_out))
        .route("/events", get(events))
        .with_state(app);
    let test = Router::new()
        .route("/test/picks", post(set_picks))
        .route("/test/links", get(opened_links))
        .with_state(person);
    window
        .merge(test)
        .fallback(get(asset).with_state(Arc::new(assets)))
        .layer(middleware::from_fn_with_state(access, access::check))
}

/// 200 and the answer, or 422 and the failure.
async fn carry_out(
    State(app): State<Arc<App>>,
    Path(command): Path<String>,
    Json(request): Json<Value>,
) -> Response {
    match commands::dispatch(&app, &command, request).await {
        Ok(answer) => ([(header::CONTENT_TYPE, "application/json")], answer).into_response(),
        Err(failure) => (StatusCode::UNPROCESSABLE_ENTITY, Json(failure)).into_response(),
    }
}

async fn events(State(app): State<Arc<App>>) -> Sse<impl Stream<Item = Result<Sent, axum::Error>>> {
    let stream = stream::unfold(app.events(), |mut events| async {
        let event = next_event(&mut events).await?;
        Some((Sent::default().json_data(event), events))
    });
    Sse::new(stream)
}

async fn set_picks(State(person): State<Arc<Person>>, Json(picks): Json<Vec<Option<PathBuf>>>) {
    person.will_pick(picks);
}

async fn opened_links(State(person): State<Arc<Person>>) -> Json<Vec<String>> {
    Json(person.opened_links())
}

async fn asset(State(assets): State<Arc<Assets>>, uri: Uri) -> Response {
    assets.answer(uri.path())
}
