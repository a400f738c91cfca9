//! Folders that people pick, and mirrors of them.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

use std::fs;
use std::path::Path;
use std::sync::Barrier;
use std::thread;

use manifold_engine::operation::{Phase, Unwatched};
use manifold_engine::publish::push;
use manifold_engine::repository::{
    FolderKind, Mirror, RemoteAddress, configured_identity, inspect_folder, open_at,
};
use manifold_engine::transport::NoCredentials;
use manifold_engine::{Error, ErrorCode, Result};
use support::git::bytes_below;
use support::git::{Sandbox, write};
use support::plans::{Desk, branch, manifest_plan};
use support::{Impatient, Observer};

fn refusal(path: &Path) -> ErrorCode {
    inspect_folder(path).unwrap_err().code()
}

fn mirror_of(sandbox: &Sandbox, name: &str, remote: &RemoteAddress, clone: Option<&Path>) -> Result<Mirror> {
    Mirror::create_or_open(&sandbox.path(name), remote, clone, &Unwatched)
}

/// A loose object cut in half, as a crash or a full disk leaves it.
fn truncate_a_loose_object(repository: &Path) {
    let objects = repository.join("objects");
    let loose = bytes_below(&objects);
    let (path, bytes) = loose
        .iter()
        .find(|(path, _)| !path.starts_with(objects.join("pack")))
        .unwrap();
    fs::remove_file(path).unwrap();
    fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
}

#[test]
fn every_kind_of_folder_is_recognised() {
    let sandbox = Sandbox::new();
    let work = sandbox.path("work");
    let remote = RemoteAddress::Path(sandbox.remote());
    assert_eq!(inspect_folder(&sandbox.remote()).unwrap(), FolderKind::Bare);
    let remote_folder = sandbox.remote().display().to_string();
    sandbox.git(
        &sandbox.root(),
        &["clone", "-q", "--mirror", &remote_folder, "copy.git"],
    );
    assert_eq!(
        inspect_folder(&sandbox.path("copy.git")).unwrap(),
        FolderKind::Bare,
        "also where it was cloned from another"
    );
    assert_eq!(
        inspect_folder(&work).unwrap(),
        FolderKind::Clone {
            remote: remote.clone()
        }
    );

    sandbox.git(&work, &["remote", "set-url", "origin", "../remote.git"]);
    assert_eq!(inspect_folder(&work).unwrap(), FolderKind::Clone { remote });

    sandbox.git(
        &work,
        &[
            "remote",
            "set-url",
            "origin",
            "https://jo:secret@example.com/x.git",
        ],
    );
    let remote = RemoteAddress::parse("https://jo@example.com/x.git").unwrap();
    assert_eq!(inspect_folder(&work).unwrap(), FolderKind::Clone { remote });

    sandbox.git(&work, &["worktree", "add", "-q", "../tree", "-b", "side"]);
    assert!(matches!(
        inspect_folder(&sandbox.path("tree")).unwrap(),
        FolderKind::Clone { .. }
    ));

    sandbox.git(&work, &["remote", "remove", "origin"]);
    assert_eq!(inspect_folder(&work).unwrap(), FolderKind::WorkingWithoutRemote);
}

#[test]
fn folders_that_cannot_be_opened_are_told_apart() {
    let sandbox = Sandbox::empty();
    let root = sandbox.root();
    fs::create_dir(sandbox.path("plain")).unwrap();
    sandbox.git(&root, &["init", "-q", "--object-format=sha256", "sha256"]);
    let reftable = sandbox.path("reftable");
    sandbox.git(&root, &["init", "-q", "reftable"]);
    sandbox.git(&reftable, &["config", "core.repositoryformatversion", "1"]);
    sandbox.git(&reftable, &["config", "extensions.refstorage", "reftable"]);

    assert_eq!(refusal(&sandbox.path("plain")), ErrorCode::NotARepository);
    assert_eq!(refusal(&sandbox.path("missing")), ErrorCode::NotARepository);
    assert_eq!(refusal(&sandbox.remote()), ErrorCode::EmptyRepository);
    assert_eq!(refusal(&sandbox.path("sha256")), ErrorCode::UnsupportedRepository);
    assert_eq!(refusal(&reftable), ErrorCode::UnsupportedRepository);
}

#[test]
fn a_repository_of_another_user_is_refused() {
    let sandbox = Sandbox::new();
    let folder = sandbox.remote();
    let known = Desk::new(&sandbox);
    if std::os::unix::fs::chown(&folder, Some(12_345), None).is_err() {
        eprintln!("skipped: only root can give a folder away");
        return;
    }
    assert_eq!(refusal(&folder), ErrorCode::RepositoryOfAnotherUser);
    let refused = known.mirror.fetch(&NoCredentials, &Unwatched).unwrap_err();
    assert_eq!(refused.code(), ErrorCode::RepositoryOfAnotherUser);
    let refused = mirror_of(&sandbox, "mirror.git", &RemoteAddress::Path(folder), None)
        .err()
        .unwrap();
    assert_eq!(refused.code(), ErrorCode::RepositoryOfAnotherUser);
}

#[test]
fn a_remote_without_a_default_branch_asks_for_one() {
    let sandbox = Sandbox::new();
    sandbox.git(&sandbox.remote(), &["symbolic-ref", "HEAD", "refs/heads/gone"]);
    let desk = Desk::new(&sandbox);
    assert_eq!(
        desk.mirror.default_branch(None).unwrap_err().code(),
        ErrorCode::NoDefaultBranch
    );
    assert_eq!(
        desk.mirror.default_branch(Some(&branch("main"))).unwrap(),
        branch("main")
    );
    let missing = desk.mirror.default_branch(Some(&branch("gone"))).unwrap_err();
    assert_eq!(missing.code(), ErrorCode::BranchMissing);
}

#[test]
fn an_empty_remote_is_named() {
    let sandbox = Sandbox::empty();
    let desk = Desk::unfetched(&sandbox, &RemoteAddress::Path(sandbox.remote()));
    let refused = desk.mirror.fetch(&NoCredentials, &Unwatched).unwrap_err();
    assert_eq!(refused.code(), ErrorCode::EmptyRepository);
}

#[test]
fn a_fetch_follows_rewritten_deleted_and_renamed_branches() {
    let sandbox = Sandbox::new();
    sandbox.git(&sandbox.remote(), &["branch", "feature", "main"]);
    sandbox.git(&sandbox.remote(), &["branch", "gone", "main"]);
    let desk = Desk::new(&sandbox);
    let kept = desk.create(&manifest_plan(desk.base(), "gone/ours")).map(drop);
    assert_eq!(kept.unwrap_err().code(), ErrorCode::BranchTaken);
    desk.create(&manifest_plan(desk.base(), "ours")).unwrap();

    sandbox.git(&sandbox.remote(), &["branch", "-D", "gone", "feature"]);
    sandbox.git(&sandbox.remote(), &["branch", "feature/nested", "main"]);
    sandbox.git(
        &sandbox.path("work"),
        &["commit", "-q", "--amend", "-m", "Rewritten"],
    );
    sandbox.git(
        &sandbox.path("work"),
        &["push", "-q", "-f", "origin", "HEAD:main"],
    );
    desk.mirror.fetch(&NoCredentials, &Unwatched).unwrap();

    let names: Vec<String> = desk
        .mirror
        .remote_branches()
        .unwrap()
        .into_iter()
        .map(|(name, _)| name.into())
        .collect();
    assert_eq!(names, ["feature/nested", "main"]);
    assert_eq!(desk.base().to_string(), sandbox.remote_id("main"));
    assert_eq!(
        desk.mirror.local_branches().unwrap().len(),
        1,
        "pruning takes none of ours"
    );
}

#[test]
fn not_one_byte_of_a_clone_changes() {
    let sandbox = Sandbox::new();
    let work = sandbox.path("work");
    write(&work.join("uncommitted.txt"), "x");
    let before = bytes_below(&work);

    let FolderKind::Clone { remote } = inspect_folder(&work).unwrap() else {
        panic!("not a clone")
    };
    configured_identity(Some(&work)).unwrap();
    let mirror = mirror_of(&sandbox, "mirror.git", &remote, Some(&work)).unwrap();
    let journal = manifold_engine::journal::Journal::open(&sandbox.path("journal")).unwrap();
    let desk = Desk { mirror, journal };
    desk.mirror.fetch(&NoCredentials, &Unwatched).unwrap();
    let created = desk.create(&manifest_plan(desk.base(), "admin/x")).unwrap();
    push(
        &desk.mirror,
        &desk.journal,
        &created.branch,
        &NoCredentials,
        &Unwatched,
    )
    .unwrap();
    desk.mirror.fetch(&NoCredentials, &Unwatched).unwrap();

    assert_eq!(bytes_below(&work), before);
    sandbox.assert_sound(&sandbox.path("mirror.git"));
}

#[test]
fn a_clone_works_while_its_remote_is_out_of_reach() {
    let sandbox = Sandbox::new();
    let work = sandbox.path("work");
    for (name, pack) in [("loose.git", false), ("packed.git", true)] {
        if pack {
            sandbox.git(&work, &["gc", "-q"]);
        }
        sandbox.git(&work, &["remote", "set-head", "origin", "main"]);
        let away = RemoteAddress::Path(sandbox.path("away.git"));
        let mirror = mirror_of(&sandbox, name, &away, Some(&work)).unwrap();
        assert_eq!(
            mirror.fetch(&NoCredentials, &Unwatched).unwrap_err().code(),
            ErrorCode::NotARepository
        );
        assert_eq!(mirror.default_branch(None).unwrap(), branch("main"));
        assert_eq!(
            mirror.tip(&branch("main")).unwrap().to_string(),
            sandbox.remote_id("main")
        );
        sandbox.assert_sound(&sandbox.path(name));
    }
}

#[test]
fn clones_with_missing_or_damaged_parts_are_not_copied_from_but_work() {
    let sandbox = Sandbox::new();
    sandbox.change("main", "second.txt", "2");
    sandbox.git(&sandbox.remote(), &["config", "uploadpack.allowFilter", "true"]);
    let url = format!("file://{}", sandbox.remote().display());
    sandbox.git(&sandbox.root(), &["clone", "-q", "--depth=1", &url, "shallow"]);
    sandbox.git(
        &sandbox.root(),
        &["clone", "-q", "--filter=blob:none", &url, "partial"],
    );
    sandbox.git(&sandbox.root(), &["clone", "-q", "remote.git", "damaged"]);
    fs::remove_dir_all(sandbox.path("damaged/.git/objects/info")).unwrap();
    write(
        &sandbox.path("damaged/.git/objects/aa/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
        "x",
    );

    for name in ["shallow", "partial", "damaged"] {
        let clone = sandbox.path(name);
        let FolderKind::Clone { remote } = inspect_folder(&clone).unwrap() else {
            panic!("{name}")
        };
        let mirror = mirror_of(&sandbox, &format!("{name}.git"), &remote, Some(&clone)).unwrap();
        assert_eq!(mirror.remote_branches().unwrap(), [], "{name}");
        mirror.fetch(&NoCredentials, &Unwatched).unwrap();
        assert_eq!(
            mirror.tip(&branch("main")).unwrap().to_string(),
            sandbox.remote_id("main")
        );
        sandbox.assert_sound(&sandbox.path(&format!("{name}.git")));
    }
}

#[test]
fn a_shallow_or_partial_folder_is_not_a_remote() {
    let sandbox = Sandbox::new();
    sandbox.change("main", "second.txt", "2");
    let url = format!("file://{}", sandbox.remote().display());
    sandbox.git(
        &sandbox.root(),
        &["clone", "-q", "--bare", "--depth=1", &url, "shallow.git"],
    );
    sandbox.git(&sandbox.path("shallow.git"), &["remote", "remove", "origin"]);
    assert_eq!(
        refusal(&sandbox.path("shallow.git")),
        ErrorCode::UnsupportedRepository
    );
}

#[test]
fn a_truncated_object_of_a_folder_is_named_and_never_hangs() {
    let sandbox = Sandbox::new();
    truncate_a_loose_object(&sandbox.remote());
    let desk = Desk::unfetched(&sandbox, &RemoteAddress::Path(sandbox.remote()));
    let refused = desk.mirror.fetch(&NoCredentials, &Unwatched).unwrap_err();
    assert!(matches!(refused, Error::ObjectDamaged { .. }), "{refused:?}");
}

#[test]
fn a_truncated_object_of_the_mirror_is_named_when_it_is_opened() {
    let sandbox = Sandbox::new();
    let remote = RemoteAddress::Path(sandbox.remote());
    // A copy of the clone's objects: what is fetched and published comes in packs.
    drop(mirror_of(&sandbox, "mirror.git", &remote, Some(&sandbox.path("work"))).unwrap());
    truncate_a_loose_object(&sandbox.path("mirror.git"));
    let refused = mirror_of(&sandbox, "mirror.git", &remote, None).err().unwrap();
    assert!(matches!(refused, Error::ObjectDamaged { .. }), "{refused:?}");
}

#[test]
fn a_truncated_object_of_a_commit_at_hand_is_named_and_never_hangs() {
    let sandbox = Sandbox::new();
    assert!(open_at(&sandbox.work(), "HEAD", &Unwatched).is_ok());
    truncate_a_loose_object(&sandbox.work().join(".git"));
    let error = open_at(&sandbox.work(), "HEAD", &Unwatched).err().unwrap();
    assert_eq!(error.code(), ErrorCode::ObjectDamaged, "{error}");
}

#[test]
fn a_damaged_object_that_was_mended_is_read_again() {
    let sandbox = Sandbox::new();
    let before = bytes_below(&sandbox.remote().join("objects"));
    let desk = Desk::unfetched(&sandbox, &RemoteAddress::Path(sandbox.remote()));
    truncate_a_loose_object(&sandbox.remote());
    assert!(desk.mirror.fetch(&NoCredentials, &Unwatched).is_err());
    for (path, bytes) in before {
        fs::remove_file(&path).unwrap();
        fs::write(path, bytes).unwrap();
    }
    desk.mirror.fetch(&NoCredentials, &Unwatched).unwrap();
}

#[test]
fn a_mirror_that_was_half_made_is_made_again() {
    let sandbox = Sandbox::new();
    let folder = Desk::mirror_folder(&sandbox);
    write(
        &folder.with_extension("unfinished").join("HEAD"),
        "ref: refs/heads/x\n",
    );
    let desk = Desk::new(&sandbox);
    assert_eq!(desk.base().to_string(), sandbox.remote_id("main"));
    assert!(!folder.with_extension("unfinished").exists());
}

#[test]
fn a_mirror_has_no_hooks_and_follows_its_remote_to_another_address() {
    let sandbox = Sandbox::new();
    let desk = Desk::new(&sandbox);
    let hooks = Desk::mirror_folder(&sandbox).join("hooks");
    let programs = bytes_below(&hooks)
        .into_keys()
        .filter(|path| path.extension().is_none());
    assert_eq!(programs.count(), 0);
    drop(desk);
    fs::rename(sandbox.remote(), sandbox.path("moved.git")).unwrap();
    let desk = Desk::at(&sandbox, &RemoteAddress::File(sandbox.path("moved.git")));
    assert_eq!(desk.mirror.default_branch(None).unwrap(), branch("main"));
}

#[test]
fn a_cancelled_fetch_is_cancelled() {
    let sandbox = Sandbox::new();
    let desk = Desk::unfetched(&sandbox, &RemoteAddress::Path(sandbox.remote()));
    let cancelled = desk
        .mirror
        .fetch(&NoCredentials, &Impatient::after(0))
        .unwrap_err();
    assert!(matches!(cancelled, Error::Cancelled), "{cancelled:?}");
    assert_eq!(desk.mirror.remote_branches().unwrap(), []);
}

#[test]
fn whoever_wants_the_same_new_mirror_at_once_gets_it_whole() {
    let sandbox = Sandbox::new();
    sandbox.change("main", "notes.txt", "x".repeat(1 << 20));
    sandbox.git(&sandbox.remote(), &["gc", "-q"]);
    let remote = RemoteAddress::Path(sandbox.remote());
    for round in 0..10 {
        let mirror = sandbox.path(&format!("{round}/mirror.git"));
        let start = Barrier::new(4);
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    start.wait();
                    Mirror::create_or_open(&mirror, &remote, None, &Unwatched).unwrap();
                });
            }
        });
        let made = Mirror::create_or_open(&mirror, &remote, None, &Unwatched).unwrap();
        made.fetch(&NoCredentials, &Unwatched).unwrap();
        sandbox.assert_sound(&mirror);
        assert!(!mirror.with_extension("unfinished").exists());
    }
}

#[test]
fn copying_a_folder_tells_how_far_it_is_and_a_cancelled_copy_leaves_nothing() {
    let sandbox = Sandbox::new();
    // What does not compress, so that the pack takes several steps: the digits of a linear congruential generator.
    let noise: Vec<u8> = (0..10 << 20)
        .scan(1_u64, |state, _| {
            *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            Some(state.to_be_bytes()[0])
        })
        .collect();
    sandbox.change("main", "noise.bin", noise);
    sandbox.git(&sandbox.remote(), &["gc", "-q"]);
    let remote = RemoteAddress::Path(sandbox.remote());
    let (data, mirror) = (sandbox.path("data"), sandbox.path("data/mirror.git"));

    let watch = Observer::cancelling(|phase, done, total| phase == Phase::Copying && 2 * done >= total);
    let cancelled = Mirror::create_or_open(&mirror, &remote, None, &watch)
        .err()
        .unwrap();
    assert_eq!(cancelled.code(), ErrorCode::Cancelled);
    let (_, done, total) = *watch.steps().last().unwrap();
    assert!(0 < done && done < total, "{done} of {total}");
    assert_eq!(
        bytes_below(&data),
        [(data.join("mirror.lock"), Vec::new())].into()
    );

    let watch = Observer::cancelling(|_, _, _| false);
    let made = Mirror::create_or_open(&mirror, &remote, None, &watch).unwrap();
    let steps = watch.steps();
    assert!(
        steps.is_sorted_by_key(|(_, done, _)| *done) && steps.len() >= 3,
        "{steps:?}"
    );
    assert!(
        matches!(steps.last(), Some((Phase::Copying, done, total)) if done == total),
        "{steps:?}"
    );
    made.fetch(&NoCredentials, &Unwatched).unwrap();
    assert_eq!(
        made.tip(&branch("main")).unwrap().to_string(),
        sandbox.remote_id("main")
    );
    drop(made);
    sandbox.assert_sound(&mirror);
}

#[test]
fn the_identity_of_a_folder_is_found() {
    let sandbox = Sandbox::new();
    let work = sandbox.path("work");
    sandbox.git(&work, &["config", "user.name", "Sample admin"]);
    sandbox.git(&work, &["config", "user.email", "admin@example.com"]);
    let found = configured_identity(Some(&work)).unwrap().unwrap();
    assert_eq!(
        (found.name.as_str(), found.email.as_str()),
        ("Sample admin", "admin@example.com")
    );
}
