//! From a request for a call to its answer.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequestParts, RawPathParams, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use manifold_app::tokens::{Scope, Token, Tokens};
use manifold_app::wire::operation::{CancelRequest, OperationId};
use manifold_app::wire::repositories::RepositoryId;
use manifold_app::{App, PushReply, PushRequest, SentBranch, now};
use serde_json::{Value, json};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout_at};

use crate::answer::{Answer, JSON, Refused, success};
use crate::asked::Asked;
use crate::calls::{Body as Takes, Call, Reading, Wish, Work};
use crate::front::{Caller, RequestId};
use crate::kept::{Answers, Text};
use crate::log::Log;
use crate::repeats::{Fingerprint, Known, Place, Repeats};
use crate::server::Limits;
use crate::wrong_tokens::WrongTokens;

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");

/// What every request shares.
pub(crate) struct Api {
    pub(crate) app: Arc<App>,
    pub(crate) repository: RepositoryId,
    pub(crate) tokens: Tokens,
    pub(crate) host_names: Vec<String>,
    pub(crate) limits: Limits,
    pub(crate) log: Log,
    pub(crate) at_once: Arc<Semaphore>,
    pub(crate) wrong_tokens: WrongTokens,
    pub(crate) answers: Answers,
    pub(crate) repeats: Repeats,
}

/// Who sent a request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub(crate) IpAddr);

/// Carries a call out.
pub(crate) async fn carry_out(api: Arc<Api>, call: &'static Call, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let token = match api.known(&parts).await {
        Ok(token) => token,
        Err(refused) => return refused.into_response(),
    };
    let caller = Caller(token.name.clone());
    let answer = if token.scopes.contains(&call.scope()) {
        api.answer(call, &token, &mut parts, body).await
    } else {
        Err(Refused::no_scope(call.scope()))
    };
    let mut response = answer.into_response();
    response.extensions_mut().insert(caller);
    response
}

impl Api {
    /// The token that a request shows. Whoever showed many wrong ones waits for the answer.
    async fn known(&self, parts: &Parts) -> Answer<Token> {
        let Some(shown) = bearer(&parts.headers) else {
            return Err(Refused::no_token(
                "This needs a token, in the header 'Authorization: Bearer …'.",
            ));
        };
        let found = self.tokens.find(shown, now()).map_err(|error| {
            self.log
                .error(RequestId::of(&parts.extensions), &error.to_string());
            Refused::internal()
        })?;
        if let Some(token) = found {
            return Ok(token);
        }
        if let Some(Peer(address)) = parts.extensions.get() {
            sleep(self.wrong_tokens.shown(*address, Instant::now())).await;
        }
        Err(Refused::no_token(
            "This token is unknown, revoked, or past its end.",
        ))
    }

    async fn answer(
        self: &Arc<Self>,
        call: &'static Call,
        token: &Token,
        parts: &mut Parts,
        body: Body,
    ) -> Answer<Response> {
        let permit = Arc::clone(&self.at_once)
            .try_acquire_owned()
            .map_err(|_| Refused::busy())?;
        let path = RawPathParams::from_request_parts(parts, &())
            .await
            .map_err(|_| Refused::bad("The path is not UTF-8 once its percent signs are decoded."))?;
        let asked = Asked::new(&path, parts.uri.query(), call.kind());
        let turn = Turn {
            permit,
            scope: call.scope(),
            request: RequestId::of(&parts.extensions).to_owned(),
            deadline: tokio::time::Instant::now() + self.limits.time,
        };
        match call.work {
            Work::Read(read) => {
                let question = parts
                    .uri
                    .path_and_query()
                    .map_or("", |uri| uri.as_str())
                    .to_owned();
                let read = move |api: &Self, operation| api.read(read, &asked, question, operation);
                let text = self.work(turn, read).await?;
                Ok(read_response(&text, &parts.headers))
            }
            Work::Write(wish) => {
                let bytes = self.body(body, &turn).await?;
                let key = parts.headers.get(&IDEMPOTENCY_KEY);
                let address = parts.uri.to_string();
                let place = key
                    .map(|key| {
                        let fingerprint = Fingerprint::new(call.id, &address, &bytes);
                        self.repeats.place(&token.id, key, fingerprint, Instant::now())
                    })
                    .transpose()?;
                let asked = match call.body {
                    Takes::None => asked,
                    _ => asked.with_body(&bytes)?,
                };
                let message = asked.text("commit_message")?.map(str::to_owned);
                self.write(turn, wish(&asked)?, message, place).await
            }
            Work::Test => self.work(turn, |api, operation| Ok(api.test(operation))).await,
        }
    }

    fn read(
        &self,
        read: fn(&Reading<'_>) -> Answer<Value>,
        asked: &Asked,
        question: String,
        operation: OperationId,
    ) -> Answer<Arc<Text>> {
        let snapshot = self.app.snapshot_now(&self.repository, operation)?;
        if let Some(known) = self.answers.get(snapshot.commit, &question) {
            return Ok(known);
        }
        let data = read(&Reading {
            app: &self.app,
            repository: &self.repository,
            snapshot: &snapshot,
            asked,
        })?;
        let text = Arc::new(Text::new(success(&data)));
        self.answers.keep(snapshot.commit, question, Arc::clone(&text));
        Ok(text)
    }

    /// Pushes what is wished; where its place says that it was done, that is answered. What the remote did not answer is kept in
    /// the place, also where nobody waits for it any longer.
    async fn write(
        self: &Arc<Self>,
        turn: Turn,
        wish: Wish,
        message: Option<String>,
        place: Option<Place>,
    ) -> Answer<Response> {
        let mut held = match place {
            None => None,
            Some(place) => Some(
                timeout_at(turn.deadline, place.lock_owned())
                    .await
                    .map_err(|_| Refused::slow(turn.scope, self.limits.time))?,
            ),
        };
        let push = move |api: &Self, operation| {
            let known = held.as_deref().cloned().unwrap_or_default();
            let unanswered = match known {
                Known::Done(text) => return Ok(replayed(text)),
                Known::Unanswered(sent) => Some(sent),
                Known::NotDone => None,
            };
            let request = PushRequest {
                repository: api.repository.clone(),
                message,
                unanswered,
                operation,
            };
            let mut know = |known| {
                if let Some(held) = held.as_deref_mut() {
                    *held = known;
                }
            };
            match api.app.push_at_once(request, wish)? {
                PushReply::Refused { refusals } => Err(refusals.into()),
                PushReply::Unanswered { sent, failure } => {
                    know(Known::Unanswered(sent));
                    Err(Refused::unanswered(failure))
                }
                PushReply::Pushed(sent) => {
                    let text = pushed_text(sent);
                    know(Known::Done(text.clone()));
                    Ok(json_response(text))
                }
                PushReply::Arrived(sent) => {
                    let text = pushed_text(sent);
                    know(Known::Done(text.clone()));
                    Ok(replayed(text))
                }
            }
        };
        self.work(turn, push).await
    }

    fn test(&self, operation: OperationId) -> Response {
        let data = match self.app.look(&self.repository, operation) {
            Ok(()) => json!({ "success": true }),
            Err(failure) => json!({ "success": false, "message": Refused::from(failure).message() }),
        };
        json_response(success(&data))
    }

    /// Does what blocks on a thread that may. In the end it is told to stop, and its place among those under way stays taken
    /// until it has.
    async fn work<T: Send + 'static>(
        self: &Arc<Self>,
        turn: Turn,
        work: impl FnOnce(&Self, OperationId) -> Answer<T> + Send + 'static,
    ) -> Answer<T> {
        let operation = OperationId(format!("{:016x}", rand::random::<u64>()));
        let (api, id) = (Arc::clone(self), operation.clone());
        let Turn {
            permit,
            scope,
            request,
            deadline,
        } = turn;
        let work = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            work(&api, id)
        });
        match timeout_at(deadline, work).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => {
                self.log.error(&request, &error.to_string());
                Err(Refused::internal())
            }
            Err(_) => {
                let cancelled = self.app.cancel(CancelRequest { operation });
                if let Err(failure) = cancelled {
                    self.log.error(&request, &failure.message);
                }
                Err(Refused::slow(scope, self.limits.time))
            }
        }
    }

    /// The whole body, where it is no larger than it may be and comes in time.
    async fn body(&self, body: Body, turn: &Turn) -> Answer<Vec<u8>> {
        let mut stream = body.into_data_stream();
        let mut bytes = Vec::new();
        loop {
            let next = timeout_at(turn.deadline, stream.next())
                .await
                .map_err(|_| Refused::slow_body(self.limits.time))?;
            match next {
                None => return Ok(bytes),
                Some(Ok(chunk)) if bytes.len() + chunk.len() <= self.limits.body => bytes.extend(chunk),
                Some(Ok(_)) => return Err(Refused::too_large(self.limits.body)),
                Some(Err(_)) => return Err(Refused::bad("The body ended before its end.")),
            }
        }
    }
}

/// A request's place among those under way.
struct Turn {
    permit: OwnedSemaphorePermit,
    scope: Scope,
    request: String,
    deadline: tokio::time::Instant,
}

/// The token in the header, whose scheme is written in any case (RFC 9110).
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers
        .get(header::AUTHORIZATION)?
        .to_str()
        .ok()?
        .split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn read_response(text: &Text, asked: &HeaderMap) -> Response {
    let headers = [
        (header::ETAG, text.tag.clone()),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-cache"),
        ),
    ];
    let known = asked.get(header::IF_NONE_MATCH);
    if known.is_some_and(|known| text.is_known_by(known)) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (headers, json_response(text.bytes.clone())).into_response()
}

/// The answer to a write whose branch the remote has.
fn pushed_text(sent: SentBranch) -> Bytes {
    let data = json!({
        "commit_sha": sent.commit.to_string(),
        "branch_name": sent.branch,
        "url": sent.pull_request_url.unwrap_or_default(),
    });
    success(&data).into()
}

/// The answer to a write that an earlier request with its key did.
fn replayed(text: Bytes) -> Response {
    (
        [(REPLAYED, HeaderValue::from_static("true"))],
        json_response(text),
    )
        .into_response()
}

fn json_response(text: impl Into<Body>) -> Response {
    ([(header::CONTENT_TYPE, JSON)], text.into()).into_response()
}
