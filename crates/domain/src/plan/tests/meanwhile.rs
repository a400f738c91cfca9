use std::sync::Arc;

use super::*;
use crate::element::Element;
use crate::object::{CommitId, ObjectId};

/// The sample at a later commit.
fn later(fixture: &Fixture) -> Planning {
    let mut planning = Planning::on(fixture);
    planning.snapshot.commit = CommitId(ObjectId::from_bytes([0xc1; 20]));
    planning
}

#[test]
fn a_plan_on_a_moved_base_means_the_same_where_nothing_it_touches_moved() {
    let moved = sample()
        .element(&app(7), "Other", "apps/Other")
        .artifact(&app(7), "1.0.0");
    for intent in [
        release(&[("apps/Orders/Dashboard", "1.0.4")], &["prod"]),
        change([set("prod", app(1), Some("1.0.3"))]),
        create_manifest(
            "staging",
            StartFrom::CopyOf {
                manifest: name("prod"),
            },
        ),
        Intent::DeleteManifest {
            manifest: name("prod"),
            why: String::new(),
        },
    ] {
        let shown = Planning::on(&sample()).planned(&intent);
        let again = later(&moved).planned(&intent);
        assert_ne!(again, shown);
        assert_eq!(again.what_changed_since(&shown), Vec::<String>::new());
        assert!(again.means_the_same_as(&shown));
    }
}

/// Two apps and what prod names for them.
fn prod(first: &str, second: &str) -> Fixture {
    let apps = Fixture::new()
        .element(&app(1), "Dashboard", "apps/Dashboard")
        .element(&app(2), "Refunds", "apps/Refunds");
    let artifacts = ["1.0.2", "1.0.4"].into_iter().fold(apps, |fixture, version| {
        fixture.artifact(&app(1), version).artifact(&app(2), version)
    });
    artifacts.manifest("prod", &[(app(1), first), (app(2), second)])
}

#[test]
fn another_entry_of_the_same_manifest_may_change_meanwhile() {
    let intent = change([set("prod", app(1), Some("latest"))]);
    let shown = Planning::on(&prod("1.0.2", "1.0.2")).planned(&intent);
    assert!(
        later(&prod("1.0.2", "1.0.4"))
            .planned(&intent)
            .means_the_same_as(&shown)
    );
}

#[test]
fn an_entry_that_names_something_else_by_now_is_told() {
    let intent = change([set("prod", app(1), Some("latest"))]);
    let shown = Planning::on(&prod("1.0.2", "1.0.2")).planned(&intent);
    let again = later(&prod("1.0.4", "1.0.2")).planned(&intent);
    assert_eq!(
        again.what_changed_since(&shown),
        ["Dashboard on prod goes from 1.0.4 to latest; it was to go from 1.0.2 to latest."]
    );
}

#[test]
fn a_change_that_came_true_or_came_back_is_told() {
    let intent = change([
        set("prod", app(1), Some("latest")),
        set("prod", app(2), Some("latest")),
    ]);
    let both = Planning::on(&prod("1.0.2", "1.0.2")).planned(&intent);
    let one = later(&prod("latest", "1.0.2")).planned(&intent);
    assert_eq!(
        one.what_changed_since(&both),
        ["Dashboard on prod is no longer part of this change."]
    );
    assert_eq!(
        both.what_changed_since(&one),
        ["Dashboard on prod is new in this change."]
    );
}

#[test]
fn a_release_of_other_files_is_told() {
    let intent = release(&[("apps/Orders/Dashboard", "1.0.4")], &[]);
    let mut moved = later(&sample());
    let element = Element {
        tree: ObjectId::from_bytes([0xef; 20]),
        ..(*moved.snapshot.elements[0]).clone()
    };
    moved.snapshot.elements[0] = Arc::new(element);
    assert_eq!(
        moved
            .planned(&intent)
            .what_changed_since(&Planning::on(&sample()).planned(&intent)),
        ["The files of Dashboard changed, and with them what its release holds."]
    );
}

#[test]
fn a_new_manifest_that_starts_otherwise_is_told() {
    let intent = create_manifest(
        "staging",
        StartFrom::CopyOf {
            manifest: name("prod"),
        },
    );
    let shown = Planning::on(&prod("1.0.2", "1.0.2")).planned(&intent);
    let others = later(&prod("1.0.2", "1.0.4")).planned(&intent);
    assert_eq!(
        others.what_changed_since(&shown),
        ["The entries that staging starts with changed."]
    );
    let fewer = Fixture::new().manifest("prod", &[]);
    assert_eq!(
        later(&fewer).planned(&intent).what_changed_since(&shown),
        ["staging has 0 entries now, no longer 2."]
    );
}

#[test]
fn a_new_warning_is_told() {
    let intent = release(&[("apps/Orders/Dashboard", "1.0.4")], &[]);
    let shown = Planning::on(&sample()).planned(&intent);
    let again = later(&sample().artifact(&app(1), "1.1.0")).planned(&intent);
    assert_eq!(
        again.what_changed_since(&shown),
        ["1.0.4 is lower than 1.1.0, the highest release of Dashboard."]
    );
}
