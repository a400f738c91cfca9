//! An application on a folder of its own, asked as a client asks: by command name and JSON.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use manifold_app::wire::error::Failure;
use manifold_app::{App, Host, commands};
use serde_json::{Value, json};

/// A host without a person: what would be chosen is set beforehand, links are written down.
#[derive(Default)]
pub struct SilentHost {
    pub picks: Mutex<Vec<PathBuf>>,
    pub links: Mutex<Vec<String>>,
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
}

/// An application, its host and its folder.
pub struct Client {
    pub app: Arc<App>,
    pub host: Arc<SilentHost>,
    pub folder: tempfile::TempDir,
}

impl Client {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let host = Arc::new(SilentHost::default());
        let app = App::new(Some(folder.path().to_owned()), Arc::clone(&host) as Arc<dyn Host>).unwrap();
        Self { app, host, folder }
    }

    /// Asks for a command's answer.
    pub fn ask(&self, command: &str, request: Value) -> Result<Value, Failure> {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let answer = runtime.block_on(commands::dispatch(&self.app, command, request))?;
        Ok(serde_json::from_str(&answer).unwrap())
    }

    /// The answer of a command that must not fail.
    pub fn get(&self, command: &str, request: Value) -> Value {
        self.ask(command, request)
            .unwrap_or_else(|failure| panic!("{command}: {failure:?}"))
    }

    /// Opens the sample repository.
    pub fn sample(&self) -> Repository<'_> {
        let opened = self.get("open_sample", json!({ "operation": "open" }));
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

    /// The row of the element of this name.
    pub fn row(&self, name: &str) -> Value {
        let page = self.get("releases", json!({}));
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
        let page = self.get("releases", json!({}));
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

    /// Plans an intent, publishes it, and answers the branch that was pushed.
    pub fn publish(&self, intent: Value) -> Value {
        let plan = self.plan(intent);
        let reply = self.get("publish", json!({ "plan": plan["id"], "operation": "publish" }));
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
