//! Secrets in a real keyring, and without one.
//!
//! Which keyring there is stays settled for the life of a process, so that each test runs itself again in a process
//! of its own: inside a session bus of its own, and with a home folder of its own.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::env;
use std::ffi::OsStr;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use manifold_engine::secrets::{Account, Secret, SecretPlace, Secrets};
use manifold_test_support::bytes_below;

/// Says to a process of this file that it is the inner one, and what it should do.
const STAGE: &str = "MANIFOLD_SECRETS_STAGE";
const TOKEN: &str = "token-that-must-not-be-found-on-disk";

fn stage() -> Option<String> {
    env::var(STAGE).ok()
}

fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

/// Runs a command that runs one test of this file `times` times, away from this machine's session and home.
fn run(home: &Path, program: impl AsRef<OsStr>, arguments: &[&OsStr], stage: &str, times: usize) {
    let runtime = home.join("run");
    fs::create_dir_all(&runtime).unwrap();
    let output = Command::new(program)
        .args(arguments)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env("HOME", home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_RUNTIME_DIR", &runtime)
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
        .env(STAGE, stage)
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && printed.matches(" 1 passed;").count() == times,
        "{printed}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// Whether a file below a folder holds this text.
fn is_found(folder: &Path, text: &str) -> bool {
    let files = bytes_below(folder);
    files
        .values()
        .any(|bytes| String::from_utf8_lossy(bytes).contains(text))
}

/// Runs a test of this file in a session bus of its own, after this shell command.
fn run_in_session(home: &Path, name: &str, keyring: &str, stages: &[&str]) {
    let mut script = format!("echo -n password | {keyring} >/dev/null");
    for stage in stages {
        write!(script, " && {STAGE}={stage} \"$0\" --exact {name}").unwrap();
    }
    let program = env::current_exe().unwrap();
    let arguments = [
        "--".as_ref(),
        "sh".as_ref(),
        "-c".as_ref(),
        script.as_ref(),
        program.as_os_str(),
    ];
    run(home, "dbus-run-session", &arguments, "", stages.len());
}

#[test]
fn a_secret_in_the_keyring_outlives_the_process_and_stands_nowhere_in_plain_text() {
    let secrets = Secrets::new();
    match stage().as_deref() {
        None => {
            let home = tempfile::tempdir().unwrap();
            run_in_session(
                home.path(),
                "a_secret_in_the_keyring_outlives_the_process_and_stands_nowhere_in_plain_text",
                "gnome-keyring-daemon --unlock --components=secrets",
                &["write", "read"],
            );
            assert!(!is_found(home.path(), TOKEN));
        }
        Some("write") => {
            assert_eq!(secrets.place(), SecretPlace::Keyring);
            assert_eq!(
                secrets.get(&Account::token("git.example.com", "jo")).unwrap(),
                None
            );
            secrets
                .set(&Account::token("git.example.com", "jo"), &secret("an older one"))
                .unwrap();
            secrets
                .set(&Account::token("git.example.com", "jo"), &secret(TOKEN))
                .unwrap();
            secrets
                .set(
                    &Account::token("git.example.com", "mo"),
                    &secret("another user's"),
                )
                .unwrap();
            secrets
                .set(
                    &Account::token("other.example.com", "jo"),
                    &secret("another host's"),
                )
                .unwrap();
            secrets
                .set(&Account::passphrase("git.example.com", "jo"), &secret("of a key"))
                .unwrap();
            secrets
                .delete(&Account::token("other.example.com", "jo"))
                .unwrap();
            secrets
                .delete(&Account::token("other.example.com", "jo"))
                .unwrap();
        }
        Some("read") => {
            assert_eq!(
                secrets.get(&Account::token("git.example.com", "jo")).unwrap(),
                Some(secret(TOKEN))
            );
            assert_eq!(
                secrets.get(&Account::token("git.example.com", "mo")).unwrap(),
                Some(secret("another user's"))
            );
            assert_eq!(
                secrets
                    .get(&Account::passphrase("git.example.com", "jo"))
                    .unwrap(),
                Some(secret("of a key"))
            );
            assert_eq!(
                secrets.get(&Account::token("other.example.com", "jo")).unwrap(),
                None
            );
        }
        Some(other) => panic!("{other}"),
    }
}

#[test]
fn what_a_locked_keyring_refuses_is_kept_in_memory_and_said_so() {
    if stage().is_none() {
        let home = tempfile::tempdir().unwrap();
        run_in_session(
            home.path(),
            "what_a_locked_keyring_refuses_is_kept_in_memory_and_said_so",
            "gnome-keyring-daemon --start --components=secrets",
            &["locked"],
        );
        assert!(!is_found(home.path(), TOKEN));
        return;
    }
    let secrets = Secrets::new();
    assert_eq!(secrets.place(), SecretPlace::Keyring);
    // It would ask a person for a password, and there is no screen to ask on.
    secrets
        .set(&Account::token("git.example.com", "jo"), &secret(TOKEN))
        .unwrap();
    assert_eq!(
        secrets.get(&Account::token("git.example.com", "jo")).unwrap(),
        Some(secret(TOKEN))
    );
    let place = secrets.place();
    assert!(
        matches!(&place, SecretPlace::MemoryOnly { reason } if !reason.is_empty()),
        "{place:?}"
    );
}

#[test]
fn without_a_keyring_a_secret_is_kept_in_memory_alone_and_said_so() {
    if stage().is_none() {
        let home = tempfile::tempdir().unwrap();
        let name = "without_a_keyring_a_secret_is_kept_in_memory_alone_and_said_so";
        let arguments = ["--exact", name].map(OsStr::new);
        run(home.path(), env::current_exe().unwrap(), &arguments, "memory", 1);
        assert!(!is_found(home.path(), TOKEN));
        return;
    }
    let secrets = Secrets::new();
    assert_eq!(
        secrets.get(&Account::token("git.example.com", "jo")).unwrap(),
        None
    );
    secrets
        .set(&Account::token("git.example.com", "jo"), &secret(TOKEN))
        .unwrap();
    assert_eq!(
        secrets.get(&Account::token("git.example.com", "jo")).unwrap(),
        Some(secret(TOKEN))
    );
    assert_eq!(
        secrets.get(&Account::token("git.example.com", "mo")).unwrap(),
        None
    );
    let place = secrets.place();
    assert!(
        matches!(&place, SecretPlace::MemoryOnly { reason } if !reason.is_empty()),
        "{place:?}"
    );
    // Another handle is another memory: nothing is kept behind the program's back.
    assert_eq!(
        Secrets::new()
            .get(&Account::token("git.example.com", "jo"))
            .unwrap(),
        None
    );
    secrets.delete(&Account::token("git.example.com", "jo")).unwrap();
    assert_eq!(
        secrets.get(&Account::token("git.example.com", "jo")).unwrap(),
        None
    );
}
