//! Commands: from the window to the application and back.

use std::sync::Arc;

use manifold_app::{App, commands};
use serde_json::Value;
use tauri::Manager;
use tauri::ipc::{Invoke, InvokeBody, InvokeError, InvokeResponseBody};

/// Carries a command out and answers with its JSON text as it is.
///
/// Takes every command: which ones get here is what `capabilities/main.json` allows.
pub(crate) fn handle(invoke: Invoke) -> bool {
    let Invoke {
        message, resolver, ..
    } = invoke;
    let app = Arc::clone(&message.webview_ref().state::<Arc<App>>());
    let name = message.command().to_owned();
    let request = request(message.payload());
    resolver.respond_async_serialized(async move {
        match commands::dispatch(&app, &name, request).await {
            Ok(answer) => Ok(InvokeResponseBody::Json(answer)),
            Err(failure) => Err(InvokeError::from(failure)),
        }
    });
    true
}

/// The argument `request`; without one, null, which the application refuses by name.
fn request(payload: &InvokeBody) -> Value {
    match payload {
        InvokeBody::Json(arguments) => arguments["request"].clone(),
        InvokeBody::Raw(_) => Value::Null,
    }
}
