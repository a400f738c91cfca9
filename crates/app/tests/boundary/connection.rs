//! Settings of a repository and of the application: what is refused, what is kept, what never is.

use std::fs;

use manifold_test_support::bytes_below;
use serde_json::{Value, json};

use crate::support::shop::{create_manifest, sandbox};
use crate::support::{Client, Repository};

/// The field that is refused when it is saved like this.
fn refused(repository: &Repository<'_>, fields: &Value) -> Vec<String> {
    let request = json!({ "connection": repository.connection_with(fields) });
    let reply = repository.get("save_connection", request);
    let refused = reply["refused"].as_array().unwrap();
    assert!(
        refused
            .iter()
            .all(|field| field["message"].as_str().unwrap().ends_with('.')),
        "{reply}"
    );
    refused
        .iter()
        .map(|field| field["field"].as_str().unwrap().to_owned())
        .collect()
}

/// No file of the application holds this text.
fn assert_nowhere(client: &Client, text: &str) {
    for (path, bytes) in bytes_below(client.folder.path()) {
        let holds = bytes.windows(text.len()).any(|window| window == text.as_bytes());
        assert!(!holds, "{}", path.display());
    }
}

#[test]
fn what_cannot_be_saved_is_refused_by_field_and_nothing_is_saved() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let before = repository.get("source_control", json!({}))["connection"].clone();
    for (field, value) in [
        ("name", ""),
        ("name", "  "),
        ("defaultBranch", "a..b"),
        ("defaultBranch", "nowhere"),
        ("webOrigin", "git.example.com"),
        ("webOrigin", "javascript:alert(1)"),
        ("webOrigin", "file:///etc"),
        ("committerName", "Sample admin <admin@example.com>"),
        ("committerName", "..."),
        ("committerName", "Sample admin\nparent 0"),
        ("committerEmail", "admin\r@example.com"),
        ("sshKeyFile", "/no/such/key"),
        ("caFile", "/no/such/file"),
    ] {
        assert_eq!(
            refused(&repository, &json!({ field: value, "readOnly": true })),
            [field],
            "{value:?}"
        );
    }
    let both = refused(&repository, &json!({ "name": "", "webOrigin": "x" }));
    assert_eq!(both, ["name", "webOrigin"], "every field at once");
    assert_eq!(repository.get("source_control", json!({}))["connection"], before);
}

#[test]
fn what_is_saved_is_kept_and_used() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    repository.set(&json!({
        "name": " Shop ",
        "pullRequestTemplate": "Please merge {title}.\n\n{changes}",
        "committerEmail": "",
        "webOrigin": "",
        "automaticBranchNames": false,
    }));
    repository.set(&json!({ "committerEmail": "grace.h@example.com" }));
    let plan = repository.plan(create_manifest("qa"));
    assert!(plan["branch"].as_str().unwrap().starts_with("grace.h/"), "{plan}");
    assert!(
        plan["body"].as_str().unwrap().starts_with("Please merge "),
        "{plan}"
    );

    let client = client.restarted();
    let known = client.get("start", json!({}));
    assert_eq!(known["repositories"][0]["name"], "Shop");
    assert_eq!(known["open"], json!(repository.id));
}

#[test]
fn the_order_and_marks_of_instances_are_kept() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open(&sandbox.remote());
    let shown = |repository: &Repository<'_>| {
        let page = repository.releases();
        let columns = page["columns"].as_array().unwrap();
        columns
            .iter()
            .map(|c| (c["manifest"].clone(), c["isProduction"].clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        shown(&repository),
        [(json!("dev"), json!(false)), (json!("prod"), json!(true))]
    );
    let instances = json!([
        { "manifest": "prod", "isProduction": false },
        { "manifest": "dev", "isProduction": true },
    ]);
    repository.get("set_instances", json!({ "instances": instances }));
    let expected = [(json!("prod"), json!(false)), (json!("dev"), json!(true))];
    assert_eq!(shown(&repository), expected);
    let client = client.restarted();
    assert_eq!(shown(&client.reopen(&repository.id)), expected);
}

#[test]
fn preferences_are_kept_and_damaged_settings_are_set_aside_with_a_word() {
    let sandbox = sandbox();
    let client = Client::new();
    let id = client.open(&sandbox.remote()).id;
    let preferences = json!({ "theme": "dark", "density": "compact", "fetchIntervalMinutes": 0 });
    client.get("set_preferences", json!({ "preferences": preferences }));
    let client = client.restarted();
    let start = client.get("start", json!({}));
    assert_eq!(start["preferences"], preferences);
    assert_eq!(start["notices"], json!([]));

    let file = client.folder.path().join("preferences.json");
    fs::write(&file, "{ oops").unwrap();
    let client = client.restarted();
    let start = client.get("start", json!({}));
    assert_eq!(start["preferences"]["theme"], "system");
    assert_eq!(start["notices"].as_array().unwrap().len(), 1, "{start}");
    assert_eq!(
        fs::read_to_string(file.with_extension("json.damaged")).unwrap(),
        "{ oops"
    );
    assert_eq!(start["repositories"][0]["id"], json!(id), "the rest is as it was");

    let draft = client
        .folder
        .path()
        .join("repositories")
        .join(&id)
        .join("draft.json");
    fs::write(&draft, "[1]").unwrap();
    assert_eq!(client.reopen(&id).releases()["draft"]["changes"], json!([]));
    assert_eq!(
        client.get("start", json!({}))["notices"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

#[test]
fn a_token_is_in_no_answer_and_in_no_file() {
    const TOKEN: &str = "manifold-test-token-5b1f";
    let client = Client::new();
    let address = format!("https://somebody:{TOKEN}@127.0.0.1:9/acme/retool.git?private_token={TOKEN}");
    let request = json!({ "address": address, "user": "manifold-test", "token": TOKEN, "operation": "open" });
    let failure = client.ask("connect", request).unwrap_err();
    assert!(!format!("{failure:?}").contains(TOKEN), "{failure:?}");

    let sandbox = sandbox();
    let repository = client.open_signed(&sandbox.remote());
    let request = json!({ "user": "manifold-test", "token": TOKEN, "operation": "token" });
    let failure = repository.fails("save_token", request);
    assert_eq!(failure.code, "noSignIn", "a folder needs none");
    for command in ["source_control", "releases"] {
        assert!(!repository.get(command, json!({})).to_string().contains(TOKEN));
    }
    assert!(!client.get("start", json!({})).to_string().contains(TOKEN));
    assert_nowhere(&client, TOKEN);
}

#[test]
fn links_open_only_where_the_web_address_is_the_connections() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    repository.set(&json!({ "forge": "gitHub", "webOrigin": "https://git.example.com" }));
    assert_eq!(
        repository.releases()["header"]["landing"]["kind"],
        "mergeHere",
        "a folder has no page, whatever is set"
    );
    let refused = |url: &str| repository.fails("open_link", json!({ "url": url })).code;
    for url in [
        "https://git.example.com/x",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "",
        "x",
    ] {
        assert_eq!(refused(url), "linkRefused", "{url}");
    }
    assert!(client.host.links.lock().unwrap().is_empty());
}

#[test]
fn a_web_address_keeps_the_folder_that_a_host_is_in_and_nothing_secret() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let web_address = || repository.get("source_control", json!({}))["connection"]["webOrigin"].clone();
    for (typed, kept) in [
        ("https://example.com/gitlab/", "https://example.com/gitlab"),
        ("https://example.com:8443", "https://example.com:8443"),
        (
            "https://me:correct-horse@example.com/gitlab?token=x#y",
            "https://example.com/gitlab",
        ),
    ] {
        repository.set(&json!({ "forge": "gitLab", "webOrigin": typed }));
        assert_eq!(web_address(), kept);
        repository.set(&json!({ "name": "Shop" }));
        assert_eq!(web_address(), kept, "also after it was saved as it was shown");
    }
}

#[test]
fn a_repository_on_the_web_opens_its_own_links_and_keeps_its_token_apart() {
    const TOKEN: &str = "manifold-test-token-77c0";
    let sandbox = sandbox();
    let address = "https://127.0.0.1:9/acme/retool.git";
    sandbox.git(&sandbox.root(), &["clone", "-q", "remote.git", "mine"]);
    let mine = sandbox.path("mine");
    sandbox.git(&mine, &["remote", "set-url", "origin", address]);
    let client = Client::new();
    let opened = client.try_open(&mine).unwrap();
    assert_eq!(
        opened["notice"]["code"], "networkUnreachable",
        "from the clone's objects: {opened}"
    );
    let repository = client.repository(&opened);
    assert_eq!(repository.releases()["header"]["landing"]["kind"], "ownerMerges");
    repository.set(&json!({ "forge": "gitHub", "webOrigin": "https://git.example.com" }));
    assert_eq!(repository.releases()["header"]["landing"]["kind"], "pullRequest");

    let link = "https://git.example.com/acme/retool/compare/main...x";
    repository.get("open_link", json!({ "url": link }));
    assert_eq!(*client.host.links.lock().unwrap(), [link]);
    for url in [
        "http://git.example.com/acme/retool",
        "https://git.example.com.evil.example/acme/retool",
        "https://git.example.com:444/acme/retool",
        "https://evil.example/?https://git.example.com",
        "https://git.example.com@evil.example/acme/retool",
        "javascript:alert(1)",
    ] {
        let failure = repository.fails("open_link", json!({ "url": url }));
        assert_eq!(failure.code, "linkRefused", "{url}");
    }
    assert_eq!(client.host.links.lock().unwrap().len(), 1);

    repository.get(
        "save_token",
        json!({ "user": "manifold-test", "token": TOKEN, "operation": "token" }),
    );
    let page = repository.get("source_control", json!({}));
    assert_eq!(
        (&page["signIn"]["hasSecret"], &page["signIn"]["method"]),
        (&json!(true), &json!("token"))
    );
    let failure = repository.fails("fetch", json!({ "operation": "fetch" }));
    let said = format!("{page} {failure:?} {}", repository.releases());
    repository.get(
        "save_token",
        json!({ "user": "manifold-test", "token": null, "operation": "token" }),
    );
    assert_eq!(
        repository.get("source_control", json!({}))["signIn"]["hasSecret"],
        false
    );
    assert!(!said.contains(TOKEN));
    assert_nowhere(&client, TOKEN);
}

#[test]
fn testing_the_connection_says_what_answers() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let test = || repository.get("test_connection", json!({ "operation": "test" }));
    assert_eq!(
        test(),
        json!({ "kind": "connected", "branches": 1, "defaultBranch": "main" })
    );
    fs::rename(sandbox.remote(), sandbox.path("away.git")).unwrap();
    let reply = test();
    assert_eq!(reply["kind"], "failed");
    assert!(reply["failure"]["hint"].is_string(), "{reply}");
    repository.get("source_control", json!({}));
}

#[test]
fn what_no_client_should_send_is_told_apart_from_what_failed() {
    let client = Client::new();
    assert_eq!(
        client.ask("no_such_command", json!({})).unwrap_err().code,
        "unknownCommand"
    );
    assert_eq!(
        client.ask("plan", json!({ "intent": 1 })).unwrap_err().code,
        "malformedRequest"
    );
    for id in ["", "..", "../../etc", "ffffffffffffffff"] {
        for command in ["releases", "source_control", "forget_repository"] {
            let failure = client.ask(command, json!({ "repository": id })).unwrap_err();
            assert_eq!(failure.code, "notFound", "{command} {id}: {failure:?}");
        }
    }
    client.get("cancel", json!({ "operation": "nothing like it" }));
}
