//! What is pushed, to the byte.

use std::collections::BTreeSet;
use std::process::Command;

use manifold_test_support::{Files, Sandbox};
use serde_json::json;

use crate::support::Client;
use crate::support::shop::{
    self, DASHBOARD, DASHBOARD_FOLDER, NIGHTLY, create_manifest, release, sandbox, set,
};

/// What a program prints about a file of a commit.
fn listed(sandbox: &Sandbox, revision: &str, program: &str, arguments: &[&str]) -> Vec<String> {
    let file = sandbox.path("artifact.zip");
    let blob = sandbox.try_git(&sandbox.remote(), &["cat-file", "blob", revision]);
    assert!(blob.status.success(), "{revision}");
    std::fs::write(&file, blob.stdout).unwrap();
    let output = Command::new(program).args(arguments).arg(&file).output().unwrap();
    assert!(output.status.success(), "{program} {arguments:?}");
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_release_that_is_set_on_an_instance_is_two_commits_as_retool_writes_them() {
    let sandbox = Sandbox::holding(
        &shop::files()
            .file("apps/Orders/Dashboard/src/modal.rsx", "<Modal/>\n")
            .file("apps/Orders/Dashboard/.positions/page1.json", "{}\n"),
    );
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let base = sandbox.remote_id("main");
    let mut intent = release(DASHBOARD_FOLDER, "1.0.1");
    intent["setOn"] = json!(["prod"]);
    intent["description"] = json!("Added \"more\" dogs\nand cats ");
    let plan = repository.plan(intent);
    let pushed = repository.try_publish(&plan)["pushed"].clone();
    let branch = pushed["branch"].as_str().unwrap();

    assert!(
        branch.starts_with("admin/createReleaseArtifact-commit-")
            && branch.len() == "admin/createReleaseArtifact-commit-".len() + 8,
        "{branch}"
    );
    let log = sandbox.git(
        &sandbox.remote(),
        &[
            "log",
            "--reverse",
            "--format=%s|%b|%P|%an <%ae>|%cn <%ce>|%at=%ct",
            &format!("main..{branch}"),
        ],
    );
    let lines: Vec<Vec<&str>> = log.lines().map(|line| line.split('|').collect()).collect();
    let first = sandbox.remote_id(&format!("{branch}^"));
    let admin = "Sample admin <admin@example.com>";
    assert_eq!(lines.len(), 2, "{log}");
    for (line, subject, parent) in [
        (&lines[0], "Creating release for Dashboard (v1.0.1)", &base),
        (&lines[1], "Update 'prod' release manifest", &first),
    ] {
        assert_eq!(line[..5], [subject, "", parent.as_str(), admin, admin]);
        let (author, committer) = line[5].split_once('=').unwrap();
        assert_eq!(author, committer);
    }
    let zip = format!("dist/apps/{DASHBOARD}/1.0.1.zip");
    let changed = |commit: &str| {
        sandbox.git(
            &sandbox.remote(),
            &["diff", "--name-only", &format!("{commit}^"), commit],
        )
    };
    assert_eq!(changed(&first), zip);
    assert_eq!(changed(branch), "manifests/prod.yaml");
    assert_eq!(sandbox.remote_id("main"), base, "the default branch stays");

    // What Git says is below the folder, folders just before what they hold, and the metadata last.
    let folder = format!("{base}:{DASHBOARD_FOLDER}");
    let tree = sandbox.git(
        &sandbox.remote(),
        &["ls-tree", "-r", "-t", "--format=%(objecttype) %(path)", &folder],
    );
    let mut expected: Vec<String> = tree
        .lines()
        .map(|line| match line.split_once(' ').unwrap() {
            ("tree", path) => format!("{path}/"),
            (_, path) => path.to_owned(),
        })
        .collect();
    expected.push("release-metadata.json".to_owned());
    let artifact = format!("{branch}:{zip}");
    assert_eq!(listed(&sandbox, &artifact, "unzip", &["-Z1"]), expected);
    listed(&sandbox, &artifact, "unzip", &["-tq"]);
    let methods: BTreeSet<String> = listed(&sandbox, &artifact, "unzip", &["-v"])
        .iter()
        .filter(|line| line.contains('%') && line.contains(':'))
        .map(|line| line.split_whitespace().nth(1).unwrap().to_owned())
        .collect();
    assert_eq!(methods, BTreeSet::from(["Stored".to_owned()]));
    let metadata = Command::new("unzip")
        .args(["-p"])
        .arg(sandbox.path("artifact.zip"))
        .arg("release-metadata.json")
        .output()
        .unwrap();
    assert_eq!(
        String::from_utf8(metadata.stdout).unwrap(),
        format!(
            r#"{{"releaseVersion":"1.0.1","releaseDescription":"Added \"more\" dogs\nand cats","gitSha":"{base}","elementType":"PAGE","metadataVersion":"1.0.0"}}"#
        )
    );
    sandbox.assert_sound(&sandbox.remote());
}

#[test]
fn manifests_are_canonical_to_the_last_byte() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let text = |branch: &str, name: &str| {
        let path = format!("{branch}:manifests/{name}.yaml");
        let blob = sandbox.try_git(&sandbox.remote(), &["cat-file", "blob", &path]);
        String::from_utf8(blob.stdout).unwrap()
    };
    let branch_of = |intent| repository.publish(intent)["branch"].as_str().unwrap().to_owned();

    let empty = branch_of(create_manifest("qa"));
    assert!(
        empty.starts_with("admin/updateReleaseManifest-commit-"),
        "{empty}"
    );
    assert_eq!(text(&empty, "qa"), "version: 1.0.0\nname: qa\n");

    let every = branch_of(json!({
        "kind": "createManifest", "name": "Demo", "start": { "kind": "everyElementAtLatest" }, "why": "Trying.",
    }));
    let refunds = shop::REFUNDS;
    assert_eq!(
        text(&every, "Demo"),
        format!(
            "version: 1.0.0\nname: Demo\napps:\n  - uuid: {DASHBOARD}\n    release: latest\n  - uuid: {refunds}\n    \
             release: latest\nworkflows:\n  - uuid: {NIGHTLY}\n    release: latest\n"
        )
    );
    assert_eq!(
        sandbox.git(&sandbox.remote(), &["log", "-1", "--format=%B", &every]),
        "Create 'Demo' release manifest\n\nTrying."
    );

    let removed = branch_of(set("dev", DASHBOARD, json!(null)));
    assert_eq!(
        text(&removed, "dev"),
        "version: 1.0.0\nname: dev\n",
        "an empty list is left out"
    );
    let deleted = branch_of(json!({ "kind": "deleteManifest", "manifest": "dev", "why": "" }));
    assert_eq!(
        sandbox.git(&sandbox.remote(), &["diff", "--name-status", "main", &deleted]),
        "D\tmanifests/dev.yaml"
    );
    let both = branch_of(json!({
        "kind": "changeManifests", "why": "", "isRollBack": false,
        "changes": [shop::change("prod", refunds, "1.0.0"), shop::change("dev", refunds, "latest")],
    }));
    assert_eq!(
        sandbox.git(&sandbox.remote(), &["log", "-1", "--format=%s", &both]),
        "Update dev, prod release manifests"
    );
}

#[test]
fn several_releases_are_one_commit_and_a_workflow_is_one_too() {
    let sandbox = Sandbox::holding(&shop::files().app("apps/A", "00000001-198c-11f1-835a-73d4870770bb"));
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let mut intent = release("apps/A", "1.0.0");
    intent["releases"] = json!([
        { "folder": "workflows/Nightly", "version": "0.1.0" },
        { "folder": "apps/A", "version": "1.0.0" },
    ]);
    let pushed = repository.publish(intent);
    assert_eq!(pushed["title"], "Creating releases for A, Nightly");
    let branch = pushed["branch"].as_str().unwrap();
    assert_eq!(
        sandbox.git(&sandbox.remote(), &["diff", "--name-only", "main", branch]),
        format!(
            "dist/apps/00000001-198c-11f1-835a-73d4870770bb/1.0.0.zip\ndist/workflows/{NIGHTLY}/0.1.0.zip"
        )
    );
    let artifact = format!("{branch}:dist/workflows/{NIGHTLY}/0.1.0.zip");
    assert_eq!(
        listed(&sandbox, &artifact, "unzip", &["-Z1"]),
        ["workflow.yml", "release-metadata.json"]
    );
    repository.merge(&pushed);
    let request = json!({ "element": { "kind": "workflow", "id": NIGHTLY }, "version": "0.1.0" });
    assert_eq!(
        repository.get("artifact", request)["metadata"]["elementType"],
        "WORKFLOW"
    );
}

#[test]
fn new_style_apps_keep_their_entries_on_every_write() {
    let portal = "00000009-198c-11f1-835a-73d4870770bb";
    let manifest = format!(
        "version: 1.0.0\nname: prod\napps-v2:\n  - uuid: {portal}\n    release: 0.3.0\napps:\n  - uuid: {DASHBOARD}\n    release: 1.0.0\n"
    );
    let sandbox = Sandbox::holding(
        &Files::toolscript()
            .app(DASHBOARD_FOLDER, DASHBOARD)
            .new_style_app("apps-v2/Portal", "Portal", portal)
            .file("manifests/prod.yaml", &manifest),
    );
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let branch = repository.publish(set("prod", DASHBOARD, "latest"))["branch"].clone();
    let path = format!("{}:manifests/prod.yaml", branch.as_str().unwrap());
    assert_eq!(
        sandbox.git(&sandbox.remote(), &["show", &path]) + "\n",
        manifest.replace("release: 1.0.0", "release: latest")
    );
    assert_eq!(repository.cell("Portal", "prod"), json!({ "release": "0.3.0" }));
    let refusal = repository.refusal(release("apps-v2/Portal", "1.0.0"));
    assert_eq!(refusal["code"], "notReleasable");
    let page = repository.get("element", json!({ "folder": "apps-v2/Portal" }));
    assert!(page["notReleasable"].as_str().unwrap().contains("Retool"));
}
