//! Many releases in one commit.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use manifold_domain::plan::{EditContent, Plan, TreeEdit};
use manifold_domain::version::ReleaseVersion;
use manifold_engine::operation::{Phase, Watch};
use manifold_engine::publish::{CreatedBranch, create_branch};
use manifold_engine::{Error, Result};
use support::git::Sandbox;
use support::plans::{Desk, TIME, file, identity, release_plan};

/// Notes what is told of packing, and cancels after so many artifacts.
struct Noting {
    told: Mutex<Vec<(u64, u64)>>,
    cancel_after: usize,
}

impl Watch for Noting {
    fn progress(&self, phase: Phase, done: u64, total: u64) {
        if phase == Phase::Packing {
            self.told.lock().unwrap().push((done, total));
        }
    }

    fn is_cancelled(&self) -> bool {
        self.told.lock().unwrap().len() >= self.cancel_after
    }
}

/// A plan that releases one folder as 2.0.0 to 2.0.4, and changes a manifest in the same commit.
fn plan_of_many(desk: &Desk) -> Plan {
    let mut plan = release_plan(desk, "builder/many");
    plan.commits.truncate(1);
    let TreeEdit { path, content } = plan.commits[0].edits.remove(0);
    let EditContent::Artifact {
        folder,
        tree,
        metadata,
    } = content
    else {
        panic!("no artifact")
    };
    plan.commits[0].edits = (0..5)
        .map(|patch| {
            let mut metadata = metadata.clone();
            metadata.version = ReleaseVersion::new(2, 0, patch);
            TreeEdit {
                path: path.parent().unwrap().join(format!("2.0.{patch}.zip")),
                content: EditContent::Artifact {
                    folder: folder.clone(),
                    tree,
                    metadata,
                },
            }
        })
        .collect();
    let manifest = file("manifests/qa.yaml", "version: 1.0.0\nname: qa\n");
    plan.commits[0].edits.push(manifest);
    plan
}

fn create(desk: &Desk, cancel_after: usize) -> (Result<CreatedBranch>, Vec<(u64, u64)>) {
    let watch = Noting {
        told: Mutex::default(),
        cancel_after,
    };
    let created = create_branch(
        &desk.mirror,
        &desk.journal,
        &plan_of_many(desk),
        &identity(),
        TIME,
        &watch,
    );
    (created, watch.told.into_inner().unwrap())
}

/// Every file below a folder.
fn files(folder: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path);
        }
    }
    found
}

#[test]
fn many_releases_are_one_commit_and_are_counted_as_they_are_packed() {
    let sandbox = Sandbox::new();
    let desk = Desk::new(&sandbox);
    let (created, told) = create(&desk, usize::MAX);
    assert_eq!(
        told,
        [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)],
        "artifacts, not manifests"
    );
    let mirror = Desk::mirror_folder(&sandbox);
    let tip = created.unwrap().tip.to_string();
    let parent = sandbox.git(&mirror, &["rev-parse", &format!("{tip}^")]);
    assert_eq!(parent, desk.base().to_string());
    let changed = sandbox.git(&mirror, &["diff", "--name-only", &parent, &tip]);
    assert_eq!(changed.lines().count(), 6);
    sandbox.assert_sound(&mirror);
}

#[test]
fn a_publish_that_is_cancelled_between_two_artifacts_leaves_nothing() {
    let sandbox = Sandbox::new();
    let desk = Desk::new(&sandbox);
    let before = files(&sandbox.path("data"));
    let (created, told) = create(&desk, 3);
    assert!(matches!(created, Err(Error::Cancelled)), "{created:?}");
    assert_eq!(told, [(1, 5), (2, 5), (3, 5)]);
    assert_eq!(files(&sandbox.path("data")), before);
    create(&desk, usize::MAX).0.unwrap();
}
