//! The problems that follow from elements, manifests and artifacts alone.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::{Problem, ProblemCode};
use crate::element::{Element, ElementKey};
use crate::index::ElementIndex;
use crate::manifest::{Entry, Manifest};
use crate::snapshot::{ArtifactFile, ManifestFile};
use crate::text::{sentence_list, visible};
use crate::version::Release;

/// Everything that is wrong with these parts of a snapshot, by path and then by place in the file.
///
/// Finds manifests that cannot be read (one problem per reason) or whose name differs from their file's, entries
/// that stand twice or name an element or artifact that is not there, and uuids that several folders carry.
/// What the reader alone can see (malformed metadata, stray files) is its own to add.
pub fn of_snapshot_parts(
    elements: &[Arc<Element>],
    manifests: &[Arc<ManifestFile>],
    artifacts: &BTreeMap<ElementKey, Arc<[ArtifactFile]>>,
) -> Vec<Problem> {
    let index = ElementIndex::new(elements);
    let mut problems: Vec<Problem> = elements
        .iter()
        .filter_map(|element| shared_uuid(element, &index))
        .collect();
    for file in manifests {
        match &file.content {
            Ok(manifest) => problems.extend(of_manifest(file, manifest, &index, artifacts)),
            Err(reasons) => problems.extend(reasons.iter().map(|reason| Problem {
                position: Some(reason.position),
                ..about(file, ProblemCode::ManifestInvalid, reason.message.clone())
            })),
        }
    }
    problems.sort_by(|a, b| (&a.path, a.position, a.code).cmp(&(&b.path, b.position, b.code)));
    problems
}

/// The problem of a folder whose uuid other folders carry too.
fn shared_uuid(element: &Element, index: &ElementIndex<'_>) -> Option<Problem> {
    let key = element.key();
    let others: Vec<String> = index
        .all(&key)
        .iter()
        .filter(|other| other.folder != element.folder)
        .map(|other| format!("'{}'", visible(&other.folder.to_string())))
        .collect();
    (!others.is_empty()).then(|| Problem {
        code: ProblemCode::UuidTwice,
        path: element.folder.clone(),
        position: None,
        message: format!(
            "The uuid {} also belongs to {}. Manifests and releases cannot tell them apart.",
            key.id,
            sentence_list(&others)
        ),
        element: Some(key),
        manifest: None,
    })
}

fn of_manifest(
    file: &ManifestFile,
    manifest: &Manifest,
    index: &ElementIndex<'_>,
    artifacts: &BTreeMap<ElementKey, Arc<[ArtifactFile]>>,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    if manifest.name != file.name.as_str() {
        let message = format!(
            "The file is called '{}' but its name says '{}'.",
            visible(file.name.as_str()),
            visible(&manifest.name)
        );
        problems.push(about(file, ProblemCode::ManifestNameDiffers, message));
    }
    let mut seen = HashSet::with_capacity(manifest.entries.len());
    for entry in &manifest.entries {
        let of_entry = |code, message| Problem {
            position: Some(entry.position),
            element: Some(entry.element.clone()),
            ..about(file, code, message)
        };
        if !seen.insert(&entry.element) {
            let message = format!("{} is listed more than once.", entry.element.id);
            problems.push(of_entry(ProblemCode::EntryTwice, message));
        }
        if let Some((code, message)) = dangling(entry, index, artifacts) {
            problems.push(of_entry(code, message));
        }
    }
    problems
}

/// What an entry names that is not there. An element that is missing is said once: its artifacts no longer matter.
fn dangling(
    entry: &Entry,
    index: &ElementIndex<'_>,
    artifacts: &BTreeMap<ElementKey, Arc<[ArtifactFile]>>,
) -> Option<(ProblemCode, String)> {
    let key = &entry.element;
    let Some(element) = index.get(key) else {
        let message = format!(
            "No {} in this repository has the uuid {}.",
            key.kind.word(),
            key.id
        );
        return Some((ProblemCode::ElementUnknown, message));
    };
    let Release::Version(version) = &entry.release else {
        return None;
    };
    let has_artifact = artifacts
        .get(key)
        .is_some_and(|files| files.iter().any(|file| file.version == *version));
    (key.kind.is_releasable() && !has_artifact).then(|| {
        let message = format!("{} has no release {version}.", visible(&element.name));
        (ProblemCode::ArtifactMissing, message)
    })
}

/// A problem of a whole manifest.
fn about(file: &ManifestFile, code: ProblemCode, message: String) -> Problem {
    Problem {
        code,
        path: file.path.clone(),
        position: None,
        message,
        element: None,
        manifest: Some(file.name.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Fixture, app, new_style_app, workflow};
    use crate::manifest::ManifestProblem;
    use crate::problem::Position;

    fn codes(fixture: &Fixture) -> Vec<(ProblemCode, String)> {
        let snapshot = fixture.snapshot();
        of_snapshot_parts(&snapshot.elements, &snapshot.manifests, &snapshot.artifacts)
            .into_iter()
            .map(|problem| (problem.code, problem.path.to_string()))
            .collect()
    }

    #[test]
    fn a_sound_repository_has_no_problem() {
        let fixture = Fixture::new()
            .element(&app(1), "Dashboard", "apps/Dashboard")
            .element(&workflow(2), "Nightly", "workflows/Nightly")
            .artifact(&app(1), "1.0.0")
            .manifest("prod", &[(app(1), "1.0.0"), (workflow(2), "latest")]);
        assert_eq!(codes(&fixture), []);
    }

    #[test]
    fn an_entry_without_an_artifact_and_one_without_an_element_are_found() {
        let fixture = Fixture::new()
            .element(&app(1), "Dashboard", "apps/Dashboard")
            .manifest("prod", &[(app(1), "1.0.0"), (app(9), "1.0.0")]);
        let prod = "manifests/prod.yaml".to_owned();
        assert_eq!(
            codes(&fixture),
            [
                (ProblemCode::ArtifactMissing, prod.clone()),
                (ProblemCode::ElementUnknown, prod)
            ]
        );
    }

    #[test]
    fn a_new_style_app_needs_no_artifact() {
        let key = new_style_app(3);
        let fixture = Fixture::new()
            .element(&key, "Portal", "apps-v2/Portal")
            .manifest("prod", &[(key, "1.0.0")]);
        assert_eq!(codes(&fixture), []);
    }

    #[test]
    fn a_uuid_in_two_folders_is_a_problem_of_both() {
        let fixture = Fixture::new()
            .element(&app(1), "Dashboard", "apps/Dashboard")
            .element(&app(1), "Copy", "apps/Copy");
        assert_eq!(
            codes(&fixture),
            [
                (ProblemCode::UuidTwice, "apps/Copy".to_owned()),
                (ProblemCode::UuidTwice, "apps/Dashboard".to_owned())
            ]
        );
    }

    #[test]
    fn one_uuid_of_an_app_and_a_workflow_is_no_problem() {
        let fixture = Fixture::new()
            .element(&app(1), "Dashboard", "apps/Dashboard")
            .element(&workflow(1), "Nightly", "workflows/Nightly");
        assert_eq!(codes(&fixture), []);
    }

    #[test]
    fn an_element_listed_twice_is_a_problem_at_its_second_entry() {
        let fixture = Fixture::new()
            .element(&app(1), "Dashboard", "apps/Dashboard")
            .manifest("prod", &[(app(1), "latest"), (app(1), "latest")]);
        let snapshot = fixture.snapshot();
        let problems = of_snapshot_parts(&snapshot.elements, &snapshot.manifests, &snapshot.artifacts);
        let second = snapshot.manifests[0].content.as_ref().unwrap().entries[1].position;
        assert_eq!(problems.len(), 1);
        assert_eq!(
            (problems[0].code, problems[0].position),
            (ProblemCode::EntryTwice, Some(second))
        );
    }

    #[test]
    fn a_file_whose_name_key_differs_is_found() {
        let mut snapshot = Fixture::new().manifest("prod", &[]).snapshot();
        let mut file = (*snapshot.manifests[0]).clone();
        file.content.as_mut().unwrap().name = "Prod".to_owned();
        snapshot.manifests = vec![Arc::new(file)];
        let problems = of_snapshot_parts(&snapshot.elements, &snapshot.manifests, &snapshot.artifacts);
        assert_eq!(problems[0].code, ProblemCode::ManifestNameDiffers);
        assert_eq!(
            problems[0].message,
            "The file is called 'prod' but its name says 'Prod'."
        );
    }

    #[test]
    fn every_reason_why_a_manifest_cannot_be_read_is_a_problem() {
        let reason = |line| ManifestProblem {
            position: Position { line, column: 5 },
            message: "This is not a release.".to_owned(),
        };
        let snapshot = Fixture::new()
            .unreadable("prod", vec![reason(9), reason(4)])
            .snapshot();
        let problems = of_snapshot_parts(&snapshot.elements, &snapshot.manifests, &snapshot.artifacts);
        let lines: Vec<_> = problems
            .iter()
            .map(|problem| problem.position.unwrap().line)
            .collect();
        assert_eq!(lines, [4, 9]);
        assert!(
            problems
                .iter()
                .all(|problem| problem.code == ProblemCode::ManifestInvalid)
        );
    }
}
