//! What the window may call is what the golden list says.

#![allow(
    clippy::unwrap_used,
    reason = "where something is missing, the test fails, which is what it is for"
)]

#[path = "../src/context.rs"]
mod context;

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;
use tauri::Url;
use tauri::ipc::{Origin, RuntimeAuthority};

const GOLDEN: &str = include_str!("../../crates/app/commands.txt");

/// What the window needs to hear events, besides the commands of the application.
const EVENTS: [&str; 2] = ["plugin:event|listen", "plugin:event|unlisten"];

fn golden() -> BTreeSet<String> {
    GOLDEN.lines().chain(EVENTS).map(str::to_owned).collect()
}

/// Every command that anything in this program declares: ours, Tauri's own and those of its plugins.
fn declared() -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("gen/schemas/acl-manifests.json");
    let manifests: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut commands = BTreeSet::new();
    for (key, manifest) in manifests.as_object().unwrap() {
        for permission in manifest["permissions"].as_object().unwrap().values() {
            for command in permission["commands"]["allow"].as_array().unwrap() {
                let command = command.as_str().unwrap();
                commands.insert(match key.strip_prefix("core:").unwrap_or(key) {
                    "__app-acl__" => command.to_owned(),
                    plugin => format!("plugin:{plugin}|{command}"),
                });
            }
        }
    }
    commands
}

fn exposed(to: &Origin) -> BTreeSet<String> {
    let mut context = context::context();
    let authority: &RuntimeAuthority = context.runtime_authority_mut();
    declared()
        .into_iter()
        .filter(|command| authority.resolve_access(command, "main", "main", to).is_some())
        .collect()
}

#[test]
fn the_window_may_call_the_commands_of_the_golden_list_and_no_others() {
    let exposed = exposed(&Origin::Local);
    assert_eq!(exposed, golden());
    assert!(
        declared().len() > exposed.len() + 50,
        "Tauri's own commands are not among the declared ones"
    );
}

#[test]
fn a_page_from_elsewhere_may_call_nothing() {
    let elsewhere = Origin::Remote {
        url: Url::parse("https://example.com/").unwrap(),
    };
    assert_eq!(exposed(&elsewhere), BTreeSet::new());
}
