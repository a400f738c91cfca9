//! What a person at a terminal is asked; `script` from util-linux is the terminal.

use std::process::{Command, Output, Stdio};

use manifold_test_support::Sandbox;

use crate::support::{branches, data, shop};

/// Calls the program at a terminal and types an answer.
fn at_a_terminal(sandbox: &Sandbox, arguments: &str, typed: &str) -> Output {
    let call = format!("{} {arguments}", env!("CARGO_BIN_EXE_manifold"));
    let mut terminal = Command::new("script")
        .args(["--quiet", "--return", "--command", &call, "/dev/null"])
        .current_dir(sandbox.work())
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", sandbox.root())
        .env("TERM", "xterm")
        .env("GIT_AUTHOR_NAME", "Sample admin")
        .env("GIT_AUTHOR_EMAIL", "admin@example.com")
        .env("MANIFOLD_DATA", data(sandbox))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut terminal.stdin.take().unwrap(), typed.as_bytes()).unwrap();
    terminal.wait_with_output().unwrap()
}

#[test]
fn a_person_who_says_yes_pushes_and_one_who_does_not_changes_nothing() {
    let sandbox = shop();
    let before = branches(&sandbox);
    for typed in ["n\n", "\n", "perhaps\n"] {
        let output = at_a_terminal(&sandbox, "manifest create qa", typed);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{text}");
        assert!(text.contains("Push this branch?"), "{text}");
        assert!(text.contains("Nothing was pushed."), "{text}");
    }
    assert_eq!(before, branches(&sandbox));
    let output = at_a_terminal(&sandbox, "manifest create qa", "y\n");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.contains("Pushed"), "{text}");
    assert_ne!(before, branches(&sandbox));
}

#[test]
fn a_file_of_a_release_cannot_act_on_the_terminal() {
    let sandbox = shop();
    sandbox.write_to_work(&manifold_test_support::Files::default().file(
        "dist/apps/e42fc3d8-19a2-11f1-8c9e-c387ca253214/1.0.0.zip",
        manifold_test_support::zip(&[("main.rsx", b"a\x1b]0;owned\x07\n\tb\n".as_slice())]),
    ));
    sandbox.change("main", "notes.txt", "");
    let output = at_a_terminal(&sandbox, "release cat Refunds 1.0.0 main.rsx", "");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.contains(r"a\u{1b}]0;owned\u{7}"), "{text:?}");
    assert!(!text.contains("\u{1b}]0;"), "{text:?}");
}
