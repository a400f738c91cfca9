//! What merging a branch would change.

use std::collections::HashMap;

use manifold_domain::object::CommitId;
use manifold_engine::operation::Unwatched;
use manifold_engine::reader::Reader;
use manifold_engine::repository::{Mirror, RemoteAddress};
use manifold_engine::transport::NoCredentials;

use super::{begun, branches, go_on, main_of, manifest, on_branch, read, releases, told, zip};

#[test]
fn what_a_branch_would_change_is_told_by_entry_artifact_and_manifest() {
    let repository = begun();
    on_branch(&repository, "release", releases);
    on_branch(&repository, "create", |branch| {
        branch.write("manifests/qa.yaml", manifest("qa", &[(1, "latest")]));
    });
    on_branch(&repository, "delete", |branch| {
        branch.remove("manifests/dev.yaml");
        branch.remove(&zip(1, "1.0.0"));
    });
    on_branch(&repository, "entries", |branch| {
        let entries = [(2, "1.0.0"), (3, "0.1.0"), (4, "latest")];
        branch.write("manifests/dev.yaml", manifest("dev", &entries));
    });
    on_branch(&repository, "code", |branch| {
        branch.write("apps/Orders/main.rsx", "<App/>");
    });
    go_on(&repository);

    let waiting = read(&repository);
    assert_eq!(
        told(&waiting),
        [
            "create: +qa (1)",
            "delete: -dev (3), -1/1.0.0.zip",
            "entries: dev 1 1.0.0→-, dev 3 latest→0.1.0, dev 4 -→latest",
            "release: prod 1 1.0.0→1.0.1, +1/1.0.1.zip",
        ]
    );
    let release = waiting
        .of_branch(&"release".to_owned().try_into().unwrap())
        .unwrap();
    assert_eq!(release.author, "Sample reviewer");
    assert_eq!(release.title, "Change on release");
    assert_eq!(release.pull_request, None);
}

#[test]
fn a_manifest_may_be_renamed_deleted_or_made_anew_on_either_side() {
    let repository = begun();
    on_branch(&repository, "rename", |branch| {
        branch.git(["mv", "manifests/prod.yaml", "manifests/production.yaml"]);
    });
    on_branch(&repository, "anew", |branch| {
        branch.remove("manifests/dev.yaml");
        branch.commit("Delete");
        branch.write("manifests/dev.yaml", manifest("dev", &[(9, "latest")]));
    });
    on_branch(&repository, "delete", |branch| {
        branch.remove("manifests/dev.yaml");
    });
    on_branch(&repository, "create", |branch| {
        branch.write("manifests/qa.yaml", manifest("qa", &[(1, "latest")]));
    });
    on_branch(&repository, "release", releases);
    assert_eq!(
        told(&read(&repository)),
        [
            "anew: dev 1 1.0.0→-, dev 2 1.0.0→-, dev 3 latest→-, dev 9 -→latest",
            "create: +qa (1)",
            "delete: -dev (3)",
            "release: prod 1 1.0.0→1.0.1, +1/1.0.1.zip",
            "rename: -prod (3), +production (3)",
        ]
    );
    repository.git(["mv", "manifests/prod.yaml", "manifests/live.yaml"]);
    repository.remove("manifests/dev.yaml");
    repository.write("manifests/qa.yaml", manifest("qa", &[(2, "latest")]));
    repository.commit("Do as the branches, and otherwise");
    assert_eq!(
        told(&read(&repository)),
        [
            "anew: dev overtaken",
            "create: qa overtaken",
            "release: +1/1.0.1.zip, prod overtaken",
            "rename: +production (3)",
        ]
    );
}

#[test]
fn two_branches_may_add_one_artifact_alike_or_not() {
    let repository = begun();
    on_branch(&repository, "one", |branch| branch.write(zip(2, "1.0.0"), "same"));
    on_branch(&repository, "other", |branch| {
        branch.write(zip(2, "1.0.0"), "same");
    });
    on_branch(&repository, "third", |branch| {
        branch.write(zip(2, "1.0.0"), "different");
    });
    assert_eq!(
        told(&read(&repository)),
        ["one: +2/1.0.0.zip", "other: +2/1.0.0.zip", "third: +2/1.0.0.zip"]
    );
    repository.git(["merge", "--quiet", "--squash", "one"]);
    repository.commit("Merge one");
    assert_eq!(told(&read(&repository)), ["third: 1.0.0.zip differs"]);
}

#[test]
fn a_pull_request_is_known_by_its_newest_commit() {
    let repository = begun();
    on_branch(&repository, "release", releases);
    let tip = CommitId(repository.git(["rev-parse", "release"]).parse().unwrap());
    let opened = repository.open();
    let reader = Reader::new();
    let snapshot = reader.snapshot(&opened, main_of(&repository)).unwrap();
    let numbers = HashMap::from([(tip, 214), (main_of(&repository), 7)]);
    let waiting = reader
        .waiting(&opened, &branches(&repository), &numbers, &snapshot, &Unwatched)
        .unwrap();
    assert_eq!(waiting.branches()[0].pull_request, Some(214));
}

#[test]
fn a_tag_of_the_same_name_is_no_branch() {
    let repository = begun();
    on_branch(&repository, "release", releases);
    repository.git(["tag", "release", "main"]);
    repository.git(["tag", "main", "refs/heads/release"]);
    let home = tempfile::tempdir().unwrap();
    let remote = RemoteAddress::Path(repository.folder());
    let mirror = Mirror::create_or_open(&home.path().join("mirror.git"), &remote, None, &Unwatched).unwrap();
    mirror.fetch(&NoCredentials, &Unwatched).unwrap();
    let reader = Reader::new();
    let main = mirror.tip(&"main".to_owned().try_into().unwrap()).unwrap();
    let snapshot = reader.snapshot(mirror.git(), main).unwrap();
    let waiting = reader
        .waiting(
            mirror.git(),
            &mirror.remote_branches().unwrap(),
            &mirror.pull_requests().unwrap(),
            &snapshot,
            &Unwatched,
        )
        .unwrap();
    assert_eq!(told(&waiting), ["release: prod 1 1.0.0→1.0.1, +1/1.0.1.zip"]);
}
