//! Who changed what, and when, compared with what `git log` says.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::Stdio;

use manifold_domain::object::CommitId;
use manifold_engine::ErrorCode;
use manifold_engine::history::{changes_since, entry_since, manifest_last_change};
use manifold_engine::operation::Unwatched;
use manifold_engine::reader::Reader;

use crate::repository::{Repository, app, path, uuid};
use crate::support::{Impatient, git};

const PROD: &str = "manifests/prod.yaml";

fn manifest(releases: &[(u32, &str)]) -> String {
    let entries: Vec<String> = releases
        .iter()
        .map(|(number, release)| format!("  - uuid: {}\n    release: {release}\n", uuid(*number)))
        .collect();
    let entries = entries.concat();
    format!("version: 1.0.0\nname: prod\napps:\n{entries}")
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

    let opened = repository.open();
    let since = |number| entry_since(&opened, tip, &path(PROD), &app(number), &Unwatched).unwrap();
    let one = since(1).unwrap();
    assert_eq!((one.commit, one.author.as_str()), (merge, "Second author"));
    assert_eq!(
        one.time.0.to_string(),
        repository.git(["log", "-1", "--format=%ct", &merge.to_string()])
    );
    let two = since(2).unwrap();
    assert_eq!((two.commit, two.author.as_str()), (first, "First author"));
    assert_eq!(since(3), None);

    let last = manifest_last_change(&opened, tip, &path(PROD), &Unwatched)
        .unwrap()
        .unwrap();
    assert_eq!((last.commit, last.author.as_str()), (tip, "Third author"));
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

    let opened = repository.open();
    let since = |number| {
        entry_since(&opened, merge, &path(PROD), &app(number), &Unwatched)
            .unwrap()
            .unwrap()
    };
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
    let since = entry_since(&repository.open(), back, &path(PROD), &app(1), &Unwatched)
        .unwrap()
        .unwrap();
    assert_eq!((since.commit, since.author.as_str()), (back, "Second author"));
}

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

#[test]
fn every_walk_stops_when_it_is_cancelled() {
    let repository = Repository::toolscript();
    repository.write(PROD, manifest(&[(1, "1.0.0")]));
    repository.write(format!("dist/apps/{}/1.0.0.zip", uuid(1)), "zip");
    let from = repository.commit("Begin");
    for number in 0..9 {
        repository.write("apps/Dashboard/a.rsx", format!("{number}"));
        repository.commit("Change");
    }
    let (opened, tip) = (repository.open(), repository.head());
    let reader = Reader::new();
    let snapshot = reader.snapshot(&opened, tip).unwrap();
    let artifacts = snapshot.artifacts_of(&app(1));
    let once = Impatient::after;
    let cancelled = [
        entry_since(&opened, tip, &path(PROD), &app(1), &once(5)).err(),
        manifest_last_change(&opened, tip, &path(PROD), &once(5)).err(),
        reader.artifact_authors(&opened, tip, artifacts, &once(5)).err(),
        changes_since(&opened, &path("apps"), from, tip, &once(5)).err(),
        // Past the range, among the commits of the folder.
        changes_since(&opened, &path("apps"), from, tip, &once(12)).err(),
    ];
    for error in cancelled {
        assert_eq!(error.map(|error| error.code()), Some(ErrorCode::Cancelled));
    }
}

#[test]
fn a_range_of_more_than_50_000_commits_is_not_read_to_its_end() {
    let repository = Repository::toolscript();
    let from = repository.commit("Begin");
    let mut stream = format!("reset refs/heads/main\nfrom {from}\n");
    for number in 1..=50_001 {
        let time = 1_800_000_000 + number;
        write!(
            stream,
            "commit refs/heads/main\ncommitter A <a@example.com> {time} +0000\ndata 0\n"
        )
        .unwrap();
        if number > 49_991 {
            write!(stream, "M 644 inline apps/Dashboard/a.rsx\ndata 5\n{number}\n").unwrap();
        }
    }
    let mut import = git::command(&repository.folder())
        .args(["fast-import", "--quiet"])
        .current_dir(repository.folder())
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    import.stdin.take().unwrap().write_all(stream.as_bytes()).unwrap();
    assert!(import.wait().unwrap().success());
    let opened = repository.open();
    let commit = |name: &str| CommitId(repository.git(["rev-parse", name]).parse().unwrap());
    let changes = |from| changes_since(&opened, &path("apps"), from, commit("main"), &Unwatched).unwrap();
    assert_eq!(changes(from), None);
    assert_eq!(changes(commit("main~10")).map(|changes| changes.count), Some(10));
}
