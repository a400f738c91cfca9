//! What the tests of repositories share.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]
#![allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "a module of every test file, each of which uses a part of it"
)]

pub mod plans;

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

pub use manifold_test_support as git;

use manifold_engine::Result;
use manifold_engine::operation::{Phase, Watch};
use manifold_engine::secrets::Secret;
use manifold_engine::transport::{AcceptedHostKeys, Credentials, UserPassword};

/// Credentials with what a test says, counting how often each is asked for.
#[derive(Default)]
pub struct TestCredentials {
    pub password: Option<UserPassword>,
    pub key: Option<PathBuf>,
    pub passphrase: Option<Secret>,
    pub known_hosts: Option<PathBuf>,
    pub accepted: Option<String>,
    pub ca_file: Option<PathBuf>,
    pub asked: Mutex<Vec<String>>,
}

impl TestCredentials {
    pub fn password(user: &str, password: &str) -> Self {
        let password = UserPassword {
            user: user.to_owned(),
            password: Secret::new(password.to_owned()),
        };
        Self {
            password: Some(password),
            ..Self::default()
        }
    }

    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

impl Credentials for TestCredentials {
    fn for_https(&self, host: &str, _: Option<&str>) -> Result<Option<UserPassword>> {
        self.asked.lock().unwrap().push(host.to_owned());
        Ok(self.password.clone())
    }

    fn ssh_key(&self) -> Option<PathBuf> {
        self.key.clone()
    }

    fn ssh_passphrase(&self, host: &str, _: &str) -> Result<Option<Secret>> {
        self.asked.lock().unwrap().push(format!("passphrase for {host}"));
        Ok(self.passphrase.clone())
    }

    fn accepted_host_keys(&self, host: &str) -> AcceptedHostKeys {
        self.asked.lock().unwrap().push(format!("keys of {host}"));
        AcceptedHostKeys {
            fingerprints: self.accepted.iter().cloned().collect(),
            file: "accepted".into(),
        }
    }

    fn known_hosts(&self) -> Option<PathBuf> {
        self.known_hosts.clone()
    }

    fn ca_file(&self) -> Option<PathBuf> {
        self.ca_file.clone()
    }
}

/// Watches an operation: writes its progress down, and cancels it where it has come as far as a test says.
pub struct Observer {
    steps: Mutex<Vec<(Phase, u64, u64)>>,
    cancels: fn(Phase, u64, u64) -> bool,
    is_cancelled: AtomicBool,
}

impl Observer {
    pub fn cancelling(cancels: fn(Phase, u64, u64) -> bool) -> Self {
        Self {
            steps: Mutex::default(),
            cancels,
            is_cancelled: AtomicBool::new(false),
        }
    }

    pub fn steps(&self) -> Vec<(Phase, u64, u64)> {
        self.steps.lock().unwrap().clone()
    }
}

impl Watch for Observer {
    fn progress(&self, phase: Phase, done: u64, total: u64) {
        self.steps.lock().unwrap().push((phase, done, total));
        if (self.cancels)(phase, done, total) {
            self.is_cancelled.store(true, Ordering::SeqCst);
        }
    }

    fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::SeqCst)
    }
}

/// Lets an operation go on a number of times.
pub struct Impatient(AtomicUsize);

impl Impatient {
    pub fn after(questions: usize) -> Self {
        Self(AtomicUsize::new(questions))
    }
}

impl Watch for Impatient {
    fn progress(&self, _: Phase, _: u64, _: u64) {}

    fn is_cancelled(&self) -> bool {
        let left = |left: usize| left.checked_sub(1);
        self.0
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, left)
            .is_err()
    }
}

/// Runs one test of this file again, in a process with these variables of its environment changed.
pub fn run_again(test: &str, environment: &[(&str, &OsStr)]) {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env_remove("XDG_CONFIG_HOME")
        .env_remove("SSH_AUTH_SOCK")
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && printed.contains(" 1 passed;"),
        "{printed}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
