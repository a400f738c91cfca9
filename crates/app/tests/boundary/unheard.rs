//! Pushes and merges whose end nobody hears: what is said of them must hold all the same.

use std::fs;
use std::path::PathBuf;

use manifold_app::wire::error::Failure;
use manifold_app::wire::operation::OperationId;
use manifold_app::wire::repositories::{RepositoryId, RepositoryRequest};
use manifold_app::{PushReply, PushRequest, SentBranch};
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

/// A host of the sandbox's remote, and a client that has it open and may push to it.
fn hosted(sandbox: &Sandbox, rules: Rules) -> (GitHost, Client, RepositoryId) {
    sandbox.git(&sandbox.remote(), &["config", "http.receivepack", "true"]);
    let host = GitHost::start(&sandbox.root(), rules);
    let client = Client::new();
    let repository = client.repository(&client.connect(&host.url("remote.git")).unwrap());
    repository.set(&json!({ "committerName": "Sample admin", "committerEmail": "admin@example.com" }));
    let id = RepositoryId(repository.id);
    (host, client, id)
}

fn losing() -> Rules {
    Rules {
        loses_push_answers: true,
        ..Rules::default()
    }
}

/// Creates a manifest, after a try that was not answered where there was one.
fn push(
    client: &Client,
    repository: &RepositoryId,
    unanswered: Option<SentBranch>,
) -> Result<PushReply, Failure> {
    let request = PushRequest {
        repository: repository.clone(),
        message: None,
        unanswered,
        operation: OperationId("push".to_owned()),
    };
    let intent = serde_json::from_value(create_manifest("qa")).unwrap();
    client.app.push_at_once(request, |_| Ok(intent))
}

/// The branch of a push that must not have been answered.
fn unanswered(reply: PushReply) -> SentBranch {
    let PushReply::Unanswered { sent, failure } = reply else {
        panic!("{reply:?}")
    };
    let said = failure.unchanged.unwrap();
    assert!(
        said.contains("not known") && said.contains(sent.branch.as_str()),
        "{said}"
    );
    sent
}

#[test]
fn nothing_was_pushed_is_said_only_where_it_is_certain() {
    let refusing = Rules {
        push_status: Some("403 Forbidden"),
        ..Rules::default()
    };
    for (rules, is_known) in [(losing(), false), (refusing, true)] {
        let sandbox = sandbox();
        let (_host, client, repository) = hosted(&sandbox, rules);
        let before = branches(&sandbox);
        let reply = push(&client, &repository, None);
        if is_known {
            let said = reply.unwrap_err().unchanged.unwrap();
            assert_eq!(said, "Nothing was pushed.");
            assert_eq!(branches(&sandbox), before);
        } else {
            let sent = unanswered(reply.unwrap());
            assert_eq!(
                sandbox.remote_id(sent.branch.as_str()),
                sent.commit.to_string(),
                "what was sent is told"
            );
        }
        let releases = client.app.releases(RepositoryRequest { repository }).unwrap();
        assert_eq!(releases.kept_branches, [], "nothing of it is kept here");
    }
}

#[test]
fn a_try_that_was_not_answered_is_looked_for_before_the_next() {
    let sandbox = sandbox();
    let (host, client, repository) = hosted(&sandbox, losing());
    let remote = sandbox.remote();
    let sent = unanswered(push(&client, &repository, None).unwrap());
    let there = branches(&sandbox);
    let again = || push(&client, &repository, Some(sent.clone()));
    let arrived = PushReply::Arrived(sent.clone());
    assert_eq!(again().unwrap(), arrived, "its branch is there");
    assert_eq!(branches(&sandbox), there, "nothing was pushed");

    let (branch, commit) = (sent.branch.as_str(), sent.commit.to_string());
    sandbox.git(&remote, &["branch", "-D", branch]);
    let second = unanswered(again().unwrap());
    assert_eq!(
        second.branch, sent.branch,
        "it was pushed again, as the same branch"
    );
    assert_eq!(sandbox.remote_id(branch), second.commit.to_string());

    sandbox.git(&remote, &["branch", "-D", branch]);
    sandbox.git(&remote, &["branch", "-f", "main", &commit]);
    assert_eq!(again().unwrap(), arrived, "it was merged");

    drop(host);
    assert_eq!(unanswered(again().unwrap()), sent, "nobody can tell");
}
