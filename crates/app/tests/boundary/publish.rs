//! Publishing, where the repository, the remote or another person has moved on.

use std::fs;
use std::process::Command;

use manifold_app::wire::operation::Event;
use manifold_test_support::{Files, Sandbox};
use serde_json::{Value, json};

use crate::support::Client;
use crate::support::shop::{
    self, DASHBOARD, DASHBOARD_FOLDER, REFUNDS, create_manifest, release, sandbox, set,
};

/// The branches of the remote.
pub(super) fn branches(sandbox: &Sandbox) -> String {
    sandbox.git(
        &sandbox.remote(),
        &["for-each-ref", "--format=%(refname) %(objectname)"],
    )
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
        "reviewer/release",
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
        assert!(message.contains("reviewer/release"), "{message}");
    }
    assert_eq!(branches(&sandbox), before);
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
    sandbox.branch("reviewer/fix", &Files::default().file("notes.md", "x"));
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
        ("reviewer/fix", "nameTaken"),
        ("reviewer", "nameTaken"),
        ("reviewer/fix/more", "nameTaken"),
    ] {
        let reply = plan(typed);
        assert_eq!(reply["refusals"][0]["code"], code, "{typed}: {reply}");
        assert_eq!(reply["refusals"][0]["field"], "branch", "{typed}");
    }

    let reply = plan(" reviewer/new ");
    sandbox.branch("reviewer/new", &Files::default().file("notes.md", "y"));
    let refused = repository.try_publish(&reply["plan"]);
    assert_eq!(
        refused["refusals"][0]["code"], "nameTaken",
        "taken meanwhile: {refused}"
    );
    let pushed = repository.try_publish(&plan("reviewer/other")["plan"]);
    assert_eq!(pushed["pushed"]["branch"], "reviewer/other", "{pushed}");
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
    let (reviewer, builder) = (Client::new(), Client::new());
    let (reviewer, builder) = (
        reviewer.open_signed(&sandbox.remote()),
        builder.open_signed(&sandbox.remote()),
    );

    let both = [&reviewer, &builder].map(|person| person.plan(release(DASHBOARD_FOLDER, "1.0.1")));
    let first = reviewer.try_publish(&both[0]);
    assert_eq!(first["kind"], "pushed");
    let second = builder.try_publish(&both[1]);
    assert_eq!(second["refusals"][0]["code"], "versionTaken", "{second}");
    let message = second["refusals"][0]["message"].as_str().unwrap();
    assert!(
        message.contains(first["pushed"]["branch"].as_str().unwrap()),
        "{message}"
    );

    reviewer.merge(&first["pushed"]);
    let pushed = builder.publish(set("prod", DASHBOARD, "1.0.1"));
    let preview = reviewer.get("merge_preview", json!({ "branch": pushed["branch"] }));
    assert_eq!(preview["kind"], "nothing", "not fetched yet: {preview}");
    reviewer.fetch();
    reviewer.merge(&pushed);
    builder.fetch();
    assert_eq!(builder.cell("Dashboard", "prod")["release"], "1.0.1");
    assert_eq!(
        reviewer.releases()["header"]["commit"],
        builder.releases()["header"]["commit"]
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
