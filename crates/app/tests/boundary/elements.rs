//! Apps and workflows of every odd kind.

use std::os::unix::fs::symlink;

use manifold_test_support::{Files, Sandbox};
use serde_json::{Value, json};

use crate::support::Client;
use crate::support::shop::{self, DASHBOARD, DASHBOARD_FOLDER, REFUNDS, release, sandbox};

fn codes(page: &Value) -> Vec<String> {
    let problems = page["problems"].as_array().unwrap();
    problems
        .iter()
        .map(|problem| problem["code"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn two_folders_with_one_uuid_are_both_shown_and_neither_is_released() {
    let sandbox = Sandbox::holding(&shop::files().app("apps/Copy", REFUNDS));
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    assert_eq!(codes(&repository.releases()), ["uuidTwice", "uuidTwice"]);
    for (name, folder, other) in [
        ("Copy", "apps/Copy", "apps/Refunds"),
        ("Refunds", "apps/Refunds", "apps/Copy"),
    ] {
        assert_eq!(repository.cell(name, "prod")["release"], "latest");
        let refusal = repository.refusal(release(folder, "1.0.0"));
        assert_eq!(refusal["code"], "notReleasable");
        assert!(refusal["message"].as_str().unwrap().contains(other), "{refusal}");
        let page = repository.get("element", json!({ "folder": folder }));
        assert_eq!(page["problems"][0]["code"], "uuidTwice");
    }
    repository.publish(release(DASHBOARD_FOLDER, "1.0.1"));
}

#[test]
fn metadata_that_is_not_json_is_a_problem_and_the_rest_stays_usable() {
    let sandbox = Sandbox::holding(
        &shop::files()
            .file("apps/Broken/metadata.json", "{\n  \"pageUuid\": oops\n}\n")
            .file("apps/NoUuid/metadata.json", "{}")
            .file("apps/BadUuid/metadata.json", "{\"pageUuid\": \"1\"}")
            .file("apps/Nothing/readme.md", "No app.\n")
            .file("workflows/Broken/workflow.yml", "workflowId: [\n"),
    );
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let page = repository.releases();
    let invalid: Vec<_> = page["problems"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|problem| problem["code"] == "elementInvalid")
        .map(|problem| problem["path"].as_str().unwrap())
        .collect();
    assert_eq!(
        invalid,
        [
            "apps/BadUuid/metadata.json",
            "apps/Broken/metadata.json",
            "workflows/Broken/workflow.yml"
        ]
    );
    let broken = page["problems"]
        .as_array()
        .unwrap()
        .iter()
        .find(|problem| problem["path"] == "apps/Broken/metadata.json");
    assert_eq!(broken.unwrap()["position"]["line"], 2);
    assert_eq!(page["rows"].as_array().unwrap().len(), 3);
    assert_eq!(page["ignoredFolders"], 2);
    repository.publish(release(DASHBOARD_FOLDER, "1.0.1"));
}

#[test]
fn names_may_hold_anything_that_git_can_keep() {
    let names = [
        "It's \"quoted\"",
        "a: b",
        " both ends ",
        "50%20 off",
        "\u{1f680} Launch (EU)",
        "My..App",
        "-rf",
        "tab\there",
        "right\u{202e}left",
    ];
    let mut files = Files::toolscript().manifest("prod", &[]);
    for (number, name) in names.iter().enumerate() {
        let uuid = format!("{number:08x}-198c-11f1-835a-73d4870770bb");
        files = files.app(&format!("apps/Odd {name}/{name}"), &uuid);
    }
    let sandbox = Sandbox::holding(&files);
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    assert_eq!(repository.releases()["problems"], json!([]));
    for name in names {
        let row = repository.row(name);
        let folder = row["folder"].as_str().unwrap();
        let page = repository.get("element", json!({ "folder": folder }));
        assert_eq!(page["name"], name);
        let form = repository.get("create_release", json!({ "folder": folder }));
        assert_eq!(form["changes"].as_array().unwrap().len(), 2, "{name}");
        let mut intent = release(folder, "1.0.0");
        intent["setOn"] = json!(["prod"]);
        let pushed = repository.publish(intent);
        let branch = pushed["branch"].as_str().unwrap();
        let subject = sandbox.git(
            &sandbox.remote(),
            &["log", "-1", "--format=%s", &format!("{branch}^")],
        );
        assert!(
            !subject.contains(|c: char| c.is_control() || c == '\u{202e}'),
            "{subject:?}"
        );
        repository.merge(&pushed);
        assert_eq!(repository.cell(name, "prod")["release"], "1.0.0", "{name}");
        let artifact = json!({ "element": row["element"], "version": "1.0.0" });
        assert_eq!(
            repository.get("artifact", artifact)["files"]
                .as_array()
                .unwrap()
                .len(),
            2
        );
    }
    sandbox.assert_sound(&sandbox.remote());
}

#[test]
fn legacy_apps_are_recognised_and_released() {
    let sandbox = Sandbox::holding(
        &Files::default()
            .file(".retool/protected-apps.yaml", "version: 1.0.0")
            .file("apps/Old/app.yml", format!("pageUuid: {DASHBOARD}\nname: x\n"))
            .file("apps/Old/1.0.0.zip", "x")
            .manifest("prod", &[]),
    );
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let page = repository.get("element", json!({ "folder": "apps/Old" }));
    assert_eq!(page["releases"][0]["isLegacyLocation"], true, "{page}");
    let pushed = repository.publish(release("apps/Old", "1.0.1"));
    repository.merge(&pushed);
    let artifact = json!({ "element": { "kind": "app", "id": DASHBOARD }, "version": "1.0.1" });
    assert_eq!(
        repository.get("artifact", artifact)["files"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn what_cannot_go_into_a_release_is_refused_by_path_before_anything_is_written() {
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:\
                   4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n";
    let in_folder = |path: &str| format!("{DASHBOARD_FOLDER}/{path}");
    let pointed = sandbox();
    pointed.change("main", &in_folder("lib/data.bin"), pointer);
    let linked = sandbox();
    symlink("/etc/passwd", linked.work().join(in_folder("src/link.rsx"))).unwrap();
    linked.change("main", "readme.md", "x");
    let with_module = sandbox();
    let commit = with_module.remote_id("main");
    let entry = format!("160000,{commit},{}", in_folder("vendor"));
    with_module.git(
        &with_module.work(),
        &["update-index", "--add", "--cacheinfo", &entry],
    );
    with_module.git(&with_module.work(), &["commit", "-q", "-m", "Add a submodule"]);
    with_module.git(&with_module.work(), &["push", "-q", "origin", "HEAD:main"]);
    let own_metadata = sandbox();
    own_metadata.change("main", &in_folder("release-metadata.json"), "{}");

    for (sandbox, path) in [
        (pointed, "lib/data.bin"),
        (linked, "src/link.rsx"),
        (with_module, "vendor"),
        (own_metadata, "release-metadata.json"),
    ] {
        let client = Client::new();
        let repository = client.open_signed(&sandbox.remote());
        let refusal = repository.refusal(release(DASHBOARD_FOLDER, "1.0.1"));
        assert_eq!(refusal["code"], "notReleasable", "{path}");
        assert_eq!(refusal["folder"], DASHBOARD_FOLDER);
        assert!(refusal["message"].as_str().unwrap().contains(path), "{refusal}");
        // The page itself still opens.
        repository.get("create_release", json!({ "folder": DASHBOARD_FOLDER }));
        repository.get("element", json!({ "folder": DASHBOARD_FOLDER }));
    }
}
