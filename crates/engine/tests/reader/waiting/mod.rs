//! What waits on branches that are not merged.

mod changes;
mod damaged;
mod histories;
mod remembered;

use std::collections::HashMap;
use std::fmt::Write;
use std::fs;

use manifold_domain::object::CommitId;
use manifold_domain::plan::BranchName;
use manifold_domain::version::Release;
use manifold_domain::waiting::{Objection, Waiting, WaitingBranch};
use manifold_engine::operation::Unwatched;
use manifold_engine::reader::Reader;

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
