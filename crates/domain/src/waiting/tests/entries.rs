//! Entries of a manifest that every side has.

use super::{NOTHING, between, prod, release, two, waits};
use crate::fixture::{app, manifest, waiting_branch};
use crate::object::Timestamp;
use crate::waiting::{Objection, Waiting, WaitingBranch};

fn overtaken(element: u32, wanted: Option<&str>, now: Option<&str>) -> Objection {
    Objection::EntryOvertaken {
        manifest: prod(),
        element: app(element),
        wanted: wanted.map(release),
        now: now.map(release),
    }
}

#[test]
fn an_entry_that_a_branch_sets_adds_or_removes_waits() {
    let base = two("1.0.2", "2.0.0");
    let branch = manifest(&[(app(1), "1.0.3"), (app(3), "latest")]);
    let (changes, objections) = between(&base, &branch, &base);
    assert_eq!(
        changes.entries,
        [
            waits(1, Some("1.0.2"), Some("1.0.3")),
            waits(2, Some("2.0.0"), None),
            waits(3, None, Some("latest")),
        ]
    );
    assert!(changes.manifests.is_empty() && objections.is_empty());
}

#[test]
fn nothing_waits_after_a_merge_a_squash_or_a_rebase() {
    let (base, branch) = (two("1.0.2", "2.0.0"), two("1.0.3", "2.0.0"));
    let main_went_on = two("1.0.3", "2.1.0");
    for main in [&branch, &main_went_on] {
        // A merge makes the branch's tip the merge base; a squash and a rebase leave the merge base where it was.
        assert_eq!(between(&branch, &branch, main), NOTHING, "merged");
        assert_eq!(between(&base, &branch, main), NOTHING, "squashed or rebased");
    }
}

#[test]
fn what_the_default_branch_changed_is_no_change_of_a_branch_that_is_behind() {
    let (base, branch) = (two("1.0.2", "2.0.0"), two("1.0.3", "2.0.0"));
    let main = manifest(&[(app(1), "1.0.2"), (app(2), "2.1.0"), (app(4), "1.0.0")]);
    let (changes, objections) = between(&base, &branch, &main);
    assert_eq!(changes.entries, [waits(1, Some("1.0.2"), Some("1.0.3"))]);
    assert_eq!(objections, []);
    assert_eq!(between(&base, &base, &main), NOTHING);
}

#[test]
fn an_entry_that_the_default_branch_changed_since_is_overtaken() {
    let base = two("1.0.2", "2.0.0");
    let branch = manifest(&[(app(1), "1.0.3"), (app(3), "1.0.0")]);
    let main = manifest(&[(app(2), "2.1.0"), (app(3), "1.1.0")]);
    let (changes, objections) = between(&base, &branch, &main);
    assert!(changes.is_empty());
    assert_eq!(
        objections,
        [
            overtaken(1, Some("1.0.3"), None),
            overtaken(2, None, Some("2.1.0")),
            overtaken(3, Some("1.0.0"), Some("1.1.0")),
        ]
    );
}

#[test]
fn of_two_branches_that_contradict_one_another_both_wait_until_one_is_merged() {
    let base = two("1.0.2", "2.0.0");
    let (one, other) = (two("1.0.3", "2.0.0"), two("1.0.4", "2.0.0"));
    let waiting = Waiting::new(
        [("reviewer/one", &one, 1), ("reviewer/other", &other, 2)]
            .map(|(name, branch, hour)| WaitingBranch {
                changes: between(&base, branch, &base).0,
                time: Timestamp(hour * 3600),
                ..waiting_branch(name)
            })
            .into(),
    );
    let wanted: Vec<_> = waiting
        .on_entry(&prod(), &app(1))
        .map(|(branch, waits)| (branch.branch.as_str(), waits.to.clone()))
        .collect();
    assert_eq!(
        wanted,
        [
            ("reviewer/other", Some(release("1.0.4"))),
            ("reviewer/one", Some(release("1.0.3")))
        ]
    );
    let (changes, objections) = between(&base, &other, &one);
    assert!(changes.is_empty());
    assert_eq!(objections, [overtaken(1, Some("1.0.4"), Some("1.0.3"))]);
}

#[test]
fn of_an_element_that_is_listed_twice_the_first_entry_counts() {
    let base = manifest(&[(app(1), "1.0.2"), (app(1), "1.0.9")]);
    let second_changed = manifest(&[(app(1), "1.0.2"), (app(1), "1.0.8")]);
    let first_changed = manifest(&[(app(1), "1.0.3"), (app(1), "1.0.9")]);
    assert_eq!(between(&base, &second_changed, &base), NOTHING);
    assert_eq!(
        between(&base, &first_changed, &base).0.entries,
        [waits(1, Some("1.0.2"), Some("1.0.3"))]
    );
}

#[test]
fn entries_of_any_order_mean_the_same() {
    let base = manifest(&[(app(2), "2.0.0"), (app(1), "1.0.2")]);
    assert_eq!(between(&base, &two("1.0.2", "2.0.0"), &base), NOTHING);
}
