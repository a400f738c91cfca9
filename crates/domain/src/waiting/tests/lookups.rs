//! What waits, looked up, listed and named.

use super::{artifacts, prod, release};
use crate::fixture::{app, waiting_branch, workflow};
use crate::manifest::ManifestName;
use crate::object::Timestamp;
use crate::waiting::{Artifacts, FOLDED_AFTER, Waiting, WaitingBranch, releases};

#[test]
fn what_waits_is_found_by_entry_artifact_manifest_and_branch() {
    let mut released = waiting_branch("reviewer/release");
    released.changes.releases = releases(
        &Artifacts::new(),
        &artifacts(&[("1.0.4", 1), ("1.0.5", 1)]),
        &Artifacts::new(),
    )
    .0;
    let waiting = Waiting::new(vec![
        waiting_branch("reviewer/prod")
            .entry("prod", app(1), Some("1.0.3"))
            .entry("qa", app(1), Some("1.0.4"))
            .entry("prod", workflow(1), None),
        waiting_branch("reviewer/gone").deletes("qa"),
        released,
    ]);
    let on = |manifest: &str, element| {
        waiting
            .on_entry(&ManifestName::existing(manifest), &element)
            .map(|(branch, waits)| (branch.branch.to_string(), waits.to.clone()))
            .collect::<Vec<_>>()
    };
    let set = |to: Option<&str>| vec![("reviewer/prod".to_owned(), to.map(release))];
    assert_eq!(on("prod", app(1)), set(Some("1.0.3")));
    assert_eq!(on("qa", app(1)), set(Some("1.0.4")));
    assert_eq!(on("prod", workflow(1)), set(None));
    assert_eq!(on("prod", app(2)), []);
    assert_eq!(on("dev", app(1)), []);

    assert_eq!(waiting.releases_of(&app(1)).count(), 2);
    assert_eq!(waiting.releases_of(&app(2)).count(), 0);
    let of_version = |version: &str| waiting.on_release(&app(1), &version.parse().unwrap()).count();
    assert_eq!([of_version("1.0.4"), of_version("1.0.6")], [1, 0]);
    let gone = waiting.on_manifest(&ManifestName::existing("qa")).next().unwrap();
    assert_eq!(
        (gone.0.branch.as_str(), gone.1.is_created),
        ("reviewer/gone", false)
    );
    assert_eq!(waiting.on_manifest(&prod()).count(), 0);
    assert!(waiting.of_branch(&"reviewer/release".parse().unwrap()).is_some());
    assert!(waiting.of_branch(&"reviewer/none".parse().unwrap()).is_none());
}

#[test]
fn a_branch_from_the_future_or_from_before_all_time_is_listed_by_its_clock_and_says_the_same() {
    let at = |name: &str, time| WaitingBranch {
        time: Timestamp(time),
        ..waiting_branch(name).entry("prod", app(1), Some("1.0.3"))
    };
    let now = 1_790_000_000;
    let waiting = Waiting::new(vec![
        at("past", i64::MIN),
        at("now", now),
        at("future", i64::MAX),
        at("also-now", now),
    ]);
    let in_order: Vec<_> = waiting
        .branches()
        .iter()
        .map(|branch| branch.branch.as_str())
        .collect();
    assert_eq!(in_order, ["future", "also-now", "now", "past"]);
    let is_old = waiting
        .branches()
        .iter()
        .map(|branch| branch.is_old(Timestamp(now)));
    assert_eq!(is_old.collect::<Vec<_>>(), [false, false, false, true]);
    assert_eq!(waiting.on_entry(&prod(), &app(1)).count(), 4);
}

#[test]
fn a_branch_is_old_after_thirty_days() {
    let branch = waiting_branch("reviewer/x");
    let after = |seconds| branch.is_old(Timestamp(branch.time.0 + seconds));
    assert!(!after(FOLDED_AFTER));
    assert!(after(FOLDED_AFTER + 1));
}

#[test]
fn a_branch_is_called_by_its_author_and_number_and_shows_itself_alone() {
    let branch = waiting_branch("reviewer/x");
    assert_eq!(branch.whose(), "Sample reviewer's branch reviewer/x");
    assert_eq!(branch.number(214).whose(), "Sample reviewer's #214");
    let hostile = WaitingBranch {
        author: "A\u{202e}\nB".to_owned(),
        ..waiting_branch("reviewer/x")
    };
    assert_eq!(hostile.whose(), r"A\u{202e}\nB's branch reviewer/x");
    let nameless = WaitingBranch {
        author: " ".to_owned(),
        ..waiting_branch("reviewer/x")
    };
    assert_eq!(nameless.whose(), "Somebody's branch reviewer/x");
}
