//! A server on a loopback address, and a client that sends exactly what it is told.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use manifold_api::tokens::{NewToken, Scope, create};
use manifold_api::{Config, FromWindow, Limits, Log};
use manifold_app::wire::operation::OperationId;
use manifold_app::{ApiServer, App, Environment, Host, OpenUnlistedRequest};
use manifold_domain::object::Timestamp;
use manifold_test_support::Sandbox;
use serde_json::{Value, json};
use tempfile::TempDir;

/// The token with every scope that each server is given.
pub(crate) const TOKEN: &str = "the-token-of-the-tests";

/// A host without a person.
pub(crate) struct Nobody;

impl Host for Nobody {
    fn pick_folder(&self) -> Option<PathBuf> {
        None
    }

    fn pick_file(&self) -> Option<PathBuf> {
        None
    }

    fn pick_save_path(&self, _: &str) -> Option<PathBuf> {
        None
    }

    fn open_link(&self, _: &str) -> Result<(), String> {
        Ok(())
    }

    fn api_server(&self) -> Option<&dyn ApiServer> {
        Some(&FromWindow)
    }
}

/// A server that runs until it is dropped.
pub(crate) struct Server {
    pub(crate) sandbox: Sandbox,
    pub(crate) address: SocketAddr,
    pub(crate) token_file: PathBuf,
    lines: Arc<Mutex<Vec<String>>>,
    running: Option<manifold_api::Server>,
    _data: TempDir,
}

impl Server {
    /// A server of a sandbox's remote.
    pub(crate) fn of(sandbox: Sandbox) -> Self {
        Self::with(sandbox, Limits::default())
    }

    /// The same with other limits.
    pub(crate) fn with(sandbox: Sandbox, limits: Limits) -> Self {
        let address = sandbox.remote().display().to_string();
        Self::at(&address, sandbox, limits)
    }

    /// A server of the repository at an address, which is a sandbox's remote.
    pub(crate) fn at(repository: &str, sandbox: Sandbox, limits: Limits) -> Self {
        let data = tempfile::tempdir().unwrap();
        let app = App::new(Some(data.path().to_owned()), Arc::new(Nobody)).unwrap();
        let mut environment = Environment::default();
        environment.committer_name = Some("Sample builder".to_owned());
        environment.committer_email = Some("builder@example.com".to_owned());
        let opened = app
            .open_unlisted(OpenUnlistedRequest {
                repository: repository.to_owned(),
                environment,
                operation: OperationId("open".to_owned()),
            })
            .unwrap();
        let lines = Arc::new(Mutex::new(Vec::new()));
        let written = Arc::clone(&lines);
        let token_file = app.token_file();
        let config = Config {
            repository: opened.repository,
            listen: (Ipv4Addr::LOCALHOST, 0).into(),
            host_names: Vec::new(),
            token_file: token_file.clone(),
            token: Some(TOKEN.to_owned()),
            limits,
            log: Log::new(move |line| written.lock().unwrap().push(line.to_owned())),
            app,
        };
        let running = manifold_api::Server::start(config).unwrap();
        Self {
            sandbox,
            address: running.address(),
            token_file,
            lines,
            running: Some(running),
            _data: data,
        }
    }

    /// Tells the server to stop, and waits until it has.
    pub(crate) fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            running.stop();
        }
    }

    /// What it wrote about what happened, a line each.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.lines.lock().unwrap().clone()
    }

    /// A new token with these scopes.
    pub(crate) fn token(&self, name: &str, scopes: &[Scope]) -> String {
        let new = NewToken {
            name: name.to_owned(),
            scopes: scopes.to_vec(),
            expires: None,
        };
        let (_, secret) = create(&self.token_file, new, Timestamp(1)).unwrap();
        secret.expose().to_owned()
    }

    /// The answer to a request with these headers beside those that every request has.
    pub(crate) fn ask_with(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Reply {
        let has = |name: &str| headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name));
        let (host, authorization) = (self.address.to_string(), format!("Bearer {TOKEN}"));
        let length = body.len().to_string();
        let usual = [
            ("Connection", "close"),
            ("Host", host.as_str()),
            ("Authorization", &authorization),
            ("Content-Length", &length),
        ];
        let usual = usual.into_iter().filter(|(name, _)| {
            let is_chunked = *name == "Content-Length" && has("Transfer-Encoding");
            !has(name) && !is_chunked
        });
        let lines = headers.iter().copied().chain(usual);
        let lines: Vec<String> = lines
            .map(|(name, value)| format!("{name}: {value}\r\n"))
            .collect();
        let request = format!("{method} {path} HTTP/1.1\r\n{}", lines.concat());
        self.send(format!("{request}\r\n{body}").as_bytes())
    }

    /// The answer to a request.
    pub(crate) fn ask(&self, method: &str, path: &str, body: &str) -> Reply {
        self.ask_with(method, path, &[], body)
    }

    /// The answer to these bytes.
    pub(crate) fn send(&self, bytes: &[u8]) -> Reply {
        let mut stream = TcpStream::connect(self.address).unwrap();
        // A server that has answered need not read on.
        stream.write_all(bytes).ok();
        Reply::read(&mut stream)
    }

    /// The data of a read that must work.
    pub(crate) fn get(&self, path: &str) -> Value {
        let reply = self.ask("GET", &format!("/api/v2/source_control/{path}"), "");
        reply.data()
    }

    /// What a write that must work pushed.
    pub(crate) fn write(&self, method: &str, path: &str, body: &Value) -> Pushed {
        let reply = self.ask(
            method,
            &format!("/api/v2/source_control/{path}"),
            &body.to_string(),
        );
        Pushed::of(&reply)
    }

    /// What `git` says in the remote.
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        self.sandbox.git(&self.sandbox.remote(), arguments)
    }

    /// The remote's branches, without the default one.
    pub(crate) fn branches(&self) -> Vec<String> {
        let all = self.git(&["for-each-ref", "--format=%(refname:short)", "refs/heads"]);
        all.lines()
            .filter(|name| *name != "main")
            .map(str::to_owned)
            .collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A test that failed has said why.
        if !std::thread::panicking() {
            self.stop();
        }
    }
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) text: String,
}

impl Reply {
    /// Reads an answer until its connection ends.
    pub(crate) fn read(stream: &mut TcpStream) -> Self {
        let mut bytes = Vec::new();
        let mut chunk = [0; 8192];
        while let Ok(count @ 1..) = stream.read(&mut chunk) {
            bytes.extend(&chunk[..count]);
        }
        let text = String::from_utf8(bytes).unwrap();
        let (head, text) = text.split_once("\r\n\r\n").expect("an answer");
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let header = |line: &str| {
            let (name, value) = line.split_once(": ").unwrap();
            (name.to_ascii_lowercase(), value.to_owned())
        };
        Self {
            status,
            headers: lines.map(header).collect(),
            text: text.to_owned(),
        }
    }

    /// A header; nothing where it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// The body.
    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.header("content-type"), "application/json", "{self:?}");
        serde_json::from_str(&self.text).unwrap()
    }

    /// The data of an answer that must be one.
    pub(crate) fn data(&self) -> Value {
        assert_eq!(self.status, 200, "{self:?}");
        let body = self.json();
        assert_eq!(body["success"], true, "{body}");
        assert_eq!(body.as_object().unwrap().len(), 2, "{body}");
        body["data"].clone()
    }

    /// The message of a refusal with this status, in the shape that all have.
    pub(crate) fn refusal(&self, status: u16) -> String {
        assert_eq!(self.status, status, "{self:?}");
        let body = self.json();
        let message = body["message"].as_str().unwrap().to_owned();
        assert_eq!(body, json!({ "success": false, "message": message }));
        assert!(message.ends_with('.'), "{message}");
        message
    }
}

/// What a write pushed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Pushed {
    pub(crate) commit: String,
    pub(crate) branch: String,
    pub(crate) url: String,
}

impl Pushed {
    pub(crate) fn of(reply: &Reply) -> Self {
        let data = reply.data();
        let text = |field: &str| data[field].as_str().unwrap().to_owned();
        assert_eq!(data.as_object().unwrap().len(), 3, "{data}");
        Self {
            commit: text("commit_sha"),
            branch: text("branch_name"),
            url: text("url"),
        }
    }
}
