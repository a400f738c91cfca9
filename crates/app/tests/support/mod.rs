//! An application on a folder of its own, asked as a client asks: by command name and JSON.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a module of every test file, each of which uses a part of it; what goes wrong here fails the test"
)]

pub mod api;
pub mod shop;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use manifold_app::wire::error::Failure;
use manifold_app::wire::operation::{CancelRequest, OperationId};
use manifold_app::{ApiServer, App, Host, commands};
use serde_json::{Value, json};
use tempfile::TempDir;

use api::SilentServer;

/// A host without a person: what would be chosen is set beforehand, links are written down.
#[derive(Default)]
pub struct SilentHost {
    pub picks: Mutex<Vec<PathBuf>>,
    pub links: Mutex<Vec<String>>,
    pub api: SilentServer,
}

impl Host for SilentHost {
    fn pick_folder(&self) -> Option<PathBuf> {
        self.picks.lock().unwrap().pop()
    }

    fn pick_file(&self) -> Option<PathBuf> {
        self.picks.lock().unwrap().pop()
    }

    fn pick_save_path(&self, _: &str) -> Option<PathBuf> {
        self.picks.lock().unwrap().pop()
    }

    fn open_link(&self, url: &str) -> Result<(), String> {
        self.links.lock().unwrap().push(url.to_owned());
        Ok(())
    }

    fn api_server(&self) -> Option<&dyn ApiServer> {
        Some(&self.api)
    }
}

/// An application, its host and its folder.
pub struct Client {
    pub app: Arc<App>,
    pub host: Arc<SilentHost>,
    pub folder: Arc<TempDir>,
    /// The commands that were asked.
    pub asked: Mutex<BTreeSet<String>>,
}

impl Client {
    pub fn new() -> Self {
        Self::on(Arc::new(tempfile::tempdir().unwrap()))
    }

    /// An application on a folder that another may have used.
    pub fn on(folder: Arc<TempDir>) -> Self {
        let host = Arc::new(SilentHost::default());
        let app = App::new(Some(folder.path().to_owned()), Arc::clone(&host) as Arc<dyn Host>).unwrap();
        Self {
            app,
            host,
            folder,
            asked: Mutex::default(),
        }
    }

    /// The application, started again on the same folder.
    pub fn restarted(&self) -> Self {
        Self::on(Arc::clone(&self.folder))
    }

    /// Asks for a command's answer.
    pub fn ask(&self, command: &str, request: Value) -> Result<Value, Failure> {
        self.asked.lock().unwrap().insert(command.to_owned());
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let answer = runtime.block_on(commands::dispatch(&self.app, command, request))?;
        Ok(serde_json::from_str(&answer).unwrap())
    }

    /// The answer of a command that must not fail.
    pub fn get(&self, command: &str, request: Value) -> Value {
        self.ask(command, request)
            .unwrap_or_else(|failure| panic!("{command}: {failure:?}"))
    }

    /// Cancels an operation as soon as it is time, while this thread does something else.
    pub fn cancel_when(
        &self,
        operation: &'static str,
        is_time: impl Fn() -> bool + Send + 'static,
    ) -> JoinHandle<()> {
        let app = Arc::clone(&self.app);
        thread::spawn(move || {
            while !is_time() {
                thread::sleep(Duration::from_millis(10));
            }
            let request = CancelRequest {
                operation: OperationId(operation.to_owned()),
            };
            app.cancel(request).unwrap();
        })
    }

    /// Opens the sample repository.
    pub fn sample(&self) -> Repository<'_> {
        self.repository(&self.get("open_sample", json!({ "operation": "open" })))
    }

    /// Opens a folder that must open.
    pub fn open(&self, folder: &Path) -> Repository<'_> {
        let opened = self
            .try_open(folder)
            .unwrap_or_else(|failure| panic!("{failure:?}"));
        self.repository(&opened)
    }

    /// Opens a folder as one who commits with a name, whatever Git's configuration here says.
    pub fn open_signed(&self, folder: &Path) -> Repository<'_> {
        let repository = self.open(folder);
        repository.set(&json!({ "committerName": "Sample admin", "committerEmail": "admin@example.com" }));
        repository
    }

    /// Opens a folder.
    pub fn try_open(&self, folder: &Path) -> Result<Value, Failure> {
        self.ask("open_folder", json!({ "folder": folder, "operation": "open" }))
    }

    /// Opens a repository that this machine knows.
    pub fn reopen(&self, id: &str) -> Repository<'_> {
        self.repository(&self.get(
            "open_repository",
            json!({ "repository": id, "operation": "open" }),
        ))
    }

    /// Connects an address.
    pub fn connect(&self, address: &str) -> Result<Value, Failure> {
        self.ask("connect", json!({ "address": address, "operation": "open" }))
    }

    /// The repository that an answer says is open.
    pub fn repository(&self, opened: &Value) -> Repository<'_> {
        Repository {
            client: self,
            id: opened["repository"].as_str().unwrap().to_owned(),
        }
    }
}

/// A repository that is open in an application.
pub struct Repository<'a> {
    pub client: &'a Client,
    pub id: String,
}

impl Repository<'_> {
    /// Asks for a command's answer, about this repository.
    pub fn ask(&self, command: &str, mut request: Value) -> Result<Value, Failure> {
        request["repository"] = json!(self.id);
        self.client.ask(command, request)
    }

    /// The answer of a command that must not fail.
    pub fn get(&self, command: &str, request: Value) -> Value {
        self.ask(command, request)
            .unwrap_or_else(|failure| panic!("{command}: {failure:?}"))
    }

    /// The failure of a command that must fail.
    pub fn fails(&self, command: &str, request: Value) -> Failure {
        match self.ask(command, request) {
            Ok(answer) => panic!("{command} did not fail: {answer}"),
            Err(failure) => failure,
        }
    }

    /// The Releases page.
    pub fn releases(&self) -> Value {
        self.get("releases", json!({}))
    }

    /// Fetches.
    pub fn fetch(&self) -> Value {
        self.get("fetch", json!({ "operation": "fetch" }))
    }

    /// Where the mirror is.
    pub fn mirror(&self) -> PathBuf {
        let repositories = self.client.folder.path().join("repositories");
        repositories.join(&self.id).join("mirror.git")
    }

    /// The connection with these fields changed, as `save_connection` takes it.
    pub fn connection_with(&self, fields: &Value) -> Value {
        let mut connection = self.get("source_control", json!({}))["connection"].clone();
        for (name, value) in fields.as_object().unwrap() {
            connection[name] = value.clone();
        }
        connection
    }

    /// Changes fields of the connection.
    pub fn set(&self, fields: &Value) {
        let request = json!({ "connection": self.connection_with(fields) });
        assert_eq!(self.get("save_connection", request)["refused"], json!([]));
    }

    /// The row of the element of this name.
    pub fn row(&self, name: &str) -> Value {
        let page = self.releases();
        page["rows"]
            .as_array()
            .unwrap()
            .iter()
            .find(|row| row["name"] == name)
            .expect("a row of this name")
            .clone()
    }

    /// What a manifest says of the element of this name.
    pub fn cell(&self, name: &str, manifest: &str) -> Value {
        let page = self.releases();
        let columns = page["columns"].as_array().unwrap();
        let column = columns
            .iter()
            .position(|column| column["manifest"] == manifest)
            .expect("a column of this name");
        let rows = page["rows"].as_array().unwrap();
        let row = rows
            .iter()
            .find(|row| row["name"] == name)
            .expect("a row of this name");
        row["cells"][column].clone()
    }

    /// Plans an intent that must not be refused.
    pub fn plan(&self, intent: Value) -> Value {
        let reply = self.get("plan", json!({ "intent": intent }));
        assert_eq!(reply["kind"], "planned", "{reply}");
        reply["plan"].clone()
    }

    /// Why an intent is refused, which it must be.
    pub fn refusals(&self, intent: Value) -> Vec<Value> {
        let reply = self.get("plan", json!({ "intent": intent }));
        assert_eq!(reply["kind"], "refused", "{reply}");
        reply["refusals"].as_array().unwrap().clone()
    }

    /// The code of the one reason why an intent is refused.
    pub fn refusal(&self, intent: Value) -> Value {
        let refusals = self.refusals(intent);
        assert_eq!(refusals.len(), 1, "{refusals:?}");
        refusals[0].clone()
    }

    /// Publishes a plan that was shown, whatever becomes of it.
    pub fn try_publish(&self, plan: &Value) -> Value {
        self.get("publish", json!({ "plan": plan["id"], "operation": "publish" }))
    }

    /// Plans an intent, publishes it, and answers the branch that was pushed.
    pub fn publish(&self, intent: Value) -> Value {
        let reply = self.try_publish(&self.plan(intent));
        assert_eq!(reply["kind"], "pushed", "{reply}");
        reply["pushed"].clone()
    }

    /// Merges a branch that was pushed.
    pub fn merge(&self, pushed: &Value) -> Value {
        let preview = self.get("merge_preview", json!({ "branch": pushed["branch"] }));
        assert_eq!(preview["kind"], "ready", "{preview}");
        let (source, target) = (&preview["source"], &preview["target"]);
        let request =
            json!({ "branch": pushed["branch"], "source": source, "target": target, "operation": "merge" });
        self.get("merge", request)
    }
}
