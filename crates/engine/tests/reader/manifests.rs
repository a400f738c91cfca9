//! Which files are manifests, and how their problems show.

use std::os::unix::fs::symlink;

use manifold_domain::manifest::ManifestName;
use manifold_domain::problem::ProblemCode;
use manifold_domain::version::Release;

use crate::repository::{Repository, app, metadata, problems, uuid};

#[test]
fn manifests_are_listed_by_name_with_their_bytes_and_their_meaning() {
    let repository = Repository::toolscript();
    repository.write("apps/Dashboard/metadata.json", metadata(1));
    for name in ["staging", "Prod", "dev.eu"] {
        let text = format!(
            "version: 1.0.0\nname: {name}\napps:\n  - uuid: {}\n    release: latest\n",
            uuid(1)
        );
        repository.write(format!("manifests/{name}.yaml"), text);
    }
    let snapshot = repository.snapshot();
    let names: Vec<&str> = snapshot.manifests.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["Prod", "dev.eu", "staging"]);
    let file = snapshot.manifest(&ManifestName::existing("dev.eu")).unwrap();
    assert_eq!(
        &*file.bytes,
        (repository.git(["show", "HEAD:manifests/dev.eu.yaml"]) + "\n").as_bytes()
    );
    let meaning = file.content.as_ref().unwrap();
    assert_eq!(meaning.release_of(&app(1)), Some(&Release::Latest));
    assert_eq!(problems(&snapshot), []);
}

#[test]
fn what_is_no_manifest_is_reported_and_a_manifest_that_cannot_be_read_keeps_its_name() {
    let repository = Repository::toolscript();
    repository.write("manifests/dev.yaml", "version: 1.0.0\nname: [\n");
    repository.write("manifests/large.yaml", " ".repeat((1 << 20) + 1));
    repository.write("manifests/README.md", "");
    repository.write("manifests/dev.yml", "version: 1.0.0\nname: dev\n");
    repository.write("manifests/old/dev.yaml", "version: 1.0.0\nname: dev\n");
    repository.write("manifests/.yaml", "version: 1.0.0\nname: ''\n");
    repository.write(b"manifests/Caf\xe9.yaml", "version: 1.0.0\nname: Caf\n");
    symlink("dev.yaml", repository.folder().join("manifests/link.yaml")).unwrap();
    let snapshot = repository.snapshot();

    let names: Vec<&str> = snapshot.manifests.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["dev", "large"]);
    assert!(snapshot.manifests.iter().all(|file| file.content.is_err()));
    let unexpected: Vec<String> = problems(&snapshot)
        .into_iter()
        .filter(|(code, _)| *code == ProblemCode::FileUnexpected)
        .map(|(_, path)| path)
        .collect();
    assert_eq!(
        unexpected,
        [
            "manifests/.yaml",
            r"manifests/Caf\xe9.yaml",
            "manifests/README.md",
            "manifests/dev.yml",
            "manifests/link.yaml",
            "manifests/old",
        ]
    );
    let invalid = problems(&snapshot)
        .into_iter()
        .filter(|(code, _)| *code == ProblemCode::ManifestInvalid)
        .map(|(_, path)| path)
        .collect::<Vec<_>>();
    assert!(invalid.contains(&"manifests/dev.yaml".to_owned()));
    assert!(invalid.contains(&"manifests/large.yaml".to_owned()));
}

#[test]
fn entries_without_an_artifact_or_an_element_are_problems_of_the_snapshot() {
    let repository = Repository::toolscript();
    repository.write("apps/Dashboard/metadata.json", metadata(1));
    repository.write(
        "manifests/prod.yaml",
        format!(
            "version: 1.0.0\nname: prod\napps:\n  - uuid: {}\n    release: 1.0.2\n  - uuid: {}\n    release: latest\n",
            uuid(1),
            uuid(2)
        ),
    );
    let snapshot = repository.snapshot();
    let mut codes: Vec<ProblemCode> = snapshot.problems.iter().map(|problem| problem.code).collect();
    codes.sort();
    assert_eq!(codes, [ProblemCode::ElementUnknown, ProblemCode::ArtifactMissing]);
}
