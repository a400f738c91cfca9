//! Every job of the window on the sample repository, from opening it to the merged branch.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod support;

use serde_json::json;
use support::Client;

#[test]
fn the_sample_opens_with_its_instances_in_order_and_production_marked() {
    let client = Client::new();
    let sample = client.sample();
    let page = sample.get("releases", json!({}));
    let columns: Vec<_> = page["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|column| {
            (
                column["manifest"].as_str().unwrap(),
                column["isProduction"].as_bool().unwrap(),
            )
        })
        .collect();
    assert_eq!(columns, [("dev", false), ("staging", false), ("prod", true)]);
    assert!(page["rows"].as_array().unwrap().len() >= 11);
    assert_eq!(page["header"]["landing"]["kind"], "mergeHere");
    assert_eq!(client.get("start", json!({}))["open"], json!(sample.id));
}

#[test]
fn a_created_manifest_is_a_column_once_its_branch_is_merged() {
    let client = Client::new();
    let sample = client.sample();
    let intent = json!({ "kind": "createManifest", "name": "qa", "start": { "kind": "copyOf", "manifest": "staging" }, "why": "" });
    let plan = sample.plan(intent.clone());
    assert_eq!(plan["title"], "Create 'qa' release manifest");
    assert_eq!(plan["commits"][0]["files"][0]["path"], "manifests/qa.yaml");

    let pushed = sample.publish(intent.clone());
    let before = sample.get("releases", json!({}));
    assert_eq!(
        before["columns"].as_array().unwrap().len(),
        3,
        "nothing changes before the merge"
    );
    let refused = sample.get("plan", json!({ "intent": intent }));
    assert_eq!(
        refused["refusals"][0]["code"], "nameTaken",
        "the pushed branch has taken the name"
    );

    sample.merge(&pushed);
    let after = sample.get("releases", json!({}));
    assert_eq!(after["columns"].as_array().unwrap().len(), 4);
    assert_eq!(
        sample.cell("Dashboard", "qa"),
        sample.cell("Dashboard", "staging")
    );
}

#[test]
fn a_created_release_is_set_on_staging_in_the_same_branch() {
    let client = Client::new();
    let sample = client.sample();
    let folder = sample.row("Dashboard")["folder"].clone();
    let form = sample.get("create_release", json!({ "folder": folder }));
    let version = form["versions"][0]["version"].as_str().unwrap().to_owned();
    let intent = json!({
        "kind": "createReleases",
        "releases": [{ "folder": folder, "version": version }],
        "description": "Faster",
        "setOn": ["staging"],
        "acceptUnchanged": false,
    });
    let plan = sample.plan(intent.clone());
    assert_eq!(plan["commits"].as_array().unwrap().len(), 2);
    assert_eq!(
        plan["title"],
        format!("Creating release for Dashboard (v{version})")
    );

    let pushed = sample.publish(intent);
    sample.merge(&pushed);
    assert_eq!(sample.cell("Dashboard", "staging")["release"], json!(version));
    let page = sample.get("element", json!({ "folder": folder }));
    assert_eq!(page["releases"][0]["version"], json!(version));
    assert_eq!(page["releases"][0]["description"], "Faster");
    assert_eq!(page["releases"][0]["author"], "Sample admin");
}

#[test]
fn a_draft_outlives_the_application_and_ends_with_its_push() {
    let client = Client::new();
    let sample = client.sample();
    let row = sample.row("Dashboard");
    let newest = row["newest"].clone();
    let change = json!({ "manifest": "prod", "element": row["element"], "release": newest });
    let draft = sample.get("change_draft", json!({ "changes": [change.clone()] }));
    assert_eq!(draft["changes"][0]["to"], newest);

    let other = client.restarted();
    other.get(
        "open_repository",
        json!({ "repository": sample.id, "operation": "open" }),
    );
    let kept = other.get("releases", json!({ "repository": sample.id }));
    assert_eq!(kept["draft"]["changes"][0]["to"], newest);

    let pushed = sample
        .publish(json!({ "kind": "changeManifests", "changes": [change], "why": "", "isRollBack": false }));
    assert_eq!(
        pushed["manifests"],
        json!([{ "manifest": "prod", "change": "changed", "isProduction": true }])
    );
    assert_eq!(sample.get("releases", json!({}))["draft"]["changes"], json!([]));
    sample.merge(&pushed);
    assert_eq!(sample.cell("Dashboard", "prod")["release"], newest);
}

#[test]
fn a_link_that_belongs_to_no_web_address_is_not_opened() {
    let client = Client::new();
    let sample = client.sample();
    let failure = sample
        .ask("open_link", json!({ "url": "https://example.com/phish" }))
        .unwrap_err();
    assert_eq!(failure.code, "linkRefused");
    assert!(client.host.links.lock().unwrap().is_empty());
}
