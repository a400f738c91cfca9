//! `manifold serve` and the tokens that it lets in.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use manifold_test_support::http::{GitHost, Rules};
use manifold_test_support::{Sandbox, listen_after};
use serde_json::Value;

use crate::support::{answered, complaint, data, printed, program_in, shop};

const LOOPBACK: [&str; 2] = ["--listen", "127.0.0.1:0"];

/// What a server answers to a GET request, head and body.
fn get(address: &str, path: &str, token: &str) -> String {
    let host = address.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// A server that goes on until it is ended.
struct Serving {
    program: Child,
    output: BufReader<ChildStdout>,
    address: String,
}

impl Serving {
    /// Starts one with these arguments, and reads where it listens.
    fn start(sandbox: &Sandbox, arguments: &[&str], token: Option<&str>) -> Self {
        let mut program = program_in(sandbox, &sandbox.work());
        program
            .arg("serve")
            .args(arguments)
            .envs(token.map(|token| ("MANIFOLD_API_TOKEN", token)))
            .stdout(Stdio::piped())
            .stderr(File::create(sandbox.path("log")).unwrap());
        let mut program = program.spawn().unwrap();
        let mut output = BufReader::new(program.stdout.take().unwrap());
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        let ready: Value = serde_json::from_str(&line).unwrap();
        let address = ready["listening"].as_str().unwrap().to_owned();
        Self {
            program,
            output,
            address,
        }
    }

    /// The status line of the answer about a manifest.
    fn status(&self, token: &str) -> String {
        let answer = get(&self.address, "/api/v2/source_control/manifests/prod", token);
        answer.lines().next().unwrap().to_owned()
    }

    /// Asks it to end: its exit code, and what it printed after its first line.
    fn end(mut self) -> (Option<i32>, String) {
        let id = self.program.id().to_string();
        assert!(Command::new("kill").arg(id).status().unwrap().success());
        let mut rest = String::new();
        self.output.read_to_string(&mut rest).unwrap();
        (self.program.wait().unwrap().code(), rest)
    }
}

#[test]
fn a_server_says_where_it_listens_lets_tokens_in_and_ends_in_good_order() {
    let sandbox = shop();
    let read = [
        "token",
        "create",
        "--name",
        "pipeline",
        "--scope",
        "releases:read",
    ];
    let token = answered(&sandbox, &read, 0)["token"].as_str().unwrap().to_owned();
    let server = Serving::start(&sandbox, &LOOPBACK, None);
    let manifest = get(&server.address, "/api/v2/source_control/manifests/prod", &token);
    assert!(manifest.starts_with("HTTP/1.1 200 "), "{manifest}");
    assert!(manifest.contains(r#""name":"prod""#), "{manifest}");
    printed(&sandbox, &["token", "revoke", "pipeline"], 0);
    assert_eq!(server.status(&token), "HTTP/1.1 401 Unauthorized");
    assert_eq!(server.end(), (Some(0), String::new()));

    let log = std::fs::read_to_string(sandbox.path("log")).unwrap();
    let lines: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let statuses: Vec<&Value> = lines
        .iter()
        .filter(|line| line["event"] == "request")
        .map(|line| &line["status"])
        .collect();
    assert_eq!(statuses, [200, 401]);
    assert!(!log.contains(&token), "{log}");
}

#[test]
fn a_server_takes_tokens_from_the_file_that_is_named_and_one_from_its_environment() {
    let sandbox = shop();
    let file = sandbox.path("tokens.json").display().to_string();
    let named = ["--token-file", &file];
    let create = ["token", "create", "--name", "ci", "--scope", "releases:read"];
    let token = answered(&sandbox, &[&create, &named[..]].concat(), 0)["token"].clone();
    let server = Serving::start(
        &sandbox,
        &[&LOOPBACK, &named[..]].concat(),
        Some("of-the-environment"),
    );
    for (token, status) in [
        (token.as_str().unwrap(), "HTTP/1.1 200 OK"),
        ("of-the-environment", "HTTP/1.1 200 OK"),
        ("another", "HTTP/1.1 401 Unauthorized"),
    ] {
        assert_eq!(server.status(token), status, "{token}");
    }
    assert_eq!(server.end().0, Some(0));
    assert!(printed(&sandbox, &["token", "list"], 0).contains("There is no token."));
}

#[test]
fn a_server_that_others_can_reach_warns_of_it() {
    let sandbox = shop();
    let server = Serving::start(&sandbox, &["--listen", "0.0.0.0:0"], Some("one"));
    assert_eq!(server.end().0, Some(0));
    let log = std::fs::read_to_string(sandbox.path("log")).unwrap();
    assert!(log.contains("Other computers can reach 0.0.0.0:"), "{log}");
}

#[test]
fn a_token_is_told_once_listed_without_it_and_revoked_by_name_or_id() {
    let sandbox = shop();
    let both = [
        "token",
        "create",
        "--name",
        "ci",
        "--scope",
        "releases:read,releases:write",
        "--expires",
        "90d",
    ];
    let made = answered(&sandbox, &both, 0);
    let secret = made["token"].as_str().unwrap();
    let listed = printed(&sandbox, &["token", "list"], 0);
    assert!(
        listed.contains("ci") && listed.contains("releases:read, releases:write"),
        "{listed}"
    );
    assert!(!listed.contains(secret));
    let file = std::fs::read_to_string(data(&sandbox).join("api-tokens.json")).unwrap();
    assert!(!file.contains(secret), "{file}");

    assert!(complaint(&sandbox, &both, 1).contains("already a token named ci"));
    assert_eq!(answered(&sandbox, &both, 1)["refused"][0]["code"], "nameTaken");
    printed(&sandbox, &["token", "revoke", made["id"].as_str().unwrap()], 0);
    assert!(printed(&sandbox, &["token", "list"], 0).contains("There is no token."));
    printed(&sandbox, &["token", "revoke", "ci"], 1);
}

#[test]
fn a_token_ends_while_its_end_can_be_written() {
    let sandbox = shop();
    let create = ["token", "create", "--scope", "releases:read"];
    let far = [&create[..], &["--name", "far", "--expires", "2900000d"]].concat();
    let end = answered(&sandbox, &far, 0)["expires"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!((end.len(), &end[..1]), ("9999-12-31T23:59:59Z".len(), "9"));
    let farther = [&create[..], &["--name", "farther", "--expires", "4294967295d"]].concat();
    assert!(complaint(&sandbox, &farther, 2).contains("9999"));
    assert!(!printed(&sandbox, &["token", "list"], 0).contains("farther"));
}

#[test]
fn a_server_says_all_in_one_json_value() {
    let sandbox = shop();
    let server = Serving::start(&sandbox, &[&LOOPBACK[..], &["--json"]].concat(), Some("one"));
    assert_eq!(server.end(), (Some(0), String::new()));
}

#[test]
fn a_server_ends_though_its_remote_is_silent_and_its_client_is_gone() {
    let sandbox = shop();
    let host = GitHost::start(&sandbox.root(), Rules::default());
    let server = Serving::start(
        &sandbox,
        &[&LOOPBACK[..], &["--repo", &host.url("remote.git")]].concat(),
        Some("one"),
    );
    let address = host.address();
    drop(host);
    let silent = listen_after(address);
    let asked = server.address.strip_prefix("http://").unwrap();
    let mut client = TcpStream::connect(asked).unwrap();
    write!(
        client,
        "GET /api/v2/source_control/manifests HTTP/1.1\r\nHost: {asked}\r\nAuthorization: Bearer one\r\n\r\n"
    )
    .unwrap();
    let fetch = silent.accept().unwrap();
    drop(client);
    let told = Instant::now();
    assert_eq!(server.end().0, Some(0));
    // A network may be silent for a minute before it counts as failed.
    assert!(told.elapsed() < Duration::from_secs(20), "{:?}", told.elapsed());
    drop(fetch);
}

#[test]
fn a_file_of_tokens_that_cannot_be_read_is_named() {
    let sandbox = shop();
    let file = sandbox.path("bad.json");
    std::fs::write(&file, "no tokens").unwrap();
    let file = file.display().to_string();
    let call = [&["serve", "--token-file", &file][..], &LOOPBACK].concat();
    let said = complaint(&sandbox, &call, 3);
    assert!(said.contains("bad.json"), "{said}");
    assert!(!said.contains("listen"), "{said}");
}

#[test]
fn a_server_for_which_nothing_can_be_listened_on_says_so() {
    let sandbox = shop();
    let said = complaint(&sandbox, &["serve", "--listen", "192.0.2.1:7171"], 3);
    assert!(said.contains("192.0.2.1:7171 cannot be listened on"), "{said}");
}
