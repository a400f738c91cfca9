//! Remotes behind SSH.

use crate::support::TestCredentials;
use crate::support::git::Sandbox;
use crate::support::git::ssh::SshHost;
use crate::support::plans::{Desk, address, manifest_plan};
use manifold_engine::operation::Unwatched;
use manifold_engine::{Error, ErrorCode};

#[test]
fn a_branch_travels_over_ssh_to_a_known_host_and_its_hooks_run() {
    let sandbox = Sandbox::new();
    sandbox.hook("pre-receive", "echo 'Releases are frozen.'; exit 1");
    let host = SshHost::start(&sandbox);
    let credentials = TestCredentials {
        key: Some(host.key()),
        known_hosts: Some(host.known_hosts("host")),
        ..TestCredentials::default()
    };
    let desk = Desk::unfetched(&sandbox, &address(&host.url(&sandbox.remote())));
    desk.mirror.fetch(&credentials, &Unwatched).unwrap();
    let created = desk.create(&manifest_plan(desk.base(), "admin/x")).unwrap();

    let refused = desk.push_as(&created.branch, &credentials).unwrap_err();
    let Error::PushRefused { reason, .. } = &refused else {
        panic!("{refused:?}")
    };
    assert!(reason.contains("Releases are frozen."), "{reason}");

    sandbox.hook("pre-receive", "exit 0");
    desk.push_as(&created.branch, &credentials).unwrap();
    assert_eq!(sandbox.remote_id("admin/x"), created.tip.to_string());
    assert_eq!(credentials.asked(), [""; 0]);
    sandbox.assert_sound(&sandbox.remote());
}

#[test]
fn an_unknown_host_is_asked_about_with_its_fingerprint() {
    let sandbox = Sandbox::new();
    let host = SshHost::start(&sandbox);
    let desk = Desk::unfetched(&sandbox, &address(&host.url(&sandbox.remote())));
    let mut credentials = TestCredentials {
        key: Some(host.key()),
        ..TestCredentials::default()
    };

    let refused = desk.mirror.fetch(&credentials, &Unwatched).unwrap_err();
    let Error::HostKeyUnknown { fingerprint, .. } = &refused else {
        panic!("{refused:?}")
    };
    assert_eq!(*fingerprint, host.fingerprint());
    assert_eq!(credentials.asked(), [host.fingerprint()]);

    credentials.accepted = Some(host.fingerprint());
    desk.mirror.fetch(&credentials, &Unwatched).unwrap();
}

#[test]
fn a_host_with_another_key_than_before_is_refused_without_asking() {
    let sandbox = Sandbox::new();
    let host = SshHost::start(&sandbox);
    let desk = Desk::unfetched(&sandbox, &address(&host.url(&sandbox.remote())));
    let credentials = TestCredentials {
        key: Some(host.key()),
        known_hosts: Some(host.known_hosts("stranger")),
        accepted: Some(host.fingerprint()),
        ..TestCredentials::default()
    };
    let refused = desk.mirror.fetch(&credentials, &Unwatched).unwrap_err();
    assert_eq!(refused.code(), ErrorCode::HostKeyChanged, "{refused:?}");
    assert_eq!(credentials.asked(), [""; 0]);
}

#[test]
fn a_key_that_may_not_sign_in_is_tried_once() {
    let sandbox = Sandbox::new();
    let host = SshHost::start(&sandbox);
    let credentials = TestCredentials {
        key: Some(host.stranger()),
        known_hosts: Some(host.known_hosts("host")),
        ..TestCredentials::default()
    };
    let desk = Desk::unfetched(&sandbox, &address(&host.url(&sandbox.remote())));
    let refused = desk.mirror.fetch(&credentials, &Unwatched).unwrap_err();
    assert_eq!(refused.code(), ErrorCode::AuthenticationFailed, "{refused:?}");
}

#[test]
fn a_repository_that_ssh_does_not_find_is_named() {
    let sandbox = Sandbox::new();
    let host = SshHost::start(&sandbox);
    let credentials = TestCredentials {
        key: Some(host.key()),
        known_hosts: Some(host.known_hosts("host")),
        ..TestCredentials::default()
    };
    let desk = Desk::unfetched(&sandbox, &address(&host.url(&sandbox.path("other.git"))));
    let refused = desk.mirror.fetch(&credentials, &Unwatched).unwrap_err();
    assert_eq!(refused.code(), ErrorCode::RepositoryNotFound, "{refused:?}");
}
