//! What is read of a branch, and how often.

use std::collections::HashMap;

use manifold_domain::snapshot::Snapshot;
use manifold_domain::waiting::Waiting;
use manifold_engine::operation::{Unwatched, Watch};
use manifold_engine::reader::Reader;
use manifold_engine::{Error, Result};

use super::{begun, branches, go_on, lose, main_of, on_branch, read, read_by, releases, told};

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
