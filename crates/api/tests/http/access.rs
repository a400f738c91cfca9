//! Who is let in: tokens, scopes, and the name that a request was sent to.

use manifold_api::tokens::{Scope, revoke};

use crate::contract::CALLS;
use crate::shop::{DASHBOARD, sandbox};
use crate::support::{Server, TOKEN};

const MANIFESTS: &str = "/api/v2/source_control/manifests";

#[test]
fn nobody_is_let_in_without_a_valid_token() {
    let server = Server::of(sandbox());
    for shown in [
        "",
        "Bearer",
        "Bearer ",
        "Bearer wrong",
        &format!("Basic {TOKEN}"),
        TOKEN,
        &format!("Bearer {TOKEN}x"),
    ] {
        for (method, path) in [("GET", MANIFESTS.to_owned()), ("PUT", format!("{MANIFESTS}/uat"))] {
            let reply = server.ask_with(method, &path, &[("Authorization", shown)], "{}");
            reply.refusal(401);
            assert_eq!(reply.header("www-authenticate"), "Bearer");
        }
    }
    assert_eq!(server.branches(), [""; 0]);
    let reply = server.ask_with(
        "GET",
        MANIFESTS,
        &[("Authorization", &format!("bearer {TOKEN}"))],
        "",
    );
    reply.data();
}

#[test]
fn a_token_allows_what_its_scope_says_until_it_is_revoked() {
    let server = Server::of(sandbox());
    let read = format!("Bearer {}", server.token("reader", &[Scope::Read]));
    let write = format!("Bearer {}", server.token("writer", &[Scope::Write]));
    let uat = format!("{MANIFESTS}/uat");
    let ask = |method, path, token: &str| server.ask_with(method, path, &[("Authorization", token)], "{}");
    ask("GET", MANIFESTS, &read).data();
    assert!(ask("PUT", &uat, &read).refusal(403).contains("releases:write"));
    assert!(
        ask("GET", MANIFESTS, &write)
            .refusal(403)
            .contains("releases:read")
    );
    assert_eq!(server.branches(), [""; 0]);
    ask("PUT", &uat, &write).data();
    revoke(&server.token_file, "writer").unwrap().unwrap();
    ask("PUT", &uat, &write).refusal(401);
    assert_eq!(server.branches().len(), 1);
}

#[test]
fn every_call_needs_its_own_scope() {
    let server = Server::of(sandbox());
    let tokens = [
        ("read", server.token("reader", &[Scope::Read])),
        ("write", server.token("writer", &[Scope::Write])),
    ];
    for call in CALLS {
        for (scope, token) in &tokens {
            let authorization = format!("Bearer {token}");
            let headers = [("Authorization", authorization.as_str())];
            let address = call.address("dev", DASHBOARD);
            // What is let in is refused for its body, so that it does nothing.
            let reply = server.ask_with(&call.method.to_uppercase(), &address, &headers, "[]");
            let is_let_in = *scope == call.scope;
            assert_eq!(reply.status != 403, is_let_in, "{scope} {call:?}: {reply:?}");
        }
    }
    assert_eq!(server.branches(), [""; 0]);
}

#[test]
fn whoever_showed_ten_wrong_tokens_waits_for_each_further_answer() {
    let server = Server::of(sandbox());
    for number in 0..11 {
        let wrong = format!("Bearer wrong-{number}");
        let headers = [("Authorization", wrong.as_str())];
        server.ask_with("GET", MANIFESTS, &headers, "").refusal(401);
    }
    let lines = server.lines();
    let last: serde_json::Value = serde_json::from_str(lines.last().unwrap()).unwrap();
    // An answer is written down after it was kept back, and nothing is kept back for less than it was told to be.
    assert!(last["milliseconds"].as_u64().unwrap() >= 1000, "{last}");
    server.ask("GET", MANIFESTS, "").data();
}

#[test]
fn a_page_of_another_site_cannot_ask_under_its_own_name() {
    let server = Server::of(sandbox());
    for path in [MANIFESTS, "/healthz", "/docs", "/nowhere"] {
        for host in ["evil.example", "evil.example:80", "127.0.0.1.evil.example"] {
            server.ask_with("GET", path, &[("Host", host)], "").refusal(403);
        }
    }
    let port = server.address.port();
    for host in [format!("localhost:{port}"), format!("127.0.0.1:{port}")] {
        server.ask_with("GET", MANIFESTS, &[("Host", &host)], "").data();
    }
    let reply = server.ask_with("OPTIONS", MANIFESTS, &[("Origin", "https://evil.example")], "");
    assert!(
        !reply
            .headers
            .keys()
            .any(|name| name.starts_with("access-control")),
        "{reply:?}"
    );
}

#[test]
fn no_token_stands_in_the_log_and_every_request_has_an_id_in_it() {
    let server = Server::of(sandbox());
    let secret = server.token("reader", &[Scope::Read]);
    let shown = format!("Bearer {secret}");
    let known = [
        ("Authorization", shown.as_str()),
        ("X-Request-Id", "build-17.a_b"),
    ];
    let reply = server.ask_with("GET", &format!("{MANIFESTS}?token={secret}"), &known, "");
    assert_eq!(reply.header("x-request-id"), "build-17.a_b");
    let wrong = format!("Bearer {secret}x");
    let reply = server.ask_with(
        "GET",
        MANIFESTS,
        &[("Authorization", &wrong), ("X-Request-Id", "a b")],
        "",
    );
    let id = reply.header("x-request-id").to_owned();
    assert_eq!(id.len(), 16, "{id}");

    let lines = server.lines();
    assert!(
        !lines
            .iter()
            .any(|line| line.contains(&secret) || line.contains(TOKEN)),
        "{lines:?}"
    );
    let line = |id: &str| {
        let lines = lines
            .iter()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        lines.into_iter().find(|line| line["request"] == id).unwrap()
    };
    let first = line("build-17.a_b");
    assert_eq!(
        (&first["token"], &first["status"], &first["path"]),
        (&"reader".into(), &200.into(), &MANIFESTS.into())
    );
    assert_eq!(first["address"], "127.0.0.1");
    assert_eq!(
        (&line(&id)["token"], &line(&id)["status"]),
        (&serde_json::Value::Null, &401.into())
    );
}

#[test]
fn whether_the_server_is_well_is_told_to_anybody() {
    let server = Server::of(sandbox());
    let reply = server.ask_with("GET", "/healthz", &[("Authorization", "")], "");
    assert_eq!((reply.status, reply.text.as_str()), (200, r#"{"status":"ok"}"#));
}
