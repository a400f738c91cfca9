use super::*;
use crate::fixture::new_style_app;
use crate::manifest::ManifestProblem;
use crate::problem::Position;

#[test]
fn a_new_manifest_is_one_commit_with_its_canonical_file() {
    let plan = Planning::on(&sample()).planned(&create_manifest("staging", StartFrom::Empty));
    assert_eq!(subjects(&plan), ["Create 'staging' release manifest"]);
    assert_eq!(plan.title, "Create 'staging' release manifest");
    assert_eq!(
        plan.branch.as_str(),
        "builder/updateReleaseManifest-commit-deadbeef"
    );
    assert_eq!(
        text(&plan, "manifests/staging.yaml"),
        "version: 1.0.0\nname: staging\n"
    );
    assert_eq!(
        plan.meaning,
        [Meaning::ManifestCreated {
            manifest: name("staging"),
            entries: 0
        }]
    );
}

#[test]
fn a_copy_has_the_entries_and_a_name_of_its_own() {
    let start = StartFrom::CopyOf {
        manifest: name("prod"),
    };
    let plan = Planning::on(&sample()).planned(&create_manifest("staging", start));
    let prod = sample().snapshot();
    let prod = std::str::from_utf8(&prod.manifest(&name("prod")).unwrap().bytes)
        .unwrap()
        .to_owned();
    assert_eq!(
        text(&plan, "manifests/staging.yaml"),
        prod.replace("name: prod", "name: staging")
    );
}

#[test]
fn every_element_at_latest_means_every_app_and_workflow() {
    let fixture = sample().element(&new_style_app(4), "Portal", "apps-v2/Portal");
    let plan = Planning::on(&fixture).planned(&create_manifest("staging", StartFrom::EveryElementAtLatest));
    assert_eq!(
        plan.meaning,
        [Meaning::ManifestCreated {
            manifest: name("staging"),
            entries: 3
        }]
    );
    assert_eq!(
        text(&plan, "manifests/staging.yaml")
            .matches("release: latest")
            .count(),
        3
    );
    assert!(!text(&plan, "manifests/staging.yaml").contains("apps-v2"));
}

#[test]
fn a_name_is_refused_where_it_is_not_allowed_or_taken_anywhere_in_any_case() {
    let mut planning = Planning::on(&sample());
    planning
        .elsewhere
        .manifests
        .insert(name("Staging"), held_by("reviewer/staging"));
    let refused = |typed: &str| {
        let refusals = planning.refused(&create_manifest(typed, StartFrom::Empty));
        assert_eq!(refusals[0].field, Some("name"), "{typed}");
        (refusals[0].code, refusals[0].message.clone())
    };
    for not_allowed in ["", "a/b", "on", "pr\nod", &"x".repeat(300)] {
        assert_eq!(
            refused(not_allowed).0,
            RefusalCode::NameNotAllowed,
            "{not_allowed}"
        );
    }
    let here = "There is already a manifest prod on main.".to_owned();
    assert_eq!(refused("PROD"), (RefusalCode::NameTaken, here));
    let elsewhere =
        "Sample reviewer's branch reviewer/staging already creates a manifest Staging.".to_owned();
    assert_eq!(refused("staging"), (RefusalCode::NameTaken, elsewhere));
}

#[test]
fn every_reason_against_a_new_manifest_is_found_at_once() {
    let mut planning = Planning::on(&sample());
    planning.branch = Some("main".parse().unwrap());
    let intent = create_manifest(
        "a/b",
        StartFrom::CopyOf {
            manifest: name("gone"),
        },
    );
    assert_eq!(
        planning.refusal_codes(&intent),
        [
            RefusalCode::NotFound,
            RefusalCode::NameNotAllowed,
            RefusalCode::NameTaken
        ]
    );
}

#[test]
fn a_changed_entry_changes_its_line_alone() {
    let planning = Planning::on(&sample());
    let plan = planning.planned(&change([set("prod", app(1), Some("1.0.3"))]));
    assert_eq!(subjects(&plan), ["Update 'prod' release manifest"]);
    let before = planning.snapshot.manifest(&name("prod")).unwrap();
    let before = std::str::from_utf8(&before.bytes).unwrap();
    assert_eq!(
        text(&plan, "manifests/prod.yaml"),
        before.replace("release: 1.0.2", "release: 1.0.3")
    );
    assert_eq!(
        plan.meaning,
        [Meaning::EntryChanged {
            manifest: name("prod"),
            element: app(1),
            name: Some("Dashboard".to_owned()),
            from: Some("1.0.2".parse().unwrap()),
            to: Some("1.0.3".parse().unwrap()),
        }]
    );
    assert_eq!(plan.warnings, []);
}

#[test]
fn several_manifests_change_in_one_commit_whatever_the_order_of_the_changes() {
    let planning = Planning::on(&sample());
    let mut changes = vec![
        set("qa", app(2), Some("latest")),
        set("prod", workflow(3), Some("latest")),
        set("prod", app(9), Some("latest")),
        set("prod", app(1), None),
    ];
    let plan = planning.planned(&change(changes.clone()));
    assert_eq!(subjects(&plan), ["Update prod, qa release manifests"]);
    assert_eq!(plan.commits[0].edits.len(), 2);
    let order: Vec<_> = plan
        .meaning
        .iter()
        .map(|meaning| match meaning {
            Meaning::EntryChanged {
                manifest, element, ..
            } => (manifest.as_str(), element.clone()),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        order,
        [
            ("prod", app(1)),
            ("prod", workflow(3)),
            ("prod", app(9)),
            ("qa", app(2))
        ]
    );
    changes.reverse();
    assert_eq!(planning.planned(&change(changes)), plan);
}

#[test]
fn a_change_that_is_already_so_is_left_out_and_alone_it_is_refused() {
    let planning = Planning::on(&sample());
    let nothing = [set("prod", app(1), Some("1.0.2")), set("prod", workflow(3), None)];
    assert_eq!(
        planning.refusal_codes(&change(nothing.clone())),
        [RefusalCode::NoChange]
    );
    let mut changes = nothing.to_vec();
    changes.push(set("qa", app(1), Some("1.0.2")));
    let plan = planning.planned(&change(changes));
    assert_eq!(subjects(&plan), ["Update 'qa' release manifest"]);
    assert_eq!(plan.meaning.len(), 1);
}

#[test]
fn two_wishes_for_one_entry_are_refused_unless_they_are_the_same() {
    let planning = Planning::on(&sample());
    let wish = |release| set("prod", app(1), Some(release));
    let refusals = planning.refused(&change([wish("1.0.3"), wish("latest")]));
    assert_eq!(refusals[0].code, RefusalCode::Contradictory);
    assert_eq!(
        refusals[0].message,
        "Two different releases are chosen for Dashboard on prod. Choose one."
    );
    assert_eq!(
        planning
            .planned(&change([wish("1.0.3"), wish("1.0.3")]))
            .meaning
            .len(),
        1
    );
}

#[test]
fn manifests_that_are_gone_or_unreadable_are_all_refused() {
    let problem = ManifestProblem {
        position: Position { line: 4, column: 5 },
        message: "'relese' is not known here.".to_owned(),
    };
    let planning = Planning::on(&sample().unreadable("broken", vec![problem]));
    let refusals = planning.refused(&change([
        set("gone", app(1), Some("latest")),
        set("broken", app(1), Some("latest")),
        set("prod", app(1), Some("latest")),
    ]));
    assert_eq!(
        refusals
            .iter()
            .map(|refusal| (refusal.code, refusal.message.as_str()))
            .collect::<Vec<_>>(),
        [
            (
                RefusalCode::ManifestUnreadable,
                "broken cannot be read, so it is not changed. line 4, column 5: 'relese' is not known here."
            ),
            (
                RefusalCode::NotFound,
                "There is no manifest gone on the default branch."
            ),
        ]
    );
}

#[test]
fn an_unreadable_manifest_may_still_be_deleted() {
    let planning = Planning::on(&sample().unreadable("broken", Vec::new()));
    let plan = planning.planned(&Intent::DeleteManifest {
        manifest: name("broken"),
        why: String::new(),
    });
    assert_eq!(subjects(&plan), ["Delete 'broken' release manifest"]);
    assert_eq!(
        plan.commits[0].edits,
        [TreeEdit {
            path: "manifests/broken.yaml".parse().unwrap(),
            content: EditContent::Nothing
        }]
    );
}

#[test]
fn an_entry_that_dangles_or_stops_following_the_default_branch_is_warned_of() {
    let mut planning = Planning::on(&sample());
    planning
        .elsewhere
        .versions
        .insert((app(2), ReleaseVersion::new(2, 1, 0)), held_by("reviewer/next"));
    let plan = planning.planned(&change([
        set("dev", app(1), Some("1.0.3")),
        set("qa", app(1), Some("9.0.0")),
        set("qa", app(2), Some("2.1.0")),
        set("qa", app(9), Some("latest")),
    ]));
    let warnings: Vec<_> = plan
        .warnings
        .iter()
        .map(|warning| (warning.code, warning.message.as_str()))
        .collect();
    assert_eq!(
        warnings,
        [
            (
                WarningCode::NoLongerLatest,
                "Dashboard on dev follows main now. It would stay at 1.0.3."
            ),
            (
                WarningCode::ArtifactMissing,
                "qa would name Dashboard 9.0.0, which has no artifact."
            ),
            (
                WarningCode::ArtifactMissing,
                "qa would name Refunds 2.1.0, whose artifact is only on Sample reviewer's branch reviewer/next."
            ),
            (
                WarningCode::ElementUnknown,
                "qa would list 00000000-0000-4000-8000-000000000009, which no app here has."
            ),
        ]
    );
}

#[test]
fn a_new_style_app_is_changed_only_where_the_manifest_already_lists_some() {
    let portal = new_style_app(4);
    let fixture = sample()
        .element(&portal, "Portal", "apps-v2/Portal")
        .manifest("v2", &[(portal.clone(), "1.0.0")]);
    let planning = Planning::on(&fixture);
    let intent = change([set("prod", portal.clone(), Some("1.0.0"))]);
    assert_eq!(planning.refusal_codes(&intent), [RefusalCode::NotReleasable]);
    let plan = planning.planned(&change([set("v2", portal, Some("1.0.1"))]));
    assert!(text(&plan, "manifests/v2.yaml").contains("release: 1.0.1"));
    assert_eq!(plan.warnings, []);
}
