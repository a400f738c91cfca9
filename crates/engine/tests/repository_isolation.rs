//! What of this computer's Git reaches a mirror. Each test runs itself again in another environment.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

use std::ffi::OsStr;

use manifold_engine::ErrorCode;
use manifold_engine::repository::{RemoteAddress, configured_identity};
use support::git::{Sandbox, write};
use support::plans::{Desk, manifest_plan};
use support::run_again;

/// The remote, where a test runs itself.
const REMOTE: &str = "MANIFOLD_TEST_REMOTE";

#[test]
fn of_the_users_configuration_only_the_identity_is_read() {
    if let Some(remote) = std::env::var_os(REMOTE) {
        let sandbox = Sandbox::without_remote();
        let desk = Desk::at(&sandbox, &RemoteAddress::Path(remote.into()));
        assert_eq!(desk.mirror.remote_branches().unwrap().len(), 1);
        let found = configured_identity(None).unwrap().unwrap();
        assert_eq!(
            (found.name.as_str(), found.email.as_str()),
            ("Sample admin", "admin@example.com")
        );
        return;
    }
    let sandbox = Sandbox::new();
    let config = "[user]\n\tname = Sample admin\n\temail = admin@example.com\n\
                  [url \"file:///nowhere/\"]\n\tinsteadOf = file:///\n";
    write(&sandbox.path("home/.gitconfig"), config);
    let home = sandbox.path("home");
    run_again(
        "of_the_users_configuration_only_the_identity_is_read",
        &[(REMOTE, sandbox.remote().as_os_str()), ("HOME", home.as_os_str())],
    );
}

#[test]
fn a_folder_with_hooks_needs_the_git_program() {
    if let Some(remote) = std::env::var_os(REMOTE) {
        let sandbox = Sandbox::without_remote();
        let desk = Desk::at(&sandbox, &RemoteAddress::Path(remote.into()));
        let created = desk.create(&manifest_plan(desk.base(), "admin/x")).unwrap();
        let refused = desk.push(&created.branch).unwrap_err();
        assert_eq!(refused.code(), ErrorCode::GitMissing);
        assert_eq!(desk.mirror.local_branches().unwrap().len(), 1);
        return;
    }
    let sandbox = Sandbox::new();
    sandbox.hook("pre-receive", "exit 0");
    run_again(
        "a_folder_with_hooks_needs_the_git_program",
        &[(REMOTE, sandbox.remote().as_os_str()), ("PATH", OsStr::new(""))],
    );
}
