//! What a person at a terminal is asked; `script` from util-linux is the terminal.

use std::fs;
use std::io::Write;
use std::process::{Command, Output};

use manifold_test_support::Sandbox;
use manifold_test_support::ssh::{SshAgent, SshHost};

use crate::support::{at_terminal, branches, complaint, data, manifold, shop};

/// Calls the program at a terminal and types an answer.
fn at_a_terminal(sandbox: &Sandbox, arguments: &str, typed: &str) -> Output {
    answer(&mut at_terminal(sandbox, arguments), typed)
}

/// Starts a program that asks, and types an answer.
fn answer(program: &mut Command, typed: &str) -> Output {
    let mut terminal = program.spawn().unwrap();
    terminal
        .stdin
        .take()
        .unwrap()
        .write_all(typed.as_bytes())
        .unwrap();
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

#[test]
fn the_first_fetch_counts_at_a_terminal_what_it_copies_and_the_line_is_gone_afterwards() {
    let sandbox = shop();
    sandbox.git(&sandbox.remote(), &["gc", "-q"]);
    let output = at_a_terminal(&sandbox, "status", "");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let (_, after) = text
        .split_once("\r\u{1b}[KCopying objects: 1 of 1 MiB")
        .unwrap_or_else(|| panic!("{text:?}"));
    let (_, page) = after.rsplit_once("\r\u{1b}[K").unwrap();
    assert!(page.contains("Dashboard"), "{text:?}");
}

#[test]
fn without_a_terminal_and_in_json_nothing_is_counted() {
    let sandbox = shop();
    let piped = manifold(&sandbox, &["status"]).output().unwrap();
    fs::remove_dir_all(data(&sandbox)).unwrap();
    let json = at_a_terminal(&sandbox, "status --json", "");
    assert!(piped.stderr.is_empty(), "{piped:?}");
    serde_json::from_slice::<serde_json::Value>(&json.stdout).unwrap();
}

#[test]
fn the_key_of_an_unknown_ssh_host_is_shown_and_trusted_once_a_person_agrees() {
    let sandbox = shop();
    let host = SshHost::start(&sandbox);
    let agent = SshAgent::holding(&host.key());
    let call = format!("status --repo {}", host.url(&sandbox.remote()));
    let at_a_terminal = |typed: &str| {
        let mut terminal = at_terminal(&sandbox, &call);
        let output = answer(terminal.env("SSH_AUTH_SOCK", &agent.socket), typed);
        (
            String::from_utf8_lossy(&output.stdout).into_owned(),
            output.status.code(),
        )
    };
    let (text, exit) = at_a_terminal("n\n");
    assert!(text.contains(&host.fingerprint()), "{text}");
    assert!(text.contains("is not known yet"), "{text}");
    assert_eq!(exit, Some(3), "{text}");
    let (text, exit) = at_a_terminal("y\n");
    assert!(text.contains(&host.fingerprint()), "{text}");
    assert!(text.contains("Refunds") && exit == Some(0), "{text}");
    let (text, _) = at_a_terminal("");
    assert!(
        !text.contains("is not known yet") && text.contains("Refunds"),
        "{text}"
    );
}

#[test]
fn where_nobody_can_be_asked_an_unknown_ssh_host_is_refused_with_how_to_accept_it() {
    let sandbox = shop();
    let host = SshHost::start(&sandbox);
    let agent = SshAgent::holding(&host.key());
    let address = host.url(&sandbox.remote());
    let said = complaint(&sandbox, &["status", "--repo", &address], 3);
    assert!(said.contains(&host.fingerprint()), "{said}");
    assert!(
        said.contains("ssh-keyscan") && said.contains("~/.ssh/known_hosts"),
        "{said}"
    );
    let known_hosts = sandbox.path(".ssh/known_hosts");
    fs::create_dir_all(known_hosts.parent().unwrap()).unwrap();
    fs::copy(host.known_hosts("host"), known_hosts).unwrap();
    manifold(&sandbox, &["status", "--repo", &address])
        .env("SSH_AUTH_SOCK", &agent.socket)
        .assert()
        .success();
}
