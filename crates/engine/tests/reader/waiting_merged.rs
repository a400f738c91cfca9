//! What waits on a branch is what merging it changes: compared with the tree that `git` itself would merge, after any
//! interleaving of changes, merges, squashes and rebases.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;

use manifold_domain::element::ElementKey;
use manifold_domain::manifest::{Entry, ManifestName};
use manifold_domain::object::{CommitId, ObjectId};
use manifold_domain::snapshot::Snapshot;
use manifold_domain::version::{Release, ReleaseVersion};
use manifold_domain::waiting::Changes;
use manifold_engine::operation::Unwatched;
use manifold_engine::reader::Reader;
use proptest::prelude::*;

use crate::repository::Repository;
use crate::waiting::{branches, manifest, zip};

const BRANCHES: usize = 3;
const MANIFESTS: [&str; 3] = ["dev", "prod", "qa"];
const ELEMENTS: usize = 4;

/// What somebody does to the files.
#[derive(Clone, Debug)]
enum Change {
    /// Sets what a manifest names, or removes the entry; creates the manifest where it is missing.
    Entry {
        manifest: usize,
        element: usize,
        patch: Option<u8>,
    },
    DeleteManifest(usize),
    /// Adds an artifact, or removes it.
    Artifact {
        element: usize,
        patch: u8,
        content: Option<u8>,
    },
}

#[derive(Clone, Debug)]
enum Action {
    /// On a branch, which begins at `main` where it is missing.
    OnBranch(usize, Change),
    OnMain(Change),
    Merge(usize),
    Squash(usize),
    Rebase(usize),
    /// Merges `main` into a branch.
    Update(usize),
    /// Removes a branch, so that its name begins anew.
    Delete(usize),
}

fn change() -> impl Strategy<Value = Change> {
    let entry = (
        0..MANIFESTS.len(),
        0..ELEMENTS,
        proptest::option::weighted(0.8, 0..4u8),
    )
        .prop_map(|(manifest, element, patch)| Change::Entry {
            manifest,
            element,
            patch,
        });
    let artifact = (0..ELEMENTS, 0..3u8, proptest::option::weighted(0.8, 0..2u8)).prop_map(
        |(element, patch, content)| Change::Artifact {
            element,
            patch,
            content,
        },
    );
    prop_oneof![
        8 => entry,
        1 => (0..MANIFESTS.len()).prop_map(Change::DeleteManifest),
        3 => artifact,
    ]
}

fn action() -> impl Strategy<Value = Action> {
    let branch = || 0..BRANCHES;
    prop_oneof![
        8 => (branch(), change()).prop_map(|(branch, change)| Action::OnBranch(branch, change)),
        3 => change().prop_map(Action::OnMain),
        2 => branch().prop_map(Action::Merge),
        2 => branch().prop_map(Action::Squash),
        2 => branch().prop_map(Action::Rebase),
        2 => branch().prop_map(Action::Update),
        1 => branch().prop_map(Action::Delete),
    ]
}

/// A repository, and what is done in it.
struct Desk {
    repository: Repository,
}

type Entries = BTreeMap<usize, u8>;

impl Desk {
    fn new() -> Self {
        let repository = Repository::toolscript();
        // A manifest that is deleted here and created there is two manifests, whatever they hold.
        repository.git(["config", "merge.renames", "false"]);
        let entries: Entries = (0..ELEMENTS).map(|element| (element, 0)).collect();
        write_manifest(&repository, "dev", &entries);
        write_manifest(&repository, "prod", &entries);
        repository.write(zip(1, "1.0.0"), "0");
        repository.commit("Begin");
        Self { repository }
    }

    fn act(&self, action: &Action) {
        let git = &self.repository;
        match action {
            Action::OnMain(change) => self.change(change),
            Action::OnBranch(branch, change) => {
                let name = branch_name(*branch);
                if git.try_git(["checkout", "--quiet", &name]).is_none() {
                    git.git(["checkout", "--quiet", "-b", &name]);
                }
                self.change(change);
                git.git(["checkout", "--quiet", "main"]);
            }
            Action::Merge(branch) => {
                self.or_back(&["merge", "--quiet", "--no-ff", "--no-edit", &branch_name(*branch)]);
            }
            Action::Squash(branch) => {
                self.or_back(&["merge", "--quiet", "--squash", &branch_name(*branch)]);
                git.commit("Squash");
            }
            Action::Rebase(branch) => {
                let name = branch_name(*branch);
                if git.try_git(["checkout", "--quiet", "--detach", &name]).is_some() {
                    if git.try_git(["rebase", "--quiet", "main"]).is_some() {
                        git.git(["branch", "--force", "main", "HEAD"]);
                    } else {
                        git.git(["rebase", "--abort"]);
                    }
                    git.git(["checkout", "--quiet", "main"]);
                }
            }
            Action::Update(branch) => {
                if git
                    .try_git(["checkout", "--quiet", &branch_name(*branch)])
                    .is_some()
                {
                    self.or_back(&["merge", "--quiet", "--no-ff", "--no-edit", "main"]);
                    git.git(["checkout", "--quiet", "main"]);
                }
            }
            Action::Delete(branch) => drop(git.try_git(["branch", "-D", &branch_name(*branch)])),
        }
    }

    /// Runs `git`; where it meets a conflict, nothing happened.
    fn or_back(&self, arguments: &[&str]) {
        if self.repository.try_git(arguments).is_none() {
            self.repository.git(["reset", "--quiet", "--hard"]);
        }
    }

    fn change(&self, change: &Change) {
        let git = &self.repository;
        let exists = |path: &str| git.folder().join(path).exists();
        match change {
            Change::Entry {
                manifest,
                element,
                patch,
            } => {
                let name = MANIFESTS[*manifest];
                let mut entries = self.entries(name);
                match patch {
                    Some(patch) => entries.insert(*element, *patch),
                    None => entries.remove(element),
                };
                write_manifest(git, name, &entries);
            }
            Change::DeleteManifest(manifest) => {
                let path = format!("manifests/{}.yaml", MANIFESTS[*manifest]);
                if exists(&path) {
                    git.remove(&path);
                }
            }
            Change::Artifact {
                element,
                patch,
                content,
            } => {
                let path = zip(u32::try_from(*element).unwrap(), &format!("1.0.{patch}"));
                match content {
                    Some(content) => git.write(&path, content.to_string()),
                    None if exists(&path) => git.remove(&path),
                    None => {}
                }
            }
        }
        git.commit("Change");
    }

    /// What the checked-out manifest names.
    fn entries(&self, name: &str) -> Entries {
        let file = self.repository.folder().join(format!("manifests/{name}.yaml"));
        let Ok(bytes) = fs::read(file) else {
            return Entries::new();
        };
        let manifest = manifold_domain::manifest::read(&bytes).unwrap();
        let entry = |entry: Entry| {
            let number = usize::from_str_radix(&entry.element.id.to_string()[..8], 16).unwrap();
            let patch = entry.release.to_string().rsplit('.').next().unwrap().parse();
            (number, patch.unwrap())
        };
        manifest.entries.into_iter().map(entry).collect()
    }

    /// The tree that `git` would merge a branch to, committed; nothing where it meets a conflict.
    fn merged(&self, tip: CommitId) -> Option<CommitId> {
        let arguments = ["merge-tree", "--write-tree", "main", &tip.to_string()];
        let tree = self.repository.try_git(arguments)?;
        let commit = self.repository.git(["commit-tree", &tree, "-m", "Merged"]);
        Some(CommitId(commit.parse().unwrap()))
    }
}

fn branch_name(number: usize) -> String {
    format!("branch-{number}")
}

fn write_manifest(repository: &Repository, name: &str, entries: &Entries) {
    let releases: Vec<(u32, String)> = entries
        .iter()
        .map(|(element, patch)| (u32::try_from(*element).unwrap(), format!("1.0.{patch}")))
        .collect();
    let entries: Vec<(u32, &str)> = releases
        .iter()
        .map(|(id, release)| (*id, release.as_str()))
        .collect();
    repository.write(format!("manifests/{name}.yaml"), manifest(name, &entries));
}

/// What a commit says of releases.
#[derive(Debug, PartialEq)]
struct Said {
    manifests: BTreeSet<ManifestName>,
    entries: BTreeMap<(ManifestName, ElementKey), Release>,
    artifacts: BTreeMap<(ElementKey, ReleaseVersion), ObjectId>,
}

fn said(snapshot: &Snapshot) -> Said {
    let mut said = Said {
        manifests: BTreeSet::new(),
        entries: BTreeMap::new(),
        artifacts: BTreeMap::new(),
    };
    for file in &snapshot.manifests {
        said.manifests.insert(file.name.clone());
        for entry in &file.content.as_ref().unwrap().entries {
            let key = (file.name.clone(), entry.element.clone());
            said.entries.insert(key, entry.release.clone());
        }
    }
    for (element, artifacts) in &snapshot.artifacts {
        for artifact in artifacts.iter() {
            let key = (element.clone(), artifact.version.clone());
            said.artifacts.insert(key, artifact.blob);
        }
    }
    said
}

impl Said {
    /// Does what was said to wait. What a new manifest would hold is not told, only how much: that is taken from `merged`.
    fn apply(&mut self, changes: &Changes, merged: &Self) {
        for waits in &changes.manifests {
            let is_of = |key: &(ManifestName, ElementKey)| key.0 == waits.manifest;
            let before = self.entries.keys().filter(|key| is_of(key)).count();
            if waits.is_created {
                assert!(self.manifests.insert(waits.manifest.clone()));
                let created = merged.entries.iter().filter(|(key, _)| is_of(key));
                self.entries
                    .extend(created.map(|(key, release)| (key.clone(), release.clone())));
                assert_eq!(
                    self.entries.keys().filter(|key| is_of(key)).count(),
                    waits.entries
                );
            } else {
                assert!(self.manifests.remove(&waits.manifest));
                assert_eq!(before, waits.entries);
                self.entries.retain(|key, _| !is_of(key));
            }
        }
        for waits in &changes.entries {
            let key = (waits.manifest.clone(), waits.element.clone());
            assert_eq!(self.entries.get(&key), waits.from.as_ref());
            put(&mut self.entries, key, waits.to.clone());
        }
        for waits in &changes.releases {
            let key = (waits.element.clone(), waits.version.clone());
            put(&mut self.artifacts, key, waits.artifact);
        }
    }
}

fn put<K: Ord, V>(map: &mut BTreeMap<K, V>, key: K, value: Option<V>) {
    match value {
        Some(value) => drop(map.insert(key, value)),
        None => drop(map.remove(&key)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(12) })]

    #[test]
    fn merging_a_branch_changes_what_was_said_to_wait_on_it(
        actions in proptest::collection::vec(action(), 8..24),
    ) {
        let desk = Desk::new();
        let reader = Reader::new();
        for actions in actions.chunks(8) {
            for action in actions {
                desk.act(action);
            }
            let opened = desk.repository.open();
            let main = reader.snapshot(&opened, desk.repository.head()).unwrap();
            let branches = branches(&desk.repository);
            let waiting = reader
                .waiting(&opened, &branches, &HashMap::new(), &main, &Unwatched)
                .unwrap();
            for (branch, tip) in &branches {
                let Some(merged) = desk.merged(*tip) else { continue };
                let merged = said(&Reader::new().snapshot(&desk.repository.open(), merged).unwrap());
                let mut after = said(&main);
                if let Some(found) = waiting.of_branch(branch) {
                    after.apply(&found.changes, &merged);
                }
                prop_assert_eq!(after, merged, "{}", branch);
            }
        }
    }
}
