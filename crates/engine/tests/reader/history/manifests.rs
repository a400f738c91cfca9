//! The changes of one manifest.

use std::sync::atomic::{AtomicUsize, Ordering};

use manifold_domain::manifest::{EntryDifference, ManifestName};
use manifold_domain::object::CommitId;
use manifold_engine::Error;
use manifold_engine::history::{Cursor, History, ManifestChange, Page, Step};
use manifold_engine::operation::{Phase, Unwatched, Watch};

use super::{PROD, manifest, named, prod};
use crate::repository::{Repository, app};

fn page(repository: &Repository, history: &History, before: Option<&Cursor>, limit: usize) -> Page {
    let tip = repository.head();
    history
        .manifest_changes(&repository.open(), tip, &prod(), before, limit, &Unwatched)
        .unwrap()
}

fn changes(repository: &Repository, name: &str) -> Vec<ManifestChange> {
    let name = ManifestName::existing(name);
    let page = History::new()
        .manifest_changes(
            &repository.open(),
            repository.head(),
            &name,
            None,
            100,
            &Unwatched,
        )
        .unwrap();
    assert_eq!(page.next, None);
    // Git does not follow a rename along first parents.
    let is_renamed = |change: &ManifestChange| matches!(change.step, Step::Renamed { .. });
    if !page.changes.iter().any(is_renamed) {
        let path = format!("manifests/{name}.yaml");
        let log = repository.git(["log", "--first-parent", "--format=%H", "--", &path]);
        let found: Vec<String> = commits(&page.changes).iter().map(ToString::to_string).collect();
        assert_eq!(found, log.lines().collect::<Vec<_>>());
    }
    page.changes
}

fn commits(changes: &[ManifestChange]) -> Vec<CommitId> {
    changes.iter().map(|change| change.landed.commit).collect()
}

fn step(number: u32, from: Option<&str>, to: Option<&str>) -> EntryDifference {
    EntryDifference {
        element: app(number),
        from: from.map(|release| release.parse().unwrap()),
        to: to.map(|release| release.parse().unwrap()),
    }
}

#[test]
fn a_merged_pull_request_is_one_change_with_its_title_number_author_and_entries() {
    let repository = Repository::toolscript();
    repository.write(PROD, manifest(&[(1, "1.0.0"), (2, "1.0.0"), (3, "1.0.0")]));
    let first = repository.commit_as("First author", "Create 'prod' release manifest");
    repository.git(["checkout", "--quiet", "-b", "change"]);
    repository.write(PROD, manifest(&[(1, "1.0.1"), (2, "1.0.0"), (3, "1.0.0")]));
    repository.commit_as("Second author", "Try");
    repository.write(PROD, manifest(&[(1, "1.0.2"), (2, "1.0.0"), (4, "latest")]));
    repository.commit_as("Second author", "Update 'prod' release manifest");
    repository.git(["checkout", "--quiet", "main"]);
    repository.merge_as("Merger", "change");
    let message = "Merge pull request #214 from shop/change\n\nUpdate 'prod' release manifest";
    repository.git(["commit", "--quiet", "--amend", "-m", message]);
    let merge = repository.head();
    repository.write("apps/x", "x");
    repository.commit("Something else");

    let found = changes(&repository, "prod");
    assert_eq!(commits(&found), [merge, first]);
    let [update, create] = &found[..] else { panic!() };
    assert_eq!(update.title, "Update 'prod' release manifest");
    assert_eq!(update.pull_request, Some(214));
    assert_eq!(update.landed.author, "Second author");
    assert_eq!(
        update.landed.time.0.to_string(),
        repository.git(["log", "-1", "--format=%ct", &merge.to_string()])
    );
    assert_eq!(update.step, Step::Changed);
    let steps = [
        step(1, Some("1.0.0"), Some("1.0.2")),
        step(3, Some("1.0.0"), None),
        step(4, None, Some("latest")),
    ];
    assert_eq!(update.entries, steps);
    assert_eq!(create.step, Step::Created);
    assert_eq!(create.title, "Create 'prod' release manifest");
    assert_eq!(create.landed.author, "First author");
    assert_eq!(create.entries.len(), 3);
}

#[test]
fn a_merge_into_a_manifest_that_changed_meanwhile_is_by_who_wrote_the_branch() {
    let repository = Repository::toolscript();
    let apart = |one, five| manifest(&[(1, one), (2, "1.0.0"), (3, "1.0.0"), (4, "1.0.0"), (5, five)]);
    repository.write(PROD, apart("1.0.0", "1.0.0"));
    repository.commit("Create");
    repository.git(["checkout", "--quiet", "-b", "change"]);
    repository.write(PROD, apart("2.0.0", "1.0.0"));
    repository.commit_as("Branch author", "Update");
    repository.git(["checkout", "--quiet", "main"]);
    repository.write(PROD, apart("1.0.0", "5.0.0"));
    repository.commit_as("Main author", "Update");
    repository.merge_as("Merger", "change");

    let found = changes(&repository, "prod");
    assert_eq!(found[0].landed.author, "Branch author");
    assert_eq!(found[0].entries, [step(1, Some("1.0.0"), Some("2.0.0"))]);
    assert_eq!(found[1].landed.author, "Main author");
}

#[test]
fn pages_follow_one_another_also_when_the_default_branch_moves_between_them() {
    let repository = Repository::toolscript();
    let mut expected = Vec::new();
    for patch in 0..7 {
        repository.write(PROD, manifest(&[(1, &format!("1.0.{patch}"))]));
        expected.insert(0, repository.commit("Update"));
        repository.write("apps/x", format!("{patch}"));
        repository.commit("Something else");
    }
    let history = History::new();
    let first = page(&repository, &history, None, 3);
    repository.write(PROD, manifest(&[(1, "2.0.0")]));
    let newest = repository.commit("Update");
    let second = page(&repository, &history, first.next.as_ref(), 3);
    let third = page(&repository, &history, second.next.as_ref(), 3);
    assert_eq!(third.next, None);
    let found: Vec<CommitId> = [first, second, third]
        .iter()
        .flat_map(|page| commits(&page.changes))
        .collect();
    assert_eq!(found, expected);
    assert_eq!(
        commits(&page(&repository, &history, None, 2).changes),
        [newest, expected[0]]
    );
}

#[test]
fn what_happened_to_the_file_is_told() {
    let repository = Repository::toolscript();
    repository.write(PROD, manifest(&[(1, "1.0.0")]));
    repository.commit("Create");
    repository.write(PROD, manifest(&[(1, "1.0.0")]) + "# checked\n");
    repository.commit("Comment");
    repository.write(PROD, "no: manifest");
    repository.commit("Break");
    repository.write(PROD, "no: manifest at all");
    repository.commit("Break again");
    repository.write(PROD, manifest(&[(1, "1.0.1")]));
    repository.commit("Mend");
    repository.remove(PROD);
    repository.commit("Delete");
    repository.write(PROD, "version: 1.0.0\nname: prod\n");
    repository.commit("Create again");

    let found = changes(&repository, "prod");
    let steps: Vec<_> = found
        .iter()
        .map(|change| (change.title.as_str(), change.step.clone(), change.is_unreadable))
        .collect();
    assert_eq!(
        steps,
        [
            ("Create again", Step::Created, false),
            ("Delete", Step::Deleted, false),
            ("Mend", Step::Mended, false),
            ("Break again", Step::Changed, true),
            ("Break", Step::Changed, true),
            ("Comment", Step::Changed, false),
            ("Create", Step::Created, false),
        ]
    );
    let entries: Vec<_> = found.iter().map(|change| change.entries.clone()).collect();
    assert_eq!(
        entries,
        [
            vec![],
            vec![step(1, Some("1.0.1"), None)],
            vec![step(1, Some("1.0.0"), Some("1.0.1"))],
            vec![],
            vec![],
            vec![],
            vec![step(1, None, Some("1.0.0"))],
        ]
    );
}

#[test]
fn a_renamed_manifest_keeps_the_history_of_its_old_name() {
    let repository = Repository::toolscript();
    repository.write("manifests/live.yaml", named("live", &[(1, "1.0.0")]));
    repository.write("manifests/other.yaml", named("other", &[(1, "1.0.0")]));
    let create = repository.commit("Create");
    repository.write("manifests/live.yaml", named("live", &[(1, "1.0.1")]));
    let update = repository.commit("Update");
    repository.remove("manifests/live.yaml");
    repository.write(PROD, manifest(&[(1, "1.0.1")]));
    let rename = repository.commit("Rename");

    let found = changes(&repository, "prod");
    assert_eq!(commits(&found), [rename, update, create]);
    let from = ManifestName::existing("live");
    assert_eq!(found[0].step, Step::Renamed { from });
    assert!(found[0].entries.is_empty());
    assert_eq!(found[1].entries, [step(1, Some("1.0.0"), Some("1.0.1"))]);
    let gone = changes(&repository, "live");
    assert_eq!(
        (gone[0].step.clone(), commits(&gone)),
        (Step::Deleted, vec![rename, update, create])
    );
}

#[test]
fn a_manifest_that_never_was_has_no_changes() {
    let repository = Repository::toolscript();
    repository.write(PROD, manifest(&[]));
    repository.commit("Create");
    assert_eq!(changes(&repository, "dev"), []);
    let strange = ManifestName::existing("nul\0");
    let page = History::new()
        .manifest_changes(
            &repository.open(),
            repository.head(),
            &strange,
            None,
            9,
            &Unwatched,
        )
        .unwrap();
    assert_eq!(page.changes, []);
}

#[test]
fn a_history_that_was_rewritten_is_read_from_its_new_tip() {
    let repository = Repository::toolscript();
    repository.write(PROD, manifest(&[(1, "1.0.0")]));
    let first = repository.commit("Create");
    repository.write(PROD, manifest(&[(1, "1.0.1")]));
    repository.commit("Update");
    let history = History::new();
    assert_eq!(page(&repository, &history, None, 9).changes.len(), 2);
    repository.git(["reset", "--quiet", "--hard", &first.to_string()]);
    repository.write(PROD, manifest(&[(1, "3.0.0")]));
    let other = repository.commit("Rewritten");
    assert_eq!(
        commits(&page(&repository, &history, None, 9).changes),
        [other, first]
    );
}

/// Cancels after some steps.
struct Patience(AtomicUsize);

impl Watch for Patience {
    fn progress(&self, _: Phase, _: u64, _: u64) {}

    fn is_cancelled(&self) -> bool {
        let left = |left: usize| left.checked_sub(1);
        self.0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, left)
            .is_err()
    }
}

#[test]
fn a_walk_that_is_cancelled_ends_and_the_next_one_is_whole() {
    let repository = Repository::toolscript();
    repository.write(PROD, manifest(&[(1, "1.0.0")]));
    let create = repository.commit("Create");
    for number in 0..5 {
        repository.write("apps/x", format!("{number}"));
        repository.commit("Something else");
    }
    let history = History::new();
    let opened = repository.open();
    let tip = repository.head();
    let cancelled = history.manifest_changes(&opened, tip, &prod(), None, 9, &Patience(3.into()));
    assert!(matches!(cancelled, Err(Error::Cancelled)), "{cancelled:?}");
    assert_eq!(commits(&page(&repository, &history, None, 9).changes), [create]);
}
