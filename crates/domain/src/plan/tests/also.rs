use super::*;
use crate::fixture::waiting_branch;
use crate::waiting::WaitingBranch;

fn beside(branches: Vec<WaitingBranch>) -> Planning {
    let mut planning = Planning::on(&sample());
    planning.waiting = Waiting::new(branches);
    planning
}

/// What the plan says of other branches, and of which.
fn said(planning: &Planning, intent: &Intent) -> Vec<(String, String)> {
    let plan = planning.planned(intent);
    let also = plan
        .warnings
        .into_iter()
        .filter(|warning| warning.code == WarningCode::AlsoWaiting);
    also.map(|warning| (warning.branch.unwrap().to_string(), warning.message))
        .collect()
}

fn says(branch: &str, message: &str) -> (String, String) {
    (branch.to_owned(), message.to_owned())
}

#[test]
fn every_branch_that_changes_the_same_entry_is_told_of() {
    let planning = beside(vec![
        waiting_branch("reviewer/a")
            .number(214)
            .entry("prod", app(1), Some("1.0.3")),
        waiting_branch("reviewer/b").entry("prod", app(1), None),
        waiting_branch("reviewer/c").entry("prod", app(2), Some("1.0.0")),
        waiting_branch("reviewer/d").entry("dev", app(1), Some("1.0.0")),
    ]);
    assert_eq!(
        said(&planning, &change([set("prod", app(1), Some("1.0.3"))])),
        [
            says(
                "reviewer/a",
                "Sample reviewer's #214 also sets Dashboard on prod, to 1.0.3."
            ),
            says(
                "reviewer/b",
                "Sample reviewer's branch reviewer/b removes Dashboard from prod."
            ),
        ]
    );
    assert_eq!(
        said(&planning, &change([set("prod", app(1), None)])),
        [
            says(
                "reviewer/a",
                "Sample reviewer's #214 sets Dashboard on prod, to 1.0.3."
            ),
            says(
                "reviewer/b",
                "Sample reviewer's branch reviewer/b also removes Dashboard from prod."
            ),
        ]
    );
}

#[test]
fn a_release_that_is_set_on_a_manifest_at_once_is_told_of_it_too() {
    let planning = beside(vec![waiting_branch("reviewer/a").entry(
        "prod",
        app(1),
        Some("1.0.3"),
    )]);
    let intent = release(&[("apps/Orders/Dashboard", "1.0.4")], &["prod"]);
    assert_eq!(said(&planning, &intent).len(), 1);
    assert_eq!(
        said(&planning, &release(&[("apps/Orders/Dashboard", "1.0.4")], &[])),
        []
    );
}

#[test]
fn a_manifest_that_a_branch_deletes_and_one_that_it_changes_while_it_is_to_go_are_told_of() {
    let planning = beside(vec![
        waiting_branch("reviewer/a").entry("prod", app(1), Some("1.0.3")),
        waiting_branch("reviewer/b").deletes("prod"),
    ]);
    assert_eq!(
        said(&planning, &change([set("prod", app(2), Some("latest"))])),
        [says(
            "reviewer/b",
            "Sample reviewer's branch reviewer/b deletes prod."
        )]
    );
    let delete = |manifest| Intent::DeleteManifest {
        manifest: name(manifest),
        why: String::new(),
    };
    assert_eq!(
        said(&planning, &delete("prod")),
        [
            says("reviewer/a", "Sample reviewer's branch reviewer/a changes prod."),
            says(
                "reviewer/b",
                "Sample reviewer's branch reviewer/b also deletes prod."
            ),
        ]
    );
    assert_eq!(said(&planning, &delete("qa")), []);
}

#[test]
fn a_branch_that_the_plan_itself_would_push_is_not_told_of() {
    let own = "builder/updateReleaseManifest-commit-deadbeef";
    let planning = beside(vec![waiting_branch(own).entry("prod", app(1), Some("1.0.3"))]);
    assert_eq!(said(&planning, &change([set("prod", app(1), Some("1.0.3"))])), []);
}

#[test]
fn a_branch_that_came_during_a_review_is_told_of() {
    let intent = change([set("prod", app(1), Some("1.0.3"))]);
    let shown = beside(Vec::new()).planned(&intent);
    let again = beside(vec![waiting_branch("reviewer/a").entry(
        "prod",
        app(1),
        Some("1.0.4"),
    )])
    .planned(&intent);
    assert_eq!(
        again.what_changed_since(&shown),
        ["Sample reviewer's branch reviewer/a also sets Dashboard on prod, to 1.0.4."]
    );
    assert!(again.means_the_same_as(&again));
}

#[test]
fn names_in_a_warning_show_themselves_alone() {
    let mut planning = Planning::on(
        &Fixture::new()
            .element(&app(1), "a\u{202e}b", "apps/a")
            .manifest("pr\u{202e}od", &[]),
    );
    planning.waiting = Waiting::new(vec![waiting_branch("reviewer/a").entry(
        "pr\u{202e}od",
        app(1),
        Some("latest"),
    )]);
    assert_eq!(
        said(&planning, &change([set("pr\u{202e}od", app(1), Some("latest"))])),
        [says(
            "reviewer/a",
            r"Sample reviewer's branch reviewer/a also sets a\u{202e}b on pr\u{202e}od, to latest."
        )]
    );
}

#[test]
fn a_roll_back_needs_a_reason() {
    let roll_back = |why: &str| Intent::ChangeManifests {
        changes: vec![set("prod", app(1), Some("1.0.3"))],
        why: why.to_owned(),
        is_roll_back: true,
    };
    let planning = beside(Vec::new());
    let refusals = planning.refused(&roll_back(" \n"));
    assert_eq!(
        (refusals[0].code, refusals[0].field),
        (RefusalCode::WhyMissing, Some("why"))
    );
    let plan = planning.planned(&roll_back("Orders fail"));
    assert_eq!(
        plan.commits[0].message(),
        "Update 'prod' release manifest\n\nOrders fail"
    );
}
