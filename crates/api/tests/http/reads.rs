//! Reading manifests and releases.

use manifold_test_support::{Files, Sandbox};
use serde_json::json;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::shop::{self, DASHBOARD, NIGHTLY, NOBODY, REFUNDS, sandbox};
use crate::support::Server;

#[test]
fn manifests_are_listed_by_name_with_their_apps_and_workflows() {
    let workflows =
        format!("version: 1.0.0\nname: qa\nworkflows:\n  - uuid: {NIGHTLY}\n    release: latest\n");
    let server = Server::of(Sandbox::holding(
        &shop::files()
            .file("manifests/qa.yaml", workflows)
            .manifest("empty", &[]),
    ));
    let dev = json!({ "name": "dev", "apps": [{ "uuid": DASHBOARD, "release": "latest" }] });
    let prod = json!({ "name": "prod", "apps": [
        { "uuid": DASHBOARD, "release": "1.0.0" },
        { "uuid": REFUNDS, "release": "latest" },
    ] });
    let qa = json!({ "name": "qa", "workflows": [{ "uuid": NIGHTLY, "release": "latest" }] });
    let all = json!({ "manifests": [dev, { "name": "empty" }, prod, qa] });
    assert_eq!(server.get("manifests"), all);
    assert_eq!(server.get("manifests/prod"), json!({ "manifest": prod }));
}

#[test]
fn a_manifest_that_cannot_be_read_is_left_out_and_says_why_when_asked_for() {
    let broken = "version: 1.0.0\nname: prod\napps:\n  - uuid: x\n    relese: latest\n";
    let server = Server::of(Sandbox::holding(
        &shop::files().file("manifests/prod.yaml", broken),
    ));
    assert_eq!(server.get("manifests")["manifests"].as_array().unwrap().len(), 1);
    let message = server
        .ask("GET", "/api/v2/source_control/manifests/prod", "")
        .refusal(400);
    assert!(message.contains("line 4"), "{message}");
}

#[test]
fn releases_are_listed_newest_first_with_their_description_and_time() {
    let files = shop::files().release("apps/Orders/Dashboard", DASHBOARD, "1.10.0");
    let server = Server::of(Sandbox::holding(&files.release(
        "apps/Orders/Dashboard",
        DASHBOARD,
        "1.9.0",
    )));
    let releases = server.get(&format!("releases/{DASHBOARD}?elementType=PAGE"));
    let versions: Vec<_> = releases
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["release_version"])
        .collect();
    assert_eq!(versions, ["1.10.0", "1.9.0", "1.0.0"]);
    assert_eq!(releases[0]["release_description"], "As it was");
    let created = releases[0]["created_at"].as_str().unwrap();
    assert!(
        OffsetDateTime::parse(created, &Rfc3339).is_ok() && created.ends_with('Z'),
        "{created}"
    );
    assert_eq!(server.get(&format!("releases/apps/{DASHBOARD}")), releases);
}

#[test]
fn what_has_no_release_has_an_empty_list() {
    let server = Server::of(sandbox());
    for path in [
        format!("releases/{REFUNDS}?elementType=PAGE"),
        format!("releases/{DASHBOARD}?elementType=WORKFLOW"),
        format!("releases/apps/{NOBODY}"),
    ] {
        assert_eq!(server.get(&path), json!([]), "{path}");
    }
}

#[test]
fn a_damaged_artifact_is_listed_with_a_time() {
    let server = Server::of(Sandbox::new());
    let releases = server.get(&format!("releases/{DASHBOARD}?elementType=PAGE"));
    assert_eq!(
        releases,
        json!([{ "release_version": "1.0.0", "created_at": "2026-01-02T03:04:05Z" }])
    );
}

#[test]
fn a_request_sees_what_the_remote_says_now() {
    let server = Server::of(sandbox());
    let release = |server: &Server| server.get("manifests/dev")["manifest"]["apps"][0]["release"].clone();
    assert_eq!(release(&server), "latest");
    let first = server.git(&["rev-parse", "main"]);

    let moved = Files::default().manifest("dev", &[(DASHBOARD, "1.0.0")]);
    server.sandbox.write_to_work(&moved);
    server.sandbox.commit(&server.sandbox.work(), "Go on");
    server
        .sandbox
        .git(&server.sandbox.work(), &["push", "-q", "origin", "HEAD:main"]);
    assert_eq!(release(&server), "1.0.0");

    server.git(&["update-ref", "refs/heads/main", &first]);
    assert_eq!(release(&server), "latest", "moved backwards");

    let work = server.sandbox.work();
    server.sandbox.git(&work, &["checkout", "-q", "--orphan", "anew"]);
    server.sandbox.commit(&work, "Rewrite the history");
    server
        .sandbox
        .git(&work, &["push", "-q", "-f", "origin", "HEAD:main"]);
    assert_eq!(release(&server), "1.0.0", "rewritten");

    server.git(&["branch", "other", &first]);
    server.git(&["symbolic-ref", "HEAD", "refs/heads/other"]);
    assert_eq!(release(&server), "latest", "another default branch");
}

#[test]
fn the_connection_is_tested_and_says_why_not() {
    let server = Server::of(sandbox());
    assert_eq!(server.get("test_connection"), json!({ "success": true }));
    std::fs::rename(server.sandbox.remote(), server.sandbox.path("away.git")).unwrap();
    let data = server.get("test_connection");
    assert_eq!(data["success"], false);
    assert!(data["message"].as_str().unwrap().contains("remote.git"), "{data}");
}
