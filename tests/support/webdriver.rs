//! The real window, driven as a person drives it: WebKitWebDriver over the WebDriver protocol.
//!
//! Directly, since through tauri-driver a screenshot never comes.

use std::net::TcpListener;
use std::path::Path;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::{Value, json};
use ureq::Agent;

use crate::support::desktop::{Desktop, Running};
use crate::support::until;

/// Under this key the protocol hands an element over.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The open window.
pub(crate) struct Window {
    agent: Agent,
    session: String,
    _driver: Running,
}

/// Something in the window.
pub(crate) struct Element<'a> {
    window: &'a Window,
    id: String,
}

impl Window {
    /// Starts the program on this desktop and waits for its window.
    pub(crate) fn open(desktop: &Desktop, program: &Path) -> Self {
        let port = TcpListener::bind(("127.0.0.1", 0))
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let mut driver = desktop.command("WebKitWebDriver");
        driver
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("MANIFOLD_DATA", desktop.path("data"));
        let driver = Running::start(&mut driver);
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .build()
            .new_agent();
        let address = format!("http://127.0.0.1:{port}");
        until("WebKitWebDriver answers", || {
            agent.get(format!("{address}/status")).call().ok()
        });

        let capabilities = json!({ "capabilities": { "alwaysMatch": {
            "webkitgtk:browserOptions": { "binary": program, "args": [] },
        }}});
        let mut window = Self {
            agent,
            session: format!("{address}/session"),
            _driver: driver,
        };
        let opened = window.post("", &capabilities);
        window.session.push('/');
        window.session.push_str(opened["sessionId"].as_str().unwrap());
        window
    }

    /// The first element that this XPath finds; waits for it.
    pub(crate) fn find(&self, xpath: &str) -> Element<'_> {
        let search = json!({ "using": "xpath", "value": xpath });
        until(&format!("there is {xpath}"), || {
            let found = self.try_post("/element", &search).ok()?;
            Some(Element {
                window: self,
                id: found[ELEMENT].as_str()?.to_owned(),
            })
        })
    }

    /// The button that says this; waits for it.
    pub(crate) fn button(&self, name: &str) -> Element<'_> {
        self.find(&format!(
            "//button[normalize-space()='{name}' or @aria-label='{name}']"
        ))
    }

    /// Runs a function body in the page and gives what it returns, or what its promise settles to.
    pub(crate) fn run(&self, script: &str) -> Value {
        self.post("/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// A picture of the window, as PNG.
    pub(crate) fn picture(&self) -> Vec<u8> {
        let answer = self.agent.get(format!("{}/screenshot", self.session)).call();
        let value = value(answer).unwrap();
        BASE64_STANDARD.decode(value.as_str().unwrap()).unwrap()
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        self.try_post(path, body)
            .unwrap_or_else(|problem| panic!("{path}: {problem}"))
    }

    fn try_post(&self, path: &str, body: &Value) -> Result<Value, String> {
        value(self.agent.post(format!("{}{path}", self.session)).send_json(body))
    }
}

impl Drop for Window {
    /// Closes the window, and with it the program.
    fn drop(&mut self) {
        // A window that is gone already cannot be closed, and needs not be.
        self.agent.delete(&self.session).call().ok();
    }
}

impl Element<'_> {
    pub(crate) fn click(&self) {
        self.post("click", &json!({}));
    }

    fn post(&self, action: &str, body: &Value) {
        self.window.post(&format!("/element/{}/{action}", self.id), body);
    }
}

/// What an answer of the driver holds, or the problem that it names.
fn value(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Value, String> {
    let mut answer = answer.map_err(|error| error.to_string())?;
    let mut body: Value = answer.body_mut().read_json().map_err(|error| error.to_string())?;
    let value = body["value"].take();
    if answer.status().is_success() {
        Ok(value)
    } else {
        Err(value.to_string())
    }
}
