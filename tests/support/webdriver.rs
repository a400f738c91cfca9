//! The real window, driven as a person drives it: WebKitWebDriver over the WebDriver protocol.
//!
//! Its pictures are taken from the screen: asked for one, the web view sometimes never answers.

use std::fs;
use std::path::Path;
use std::thread;

use manifold_test_support::free_port;
use serde_json::{Value, json};
use ureq::Agent;

use crate::support::desktop::{Desktop, Running};
use crate::support::screen::Frame;
use crate::support::{PATIENCE, until};

/// Under this key the protocol hands an element over.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The open window.
pub(crate) struct Window {
    agent: Agent,
    session: String,
    display: String,
    _driver: Running,
}

impl Window {
    /// Starts the program on this desktop and waits for its window.
    pub(crate) fn open(desktop: &Desktop, program: &Path) -> Self {
        let port = free_port();
        let mut driver = desktop.command("WebKitWebDriver");
        driver
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("MANIFOLD_DATA", desktop.path("data"));
        let driver = Running::start(&mut driver);
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(PATIENCE))
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
            display: desktop.display().to_owned(),
            _driver: driver,
        };
        let opened = window.post("", &capabilities);
        window.session.push('/');
        window.session.push_str(opened["sessionId"].as_str().unwrap());
        window
    }

    /// Waits until this XPath finds something.
    pub(crate) fn see(&self, xpath: &str) {
        until(&format!("there is {xpath}"), || self.find(xpath).ok());
    }

    /// Waits until this XPath finds nothing.
    pub(crate) fn see_no(&self, xpath: &str) {
        until(&format!("there is no {xpath}"), || self.find(xpath).err());
    }

    /// Clicks what this XPath finds first, as soon as it can be clicked.
    pub(crate) fn click(&self, xpath: &str) {
        self.act(xpath, "click", &json!({}));
    }

    /// Presses the button of this name.
    pub(crate) fn press(&self, name: &str) {
        self.click(&format!(
            "//button[not(@disabled) and (normalize-space()='{name}' or @aria-label='{name}')]"
        ));
    }

    /// Types into the text field with this label.
    pub(crate) fn write(&self, label: &str, text: &str) {
        let field = format!("//input[@id=//label[normalize-space()='{label}']/@for]");
        self.act(&field, "value", &json!({ "text": text }));
    }

    /// Pastes into the text field of this name, as the keyboard does it.
    pub(crate) fn paste(&self, name: &str) {
        let control_v = "\u{e009}v";
        self.act(
            &format!("//input[@aria-label='{name}']"),
            "value",
            &json!({ "text": control_v }),
        );
    }

    /// Tries again where the page drew the element anew between finding and touching it.
    fn act(&self, xpath: &str, action: &str, body: &Value) {
        until(&format!("{action} works on {xpath}"), || {
            let element = self.find(xpath).ok()?;
            self.try_post(&format!("/element/{element}/{action}"), body).ok()
        });
    }

    /// The driver's name of what this XPath finds first.
    fn find(&self, xpath: &str) -> Result<String, String> {
        let found = self.try_post("/element", &json!({ "using": "xpath", "value": xpath }))?;
        Ok(found[ELEMENT].as_str().unwrap_or_default().to_owned())
    }

    /// Runs a function body in the page and gives what it returns, or what its promise settles to.
    pub(crate) fn run(&self, script: &str) -> Value {
        self.post("/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Waits until the program has ended, after its window was asked to close.
    pub(crate) fn wait_for_end(self) {
        until("the program has ended", || {
            let answer = self.try_post("/execute/sync", &json!({ "script": "", "args": [] }));
            answer
                .err()
                .filter(|problem| problem.contains("invalid session id"))
        });
    }

    /// Takes a picture of the window, as PNG, and keeps it in Cargo's target folder under `tmp`.
    pub(crate) fn keep_picture(&self, name: &str) -> Vec<u8> {
        // What the page holds is on the screen two frames later.
        self.run(
            "return new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))",
        );
        let picture = until("the window stands still", || {
            Frame::look(&self.display)?.picture()
        });
        keep(name, &picture);
        picture
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
    /// Closes the window, and with it the program. Where the test failed, a picture stays.
    fn drop(&mut self) {
        if thread::panicking()
            && let Some(picture) = Frame::look(&self.display).and_then(|frame| frame.picture())
        {
            keep("failed.png", &picture);
        }
        // A window that is gone already cannot be closed, and needs not be.
        self.agent.delete(&self.session).call().ok();
    }
}

fn keep(name: &str, picture: &[u8]) {
    fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name), picture).unwrap();
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
