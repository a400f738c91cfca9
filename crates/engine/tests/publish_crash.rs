//! A publish that is killed at any moment.

mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use manifold_engine::operation::Unwatched;
use manifold_engine::publish::{push, recover};
use manifold_engine::repository::{Mirror, RemoteAddress};
use manifold_engine::transport::NoCredentials;
use manifold_test_support::{Sandbox, write};
use support::plans::{Desk, branch, release_plan};

/// Names the sandbox's folder to the child that is killed.
const CHILD: &str = "MANIFOLD_TEST_CRASH_IN";
/// The branch that the child publishes.
const BRANCH: &str = "admin/createReleaseArtifact-commit-00000001";

/// Not a test of its own: what the child does until it is killed.
#[test]
fn child_that_publishes() {
    let Some(folder) = std::env::var_os(CHILD) else {
        return;
    };
    let folder = Path::new(&folder);
    let remote = RemoteAddress::Path(folder.join("remote.git"));
    let mirror = Mirror::create_or_open(&folder.join("data/mirror.git"), &remote, None).unwrap();
    let journal = manifold_engine::journal::Journal::open(&folder.join("data/journal")).unwrap();
    let desk = Desk { mirror, journal };
    write(&folder.join("started"), "");
    let created = desk.create(&release_plan(&desk, BRANCH)).unwrap();
    push(&desk.mirror, &created.branch, &NoCredentials, &Unwatched).unwrap();
}

#[test]
fn a_publish_that_was_killed_leaves_nothing_in_its_own_way() {
    for moment in 0..24 {
        let sandbox = Sandbox::new();
        drop(Desk::new(&sandbox));
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "child_that_publishes", "--nocapture"])
            .env(CHILD, sandbox.root())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while !sandbox.path("started").exists() && child.try_wait().unwrap().is_none() {
            thread::sleep(Duration::from_micros(200));
        }
        thread::sleep(Duration::from_millis(moment * 2));
        child.kill().unwrap();
        child.wait().unwrap();

        let desk = Desk::new(&sandbox);
        recover(&desk.mirror, &desk.journal).unwrap();
        sandbox.assert_sound(&Desk::mirror_folder(&sandbox));
        sandbox.assert_sound(&sandbox.remote());
        let ours = desk.mirror.local_branches().unwrap();
        let is_pushed = desk.mirror.tip(&branch(BRANCH)).is_ok();
        // Killed after the branch was there: it is whole, and offered again.
        if ours.is_empty() && !is_pushed {
            desk.create(&release_plan(&desk, BRANCH)).unwrap();
        }
        if !is_pushed {
            push(&desk.mirror, &branch(BRANCH), &NoCredentials, &Unwatched).unwrap();
        }
        assert_eq!(
            sandbox.git(
                &sandbox.remote(),
                &["rev-list", "--count", &format!("main..{BRANCH}")]
            ),
            "2"
        );
        sandbox.assert_sound(&sandbox.remote());
    }
}

#[test]
fn a_half_written_branch_that_the_journal_names_is_cleared_and_no_other() {
    let sandbox = Sandbox::new();
    let desk = Desk::new(&sandbox);
    let kept = desk.create(&release_plan(&desk, "admin/kept")).unwrap();
    let left = desk.create(&release_plan(&desk, BRANCH)).unwrap();
    let heads = Desk::mirror_folder(&sandbox).join("refs/heads");
    let record = format!(r#"{{"branch":"{BRANCH}","commit":"{}"}}"#, left.tip);
    write(&sandbox.path("data/journal/x.json"), &record);
    write(&sandbox.path("data/journal/y.new"), "{");
    write(&heads.join(format!("{BRANCH}.lock")), "");
    write(&heads.join("admin/other.lock"), "");

    assert_eq!(recover(&desk.mirror, &desk.journal).unwrap(), [branch(BRANCH)]);

    assert_eq!(
        desk.mirror.local_branches().unwrap(),
        [(branch("admin/kept"), kept.tip)]
    );
    assert!(
        heads.join("admin/other.lock").exists(),
        "another's lock, while others use the mirror"
    );
    assert!(!heads.join(format!("{BRANCH}.lock")).exists());
    assert_eq!(recover(&desk.mirror, &desk.journal).unwrap(), []);
    desk.create(&release_plan(&desk, BRANCH)).unwrap();
}

#[test]
fn locks_that_a_killed_process_left_in_the_mirror_are_cleared_when_nobody_uses_it() {
    let sandbox = Sandbox::new();
    let desk = Desk::new(&sandbox);
    let mirror = Desk::mirror_folder(&sandbox);
    let locks = [
        mirror.join("packed-refs.lock"),
        mirror.join("refs/remotes/origin/main.lock"),
    ];
    for lock in &locks {
        write(lock, "");
    }
    let second = Desk::unfetched(&sandbox, &RemoteAddress::Path(sandbox.remote()));
    assert!(locks.iter().all(|lock| lock.exists()), "somebody may be at work");
    drop((desk, second));

    sandbox.change("main", "second.txt", "2");
    let desk = Desk::new(&sandbox);
    assert!(!locks.iter().any(|lock| lock.exists()));
    assert_eq!(desk.base().to_string(), sandbox.remote_id("main"));
    assert!(
        fs::read_dir(sandbox.path("data/journal"))
            .unwrap()
            .next()
            .is_none()
    );
}
