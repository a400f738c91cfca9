//! A small repository that most tests start from, and the intents that they have about it.

use manifold_test_support::{Files, Sandbox};
use serde_json::{Value, json};

pub const DASHBOARD: &str = "6e69709c-198c-11f1-835a-73d4870770bb";
pub const REFUNDS: &str = "e42fc3d8-19a2-11f1-8c9e-c387ca253214";
pub const NIGHTLY: &str = "32c3311f-cbf3-4344-b7d5-026ed93bb52e";
pub const DASHBOARD_FOLDER: &str = "apps/Orders/Dashboard";

/// Two apps, a workflow and two manifests. Dashboard has one release, and changed since.
pub fn files() -> Files {
    Files::toolscript()
        .app(DASHBOARD_FOLDER, DASHBOARD)
        .release(DASHBOARD_FOLDER, DASHBOARD, "1.0.0")
        .file("apps/Orders/Dashboard/src/page1.rsx", "<Page/>\n")
        .app("apps/Refunds", REFUNDS)
        .workflow("workflows/Nightly", "Nightly", NIGHTLY)
        .manifest("dev", &[(DASHBOARD, "latest")])
        .manifest("prod", &[(DASHBOARD, "1.0.0"), (REFUNDS, "latest")])
}

/// A remote that holds these files.
pub fn sandbox() -> Sandbox {
    Sandbox::holding(&files())
}

/// A new, empty manifest.
pub fn create_manifest(name: &str) -> Value {
    json!({ "kind": "createManifest", "name": name, "start": { "kind": "empty" }, "why": "" })
}

/// Another release of an app on a manifest; `null` removes the entry.
pub fn set(manifest: &str, uuid: &str, release: impl Into<Value>) -> Value {
    json!({ "kind": "changeManifests", "changes": [change(manifest, uuid, release)], "why": "", "isRollBack": false })
}

/// One such change.
pub fn change(manifest: &str, uuid: &str, release: impl Into<Value>) -> Value {
    json!({ "manifest": manifest, "element": { "kind": "app", "id": uuid }, "release": release.into() })
}

/// A release of what is in a folder.
pub fn release(folder: &str, version: &str) -> Value {
    json!({
        "kind": "createReleases",
        "releases": [{ "folder": folder, "version": version }],
        "description": "",
        "setOn": [],
        "acceptUnchanged": false,
    })
}
