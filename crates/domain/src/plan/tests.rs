//! Whole plans, from intent to commits.

mod also;
mod manifests;
mod meanwhile;
mod releases;
mod write;

use super::*;
use crate::element::ElementKey;
use crate::fixture::{Fixture, app, workflow};
use crate::release::ReleaseMetadata;
use crate::version::ReleaseVersion;

/// Everything that a plan depends on, owned, with values that tests may change.
struct Planning {
    snapshot: Snapshot,
    elsewhere: Elsewhere,
    waiting: Waiting,
    unchanged: Vec<TreePath>,
    branch: Option<BranchName>,
    message: Option<String>,
    template: String,
}

impl Planning {
    fn on(fixture: &Fixture) -> Self {
        Self {
            snapshot: fixture.snapshot(),
            elsewhere: Elsewhere::default(),
            waiting: Waiting::default(),
            unchanged: Vec::new(),
            branch: None,
            message: None,
            template: DEFAULT_TEMPLATE.to_owned(),
        }
    }

    fn answer(&self, intent: &Intent) -> PlanAnswer {
        plan(
            intent,
            &PlanContext {
                snapshot: &self.snapshot,
                default_branch: &"main".parse().unwrap(),
                elsewhere: &self.elsewhere,
                waiting: &self.waiting,
                unchanged: &self.unchanged,
                email: "builder@example.com",
                token: BranchToken([0xde, 0xad, 0xbe, 0xef]),
                branch: self.branch.as_ref(),
                message: self.message.as_deref(),
                template: &self.template,
            },
        )
    }

    fn planned(&self, intent: &Intent) -> Plan {
        match self.answer(intent) {
            PlanAnswer::Planned(plan) => plan,
            PlanAnswer::Refused(refusals) => panic!("{refusals:?}"),
        }
    }

    fn refused(&self, intent: &Intent) -> Vec<Refusal> {
        match self.answer(intent) {
            PlanAnswer::Refused(refusals) => refusals,
            PlanAnswer::Planned(plan) => panic!("{plan:?}"),
        }
    }

    fn refusal_codes(&self, intent: &Intent) -> Vec<RefusalCode> {
        self.refused(intent)
            .into_iter()
            .map(|refusal| refusal.code)
            .collect()
    }
}

/// Two apps, a workflow, and three manifests.
fn sample() -> Fixture {
    Fixture::new()
        .element(&app(1), "Dashboard", "apps/Orders/Dashboard")
        .element(&app(2), "Refunds", "apps/Orders/Refunds")
        .element(&workflow(3), "Nightly", "workflows/Nightly")
        .artifact(&app(1), "1.0.2")
        .artifact(&app(1), "1.0.3")
        .artifact(&app(2), "2.0.4")
        .manifest(
            "dev",
            &[(app(1), "latest"), (app(2), "latest"), (workflow(3), "latest")],
        )
        .manifest("prod", &[(app(1), "1.0.2"), (app(2), "2.0.4")])
        .manifest("qa", &[])
}

/// A branch of a colleague that has something.
fn held_by(branch: &str) -> Holder {
    Holder {
        branch: branch.parse().unwrap(),
        author: "Sample reviewer".to_owned(),
        time: crate::object::Timestamp(1_790_000_000),
    }
}

fn name(text: &str) -> ManifestName {
    ManifestName::existing(text)
}

fn set(manifest: &str, element: ElementKey, release: Option<&str>) -> ManifestChange {
    ManifestChange {
        manifest: name(manifest),
        element,
        release: release.map(|text| text.parse().unwrap()),
    }
}

fn change(changes: impl Into<Vec<ManifestChange>>) -> Intent {
    Intent::ChangeManifests {
        changes: changes.into(),
        why: String::new(),
        is_roll_back: false,
    }
}

fn create_manifest(name: &str, start: StartFrom) -> Intent {
    Intent::CreateManifest {
        name: name.to_owned(),
        start,
        why: String::new(),
    }
}

fn release(releases: &[(&str, &str)], set_on: &[&str]) -> Intent {
    Intent::CreateReleases {
        releases: releases
            .iter()
            .map(|(folder, version)| NewRelease {
                folder: folder.parse().unwrap(),
                version: (*version).to_owned(),
            })
            .collect(),
        description: "Added more dogs".to_owned(),
        set_on: set_on.iter().map(|manifest| name(manifest)).collect(),
        accept_unchanged: false,
    }
}

fn subjects(plan: &Plan) -> Vec<&str> {
    plan.commits
        .iter()
        .map(|commit| commit.subject.as_str())
        .collect()
}

/// The text of the file that a plan writes at a path.
fn text<'a>(plan: &'a Plan, path: &str) -> &'a str {
    let edit = plan
        .commits
        .iter()
        .flat_map(|commit| &commit.edits)
        .find(|edit| edit.path.to_string() == path);
    match edit.map(|edit| &edit.content) {
        Some(EditContent::File(bytes)) => std::str::from_utf8(bytes).unwrap(),
        other => panic!("{path}: {other:?}"),
    }
}

#[test]
fn a_typed_branch_name_takes_the_place_of_the_automatic_one() {
    let mut planning = Planning::on(&sample());
    let intent = create_manifest("new", StartFrom::Empty);
    assert_eq!(
        planning.planned(&intent).branch.as_str(),
        "builder/updateReleaseManifest-commit-deadbeef"
    );
    planning.branch = Some("fix/manifest".parse().unwrap());
    assert_eq!(planning.planned(&intent).branch.as_str(), "fix/manifest");
}

#[test]
fn the_default_branch_and_what_git_misreads_are_no_branches_for_a_change() {
    let mut planning = Planning::on(&sample());
    for (typed, code) in [
        ("main", RefusalCode::NameTaken),
        ("HEAD", RefusalCode::NameNotAllowed),
    ] {
        planning.branch = Some(typed.parse().unwrap());
        let refusals = planning.refused(&create_manifest("new", StartFrom::Empty));
        assert_eq!(
            refusals
                .iter()
                .map(|refusal| (refusal.code, refusal.field))
                .collect::<Vec<_>>(),
            [(code, Some("branch"))]
        );
    }
}

#[test]
fn why_is_the_body_of_the_commit_and_opens_the_pull_request() {
    let mut planning = Planning::on(&sample());
    planning.template = "# {title}\n\n{changes}\n".to_owned();
    let intent = Intent::DeleteManifest {
        manifest: name("qa"),
        why: " Nobody\r\nuses\u{0} it. ".to_owned(),
    };
    let plan = planning.planned(&intent);
    assert_eq!(
        plan.commits[0].message(),
        "Delete 'qa' release manifest\n\nNobody\nuses it."
    );
    assert_eq!(
        plan.body,
        "# Delete 'qa' release manifest\n\nNobody\nuses it.\n\nDeletes manifest qa, which has no entries.\n"
    );
}
