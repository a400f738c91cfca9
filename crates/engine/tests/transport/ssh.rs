//! Remotes behind SSH.

use std::path::Path;

use crate::support::git::Sandbox;
use crate::support::git::ssh::{PASSPHRASE, SshAgent, SshHost};
use crate::support::plans::{Desk, address, manifest_plan};
use crate::support::{TestCredentials, run_again};
use manifold_engine::operation::Unwatched;
use manifold_engine::secrets::Secret;
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
    let Error::HostKeyUnknown {
        host: name,
        fingerprint,
    } = &refused
    else {
        panic!("{refused:?}")
    };
    assert_eq!(*name, host.name());
    assert_eq!(*fingerprint, host.fingerprint());
    assert_eq!(credentials.asked(), [format!("keys of {name}")]);

    credentials.accepted = Some(host.fingerprint());
    desk.mirror.fetch(&credentials, &Unwatched).unwrap();
}

#[test]
fn a_host_with_another_key_than_the_accepted_one_is_refused_and_not_asked_about() {
    let sandbox = Sandbox::new();
    let host = SshHost::start(&sandbox);
    let desk = Desk::unfetched(&sandbox, &address(&host.url(&sandbox.remote())));
    let credentials = TestCredentials {
        key: Some(host.key()),
        accepted: Some("SHA256:before".to_owned()),
        ..TestCredentials::default()
    };
    let refused = desk.mirror.fetch(&credentials, &Unwatched).unwrap_err();
    let Error::HostKeyChanged {
        fingerprint, file, ..
    } = &refused
    else {
        panic!("{refused:?}")
    };
    assert_eq!(*fingerprint, host.fingerprint());
    assert_eq!(*file, Path::new("accepted"));
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

#[test]
fn a_key_file_is_opened_with_its_passphrase_and_with_no_other() {
    let sandbox = Sandbox::new();
    let host = SshHost::start(&sandbox);
    let desk = Desk::unfetched(&sandbox, &address(&host.url(&sandbox.remote())));
    let fetch = |passphrase: Option<&str>| {
        let credentials = TestCredentials {
            key: Some(host.locked_key()),
            passphrase: passphrase.map(|text| Secret::new(text.to_owned())),
            known_hosts: Some(host.known_hosts("host")),
            ..TestCredentials::default()
        };
        desk.mirror.fetch(&credentials, &Unwatched)
    };
    let missing = fetch(None).unwrap_err();
    assert!(
        matches!(&missing, Error::PassphraseMissing { key } if *key == host.locked_key()),
        "{missing:?}"
    );
    let wrong = fetch(Some("wrong")).unwrap_err();
    assert!(
        matches!(&wrong, Error::PassphraseWrong { key } if *key == host.locked_key()),
        "{wrong:?}"
    );
    fetch(Some(PASSPHRASE)).unwrap();
}

#[test]
fn the_agent_signs_in_also_with_a_key_that_has_a_passphrase() {
    const HOST: &str = "MANIFOLD_TEST_ADDRESS";
    const KNOWN_HOSTS: &str = "MANIFOLD_TEST_KNOWN_HOSTS";
    // libssh2 finds the agent by the environment of its process.
    if let Some(url) = std::env::var_os(HOST) {
        let sandbox = Sandbox::without_remote();
        let desk = Desk::unfetched(&sandbox, &address(url.to_str().unwrap()));
        let credentials = TestCredentials {
            known_hosts: std::env::var_os(KNOWN_HOSTS).map(Into::into),
            ..TestCredentials::default()
        };
        let fetched = desk.mirror.fetch(&credentials, &Unwatched);
        match std::env::var_os("SSH_AUTH_SOCK") {
            Some(_) => fetched.unwrap(),
            None => assert_eq!(fetched.unwrap_err().code(), ErrorCode::AuthenticationFailed),
        }
        return;
    }
    let sandbox = Sandbox::new();
    let host = SshHost::start(&sandbox);
    let agent = SshAgent::holding(&host.locked_key());
    let (url, known_hosts) = (host.url(&sandbox.remote()), host.known_hosts("host"));
    let environment = [
        (HOST, url.as_ref()),
        (KNOWN_HOSTS, known_hosts.as_os_str()),
        ("SSH_AUTH_SOCK", agent.socket.as_os_str()),
    ];
    let test = "ssh::the_agent_signs_in_also_with_a_key_that_has_a_passphrase";
    run_again(test, &environment);
    // No agent, and no terminal that could ask.
    run_again(test, &environment[..2]);
}
