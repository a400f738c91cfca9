//! `manifold serve` and the tokens that it lets in.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};

use manifold_test_support::Sandbox;
use serde_json::Value;

use crate::support::{answered, complaint, data, printed, program_in, shop};

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

fn server(sandbox: &Sandbox) -> Command {
    let mut program = program_in(sandbox, &sandbox.work());
    program
        .args(["serve", "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    program
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
    let mut program = server(&sandbox).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(program.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let ready: Value = serde_json::from_str(&line).unwrap();
    let address = ready["listening"].as_str().unwrap();

    let manifest = get(address, "/api/v2/source_control/manifests/prod", &token);
    assert!(manifest.starts_with("HTTP/1.1 200 "), "{manifest}");
    assert!(manifest.contains(r#""name":"prod""#), "{manifest}");
    printed(&sandbox, &["token", "revoke", "pipeline"], 0);
    let refused = get(address, "/api/v2/source_control/manifests/prod", &token);
    assert!(refused.starts_with("HTTP/1.1 401 "), "{refused}");

    let end = Command::new("kill")
        .arg(program.id().to_string())
        .status()
        .unwrap();
    assert!(end.success());
    assert_eq!(program.wait().unwrap().code(), Some(0));
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

    assert!(complaint(&sandbox, &both, 2).contains("already a token named ci"));
    printed(&sandbox, &["token", "revoke", made["id"].as_str().unwrap()], 0);
    assert!(printed(&sandbox, &["token", "list"], 0).contains("There is no token."));
    printed(&sandbox, &["token", "revoke", "ci"], 1);
}

#[test]
fn a_server_for_which_nothing_can_be_listened_on_says_so() {
    let sandbox = shop();
    let said = complaint(&sandbox, &["serve", "--listen", "192.0.2.1:7171"], 3);
    assert!(said.contains("192.0.2.1:7171 cannot be listened on"), "{said}");
}
