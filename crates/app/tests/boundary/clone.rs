//! A user's own clone is only read.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use manifold_app::commands;
use serde_json::json;

use crate::support::shop::{DASHBOARD, DASHBOARD_FOLDER, change, create_manifest, release, sandbox, set};
use crate::support::{Client, Repository};

/// Every file and folder below, with its bytes and when it was written.
fn state(folder: &Path) -> BTreeMap<PathBuf, (SystemTime, Option<Vec<u8>>)> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        let metadata = fs::symlink_metadata(&path).unwrap();
        let bytes = metadata.is_file().then(|| fs::read(&path).unwrap());
        if metadata.is_dir() {
            waiting.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        }
        found.insert(path, (metadata.modified().unwrap(), bytes));
    }
    found
}

/// Commands that are given no repository, or that name another.
const ELSEWHERE: [&str; 16] = [
    "start",
    "open_sample",
    "pick_folder",
    "pick_file",
    "connect",
    "trust_host_key",
    "open_link",
    "cancel",
    "close_window",
    "api_access",
    "serve_api",
    "stop_api",
    "open_api_docs",
    "create_api_token",
    "revoke_api_token",
    "set_preferences",
];

/// Asks for every page.
fn look_at_everything(repository: &Repository<'_>) {
    for command in ["releases", "source_control", "unreleased"] {
        repository.get(command, json!({}));
    }
    repository.get("count_unreleased", json!({ "operation": "count" }));
    for command in ["element", "create_release"] {
        repository.get(command, json!({ "folder": DASHBOARD_FOLDER }));
    }
    let folders = json!({ "folders": [DASHBOARD_FOLDER], "operation": "look" });
    repository.get("create_releases", folders);
    repository.get("manifest", json!({ "manifest": "prod" }));
    repository.get("roll_back", json!({ "manifest": "prod", "after": null }));
    repository.get("promote", json!({ "source": "dev", "target": "prod" }));
    let element = json!({ "kind": "app", "id": DASHBOARD });
    repository.get("cell", json!({ "manifest": "prod", "element": element }));
    repository.get("artifact", json!({ "element": element, "version": "1.0.0" }));
    let folder = json!({ "kind": "folder", "folder": DASHBOARD_FOLDER });
    let before = json!({ "kind": "release", "element": element, "version": "1.0.0" });
    repository.get("changes", json!({ "before": before, "after": folder }));
    let path = "src/page1.rsx";
    repository.get("file", json!({ "source": folder, "path": path }));
    repository.get(
        "difference",
        json!({ "before": before, "after": folder, "path": path }),
    );
}

/// Makes a draft, changes every setting, and saves what can be saved to this path.
fn choose_and_save(repository: &Repository<'_>, to: &Path) {
    let chosen = json!({ "changes": [change("prod", DASHBOARD, "latest")] });
    let draft = repository.get("change_draft", chosen);
    for command in ["rebase_changes", "replace_draft"] {
        repository.get(command, json!({ "changes": draft["changes"] }));
    }
    repository.get("acknowledge_dropped", json!({}));
    let instances = json!([{ "manifest": "prod", "isProduction": true }]);
    repository.get("set_instances", json!({ "instances": instances }));
    repository.set(&json!({ "committerName": "Sample admin" }));
    let token = json!({ "user": "manifold-test", "token": null, "operation": "token" });
    assert_eq!(repository.fails("save_token", token).code, "noSignIn");
    repository.get("delete_passphrase", json!({ "operation": "forget" }));
    let element = json!({ "kind": "app", "id": DASHBOARD });
    let folder = json!({ "kind": "folder", "folder": DASHBOARD_FOLDER });
    for (command, request) in [
        ("save_zip", json!({ "element": element, "version": "1.0.0" })),
        ("save_file", json!({ "source": folder, "path": "main.rsx" })),
    ] {
        repository.client.host.picks.lock().unwrap().push(to.to_owned());
        repository.get(command, request);
    }
}

#[test]
fn not_one_byte_or_time_of_a_clone_changes_over_every_job() {
    let sandbox = sandbox();
    sandbox.git(&sandbox.root(), &["clone", "-q", "remote.git", "mine"]);
    let mine = sandbox.path("mine");
    sandbox.git(&mine, &["config", "user.name", "Sample admin"]);
    sandbox.git(&mine, &["config", "user.email", "admin@example.com"]);
    let before = state(&mine);

    let client = Client::new();
    let repository = client.open(&mine);
    assert_eq!(
        repository.releases()["header"]["landing"]["kind"],
        "mergeHere",
        "its remote is a bare folder"
    );
    sandbox.change("main", "readme.md", "Moved on\n");
    assert_eq!(repository.fetch()["moved"], true);
    look_at_everything(&repository);
    choose_and_save(&repository, &sandbox.path("saved"));
    let pushed = repository.publish(release(DASHBOARD_FOLDER, "1.0.1"));
    repository.merge(&pushed);

    sandbox.hook("pre-receive", "echo no pushes today; exit 1");
    let kept = |name: &str| {
        let reply = repository.try_publish(&repository.plan(create_manifest(name)));
        assert_eq!(reply["kind"], "kept", "{reply}");
        reply["branch"].clone()
    };
    let (first, second) = (kept("qa"), kept("demo"));
    repository.get("discard_branch", json!({ "branch": first }));
    fs::remove_file(sandbox.remote().join("hooks/pre-receive")).unwrap();
    let retried = repository.get("retry_push", json!({ "branch": second }));
    assert_eq!(retried["kind"], "pushed", "{retried}");
    repository.publish(set("prod", DASHBOARD, "1.0.1"));
    repository.publish(json!({ "kind": "deleteManifest", "manifest": "dev", "why": "" }));
    repository.get("test_connection", json!({ "operation": "test" }));
    client.reopen(&repository.id).get("forget_repository", json!({}));

    let asked = client.asked.lock().unwrap();
    let left: Vec<_> = commands::NAMES
        .iter()
        .filter(|name| !ELSEWHERE.contains(name) && !asked.contains(**name))
        .collect();
    assert!(left.is_empty(), "a job that this test does not do: {left:?}");
    assert!(state(&mine) == before, "something in the clone changed");
    sandbox.assert_sound(&mine);
    sandbox.assert_sound(&sandbox.remote());
}

#[test]
fn a_shallow_clone_or_a_damaged_one_serves_as_the_way_to_its_remote() {
    let sandbox = sandbox();
    sandbox.change("main", "readme.md", "Second\n");
    let url = format!("file://{}", sandbox.remote().display());
    sandbox.git(&sandbox.root(), &["clone", "-q", "--depth=1", &url, "shallow"]);
    let client = Client::new();
    let repository = client.open(&sandbox.path("shallow"));
    assert_eq!(repository.releases()["rows"].as_array().unwrap().len(), 3);
    sandbox.assert_sound(&repository.mirror());
}

#[test]
fn pages_and_plans_go_on_when_the_clone_is_gone() {
    let sandbox = sandbox();
    sandbox.git(&sandbox.root(), &["clone", "-q", "remote.git", "mine"]);
    let client = Client::new();
    let repository = client.open_signed(&sandbox.path("mine"));
    fs::remove_dir_all(sandbox.path("mine")).unwrap();

    let client = client.restarted();
    let repository = client.reopen(&repository.id);
    let page = repository.get("source_control", json!({}));
    assert_eq!(page["connection"]["committerName"], "Sample admin");
    repository.publish(create_manifest("qa"));
}

#[test]
fn the_clone_opens_while_its_remote_is_away_and_says_so() {
    let sandbox = sandbox();
    sandbox.git(&sandbox.root(), &["clone", "-q", "remote.git", "mine"]);
    fs::rename(sandbox.remote(), sandbox.path("away.git")).unwrap();
    let client = Client::new();
    let opened = client.try_open(&sandbox.path("mine")).unwrap();
    assert_eq!(opened["notice"]["code"], "notARepository", "{opened}");
    assert_eq!(
        client.repository(&opened).releases()["rows"]
            .as_array()
            .unwrap()
            .len(),
        3
    );
}
