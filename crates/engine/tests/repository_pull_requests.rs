//! The numbers of pull requests, from references that a Git host keeps for them.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

use std::collections::HashMap;
use std::fs;

use manifold_domain::object::CommitId;
use manifold_engine::operation::Unwatched;
use manifold_engine::repository::{Mirror, RemoteAddress};
use manifold_engine::transport::NoCredentials;
use support::git::http::{GitHost, Rules};
use support::git::{Files, Sandbox};
use support::plans::{Desk, address};

/// A remote with branches `one` to `five` and, as hosts keep them, references of pull requests; also of one whose
/// commit no branch has.
fn remote() -> Sandbox {
    let sandbox = Sandbox::new();
    for name in ["one", "two", "three", "four", "five"] {
        sandbox.branch(name, &Files::default().file(name, name));
    }
    sandbox.branch("gone", &Files::default().file("gone", "gone"));
    for (reference, target) in [
        ("refs/pull/214/head", "one"),
        ("refs/pull/214/merge", "five"),
        ("refs/merge-requests/12/head", "two"),
        ("refs/pull-requests/7/from", "three"),
        ("refs/pull-requests/8/to", "four"),
        ("refs/pull/3/head", "four"),
        ("refs/pull/21/head", "four"),
        ("refs/pull/99/head", "gone"),
    ] {
        sandbox.git(&sandbox.remote(), &["update-ref", reference, target]);
    }
    sandbox.git(&sandbox.remote(), &["branch", "-D", "-q", "gone"]);
    sandbox
}

fn expected(sandbox: &Sandbox, numbers: &[(&str, u32)]) -> HashMap<CommitId, u32> {
    numbers
        .iter()
        .map(|(branch, number)| (CommitId(sandbox.remote_id(branch).parse().unwrap()), *number))
        .collect()
}

fn check(sandbox: &Sandbox, address: &RemoteAddress) {
    let desk = Desk::at(sandbox, address);
    let all = expected(sandbox, &[("one", 214), ("two", 12), ("three", 7), ("four", 21)]);
    assert_eq!(desk.mirror.pull_requests().unwrap(), all);

    // Offline, after a restart.
    drop(desk);
    let reopened = Mirror::create_or_open(&Desk::mirror_folder(sandbox), address, None, &Unwatched).unwrap();
    assert_eq!(reopened.pull_requests().unwrap(), all);
    drop(reopened);

    sandbox.git(&sandbox.remote(), &["branch", "-D", "-q", "one"]);
    sandbox.git(
        &sandbox.remote(),
        &["update-ref", "-d", "refs/pull-requests/7/from"],
    );
    sandbox.git(&sandbox.remote(), &["update-ref", "refs/pull/215/head", "five"]);
    let desk = Desk::at(sandbox, address);
    let now = expected(sandbox, &[("two", 12), ("four", 21), ("five", 215)]);
    assert_eq!(desk.mirror.pull_requests().unwrap(), now);

    let mirror = Desk::mirror_folder(sandbox);
    assert!(
        sandbox
            .git(&mirror, &["for-each-ref", "refs/pull", "refs/manifold"])
            .is_empty()
    );
    sandbox.assert_sound(&mirror);
}

#[test]
fn numbers_are_learned_from_a_folder_and_kept() {
    let sandbox = remote();
    check(&sandbox, &RemoteAddress::Path(sandbox.remote()));
}

#[test]
fn numbers_are_learned_over_http_and_kept() {
    let sandbox = remote();
    let host = GitHost::start(&sandbox.root(), Rules::default());
    check(&sandbox, &address(&host.url("remote.git")));
    let gone = sandbox.remote_id("refs/pull/99/head");
    let kind = sandbox.try_git(&Desk::mirror_folder(&sandbox), &["cat-file", "-e", &gone]);
    assert!(!kind.status.success(), "the commit of a pull request was fetched");
}

#[test]
fn a_remote_without_such_references_has_no_numbers() {
    let sandbox = Sandbox::new();
    assert!(Desk::new(&sandbox).mirror.pull_requests().unwrap().is_empty());
}

#[test]
fn a_file_that_makes_no_sense_is_written_anew_by_the_next_fetch() {
    let sandbox = remote();
    let desk = Desk::new(&sandbox);
    let before = desk.mirror.pull_requests().unwrap();
    let file = Desk::mirror_folder(&sandbox).join("manifold-pull-requests.json");
    fs::write(&file, "{\"half").unwrap();
    assert!(desk.mirror.pull_requests().unwrap().is_empty());
    desk.mirror.fetch(&NoCredentials, &Unwatched).unwrap();
    assert_eq!(desk.mirror.pull_requests().unwrap(), before);
}

#[test]
fn a_reference_whose_name_is_no_text_is_passed_over() {
    let sandbox = remote();
    let id = sandbox.remote_id("one");
    let packed = sandbox.remote().join("packed-refs");
    sandbox.git(&sandbox.remote(), &["pack-refs", "--all"]);
    let mut text = fs::read(&packed).unwrap();
    text.extend_from_slice(format!("{id} refs/tags/").as_bytes());
    text.extend_from_slice(b"\xe9t\xe9\n");
    fs::write(&packed, text).unwrap();
    let desk = Desk::new(&sandbox);
    assert_eq!(desk.mirror.pull_requests().unwrap().len(), 4);
}
