//! Pushes and merges whose end nobody hears: what is said of them must hold all the same.

use std::fs;
use std::path::PathBuf;

use manifold_app::PushRequest;
use manifold_app::wire::operation::OperationId;
use manifold_app::wire::repositories::RepositoryId;
use manifold_test_support::Sandbox;
use manifold_test_support::http::{GitHost, Rules};
use serde_json::json;

use super::publish::branches;
use crate::support::Client;
use crate::support::shop::{create_manifest, sandbox};

/// A hook that begins by writing this file, and ends when it is gone.
fn slow_hook(sandbox: &Sandbox, name: &str) -> PathBuf {
    let begun = sandbox.path("begun");
    let wait = "while [ -e \"$begun\" ]; do sleep 0.05; done";
    sandbox.hook(
        name,
        &format!("begun='{}'; touch \"$begun\"; {wait}", begun.display()),
    );
    begun
}

#[test]
fn nothing_was_merged_is_said_only_where_it_is_certain() {
    for (hook, is_merged) in [("post-receive", true), ("pre-receive", false)] {
        let sandbox = sandbox();
        let client = Client::new();
        let repository = client.open_signed(&sandbox.remote());
        let pushed = repository.publish(create_manifest("qa"));
        let preview = repository.get("merge_preview", json!({ "branch": pushed["branch"] }));
        let before = sandbox.remote_id("main");
        let begun = slow_hook(&sandbox, hook);
        let file = begun.clone();
        let canceller = client.cancel_when("merge", move || file.exists());
        let merge = json!({
            "branch": pushed["branch"], "source": preview["source"], "target": preview["target"], "operation": "merge",
        });
        let merged = repository.ask("merge", merge);
        canceller.join().unwrap();
        if is_merged {
            assert_eq!(merged.unwrap()["commit"], sandbox.remote_id("main"));
            assert_ne!(sandbox.remote_id("main"), before);
        } else {
            let failure = merged.unwrap_err();
            assert_eq!(failure.code, "cancelled");
            let said = failure.unchanged.unwrap();
            assert!(said.contains("not known") && said.contains("main"), "{said}");
            assert!(failure.hint.unwrap().contains("Fetch"));
        }
        fs::remove_file(begun).unwrap();
    }
}

#[test]
fn nothing_was_pushed_is_said_only_where_it_is_certain() {
    for (rules, words) in [
        (
            Rules {
                loses_push_answers: true,
                ..Rules::default()
            },
            "not known",
        ),
        (
            Rules {
                push_status: Some("403 Forbidden"),
                ..Rules::default()
            },
            "Nothing was pushed.",
        ),
    ] {
        let sandbox = sandbox();
        sandbox.git(&sandbox.remote(), &["config", "http.receivepack", "true"]);
        let host = GitHost::start(&sandbox.root(), rules);
        let client = Client::new();
        let repository = client.repository(&client.connect(&host.url("remote.git")).unwrap());
        repository.set(&json!({ "committerName": "Sample admin", "committerEmail": "admin@example.com" }));
        let before = branches(&sandbox);
        let request = PushRequest {
            repository: RepositoryId(repository.id.clone()),
            message: None,
            operation: OperationId("push".to_owned()),
        };
        let intent = serde_json::from_value(create_manifest("qa")).unwrap();
        let failure = client.app.push_at_once(request, |_| Ok(intent)).unwrap_err();
        let said = failure.unchanged.unwrap();
        assert!(said.contains(words), "{said}");
        assert_eq!(branches(&sandbox) == before, words == "Nothing was pushed.");
        assert_eq!(
            repository.releases()["keptBranches"],
            json!([]),
            "nothing of it is kept here"
        );
    }
}
