//! Commands that only read.

use manifold_test_support::{Files, Sandbox, bytes_below};

use crate::golden::assert_golden;
use crate::support::{
    DASHBOARD, REFUNDS, answered, broken_shop, complaint, manifold, manifold_in, printed, shop,
};

#[test]
fn every_reading_command_prints_what_its_golden_file_holds() {
    let sandbox = shop();
    let calls: [(&str, &[&str]); 9] = [
        ("status.txt", &["status"]),
        ("doctor-healthy.txt", &["doctor"]),
        ("manifest-list.txt", &["manifest", "list"]),
        ("manifest-show.txt", &["manifest", "show", "prod"]),
        ("release-list.txt", &["release", "list", "Dashboard"]),
        ("release-show.txt", &["release", "show", "Dashboard", "1.1.0"]),
        ("release-files.txt", &["release", "files", "Dashboard", "1.1.0"]),
        (
            "release-diff.txt",
            &["release", "diff", "Dashboard", "1.0.0", "1.1.0"],
        ),
        (
            "release-diff-latest.txt",
            &["release", "diff", "Dashboard", "1.1.0"],
        ),
    ];
    for (name, arguments) in calls {
        assert_golden(name, &sandbox, &printed(&sandbox, arguments, 0));
        let json = answered(&sandbox, arguments, 0);
        assert_golden(&name.replace(".txt", ".json"), &sandbox, &format!("{json:#}\n"));
    }
}

#[test]
fn the_doctor_tells_everything_that_is_wrong_in_every_format() {
    let sandbox = broken_shop();
    for format in ["text", "github", "sarif", "json"] {
        let found = printed(&sandbox, &["doctor", "--format", format], 1);
        assert_golden(&format!("doctor.{format}"), &sandbox, &found);
    }
    assert_golden("status-broken.txt", &sandbox, &printed(&sandbox, &["status"], 0));
}

#[test]
fn the_doctor_looks_at_a_branch_that_is_named() {
    let sandbox = shop();
    sandbox.branch(
        "risky",
        &Files::default().manifest("prod", &[(DASHBOARD, "9.9.9")]),
    );
    assert!(printed(&sandbox, &["doctor"], 0).contains("No problems"));
    assert!(printed(&sandbox, &["doctor", "--branch", "risky"], 1).contains("9.9.9"));
}

#[test]
fn a_file_of_a_release_is_printed_to_the_byte() {
    let sandbox = shop();
    let call = ["release", "cat", "Dashboard", "1.1.0", "src/page1.rsx"];
    assert_eq!(printed(&sandbox, &call, 0), "<Page/>\n");
    let missing = ["release", "cat", "Dashboard", "1.1.0", "../metadata.json"];
    assert!(complaint(&sandbox, &missing, 1).contains("not in the repository"));
}

/// That calls end with 1, for one reason each of this kind, with and without JSON.
fn assert_refused(sandbox: &Sandbox, calls: &[&[&str]], code: &str) {
    for call in calls {
        let answer = answered(sandbox, call, 1);
        let refused = &answer["refused"][0];
        assert_eq!(refused["code"], code, "{call:?}: {answer}");
        assert_eq!(answer.as_object().unwrap().len(), 1, "{answer}");
        let said = complaint(sandbox, call, 1);
        let message = refused["message"].as_str().unwrap();
        assert!(said.starts_with(&format!("refused: {message}\n")), "{said}");
        assert!(!said.contains("choose again"), "{said}");
    }
}

#[test]
fn what_is_not_there_is_refused_in_one_shape() {
    let calls: [&[&str]; 5] = [
        &["manifest", "show", "nope"],
        &["release", "show", "Dashboard", "9.0.0"],
        &["release", "files", "Dashboard", "9.0.0"],
        &["release", "cat", "Dashboard", "1.1.0", "nope.rsx"],
        &["promote", "--from", "nope", "--to", "prod"],
    ];
    assert_refused(&shop(), &calls, "notFound");
}

#[test]
fn an_artifact_that_is_damaged_is_refused_by_whatever_reads_it() {
    let sandbox = shop();
    sandbox.change("main", &format!("dist/apps/{REFUNDS}/1.0.0.zip"), "no zip");
    let calls: [&[&str]; 4] = [
        &["release", "show", "Refunds", "1.0.0"],
        &["release", "files", "Refunds", "1.0.0"],
        &["release", "cat", "Refunds", "1.0.0", "main.rsx"],
        &["release", "diff", "Refunds", "1.0.0", "latest"],
    ];
    assert_refused(&sandbox, &calls, "artifactRefused");
}

#[test]
fn an_element_goes_by_its_name_its_folder_or_its_uuid_and_is_never_guessed() {
    let sandbox = Sandbox::holding(
        &Files::toolscript()
            .app("apps/Orders/Dashboard", DASHBOARD)
            .app("apps/Sales/Dashboard", REFUNDS),
    );
    for name in ["apps/Orders/Dashboard", DASHBOARD] {
        printed(&sandbox, &["release", "list", name], 0);
    }
    let refused = complaint(&sandbox, &["release", "list", "Dashboard"], 1);
    assert!(
        refused.contains("apps/Orders/Dashboard, apps/Sales/Dashboard"),
        "{refused}"
    );
    let unknown = answered(&sandbox, &["release", "list", "Nothing"], 1);
    assert_eq!(unknown["refused"][0]["code"], "notFound");
}

#[test]
fn no_control_character_of_a_repository_reaches_the_terminal() {
    let folder = "apps/\u{1b}[31mRed\u{202e}";
    let sandbox = Sandbox::holding(
        &Files::toolscript()
            .app(folder, DASHBOARD)
            .file("manifests/\u{1b}]0;x\u{7}.yaml", "name: \u{9b}31m"),
    );
    let calls: [&[&str]; 6] = [
        &["status"],
        &["doctor"],
        &["doctor", "--format", "github"],
        &["doctor", "--format", "sarif"],
        &["manifest", "list"],
        &["status", "--json"],
    ];
    for arguments in calls {
        let output = manifold(&sandbox, arguments).output().unwrap();
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        let acts = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!text.contains(acts), "{arguments:?}: {text:?}");
        assert!(
            text.to_lowercase().contains("1b"),
            "{arguments:?} says nothing of it: {text}"
        );
    }
}

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let sandbox = broken_shop();
    assert!(!printed(&sandbox, &["doctor"], 1).contains('\u{1b}'));
    let forced = manifold(&sandbox, &["doctor"])
        .env("CLICOLOR_FORCE", "1")
        .output()
        .unwrap();
    assert!(
        String::from_utf8(forced.stdout)
            .unwrap()
            .contains("\u{1b}[1m\u{1b}[31merror")
    );
    let refused = manifold(&sandbox, &["doctor"])
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    assert!(!refused.stdout.contains(&0x1b));
}

#[test]
fn reading_writes_nothing_to_a_clone_and_works_from_any_folder_in_it() {
    let sandbox = shop();
    let before = bytes_below(&sandbox.work());
    let inside = sandbox.work().join("apps/Orders");
    manifold_in(&sandbox, &inside).arg("status").assert().success();
    manifold_in(&sandbox, &inside)
        .args(["doctor", "--json"])
        .assert()
        .success();
    assert_eq!(before, bytes_below(&sandbox.work()));
}
