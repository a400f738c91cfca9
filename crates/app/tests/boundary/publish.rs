//! Publishing, where the repository, the remote or another person has moved on.

use std::fs;
use std::process::Command;
use std::sync::Arc;
use std::thread;

use manifold_app::commands;
use manifold_app::wire::operation::Event;
use manifold_test_support::{Files, Sandbox};
use serde_json::{Value, json};

use crate::support::shop::{
    self, DASHBOARD, DASHBOARD_FOLDER, REFUNDS, change, create_manifest, release, sandbox, set,
};
use crate::support::{Client, Repository};

/// The branches of the remote.
fn branches(sandbox: &Sandbox) -> String {
    sandbox.git(
        &sandbox.remote(),
        &["for-each-ref", "--format=%(refname) %(objectname)"],
    )
}

fn kept(repository: &Repository<'_>, intent: Value) -> Value {
    let reply = repository.try_publish(&repository.plan(intent));
    assert_eq!(reply["kind"], "kept", "{reply}");
    reply
}

#[test]
fn a_base_that_moved_without_changing_the_meaning_is_built_upon() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let plan = repository.plan(set("prod", DASHBOARD, "latest"));
    sandbox.change("main", "readme.md", "Moved on\n");

    let reply = repository.try_publish(&plan);
    assert_eq!(reply["kind"], "pushed", "{reply}");
    let commit = reply["pushed"]["commit"].as_str().unwrap();
    assert_eq!(
        sandbox.remote_id(&format!("{commit}^")),
        sandbox.remote_id("main")
    );
    sandbox.assert_sound(&sandbox.remote());
}

#[test]
fn a_base_that_moved_with_the_meaning_is_shown_again_and_nothing_is_written() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let plan = repository.plan(set("prod", DASHBOARD, "latest"));
    let moved = shop::files().manifest("prod", &[(DASHBOARD, "0.9.0"), (REFUNDS, "latest")]);
    sandbox.write_to_work(&moved);
    sandbox.commit(&sandbox.work(), "Roll back");
    sandbox.git(&sandbox.work(), &["push", "-q", "origin", "HEAD:main"]);
    let before = branches(&sandbox);

    let reply = repository.try_publish(&plan);
    assert_eq!(reply["kind"], "movedOn", "{reply}");
    let changed = reply["changed"][0].as_str().unwrap();
    assert!(
        changed.contains("0.9.0") && changed.contains("1.0.0"),
        "{changed}"
    );
    assert_eq!(branches(&sandbox), before);
    assert_eq!(repository.releases()["keptBranches"], json!([]));

    assert_eq!(repository.try_publish(&reply["plan"])["kind"], "pushed");
}

#[test]
fn what_somebody_took_meanwhile_is_refused_and_nothing_is_written() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let version = repository.plan(release(DASHBOARD_FOLDER, "1.0.1"));
    let name = repository.plan(create_manifest("qa"));
    sandbox.branch(
        "ada/release",
        &Files::default()
            .file(&format!("dist/apps/{DASHBOARD}/1.0.1.zip"), "x")
            .manifest("QA", &[]),
    );
    let before = branches(&sandbox);
    for (plan, code) in [(version, "versionTaken"), (name, "nameTaken")] {
        let reply = repository.try_publish(&plan);
        assert_eq!(reply["kind"], "refused", "{reply}");
        assert_eq!(reply["refusals"][0]["code"], code);
        let message = reply["refusals"][0]["message"].as_str().unwrap();
        assert!(message.contains("ada/release"), "{message}");
    }
    assert_eq!(branches(&sandbox), before);
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
    let repository = client.repository(&client.get(
        "open_repository",
        json!({ "repository": repository.id, "operation": "open" }),
    ));
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
    assert_eq!(pushed["pushed"]["manifests"], json!(["prod"]));
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
fn a_remote_that_is_gone_fails_before_anything_is_written() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let plan = repository.plan(create_manifest("qa"));
    fs::rename(sandbox.remote(), sandbox.path("away.git")).unwrap();

    let failure = repository.fails("publish", json!({ "plan": plan["id"], "operation": "publish" }));
    assert_eq!(failure.unchanged.as_deref(), Some("Nothing was pushed."));
    assert!(failure.hint.is_some());
    assert_eq!(repository.releases()["keptBranches"], json!([]));

    fs::rename(sandbox.path("away.git"), sandbox.remote()).unwrap();
    assert_eq!(
        repository.try_publish(&plan)["kind"],
        "pushed",
        "the same plan, tried again"
    );
}

#[test]
fn a_branch_name_that_was_typed_is_used_or_refused_before_anything_is_written() {
    let sandbox = sandbox();
    sandbox.branch("ada/fix", &Files::default().file("notes.md", "x"));
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let plan = |branch: &str| {
        repository.get(
            "plan",
            json!({ "intent": create_manifest("qa"), "branch": branch }),
        )
    };
    for (typed, code) in [
        ("a b", "nameNotAllowed"),
        ("a..b", "nameNotAllowed"),
        ("-x", "nameNotAllowed"),
        ("main", "nameTaken"),
        ("ada/fix", "nameTaken"),
        ("ada", "nameTaken"),
        ("ada/fix/more", "nameTaken"),
    ] {
        let reply = plan(typed);
        assert_eq!(reply["refusals"][0]["code"], code, "{typed}: {reply}");
        assert_eq!(reply["refusals"][0]["field"], "branch", "{typed}");
    }

    let reply = plan(" ada/new ");
    sandbox.branch("ada/new", &Files::default().file("notes.md", "y"));
    let refused = repository.try_publish(&reply["plan"]);
    assert_eq!(
        refused["refusals"][0]["code"], "nameTaken",
        "taken meanwhile: {refused}"
    );
    let pushed = repository.try_publish(&plan("ada/other")["plan"]);
    assert_eq!(pushed["pushed"]["branch"], "ada/other", "{pushed}");
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
fn a_plan_is_published_once_and_an_unknown_one_never() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let plan = repository.plan(create_manifest("qa"));
    repository.try_publish(&plan);
    let before = branches(&sandbox);
    for id in [plan["id"].clone(), json!("1"), json!("")] {
        let failure = repository.fails("publish", json!({ "plan": id, "operation": "again" }));
        assert_eq!(failure.code, "planUnknown");
        assert!(
            failure.unchanged.is_some() && failure.hint.is_some(),
            "{failure:?}"
        );
    }
    assert_eq!(branches(&sandbox), before);
}

#[test]
fn a_plan_survives_that_its_repository_is_opened_again() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let plan = repository.plan(create_manifest("qa"));
    client.open(&sandbox.work());
    assert_eq!(repository.try_publish(&plan)["kind"], "pushed");
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
fn clients_hear_that_a_repository_changed() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let mut events = client.app.events();
    repository.publish(create_manifest("qa"));
    let heard: Vec<Event> = std::iter::from_fn(|| events.try_recv().ok()).collect();
    assert!(
        heard.iter().any(
            |event| matches!(event, Event::RepositoryChanged { repository: id } if id.0 == repository.id)
        ),
        "{heard:?}"
    );
}

#[test]
fn two_people_on_one_remote_never_lose_or_double_each_others_work() {
    let sandbox = sandbox();
    let (ada, bob) = (Client::new(), Client::new());
    let (ada, bob) = (
        ada.open_signed(&sandbox.remote()),
        bob.open_signed(&sandbox.remote()),
    );

    let both = [&ada, &bob].map(|person| person.plan(release(DASHBOARD_FOLDER, "1.0.1")));
    let first = ada.try_publish(&both[0]);
    assert_eq!(first["kind"], "pushed");
    let second = bob.try_publish(&both[1]);
    assert_eq!(second["refusals"][0]["code"], "versionTaken", "{second}");
    let message = second["refusals"][0]["message"].as_str().unwrap();
    assert!(
        message.contains(first["pushed"]["branch"].as_str().unwrap()),
        "{message}"
    );

    ada.merge(&first["pushed"]);
    let pushed = bob.publish(set("prod", DASHBOARD, "1.0.1"));
    let preview = ada.get("merge_preview", json!({ "branch": pushed["branch"] }));
    assert_eq!(preview["kind"], "nothing", "not fetched yet: {preview}");
    ada.fetch();
    ada.merge(&pushed);
    bob.fetch();
    assert_eq!(bob.cell("Dashboard", "prod")["release"], "1.0.1");
    assert_eq!(
        ada.releases()["header"]["commit"],
        bob.releases()["header"]["commit"]
    );
    sandbox.assert_sound(&sandbox.remote());
}

#[test]
fn a_merge_that_was_not_shown_is_not_done() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let one = repository.publish(set("prod", DASHBOARD, "latest"));
    let other = repository.publish(set("prod", DASHBOARD, Value::Null));
    let preview = repository.get("merge_preview", json!({ "branch": other["branch"] }));
    repository.merge(&one);
    let after = sandbox.remote_id("main");

    let request = json!({
        "branch": other["branch"], "source": preview["source"], "target": preview["target"], "operation": "m",
    });
    let failure = repository.fails("merge", request);
    assert!(
        failure.unchanged.is_some() && failure.hint.is_some(),
        "{failure:?}"
    );
    assert_eq!(sandbox.remote_id("main"), after);
    let preview = repository.get("merge_preview", json!({ "branch": other["branch"] }));
    assert_eq!(
        preview,
        json!({ "kind": "conflict", "files": ["manifests/prod.yaml"] })
    );
    let preview = repository.get("merge_preview", json!({ "branch": one["branch"] }));
    assert_eq!(preview["kind"], "nothing", "{preview}");
}

/// Set in the environment of the child below.
const CHILD: &str = "MANIFOLD_TEST_WITHOUT_IDENTITY";

#[test]
fn without_a_name_for_commits_nothing_is_planned_and_it_says_where_to_set_one() {
    if let Some(remote) = std::env::var_os(CHILD) {
        let client = Client::new();
        let repository = client.open(remote.as_ref());
        let failure = repository.fails("plan", json!({ "intent": create_manifest("qa") }));
        assert_eq!(failure.code, "identityMissing");
        assert_eq!(failure.unchanged.as_deref(), Some("Nothing was pushed."));
        assert!(failure.hint.unwrap().contains("Source control"));
        let defaults = repository.get("source_control", json!({}))["defaults"].clone();
        assert_eq!(defaults["committerName"], json!(null));
        repository.set(&json!({ "committerName": "Sample admin", "committerEmail": "admin@example.com" }));
        repository.publish(create_manifest("qa"));
        return;
    }
    // Git's configuration is found once in a process, so this one needs a process of its own.
    let sandbox = sandbox();
    let output = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "publish::without_a_name_for_commits_nothing_is_planned_and_it_says_where_to_set_one",
        ])
        .env(CHILD, sandbox.remote())
        .env("HOME", sandbox.path("nobody"))
        .env("XDG_CONFIG_HOME", sandbox.path("nobody"))
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
}
