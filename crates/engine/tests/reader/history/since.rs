//! What touched a folder, compared with what `git log` says.

use manifold_domain::object::CommitId;
use manifold_engine::history::changes_since;
use manifold_engine::operation::Unwatched;

use crate::repository::{Repository, path};

/// A history with merges that took one side, both sides, and with a change that was undone.
fn tangled() -> (Repository, Vec<CommitId>) {
    let repository = Repository::toolscript();
    let mut commits = Vec::new();
    let mut change = |file: &str, content: &str| {
        repository.write(file, content);
        commits.push(repository.commit(content));
    };
    change("apps/Dashboard/a.rsx", "a1");
    change("apps/Other/a.rsx", "other");
    repository.git(["checkout", "--quiet", "-b", "side"]);
    change("apps/Dashboard/b.rsx", "b1");
    change("apps/Dashboard/b.rsx", "b2");
    repository.git(["checkout", "--quiet", "-b", "undone", "main"]);
    change("apps/Dashboard/a.rsx", "a2");
    change("apps/Dashboard/a.rsx", "a1");
    repository.git(["checkout", "--quiet", "main"]);
    change("apps/Dashboard/c.rsx", "c1");
    commits.push(repository.merge_as("Merger", "side"));
    commits.push(repository.merge_as("Merger", "undone"));
    repository.git(["checkout", "--quiet", "-b", "dropped"]);
    repository.write("apps/Dashboard/d.rsx", "d1");
    commits.push(repository.commit("d1"));
    repository.git(["checkout", "--quiet", "main"]);
    repository.git([
        "merge",
        "--quiet",
        "--strategy=ours",
        "-m",
        "Merge nothing",
        "dropped",
    ]);
    repository.write("apps/Dashboard/e.rsx", "e1");
    commits.push(repository.commit("e1"));
    (repository, commits)
}

#[test]
fn the_commits_that_touched_a_folder_are_those_that_git_log_lists() {
    let (repository, commits) = tangled();
    let opened = repository.open();
    let compare = |folder: &str, from: CommitId, to: CommitId| {
        let listed = repository.git(["log", "--format=%H", &format!("{from}..{to}"), "--", folder]);
        let changes = changes_since(&opened, &path(folder), from, to, &Unwatched)
            .unwrap()
            .unwrap();
        let found: Vec<String> = changes
            .newest
            .iter()
            .map(|commit| commit.id.to_string())
            .collect();
        assert_eq!(found.join("\n"), listed, "{from}..{to} -- {folder}");
        assert_eq!(changes.count, found.len());
    };
    for from in &commits {
        for to in &commits {
            compare("apps/Dashboard", *from, *to);
        }
    }
    for folder in ["apps", "apps/Other", "apps/Other/a.rsx/inner", "apps/Nothing"] {
        compare(folder, commits[0], commits[commits.len() - 1]);
    }
}

#[test]
fn a_commit_in_the_list_has_its_subject_its_author_and_its_time() {
    let repository = Repository::toolscript();
    let from = repository.commit("Begin");
    repository.write("apps/Dashboard/a.rsx", "a");
    let to = repository.commit_as("Second author", "Make it blue\n\nBecause.");
    let changes = changes_since(&repository.open(), &path("apps/Dashboard"), from, to, &Unwatched)
        .unwrap()
        .unwrap();
    let [commit] = &changes.newest[..] else {
        panic!("{changes:?}");
    };
    assert_eq!(commit.subject, "Make it blue");
    assert_eq!(commit.author, "Second author");
    assert_eq!(
        commit.time.0.to_string(),
        repository.git(["log", "-1", "--format=%ct"])
    );
}

#[test]
fn a_source_that_the_repository_does_not_have_has_no_changes_since() {
    let repository = Repository::toolscript();
    let to = repository.commit("Begin");
    let gone = CommitId("4e984198544ceda6374719a8848b61dce277c56e".parse().unwrap());
    let changes = changes_since(&repository.open(), &path("apps"), gone, to, &Unwatched).unwrap();
    assert_eq!(changes, None);
}
