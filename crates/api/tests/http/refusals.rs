//! Bad input: each is refused in the one shape, with a message that says what is wrong, and nothing is pushed.

use serde_json::json;

use crate::contract::{CALLS, Call, Kind};
use crate::shop::{DASHBOARD, NIGHTLY, NOBODY, REFUNDS, sandbox};
use crate::support::Server;

const BASE: &str = "/api/v2/source_control";

/// Asks, and expects 400 with these words in the message, and no branch more.
fn refuses(server: &Server, method: &str, path: &str, body: &str, words: &str) {
    let message = server.ask(method, &format!("{BASE}/{path}"), body).refusal(400);
    assert!(message.contains(words), "{method} {path} {body}: {message}");
    assert_eq!(server.branches(), [""; 0], "{method} {path} {body}");
}

#[test]
fn a_body_that_is_not_what_it_has_to_be_is_refused() {
    let server = Server::of(sandbox());
    let uuid = format!("uuid\":\"{DASHBOARD}");
    for (body, words) in [
        ("{".to_owned(), "not JSON: EOF while parsing an object at line 1"),
        ("\u{0}".to_owned(), "not JSON"),
        ("{\"manifest\":{}} {}".to_owned(), "not JSON: trailing characters"),
        ("[[[[".repeat(100), "not JSON: recursion limit"),
        ("[]".to_owned(), "The body has to be an object, not a list."),
        ("null".to_owned(), "The body has to be an object, not null."),
        (
            r#"{"manifest":null}"#.to_owned(),
            "manifest has to be an object, not null.",
        ),
        (
            r#"{"manifest":[]}"#.to_owned(),
            "manifest has to be an object, not a list.",
        ),
        (
            r#"{"manifest":{"apps":{}}}"#.to_owned(),
            "manifest.apps has to be a list, not an object.",
        ),
        (
            r#"{"manifest":{"apps":[1]}}"#.to_owned(),
            "manifest.apps[0] has to be an object, not a number.",
        ),
        (
            r#"{"manifest":{"workflows":[{}]}}"#.to_owned(),
            "manifest.workflows[0] needs uuid, a text.",
        ),
        (
            format!(r#"{{"manifest":{{"apps":[{{"{uuid}"}}]}}}}"#),
            "manifest.apps[0] needs release, a text.",
        ),
        (
            format!(r#"{{"manifest":{{"apps":[{{"{uuid}","release":1.1}}]}}}}"#),
            "manifest.apps[0].release has to be a text, not a number.",
        ),
        (
            format!(r#"{{"manifest":{{"apps":[{{"{uuid}","release":"1.1"}}]}}}}"#),
            "manifest.apps[0].release is malformed: a release is 'latest' or three numbers",
        ),
        (
            r#"{"manifest":{"apps":[{"uuid":"x","release":"1.1.1"}]}}"#.to_owned(),
            "manifest.apps[0].uuid is malformed: a uuid has",
        ),
        (
            r#"{"manifest":{"name":"dev"}}"#.to_owned(),
            r#"manifest.name is "dev", and the path names "uat"."#,
        ),
        (
            r#"{"commit_message":7}"#.to_owned(),
            "commit_message has to be a text, not a number.",
        ),
        (
            format!(
                r#"{{"manifest":{{"apps":[{{"{uuid}","release":"latest"}},{{"{uuid}","release":"1.0.0"}}]}}}}"#
            ),
            "Two different releases are given",
        ),
    ] {
        refuses(&server, "PUT", "manifests/uat", &body, words);
    }
    let entry = format!("manifests/dev/apps/{DASHBOARD}");
    refuses(&server, "PUT", &entry, "", "The body needs release, a text.");
    refuses(
        &server,
        "PUT",
        &entry,
        r#"{"release":"v1.0.0"}"#,
        "release is malformed",
    );
    let release = format!("releases/apps/{DASHBOARD}");
    refuses(
        &server,
        "POST",
        &release,
        "{}",
        "The body needs release_version, a text.",
    );
    refuses(
        &server,
        "POST",
        &release,
        r#"{"release_version":"1.0"}"#,
        "'1.0' is not a version.",
    );
    refuses(
        &server,
        "POST",
        &release,
        r#"{"release_version":"2.0.0","release_description":[]}"#,
        "release_description has to be a text, not a list.",
    );
}

#[test]
fn what_is_not_there_or_taken_or_the_same_is_refused() {
    let server = Server::of(sandbox());
    let (page, workflow) = ("elementType=PAGE", "elementType=WORKFLOW");
    let release = |version: &str| json!({ "release_version": version }).to_string();
    for (method, path, body, words) in [
        (
            "GET",
            "manifests/uat".to_owned(),
            String::new(),
            "There is no manifest uat",
        ),
        (
            "POST",
            "manifests/uat/delete".to_owned(),
            String::new(),
            "There is no manifest uat",
        ),
        (
            "POST",
            format!("manifests/uat/{DASHBOARD}/delete?{page}"),
            String::new(),
            "There is no manifest uat",
        ),
        (
            "POST",
            format!("manifests/dev/{REFUNDS}/delete?{page}"),
            String::new(),
            "dev lists no app",
        ),
        (
            "PUT",
            "manifests/dev".to_owned(),
            "{}".to_owned(),
            "There is already a manifest dev",
        ),
        (
            "PUT",
            "manifests/DEV".to_owned(),
            "{}".to_owned(),
            "There is already a manifest dev",
        ),
        (
            "PUT",
            format!("manifests/dev/{DASHBOARD}?{page}"),
            r#"{"release":"latest"}"#.to_owned(),
            "Nothing would change",
        ),
        (
            "POST",
            format!("releases/{NOBODY}?{page}"),
            release("1.0.0"),
            "There is no app",
        ),
        (
            "POST",
            format!("releases/{DASHBOARD}?{workflow}"),
            release("1.0.0"),
            "There is no workflow",
        ),
        (
            "POST",
            format!("releases/{NIGHTLY}?{page}"),
            release("1.0.0"),
            "There is no app",
        ),
        (
            "POST",
            format!("releases/{DASHBOARD}?{page}"),
            release("1.0.0"),
            "already on branch main. Use 2.0.0.",
        ),
    ] {
        refuses(&server, method, &path, &body, words);
    }
    let body = json!({ "release_version": "1.0.1" });
    server.write("POST", &format!("releases/apps/{DASHBOARD}"), &body);
    let again = server.ask(
        "POST",
        &format!("{BASE}/releases/apps/{DASHBOARD}"),
        &body.to_string(),
    );
    assert!(
        again
            .refusal(400)
            .contains("Dashboard 1.0.1 is on Sample builder's branch")
    );
}

#[test]
fn the_kind_of_an_element_has_to_be_told_once() {
    let server = Server::of(sandbox());
    for query in [
        "",
        "?elementType=",
        "?elementType=page",
        "?elementType=PAGE&elementType=WORKFLOW",
        "?other=PAGE",
    ] {
        refuses(
            &server,
            "GET",
            &format!("releases/{DASHBOARD}{query}"),
            "",
            "elementType",
        );
    }
    for uuid in [
        "x",
        "6e69709c198c11f1835a73d4870770bb",
        "..",
        "%00",
        &format!("{DASHBOARD}%20"),
    ] {
        refuses(
            &server,
            "GET",
            &format!("releases/{uuid}?elementType=PAGE"),
            "",
            "The uuid in the path is malformed",
        );
    }
}

#[test]
fn a_name_that_plays_tricks_is_only_a_name_that_is_not_there() {
    let server = Server::of(sandbox());
    for name in [
        "..",
        ".",
        "..%2f..%2fetc%2fpasswd",
        "%2e%2e%2fdev",
        "dev%2f",
        "dev%00",
        "dev.yaml",
        "..%5cdev",
        "%20dev",
        "dev%0a",
        "-rf",
        "null",
        "con",
        "%F0%9F%90%B6",
        "%E2%80%AEdev",
        "dev%3Fx",
    ] {
        refuses(
            &server,
            "GET",
            &format!("manifests/{name}"),
            "",
            "There is no manifest",
        );
        let message = server
            .ask("PUT", &format!("{BASE}/manifests/{name}"), "{}")
            .refusal(400);
        refuses(
            &server,
            "POST",
            &format!("manifests/{name}/delete"),
            "",
            "There is no manifest",
        );
        let entry = format!("{BASE}/manifests/{name}/apps/{DASHBOARD}");
        server.ask("PUT", &entry, r#"{"release":"latest"}"#).refusal(400);
        assert!(!message.contains("There is no"), "{name}: {message}");
        assert!(
            !message.contains('\u{202e}') && !message.contains('\0'),
            "{message}"
        );
        assert_eq!(server.branches(), [""; 0], "{name}");
    }
    refuses(
        &server,
        "PUT",
        &format!("manifests/{}", "x".repeat(300)),
        "{}",
        "at most 64 characters",
    );
    refuses(&server, "GET", "manifests/%ff", "", "not UTF-8");
}

#[test]
fn an_unknown_path_is_404_and_a_wrong_method_405_with_those_that_are_right() {
    let server = Server::of(sandbox());
    for path in [
        "/",
        "/api/v2",
        "/api/v1/source_control/manifests",
        "/api/v2/source_control/manifests/",
        "/api/v2/source_control",
        "/api/v2/source_control/manifests/a/b/c/d/e",
        "/docs/",
        "/docs/../Cargo.toml",
        "//healthz",
    ] {
        server.ask("GET", path, "").refusal(404);
    }
    for (method, path, allow) in [
        ("DELETE", format!("{BASE}/manifests/dev"), "GET,HEAD,PUT"),
        ("POST", format!("{BASE}/manifests"), "GET,HEAD"),
        ("GET", format!("{BASE}/manifests/dev/delete"), "POST"),
        ("GET", format!("{BASE}/manifests/dev/{DASHBOARD}"), "PUT"),
        ("PATCH", format!("{BASE}/releases/{DASHBOARD}"), "GET,HEAD,POST"),
        ("TRACE", format!("{BASE}/test_connection"), "GET,HEAD"),
        ("OPTIONS", format!("{BASE}/manifests"), "GET,HEAD"),
        ("POST", "/healthz".to_owned(), "GET,HEAD"),
    ] {
        let reply = server.ask(method, &path, "");
        reply.refusal(405);
        let mut allowed: Vec<&str> = reply.header("allow").split(',').collect();
        allowed.sort_unstable();
        assert_eq!(allowed.join(","), allow, "{method} {path}");
    }
}

/// A body that every write of the contract can carry out: what a call does not know it ignores.
fn any_body() -> String {
    let body = json!({ "manifest": { "apps": [] }, "release": "1.0.0", "release_version": "3.0.0" });
    body.to_string()
}

#[test]
fn a_remote_that_refuses_says_so_and_nothing_stays() {
    let server = Server::of(sandbox());
    server
        .sandbox
        .hook("pre-receive", "echo 'No branches on Fridays' >&2; exit 1");
    let writes: Vec<Call> = CALLS.into_iter().filter(|call| call.scope == "write").collect();
    let ask = |call: &Call| {
        let address = call.address("dev", DASHBOARD);
        server.ask(&call.method.to_uppercase(), &address, &any_body())
    };
    for call in &writes {
        let message = ask(call).refusal(400);
        let is_told = message.contains("No branches on Fridays") && message.contains("Nothing was pushed.");
        assert!(is_told, "{call:?}: {message}");
        assert_eq!(server.branches(), [""; 0], "{call:?}");
    }
    std::fs::remove_file(server.sandbox.remote().join("hooks/pre-receive")).unwrap();
    let (deprecated, current): (Vec<Call>, Vec<Call>) =
        writes.into_iter().partition(|call| call.kind == Kind::App);
    for call in &current {
        ask(call).data();
    }
    assert_eq!(server.branches().len(), current.len());
    assert_eq!(deprecated.len(), 3);
}

#[test]
fn a_remote_that_is_gone_says_so() {
    let server = Server::of(sandbox());
    server.get("manifests");
    std::fs::rename(server.sandbox.remote(), server.sandbox.path("away.git")).unwrap();
    for call in CALLS.into_iter().filter(|call| call.data != "Connection") {
        let address = call.address("dev", DASHBOARD);
        let reply = server.ask(&call.method.to_uppercase(), &address, &any_body());
        let message = reply.refusal(400);
        assert!(message.contains("remote.git"), "{call:?}: {message}");
    }
}
