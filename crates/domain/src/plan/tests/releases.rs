use super::*;
use crate::element::ElementKind;
use crate::fixture::new_style_app;

const DASHBOARD: &str = "apps/Orders/Dashboard";
const REFUNDS: &str = "apps/Orders/Refunds";
const NIGHTLY: &str = "workflows/Nightly";

#[test]
fn a_release_is_one_commit_with_its_artifact_alone() {
    let planning = Planning::on(&sample());
    let plan = planning.planned(&release(&[(DASHBOARD, "1.0.4")], &[]));
    assert_eq!(
        plan.branch.as_str(),
        "builder/createReleaseArtifact-commit-deadbeef"
    );
    assert_eq!(subjects(&plan), ["Creating release for Dashboard (v1.0.4)"]);
    assert_eq!(plan.title, "Creating release for Dashboard (v1.0.4)");
    assert_eq!(plan.commits[0].body, "");
    let element = planning.snapshot.element(&app(1)).unwrap();
    let artifact = EditContent::Artifact {
        folder: element.folder.clone(),
        tree: element.tree,
        metadata: ReleaseMetadata {
            version: ReleaseVersion::new(1, 0, 4),
            description: "Added more dogs".to_owned(),
            source: planning.snapshot.commit,
            kind: ElementKind::App,
        },
    };
    let path = "dist/apps/00000000-0000-4000-8000-000000000001/1.0.4.zip"
        .parse()
        .unwrap();
    assert_eq!(
        plan.commits[0].edits,
        [TreeEdit {
            path,
            content: artifact
        }]
    );
    assert!(
        plan.body
            .starts_with("Added more dogs\n\nNew releases:\n\n- Dashboard 1.0.4"),
        "{}",
        plan.body
    );
}

#[test]
fn a_release_and_the_manifests_that_use_it_are_two_commits_with_the_release_as_title() {
    let plan = Planning::on(&sample()).planned(&release(&[(DASHBOARD, "1.0.4")], &["qa", "prod", "qa"]));
    assert_eq!(
        subjects(&plan),
        [
            "Creating release for Dashboard (v1.0.4)",
            "Update prod, qa release manifests"
        ]
    );
    assert_eq!(plan.title, "Creating release for Dashboard (v1.0.4)");
    assert!(text(&plan, "manifests/prod.yaml").contains("release: 1.0.4"));
    assert!(text(&plan, "manifests/qa.yaml").contains("release: 1.0.4"));
    assert_eq!(plan.warnings, []);
}

#[test]
fn set_on_pins_what_followed_and_lists_what_was_not_listed_for_every_release() {
    let plan = Planning::on(&sample()).planned(&release(
        &[(NIGHTLY, "1.0.0"), (REFUNDS, "2.1.0")],
        &["dev", "prod"],
    ));
    assert_eq!(subjects(&plan)[0], "Creating releases for Refunds, Nightly");
    let entry = |manifest: &str, element: ElementKey, label: &str, from: Option<&str>, to: &str| {
        Meaning::EntryChanged {
            manifest: name(manifest),
            element,
            name: Some(label.to_owned()),
            from: from.map(|text| text.parse().unwrap()),
            to: Some(to.parse().unwrap()),
        }
    };
    assert_eq!(
        plan.meaning[2..],
        [
            entry("dev", app(2), "Refunds", Some("latest"), "2.1.0"),
            entry("dev", workflow(3), "Nightly", Some("latest"), "1.0.0"),
            entry("prod", app(2), "Refunds", Some("2.0.4"), "2.1.0"),
            entry("prod", workflow(3), "Nightly", None, "1.0.0"),
        ]
    );
    let warnings: Vec<_> = plan.warnings.iter().map(|warning| warning.code).collect();
    assert_eq!(
        warnings,
        [WarningCode::NoLongerLatest, WarningCode::NoLongerLatest]
    );
}

#[test]
fn a_malformed_version_is_refused() {
    let planning = Planning::on(&sample());
    for malformed in ["", "1.0", "v1.0.0", "01.0.0", "1.0.0-rc.1", "1.0.0\n"] {
        let refusals = planning.refused(&release(&[(DASHBOARD, malformed)], &[]));
        assert_eq!(
            (refusals[0].code, refusals[0].field),
            (RefusalCode::VersionMalformed, Some("version")),
            "{malformed}"
        );
    }
}

#[test]
fn a_version_is_taken_here_at_the_legacy_location_and_on_other_branches() {
    let mut planning = Planning::on(&sample().legacy_artifact(&app(1), "0.9.0", DASHBOARD));
    planning
        .elsewhere
        .versions
        .insert((app(1), ReleaseVersion::new(1, 0, 4)), held_by("reviewer/next"));
    for (version, message) in [
        ("1.0.3", "Dashboard 1.0.3 is already on branch main. Use 1.0.5."),
        ("0.9.0", "Dashboard 0.9.0 is already on branch main. Use 0.10.0."),
        (
            "1.0.4",
            "Dashboard 1.0.4 is on Sample reviewer's branch reviewer/next. Use 1.0.5.",
        ),
    ] {
        let refusals = planning.refused(&release(&[(DASHBOARD, version)], &[]));
        assert_eq!(refusals[0].code, RefusalCode::VersionTaken);
        assert_eq!(refusals[0].message, message);
    }
    planning.planned(&release(&[(REFUNDS, "1.0.4")], &[]));
}

#[test]
fn a_version_below_the_highest_is_allowed_after_a_warning() {
    let plan = Planning::on(&sample()).planned(&release(&[(DASHBOARD, "1.0.1")], &[]));
    assert_eq!(plan.warnings[0].code, WarningCode::VersionLower);
    assert_eq!(
        plan.warnings[0].message,
        "1.0.1 is lower than 1.0.3, the highest release of Dashboard."
    );
}

#[test]
fn an_unchanged_element_is_asked_about_once() {
    let mut planning = Planning::on(&sample());
    planning.unchanged.push(DASHBOARD.parse().unwrap());
    let mut intent = release(&[(DASHBOARD, "1.0.4"), (REFUNDS, "2.1.0")], &[]);
    let refusals = planning.refused(&intent);
    assert_eq!(refusals.len(), 1);
    assert_eq!(
        (refusals[0].code, &refusals[0].folder),
        (RefusalCode::NothingChanged, &Some(DASHBOARD.parse().unwrap()))
    );
    if let Intent::CreateReleases { accept_unchanged, .. } = &mut intent {
        *accept_unchanged = true;
    }
    assert_eq!(planning.planned(&intent).commits[0].edits.len(), 2);
}

#[test]
fn every_reason_against_every_release_is_found_at_once() {
    let fixture = sample().element(&new_style_app(4), "Portal", "apps-v2/Portal");
    let planning = Planning::on(&fixture.unreadable("broken", Vec::new()));
    let releases = [
        ("apps/Gone", "1.0"),
        (DASHBOARD, "1.0.3"),
        ("apps-v2/Portal", "1.0.0"),
        (REFUNDS, "2.1.0"),
        (REFUNDS, "2.2.0"),
    ];
    assert_eq!(
        planning.refusal_codes(&release(&releases, &["broken", "gone"])),
        [
            RefusalCode::NotFound,
            RefusalCode::VersionMalformed,
            RefusalCode::VersionTaken,
            RefusalCode::NotReleasable,
            RefusalCode::Contradictory,
            RefusalCode::ManifestUnreadable,
            RefusalCode::NotFound,
        ]
    );
}

#[test]
fn an_element_whose_uuid_another_folder_has_too_is_not_releasable() {
    let planning = Planning::on(&sample().element(&app(1), "Dashboard copy", "apps/Copy"));
    for folder in [DASHBOARD, "apps/Copy"] {
        let refusals = planning.refused(&release(&[(folder, "1.0.4")], &[]));
        assert_eq!(refusals[0].code, RefusalCode::NotReleasable);
    }
}

#[test]
fn no_release_at_all_is_no_change() {
    assert_eq!(
        Planning::on(&sample()).refusal_codes(&release(&[], &["prod"])),
        [RefusalCode::NoChange]
    );
}

#[test]
fn a_hostile_name_stays_on_one_line_of_the_subject() {
    let fixture = sample().element(&app(5), "Evil\r\n\r\nSigned-off-by: x\u{202e}", "apps/Evil");
    let plan = Planning::on(&fixture).planned(&release(&[("apps/Evil", "1.0.0")], &[]));
    assert_eq!(
        plan.title,
        r"Creating release for Evil\r\n\r\nSigned-off-by: x\u{202e} (v1.0.0)"
    );
    assert_eq!(plan.commits[0].subject, plan.title);
}

#[test]
fn a_description_is_tidied_before_it_is_stored() {
    let mut intent = release(&[(DASHBOARD, "1.0.4")], &[]);
    if let Intent::CreateReleases { description, .. } = &mut intent {
        *description = "More\u{7} dogs\r\n\tand cats\n".to_owned();
    }
    let plan = Planning::on(&sample()).planned(&intent);
    let EditContent::Artifact { metadata, .. } = &plan.commits[0].edits[0].content else {
        panic!("{plan:?}");
    };
    assert_eq!(metadata.description, "More dogs\n\tand cats");
}
