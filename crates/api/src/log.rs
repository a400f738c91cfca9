//! What happened, a line of JSON each. No token is ever among it, nor anything else of a request's headers, query or body.

use std::fmt;
use std::io::Write;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::SystemTime;

use manifold_app::Answered;
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Where lines go.
#[derive(Clone)]
pub struct Log {
    line: Arc<dyn Fn(&str) + Send + Sync>,
    answered: Option<Arc<dyn Fn(Answered) + Send + Sync>>,
}

impl Log {
    /// To whoever takes lines, which have no line break.
    pub fn new(take: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self {
            line: Arc::new(take),
            answered: None,
        }
    }

    /// To standard error.
    pub fn to_standard_error() -> Self {
        // Nobody can be told that standard error is closed.
        Self::new(|line| writeln!(std::io::stderr(), "{line}").unwrap_or_default())
    }

    /// The same, but that requests which were answered go to whoever takes them, and are no lines.
    #[must_use]
    pub fn with_answered(self, take: impl Fn(Answered) + Send + Sync + 'static) -> Self {
        Self {
            answered: Some(Arc::new(take)),
            ..self
        }
    }

    pub(crate) fn answered(&self, request: &str, peer: Option<IpAddr>, answered: Answered) {
        if let Some(take) = &self.answered {
            return take(answered);
        }
        let Answered {
            token,
            method,
            path,
            status,
            milliseconds,
            ..
        } = answered;
        self.line(
            "info",
            "request",
            json!({
                "request": request,
                "address": peer.map(|peer| peer.to_string()),
                "token": token,
                "method": method,
                "path": path,
                "status": status,
                "milliseconds": milliseconds,
            }),
        );
    }

    pub(crate) fn warn(&self, message: &str) {
        self.line("warning", "warning", json!({ "message": message }));
    }

    pub(crate) fn error(&self, request: &str, message: &str) {
        self.line(
            "error",
            "error",
            json!({ "request": request, "message": message }),
        );
    }

    fn line(&self, level: &str, event: &str, fields: Value) {
        let time = OffsetDateTime::from(SystemTime::now());
        let mut line = json!({
            "time": time.format(&Rfc3339).unwrap_or_default(),
            "level": level,
            "event": event,
        });
        if let (Some(line), Value::Object(fields)) = (line.as_object_mut(), fields) {
            line.extend(fields);
        }
        (self.line)(&line.to_string());
    }
}

impl fmt::Debug for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Log(…)")
    }
}
