//! What other branches have taken.

use std::fs;

use manifold_domain::manifest::ManifestName;
use manifold_domain::object::CommitId;
use manifold_domain::plan::BranchName;
use manifold_engine::reader::Reader;

use crate::repository::{Repository, app, metadata, uuid};

fn zip(number: u32, version: &str) -> String {
    format!("dist/apps/{}/{version}.zip", uuid(number))
}

fn branches(repository: &Repository) -> Vec<(BranchName, CommitId)> {
    repository
        .git([
            "for-each-ref",
            "--format=%(refname:short) %(objectname)",
            "refs/heads/",
        ])
        .lines()
        .map(|line| line.split_once(' ').unwrap())
        .filter(|(name, _)| *name != "main")
        .map(|(name, id)| (name.to_owned().try_into().unwrap(), CommitId(id.parse().unwrap())))
        .collect()
}

fn on_branch(repository: &Repository, branch: &str, path: &str) {
    repository.git(["checkout", "--quiet", "-b", branch, "main"]);
    repository.write(path, branch);
    repository.commit(branch);
    repository.git(["checkout", "--quiet", "main"]);
}

#[test]
fn versions_and_manifests_of_other_branches_are_taken_by_the_first_branch_that_has_them() {
    let repository = Repository::toolscript();
    repository.write(zip(1, "1.0.0"), "1");
    repository.write(zip(2, "1.0.0"), "1");
    repository.write("manifests/dev.yaml", "version: 1.0.0\nname: dev\n");
    repository.commit("Begin");
    on_branch(&repository, "ann/release", &zip(1, "1.0.1"));
    on_branch(&repository, "builder/release", &zip(1, "1.0.1"));
    on_branch(&repository, "cy/first", &zip(3, "0.1.0"));
    on_branch(&repository, "cy/manifest", "manifests/prod.yaml");
    on_branch(&repository, "cy/other", "apps/Dashboard/main.rsx");
    // Branches that are behind have nothing new.
    on_branch(&repository, "old", "README.md");
    repository.write(zip(2, "1.0.1"), "2");
    repository.write("manifests/staging.yaml", "version: 1.0.0\nname: staging\n");
    let main = repository.commit("Go on");

    let opened = repository.open();
    let reader = Reader::new();
    let snapshot = reader.snapshot(&opened, main).unwrap();
    let elsewhere = reader
        .elsewhere(&opened, &branches(&repository), &snapshot)
        .unwrap();

    let versions: Vec<_> = elsewhere
        .versions
        .iter()
        .map(|((key, version), holder)| (key.clone(), version.to_string(), holder.branch.as_str()))
        .collect();
    assert_eq!(
        versions,
        [
            (app(1), "1.0.1".to_owned(), "ann/release"),
            (app(3), "0.1.0".to_owned(), "cy/first"),
        ]
    );
    let manifests: Vec<_> = elsewhere
        .manifests
        .iter()
        .map(|(name, holder)| (name, holder.branch.as_str()))
        .collect();
    assert_eq!(manifests, [(&ManifestName::existing("prod"), "cy/manifest")]);
}

#[test]
fn what_was_read_of_a_branch_is_not_read_again() {
    let repository = Repository::toolscript();
    repository.write("apps/Dashboard/metadata.json", metadata(1));
    repository.write(zip(1, "1.0.0"), "1");
    let main = repository.commit("Begin");
    on_branch(&repository, "ann/release", &zip(1, "1.0.1"));
    let opened = repository.open();
    let reader = Reader::new();
    let snapshot = reader.snapshot(&opened, main).unwrap();
    let branches = branches(&repository);
    let first = reader.elsewhere(&opened, &branches, &snapshot).unwrap();
    assert_eq!(first.versions.len(), 1);

    for object in ["ann/release:dist", "ann/release^{tree}"] {
        remove(&repository, object);
    }
    let opened = repository.open();
    assert_eq!(reader.elsewhere(&opened, &branches, &snapshot).unwrap(), first);
    let anew = Reader::new().elsewhere(&opened, &branches, &snapshot).unwrap();
    assert!(anew.versions.is_empty(), "a branch that is damaged takes nothing");
    assert_eq!(anew.branches, first.branches, "but its name");
}

#[test]
fn a_damaged_branch_hides_nothing_of_the_others() {
    let repository = Repository::toolscript();
    repository.write("apps/Dashboard/metadata.json", metadata(1));
    let main = repository.commit("Begin");
    on_branch(&repository, "ann/release", &zip(1, "1.0.1"));
    on_branch(&repository, "cy/release", &zip(1, "1.0.2"));
    let branches = branches(&repository);
    remove(&repository, "ann/release:dist");
    let opened = repository.open();
    let reader = Reader::new();
    let snapshot = reader.snapshot(&opened, main).unwrap();
    let elsewhere = reader.elsewhere(&opened, &branches, &snapshot).unwrap();
    let versions: Vec<_> = elsewhere
        .versions
        .keys()
        .map(|(_, version)| version.to_string())
        .collect();
    assert_eq!(versions, ["1.0.2"]);
}

/// Takes an object away, as a damaged disk does.
fn remove(repository: &Repository, object: &str) {
    let id = repository.git(["rev-parse", object]);
    let (folder, file) = id.split_at(2);
    fs::remove_file(repository.folder().join(".git/objects").join(folder).join(file)).unwrap();
}
