//! Signing in: what is asked for, and what is kept of it.

use std::os::unix::net::UnixListener;
use std::process::Command;
use std::sync::Arc;
use std::{env, thread};

use manifold_test_support::Sandbox;
use manifold_test_support::http::{GitHost, Rules};
use manifold_test_support::ssh::{PASSPHRASE, SshHost};
use manifold_test_support::tls::Authority;
use serde_json::{Value, json};

use crate::support::Client;
use crate::support::shop::sandbox;

/// `manifold-test:secret` in Base64.
const SECRET: &str = "bWFuaWZvbGQtdGVzdDpzZWNyZXQ=";

/// A host that wants a token.
fn host(sandbox: &Sandbox) -> GitHost {
    let rules = Rules {
        authorization: Some(SECRET),
        ..Rules::default()
    };
    GitHost::start(&sandbox.root(), rules)
}

/// The request that connects an address with these fields.
fn with(address: &str, fields: Value) -> Value {
    let mut request = fields;
    request["address"] = json!(address);
    request["operation"] = json!("open");
    request
}

#[test]
fn a_token_is_kept_once_it_has_worked_and_a_wrong_one_changes_nothing() {
    let sandbox = sandbox();
    let host = host(&sandbox);
    let address = host.url("remote.git");
    let client = Client::new();
    let connect = |token: &str| {
        let sign_in = json!({ "user": "manifold-test", "token": token });
        client.ask("connect", with(&address, sign_in))
    };
    assert_eq!(connect("wrong").unwrap_err().code, "authenticationFailed");
    assert_eq!(client.get("start", json!({}))["repositories"], json!([]));

    // A clone is known also where nobody has signed in yet: there it shows whether a secret was kept.
    sandbox.git(&sandbox.root(), &["clone", "-q", "remote.git", "mine"]);
    let mine = sandbox.path("mine");
    sandbox.git(&mine, &["remote", "set-url", "origin", &address]);
    let repository = client.open(&mine);
    repository.set(&json!({ "user": "manifold-test" }));
    let has_secret = || repository.get("source_control", json!({}))["signIn"]["hasSecret"].clone();
    assert_eq!(has_secret(), false, "the wrong one");
    repository.set(&json!({ "user": "somebody" }));
    let before = repository.get("source_control", json!({}))["connection"].clone();
    assert_eq!(connect("wrong").unwrap_err().code, "authenticationFailed");
    assert_eq!(repository.get("source_control", json!({}))["connection"], before);

    connect("secret").unwrap();
    assert_eq!(has_secret(), true);
    assert_eq!(connect("wrong").unwrap_err().code, "authenticationFailed");
    repository.fetch();
    repository.get(
        "save_token",
        json!({ "user": "manifold-test", "token": null, "operation": "token" }),
    );
}

#[test]
fn a_host_with_a_private_certificate_is_connected_with_the_file_of_its_authority() {
    let sandbox = sandbox();
    let authority = Authority::new();
    let file = sandbox.path("authority.pem");
    authority.write(&file);
    let rules = Rules {
        tls: Some(authority.certify("127.0.0.1")),
        ..Rules::default()
    };
    let host = GitHost::start(&sandbox.root(), rules);
    let address = host.url("remote.git");
    let client = Client::new();
    let refused = client.connect(&address).unwrap_err();
    assert_eq!(refused.code, "certificateInvalid", "{refused:?}");
    let missing = with(&address, json!({ "caFile": sandbox.path("none.pem") }));
    let refused = client.ask("connect", missing).unwrap_err();
    assert_eq!(refused.code, "certificateInvalid", "{refused:?}");
    assert!(refused.message.contains("none.pem"), "{refused:?}");
    assert_eq!(client.get("start", json!({}))["repositories"], json!([]));

    let opened = client.get("connect", with(&address, json!({ "caFile": file })));
    let repository = client.repository(&opened);
    assert_eq!(
        repository.get("source_control", json!({}))["connection"]["caFile"],
        json!(file)
    );
    repository.fetch();
}

#[test]
fn a_host_with_another_key_than_the_trusted_one_is_refused_and_nobody_is_asked_to_trust_it() {
    let sandbox = sandbox();
    let host = SshHost::start(&sandbox);
    let client = Client::new();
    let before = json!({ "host": host.name(), "fingerprint": "SHA256:before" });
    client.get("trust_host_key", before);
    let address = host.url(&sandbox.remote());
    let refused = client
        .ask("connect", with(&address, json!({ "sshKeyFile": host.key() })))
        .unwrap_err();
    assert_eq!(refused.code, "hostKeyChanged", "{refused:?}");
    assert!(refused.host_key.is_none(), "{refused:?}");
    assert!(refused.message.contains("trusted-hosts.json"), "{refused:?}");
}

#[test]
fn the_passphrase_of_a_key_is_asked_for_and_kept_once_it_has_worked() {
    let sandbox = sandbox();
    let host = SshHost::start(&sandbox);
    let address = host.url(&sandbox.remote());
    let client = Client::new();
    let connect = |passphrase: Option<&str>| {
        let sign_in = json!({ "sshKeyFile": host.locked_key(), "passphrase": passphrase });
        client.ask("connect", with(&address, sign_in))
    };
    let unknown = connect(None).unwrap_err().host_key.unwrap();
    client.get(
        "trust_host_key",
        json!({ "host": unknown.host, "fingerprint": unknown.fingerprint }),
    );
    let missing = connect(None).unwrap_err();
    assert_eq!(missing.code, "passphraseNeeded", "{missing:?}");
    assert!(
        missing.message.contains("is protected by a passphrase"),
        "{missing:?}"
    );
    let wrong = connect(Some("wrong")).unwrap_err();
    assert_eq!(wrong.code, "passphraseNeeded", "{wrong:?}");
    assert!(wrong.message.contains("does not open"), "{wrong:?}");

    let opened = connect(Some(PASSPHRASE)).unwrap();
    let repository = client.repository(&opened);
    let has_secret = || repository.get("source_control", json!({}))["signIn"]["hasSecret"].clone();
    assert_eq!(has_secret(), true);
    repository.fetch();
    repository.get("delete_passphrase", json!({ "operation": "forget" }));
    assert_eq!(has_secret(), false);
    let fetch = repository.fails("fetch", json!({ "operation": "fetch" }));
    assert_eq!(fetch.code, "passphraseNeeded");

    let test = |passphrase: Option<&str>| {
        repository.get(
            "test_connection",
            json!({ "passphrase": passphrase, "operation": "test" }),
        )
    };
    assert_eq!(test(None)["failure"]["code"], "passphraseNeeded");
    assert_eq!(test(Some("wrong"))["failure"]["code"], "passphraseNeeded");
    assert_eq!(has_secret(), false, "a wrong one is not kept");
    assert_eq!(test(Some(PASSPHRASE))["kind"], "connected");
    repository.fetch();
    repository.get("delete_passphrase", json!({ "operation": "forget" }));
}

/// Says to a process of this file that its keyring never answers.
const LOCKED: &str = "MANIFOLD_LOCKED_KEYRING";

#[test]
fn a_keyring_that_never_answers_is_waited_for_until_somebody_cancels_and_by_no_page() {
    if env::var_os(LOCKED).is_none() {
        // Which keyring there is stays settled for the life of a process: this one asks a bus that only listens.
        let home = tempfile::tempdir().unwrap();
        let socket = home.path().join("bus");
        let _bus = UnixListener::bind(&socket).unwrap();
        let name =
            "sign_in::a_keyring_that_never_answers_is_waited_for_until_somebody_cancels_and_by_no_page";
        let output = Command::new(env::current_exe().unwrap())
            .args(["--exact", name])
            .env(LOCKED, "yes")
            .env("HOME", home.path())
            .env(
                "DBUS_SESSION_BUS_ADDRESS",
                format!("unix:path={}", socket.display()),
            )
            .output()
            .unwrap();
        let printed = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success() && printed.contains(" 1 passed;"),
            "{printed}"
        );
        return;
    }
    let sandbox = sandbox();
    let host = Arc::new(host(&sandbox));
    sandbox.git(&sandbox.root(), &["clone", "-q", "remote.git", "mine"]);
    let mine = sandbox.path("mine");
    sandbox.git(&mine, &["remote", "set-url", "origin", &host.url("remote.git")]);
    let client = Client::new();
    // Once the host has asked who is there, the keyring is.
    let cancel = |operation| {
        let (host, before) = (Arc::clone(&host), host.requests().len());
        client.cancel_when(operation, move || host.requests().len() > before)
    };

    let cancelled = cancel("open");
    let opened = client.try_open(&mine).unwrap();
    cancelled.join().unwrap();
    assert_eq!(opened["notice"]["code"], "cancelled", "{opened}");
    let repository = client.repository(&opened);
    repository.set(&json!({ "user": "manifold-test" }));

    let cancelled = cancel("fetch");
    assert_eq!(
        repository.fails("fetch", json!({ "operation": "fetch" })).code,
        "cancelled"
    );
    cancelled.join().unwrap();

    let sign_in = repository.get("source_control", json!({}))["signIn"].clone();
    assert_eq!(sign_in["hasSecret"], json!(null), "{sign_in}");
    assert!(sign_in["place"].as_str().unwrap().contains("locked"), "{sign_in}");

    let token = json!({ "user": "manifold-test", "token": "secret", "operation": "token" });
    let kept = thread::scope(|scope| {
        let asked = scope.spawn(|| repository.ask("save_token", token));
        while !asked.is_finished() {
            client.get("cancel", json!({ "operation": "token" }));
        }
        asked.join().unwrap()
    });
    assert_eq!(kept.unwrap_err().code, "cancelled");
}
