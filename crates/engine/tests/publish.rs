//! From a plan to a branch on the remote.

mod support;

use std::fs;

use manifold_engine::publish::{discard, recover};
use manifold_engine::repository::RemoteAddress;
use manifold_engine::{Error, ErrorCode};
use support::git::Sandbox;
use support::plans::{Desk, branch, file, manifest_plan, nothing, plan, release_plan};

#[test]
fn a_release_and_its_manifest_become_two_commits_on_the_remote() {
    let sandbox = Sandbox::new();
    let desk = Desk::new(&sandbox);
    let plan = release_plan(&desk, "admin/createReleaseArtifact-commit-00000001");

    let created = desk.create(&plan).unwrap();
    desk.push(&created.branch).unwrap();

    let name = created.branch.as_str();
    assert_eq!(sandbox.remote_id(name), created.tip.to_string());
    let log = |format: &str| {
        let format = format!("--format={format}");
        sandbox.git(&sandbox.remote(), &["log", &format, name, "^main"])
    };
    let who = "Sample admin <admin@example.com> 2026-01-02T03:00:00Z";
    assert_eq!(log("%an <%ae> %aI%n%cn <%ce> %cI"), [who; 4].join("\n"));
    assert_eq!(
        log("%P"),
        format!("{}\n{}", sandbox.remote_id(&format!("{name}^")), desk.base())
    );
    assert_eq!(
        log("%s%n%b"),
        "Update 'prod' release manifest\nFixes the totals.\nCreating release for Dashboard (v1.0.1)"
    );
    assert_eq!(
        sandbox.git(
            &sandbox.remote(),
            &["diff", "--name-status", &format!("main...{name}")]
        ),
        "A\tdist/apps/6e69709c-198c-11f1-835a-73d4870770bb/1.0.1.zip\nM\tmanifests/prod.yaml",
    );
    sandbox.assert_sound(&sandbox.remote());
    sandbox.assert_sound(&Desk::mirror_folder(&sandbox));
}

#[test]
fn the_objects_of_a_branch_are_one_pack() {
    let sandbox = Sandbox::new();
    let desk = Desk::new(&sandbox);
    let mirror = Desk::mirror_folder(&sandbox);
    let count = |what: &str| {
        let counts = sandbox.git(&mirror, &["count-objects", "-v"]);
        let line = counts.lines().find_map(|line| line.strip_prefix(what)).unwrap();
        line.parse::<u32>().unwrap()
    };
    let before = (count("count: "), count("packs: "));

    desk.create(&release_plan(&desk, "admin/x")).unwrap();

    assert_eq!((count("count: "), count("packs: ")), (before.0, before.1 + 1));
    assert_eq!(count("garbage: "), 0);
    sandbox.assert_sound(&mirror);
}

#[test]
fn a_pushed_branch_is_the_remotes_and_no_longer_ours() {
    let sandbox = Sandbox::new();
    let desk = Desk::new(&sandbox);
    let created = desk.create(&manifest_plan(desk.base(), "admin/x")).unwrap();
    assert_eq!(
        desk.mirror.local_branches().unwrap(),
        [(branch("admin/x"), created.tip)]
    );

    desk.push(&created.branch).unwrap();

    assert_eq!(desk.mirror.local_branches().unwrap(), []);
    assert_eq!(desk.mirror.tip(&branch("admin/x")).unwrap(), created.tip);
}

#[test]
fn removing_the_last_file_of_a_folder_removes_the_folder() {
    let sandbox = Sandbox::new();
    let desk = Desk::new(&sandbox);
    let edits = vec![
        nothing("manifests/dev.yaml"),
        nothing("manifests/prod.yaml"),
        file("new/folder/x.txt", "x"),
    ];
    let created = desk.create(&plan(desk.base(), "admin/x", edits)).unwrap();

    let mirror = Desk::mirror_folder(&sandbox);
    assert_eq!(
        sandbox.git(&mirror, &["ls-tree", "--name-only", created.branch.as_str()]),
        "apps\ndist\nnew"
    );
    sandbox.assert_sound(&mirror);
}

#[test]
fn a_plan_that_does_not_fit_the_tree_is_refused_and_leaves_no_branch() {
    let sandbox = Sandbox::new();
    let desk = Desk::new(&sandbox);
    let mut taken = release_plan(&desk, "admin/x");
    taken.commits[0].edits[0].path = "dist/apps/6e69709c-198c-11f1-835a-73d4870770bb/1.0.0.zip"
        .parse()
        .unwrap();
    let plans = [
        taken,
        plan(desk.base(), "admin/x", vec![nothing("manifests/qa.yaml")]),
        plan(desk.base(), "admin/x", vec![file("manifests", "x")]),
        plan(desk.base(), "admin/x", vec![file("manifests/dev.yaml/x", "x")]),
    ];
    for plan in plans {
        let refused = desk.create(&plan).unwrap_err();
        assert!(matches!(refused, Error::PlanDoesNotFit { .. }), "{refused:?}");
        assert_eq!(refused.code(), ErrorCode::BaseMoved);
        assert_eq!(desk.mirror.local_branches().unwrap(), []);
    }
}

#[test]
fn a_branch_that_is_there_already_is_not_written_over() {
    let sandbox = Sandbox::new();
    let desk = Desk::new(&sandbox);
    let first = desk.create(&manifest_plan(desk.base(), "admin/x")).unwrap();

    for name in ["admin/x", "admin/x/y", "main"] {
        let refused = desk.create(&manifest_plan(desk.base(), name)).unwrap_err();
        assert_eq!(refused.code(), ErrorCode::BranchTaken, "{name}: {refused:?}");
    }
    assert_eq!(
        desk.mirror.local_branches().unwrap(),
        [(branch("admin/x"), first.tip)]
    );
    assert_eq!(recover(&desk.mirror, &desk.journal).unwrap(), []);
}

#[test]
fn a_branch_taken_on_the_remote_meanwhile_is_left_as_it_is() {
    let sandbox = Sandbox::new();
    let desk = Desk::new(&sandbox);
    let created = desk.create(&manifest_plan(desk.base(), "admin/x")).unwrap();
    sandbox.change("admin/x", "other.txt", "other");
    let theirs = sandbox.remote_id("admin/x");

    for hooks in [false, true] {
        if hooks {
            sandbox.hook("post-receive", "exit 0");
        }
        let refused = desk.push(&created.branch).unwrap_err();
        assert_eq!(refused.code(), ErrorCode::BranchTaken, "{refused:?}");
        assert_eq!(sandbox.remote_id("admin/x"), theirs);
        assert_eq!(desk.mirror.local_branches().unwrap().len(), 1);
    }
}

#[test]
fn a_push_whose_answer_was_lost_succeeds_when_tried_again() {
    let sandbox = Sandbox::new();
    let desk = Desk::new(&sandbox);
    for (name, hooks) in [("admin/x", false), ("admin/y", true)] {
        if hooks {
            sandbox.hook("post-receive", "exit 0");
        }
        let created = desk.create(&manifest_plan(desk.base(), name)).unwrap();
        let mirror = Desk::mirror_folder(&sandbox);
        let refspec = format!("refs/heads/{name}:refs/heads/{name}");
        sandbox.git(&mirror, &["push", "-q", "origin", &refspec]);

        desk.push(&created.branch).unwrap();
        assert_eq!(desk.mirror.local_branches().unwrap(), []);
    }
}

#[test]
fn a_hook_of_a_folder_that_refuses_keeps_the_branch_here_for_another_try() {
    let sandbox = Sandbox::new();
    for remote in [
        RemoteAddress::Path(sandbox.remote()),
        RemoteAddress::File(sandbox.remote()),
    ] {
        let desk = Desk::at(&sandbox, &remote);
        sandbox.hook("pre-receive", "echo 'Releases are frozen.'; exit 1");
        let created = desk.create(&manifest_plan(desk.base(), "admin/x")).unwrap();

        let refused = desk.push(&created.branch).unwrap_err();
        let Error::PushRefused { reason, .. } = &refused else {
            panic!("{refused:?}")
        };
        assert!(
            reason.contains("pre-receive hook declined") && reason.contains("Releases are frozen."),
            "{reason}"
        );
        assert_eq!(
            sandbox.git(&sandbox.remote(), &["branch", "--list", "admin/*"]),
            ""
        );
        assert_eq!(
            desk.mirror.local_branches().unwrap(),
            [(branch("admin/x"), created.tip)]
        );

        sandbox.hook("pre-receive", "exit 0");
        desk.push(&created.branch).unwrap();
        assert_eq!(sandbox.remote_id("admin/x"), created.tip.to_string());
        sandbox.git(&sandbox.remote(), &["branch", "-D", "admin/x"]);
    }
    sandbox.assert_sound(&sandbox.remote());
}

#[test]
fn the_hooks_of_a_folder_run() {
    let sandbox = Sandbox::new();
    sandbox.hook("post-receive", "cat > received.txt");
    let desk = Desk::new(&sandbox);
    let created = desk.create(&manifest_plan(desk.base(), "admin/x")).unwrap();
    desk.push(&created.branch).unwrap();
    let received = fs::read_to_string(sandbox.remote().join("received.txt")).unwrap();
    assert_eq!(
        received,
        format!("{:0>40} {} refs/heads/admin/x\n", "", created.tip)
    );
}

#[test]
fn a_discarded_branch_is_gone_here_and_never_was_on_the_remote() {
    let sandbox = Sandbox::new();
    let desk = Desk::new(&sandbox);
    let created = desk.create(&manifest_plan(desk.base(), "admin/x")).unwrap();
    discard(&desk.mirror, &desk.journal, &created.branch).unwrap();

    assert_eq!(desk.mirror.local_branches().unwrap(), []);
    let again = discard(&desk.mirror, &desk.journal, &created.branch).unwrap_err();
    assert_eq!(again.code(), ErrorCode::BranchMissing);
    assert_eq!(
        desk.create(&manifest_plan(desk.base(), "admin/x")).unwrap(),
        created
    );
}

#[test]
fn a_working_folder_without_a_remote_gets_a_new_branch_and_keeps_its_own() {
    let sandbox = Sandbox::new();
    let work = sandbox.path("work");
    sandbox.git(&work, &["remote", "remove", "origin"]);
    let before = sandbox.git(&work, &["rev-parse", "HEAD"]);
    let desk = Desk::at(&sandbox, &RemoteAddress::Path(work.clone()));
    let created = desk.create(&manifest_plan(desk.base(), "admin/x")).unwrap();
    desk.push(&created.branch).unwrap();

    assert_eq!(
        sandbox.git(&work, &["rev-parse", "admin/x"]),
        created.tip.to_string()
    );
    assert_eq!(sandbox.git(&work, &["rev-parse", "HEAD"]), before);
    assert_eq!(sandbox.git(&work, &["status", "--porcelain"]), "");
}
