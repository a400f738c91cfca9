//! Fetching from a remote that is a folder.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

use manifold_engine::operation::Unwatched;
use manifold_engine::repository::RemoteAddress;
use manifold_engine::transport::NoCredentials;
use support::git::Sandbox;
use support::plans::{Desk, branch, manifest_plan};

/// How many objects the mirror has in packs, and in how many.
fn packed(sandbox: &Sandbox) -> (usize, usize) {
    let counts = sandbox.git(&Desk::mirror_folder(sandbox), &["count-objects", "-v"]);
    let count = |what: &str| {
        let line = counts.lines().find_map(|line| line.strip_prefix(what)).unwrap();
        line.parse().unwrap()
    };
    (count("in-pack: "), count("packs: "))
}

fn fetch(desk: &Desk) {
    desk.mirror.fetch(&NoCredentials, &Unwatched).unwrap();
}

#[test]
fn a_new_mirror_of_a_packed_folder_has_its_packs_and_fetches_no_object() {
    let sandbox = Sandbox::new();
    sandbox.git(&sandbox.remote(), &["gc", "-q"]);
    let desk = Desk::unfetched(&sandbox, &RemoteAddress::Path(sandbox.remote()));
    let before = packed(&sandbox);
    fetch(&desk);
    assert_eq!(desk.base().to_string(), sandbox.remote_id("main"));
    assert_eq!(packed(&sandbox), before);
    sandbox.assert_sound(&Desk::mirror_folder(&sandbox));
}

#[test]
fn a_fetch_brings_what_is_new_and_nothing_else() {
    let sandbox = Sandbox::new();
    let desk = Desk::new(&sandbox);
    let (objects, packs) = packed(&sandbox);
    sandbox.change("main", "apps/Orders/New/main.rsx", "<App new/>\n");
    fetch(&desk);
    // The commit, the file, and the folders that it is in.
    assert_eq!(packed(&sandbox), (objects + 6, packs + 1));
    fetch(&desk);
    assert_eq!(packed(&sandbox), (objects + 6, packs + 1));
    assert_eq!(desk.base().to_string(), sandbox.remote_id("main"));
    sandbox.assert_sound(&Desk::mirror_folder(&sandbox));
}

#[test]
fn merges_rewritten_and_unrelated_histories_arrive_whole() {
    let sandbox = Sandbox::new();
    let desk = Desk::new(&sandbox);
    let work = sandbox.work();
    let git = |arguments: &[&str]| sandbox.git(&work, arguments);
    for side in ["one", "two"] {
        git(&["checkout", "-q", "-B", side, "main"]);
        let file = format!("apps/{side}/main.rsx");
        support::git::write(&work.join(&file), side);
        git(&["add", "."]);
        git(&["commit", "-q", "-m", side]);
    }
    git(&["merge", "-q", "--no-ff", "-m", "Both", "one"]);
    git(&["push", "-q", "origin", "HEAD:merged"]);
    git(&["checkout", "-q", "--orphan", "unrelated"]);
    git(&["commit", "-q", "-m", "Begin anew"]);
    git(&["push", "-q", "origin", "HEAD:unrelated"]);
    git(&["checkout", "-q", "-B", "main", "one"]);
    git(&["commit", "-q", "--amend", "-m", "Rewritten"]);
    git(&["push", "-q", "-f", "origin", "HEAD:main"]);
    fetch(&desk);
    for name in ["merged", "unrelated", "main"] {
        let tip = desk.mirror.tip(&branch(name)).unwrap();
        assert_eq!(tip.to_string(), sandbox.remote_id(name));
    }
    sandbox.assert_sound(&Desk::mirror_folder(&sandbox));
}

#[test]
fn a_branch_that_was_pushed_from_here_needs_no_fetch() {
    let sandbox = Sandbox::new();
    let desk = Desk::new(&sandbox);
    let created = desk.create(&manifest_plan(desk.base(), "admin/x")).unwrap();
    desk.push(&created.branch).unwrap();
    let before = packed(&sandbox);
    fetch(&desk);
    assert_eq!(packed(&sandbox), before);
    assert_eq!(desk.mirror.tip(&created.branch).unwrap(), created.tip);
}
