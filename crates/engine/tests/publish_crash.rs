//! A publish that is killed at any moment.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use manifold_engine::operation::Unwatched;
use manifold_engine::publish::{CreatedBranch, recover};
use manifold_engine::repository::{Mirror, RemoteAddress};
use support::git::{Sandbox, write};
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
    let mirror = Mirror::create_or_open(&folder.join("data/mirror.git"), &remote, None, &Unwatched).unwrap();
    let journal = manifold_engine::journal::Journal::open(&folder.join("data/journal")).unwrap();
    let desk = Desk { mirror, journal };
    write(&folder.join("started"), "");
    let created = desk.create(&release_plan(&desk, BRANCH)).unwrap();
    desk.push(&created.branch).unwrap();
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
            desk.push(&branch(BRANCH)).unwrap();
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
    name_in_journal(&sandbox, &left, None);
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

/// What a process killed in the middle of writing a branch leaves in the journal.
fn name_in_journal(sandbox: &Sandbox, branch: &CreatedBranch, remote: Option<&Path>) -> PathBuf {
    let entry = sandbox.path("data/journal/x.json");
    let record = serde_json::json!({ "branch": branch.branch, "commit": branch.tip, "remote": remote });
    write(&entry, record.to_string());
    entry
}

#[test]
fn the_lock_of_a_killed_push_is_cleared_in_the_folder_of_the_remote() {
    let sandbox = Sandbox::new();
    let lock = sandbox.remote().join(format!("refs/heads/{BRANCH}.lock"));
    let desk = Desk::new(&sandbox);
    let created = desk.create(&release_plan(&desk, BRANCH)).unwrap();
    for written in [format!("{}\n", created.tip), String::new()] {
        write(&lock, &written);
        desk.push(&created.branch).unwrap_err();
        name_in_journal(&sandbox, &created, Some(&sandbox.remote()));

        assert_eq!(recover(&desk.mirror, &desk.journal).unwrap(), [branch(BRANCH)]);

        assert!(!lock.exists(), "{written:?}");
        assert_eq!(recover(&desk.mirror, &desk.journal).unwrap(), []);
    }
    assert_eq!(
        desk.mirror.local_tip(&created.branch).unwrap(),
        created.tip,
        "it is offered again"
    );
    desk.push(&created.branch).unwrap();
    assert_eq!(sandbox.remote_id(BRANCH), created.tip.to_string());
}

#[test]
fn the_lock_of_a_killed_merge_is_cleared_in_the_folder_of_the_remote() {
    let sandbox = Sandbox::new();
    let desk = Desk::new(&sandbox);
    let created = desk.create(&release_plan(&desk, BRANCH)).unwrap();
    desk.push(&created.branch).unwrap();
    let lock = sandbox.remote().join("refs/heads/main.lock");
    write(&lock, created.tip.to_string());
    desk.merge(&created.branch).unwrap_err();
    let merging = CreatedBranch {
        branch: branch("main"),
        tip: created.tip,
    };
    name_in_journal(&sandbox, &merging, Some(&sandbox.remote()));

    assert_eq!(recover(&desk.mirror, &desk.journal).unwrap(), [branch("main")]);

    let merged = desk.merge(&created.branch).unwrap();
    assert_eq!(sandbox.remote_id("main"), merged.to_string());
}

#[test]
fn a_lock_of_somebody_else_in_the_folder_of_the_remote_stays() {
    let sandbox = Sandbox::new();
    let lock = sandbox.remote().join(format!("refs/heads/{BRANCH}.lock"));
    let desk = Desk::new(&sandbox);
    let created = desk.create(&release_plan(&desk, BRANCH)).unwrap();

    write(&lock, created.tip.to_string());
    assert_eq!(recover(&desk.mirror, &desk.journal).unwrap(), []);
    assert!(lock.exists(), "the journal does not name it");

    let entry = name_in_journal(&sandbox, &created, Some(&sandbox.remote()));
    let writer = fs::File::open(&entry).unwrap();
    writer.lock().unwrap();
    assert_eq!(recover(&desk.mirror, &desk.journal).unwrap(), []);
    assert!(lock.exists() && entry.exists(), "its writer is alive");
    drop(writer);

    write(&lock, desk.base().to_string());
    recover(&desk.mirror, &desk.journal).unwrap();
    assert!(lock.exists(), "it holds another commit than ours");
}

#[test]
fn a_push_is_cleaned_up_when_the_folder_of_the_remote_is_back() {
    let sandbox = Sandbox::new();
    let desk = Desk::new(&sandbox);
    let created = desk.create(&release_plan(&desk, BRANCH)).unwrap();
    let lock = sandbox.remote().join(format!("refs/heads/{BRANCH}.lock"));
    write(&lock, created.tip.to_string());
    let entry = name_in_journal(&sandbox, &created, Some(&sandbox.remote()));
    let away = sandbox.path("away.git");
    fs::rename(sandbox.remote(), &away).unwrap();
    // Not a folder, as a mount that does not answer.
    fs::write(sandbox.remote(), "").unwrap();

    assert_eq!(recover(&desk.mirror, &desk.journal).unwrap(), []);
    assert!(entry.exists());

    fs::remove_file(sandbox.remote()).unwrap();
    fs::rename(&away, sandbox.remote()).unwrap();
    assert_eq!(recover(&desk.mirror, &desk.journal).unwrap(), [branch(BRANCH)]);
    assert!(!lock.exists());
}

#[test]
fn a_push_and_a_merge_that_are_done_leave_nothing_in_the_journal() {
    let sandbox = Sandbox::new();
    let desk = Desk::new(&sandbox);
    let created = desk.create(&release_plan(&desk, BRANCH)).unwrap();
    desk.push(&created.branch).unwrap();
    desk.merge(&created.branch).unwrap();
    assert_eq!(fs::read_dir(sandbox.path("data/journal")).unwrap().count(), 0);
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
