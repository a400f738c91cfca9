//! What did not change is not read again, and what is damaged has a name.

use std::fs::{self, File};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use manifold_domain::object::ObjectId;
use manifold_engine::Error;
use manifold_engine::operation::{Phase, Watch};
use manifold_engine::reader::Reader;

use crate::repository::{Repository, metadata, uuid};

/// Counts the folders that were read; cancels after `limit` of them.
struct Counting {
    folders: AtomicU64,
    limit: u64,
}

impl Counting {
    fn new(limit: u64) -> Self {
        Self {
            folders: AtomicU64::new(0),
            limit,
        }
    }
}

impl Watch for Counting {
    fn progress(&self, phase: Phase, _: u64, _: u64) {
        assert_eq!(phase, Phase::Reading);
        self.folders.fetch_add(1, Ordering::Relaxed);
    }

    fn is_cancelled(&self) -> bool {
        self.folders.load(Ordering::Relaxed) >= self.limit
    }
}

fn sample() -> Repository {
    let repository = Repository::toolscript();
    for number in 0..20 {
        let folder = format!("apps/Folder {}/App {number}", number % 3);
        repository.write(format!("{folder}/metadata.json"), metadata(number));
        repository.write(format!("{folder}/src/page1.rsx"), "");
        repository.write(
            format!("dist/apps/{}/1.0.0.zip", uuid(number)),
            number.to_string(),
        );
    }
    for name in ["dev", "prod"] {
        repository.write(
            format!("manifests/{name}.yaml"),
            format!("version: 1.0.0\nname: {name}\n"),
        );
    }
    repository
}

#[test]
fn a_reader_that_has_read_before_says_the_same_as_a_new_one() {
    let repository = sample();
    let opened = repository.open();
    let reader = Reader::new();
    let mut commits = vec![repository.commit("Begin")];
    repository.write("apps/Folder 1/App 1/src/page1.rsx", "changed");
    commits.push(repository.commit("Change an app"));
    repository.write("manifests/dev.yaml", "version: 1.0.0\nname: other\n");
    commits.push(repository.commit("Change a manifest"));
    repository.git(["mv", "apps/Folder 0", "apps/Folder 3"]);
    commits.push(repository.commit("Move a folder"));
    repository.write("apps/Folder 1/metadata.json", metadata(77));
    commits.push(repository.commit("A folder becomes an app"));
    repository.write("apps/Folder 1/metadata.json", "{}");
    commits.push(repository.commit("The folder is no app any more"));
    repository.write(format!("dist/apps/{}/1.0.1.zip", uuid(3)), "new");
    repository.git(["rm", "--quiet", "-r", "apps/Folder 2"]);
    commits.push(repository.commit("Release one and delete others"));
    commits.push(commits[2]);
    for commit in commits {
        let again = reader.snapshot(&opened, commit).unwrap();
        let anew = Reader::new().snapshot(&opened, commit).unwrap();
        assert_eq!(again, anew);
    }
}

#[test]
fn only_folders_on_the_way_to_a_change_are_read_again() {
    let repository = sample();
    let opened = repository.open();
    let reader = Reader::new();
    let first = repository.commit("Begin");
    let before = reader.snapshot(&opened, first).unwrap();

    repository.write("apps/Folder 1/App 1/src/page1.rsx", "changed");
    let second = repository.commit("Change an app");
    let counting = Counting::new(u64::MAX);
    let after = reader.snapshot_watched(&opened, second, &counting).unwrap();
    // apps, Folder 1, App 1 and its src.
    assert_eq!(counting.folders.into_inner(), 4);
    let shared = before
        .elements
        .iter()
        .filter(|before| after.elements.iter().any(|after| Arc::ptr_eq(before, after)));
    assert_eq!(shared.count(), 19);
    assert!(Arc::ptr_eq(&before.manifests[0], &after.manifests[0]));

    repository.write("manifests/dev.yaml", "version: 1.0.0\nname: dev \n");
    let third = repository.commit("Change a manifest");
    let counting = Counting::new(u64::MAX);
    let last = reader.snapshot_watched(&opened, third, &counting).unwrap();
    assert_eq!(counting.folders.into_inner(), 0);
    assert!(!Arc::ptr_eq(&after.manifests[0], &last.manifests[0]));
    assert!(Arc::ptr_eq(&after.manifests[1], &last.manifests[1]));
}

#[test]
fn the_same_commit_is_the_same_snapshot() {
    let repository = sample();
    let commit = repository.commit("Begin");
    let reader = Reader::new();
    let opened = repository.open();
    let first = reader.snapshot(&opened, commit).unwrap();
    assert!(Arc::ptr_eq(&first, &reader.snapshot(&opened, commit).unwrap()));
}

#[test]
fn reading_can_be_cancelled_and_tried_again() {
    let repository = sample();
    let commit = repository.commit("Begin");
    let reader = Reader::new();
    let opened = repository.open();
    let cancelled = reader.snapshot_watched(&opened, commit, &Counting::new(5));
    assert!(matches!(cancelled, Err(Error::Cancelled)));
    assert_eq!(reader.snapshot(&opened, commit).unwrap().elements.len(), 20);
}

#[test]
fn an_object_that_is_missing_is_named() {
    for spec in [
        "HEAD:apps/Folder 1/App 1/metadata.json",
        "HEAD:apps/Folder 1",
        "HEAD:manifests/prod.yaml",
        "HEAD:dist",
        "HEAD^{tree}",
        "HEAD",
    ] {
        let repository = sample();
        let commit = repository.commit("Begin");
        let id = repository.git(["rev-parse", spec]);
        fs::remove_file(
            repository
                .folder()
                .join(".git/objects")
                .join(&id[..2])
                .join(&id[2..]),
        )
        .unwrap();
        let named: ObjectId = id.parse().unwrap();
        assert!(
            matches!(
                Reader::new().snapshot(&repository.open(), commit),
                Err(Error::ObjectDamaged { id, .. }) if id == named
            ),
            "{spec}"
        );
    }
}

#[test]
fn a_pack_that_was_cut_off_is_a_named_error() {
    let repository = sample();
    let commit = repository.commit("Begin");
    repository.git(["repack", "--quiet", "-a", "-d"]);
    let pack = fs::read_dir(repository.folder().join(".git/objects/pack"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|extension| extension == "pack"))
        .unwrap();
    let mut permissions = fs::metadata(&pack).unwrap().permissions();
    #[allow(clippy::permissions_set_readonly_false)]
    permissions.set_readonly(false);
    fs::set_permissions(&pack, permissions).unwrap();
    let whole = fs::metadata(&pack).unwrap().len();
    File::options()
        .write(true)
        .open(&pack)
        .unwrap()
        .set_len(whole / 2)
        .unwrap();
    assert!(matches!(
        Reader::new().snapshot(&repository.open(), commit),
        Err(Error::ObjectDamaged { .. })
    ));
}
