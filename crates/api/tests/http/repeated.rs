//! Reads that are asked again, and writes that are sent again.

use crate::shop::{DASHBOARD, sandbox};
use crate::support::Server;

const UAT: &str = "/api/v2/source_control/manifests/uat";

#[test]
fn an_answer_that_is_known_is_not_sent_again_until_it_changes() {
    let server = Server::of(sandbox());
    for path in [
        "manifests",
        "manifests/dev",
        &format!("releases/apps/{DASHBOARD}"),
    ] {
        let path = format!("/api/v2/source_control/{path}");
        let first = server.ask("GET", &path, "");
        let tag = first.header("etag").to_owned();
        let again = server.ask_with("GET", &path, &[("If-None-Match", &tag)], "");
        assert_eq!((again.status, again.text.as_str()), (304, ""), "{path}");
        assert_eq!(again.header("etag"), tag);
        server
            .ask_with("GET", &path, &[("If-None-Match", "\"other\"")], "")
            .data();
    }
    let path = "/api/v2/source_control/manifests/dev";
    let tag = server.ask("GET", path, "").header("etag").to_owned();
    server.sandbox.change("main", "readme.md", "Moved on\n");
    let same = server.ask_with("GET", path, &[("If-None-Match", &tag)], "");
    assert_eq!(same.status, 304, "another commit says the same");
    server
        .sandbox
        .change("main", "manifests/dev.yaml", "version: 1.0.0\nname: dev\n");
    server
        .ask_with("GET", path, &[("If-None-Match", &tag)], "")
        .data();
}

#[test]
fn a_tag_lets_nobody_past_the_token() {
    let server = Server::of(sandbox());
    let path = "/api/v2/source_control/manifests";
    server
        .ask_with("GET", path, &[("If-None-Match", "*"), ("Authorization", "")], "")
        .refusal(401);
}

#[test]
fn a_write_that_is_sent_again_with_its_key_is_done_once() {
    let server = Server::of(sandbox());
    let key = ("Idempotency-Key", "build-17");
    let first = server.ask_with("PUT", UAT, &[key], "{}");
    let again = server.ask_with("PUT", UAT, &[key], "{}");
    assert_eq!(first.data(), again.data());
    assert_eq!(
        (
            first.header("idempotent-replayed"),
            again.header("idempotent-replayed")
        ),
        ("", "true")
    );
    assert_eq!(server.branches().len(), 1);

    let other = server.ask_with("PUT", UAT, &[key], r#"{"commit_message":"Other"}"#);
    assert!(other.refusal(400).contains("used for another request"));
    server
        .ask_with("PUT", UAT, &[("Idempotency-Key", "build 17")], "{}")
        .refusal(400);
    assert_eq!(server.branches().len(), 1);
    server
        .ask_with("PUT", UAT, &[("Idempotency-Key", "build-18")], "{}")
        .data();
    assert_eq!(server.branches().len(), 2);
}

#[test]
fn a_write_that_was_refused_is_tried_again_with_its_key() {
    let server = Server::of(sandbox());
    let key = ("Idempotency-Key", "build-17");
    let dev = "/api/v2/source_control/manifests/dev";
    server.ask_with("PUT", dev, &[key], "{}").refusal(400);
    let work = server.sandbox.work();
    server.sandbox.git(&work, &["rm", "-q", "manifests/dev.yaml"]);
    server.sandbox.commit(&work, "Delete dev");
    server.sandbox.git(&work, &["push", "-q", "origin", "HEAD:main"]);
    server.ask_with("PUT", dev, &[key], "{}").data();
}

#[test]
fn a_write_that_is_sent_many_times_at_once_with_its_key_is_done_once() {
    let server = Server::of(sandbox());
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                server
                    .ask_with("PUT", UAT, &[("Idempotency-Key", "build-17")], "{}")
                    .data()
            });
        }
    });
    assert_eq!(server.branches().len(), 1);
}
