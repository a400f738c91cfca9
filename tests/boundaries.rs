//! Imports point the way that `docs/architecture.md` says.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::workspace::{packages, root};

/// The crates that a crate of the workspace is built from, without those of its tests.
fn dependencies(of: &str) -> BTreeSet<String> {
    let packages = packages();
    let package = packages.iter().find(|package| package["name"] == of).unwrap();
    let dependencies = package["dependencies"].as_array().unwrap();
    dependencies
        .iter()
        .filter(|dependency| dependency["kind"].is_null())
        .map(|dependency| dependency["name"].as_str().unwrap().to_owned())
        .collect()
}

fn rooms_below(of: &str) -> Vec<String> {
    dependencies(of)
        .into_iter()
        .filter(|name| name.starts_with("manifold-"))
        .collect()
}

/// The files below a folder that hold one of these texts.
fn files_with(folder: &Path, texts: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_with(&path, texts));
        } else if let Ok(content) = fs::read_to_string(&path)
            && texts.iter().any(|text| content.contains(text))
        {
            found.push(path.strip_prefix(root()).unwrap().display().to_string());
        }
    }
    found.sort();
    found
}

#[test]
fn each_crate_imports_only_the_rooms_below_it() {
    assert_eq!(rooms_below("manifold-domain"), [""; 0]);
    assert_eq!(rooms_below("manifold-engine"), ["manifold-domain"]);
    assert_eq!(
        rooms_below("manifold-app"),
        ["manifold-domain", "manifold-engine"]
    );
    assert_eq!(rooms_below("manifold-api"), ["manifold-app", "manifold-domain"]);
    assert_eq!(rooms_below("manifold-desktop"), ["manifold-api", "manifold-app"]);
}

#[test]
fn the_rules_need_nothing_that_touches_the_machine() {
    let allowed = [
        "semver",
        "serde",
        "serde_json",
        "thiserror",
        "ts-rs",
        "yaml-edit",
        "yaml_serde",
    ];
    let others: Vec<String> = dependencies("manifold-domain")
        .into_iter()
        .filter(|name| !allowed.contains(&name.as_str()))
        .collect();
    assert_eq!(others, [""; 0]);
    let machine = [
        "std::fs",
        "std::net",
        "std::process",
        "std::thread",
        "SystemTime",
        "Instant",
    ];
    assert_eq!(files_with(&root().join("crates/domain/src"), &machine), [""; 0]);
}

#[test]
fn the_application_knows_no_host_and_the_engine_no_threads() {
    let hosts = ["axum", "git2", "tauri", "zip"];
    assert!(dependencies("manifold-app").is_disjoint(&hosts.map(str::to_owned).into()));
    let outside = ["axum", "tauri", "tokio"];
    assert!(dependencies("manifold-engine").is_disjoint(&outside.map(str::to_owned).into()));
}

#[test]
fn only_one_folder_of_the_window_knows_who_carries_its_commands() {
    let ui = root().join("ui/src");
    let outside_ipc: Vec<String> = files_with(&ui, &["@tauri-apps/api", "__TAURI"])
        .into_iter()
        .filter(|path| !path.starts_with("ui/src/ipc/"))
        .collect();
    assert_eq!(outside_ipc, [""; 0]);
    assert_eq!(
        files_with(&ui.join("widgets"), &["from \"../pages/", "from \"../shell/"]),
        [""; 0]
    );
}

#[test]
fn pages_import_not_one_another_but_the_review_its_first_half() {
    let pages = root().join("ui/src/pages");
    let imports: Vec<String> = fs::read_dir(&pages)
        .unwrap()
        .map(|page| format!("from \"../{}/", page.unwrap().file_name().display()))
        .collect();
    let imports: Vec<&str> = imports.iter().map(String::as_str).collect();
    let mut importing = files_with(&pages, &imports);
    importing.retain(|path| !path.starts_with("ui/src/pages/review/"));
    assert_eq!(importing, [""; 0]);
    let of_the_review = files_with(&pages.join("review"), &imports);
    assert_eq!(
        of_the_review,
        files_with(&pages.join("review"), &["from \"../releases/"])
    );
}

#[test]
fn the_headless_program_links_no_window() {
    assert_eq!(
        rooms_below("manifold-cli"),
        ["manifold-api", "manifold-app", "manifold-domain"]
    );
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--package", "manifold-cli", "--edges", "normal,build"])
        .args(["--prefix", "none", "--locked", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    let tree = String::from_utf8(tree.stdout).unwrap();
    assert!(tree.contains("manifold-engine"), "{tree}");
    let of_a_window = [
        "gdk",
        "gtk",
        "javascriptcore",
        "soup",
        "tao",
        "tauri",
        "webkit2gtk",
        "wry",
    ];
    let linked: Vec<&str> = tree
        .lines()
        .filter(|line| of_a_window.iter().any(|name| line.starts_with(name)))
        .collect();
    assert_eq!(linked, [""; 0]);
}
