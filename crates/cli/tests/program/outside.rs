//! What lies around a call: the window's settings, remotes that are out of reach, and sign-in.

use std::fs;
use std::sync::Arc;

use manifold_app::wire::Nothing;
use manifold_app::wire::operation::OperationId;
use manifold_app::wire::repositories::OpenFolderRequest;
use manifold_app::{App, Headless};
use manifold_test_support::Sandbox;
use manifold_test_support::http::{GitHost, Rules};

use crate::support::{complaint, data, manifold, manifold_in, printed, shop};

/// A window that nobody sits at.
fn window(sandbox: &Sandbox) -> Arc<App> {
    App::new(Some(data(sandbox)), Arc::new(Headless)).unwrap()
}

fn mirrors(sandbox: &Sandbox) -> usize {
    fs::read_dir(data(sandbox).join("repositories")).unwrap().count()
}

#[test]
fn the_windows_list_holds_what_a_window_opened_and_both_share_a_mirror() {
    let sandbox = shop();
    printed(&sandbox, &["status"], 0);
    let remote = sandbox.remote().display().to_string();
    printed(&sandbox, &["status", "--repo", &remote], 0);
    printed(&sandbox, &["status", "--repo", &format!("file://{remote}")], 0);
    assert_eq!(mirrors(&sandbox), 1);
    assert_eq!(window(&sandbox).start(Nothing {}).unwrap().repositories, []);

    let app = window(&sandbox);
    app.open_folder(OpenFolderRequest {
        folder: sandbox.work().display().to_string(),
        default_branch: None,
        operation: OperationId("open".to_owned()),
    })
    .unwrap();
    let listed = window(&sandbox).start(Nothing {}).unwrap();
    assert_eq!(listed.repositories.len(), 1);
    assert_eq!(mirrors(&sandbox), 1);
    printed(&sandbox, &["status"], 0);
    assert_eq!(window(&sandbox).start(Nothing {}).unwrap(), listed);
}

#[test]
fn a_remote_out_of_reach_fails_but_for_what_was_fetched_before() {
    let sandbox = shop();
    let nowhere = ["status", "--repo", "http://127.0.0.1:1/x.git"];
    assert!(complaint(&sandbox, &nowhere, 3).starts_with("error: "));
    assert_eq!(mirrors(&sandbox), 0);
    let before = printed(&sandbox, &["status"], 0);
    fs::rename(sandbox.remote(), sandbox.path("away.git")).unwrap();
    let call = manifold(&sandbox, &["status"]).assert().success();
    assert_eq!(String::from_utf8_lossy(&call.get_output().stdout), before);
    assert!(String::from_utf8_lossy(&call.get_output().stderr).contains("fetched last"));
    complaint(&sandbox, &["manifest", "create", "qa", "--yes"], 3);
}

#[test]
fn a_folder_that_is_no_repository_is_named() {
    let sandbox = shop();
    let outside = manifold_in(&sandbox, &sandbox.root())
        .arg("status")
        .assert()
        .code(2);
    assert!(String::from_utf8_lossy(&outside.get_output().stderr).contains("--repo"));
    let root = sandbox.root().display().to_string();
    let failed = complaint(&sandbox, &["status", "--repo", &root], 3);
    assert!(failed.contains("not a Git repository"), "{failed}");
}

#[test]
fn the_token_of_the_environment_signs_in_and_is_kept_nowhere() {
    let sandbox = shop();
    sandbox.git(&sandbox.remote(), &["config", "http.receivepack", "true"]);
    let host = GitHost::start(
        &sandbox.root(),
        Rules {
            // `git:secret` in Base64.
            authorization: Some("Z2l0OnNlY3JldA=="),
            ..Rules::default()
        },
    );
    let url = host.url("remote.git");
    let call = |token: &str| {
        let mut call = manifold(&sandbox, &["manifest", "create", "qa", "--yes", "--repo", &url]);
        call.env("MANIFOLD_GIT_TOKEN", token);
        call
    };
    call("wrong").assert().code(3);
    let pushed = call("secret").assert().success();
    let text = String::from_utf8_lossy(&pushed.get_output().stdout).into_owned();
    assert!(text.contains("Pushed admin/"), "{text}");
    for (path, bytes) in manifold_test_support::bytes_below(&data(&sandbox)) {
        let holds = bytes.windows(6).any(|window| window == b"secret");
        assert!(!holds, "{} holds the token", path.display());
    }
}
