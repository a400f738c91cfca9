//! Branches of which something is missing or cannot be read.

use std::collections::HashMap;
use std::fs;

use manifold_engine::operation::Unwatched;
use manifold_engine::reader::Reader;

use super::{begun, branches, lose, main_of, manifest, on_branch, read, releases, told};

#[test]
fn a_manifest_that_a_branch_spoils_is_told_and_the_rest_of_the_branch_as_well() {
    let repository = begun();
    on_branch(&repository, "typo", |branch| {
        releases(branch);
        branch.write(
            "manifests/dev.yaml",
            "version: 1.0.0\nname: dev\napps:\n  - relese: x\n",
        );
    });
    assert_eq!(
        told(&read(&repository)),
        ["typo: prod 1 1.0.0→1.0.1, +1/1.0.1.zip, dev unreadable"]
    );
}

#[test]
fn what_is_missing_on_one_branch_leaves_the_others_as_they_are() {
    let repository = begun();
    for branch in ["whole", "no-commit", "no-tree", "no-manifest"] {
        on_branch(&repository, branch, releases);
        // Each has a tip and trees of its own.
        repository.git(["checkout", "--quiet", branch]);
        repository.write(
            "manifests/dev.yaml",
            manifest("dev", &[(1, "1.0.0")]) + "# " + branch,
        );
        repository.commit(branch);
        repository.git(["checkout", "--quiet", "main"]);
    }
    lose(&repository, "no-manifest:manifests/dev.yaml");
    lose(&repository, "no-tree:manifests");
    let reader = Reader::new();
    let opened = repository.open();
    let snapshot = reader.snapshot(&opened, main_of(&repository)).unwrap();
    // The branch is deleted, and its commit with it, after the branches were listed.
    let branches = branches(&repository);
    lose(&repository, "no-commit");
    let waiting = reader
        .waiting(&opened, &branches, &HashMap::new(), &snapshot, &Unwatched)
        .unwrap();
    let whole = "dev 2 1.0.0→-, dev 3 latest→-, prod 1 1.0.0→1.0.1, +1/1.0.1.zip";
    assert_eq!(
        told(&waiting),
        [
            "no-commit: The repository's object",
            "no-manifest: The repository's object",
            "no-tree: The repository's object",
            &format!("whole: {whole}"),
        ]
    );
    let gone = waiting
        .of_branch(&"no-commit".to_owned().try_into().unwrap())
        .unwrap();
    assert_eq!((gone.author.as_str(), gone.time), ("", snapshot.time));
}

#[test]
fn an_object_with_other_bytes_than_its_name_says_is_told() {
    let repository = begun();
    on_branch(&repository, "damaged", releases);
    let id = repository.git(["rev-parse", "damaged:manifests/prod.yaml"]);
    let other = repository.git(["rev-parse", "main:manifests/dev.yaml"]);
    let object = |id: &str| {
        repository
            .folder()
            .join(".git/objects")
            .join(&id[..2])
            .join(&id[2..])
    };
    fs::remove_file(object(&id)).unwrap();
    fs::copy(object(&other), object(&id)).unwrap();
    assert_eq!(told(&read(&repository)), ["damaged: The repository's object"]);
}
