//! Writing manifests and releases: each on a branch of its own, pushed.

use manifold_test_support::Sandbox;
use serde_json::json;

use crate::shop::{self, DASHBOARD, NIGHTLY, NOBODY, REFUNDS, sandbox};
use crate::support::{Pushed, Server};

impl Server {
    /// What a branch changes, as `git diff --name-status` says it, and the text of the manifest that it is about.
    fn change(&self, pushed: &Pushed, manifest: &str) -> (String, String) {
        assert_eq!(self.git(&["rev-parse", &pushed.branch]), pushed.commit);
        assert_eq!(
            self.git(&["rev-parse", &format!("{}^", pushed.commit)]),
            self.git(&["rev-parse", "main"])
        );
        let status = self.git(&["diff", "--name-status", "main", &pushed.commit]);
        let text = self.git(&["show", &format!("{}:manifests/{manifest}.yaml", pushed.commit)]);
        (status, text)
    }
}

#[test]
fn a_manifest_is_created_and_overwritten() {
    let server = Server::of(sandbox());
    let empty = server.write("PUT", "manifests/uat", &json!({}));
    assert_eq!(
        server.change(&empty, "uat"),
        (
            "A\tmanifests/uat.yaml".to_owned(),
            "version: 1.0.0\nname: uat".to_owned()
        )
    );
    assert_eq!(empty.url, "");
    assert!(
        empty.branch.starts_with("builder/updateReleaseManifest-commit-"),
        "{}",
        empty.branch
    );
    assert_eq!(
        server.git(&["log", "-1", "--format=%s|%an", &empty.commit]),
        "Create 'uat' release manifest|Sample builder"
    );

    let body = json!({ "manifest": {
        "name": "prod",
        "apps": [{ "uuid": NOBODY, "release": "9.9.9", "unknown": 1 }],
        "workflows": [{ "uuid": NIGHTLY, "release": "latest" }],
        "unknown": {},
    }, "unknown": [] });
    let pushed = server.write("PUT", "manifests/prod", &body);
    assert_eq!(
        server.change(&pushed, "prod"),
        (
            "M\tmanifests/prod.yaml".to_owned(),
            format!(
                "version: 1.0.0\nname: prod\napps:\n  - uuid: {NOBODY}\n    release: 9.9.9\nworkflows:\n  - uuid: {NIGHTLY}\n    release: latest"
            )
        )
    );
    server.sandbox.assert_sound(&server.sandbox.remote());
}

#[test]
fn what_a_read_gave_can_be_sent_back_with_a_change() {
    let server = Server::of(sandbox());
    let mut data = server.get("manifests/prod");
    data["manifest"]["apps"][0]["release"] = json!("latest");
    let pushed = server.write("PUT", "manifests/prod", &data);
    let diff = server.git(&["diff", "--unified=0", "main", &pushed.commit]);
    let changed: Vec<&str> = diff
        .lines()
        .filter(|line| line.starts_with(['-', '+']))
        .skip(2)
        .collect();
    assert_eq!(changed, ["-    release: 1.0.0", "+    release: latest"]);
}

#[test]
fn everything_else_in_the_file_is_kept_byte_for_byte() {
    let before = format!(
        "# Ours\r\nversion: 1.0.0\r\nname: 'prod' # the real one\r\nowner: us\r\napps-v2:\r\n - uuid: {NOBODY}\r\n   release: 2.0.0\r\napps: # all\r\n - uuid: \"{DASHBOARD}\" # first\r\n   release: '1.0.0'\r\n - uuid: {REFUNDS}\r\n   release: latest"
    );
    let server = Server::of(Sandbox::holding(
        &shop::files().file("manifests/prod.yaml", &before),
    ));
    let body = json!({ "manifest": { "apps": [
        { "uuid": REFUNDS, "release": "latest" },
        { "uuid": DASHBOARD, "release": "1.0.1" },
    ] } });
    let pushed = server.write("PUT", "manifests/prod", &body);
    let (_, after) = server.change(&pushed, "prod");
    assert_eq!(after, before.replace("'1.0.0'", "'1.0.1'"));
}

#[test]
fn one_entry_is_set_and_removed_and_its_manifest_created() {
    let server = Server::of(sandbox());
    for (path, expected) in [
        (
            format!("manifests/dev/{DASHBOARD}?elementType=PAGE"),
            "M\tmanifests/dev.yaml",
        ),
        (
            format!("manifests/dev/{NIGHTLY}?elementType=WORKFLOW"),
            "M\tmanifests/dev.yaml",
        ),
        (
            format!("manifests/uat/{NIGHTLY}?elementType=WORKFLOW"),
            "A\tmanifests/uat.yaml",
        ),
        (format!("manifests/uat/apps/{NOBODY}"), "A\tmanifests/uat.yaml"),
    ] {
        let manifest = &path[10..13];
        let pushed = server.write("PUT", &path, &json!({ "release": "1.0.0" }));
        let (status, text) = server.change(&pushed, manifest);
        assert_eq!(status, expected);
        assert_eq!(text.matches("release: 1.0.0").count(), 1, "{text}");
    }
    for path in [
        format!("manifests/prod/{REFUNDS}/delete?elementType=PAGE"),
        format!("manifests/prod/apps/{REFUNDS}/delete"),
    ] {
        let pushed = server.write("POST", &path, &json!({}));
        let (_, text) = server.change(&pushed, "prod");
        assert!(text.contains(DASHBOARD) && !text.contains(REFUNDS), "{text}");
    }
    assert_eq!(server.branches().len(), 6);
}

#[test]
fn a_manifest_is_deleted() {
    let server = Server::of(sandbox());
    let reply = server.ask("POST", "/api/v2/source_control/manifests/dev/delete", "");
    let pushed = Pushed::of(&reply);
    let status = server.git(&["diff", "--name-status", "main", &pushed.commit]);
    assert_eq!(status, "D\tmanifests/dev.yaml");
}

#[test]
fn a_release_is_created_though_nothing_changed() {
    let server = Server::of(sandbox());
    for (path, version, file) in [
        (
            format!("releases/{DASHBOARD}?elementType=PAGE"),
            "1.0.1",
            format!("apps/{DASHBOARD}"),
        ),
        (
            format!("releases/{NIGHTLY}?elementType=WORKFLOW"),
            "0.1.0",
            format!("workflows/{NIGHTLY}"),
        ),
        (
            format!("releases/apps/{REFUNDS}"),
            "2.0.0",
            format!("apps/{REFUNDS}"),
        ),
    ] {
        let body = json!({ "release_version": version, "release_description": "New dogs" });
        let pushed = server.write("POST", &path, &body);
        let status = server.git(&["diff", "--name-status", "main", &pushed.commit]);
        assert_eq!(status, format!("A\tdist/{file}/{version}.zip"));
        assert!(
            pushed.branch.contains("createReleaseArtifact"),
            "{}",
            pushed.branch
        );
        server.git(&["update-ref", "refs/heads/main", &pushed.commit]);
    }
    let releases = server.get(&format!("releases/{DASHBOARD}?elementType=PAGE"));
    assert_eq!(releases[0]["release_version"], "1.0.1");
    assert_eq!(releases[0]["release_description"], "New dogs");
    server.sandbox.assert_sound(&server.sandbox.remote());
}

#[test]
fn a_commit_message_is_the_commits() {
    let server = Server::of(sandbox());
    let writes = [
        ("PUT", "manifests/uat".to_owned(), json!({})),
        (
            "PUT",
            format!("manifests/dev/apps/{DASHBOARD}"),
            json!({ "release": "1.0.0" }),
        ),
        ("POST", "manifests/dev/delete".to_owned(), json!({})),
        (
            "POST",
            format!("releases/apps/{REFUNDS}"),
            json!({ "release_version": "1.0.0" }),
        ),
    ];
    for (method, path, mut body) in writes {
        body["commit_message"] = json!("Ready for testers\n\nAs agreed.");
        let pushed = server.write(method, &path, &body);
        let message = server.git(&["log", "-1", "--format=%B", &pushed.commit]);
        assert_eq!(message, "Ready for testers\n\nAs agreed.", "{path}");
    }
}

#[test]
fn a_write_starts_from_what_the_remote_has_now() {
    let server = Server::of(sandbox());
    server.get("manifests");
    server.sandbox.change("main", "readme.md", "Moved on\n");
    let pushed = server.write("PUT", "manifests/uat", &json!({}));
    assert_eq!(
        server.git(&["rev-parse", &format!("{}^", pushed.commit)]),
        server.git(&["rev-parse", "main"])
    );
    let first = server.git(&["rev-parse", "main^"]);
    server.git(&["update-ref", "refs/heads/main", &first]);
    let pushed = server.write("PUT", "manifests/uat", &json!({}));
    assert_eq!(server.git(&["rev-parse", &format!("{}^", pushed.commit)]), first);
}
