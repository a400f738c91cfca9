//! The commit that a pipeline has checked out, and the files of `docs/pipelines` that have it looked at.

use std::path::{Path, PathBuf};

use manifold_test_support::{Files, Sandbox, bytes_below};
use serde_json::Value;

use crate::support::{DASHBOARD, data, manifold_in, shop};

/// A host that nobody answers for: whatever asks it fails.
const NOWHERE: &str = "http://127.0.0.1:1/retool.git";

const FILES: [&str; 2] = ["github-actions.yml", "gitlab-ci.yml"];

/// A commit of the remote, checked out as pipelines do: alone, on no branch, and with a remote that is asked no more.
fn checkout(sandbox: &Sandbox, branch: &str) -> PathBuf {
    let folder = sandbox.path(&format!("checkout-of-{branch}"));
    let remote = format!("file://{}", sandbox.remote().display());
    let into = folder.display().to_string();
    sandbox.git(&sandbox.root(), &["init", "-q", &into]);
    sandbox.git(&folder, &["remote", "add", "origin", NOWHERE]);
    sandbox.git(&folder, &["fetch", "-q", "--depth=1", &remote, branch]);
    sandbox.git(&folder, &["checkout", "-q", "--detach", "FETCH_HEAD"]);
    assert!(folder.join(".git/shallow").exists());
    folder
}

/// A repository without a problem, and a branch `risky` that would bring one.
fn reviewed() -> Sandbox {
    let sandbox = shop();
    sandbox.change("main", "readme.md", "So that a commit has a parent\n");
    sandbox.branch(
        "risky",
        &Files::default().manifest("prod", &[(DASHBOARD, "9.9.9")]),
    );
    sandbox
}

fn pipeline(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../docs/pipelines")
        .join(name);
    serde_yaml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The lines of all scripts of a file, which stand below these keys.
fn script_lines(file: &Value) -> Vec<String> {
    match file {
        Value::Object(object) => object
            .iter()
            .flat_map(|(key, value)| match value {
                Value::String(text) if key == "run" => text.lines().map(str::to_owned).collect(),
                Value::Array(lines) if key.ends_with("script") => lines
                    .iter()
                    .map(|line| line.as_str().unwrap().to_owned())
                    .collect(),
                other => script_lines(other),
            })
            .collect(),
        Value::Array(list) => list.iter().flat_map(script_lines).collect(),
        _ => Vec::new(),
    }
}

/// Runs a line of a script in a checkout: how it ends, and what it prints.
fn run(sandbox: &Sandbox, checkout: &Path, line: &str) -> (Option<i32>, String) {
    let arguments: Vec<&str> = line.split(' ').skip(1).collect();
    let output = manifold_in(sandbox, checkout).args(&arguments).output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).unwrap())
}

#[test]
fn what_the_pipelines_call_fails_for_a_broken_commit_and_for_no_other() {
    let sandbox = reviewed();
    let (healthy, broken) = (checkout(&sandbox, "main"), checkout(&sandbox, "risky"));
    for name in FILES {
        let lines = script_lines(&pipeline(name));
        let calls: Vec<&String> = lines
            .iter()
            .filter(|line| line.starts_with("manifold "))
            .collect();
        assert_eq!(calls.len(), 1, "{name}: {lines:?}");
        let (exit, text) = run(&sandbox, &healthy, calls[0]);
        assert_eq!(exit, Some(0), "{name}: {text}");
        let (exit, text) = run(&sandbox, &broken, calls[0]);
        assert_eq!(exit, Some(1), "{name}: {text}");
        assert!(
            text.contains("manifests/prod.yaml") && text.contains("9.9.9"),
            "{name}: {text}"
        );
    }
}

#[test]
fn the_pipelines_build_this_program_from_its_lock() {
    for name in FILES {
        let lines = script_lines(&pipeline(name));
        let build = lines
            .iter()
            .find(|line| line.contains(" install --git "))
            .unwrap();
        // The package that `manifold` is built from is this one.
        assert!(build.ends_with(concat!(" ", env!("CARGO_PKG_NAME"))), "{build}");
        assert!(
            build.contains(" --locked ") && build.contains(" --rev "),
            "{build}"
        );
    }
}

#[test]
fn the_pipeline_of_github_may_read_and_no_more_and_pins_what_it_uses() {
    let file = pipeline(FILES[0]);
    assert_eq!(file["permissions"], serde_json::json!({ "contents": "read" }));
    assert!(file["on"].as_object().unwrap().contains_key("pull_request"));
    let job = &file["jobs"]["doctor"];
    assert!(job["permissions"].is_null());
    let steps = job["steps"].as_array().unwrap();
    let used: Vec<&str> = steps.iter().filter_map(|step| step["uses"].as_str()).collect();
    assert!(used.iter().any(|action| action.starts_with("actions/checkout@")));
    for action in used {
        let (_, version) = action.split_once("@v").unwrap();
        assert!(version.parse::<u32>().is_ok(), "{action} names no major version");
    }
}

#[test]
fn a_commit_of_the_folder_at_hand_is_looked_at_without_a_remote_and_nothing_is_written() {
    let sandbox = reviewed();
    let folder = checkout(&sandbox, "risky");
    let before = bytes_below(&folder);
    let call = ["doctor", "--at", "HEAD", "--json"];
    let output = manifold_in(&sandbox, &folder.join("apps"))
        .args(call)
        .assert()
        .code(1);
    let found: Value = serde_json::from_slice(&output.get_output().stdout).unwrap();
    assert_eq!(found["repository"]["commit"], sandbox.remote_id("risky"));
    assert_eq!(found["repository"]["defaultBranch"], Value::Null);
    assert_eq!(found["problems"][0]["code"], "artifactMissing");
    assert_eq!(before, bytes_below(&folder));
    assert!(!data(&sandbox).exists(), "no mirror and no settings are needed");
}

#[test]
fn any_commit_that_is_there_can_be_looked_at_and_one_that_is_not_is_named() {
    let sandbox = reviewed();
    let work = sandbox.work();
    let says = |call: &[&str], exit| {
        let output = manifold_in(&sandbox, &work)
            .arg("doctor")
            .args(call)
            .assert()
            .code(exit);
        let output = output.get_output();
        String::from_utf8([output.stdout.clone(), output.stderr.clone()].concat()).unwrap()
    };
    assert!(says(&["--at", "HEAD"], 0).contains("No problems"));
    assert!(says(&["--at", "risky"], 1).contains("9.9.9"));
    for missing in ["nowhere", "HEAD~99", "..", "\u{1b}[31m", ""] {
        let said = says(&["--at", missing], 3);
        assert!(
            said.contains("There is no commit") && !said.contains('\u{1b}'),
            "{said}"
        );
    }
    says(&["--at", "HEAD", "--branch", "main"], 2);
    let said = says(&["--at", "HEAD", "--repo", NOWHERE], 3);
    assert!(said.contains("not a Git repository"), "{said}");
}
