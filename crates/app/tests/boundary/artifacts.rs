//! Artifacts that are not what they should be.

use std::fs;

use manifold_test_support::{Files, Sandbox, zip};
use serde_json::{Value, json};

use crate::support::shop::{self, DASHBOARD, DASHBOARD_FOLDER, release};
use crate::support::{Client, Repository};

/// The shop with this file as Dashboard's release 2.0.0.
fn with_artifact(bytes: &[u8]) -> Sandbox {
    Sandbox::holding(&shop::files().file(&format!("dist/apps/{DASHBOARD}/2.0.0.zip"), bytes))
}

fn artifact(repository: &Repository<'_>) -> Value {
    let request = json!({ "element": { "kind": "app", "id": DASHBOARD }, "version": "2.0.0" });
    repository.get("artifact", request)
}

fn source(version: &str) -> Value {
    json!({ "kind": "release", "element": { "kind": "app", "id": DASHBOARD }, "version": version })
}

#[test]
fn an_artifact_that_is_refused_is_listed_with_the_reason_and_the_rest_stays_usable() {
    let mut disagreeing = zip(&[("main.rsx", b"<App/>")]);
    let name = disagreeing
        .windows(8)
        .position(|bytes| bytes == b"main.rsx")
        .unwrap();
    disagreeing[name] = b'M';
    for (what, bytes) in [
        ("no zip", b"This is no zip.".to_vec()),
        ("nothing", Vec::new()),
        ("a way out", zip(&[("../../etc/passwd", b"x")])),
        ("an absolute path", zip(&[("/etc/passwd", b"x")])),
        ("a drive", zip(&[("C:/x", b"x")])),
        ("headers that disagree", disagreeing),
        ("cut off", zip(&[("main.rsx", b"<App/>")])[..40].to_vec()),
    ] {
        let sandbox = with_artifact(&bytes);
        let client = Client::new();
        let repository = client.open_signed(&sandbox.remote());
        let reply = artifact(&repository);
        assert_eq!(reply["kind"], "refused", "{what}: {reply}");
        assert!(reply["reason"].as_str().unwrap().ends_with('.'), "{reply}");
        let page = repository.get("element", json!({ "folder": DASHBOARD_FOLDER }));
        assert_eq!(page["releases"].as_array().unwrap().len(), 2, "{what}");
        assert!(page["releases"][0]["problem"].is_string(), "{what}: {page}");
        assert_eq!(page["releases"][1]["problem"], json!(null));

        let form = repository.get("create_release", json!({ "folder": DASHBOARD_FOLDER }));
        assert!(
            form["changesProblem"].is_string() && form["isUnchanged"] == false,
            "{what}: {form}"
        );
        let file = json!({ "source": source("2.0.0"), "path": "main.rsx" });
        assert_eq!(repository.fails("file", file).code, "artifactRefused", "{what}");
        repository.publish(release(DASHBOARD_FOLDER, "2.0.1"));
    }
}

#[test]
fn an_app_whose_newest_artifact_has_damaged_contents_is_released_anew() {
    let mut bytes = zip(&[("main.rsx", b"<App/>\n")]);
    // Both headers say another checksum, so that only unpacking finds out.
    let directory = bytes.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
    for checksum in [14, directory + 16] {
        bytes[checksum] ^= 1;
    }
    let sandbox = with_artifact(&bytes);
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    assert_eq!(artifact(&repository)["kind"], "opened");
    let file = json!({ "source": source("2.0.0"), "path": "main.rsx" });
    assert_eq!(repository.fails("file", file).code, "artifactRefused");

    let form = repository.get("create_release", json!({ "folder": DASHBOARD_FOLDER }));
    assert!(form["changesProblem"].is_string(), "{form}");
    let folders = json!({ "folders": [DASHBOARD_FOLDER], "operation": "look" });
    let page = repository.get("create_releases", folders);
    assert_eq!(page["elements"][0]["isUnchanged"], false, "{page}");
    repository.publish(release(DASHBOARD_FOLDER, "2.0.1"));
}

#[test]
fn an_artifact_without_metadata_or_with_broken_metadata_opens() {
    for (metadata, problem) in [(None, false), (Some("{ oops"), true), (Some("{}"), false)] {
        let mut entries: Vec<(&str, &[u8])> = vec![("main.rsx", b"<App/>\n")];
        entries.extend(metadata.map(|text| ("release-metadata.json", text.as_bytes())));
        let sandbox = with_artifact(&zip(&entries));
        let client = Client::new();
        let repository = client.open_signed(&sandbox.remote());
        let reply = artifact(&repository);
        assert_eq!(reply["kind"], "opened", "{reply}");
        assert_eq!(reply["metadataProblem"].is_string(), problem, "{reply}");
        assert_eq!(reply["files"], json!([{ "path": "main.rsx", "size": 7 }]));
        let page = repository.get("element", json!({ "folder": DASHBOARD_FOLDER }));
        assert_eq!(page["releases"][0]["description"], "");
    }
}

#[test]
fn files_of_an_artifact_are_shown_as_what_they_are() {
    let damaged = "caf\u{fffd}\n";
    let large = vec![b'x'; 3 << 20];
    let sandbox = with_artifact(&zip(&[
        ("damaged.rsx", damaged.as_bytes()),
        ("image.png", b"\x89PNG\0\0"),
        ("latin1.txt", b"caf\xe9\n"),
        ("large.txt", &large),
    ]));
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let file = |path: &str| repository.get("file", json!({ "source": source("2.0.0"), "path": path }));
    assert_eq!(file("damaged.rsx"), json!({ "kind": "text", "text": damaged }));
    assert_eq!(file("image.png")["kind"], "binary");
    assert_eq!(file("latin1.txt")["kind"], "binary");
    assert_eq!(file("large.txt"), json!({ "kind": "tooLarge", "size": 3 << 20 }));
    for path in ["gone.rsx", "../x", ""] {
        let request = json!({ "source": source("2.0.0"), "path": path });
        assert_eq!(repository.fails("file", request).code, "notFound", "{path}");
    }
    let missing = json!({ "source": source("9.0.0"), "path": "damaged.rsx" });
    assert_eq!(repository.fails("file", missing).code, "notFound");
}

#[test]
fn differences_and_saved_files_are_those_of_the_repository() {
    let sandbox = shop::sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let folder = json!({ "kind": "folder", "folder": DASHBOARD_FOLDER });
    let changes = repository.get("changes", json!({ "before": source("1.0.0"), "after": folder }));
    assert_eq!(
        changes["files"],
        json!([{ "path": "src/page1.rsx", "status": "added", "isLayoutOnly": false }])
    );
    let request = json!({ "before": source("1.0.0"), "after": folder, "path": "src/page1.rsx" });
    assert_eq!(repository.get("difference", request)["added"], 1);

    let target = sandbox.path("saved");
    client.host.picks.lock().unwrap().push(target.clone());
    let element = json!({ "kind": "app", "id": DASHBOARD });
    repository.get("save_zip", json!({ "element": element, "version": "1.0.0" }));
    let stored = sandbox.work().join(format!("dist/apps/{DASHBOARD}/1.0.0.zip"));
    assert_eq!(fs::read(&target).unwrap(), fs::read(stored).unwrap());
    client.host.picks.lock().unwrap().push(target.clone());
    repository.get("save_file", json!({ "source": folder, "path": "main.rsx" }));
    assert_eq!(fs::read_to_string(&target).unwrap(), "<App/>\n");
    let cancelled = repository.get("save_file", json!({ "source": folder, "path": "main.rsx" }));
    assert_eq!(cancelled["path"], json!(null));
    client
        .host
        .picks
        .lock()
        .unwrap()
        .push(sandbox.path("no/such/folder"));
    let failure = repository.fails("save_file", json!({ "source": folder, "path": "main.rsx" }));
    assert!(failure.code == "io" && failure.hint.is_some(), "{failure:?}");
}

#[test]
fn files_that_do_not_belong_in_dist_are_said() {
    let sandbox = Sandbox::holding(
        &Files::toolscript()
            .app(DASHBOARD_FOLDER, DASHBOARD)
            .file("dist/readme.md", "x")
            .file(&format!("dist/apps/{DASHBOARD}/v1.zip"), "x"),
    );
    let client = Client::new();
    let repository = client.open(&sandbox.remote());
    let page = repository.releases();
    let codes: Vec<_> = page["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| p["code"].clone())
        .collect();
    assert_eq!(codes, ["fileUnexpected", "fileUnexpected"], "{page}");
}
