//! What waits on branches that are not merged.

use std::collections::HashMap;
use std::fmt::Write;
use std::fs;

use manifold_domain::object::CommitId;
use manifold_domain::plan::BranchName;
use manifold_domain::snapshot::Snapshot;
use manifold_domain::version::Release;
use manifold_domain::waiting::{Objection, Waiting, WaitingBranch};
use manifold_engine::operation::{Unwatched, Watch};
use manifold_engine::reader::Reader;
use manifold_engine::repository::{Mirror, RemoteAddress};
use manifold_engine::transport::NoCredentials;
use manifold_engine::{Error, Result};

use crate::repository::{Repository, uuid};

pub(crate) fn zip(number: u32, version: &str) -> String {
    format!("dist/apps/{}/{version}.zip", uuid(number))
}

/// A manifest in canonical form.
pub(crate) fn manifest(name: &str, entries: &[(u32, &str)]) -> String {
    let mut text = format!("version: 1.0.0\nname: {name}\n");
    if !entries.is_empty() {
        text += "apps:\n";
    }
    for (number, release) in entries {
        writeln!(text, "  - uuid: {}\n    release: {release}", uuid(*number)).unwrap();
    }
    text
}

/// A repository with two manifests and an artifact.
fn begun() -> Repository {
    let repository = Repository::toolscript();
    repository.write(zip(1, "1.0.0"), "zip 1.0.0");
    let entries = [(1, "1.0.0"), (2, "1.0.0"), (3, "latest")];
    repository.write("manifests/dev.yaml", manifest("dev", &entries));
    repository.write("manifests/prod.yaml", manifest("prod", &entries));
    repository.commit("Begin");
    repository
}

/// Commits what `change` does on a new branch that leaves `main`.
fn on_branch(repository: &Repository, branch: &str, change: impl FnOnce(&Repository)) {
    repository.git(["checkout", "--quiet", "-b", branch, "main"]);
    change(repository);
    repository.commit_as("Sample reviewer", &format!("Change on {branch}"));
    repository.git(["checkout", "--quiet", "main"]);
}

/// The branch sets the first app on prod to 1.0.1, whose artifact it adds.
fn releases(repository: &Repository) {
    repository.write(zip(1, "1.0.1"), "zip 1.0.1");
    repository.write(
        "manifests/prod.yaml",
        manifest("prod", &[(1, "1.0.1"), (2, "1.0.0"), (3, "latest")]),
    );
}

/// `main` sets the second app on prod to 2.0.0, where that is not done yet.
fn go_on(repository: &Repository) {
    let text = fs::read_to_string(repository.folder().join("manifests/prod.yaml")).unwrap();
    let (head, tail) = text.split_once(&uuid(2)).unwrap();
    let tail = tail.replacen("1.0.0", "2.0.0", 1);
    repository.write("manifests/prod.yaml", format!("{head}{}{tail}", uuid(2)));
    repository.commit("Go on");
}

pub(crate) fn branches(repository: &Repository) -> Vec<(BranchName, CommitId)> {
    repository
        .git([
            "for-each-ref",
            "--format=%(refname:lstrip=2) %(objectname)",
            "refs/heads/",
        ])
        .lines()
        .map(|line| line.split_once(' ').unwrap())
        .map(|(name, id)| (name.to_owned().try_into().unwrap(), CommitId(id.parse().unwrap())))
        .collect()
}

fn main_of(repository: &Repository) -> CommitId {
    CommitId(repository.git(["rev-parse", "refs/heads/main"]).parse().unwrap())
}

/// What `reader` says of all branches.
fn read_by(reader: &Reader, repository: &Repository) -> Waiting {
    let opened = repository.open();
    let snapshot = reader.snapshot(&opened, main_of(repository)).unwrap();
    reader
        .waiting(
            &opened,
            &branches(repository),
            &HashMap::new(),
            &snapshot,
            &Unwatched,
        )
        .unwrap()
}

fn read(repository: &Repository) -> Waiting {
    read_by(&Reader::new(), repository)
}

/// `branch: changes`, in short, by branch.
fn told(waiting: &Waiting) -> Vec<String> {
    let mut lines: Vec<String> = waiting
        .branches()
        .iter()
        .map(|branch| format!("{}: {}", branch.branch, changes(branch).join(", ")))
        .collect();
    lines.sort();
    lines
}

fn changes(branch: &WaitingBranch) -> Vec<String> {
    let number = |id: &str| id[..8].trim_start_matches('0').to_owned();
    let release = |release: &Option<Release>| release.as_ref().map_or("-".to_owned(), Release::to_string);
    let manifests = branch.changes.manifests.iter().map(|waits| {
        let sign = if waits.is_created { '+' } else { '-' };
        format!("{sign}{} ({})", waits.manifest, waits.entries)
    });
    let entries = branch.changes.entries.iter().map(|waits| {
        let element = number(&waits.element.id.to_string());
        let (from, to) = (release(&waits.from), release(&waits.to));
        format!("{} {element} {from}→{to}", waits.manifest)
    });
    let artifacts = branch.changes.releases.iter().map(|waits| {
        let sign = if waits.artifact.is_some() { '+' } else { '-' };
        format!(
            "{sign}{}/{}.zip",
            number(&waits.element.id.to_string()),
            waits.version
        )
    });
    let objections = branch.objections.iter().map(|objection| match objection {
        Objection::NoCommonHistory => "no common history".to_owned(),
        Objection::ManifestUnreadable { manifest } => format!("{manifest} unreadable"),
        Objection::EntryOvertaken {
            manifest,
            wanted,
            now,
            ..
        } => format!("{manifest} wanted {} is {}", release(wanted), release(now)),
        Objection::ManifestOvertaken { manifest } => format!("{manifest} overtaken"),
        Objection::ArtifactDiffers { version, .. } => format!("{version}.zip differs"),
        Objection::Unreadable { reason } => reason.split(' ').take(3).collect::<Vec<_>>().join(" "),
    });
    manifests
        .chain(entries)
        .chain(artifacts)
        .chain(objections)
        .collect()
}

/// Takes an object away, as a repository that lost it.
fn lose(repository: &Repository, revision: &str) {
    let id = repository.git(["rev-parse", revision]);
    let file = repository
        .folder()
        .join(".git/objects")
        .join(&id[..2])
        .join(&id[2..]);
    fs::remove_file(file).unwrap();
}

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
fn nothing_waits_on_a_branch_that_was_merged_squashed_or_rebased() {
    for how in ["merge", "squash", "rebase"] {
        let repository = begun();
        on_branch(&repository, "release", releases);
        go_on(&repository);
        assert_eq!(
            told(&read(&repository)),
            ["release: prod 1 1.0.0→1.0.1, +1/1.0.1.zip"]
        );
        match how {
            "merge" => drop(repository.merge_as("Sample admin", "release")),
            "squash" => {
                repository.git(["merge", "--quiet", "--squash", "release"]);
                repository.commit("Release (#7)");
            }
            _ => {
                repository.git(["checkout", "--quiet", "--detach", "release"]);
                repository.git(["rebase", "--quiet", "main"]);
                repository.git(["branch", "--force", "main", "HEAD"]);
                repository.git(["checkout", "--quiet", "main"]);
            }
        }
        assert!(told(&read(&repository)).is_empty(), "{how}");
    }
}

#[test]
fn a_branch_that_shares_no_commit_with_the_default_branch_says_so() {
    let repository = begun();
    repository.git(["checkout", "--quiet", "--orphan", "pages"]);
    repository.write("index.html", "<p>");
    repository.commit("Begin pages");
    repository.git(["checkout", "--quiet", "main"]);
    on_branch(&repository, "release", releases);
    assert_eq!(
        told(&read(&repository)),
        [
            "pages: no common history",
            "release: prod 1 1.0.0→1.0.1, +1/1.0.1.zip"
        ]
    );
}

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
fn folders_beside_dist_and_manifests_are_not_entered() {
    let repository = begun();
    on_branch(&repository, "large", releases);
    // In the index alone: nothing here needs the files.
    repository.git(["checkout", "--quiet", "large"]);
    let blob = repository.git(["rev-parse", "large:manifests/prod.yaml"]);
    let mut arguments = vec!["update-index".to_owned(), "--add".to_owned()];
    for number in 0..10_000 {
        let entry = format!("100644,{blob},apps/Many/file{number}.rsx");
        arguments.extend(["--cacheinfo".to_owned(), entry]);
    }
    repository.git(arguments);
    repository.git(["commit", "--quiet", "-m", "Add many files"]);
    repository.git(["checkout", "--quiet", "--force", "main"]);
    lose(&repository, "large:apps");
    assert_eq!(
        told(&read(&repository)),
        ["large: prod 1 1.0.0→1.0.1, +1/1.0.1.zip"]
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
fn clocks_that_disagree_change_nothing() {
    let repository = begun();
    repository.set_clock(-20_000);
    on_branch(&repository, "past", releases);
    repository.set_clock(90_000);
    on_branch(&repository, "future", |branch| {
        branch.write("manifests/qa.yaml", manifest("qa", &[]));
    });
    repository.set_clock(-40_000);
    repository.write("README.md", "Written by a computer without a battery");
    repository.commit("Go on before the beginning");
    repository.merge_as("Sample admin", "future");
    repository.set_clock(50_000);
    repository.write("README.md", "Later");
    repository.commit("Go on");
    // Brought up to date again and again: the newer the commit, the older its date. Only the newest of them has the
    // entry as the branch found it.
    on_branch(&repository, "updated", releases);
    for clock in [80_000, 70_000, 60_000, -60_000] {
        repository.set_clock(clock);
        if clock < 0 {
            go_on(&repository);
        }
        repository.write("README.md", clock.to_string());
        repository.commit("Go on");
        repository.git(["checkout", "--quiet", "updated"]);
        repository.set_clock(-clock);
        repository.merge_as("Sample reviewer", "main");
        repository.git(["checkout", "--quiet", "main"]);
    }
    repository.git(["checkout", "--quiet", "updated"]);
    let entries = [(1, "1.0.1"), (2, "3.0.0"), (3, "latest")];
    repository.write("manifests/prod.yaml", manifest("prod", &entries));
    repository.commit("Set the second app");
    repository.git(["checkout", "--quiet", "main"]);
    assert_eq!(
        told(&read(&repository)),
        [
            "past: prod 1 1.0.0→1.0.1, +1/1.0.1.zip",
            "updated: prod 1 1.0.0→1.0.1, prod 2 2.0.0→3.0.0, +1/1.0.1.zip",
        ]
    );
}

#[test]
fn a_branch_and_the_default_branch_may_have_merged_each_other() {
    let repository = begun();
    on_branch(&repository, "release", releases);
    go_on(&repository);
    let main = main_of(&repository).to_string();
    repository.merge_as("Sample admin", "release");
    repository.git(["checkout", "--quiet", "release"]);
    repository.merge_as("Sample reviewer", &main);
    let entries = [(1, "1.0.0"), (2, "1.0.0"), (3, "1.0.0")];
    repository.write("manifests/dev.yaml", manifest("dev", &entries));
    repository.commit("Go on with the branch");
    repository.git(["checkout", "--quiet", "main"]);
    assert_eq!(told(&read(&repository)), ["release: dev 3 latest→1.0.0"]);
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
fn what_was_read_of_a_branch_is_not_read_again_also_when_the_default_branch_moves() {
    let repository = begun();
    on_branch(&repository, "release", releases);
    let reader = Reader::new();
    let first = read_by(&reader, &repository);
    for lost in [
        "release:manifests/prod.yaml",
        "release:manifests",
        "release:dist",
        "release^{tree}",
    ] {
        lose(&repository, lost);
    }
    assert_eq!(read_by(&reader, &repository), first);
    go_on(&repository);
    assert_eq!(read_by(&reader, &repository), first);
    assert_eq!(told(&read(&repository)), ["release: The repository's object"]);
}

#[test]
fn a_default_branch_that_moves_backwards_leaves_what_it_had_waiting() {
    let repository = begun();
    on_branch(&repository, "release", releases);
    let before = main_of(&repository).to_string();
    let reader = Reader::new();
    let first = read_by(&reader, &repository);
    repository.merge_as("Sample admin", "release");
    assert!(told(&read_by(&reader, &repository)).is_empty());
    repository.git(["reset", "--quiet", "--hard", &before]);
    assert_eq!(read_by(&reader, &repository), first);
}

#[test]
fn looking_at_branches_can_be_cancelled_and_then_done_again() {
    struct Cancelled;
    impl Watch for Cancelled {
        fn progress(&self, _: manifold_engine::operation::Phase, _: u64, _: u64) {}

        fn is_cancelled(&self) -> bool {
            true
        }
    }
    let repository = begun();
    on_branch(&repository, "release", releases);
    let opened = repository.open();
    let reader = Reader::new();
    let snapshot: &Snapshot = &reader.snapshot(&opened, main_of(&repository)).unwrap();
    let look = |watch: &dyn Watch| -> Result<Waiting> {
        reader.waiting(&opened, &branches(&repository), &HashMap::new(), snapshot, watch)
    };
    assert!(matches!(look(&Cancelled), Err(Error::Cancelled)));
    assert_eq!(look(&Unwatched).unwrap(), read(&repository));
}
