//! What becomes of what a branch changed, case by case; then for any history.

mod properties;

use super::*;
use crate::fixture::{app, manifest, waiting_branch, workflow};
use crate::manifest::Manifest;

const NOTHING: (Changes, Vec<Objection>) = (
    Changes {
        entries: Vec::new(),
        releases: Vec::new(),
        manifests: Vec::new(),
    },
    Vec::new(),
);

fn prod() -> ManifestName {
    ManifestName::existing("prod")
}

fn release(text: &str) -> Release {
    text.parse().unwrap()
}

/// What a branch would change in prod, where every side has it and can be read.
fn between(base: &Manifest, branch: &Manifest, main: &Manifest) -> (Changes, Vec<Objection>) {
    entries(
        &prod(),
        Side::Readable(base),
        Side::Readable(branch),
        Side::Readable(main),
    )
}

/// Prod with two apps.
fn two(first: &str, second: &str) -> Manifest {
    manifest(&[(app(1), first), (app(2), second)])
}

fn waits(element: u32, from: Option<&str>, to: Option<&str>) -> EntryWaits {
    EntryWaits {
        manifest: prod(),
        element: app(element),
        from: from.map(release),
        to: to.map(release),
    }
}

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
        [("ada/one", &one, 1), ("ada/other", &other, 2)]
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
            ("ada/other", Some(release("1.0.4"))),
            ("ada/one", Some(release("1.0.3")))
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

/// A manifest that a branch creates or deletes, and how many entries that is.
fn whole(is_created: bool, entries: usize) -> (Changes, Vec<Objection>) {
    let changes = Changes {
        manifests: vec![ManifestWaits {
            manifest: prod(),
            is_created,
            entries,
        }],
        ..Changes::default()
    };
    (changes, Vec::new())
}

fn objects(objection: Objection) -> (Changes, Vec<Objection>) {
    (Changes::default(), vec![objection])
}

#[test]
fn a_manifest_that_comes_or_goes_on_either_side_waits_or_was_overtaken() {
    let (old, new, more) = (
        manifest(&[(app(1), "1.0.2")]),
        manifest(&[(app(1), "1.0.3")]),
        manifest(&[(app(1), "1.0.2"), (app(2), "2.0.0")]),
    );
    let (none, old, new, more) = (
        Side::Absent,
        Side::Readable(&old),
        Side::Readable(&new),
        Side::Readable(&more),
    );
    let overtaken = || objects(Objection::ManifestOvertaken { manifest: prod() });
    for (case, [base, branch, main], expected) in [
        ("created", [none, more, none], whole(true, 2)),
        ("created and merged", [none, old, old], NOTHING),
        (
            "created, squashed, and then more came",
            [none, old, more],
            NOTHING,
        ),
        (
            "created, squashed, and then changed",
            [none, old, new],
            overtaken(),
        ),
        (
            "created otherwise on the default branch",
            [none, more, old],
            overtaken(),
        ),
        ("deleted", [more, none, more], whole(false, 2)),
        ("deleted and merged", [old, none, none], NOTHING),
        (
            "deleted, while the default branch changed it",
            [old, none, new],
            overtaken(),
        ),
        (
            "changed, while the default branch deleted it",
            [old, new, none],
            overtaken(),
        ),
        (
            "left alone, while the default branch deleted it",
            [old, old, none],
            NOTHING,
        ),
        ("left out of both", [none, none, none], NOTHING),
        ("only on the default branch", [none, none, new], NOTHING),
        (
            "deleted, and re-created alike on the default branch",
            [old, none, old],
            whole(false, 1),
        ),
    ] {
        assert_eq!(entries(&prod(), base, branch, main), expected, "{case}");
    }
}

#[test]
fn a_manifest_that_was_re_created_is_compared_by_its_entries() {
    let (old, re_created) = (two("1.0.2", "2.0.0"), manifest(&[(app(3), "1.0.0")]));
    let (changes, objections) = between(&old, &re_created, &old);
    assert_eq!(
        changes.entries,
        [
            waits(1, Some("1.0.2"), None),
            waits(2, Some("2.0.0"), None),
            waits(3, None, Some("1.0.0"))
        ]
    );
    assert_eq!(objections, []);
    assert_eq!(between(&old, &old, &re_created), NOTHING);
}

#[test]
fn a_renamed_manifest_goes_at_one_place_and_comes_at_the_other() {
    let entries_of = manifest(&[(app(1), "1.0.2")]);
    let (there, gone) = (Side::Readable(&entries_of), Side::Absent);
    assert_eq!(entries(&prod(), there, gone, there), whole(false, 1));
    assert_eq!(entries(&prod(), gone, there, gone), whole(true, 1));
    // Renamed on the default branch, while the branch changed it at the old place.
    let changed = manifest(&[(app(1), "1.0.3")]);
    assert_eq!(
        entries(&prod(), there, Side::Readable(&changed), gone),
        objects(Objection::ManifestOvertaken { manifest: prod() })
    );
}

#[test]
fn a_manifest_that_cannot_be_read_objects_only_where_the_branch_touched_it() {
    let old = manifest(&[(app(1), "1.0.2")]);
    let new = manifest(&[(app(1), "1.0.3")]);
    let (none, old, new) = (Side::Absent, Side::Readable(&old), Side::Readable(&new));
    let [bad, worse] = [1, 2].map(|byte| Side::Unreadable(ObjectId::from_bytes([byte; 20])));
    let unreadable = || Objection::ManifestUnreadable { manifest: prod() };
    let overtaken = || objects(Objection::ManifestOvertaken { manifest: prod() });
    for (case, [base, branch, main], expected) in [
        ("unreadable everywhere", [bad, bad, bad], NOTHING),
        ("the branch left it alone", [bad, bad, old], NOTHING),
        (
            "the branch left it alone, and it broke since",
            [old, old, bad],
            NOTHING,
        ),
        ("the branch broke it", [old, bad, old], objects(unreadable())),
        ("both broke it alike", [old, bad, bad], NOTHING),
        ("both broke it", [old, bad, worse], objects(unreadable())),
        ("the branch mends it", [bad, old, bad], objects(unreadable())),
        ("mended alike", [bad, old, old], NOTHING),
        ("mended otherwise", [bad, old, new], objects(unreadable())),
        (
            "the default branch broke it",
            [old, new, bad],
            objects(unreadable()),
        ),
        ("deleted as it is", [bad, none, bad], whole(false, 0)),
        ("deleted, while it broke", [old, none, bad], overtaken()),
        ("deleted, while it was mended", [bad, none, old], overtaken()),
        ("broken, while it was deleted", [old, bad, none], overtaken()),
        ("created otherwise", [none, bad, old], overtaken()),
        (
            "created unreadable",
            [none, bad, none],
            (whole(true, 0).0, vec![unreadable()]),
        ),
    ] {
        assert_eq!(entries(&prod(), base, branch, main), expected, "{case}");
    }
}

/// Artifacts of one app, with the byte that makes up the id of their content.
fn artifacts(of: &[(&str, u8)]) -> Artifacts {
    of.iter()
        .map(|(version, byte)| {
            let key = (app(1), version.parse().unwrap());
            (key, ObjectId::from_bytes([*byte; 20]))
        })
        .collect()
}

fn differs(version: &str) -> Objection {
    Objection::ArtifactDiffers {
        element: app(1),
        version: version.parse().unwrap(),
    }
}

#[test]
fn an_artifact_that_a_branch_adds_replaces_or_removes_waits() {
    let base = artifacts(&[("1.0.0", 1), ("1.0.1", 1)]);
    let branch = artifacts(&[("1.0.1", 2), ("1.0.2", 3)]);
    let (waits, objections) = releases(&base, &branch, &base);
    let waits: Vec<_> = waits
        .iter()
        .map(|waits| (waits.version.to_string(), waits.artifact))
        .collect();
    let id = |byte| Some(ObjectId::from_bytes([byte; 20]));
    assert_eq!(
        waits,
        [
            ("1.0.0".to_owned(), None),
            ("1.0.1".to_owned(), id(2)),
            ("1.0.2".to_owned(), id(3))
        ]
    );
    assert_eq!(objections, []);
}

#[test]
fn two_branches_that_add_one_artifact_both_wait_and_then_only_equal_content_is_done() {
    let (none, one) = (Artifacts::new(), artifacts(&[("1.0.4", 1)]));
    let (equal, different) = (one.clone(), artifacts(&[("1.0.4", 2)]));
    for branch in [&one, &equal, &different] {
        assert_eq!(releases(&none, branch, &none).0.len(), 1);
    }
    assert_eq!(releases(&none, &equal, &one), (Vec::new(), Vec::new()));
    assert_eq!(
        releases(&none, &different, &one),
        (Vec::new(), vec![differs("1.0.4")])
    );
}

#[test]
fn an_artifact_that_the_default_branch_changed_or_removed_since_does_not_wait() {
    let base = artifacts(&[("1.0.0", 1)]);
    for (branch, main) in [
        (artifacts(&[("1.0.0", 2)]), Artifacts::new()),
        (Artifacts::new(), artifacts(&[("1.0.0", 2)])),
        (artifacts(&[("1.0.0", 3)]), artifacts(&[("1.0.0", 2)])),
    ] {
        assert_eq!(
            releases(&base, &branch, &main),
            (Vec::new(), vec![differs("1.0.0")])
        );
    }
    assert_eq!(
        releases(&base, &base, &Artifacts::new()),
        (Vec::new(), Vec::new())
    );
}

#[test]
fn what_waits_is_found_by_entry_artifact_manifest_and_branch() {
    let mut released = waiting_branch("ada/release");
    released.changes.releases = releases(
        &Artifacts::new(),
        &artifacts(&[("1.0.4", 1), ("1.0.5", 1)]),
        &Artifacts::new(),
    )
    .0;
    let waiting = Waiting::new(vec![
        waiting_branch("ada/prod")
            .entry("prod", app(1), Some("1.0.3"))
            .entry("qa", app(1), Some("1.0.4"))
            .entry("prod", workflow(1), None),
        waiting_branch("ada/gone").deletes("qa"),
        released,
    ]);
    let on = |manifest: &str, element| {
        waiting
            .on_entry(&ManifestName::existing(manifest), &element)
            .map(|(branch, waits)| (branch.branch.to_string(), waits.to.clone()))
            .collect::<Vec<_>>()
    };
    let set = |to: Option<&str>| vec![("ada/prod".to_owned(), to.map(release))];
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
    assert_eq!((gone.0.branch.as_str(), gone.1.is_created), ("ada/gone", false));
    assert_eq!(waiting.on_manifest(&prod()).count(), 0);
    assert!(waiting.of_branch(&"ada/release".parse().unwrap()).is_some());
    assert!(waiting.of_branch(&"ada/none".parse().unwrap()).is_none());
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
    let branch = waiting_branch("ada/x");
    let after = |seconds| branch.is_old(Timestamp(branch.time.0 + seconds));
    assert!(!after(FOLDED_AFTER));
    assert!(after(FOLDED_AFTER + 1));
}

#[test]
fn a_branch_is_called_by_its_author_and_number_and_shows_itself_alone() {
    let branch = waiting_branch("ada/x");
    assert_eq!(branch.whose(), "Sample reviewer's branch ada/x");
    assert_eq!(branch.number(214).whose(), "Sample reviewer's #214");
    let hostile = WaitingBranch {
        author: "A\u{202e}\nB".to_owned(),
        ..waiting_branch("ada/x")
    };
    assert_eq!(hostile.whose(), r"A\u{202e}\nB's branch ada/x");
    let nameless = WaitingBranch {
        author: " ".to_owned(),
        ..waiting_branch("ada/x")
    };
    assert_eq!(nameless.whose(), "Somebody's branch ada/x");
}
