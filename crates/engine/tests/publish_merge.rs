//! Merging where the remote has no web page.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

use std::fs;
use std::path::PathBuf;

use manifold_engine::merge::{MergedChange, MergedFile, merge_preview};
use manifold_engine::operation::{Phase, Unwatched, Watch};
use manifold_engine::repository::RemoteAddress;
use manifold_engine::transport::NoCredentials;
use manifold_engine::{Error, ErrorCode};
use support::git::Sandbox;
use support::plans::{Desk, branch, manifest_plan};

fn pushed(desk: &Desk, name: &str) {
    let created = desk.create(&manifest_plan(desk.base(), name)).unwrap();
    desk.push(&created.branch).unwrap();
}

fn run(desk: &Desk, name: &str) -> manifold_engine::Result<String> {
    Ok(desk.merge(&branch(name))?.to_string())
}

#[test]
fn a_merge_is_a_commit_with_two_parents_on_the_default_branch() {
    let sandbox = Sandbox::new();
    for (name, hooks) in [("admin/x", false), ("admin/y", true)] {
        if hooks {
            sandbox.hook("post-receive", "exit 0");
            sandbox.change("main", "manifests/qa.yaml", "other\n");
            sandbox.git(&sandbox.path("work"), &["fetch", "-q"]);
        }
        let desk = Desk::new(&sandbox);
        let before = desk.base().to_string();
        if hooks {
            sandbox.git(&sandbox.remote(), &["branch", name, "admin/x"]);
            sandbox.change(name, "manifests/uat.yaml", "version: 1.0.0\nname: uat\n");
            desk.mirror.fetch(&NoCredentials, &Unwatched).unwrap();
        } else {
            pushed(&desk, name);
        }
        let merged = run(&desk, name).unwrap();

        assert_eq!(sandbox.remote_id("main"), merged);
        assert_eq!(sandbox.remote_id("main^1"), before);
        assert_eq!(sandbox.remote_id("main^2"), sandbox.remote_id(name));
        assert_eq!(desk.base().to_string(), merged);
        let subject = sandbox.git(&sandbox.remote(), &["log", "-1", "--format=%s", "main"]);
        assert_eq!(subject, format!("Merge branch '{name}'"));
        sandbox.git(
            &sandbox.path("work"),
            &["pull", "-q", "--ff-only", "origin", "main"],
        );
    }
    sandbox.assert_sound(&sandbox.remote());
    sandbox.assert_sound(&Desk::mirror_folder(&sandbox));
}

#[test]
fn a_preview_lists_what_the_default_branch_would_get() {
    let sandbox = Sandbox::new();
    let desk = Desk::new(&sandbox);
    pushed(&desk, "admin/x");
    let preview = merge_preview(&desk.mirror, &branch("admin/x"), &branch("main")).unwrap();
    let added = MergedFile {
        path: "manifests/qa.yaml".parse().unwrap(),
        change: MergedChange::Added,
    };
    assert_eq!(preview.changes, [added]);
}

#[test]
fn branches_that_changed_the_same_file_are_not_merged() {
    let sandbox = Sandbox::new();
    let desk = Desk::new(&sandbox);
    pushed(&desk, "admin/x");
    sandbox.change("main", "manifests/qa.yaml", "other\n");
    desk.mirror.fetch(&NoCredentials, &Unwatched).unwrap();
    let before = sandbox.remote_id("main");

    let refused = run(&desk, "admin/x").unwrap_err();
    let Error::MergeConflict { paths } = &refused else {
        panic!("{refused:?}")
    };
    assert_eq!(paths, &["manifests/qa.yaml".parse().unwrap()]);
    assert_eq!(sandbox.remote_id("main"), before);
}

#[test]
fn a_default_branch_that_moved_after_the_preview_is_left_as_it_is() {
    let sandbox = Sandbox::new();
    let desk = Desk::new(&sandbox);
    pushed(&desk, "admin/x");
    for hooks in [false, true] {
        if hooks {
            sandbox.hook("post-receive", "exit 0");
        }
        sandbox.change("main", "other.txt", format!("{hooks}"));
        let theirs = sandbox.remote_id("main");
        assert_eq!(run(&desk, "admin/x").unwrap_err().code(), ErrorCode::BaseMoved);
        assert_eq!(sandbox.remote_id("main"), theirs);
    }
}

#[test]
fn a_branch_is_merged_once() {
    let sandbox = Sandbox::new();
    let desk = Desk::new(&sandbox);
    pushed(&desk, "admin/x");
    run(&desk, "admin/x").unwrap();
    assert_eq!(run(&desk, "admin/x").unwrap_err().code(), ErrorCode::MergeRefused);
}

#[test]
fn the_branch_of_a_working_folder_is_its_owners_to_merge() {
    let sandbox = Sandbox::new();
    let work = sandbox.path("work");
    sandbox.git(&work, &["remote", "remove", "origin"]);
    let desk = Desk::at(&sandbox, &RemoteAddress::Path(work.clone()));
    pushed(&desk, "admin/x");
    let before = support::git::bytes_below(&work);
    assert_eq!(run(&desk, "admin/x").unwrap_err().code(), ErrorCode::MergeRefused);
    assert_eq!(support::git::bytes_below(&work), before);
}

/// Cancels as soon as this file is there.
struct CancelledWith(PathBuf);

impl Watch for CancelledWith {
    fn progress(&self, _: Phase, _: u64, _: u64) {}

    fn is_cancelled(&self) -> bool {
        self.0.exists()
    }
}

#[test]
fn a_merge_cancelled_while_a_hook_runs_is_done_where_the_branch_moved_and_else_not_known_to_be() {
    for (hook, is_merged) in [("post-receive", true), ("pre-receive", false)] {
        let sandbox = Sandbox::new();
        let desk = Desk::new(&sandbox);
        pushed(&desk, "admin/x");
        let before = sandbox.remote_id("main");
        // Until the test, and with it the folder, ends.
        let begun = sandbox.path("begun");
        let wait = "while [ -e \"$begun\" ]; do sleep 0.05; done";
        sandbox.hook(
            hook,
            &format!("begun='{0}'; touch \"$begun\"; {wait}", begun.display()),
        );

        let merged = desk.merge_watched(&branch("admin/x"), &CancelledWith(begun.clone()));
        if is_merged {
            assert_eq!(sandbox.remote_id("main"), merged.unwrap().to_string());
            assert_ne!(sandbox.remote_id("main"), before);
        } else {
            let unknown = merged.unwrap_err();
            assert!(matches!(unknown, Error::PushUnanswered { .. }), "{unknown:?}");
            assert_eq!(unknown.code(), ErrorCode::Cancelled);
        }
        fs::remove_file(begun).unwrap();
    }
}

#[test]
fn a_merge_that_cannot_be_noted_here_is_not_told_as_one_that_did_not_happen() {
    let sandbox = Sandbox::new();
    let desk = Desk::new(&sandbox);
    pushed(&desk, "admin/x");
    let before = sandbox.remote_id("main");
    let lock = Desk::mirror_folder(&sandbox).join("refs/remotes/origin/main.lock");
    sandbox.hook("post-receive", &format!("touch '{}'", lock.display()));

    let failed = run(&desk, "admin/x").unwrap_err();
    assert!(matches!(failed, Error::PushUnanswered { .. }), "{failed:?}");
    assert_ne!(sandbox.remote_id("main"), before);

    fs::remove_file(&lock).unwrap();
    desk.mirror.fetch(&NoCredentials, &Unwatched).unwrap();
    assert_eq!(run(&desk, "admin/x").unwrap_err().code(), ErrorCode::MergeRefused);
}
