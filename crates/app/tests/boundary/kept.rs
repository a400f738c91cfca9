//! Branches whose push did not work.

use std::fs;
use std::sync::Arc;
use std::thread;

use manifold_app::commands;
use manifold_test_support::Files;
use manifold_test_support::http::{GitHost, Rules};
use serde_json::{Value, json};

use super::publish::branches;
use crate::support::shop::{DASHBOARD, DASHBOARD_FOLDER, change, create_manifest, release, sandbox, set};
use crate::support::{Client, Repository};

/// Publishes what the remote does not take.
fn kept(repository: &Repository<'_>, intent: Value) -> Value {
    let reply = repository.try_publish(&repository.plan(intent));
    assert_eq!(reply["kind"], "kept", "{reply}");
    reply
}

#[test]
fn a_refused_push_is_kept_and_can_be_tried_again_or_discarded() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let before = branches(&sandbox);
    sandbox.hook("pre-receive", "echo 'Only on Mondays.' >&2; exit 1");
    repository.get(
        "change_draft",
        json!({ "changes": [change("prod", DASHBOARD, "latest")] }),
    );

    let first = kept(&repository, set("prod", DASHBOARD, "latest"));
    let failure = &first["failure"];
    assert_eq!(failure["code"], "pushRefused");
    assert!(
        failure["message"].as_str().unwrap().contains("Only on Mondays."),
        "{failure}"
    );
    assert!(
        failure["unchanged"].is_string() && failure["hint"].is_string(),
        "{failure}"
    );
    assert_eq!(branches(&sandbox), before);
    let second = kept(&repository, create_manifest("qa"));

    // Also in the next run of the application.
    let client = client.restarted();
    let repository = client.reopen(&repository.id);
    let page = repository.releases();
    let titles: Vec<_> = page["keptBranches"]
        .as_array()
        .unwrap()
        .iter()
        .map(|kept| kept["title"].as_str().unwrap())
        .collect();
    assert!(
        titles.contains(&"Update 'prod' release manifest")
            && titles.contains(&"Create 'qa' release manifest"),
        "{titles:?}"
    );
    assert_eq!(page["draft"]["changes"].as_array().unwrap().len(), 1, "not lost");
    let again = repository.get("retry_push", json!({ "branch": first["branch"] }));
    assert_eq!(again["kind"], "kept", "{again}");

    fs::remove_file(sandbox.remote().join("hooks/pre-receive")).unwrap();
    let pushed = repository.get(
        "retry_push",
        json!({ "branch": first["branch"], "operation": "retry" }),
    );
    assert_eq!(pushed["kind"], "pushed", "{pushed}");
    assert_eq!(
        pushed["pushed"]["manifests"],
        json!([{ "manifest": "prod", "change": "changed", "isProduction": true }])
    );
    repository.get("discard_branch", json!({ "branch": second["branch"] }));
    let page = repository.releases();
    assert_eq!(page["keptBranches"], json!([]));
    assert_eq!(page["draft"]["changes"], json!([]), "pushed is no longer a draft");
    assert!(!branches(&sandbox).contains(second["branch"].as_str().unwrap()));
    for command in ["retry_push", "discard_branch"] {
        let failure = repository.fails(command, json!({ "branch": second["branch"] }));
        assert_eq!(failure.code, "branchMissing", "{command}");
    }
    sandbox.assert_sound(&sandbox.remote());
    sandbox.assert_sound(&repository.mirror());
}

#[test]
fn a_push_that_worked_is_told_as_one_where_this_computer_cannot_note_it() {
    for file in ["draft.json", "kept.json"] {
        let sandbox = sandbox();
        let client = Client::new();
        let repository = client.open_signed(&sandbox.remote());
        let chosen = json!({ "changes": [change("prod", DASHBOARD, "latest")] });
        repository.get("change_draft", chosen);
        let plan = repository.plan(set("prod", DASHBOARD, "latest"));
        // In the middle of the push a folder takes the file's place.
        let file = repository.mirror().with_file_name(file);
        sandbox.hook(
            "post-receive",
            &format!("rm -f '{0}'; mkdir '{0}'", file.display()),
        );

        let reply = repository.try_publish(&plan);
        assert_eq!(reply["kind"], "pushed", "{reply}");
        let pushed = &reply["pushed"];
        assert_eq!(
            sandbox.remote_id(pushed["branch"].as_str().unwrap()),
            pushed["commit"]
        );
        assert!(pushed["notice"]["message"].is_string(), "{reply}");
        assert!(
            pushed["notice"]["unchanged"]
                .as_str()
                .unwrap()
                .contains("was pushed"),
            "{reply}"
        );
        assert!(branches(&sandbox).contains(pushed["branch"].as_str().unwrap()));
    }
}

#[test]
fn a_branch_that_cannot_be_created_says_why_and_leaves_nothing_behind() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let plan = repository.plan(create_manifest("qa"));
    let branch = plan["branch"].as_str().unwrap();
    let lock = repository.mirror().join(format!("refs/heads/{branch}.lock"));
    fs::create_dir_all(lock.parent().unwrap()).unwrap();
    fs::write(&lock, "").unwrap();
    let failure = repository.fails("publish", json!({ "plan": plan["id"], "operation": "publish" }));
    assert_eq!(failure.unchanged.as_deref(), Some("Nothing was pushed."));
    fs::remove_file(lock).unwrap();
    assert_eq!(repository.try_publish(&plan)["kind"], "pushed");
    assert_eq!(repository.releases()["keptBranches"], json!([]));
}

#[test]
fn a_kept_branch_of_which_nothing_was_remembered_is_pushed_all_the_same() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    sandbox.hook("pre-receive", "exit 1");
    let branch = kept(&repository, create_manifest("qa"))["branch"].clone();
    fs::remove_file(sandbox.remote().join("hooks/pre-receive")).unwrap();
    fs::remove_file(repository.mirror().with_file_name("kept.json")).unwrap();

    let reply = repository.get("retry_push", json!({ "branch": branch }));
    assert_eq!(
        reply["pushed"]["title"], "Create 'qa' release manifest",
        "{reply}"
    );
}

#[test]
fn nothing_is_pushed_from_a_repository_that_is_read_only() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    sandbox.hook("pre-receive", "exit 1");
    let branch = kept(&repository, create_manifest("demo"))["branch"].clone();
    fs::remove_file(sandbox.remote().join("hooks/pre-receive")).unwrap();
    let pushed = repository.publish(create_manifest("qa"));
    let preview = repository.get("merge_preview", json!({ "branch": pushed["branch"] }));
    let plan = repository.plan(create_manifest("live"));
    repository.set(&json!({ "readOnly": true }));
    let before = branches(&sandbox);

    let merge = json!({
        "branch": pushed["branch"], "source": preview["source"], "target": preview["target"], "operation": "m",
    });
    for (command, request) in [
        ("publish", json!({ "plan": plan["id"], "operation": "p" })),
        ("retry_push", json!({ "branch": branch })),
        ("merge", merge),
    ] {
        let failure = repository.fails(command, request);
        assert_eq!(failure.code, "readOnly", "{command}");
        assert!(
            failure.unchanged.is_some() && failure.hint.is_some(),
            "{failure:?}"
        );
    }
    assert_eq!(branches(&sandbox), before);
    assert!(repository.releases()["header"]["readOnly"].is_string());
    let page = repository.get("create_release", json!({ "folder": DASHBOARD_FOLDER }));
    assert!(page["notReleasable"].is_string());
}

#[test]
fn cancelling_while_the_remote_thinks_keeps_the_branch() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    // The hook waits until it is let go, so that the push is certainly under way.
    let gate = sandbox.path("gate");
    sandbox.hook(
        "pre-receive",
        &format!("while [ ! -e '{}' ]; do sleep 0.05; done; exit 1", gate.display()),
    );
    let plan = repository.plan(create_manifest("qa"));
    let mut events = client.app.events();
    let app = Arc::clone(&client.app);
    let canceller = thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            loop {
                let event = serde_json::to_value(events.recv().await.unwrap()).unwrap();
                if event["phase"] == "sending" {
                    break;
                }
            }
            let request = json!({ "operation": "publish" });
            commands::dispatch(&app, "cancel", request).await.unwrap();
        });
    });
    let reply = repository.try_publish(&plan);
    canceller.join().unwrap();
    fs::write(&gate, "").unwrap();
    assert_eq!(reply["kind"], "kept", "{reply}");
    assert_eq!(reply["failure"]["code"], "cancelled");

    fs::remove_file(sandbox.remote().join("hooks/pre-receive")).unwrap();
    let retried = repository.get("retry_push", json!({ "branch": reply["branch"] }));
    assert_eq!(retried["kind"], "pushed", "{retried}");
    sandbox.assert_sound(&sandbox.remote());
}

#[test]
fn of_a_branch_that_a_host_did_not_answer_it_is_said_that_it_is_here_and_may_be_there() {
    let sandbox = sandbox();
    sandbox.git(&sandbox.remote(), &["config", "http.receivepack", "true"]);
    let rules = Rules {
        loses_push_answers: true,
        ..Rules::default()
    };
    let host = GitHost::start(&sandbox.root(), rules);
    let client = Client::new();
    let repository = client.repository(&client.connect(&host.url("remote.git")).unwrap());
    repository.set(&json!({ "committerName": "Sample admin", "committerEmail": "admin@example.com" }));
    let first = kept(&repository, create_manifest("qa"));
    let branch = first["branch"].as_str().unwrap();
    assert_eq!(
        first["failure"]["unchanged"],
        format!(
            "It is not known whether the remote took the change to {branch}. \
             The branch is kept on this computer. No instance changed."
        )
    );
    let pushed = repository.get("retry_push", json!({ "branch": branch }));
    assert_eq!(pushed["pushed"]["commit"], sandbox.remote_id(branch));
}

#[test]
fn a_host_that_refuses_over_http_is_heard_and_the_branch_waits() {
    let sandbox = sandbox();
    sandbox.git(&sandbox.remote(), &["config", "http.receivepack", "true"]);
    sandbox.hook("pre-receive", "echo 'Only on <b>Mondays</b>.' >&2; exit 1");
    let host = GitHost::start(&sandbox.root(), Rules::default());
    let client = Client::new();
    let repository = client.repository(&client.connect(&host.url("remote.git")).unwrap());
    repository.set(&json!({ "committerName": "Sample admin", "committerEmail": "admin@example.com" }));
    let before = branches(&sandbox);

    let first = kept(&repository, set("prod", DASHBOARD, "latest"));
    let failure = &first["failure"];
    assert_eq!(failure["code"], "pushRefused");
    let message = failure["message"].as_str().unwrap();
    assert!(
        message.contains("Only on <b>Mondays</b>."),
        "the server's own words: {message}"
    );
    assert_eq!(
        failure["unchanged"],
        "The branch is kept on this computer. No instance changed."
    );
    let second = kept(&repository, create_manifest("qa"));
    let again = repository.get("retry_push", json!({ "branch": first["branch"] }));
    assert_eq!((&again["kind"], &again["failure"]), (&json!("kept"), failure));
    assert_eq!(branches(&sandbox), before);
    assert_eq!(repository.cell("Dashboard", "prod")["release"], "1.0.0");

    repository.get("discard_branch", json!({ "branch": second["branch"] }));
    fs::remove_file(sandbox.remote().join("hooks/pre-receive")).unwrap();
    let pushed = repository.get("retry_push", json!({ "branch": first["branch"] }));
    assert_eq!(pushed["kind"], "pushed", "{pushed}");
    assert_eq!(repository.releases()["keptBranches"], json!([]));
    assert_eq!(
        sandbox.remote_id(first["branch"].as_str().unwrap()),
        pushed["pushed"]["commit"]
    );
    sandbox.assert_sound(&sandbox.remote());
}

#[test]
fn a_kept_branch_is_not_pushed_once_another_has_what_it_creates() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    sandbox.hook("pre-receive", "exit 1");
    let released = kept(&repository, release(DASHBOARD_FOLDER, "1.0.1"))["branch"].clone();
    let created = kept(&repository, create_manifest("qa"))["branch"].clone();
    let changed = kept(&repository, set("prod", DASHBOARD, "latest"))["branch"].clone();
    fs::remove_file(sandbox.remote().join("hooks/pre-receive")).unwrap();

    // A colleague's branch has the version, and the default branch the name.
    let zip = format!("dist/apps/{DASHBOARD}/1.0.1.zip");
    sandbox.branch("theirs", &Files::default().file(&zip, "theirs"));
    sandbox.change("main", "manifests/QA.yaml", "version: 1.0.0\nname: QA\n");
    let before = branches(&sandbox);
    for (branch, words) in [
        (
            &released,
            "Dashboard 1.0.1 is on Sample builder's branch theirs by now.",
        ),
        (&created, "A manifest QA is already on branch main by now."),
    ] {
        let reply = repository.get("retry_push", json!({ "branch": branch, "operation": "retry" }));
        assert_eq!(reply["kind"], "kept", "{reply}");
        assert_eq!(reply["failure"]["code"], "takenMeanwhile", "{reply}");
        assert_eq!(reply["failure"]["message"], words);
        assert!(reply["failure"]["unchanged"].is_string() && reply["failure"]["hint"].is_string());
    }
    assert_eq!(branches(&sandbox), before);
    let pushed = repository.get("retry_push", json!({ "branch": changed }));
    assert_eq!(
        pushed["kind"], "pushed",
        "what creates nothing is in nobody's way: {pushed}"
    );

    // Their branch is gone: the version is free again.
    sandbox.git(&sandbox.remote(), &["branch", "-D", "theirs"]);
    let pushed = repository.get("retry_push", json!({ "branch": released }));
    assert_eq!(pushed["kind"], "pushed", "{pushed}");
    sandbox.assert_sound(&sandbox.remote());
}
