//! Remotes behind HTTP.

use crate::support::TestCredentials;
use crate::support::git::Sandbox;
use crate::support::git::http::{GitHost, Rules};
use crate::support::plans::{Desk, address, branch, manifest_plan};
use manifold_engine::operation::Unwatched;
use manifold_engine::repository::RemoteAddress;
use manifold_engine::transport::NoCredentials;
use manifold_engine::{Error, ErrorCode};

/// `builder:secret` in Base64.
const SECRET: &str = "YnVpbGRlcjpzZWNyZXQ=";

fn host(sandbox: &Sandbox, rules: Rules) -> GitHost {
    sandbox.git(&sandbox.remote(), &["config", "http.receivepack", "true"]);
    GitHost::start(&sandbox.root(), rules)
}

fn signed_host(sandbox: &Sandbox) -> GitHost {
    let rules = Rules {
        authorization: Some(SECRET),
        ..Rules::default()
    };
    host(sandbox, rules)
}

#[test]
fn a_branch_travels_over_http_with_a_password() {
    let sandbox = Sandbox::new();
    let host = signed_host(&sandbox);
    let credentials = TestCredentials::password("builder", "secret");
    let desk = Desk::unfetched(&sandbox, &address(&host.url("remote.git")));
    desk.mirror.fetch(&credentials, &Unwatched).unwrap();
    assert_eq!(desk.mirror.default_branch(None).unwrap(), branch("main"));

    let created = desk.create(&manifest_plan(desk.base(), "admin/x")).unwrap();
    desk.push_as(&created.branch, &credentials).unwrap();

    assert_eq!(sandbox.remote_id("admin/x"), created.tip.to_string());
    assert_eq!(desk.mirror.local_branches().unwrap(), []);
    assert_eq!(credentials.asked(), ["127.0.0.1", "127.0.0.1"]);
    sandbox.assert_sound(&sandbox.remote());
    sandbox.assert_sound(&Desk::mirror_folder(&sandbox));
}

#[test]
fn a_wrong_password_is_tried_once() {
    let sandbox = Sandbox::new();
    let host = signed_host(&sandbox);
    let desk = Desk::unfetched(&sandbox, &address(&host.url("remote.git")));
    let credentials = TestCredentials::password("builder", "wrong");

    let refused = desk.mirror.fetch(&credentials, &Unwatched).unwrap_err();
    assert_eq!(refused.code(), ErrorCode::AuthenticationFailed, "{refused:?}");
    assert_eq!(credentials.asked(), ["127.0.0.1"]);
    assert_eq!(
        host.requests()
            .iter()
            .filter(|request| request.ends_with(" signed"))
            .count(),
        1
    );

    let refused = desk.mirror.fetch(&NoCredentials, &Unwatched).unwrap_err();
    assert_eq!(refused.code(), ErrorCode::AuthenticationFailed, "{refused:?}");
}

#[test]
fn a_hook_that_refuses_over_http_keeps_the_branch_here() {
    let sandbox = Sandbox::new();
    sandbox.hook("pre-receive", "printf 'Releases are \\033[31mfrozen.\\n'; exit 1");
    let host = host(&sandbox, Rules::default());
    let desk = Desk::at(&sandbox, &address(&host.url("remote.git")));
    let created = desk.create(&manifest_plan(desk.base(), "admin/x")).unwrap();

    let refused = desk.push(&created.branch).unwrap_err();
    let Error::PushRefused { reason, .. } = &refused else {
        panic!("{refused:?}")
    };
    assert!(reason.contains("pre-receive hook declined"), "{reason}");
    assert!(reason.contains(r"Releases are \u{1b}[31mfrozen."), "{reason}");
    assert_eq!(
        desk.mirror.local_branches().unwrap(),
        [(branch("admin/x"), created.tip)]
    );
    assert_eq!(
        sandbox.git(&sandbox.remote(), &["branch", "--list", "admin/*"]),
        ""
    );

    sandbox.hook("pre-receive", "exit 0");
    desk.push(&created.branch).unwrap();
    assert_eq!(sandbox.remote_id("admin/x"), created.tip.to_string());
}

#[test]
fn a_refusal_that_is_not_text_is_still_a_refusal() {
    let sandbox = Sandbox::new();
    sandbox.hook("pre-receive", "exit 1");
    let rules = Rules {
        spoils_refusals: true,
        ..Rules::default()
    };
    let host = host(&sandbox, rules);
    let desk = Desk::at(&sandbox, &address(&host.url("remote.git")));
    let created = desk.create(&manifest_plan(desk.base(), "admin/x")).unwrap();
    let refused = desk.push(&created.branch).unwrap_err();
    assert_eq!(refused.code(), ErrorCode::PushRefused, "{refused:?}");
}

#[test]
fn a_branch_taken_over_http_meanwhile_is_left_as_it_is() {
    let sandbox = Sandbox::new();
    let host = host(&sandbox, Rules::default());
    let desk = Desk::at(&sandbox, &address(&host.url("remote.git")));
    let created = desk.create(&manifest_plan(desk.base(), "admin/x")).unwrap();
    sandbox.change("admin/x", "other.txt", "other");
    let theirs = sandbox.remote_id("admin/x");

    let refused = desk.push(&created.branch).unwrap_err();
    assert_eq!(refused.code(), ErrorCode::BranchTaken, "{refused:?}");
    assert_eq!(sandbox.remote_id("admin/x"), theirs);

    // An ancestor of ours, which a push could fast-forward over.
    sandbox.git(&sandbox.remote(), &["branch", "-f", "admin/x", "main"]);
    let refused = desk.push(&created.branch).unwrap_err();
    assert_eq!(refused.code(), ErrorCode::BranchTaken, "{refused:?}");
    assert_eq!(sandbox.remote_id("admin/x"), sandbox.remote_id("main"));
}

#[test]
fn a_push_over_http_whose_answer_was_lost_succeeds_when_tried_again() {
    let sandbox = Sandbox::new();
    let host = host(&sandbox, Rules::default());
    let desk = Desk::at(&sandbox, &address(&host.url("remote.git")));
    let created = desk.create(&manifest_plan(desk.base(), "admin/x")).unwrap();
    let refspec = "refs/heads/admin/x:refs/heads/admin/x";
    sandbox.git(
        &Desk::mirror_folder(&sandbox),
        &["push", "-q", &host.url("remote.git"), refspec],
    );

    desk.push(&created.branch).unwrap();
    assert_eq!(desk.mirror.local_branches().unwrap(), []);
}

#[test]
fn a_host_that_forbids_the_push_is_named() {
    let sandbox = Sandbox::new();
    let host = host(
        &sandbox,
        Rules {
            push_status: Some("403 Forbidden"),
            ..Rules::default()
        },
    );
    let desk = Desk::at(&sandbox, &address(&host.url("remote.git")));
    let created = desk.create(&manifest_plan(desk.base(), "admin/x")).unwrap();
    let refused = desk.push(&created.branch).unwrap_err();
    assert_eq!(refused.code(), ErrorCode::AccessDenied, "{refused:?}");
}

#[test]
fn a_push_whose_answer_is_lost_is_not_known_to_have_failed_and_is_found_when_tried_again() {
    let sandbox = Sandbox::new();
    let losing = host(
        &sandbox,
        Rules {
            loses_push_answers: true,
            ..Rules::default()
        },
    );
    let desk = Desk::at(&sandbox, &address(&losing.url("remote.git")));
    let created = desk.create(&manifest_plan(desk.base(), "admin/x")).unwrap();
    let lost = desk.push(&created.branch).unwrap_err();
    assert!(matches!(lost, Error::PushUnanswered { .. }), "{lost:?}");
    assert_eq!(sandbox.remote_id("admin/x"), created.tip.to_string());

    desk.push(&created.branch).unwrap();
    assert_eq!(desk.mirror.local_branches().unwrap(), []);
}

#[test]
fn a_redirect_to_another_host_is_not_followed() {
    let sandbox = Sandbox::new();
    let elsewhere = host(&sandbox, Rules::default());
    let to = elsewhere.url("").replace("127.0.0.1", "localhost");
    let host = host(
        &sandbox,
        Rules {
            redirect: Some(to.trim_end_matches('/').to_owned()),
            ..Rules::default()
        },
    );
    let desk = Desk::unfetched(&sandbox, &address(&host.url("remote.git")));
    let refused = desk
        .mirror
        .fetch(&TestCredentials::password("builder", "secret"), &Unwatched)
        .unwrap_err();
    assert!(matches!(refused, Error::RedirectRefused { .. }), "{refused:?}");
    assert_eq!(elsewhere.requests(), [""; 0]);
}

#[test]
fn a_host_that_is_not_there_and_a_repository_that_is_not_there_are_told_apart() {
    let sandbox = Sandbox::new();
    let host = host(&sandbox, Rules::default());
    let fetch = |name: &str, address: RemoteAddress| {
        let folder = sandbox.path(name);
        let mirror =
            manifold_engine::repository::Mirror::create_or_open(&folder, &address, None, &Unwatched).unwrap();
        mirror.fetch(&NoCredentials, &Unwatched).unwrap_err()
    };
    let missing = fetch("a", address(&host.url("other.git")));
    assert_eq!(missing.code(), ErrorCode::RepositoryNotFound, "{missing:?}");

    let address = address(&host.url("remote.git"));
    drop(host);
    let closed = fetch("b", address);
    assert_eq!(closed.code(), ErrorCode::NetworkUnreachable, "{closed:?}");
}
