//! Commands that push.

use manifold_test_support::http::{GitHost, Rules};
use manifold_test_support::{Files, Sandbox, bytes_below};

use crate::golden::assert_golden;
use crate::support::{
    DASHBOARD, NIGHTLY, answered, branches, complaint, data, manifold, merge, printed, shop,
};

#[test]
fn every_change_shows_its_plan_and_a_dry_run_pushes_nothing() {
    let sandbox = shop();
    let before = branches(&sandbox);
    let calls: [(&str, &[&str]); 8] = [
        (
            "manifest-create.txt",
            &["manifest", "create", "qa", "--copy-of", "dev"],
        ),
        (
            "manifest-set.txt",
            &[
                "manifest",
                "set",
                "prod",
                "Dashboard=1.1.0",
                "Nightly=latest",
                "--why",
                "Asked for",
            ],
        ),
        ("manifest-remove.txt", &["manifest", "remove", "dev", "Refunds"]),
        ("manifest-delete.txt", &["manifest", "delete", "staging"]),
        (
            "release-create.txt",
            &[
                "release",
                "create",
                "Dashboard",
                "--minor",
                "--description",
                "A title",
                "--set-on",
                "dev",
            ],
        ),
        (
            "release-create-two.txt",
            &["release", "create", "Dashboard", "apps/Refunds"],
        ),
        ("promote.txt", &["promote", "--from", "dev", "--to", "prod"]),
        (
            "promote-one.txt",
            &["promote", "--from", "dev", "--to", "prod", "Refunds"],
        ),
    ];
    for (name, arguments) in calls {
        let arguments = [arguments, &["--dry-run"]].concat();
        assert_golden(name, &sandbox, &printed(&sandbox, &arguments, 0));
        let json = answered(&sandbox, &arguments, 0);
        assert!(json["pushed"].is_null(), "{json}");
        if name == "promote.txt" {
            assert_golden("promote.json", &sandbox, &format!("{json:#}\n"));
        }
    }
    assert_eq!(before, branches(&sandbox));
}

#[test]
fn where_nobody_can_be_asked_nothing_is_pushed_without_yes() {
    let sandbox = shop();
    let before = branches(&sandbox);
    let call = ["manifest", "create", "qa"];
    assert!(complaint(&sandbox, &call, 2).contains("Add --yes"));
    let failed = answered(&sandbox, &call, 2);
    assert_golden("failure.json", &sandbox, &format!("{failed:#}\n"));
    assert_eq!(failed["failure"]["code"], "usage");
    assert_eq!(before, branches(&sandbox));
}

#[test]
fn with_yes_exactly_the_plan_is_pushed_and_the_clone_stays_as_it_was() {
    let sandbox = shop();
    let clone = bytes_below(&sandbox.work());
    let call = ["manifest", "set", "prod", "Dashboard=1.1.0", "--yes"];
    let answer = answered(&sandbox, &call, 0);
    assert_golden("pushed.json", &sandbox, &format!("{answer:#}\n"));
    let branch = answer["pushed"]["branch"].as_str().unwrap();
    assert!(
        branch.starts_with("admin/updateReleaseManifest-commit-"),
        "{branch}"
    );
    assert_eq!(answer["plan"]["branch"], branch);
    assert_eq!(answer["pushed"]["commit"], sandbox.remote_id(branch));
    let shown = sandbox.git(&sandbox.remote(), &["show", "--format=%an <%ae>%n%s", branch]);
    assert!(
        shown.starts_with("Sample admin <admin@example.com>\nUpdate 'prod' release manifest"),
        "{shown}"
    );
    assert!(
        shown.contains("-    release: 1.0.0\n+    release: 1.1.0"),
        "{shown}"
    );
    assert_eq!(clone, bytes_below(&sandbox.work()));
    sandbox.assert_sound(&sandbox.remote());
}

#[test]
fn a_pushed_branch_is_printed_with_what_to_do_next() {
    let sandbox = shop();
    let text = printed(
        &sandbox,
        &["release", "create", "Dashboard", "--set-on", "dev", "--yes"],
        0,
    );
    assert_golden("pushed.txt", &sandbox, &text);
}

#[test]
fn a_plan_says_what_waits_on_other_branches() {
    let sandbox = shop();
    sandbox.branch(
        "soon",
        &Files::default().manifest("prod", &[(DASHBOARD, "1.1.0")]),
    );
    let plan = answered(
        &sandbox,
        &["manifest", "set", "prod", "Dashboard=1.1.0", "--dry-run"],
        0,
    );
    assert_eq!(plan["plan"]["warnings"][0]["code"], "alsoWaiting");
    assert_eq!(plan["plan"]["warnings"][0]["branch"]["name"], "soon");
    let promoted = answered(
        &sandbox,
        &["promote", "--from", "dev", "--to", "prod", "--yes"],
        0,
    );
    assert!(
        promoted["pushed"].is_null(),
        "what waits does not go along unasked: {promoted}"
    );
}

#[test]
fn what_the_repository_does_not_allow_is_refused_with_the_reason() {
    let sandbox = shop();
    let calls: [(&[&str], &str); 6] = [
        (&["manifest", "create", "prod"], "nameTaken"),
        (&["manifest", "set", "prod", "Dashboard=1.0.0"], "noChange"),
        (&["manifest", "delete", "nowhere"], "notFound"),
        (
            &["release", "create", "Dashboard", "--version", "1.0.0"],
            "versionTaken",
        ),
        (
            &["release", "create", "Dashboard", "--version", "v2"],
            "versionMalformed",
        ),
        (
            &["promote", "--from", "dev", "--to", "dev", "Dashboard"],
            "notFound",
        ),
    ];
    for (arguments, code) in calls {
        let arguments = [arguments, &["--yes"]].concat();
        let answer = answered(&sandbox, &arguments, 1);
        assert_eq!(answer["refused"][0]["code"], code, "{arguments:?}: {answer}");
        if code == "nameTaken" {
            assert_golden("refused.json", &sandbox, &format!("{answer:#}\n"));
        }
        assert!(
            complaint(&sandbox, &arguments, 1).starts_with("refused: "),
            "{arguments:?}"
        );
    }
}

#[test]
fn a_uuid_that_nothing_has_is_listed_as_an_app_with_a_warning() {
    let sandbox = shop();
    let uuid = "11111111-2222-4333-8444-555555555555";
    let set = |element: &str| format!("{element}=1.0.0");
    let call = |assignment: &str| {
        let call = ["manifest", "set", "prod", assignment, "--dry-run"];
        answered(&sandbox, &call, 0)["plan"].clone()
    };
    let plan = call(&set(uuid));
    assert_eq!(plan["meaning"][0]["element"]["kind"], "app", "{plan}");
    assert_eq!(plan["warnings"][0]["code"], "elementUnknown", "{plan}");
    let plan = call(&set(NIGHTLY));
    assert_eq!(plan["meaning"][0]["element"]["kind"], "workflow", "{plan}");

    let refused: [&[&str]; 2] = [
        &["manifest", "set", "prod", "Nothing=1.0.0", "--dry-run"],
        &["manifest", "remove", "prod", uuid, "--dry-run"],
    ];
    for call in refused {
        assert_eq!(answered(&sandbox, call, 1)["refused"][0]["code"], "notFound");
    }
}

#[test]
fn a_release_of_what_did_not_change_says_how_to_insist() {
    let sandbox = shop();
    let pushed = answered(&sandbox, &["release", "create", "Refunds", "--yes"], 0);
    merge(&sandbox, pushed["pushed"]["branch"].as_str().unwrap());
    let refused = complaint(&sandbox, &["release", "create", "Refunds", "--yes"], 1);
    assert!(refused.contains("--accept-unchanged"), "{refused}");
    printed(
        &sandbox,
        &["release", "create", "Refunds", "--accept-unchanged", "--yes"],
        0,
    );
}

#[test]
fn a_refused_push_leaves_nothing_that_hinders_the_next() {
    let sandbox = shop();
    let before = branches(&sandbox);
    sandbox.hook("pre-receive", "echo Only on Mondays >&2; exit 1");
    let call = ["release", "create", "Dashboard", "--yes"];
    let failed = complaint(&sandbox, &call, 3);
    assert!(failed.contains("Only on Mondays"), "{failed}");
    let unchanged = "No instance changed, and nothing is left on this computer.";
    assert!(failed.contains(unchanged), "{failed}");
    assert!(failed.ends_with("Then call this again.\n"), "{failed}");
    assert_eq!(before, branches(&sandbox));
    sandbox.hook("pre-receive", "exit 0");
    printed(&sandbox, &call, 0);
}

#[test]
fn a_push_whose_answer_is_lost_is_said_to_be_neither_done_nor_undone() {
    let sandbox = shop();
    sandbox.git(&sandbox.remote(), &["config", "http.receivepack", "true"]);
    let rules = Rules {
        loses_push_answers: true,
        ..Rules::default()
    };
    let host = GitHost::start(&sandbox.root(), rules);
    let url = host.url("remote.git");
    let call = ["manifest", "create", "qa", "--yes", "--repo", &url];
    let failed = answered(&sandbox, &call, 3);
    let said = failed["failure"]["unchanged"].as_str().unwrap();
    let rest = said.strip_prefix("It is not known whether the remote took the change to ");
    let (branch, here) = rest.unwrap().split_once(". ").unwrap();
    assert!(branches(&sandbox).contains(branch), "{said}");
    assert_eq!(here, "No instance changed, and nothing is left on this computer.");
    let mirrors = sandbox.git(
        &sandbox.root(),
        &["--git-dir", &mirror(&sandbox), "for-each-ref", "refs/heads"],
    );
    assert_eq!(mirrors, "");
}

/// The one mirror of the program's data folder.
fn mirror(sandbox: &Sandbox) -> String {
    let repositories = std::fs::read_dir(data(sandbox).join("repositories")).unwrap();
    let folders: Vec<_> = repositories.map(|entry| entry.unwrap().path()).collect();
    let [folder] = &folders[..] else {
        panic!("{folders:?}")
    };
    folder.join("mirror.git").display().to_string()
}

#[test]
fn nobody_commits_without_a_name() {
    let sandbox = shop();
    let mut call = manifold(&sandbox, &["manifest", "create", "qa", "--yes"]);
    let nameless = call.env_remove("GIT_AUTHOR_NAME").assert().code(3);
    let text = String::from_utf8(nameless.get_output().stderr.clone()).unwrap();
    assert!(text.contains("whose name"), "{text}");
    assert!(text.contains("GIT_AUTHOR_NAME"), "{text}");
    let mut call = manifold(&sandbox, &["manifest", "create", "qa", "--yes"]);
    call.env_remove("GIT_AUTHOR_NAME")
        .env("GIT_COMMITTER_NAME", "Sample builder")
        .assert()
        .success();
}

#[test]
fn what_a_call_does_not_say_clearly_is_wrong_usage() {
    let sandbox = shop();
    let calls: [&[&str]; 6] = [
        &["manifest", "set", "prod", "Dashboard"],
        &["manifest", "set", "prod", "Dashboard=1.0"],
        &["manifest", "create", "qa", "--dry-run", "--yes"],
        &["release", "create", "Dashboard", "--major", "--minor"],
        &["release", "create", "Dashboard", "Refunds", "--version", "2.0.0"],
        &["frobnicate"],
    ];
    for arguments in calls {
        let said = complaint(&sandbox, arguments, 2);
        let json = answered(&sandbox, arguments, 2);
        assert_eq!(json["failure"]["code"], "usage", "{json}");
        let message = json["failure"]["message"].as_str().unwrap();
        assert!(said.starts_with(&format!("error: {message}")), "{said}{message}");
        assert!(!message.contains("Usage:"), "{message}");
    }
    assert!(printed(&sandbox, &["--help", "--json"], 0).contains("Usage:"));
}
