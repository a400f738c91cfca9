//! The API access page: what is served where, who is let in, and what is remembered of it. The server is not a real one:
//! that is for `crates/api`.

use std::sync::atomic::Ordering;

use manifold_app::Answered;
use manifold_domain::object::Timestamp;
use manifold_test_support::bytes_below;
use serde_json::{Value, json};

use crate::support::shop::sandbox;
use crate::support::{Client, Repository};

fn page(repository: &Repository<'_>) -> Value {
    repository.get("api_access", json!({}))
}

fn here() -> Value {
    json!({ "settings": { "letsOthersIn": false, "address": "127.0.0.1", "port": "7171" } })
}

fn serve(repository: &Repository<'_>) {
    assert_eq!(repository.get("serve_api", here())["refused"], json!([]));
}

#[test]
fn it_is_off_until_a_person_switches_it_on_and_off_again_afterwards() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open(&sandbox.remote());
    let before = page(&repository);
    assert_eq!(before["state"], json!({ "kind": "off" }));
    assert_eq!(before["settings"], here()["settings"]);

    serve(&repository);
    let on = page(&repository);
    assert_eq!(on["state"]["kind"], "listening");
    assert_eq!(on["state"]["url"], "http://127.0.0.1:7171");
    assert_eq!(on["state"]["repository"]["id"], json!(repository.id));
    assert_eq!(client.host.api.running(), 1);

    client.get("stop_api", json!({}));
    assert_eq!(page(&repository)["state"], json!({ "kind": "off" }));
    assert_eq!(client.host.api.running(), 0);
    assert_eq!(client.host.api.started(), ["127.0.0.1:7171"]);
}

#[test]
fn what_is_switched_on_is_served_again_after_a_restart_and_what_is_off_is_not() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open(&sandbox.remote());
    let settings = json!({ "letsOthersIn": true, "address": "0.0.0.0", "port": " 8080 " });
    repository.get("serve_api", json!({ "settings": settings }));
    client.app.end();
    assert_eq!(client.host.api.running(), 0);

    let client = client.restarted();
    client.app.resume_api();
    assert_eq!(client.host.api.started(), ["0.0.0.0:8080"]);
    let repository = client.reopen(&repository.id);
    let on = page(&repository);
    assert_eq!(on["state"]["url"], "http://127.0.0.1:8080");
    assert_eq!(on["settings"]["letsOthersIn"], true);
    assert_eq!(
        repository.releases()["header"]["repository"]["id"],
        on["state"]["repository"]["id"]
    );

    client.get("stop_api", json!({}));
    let client = client.restarted();
    client.app.resume_api();
    assert_eq!(client.host.api.started(), [""; 0]);
}

#[test]
fn what_cannot_be_listened_on_is_told_in_three_lines_and_stays_off() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open(&sandbox.remote());
    client.host.api.refuses.store(true, Ordering::Relaxed);
    let failure = repository.fails("serve_api", here());
    assert_eq!(failure.code, "portInUse");
    assert_eq!(
        failure.message,
        "Another program already listens on 127.0.0.1:7171."
    );
    assert!(failure.unchanged.is_some() && failure.hint.is_some());
    assert_eq!(page(&repository)["state"], json!({ "kind": "off" }));

    // Served until now by an address that is then refused: it is off, and stays so.
    client.host.api.refuses.store(false, Ordering::Relaxed);
    serve(&repository);
    client.host.api.refuses.store(true, Ordering::Relaxed);
    let failure = repository.fails("serve_api", here());
    assert_eq!(failure.unchanged.as_deref(), Some("The API is now off."));
    assert_eq!(client.host.api.running(), 0);
    let client = client.restarted();
    client.app.resume_api();
    assert_eq!(client.host.api.started(), [""; 0]);
}

#[test]
fn a_restart_that_cannot_serve_says_so_and_can_be_tried_again() {
    let sandbox = sandbox();
    let client = Client::new();
    let id = {
        let repository = client.open(&sandbox.remote());
        serve(&repository);
        repository.id
    };
    client.app.end();
    let client = client.restarted();
    client.host.api.refuses.store(true, Ordering::Relaxed);
    client.app.resume_api();
    let repository = client.reopen(&id);
    repository.fails("serve_api", here());
    let state = page(&repository)["state"].clone();
    assert_eq!(
        (&state["kind"], &state["failure"]["code"]),
        (&json!("failed"), &json!("portInUse"))
    );
    client.host.api.refuses.store(false, Ordering::Relaxed);
    serve(&repository);
    assert_eq!(page(&repository)["state"]["kind"], "listening");
}

#[test]
fn fields_that_are_wrong_are_refused_and_nothing_is_served() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open(&sandbox.remote());
    let settings = json!({ "letsOthersIn": false, "address": "0.0.0.0", "port": "70000" });
    let refused = repository.get("serve_api", json!({ "settings": settings }))["refused"].clone();
    assert_eq!(
        (&refused[0]["field"], &refused[1]["field"]),
        (&json!("address"), &json!("port"))
    );
    assert_eq!(client.host.api.started(), [""; 0]);
}

#[test]
fn one_repository_is_served_at_a_time_and_a_forgotten_one_is_not() {
    let (one, other) = (sandbox(), sandbox());
    let client = Client::new();
    let one = client.open(&one.remote());
    let other = client.open(&other.remote());
    serve(&one);
    client.host.api.hear(answered("/one"));
    serve(&other);
    assert_eq!(client.host.api.running(), 1);
    assert_eq!(
        page(&one)["state"]["repository"]["id"],
        json!(other.id),
        "each page says which one it is"
    );
    client.host.api.hear(answered("/other"));
    assert_eq!(page(&one)["requests"], json!([]));
    assert_eq!(page(&other)["requests"][0]["path"], "/other");

    one.get("forget_repository", json!({}));
    assert_eq!(client.host.api.running(), 1);
    other.get("forget_repository", json!({}));
    assert_eq!(client.host.api.running(), 0);
    client.restarted().app.resume_api();
    assert_eq!(client.host.api.running(), 0);
}

#[test]
fn a_token_is_told_once_and_stands_in_no_file() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open(&sandbox.remote());
    let wanted = json!({ "name": " pipeline ", "scopes": ["write", "read"], "days": 30 });
    let made = client.get("create_api_token", wanted.clone());
    let secret = made["secret"].as_str().unwrap();
    for (path, bytes) in bytes_below(client.folder.path()) {
        let holds = bytes
            .windows(secret.len())
            .any(|window| window == secret.as_bytes());
        assert!(!holds, "{}", path.display());
    }
    let shown = page(&repository);
    assert!(!shown.to_string().contains(secret));
    let token = &shown["tokens"][0];
    assert_eq!(token["name"], "pipeline");
    assert_eq!(token["scopes"], json!(["read", "write"]));
    assert_eq!(
        token["expires"].as_i64().unwrap() - token["created"].as_i64().unwrap(),
        30 * 24 * 60 * 60
    );
    assert_eq!(
        (&token["hasExpired"], &token["lastUsed"]),
        (&json!(false), &Value::Null)
    );

    serve(&repository);
    let created = token["created"].as_i64().unwrap();
    client.host.api.hear(Answered {
        time: Timestamp(created + 9),
        token: Some("pipeline".to_owned()),
        ..answered("/")
    });
    assert_eq!(page(&repository)["tokens"][0]["lastUsed"], created + 9);

    assert_eq!(
        client.get("create_api_token", wanted)["refused"][0]["field"],
        "name"
    );
    client.get("revoke_api_token", json!({ "token": token["id"] }));
    assert_eq!(page(&repository)["tokens"], json!([]));
}

#[test]
fn a_token_that_cannot_be_made_is_refused_by_field() {
    let client = Client::new();
    for (request, field) in [
        (json!({ "name": "", "scopes": ["read"], "days": null }), "name"),
        (json!({ "name": "a", "scopes": [], "days": null }), "scopes"),
        (json!({ "name": "a", "scopes": ["read"], "days": 0 }), "days"),
    ] {
        let reply = client.get("create_api_token", request);
        assert_eq!(
            (&reply["kind"], &reply["refused"][0]["field"]),
            (&json!("refused"), &json!(field))
        );
    }
}

#[test]
fn tokens_that_cannot_be_read_leave_the_rest_of_the_page() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open(&sandbox.remote());
    std::fs::write(client.app.token_file(), "{").unwrap();
    let shown = page(&repository);
    assert_eq!(shown["state"], json!({ "kind": "off" }));
    let message = shown["tokensFailure"]["message"].as_str().unwrap();
    assert!(message.contains("api-tokens.json"), "{message}");
    let failure = repository.fails("serve_api", here());
    assert_eq!(failure.message, message);
    assert!(
        failure.unchanged.is_some() && failure.hint.is_some(),
        "{failure:?}"
    );
    assert_eq!(client.host.api.started(), [""; 0]);
}

#[test]
fn the_page_for_people_opens_where_it_is_served_and_only_then() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open(&sandbox.remote());
    assert_eq!(client.ask("open_api_docs", json!({})).unwrap_err().code, "apiOff");
    serve(&repository);
    client.get("open_api_docs", json!({}));
    assert_eq!(*client.host.links.lock().unwrap(), ["http://127.0.0.1:7171/docs"]);
}

fn answered(path: &str) -> Answered {
    Answered {
        time: Timestamp(1),
        method: "GET".to_owned(),
        path: path.to_owned(),
        status: 200,
        milliseconds: 3,
        token: None,
    }
}
