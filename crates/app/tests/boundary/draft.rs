//! The draft, while the default branch moves under it.

use std::thread;

use manifold_test_support::Sandbox;
use serde_json::{Value, json};

use crate::support::Client;
use crate::support::shop::{self, DASHBOARD, REFUNDS, change, sandbox, set};

/// Commits another `prod` to the default branch.
fn prod_becomes(sandbox: &Sandbox, apps: &[(&str, &str)]) {
    sandbox.write_to_work(&shop::files().manifest("prod", apps));
    sandbox.commit(&sandbox.work(), "Change prod");
    sandbox.git(&sandbox.work(), &["push", "-q", "origin", "HEAD:main"]);
}

#[test]
fn what_came_true_drops_what_contradicts_is_asked_and_the_rest_waits() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let changes = [
        change("prod", DASHBOARD, "latest"),
        change("prod", REFUNDS, "1.0.0"),
        change("dev", DASHBOARD, "1.0.0"),
    ];
    repository.get("change_draft", json!({ "changes": changes }));
    prod_becomes(&sandbox, &[(DASHBOARD, "latest"), (REFUNDS, "2.0.0")]);
    repository.fetch();

    let draft = repository.releases()["draft"].clone();
    assert_eq!(draft["changes"].as_array().unwrap().len(), 1, "{draft}");
    assert_eq!(draft["changes"][0]["manifest"], "dev");
    assert_eq!(draft["dropped"].as_array().unwrap().len(), 1, "{draft}");
    let conflict = &draft["conflicts"][0];
    assert_eq!(
        (&conflict["change"]["to"], &conflict["now"]),
        (&json!("1.0.0"), &json!("2.0.0"))
    );
    let message = conflict["message"].as_str().unwrap();
    for word in ["prod", "2.0.0", "1.0.0", "latest"] {
        assert!(message.contains(word), "{message}");
    }

    // Choosing again settles it.
    let draft = repository.get(
        "change_draft",
        json!({ "changes": [change("prod", REFUNDS, "1.0.0")] }),
    );
    assert_eq!(
        (&draft["conflicts"], draft["changes"].as_array().unwrap().len()),
        (&json!([]), 2)
    );
}

#[test]
fn what_two_windows_and_two_programs_choose_at_once_is_all_in_the_draft() {
    const EACH: usize = 20;
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let other = client.restarted();
    let repositories = [other.reopen(&repository.id), repository];
    thread::scope(|scope| {
        for (program, repository) in repositories.iter().enumerate() {
            for window in 0..2 {
                scope.spawn(move || {
                    for number in 0..EACH {
                        let app = format!("00000000-0000-4000-8000-{program}{window}{number:010}");
                        repository.get(
                            "change_draft",
                            json!({ "changes": [change("prod", &app, "1.0.0")] }),
                        );
                        repository.releases();
                    }
                });
            }
        }
    });
    let draft = repositories[0].releases()["draft"].clone();
    assert_eq!(draft["changes"].as_array().unwrap().len(), 4 * EACH, "{draft}");
}

#[test]
fn choosing_what_the_manifest_says_takes_the_change_out() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let choose = |release: Value| {
        repository.get(
            "change_draft",
            json!({ "changes": [change("prod", DASHBOARD, release)] }),
        )
    };
    assert_eq!(choose(json!("latest"))["changes"][0]["from"], "1.0.0");
    assert_eq!(choose(json!(null))["changes"][0]["to"], json!(null));
    assert_eq!(choose(json!("1.0.0"))["changes"], json!([]));
}

#[test]
fn a_discarded_draft_can_be_restored_also_after_a_restart() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let before = repository.get(
        "change_draft",
        json!({ "changes": [change("prod", DASHBOARD, "latest"), change("dev", REFUNDS, "1.0.0")] }),
    );
    let discarded = repository.get("replace_draft", json!({ "changes": [] }));
    assert_eq!(discarded["changes"], json!([]));
    let restored = repository.get("replace_draft", json!({ "changes": before["changes"] }));
    assert_eq!(restored, before);
    let malformed = json!({ "changes": [{ "manifest": "prod", "element": { "kind": "app", "id": DASHBOARD }, "from": null, "to": "1.0" }] });
    assert_eq!(
        repository.fails("replace_draft", malformed).code,
        "malformedRequest"
    );

    let client = client.restarted();
    assert_eq!(client.reopen(&repository.id).releases()["draft"], before);
}

#[test]
fn a_draft_for_a_manifest_that_is_gone_or_unreadable_says_so_and_is_kept() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    repository.get(
        "change_draft",
        json!({ "changes": [change("prod", DASHBOARD, "latest")] }),
    );
    for (words, content) in [("can no longer be read", Some("oops")), ("was deleted", None)] {
        let path = sandbox.work().join("manifests/prod.yaml");
        match content {
            Some(text) => std::fs::write(path, text).unwrap(),
            None => std::fs::remove_file(path).unwrap(),
        }
        sandbox.commit(&sandbox.work(), "Change prod");
        sandbox.git(&sandbox.work(), &["push", "-q", "origin", "HEAD:main"]);
        repository.fetch();
        let draft = repository.releases()["draft"].clone();
        let message = draft["conflicts"][0]["message"].as_str().unwrap();
        assert!(message.contains(words), "{message}");
    }
    prod_becomes(&sandbox, &[(DASHBOARD, "1.0.0")]);
    repository.fetch();
    assert_eq!(
        repository.releases()["draft"]["changes"]
            .as_array()
            .unwrap()
            .len(),
        1,
        "nothing was lost"
    );
}

#[test]
fn what_came_true_is_told_until_it_was_read_and_never_waits_again() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let changes = [
        change("prod", DASHBOARD, "latest"),
        change("dev", REFUNDS, "1.0.0"),
    ];
    repository.get("change_draft", json!({ "changes": changes }));
    prod_becomes(&sandbox, &[(DASHBOARD, "latest"), (REFUNDS, "latest")]);
    repository.fetch();
    let told = json!(["Dashboard became latest on prod."]);
    assert_eq!(repository.releases()["draft"]["dropped"], told);

    // Rolled back by somebody: what was chosen once is not chosen again, nor told anew.
    prod_becomes(&sandbox, &[(DASHBOARD, "1.0.0"), (REFUNDS, "latest")]);
    repository.fetch();
    let client = client.restarted();
    let repository = client.reopen(&repository.id);
    let waiting = json!(["dev"]);
    let draft = repository.releases()["draft"].clone();
    let manifests = |draft: &Value| {
        draft["changes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|c| c["manifest"].clone())
            .collect::<Value>()
    };
    assert_eq!((&draft["dropped"], manifests(&draft)), (&told, waiting.clone()));

    let draft = repository.get("acknowledge_dropped", json!({}));
    assert_eq!((&draft["dropped"], manifests(&draft)), (&json!([]), waiting));
    let client = client.restarted();
    assert_eq!(client.reopen(&repository.id).releases()["draft"], draft);
}

#[test]
fn a_push_takes_out_of_the_draft_what_it_carries_and_leaves_another_choice_for_the_same_entry() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let chosen = [
        change("prod", DASHBOARD, "0.9.0"),
        change("prod", REFUNDS, Value::Null),
    ];
    repository.get("change_draft", json!({ "changes": chosen }));
    repository.publish(set("prod", REFUNDS, Value::Null));
    repository.publish(set("prod", DASHBOARD, "latest"));

    let left = repository.releases()["draft"]["changes"].clone();
    assert_eq!(left.as_array().unwrap().len(), 1, "{left}");
    assert_eq!(
        (&left[0]["element"]["id"], &left[0]["to"]),
        (&json!(DASHBOARD), &json!("0.9.0"))
    );
}

#[test]
fn changes_that_are_not_in_the_draft_are_told_what_became_of_them_and_leave_it_alone() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let draft = repository.get(
        "change_draft",
        json!({ "changes": [change("dev", REFUNDS, "1.0.0")] }),
    );
    let proposed = |manifest: &str, id: &str, from: &str, to: Value| json!({ "manifest": manifest, "element": { "kind": "app", "id": id }, "from": from, "to": to });
    let changes = json!({ "changes": [
        proposed("dev", DASHBOARD, "latest", json!(null)),
        proposed("prod", DASHBOARD, "1.0.0", json!("latest")),
        proposed("prod", REFUNDS, "latest", json!("1.0.0")),
    ] });
    let rebased = repository.get("rebase_changes", changes.clone());
    assert_eq!(rebased["changes"], changes["changes"]);

    prod_becomes(&sandbox, &[(DASHBOARD, "latest"), (REFUNDS, "2.0.0")]);
    repository.fetch();
    let rebased = repository.get("rebase_changes", changes.clone());
    assert_eq!(rebased["changes"], json!([changes["changes"][0]]));
    assert_eq!(rebased["dropped"], json!(["Dashboard became latest on prod."]));
    let conflict = &rebased["conflicts"][0];
    assert_eq!(
        (&conflict["change"], &conflict["now"]),
        (&changes["changes"][2], &json!("2.0.0"))
    );
    let now = repository.releases()["draft"].clone();
    assert_eq!(now, draft, "the draft stays as it is");
    assert_eq!(
        repository.get("rebase_changes", changes),
        rebased,
        "nothing is remembered"
    );

    let malformed = json!({ "changes": [proposed("prod", DASHBOARD, "1.0", json!("latest"))] });
    assert_eq!(
        repository.fails("rebase_changes", malformed).code,
        "malformedRequest"
    );
    let nothing = repository.get("rebase_changes", json!({ "changes": [] }));
    assert_eq!(nothing["changes"], json!([]));
}
