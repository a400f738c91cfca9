//! Since when entries name what they name, and what they named before.

use manifold_domain::object::CommitId;
use manifold_engine::history::{History, Landed};
use manifold_engine::operation::Unwatched;

use super::{PROD, manifest, prod};
use crate::repository::{Repository, app};

fn entry_since(repository: &Repository, tip: CommitId, number: u32) -> Option<Landed> {
    let since = History::new()
        .entries_since(&repository.open(), tip, &prod(), &[app(number)], &Unwatched)
        .unwrap();
    since.into_values().next()
}

#[test]
fn an_entry_is_as_it_is_since_the_merge_that_brought_it_by_who_wrote_it() {
    let repository = Repository::toolscript();
    repository.write(PROD, manifest(&[(1, "1.0.0"), (2, "1.0.0")]));
    let first = repository.commit_as("First author", "Create 'prod' release manifest");
    repository.git(["checkout", "--quiet", "-b", "change"]);
    repository.write(PROD, manifest(&[(1, "1.0.1"), (2, "1.0.0")]));
    repository.commit_as("Second author", "Update 'prod' release manifest");
    repository.git(["checkout", "--quiet", "main"]);
    repository.commit("Something else");
    let merge = repository.merge_as("Merger", "change");
    // A comment changes the file and no entry.
    repository.write(PROD, manifest(&[(1, "1.0.1"), (2, "1.0.0")]) + "# checked\n");
    let tip = repository.commit_as("Third author", "Comment");

    let since = |number| entry_since(&repository, tip, number);
    let one = since(1).unwrap();
    assert_eq!((one.commit, one.author.as_str()), (merge, "Second author"));
    assert_eq!(
        one.time.0.to_string(),
        repository.git(["log", "-1", "--format=%ct", &merge.to_string()])
    );
    let two = since(2).unwrap();
    assert_eq!((two.commit, two.author.as_str()), (first, "First author"));
    assert_eq!(since(3), None);
}

#[test]
fn an_entry_that_was_merged_from_two_sides_keeps_its_own_author() {
    let repository = Repository::toolscript();
    let apart = |one, five| manifest(&[(1, one), (2, "1.0.0"), (3, "1.0.0"), (4, "1.0.0"), (5, five)]);
    repository.write(PROD, apart("1.0.0", "1.0.0"));
    repository.commit("Begin");
    repository.git(["checkout", "--quiet", "-b", "change"]);
    repository.write(PROD, apart("2.0.0", "1.0.0"));
    repository.commit_as("Branch author", "Update");
    repository.git(["checkout", "--quiet", "main"]);
    repository.write(PROD, apart("1.0.0", "5.0.0"));
    let direct = repository.commit_as("Main author", "Update");
    let merge = repository.merge_as("Merger", "change");

    let since = |number| entry_since(&repository, merge, number).unwrap();
    assert_eq!(
        (since(1).commit, since(1).author.as_str()),
        (merge, "Branch author")
    );
    assert_eq!(
        (since(5).commit, since(5).author.as_str()),
        (direct, "Main author")
    );
}

#[test]
fn an_entry_that_went_and_came_back_is_there_since_it_came_back() {
    let repository = Repository::toolscript();
    repository.write(PROD, manifest(&[(1, "1.0.0")]));
    repository.commit_as("First author", "Create");
    repository.remove(PROD);
    repository.commit("Delete");
    repository.write(PROD, manifest(&[(1, "1.0.0")]));
    let back = repository.commit_as("Second author", "Create");
    let since = entry_since(&repository, back, 1).unwrap();
    assert_eq!((since.commit, since.author.as_str()), (back, "Second author"));
}

#[test]
fn before_a_release_an_instance_had_what_its_own_manifest_named() {
    let repository = Repository::toolscript();
    repository.write(PROD, manifest(&[(1, "1.0.7"), (2, "1.0.0")]));
    repository.commit("Create");
    repository.write(PROD, manifest(&[(1, "1.0.2"), (2, "1.0.0")]));
    repository.commit("Roll back");
    repository.git(["checkout", "--quiet", "-b", "change"]);
    repository.write(PROD, manifest(&[(1, "1.0.9"), (2, "1.0.0"), (3, "latest")]));
    repository.commit_as("Second author", "Update");
    repository.git(["checkout", "--quiet", "main"]);
    let merge = repository.merge_as("Merger", "change");
    repository.write(PROD, manifest(&[(1, "1.0.9"), (3, "latest")]));
    let tip = repository.commit("Remove an entry");

    let history = History::new();
    let opened = repository.open();
    let before = |number| {
        history
            .entry_before(&opened, tip, &prod(), &app(number), &Unwatched)
            .unwrap()
    };
    let one = before(1).unwrap();
    assert_eq!(one.release, Some("1.0.2".parse().unwrap()));
    assert_eq!(
        (one.until.commit, one.until.author.as_str()),
        (merge, "Second author")
    );
    assert_eq!(before(2).unwrap().release, Some("1.0.0".parse().unwrap()));
    assert_eq!(before(2).unwrap().until.commit, tip);
    let three = before(3).unwrap();
    assert_eq!(
        (three.release, three.until.commit),
        (None, merge),
        "it was not listed"
    );
    assert_eq!(before(4), None);
}

#[test]
fn all_entries_are_told_at_once_and_those_that_are_not_listed_are_left_out() {
    let repository = Repository::toolscript();
    repository.write(PROD, manifest(&[(1, "1.0.0"), (2, "1.0.0"), (3, "1.0.0")]));
    let first = repository.commit("Create");
    repository.write(PROD, manifest(&[(1, "1.0.1"), (2, "1.0.0")]));
    let second = repository.commit("Update");
    repository.write("apps/x", "x");
    let tip = repository.commit("Something else");

    let history = History::new();
    let opened = repository.open();
    let elements = [1, 2, 3, 4].map(app);
    // The second time from memory, the third time from a tip that is older than what is remembered.
    for tip in [tip, tip, second] {
        let since = history
            .entries_since(&opened, tip, &prod(), &elements, &Unwatched)
            .unwrap();
        assert_eq!(since.len(), 2);
        assert_eq!(since[&app(1)].commit, second);
        assert_eq!(since[&app(2)].commit, first);
    }
}

#[test]
fn an_entry_is_followed_through_a_time_in_which_its_manifest_could_not_be_read() {
    let repository = Repository::toolscript();
    repository.write(PROD, manifest(&[(1, "1.0.0"), (2, "1.0.0")]));
    let first = repository.commit("Create");
    repository.write(PROD, "relese: x");
    let broken = repository.commit("Typo");
    repository.write(PROD, manifest(&[(1, "1.0.1"), (2, "1.0.0")]));
    let tip = repository.commit("Mend");

    let history = History::new();
    let opened = repository.open();
    let since = |tip| {
        history
            .entries_since(&opened, tip, &prod(), &[1, 2].map(app), &Unwatched)
            .unwrap()
    };
    assert_eq!(since(tip)[&app(1)].commit, tip);
    assert_eq!(since(tip)[&app(2)].commit, first);
    assert!(since(broken).is_empty(), "what cannot be read names nothing");
    let before = history
        .entry_before(&opened, tip, &prod(), &app(1), &Unwatched)
        .unwrap()
        .unwrap();
    assert_eq!(before.release, Some("1.0.0".parse().unwrap()));
}
