//! Names of manifests and versions of releases, as people type them.

use manifold_test_support::Files;
use serde_json::json;

use crate::support::Client;
use crate::support::shop::{DASHBOARD, DASHBOARD_FOLDER, create_manifest, release, sandbox};

#[test]
fn names_that_would_be_trouble_are_refused_with_their_own_reason() {
    let sandbox = sandbox();
    sandbox.branch("reviewer/new", &Files::default().manifest("Elsewhere", &[]));
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let long = "a".repeat(300);
    for (name, code) in [
        ("", "nameNotAllowed"),
        ("a/b", "nameNotAllowed"),
        ("../prod", "nameNotAllowed"),
        ("a\u{1b}b", "nameNotAllowed"),
        ("a\nb", "nameNotAllowed"),
        ("caf\u{e9}", "nameNotAllowed"),
        (&long, "nameNotAllowed"),
        ("true", "nameNotAllowed"),
        ("No", "nameNotAllowed"),
        ("on", "nameNotAllowed"),
        ("null", "nameNotAllowed"),
        ("prod.yaml", "nameNotAllowed"),
        ("prod", "nameTaken"),
        ("PROD", "nameTaken"),
        ("elsewhere", "nameTaken"),
    ] {
        let refusal = repository.refusal(create_manifest(name));
        assert_eq!(
            (&refusal["code"], &refusal["field"]),
            (&json!(code), &json!("name")),
            "{name:?}"
        );
        let message = refusal["message"].as_str().unwrap();
        assert!(
            message.ends_with('.') && !message.contains(char::is_control),
            "{message:?}"
        );
    }
    let taken = repository.refusal(create_manifest("elsewhere"));
    assert!(
        taken["message"].as_str().unwrap().contains("reviewer/new"),
        "{taken}"
    );
}

#[test]
fn versions_that_are_malformed_or_taken_are_refused_and_a_lower_one_is_warned_of() {
    let sandbox = sandbox();
    let taken = format!("dist/apps/{DASHBOARD}/1.2.0.zip");
    sandbox.branch("reviewer/release", &Files::default().file(&taken, "x"));
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    for (version, code) in [
        ("", "versionMalformed"),
        ("1.0", "versionMalformed"),
        ("v1.0.0", "versionMalformed"),
        ("01.0.0", "versionMalformed"),
        ("1.0.0-rc.1", "versionMalformed"),
        ("1.0.0.0", "versionMalformed"),
        ("99999999999999999999.0.0", "versionMalformed"),
        ("1.0.0", "versionTaken"),
        ("1.2.0", "versionTaken"),
    ] {
        let refusal = repository.refusal(release(DASHBOARD_FOLDER, version));
        assert_eq!(
            (&refusal["code"], &refusal["field"]),
            (&json!(code), &json!("version")),
            "{version}"
        );
        assert_eq!(refusal["folder"], DASHBOARD_FOLDER);
    }
    let here = repository.refusal(release(DASHBOARD_FOLDER, "1.0.0"));
    assert!(here["message"].as_str().unwrap().contains("main"), "{here}");
    let elsewhere = repository.refusal(release(DASHBOARD_FOLDER, "1.2.0"));
    assert!(
        elsewhere["message"]
            .as_str()
            .unwrap()
            .contains("reviewer/release"),
        "{elsewhere}"
    );

    let plan = repository.plan(release(DASHBOARD_FOLDER, "1.1.0"));
    assert_eq!(plan["warnings"][0]["code"], "versionLower", "{plan}");
    let form = repository.get("create_release", json!({ "folder": DASHBOARD_FOLDER }));
    assert_eq!(form["newest"], "1.0.0");
    assert_eq!(
        form["versions"][0]["version"], "1.2.1",
        "beyond what waits elsewhere"
    );
    let cell = json!({ "manifest": "prod", "element": { "kind": "app", "id": DASHBOARD } });
    assert_eq!(
        repository.get("cell", cell)["choices"][0]["waitingOn"]["name"],
        "reviewer/release"
    );
    repository.publish(release(DASHBOARD_FOLDER, "1.1.0"));
}

#[test]
fn a_release_of_what_did_not_change_is_asked_about_first() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let pushed = repository.publish(release(DASHBOARD_FOLDER, "1.0.1"));
    repository.merge(&pushed);

    let form = repository.get("create_release", json!({ "folder": DASHBOARD_FOLDER }));
    assert_eq!(
        (&form["isUnchanged"], &form["changes"]),
        (&json!(true), &json!([]))
    );
    let mut intent = release(DASHBOARD_FOLDER, "1.0.2");
    assert_eq!(repository.refusal(intent.clone())["code"], "nothingChanged");
    intent["acceptUnchanged"] = json!(true);
    repository.publish(intent);
}

#[test]
fn a_release_of_nothing_or_of_what_is_gone_is_no_plan() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let mut nothing = release(DASHBOARD_FOLDER, "1.0.1");
    nothing["releases"] = json!([]);
    assert_eq!(repository.refusals(nothing)[0]["code"], "noChange");
    assert_eq!(
        repository.refusals(release("apps/Gone", "1.0.0"))[0]["code"],
        "notFound"
    );
    assert_eq!(
        repository.refusals(release("apps/../x", "1.0.0"))[0]["code"],
        "notFound"
    );
    for command in ["element", "create_release"] {
        for folder in ["apps/Gone", "apps", "../x", ""] {
            let failure = repository.fails(command, json!({ "folder": folder }));
            assert_eq!(failure.code, "notFound", "{command} {folder}");
        }
    }
}
