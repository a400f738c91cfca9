//! What happened, a line of JSON each. No token is ever among it, nor anything else of a request's headers, query or body.

use std::fmt;
use std::io::Write;
use std::sync::Arc;
use std::time::SystemTime;

use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Where lines go.
#[derive(Clone)]
pub struct Log(Arc<dyn Fn(&str) + Send + Sync>);

impl Log {
    /// To whoever takes lines, which have no line break.
    pub fn new(take: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self(Arc::new(take))
    }

    /// To standard error.
    pub fn to_standard_error() -> Self {
        // Nobody can be told that standard error is closed.
        Self::new(|line| writeln!(std::io::stderr(), "{line}").unwrap_or_default())
    }

    pub(crate) fn info(&self, event: &str, fields: Value) {
        self.line("info", event, fields);
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
        (self.0)(&line.to_string());
    }
}

impl fmt::Debug for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Log(…)")
    }
}
