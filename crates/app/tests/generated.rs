//! What is generated from this crate is what the repository holds.
//!
//! `MANIFOLD_GENERATE=1 cargo test -p manifold-app --test generated` writes it anew.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use manifold_app::commands;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn config(folder: &Path) -> ts_rs::Config {
    ts_rs::Config::new().with_large_int("number").with_out_dir(folder)
}

fn files(folder: &Path) -> BTreeMap<PathBuf, String> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return BTreeMap::new();
    };
    entries
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            (
                path.file_name().unwrap().into(),
                std::fs::read_to_string(&path).unwrap(),
            )
        })
        .collect()
}

fn generate(types: &Path) {
    let config = config(types);
    commands::export_types(&config).unwrap();
    std::fs::write(types.join("Commands.ts"), commands::typescript(&config)).unwrap();
}

#[test]
fn the_typescript_types_are_those_of_this_crate() {
    let committed = root().join("ui/src/ipc/generated");
    let fresh = tempfile::tempdir().unwrap();
    generate(fresh.path());
    if std::env::var_os("MANIFOLD_GENERATE").is_some() {
        if committed.exists() {
            std::fs::remove_dir_all(&committed).unwrap();
        }
        std::fs::create_dir_all(&committed).unwrap();
        generate(&committed);
    }
    assert_eq!(
        files(&committed),
        files(fresh.path()),
        "run with MANIFOLD_GENERATE=1 to write them anew"
    );
}

#[test]
fn the_list_of_commands_is_the_golden_one() {
    let golden = root().join("crates/app/commands.txt");
    let names = commands::NAMES.join("\n") + "\n";
    if std::env::var_os("MANIFOLD_GENERATE").is_some() {
        std::fs::write(&golden, &names).unwrap();
    }
    assert_eq!(std::fs::read_to_string(golden).unwrap(), names);
}

/// A capability of the desktop shell that allows every command, and hearing events.
fn capability(before: &str) -> String {
    let (head, _) = before.split_once("\"permissions\": [").unwrap();
    let events = ["core:event:allow-listen", "core:event:allow-unlisten"].map(str::to_owned);
    let commands = commands::NAMES.iter();
    let commands = commands.map(|name| format!("allow-{}", name.replace('_', "-")));
    let lines: Vec<String> = events
        .into_iter()
        .chain(commands)
        .map(|permission| format!("    \"{permission}\""))
        .collect();
    format!("{head}\"permissions\": [\n{}\n  ]\n}}\n", lines.join(",\n"))
}

#[test]
fn the_window_may_call_every_command() {
    let path = root().join("src-tauri/capabilities/main.json");
    let committed = std::fs::read_to_string(&path).unwrap();
    let fresh = capability(&committed);
    if std::env::var_os("MANIFOLD_GENERATE").is_some() {
        std::fs::write(&path, &fresh).unwrap();
    } else {
        assert_eq!(committed, fresh, "run with MANIFOLD_GENERATE=1 to write it anew");
    }
}
