//! Manifests that a program writes.

use super::*;
use crate::element::ElementId;
use crate::fixture::new_style_app;
use crate::object::Timestamp;

fn named(element: ElementKey, release: &str) -> NamedRelease {
    NamedRelease {
        element,
        release: release.parse().unwrap(),
    }
}

fn write(name: &str, content: ManifestContent) -> Intent {
    Intent::WriteManifest {
        name: name.to_owned(),
        content,
        why: String::new(),
    }
}

fn exactly(entries: &[(ElementKey, &str)]) -> ManifestContent {
    let entries = entries.iter().cloned();
    ManifestContent::Exactly {
        entries: entries
            .map(|(element, release)| named(element, release))
            .collect(),
    }
}

/// The one file that the one commit of a plan writes.
fn file(plan: &Plan) -> &str {
    let [commit] = plan.commits.as_slice() else {
        panic!("{plan:?}")
    };
    match &commit.edits[..] {
        [
            TreeEdit {
                content: EditContent::File(bytes),
                ..
            },
        ] => std::str::from_utf8(bytes).unwrap(),
        edits => panic!("{edits:?}"),
    }
}

#[test]
fn entries_that_are_not_given_go_and_those_of_new_style_apps_stay() {
    let fixture = sample().manifest(
        "eu",
        &[
            (app(1), "latest"),
            (workflow(3), "latest"),
            (new_style_app(9), "latest"),
        ],
    );
    let plan = Planning::on(&fixture).planned(&write("eu", exactly(&[(app(2), "1.0.0")])));
    let ids: Vec<ElementId> = [app(2), new_style_app(9)].map(|key| key.id).into();
    assert_eq!(
        file(&plan),
        format!(
            "version: 1.0.0\nname: eu\napps:\n  - uuid: {}\n    release: 1.0.0\napps-v2:\n  - uuid: {}\n    release: latest\n",
            ids[0], ids[1]
        )
    );
    assert_eq!(plan.title, "Update 'eu' release manifest");
}

#[test]
fn a_manifest_that_is_not_there_is_created_with_what_is_given() {
    let planning = Planning::on(&sample());
    let plan = planning.planned(&write("uat", ManifestContent::New));
    assert_eq!(file(&plan), "version: 1.0.0\nname: uat\n");
    assert_eq!(plan.title, "Create 'uat' release manifest");
    let entry = named(app(1), "latest");
    let plan = planning.planned(&write("uat", ManifestContent::With { entry }));
    assert!(file(&plan).ends_with("release: latest\n"), "{}", file(&plan));
}

#[test]
fn one_entry_is_set_beside_the_others() {
    let fixture = sample().manifest("eu", &[(app(1), "latest")]);
    let entry = named(app(2), "1.0.0");
    let plan = Planning::on(&fixture).planned(&write("eu", ManifestContent::With { entry }));
    assert_eq!(file(&plan).matches("uuid").count(), 2);
}

#[test]
fn a_manifest_that_another_branch_creates_may_be_written_too() {
    let mut planning = Planning::on(&sample());
    let holder = Holder {
        branch: "theirs".parse().unwrap(),
        author: "Sample reviewer".to_owned(),
        time: Timestamp(0),
    };
    planning
        .elsewhere
        .manifests
        .insert(ManifestName::existing("uat"), holder);
    planning.planned(&write("uat", ManifestContent::New));
}

#[test]
fn what_contradicts_itself_or_the_default_branch_is_refused() {
    let planning = Planning::on(&sample().manifest("eu", &[]));
    for (name, content, code) in [
        ("eu", ManifestContent::New, RefusalCode::NameTaken),
        ("EU", exactly(&[]), RefusalCode::NameTaken),
        ("../eu", exactly(&[]), RefusalCode::NameNotAllowed),
        ("eu", exactly(&[]), RefusalCode::NoChange),
        (
            "eu",
            exactly(&[(app(1), "1.0.0"), (app(1), "latest")]),
            RefusalCode::Contradictory,
        ),
        (
            "uat",
            exactly(&[(app(1), "1.0.0"), (app(1), "latest")]),
            RefusalCode::Contradictory,
        ),
    ] {
        assert_eq!(planning.refusal_codes(&write(name, content)), [code], "{name}");
    }
}

#[test]
fn a_message_that_somebody_wrote_is_the_commits() {
    let mut planning = Planning::on(&sample());
    planning.message = Some(" Ready for testers\r\n\r\nAs agreed. \n".to_owned());
    let plan = planning.planned(&write("uat", ManifestContent::New));
    assert_eq!(plan.commits[0].message(), "Ready for testers\n\nAs agreed.");
    assert_eq!(plan.title, "Ready for testers");

    planning.message = Some("x".repeat(400));
    let plan = planning.planned(&write("uat", ManifestContent::New));
    assert_eq!(plan.commits[0].subject.len(), 400);
    assert_eq!(plan.title.chars().count(), 250);

    planning.message = Some(" \n".to_owned());
    let plan = planning.planned(&write("uat", ManifestContent::New));
    assert_eq!(plan.title, "Create 'uat' release manifest");
}

#[test]
fn of_an_element_that_is_listed_twice_it_is_said_whatever_the_first_entry_names() {
    let fixture = sample().manifest("eu", &[(app(1), "1.0.2"), (app(2), "latest"), (app(1), "latest")]);
    let planning = Planning::on(&fixture);
    let with = |release| ManifestContent::With {
        entry: named(app(1), release),
    };
    let all = exactly(&[(app(1), "1.0.2"), (app(2), "latest")]);
    let set = change([set("eu", app(1), Some("1.0.2"))]);
    let intents = [with("1.0.2"), with("latest"), all].map(|content| write("eu", content));
    for intent in intents.into_iter().chain([set]) {
        let refusals = planning.refused(&intent);
        assert_eq!(refusals[0].code, RefusalCode::ManifestUnreadable, "{intent:?}");
        assert!(
            refusals[0].message.contains("more than once"),
            "{}",
            refusals[0].message
        );
    }
    let other = ManifestContent::With {
        entry: named(app(2), "1.0.0"),
    };
    planning.planned(&write("eu", other));
}

#[test]
fn a_manifest_that_cannot_be_read_is_not_said_to_stay_the_same() {
    let planning = Planning::on(&sample().unreadable("eu", Vec::new()));
    for content in [exactly(&[]), exactly(&[(app(1), "latest")])] {
        let refusals = planning.refusal_codes(&write("eu", content));
        assert_eq!(refusals, [RefusalCode::ManifestUnreadable]);
    }
}
