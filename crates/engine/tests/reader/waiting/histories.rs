//! Branches that were merged, in any way and at any time.

use super::{begun, go_on, main_of, manifest, on_branch, read, releases, told};
use crate::repository::Repository;

/// Each was merged into the other before that: what each had done by then is a merge base.
fn crossed() -> Repository {
    let repository = begun();
    on_branch(&repository, "release", releases);
    go_on(&repository);
    let main = main_of(&repository).to_string();
    repository.merge_as("Sample admin", "release");
    repository.git(["checkout", "--quiet", "release"]);
    repository.merge_as("Sample reviewer", &main);
    repository.git(["checkout", "--quiet", "main"]);
    repository
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
    let repository = crossed();
    repository.git(["checkout", "--quiet", "release"]);
    let entries = [(1, "1.0.0"), (2, "1.0.0"), (3, "1.0.0")];
    repository.write("manifests/dev.yaml", manifest("dev", &entries));
    repository.commit("Go on with the branch");
    repository.git(["checkout", "--quiet", "main"]);
    assert_eq!(told(&read(&repository)), ["release: dev 3 latest→1.0.0"]);
}

fn write_prod(repository: &Repository, first: &str, second: &str) {
    let entries = [(1, first), (2, second), (3, "latest")];
    repository.write("manifests/prod.yaml", manifest("prod", &entries));
    repository.commit("Undo");
}

#[test]
fn what_a_branch_undoes_after_each_was_merged_into_the_other_is_told() {
    for (first, second, expected) in [
        ("1.0.0", "2.0.0", "release: prod 1 1.0.1→1.0.0"),
        ("1.0.1", "1.0.0", "release: prod 2 2.0.0→1.0.0"),
    ] {
        let repository = crossed();
        repository.git(["checkout", "--quiet", "release"]);
        write_prod(&repository, first, second);
        repository.git(["checkout", "--quiet", "main"]);
        assert_eq!(told(&read(&repository)), [expected]);
        repository.merge_as("Sample admin", "release");
        let merged = repository.git(["diff", "--stat", "main", "release", "--", "manifests"]);
        assert_eq!(merged, "", "Git merges it so");
    }
}

#[test]
fn what_the_default_branch_undoes_after_each_was_merged_into_the_other_is_told_although_git_may_keep_it_undone()
 {
    let repository = crossed();
    write_prod(&repository, "1.0.0", "2.0.0");
    assert_eq!(told(&read(&repository)), ["release: prod 1 1.0.0→1.0.1"]);
}
