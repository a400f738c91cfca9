//! A remote behind a network.

use std::sync::Barrier;

use manifold_api::Limits;
use manifold_test_support::http::{GitHost, Rules};
use serde_json::json;

use crate::shop::{DASHBOARD, sandbox};
use crate::support::{Pushed, Reply, Server};

const CLIENTS: usize = 24;

fn server(rules: Rules) -> (GitHost, Server) {
    let sandbox = sandbox();
    sandbox.git(&sandbox.remote(), &["config", "http.receivepack", "true"]);
    let host = GitHost::start(&sandbox.root(), rules);
    let server = Server::at(&host.url("remote.git"), sandbox, Limits::default());
    (host, server)
}

/// How often the host was asked which branches there are.
fn looks(host: &GitHost) -> usize {
    let requests = host.requests();
    requests.iter().filter(|line| line.contains("info/refs")).count()
}

#[test]
fn those_who_read_at_the_same_time_share_a_look_and_see_what_is_there() {
    let (host, server) = server(Rules::default());
    server
        .sandbox
        .change("main", "manifests/dev.yaml", "version: 1.0.0\nname: dev\n");
    let before = looks(&host);
    let together = Barrier::new(CLIENTS);
    std::thread::scope(|scope| {
        for _ in 0..CLIENTS {
            scope.spawn(|| {
                together.wait();
                assert_eq!(
                    server.get("manifests/dev"),
                    json!({ "manifest": { "name": "dev" } })
                );
            });
        }
    });
    let during = looks(&host) - before;
    assert!((1..CLIENTS).contains(&during), "{during}");
    server.get("manifests/dev");
    assert_eq!(
        looks(&host),
        before + during + 1,
        "one who comes later looks again"
    );
}

#[test]
fn a_write_is_pushed_and_one_that_the_host_refuses_is_told() {
    let (_host, server) = server(Rules::default());
    let path = format!("manifests/dev/apps/{DASHBOARD}");
    let pushed = server.write("PUT", &path, &json!({ "release": "1.0.0" }));
    assert_eq!(server.git(&["rev-parse", &pushed.branch]), pushed.commit);
    server.sandbox.hook("update", "echo 'Not today' >&2; exit 1");
    let reply = server.ask(
        "PUT",
        &format!("/api/v2/source_control/{path}"),
        r#"{"release":"1.0.0"}"#,
    );
    let message = reply.refusal(400);
    assert!(message.contains("Nothing was pushed."), "{message}");
    assert_eq!(server.branches(), [pushed.branch]);
}

#[test]
fn a_host_that_does_not_answer_any_more_is_told() {
    let (host, server) = server(Rules::default());
    drop(host);
    server
        .ask("GET", "/api/v2/source_control/manifests", "")
        .refusal(400);
    server
        .ask("PUT", "/api/v2/source_control/manifests/uat", "{}")
        .refusal(400);
    assert_eq!(server.get("test_connection")["success"], false);
}

const UAT: &str = "/api/v2/source_control/manifests/uat";

fn losing() -> Rules {
    Rules {
        loses_push_answers: true,
        ..Rules::default()
    }
}

/// The answer to a write with a key.
fn ask_with_key(server: &Server) -> Reply {
    server.ask_with("PUT", UAT, &[("Idempotency-Key", "build-17")], "{}")
}

/// Whether an answer says that it is not known whether the one branch arrived, and when to try again.
fn assert_not_known(reply: &Reply, server: &Server) {
    let message = reply.refusal(503);
    let [branch] = &server.branches()[..] else {
        panic!("{:?}", server.branches())
    };
    let words = format!("It is not known whether the remote took the change to {branch}.");
    assert!(message.contains(&words), "{message}");
    assert_eq!(reply.header("retry-after"), "5");
}

#[test]
fn a_write_that_the_host_took_without_an_answer_is_not_said_to_have_failed() {
    let (_host, server) = server(losing());
    assert_not_known(&server.ask("PUT", UAT, "{}"), &server);
}

#[test]
fn a_write_whose_answer_the_host_lost_is_found_by_its_key_and_done_once() {
    let (_host, server) = server(losing());
    assert_not_known(&ask_with_key(&server), &server);
    for _ in 0..2 {
        let again = ask_with_key(&server);
        let pushed = Pushed::of(&again);
        assert_eq!(again.header("idempotent-replayed"), "true");
        assert_eq!(server.branches(), [pushed.branch.as_str()]);
        assert_eq!(server.git(&["rev-parse", &pushed.branch]), pushed.commit);
    }
}

#[test]
fn a_write_that_the_host_did_not_take_is_made_again_with_its_key() {
    let (host, server) = server(losing());
    assert_not_known(&ask_with_key(&server), &server);
    let branches = server.branches();
    server.git(&["branch", "-D", &branches[0]]);
    assert_not_known(&ask_with_key(&server), &server);
    assert_eq!(server.branches(), branches, "it is the same branch");
    drop(host);
    assert_not_known(&ask_with_key(&server), &server);
}
