//! How many commits touched each of many folders since its source, compared with what `git log` counts.

use std::fmt::Write as _;
use std::sync::Mutex;

use manifold_domain::layout::TreePath;
use manifold_domain::object::CommitId;
use manifold_engine::Error;
use manifold_engine::history::{History, changes_since};
use manifold_engine::operation::{Phase, Unwatched, Watch};
use proptest::prelude::*;

use crate::repository::{Repository, path};

const FOLDERS: [&str; 5] = ["apps/A", "apps/B", "apps/Team/A", "apps/Team/B", "workflows/A"];

/// One commit of a history in the making.
#[derive(Clone, Debug)]
struct Made {
    /// Counted back from the commit itself; those of merges may name one commit twice.
    parents: Vec<usize>,
    /// What it changes, beside taking one parent's files.
    changes: Vec<usize>,
    /// Which parent's files it takes, folder by folder.
    takes: Vec<usize>,
    /// Seconds after the commit before it; may go back.
    after: i64,
}

fn made() -> impl Strategy<Value = Made> {
    let parents = prop_oneof![
        6 => (1..3_usize).prop_map(|one| vec![one]),
        4 => prop::collection::vec(1..6_usize, 2),
        1 => prop::collection::vec(1..6_usize, 3),
        1 => Just(Vec::new()),
    ];
    let changes = prop::collection::vec(0..FOLDERS.len(), 0..2);
    let takes = prop::collection::vec(0..3_usize, FOLDERS.len());
    (
        parents,
        changes,
        takes,
        prop_oneof![5 => 0..3_600_i64, 1 => -7_200..0_i64],
    )
        .prop_map(|(parents, changes, takes, after)| Made {
            parents,
            changes,
            takes,
            after,
        })
}

/// Makes the history with `git fast-import`; answers its commits, oldest first.
fn make(repository: &Repository, history: &[Made]) -> Vec<CommitId> {
    let mut stream = String::new();
    let mut states: Vec<[u32; FOLDERS.len()]> = Vec::new();
    let mut time = 1_767_600_000;
    let mut next = 1;
    for (number, made) in history.iter().enumerate() {
        time += made.after;
        let mut parents: Vec<usize> = made
            .parents
            .iter()
            .filter_map(|back| number.checked_sub(*back))
            .collect();
        parents.dedup();
        let mut state = [0; FOLDERS.len()];
        for (folder, content) in state.iter_mut().enumerate() {
            if let Some(parent) = parents.get(made.takes[folder] % parents.len().max(1)) {
                *content = states[*parent][folder];
            }
        }
        for folder in &made.changes {
            state[*folder] = next;
            next += 1;
        }
        writeln!(stream, "commit refs/heads/commit-{number}\nmark :{}", number + 1).unwrap();
        writeln!(
            stream,
            "committer Sample builder <builder@example.com> {time} +0000"
        )
        .unwrap();
        writeln!(stream, "data 1\nx").unwrap();
        for (nth, parent) in parents.iter().enumerate() {
            let word = if nth == 0 { "from" } else { "merge" };
            writeln!(stream, "{word} :{}", parent + 1).unwrap();
        }
        writeln!(stream, "deleteall").unwrap();
        for (folder, content) in FOLDERS.iter().zip(state).filter(|(_, content)| *content != 0) {
            let content = content.to_string();
            writeln!(
                stream,
                "M 644 inline {folder}/a.rsx\ndata {}\n{content}",
                content.len()
            )
            .unwrap();
        }
        states.push(state);
    }
    repository.import(&stream);
    let ids = repository.git(["for-each-ref", "--format=%(refname:lstrip=2) %(objectname)"]);
    let mut commits = vec![None; history.len()];
    for line in ids.lines() {
        let (name, id) = line.split_once(' ').unwrap();
        let number: usize = name.strip_prefix("commit-").unwrap().parse().unwrap();
        commits[number] = Some(CommitId(id.parse().unwrap()));
    }
    commits.into_iter().map(Option::unwrap).collect()
}

fn by_git(repository: &Repository, from: CommitId, to: CommitId, folder: &str) -> Vec<String> {
    let range = format!("{from}..{to}");
    let listed = repository.git(["log", "--format=%H", &range, "--", folder]);
    listed.lines().map(str::to_owned).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn any_history_is_listed_and_counted_as_git_log_does(history in prop::collection::vec(made(), 2..28)) {
        let repository = Repository::new();
        let commits = make(&repository, &history);
        let opened = repository.open();
        let remembering = History::new();
        // Tips one after another, so that counts are taken over from the tip before.
        for tip in commits.iter().rev().take(3).rev() {
            let asked: Vec<(TreePath, CommitId)> = commits
                .iter()
                .step_by(3)
                .flat_map(|source| FOLDERS.map(|folder| (path(folder), *source)))
                .collect();
            let counts = remembering.unreleased(&opened, *tip, &asked, &Unwatched).unwrap();
            for ((folder, source), count) in asked.iter().zip(counts) {
                let listed = by_git(&repository, *source, *tip, &folder.to_string());
                let since = changes_since(&opened, folder, *source, *tip, &Unwatched).unwrap().unwrap();
                let found: Vec<String> = since.newest.iter().map(|commit| commit.id.to_string()).collect();
                prop_assert_eq!(&found, &listed, "{}..{} -- {}", source, tip, folder);
                prop_assert_eq!(count, Some(listed.len()), "{}..{} -- {}", source, tip, folder);
            }
        }
    }
}

/// Checks the counts of a folder against Git, for every pair of commits.
fn check(repository: &Repository, commits: &[CommitId], folder: &str) {
    let opened = repository.open();
    let history = History::new();
    for tip in commits {
        let asked: Vec<_> = commits.iter().map(|source| (path(folder), *source)).collect();
        let counts = history.unreleased(&opened, *tip, &asked, &Unwatched).unwrap();
        for (source, count) in commits.iter().zip(counts) {
            let listed = by_git(repository, *source, *tip, folder);
            assert_eq!(count, Some(listed.len()), "{source}..{tip}");
        }
    }
}

fn one(after: i64, changes: &[usize]) -> Made {
    merge(after, &[1], &[0], changes)
}

/// A commit that takes every folder of its nth parent.
fn merge(after: i64, parents: &[usize], takes: &[usize], changes: &[usize]) -> Made {
    Made {
        parents: parents.to_vec(),
        changes: changes.to_vec(),
        takes: FOLDERS
            .iter()
            .enumerate()
            .map(|(folder, _)| takes[folder % takes.len()])
            .collect(),
        after,
    }
}

#[test]
fn merges_that_cross_and_merges_of_many_are_counted_as_git_log_does() {
    let repository = Repository::new();
    let commits = make(
        &repository,
        &[
            one(60, &[0, 1]),
            one(60, &[0]),
            merge(60, &[2], &[0], &[0]),
            merge(60, &[2, 1], &[0], &[]),
            merge(60, &[2, 3], &[1], &[]),
            merge(60, &[1, 2], &[0, 1], &[]),
            merge(60, &[1, 3, 4], &[2], &[0]),
            one(60, &[1]),
        ],
    );
    check(&repository, &commits, "apps/A");
    check(&repository, &commits, "apps/B");
}

#[test]
fn a_branch_that_merged_the_default_branch_is_counted_as_git_log_does() {
    // The branch changes another folder and takes this one over from the default branch, before the source.
    let repository = Repository::new();
    let commits = make(
        &repository,
        &[
            one(60, &[0]),
            one(60, &[0]),
            one(60, &[0]),
            one(60, &[0]),
            merge(60, &[4], &[0], &[1]),
            merge(60, &[1, 3], &[1], &[]),
            merge(60, &[3, 1], &[0], &[]),
        ],
    );
    check(&repository, &commits, "apps/A");
}

#[test]
fn clocks_that_go_wrong_change_no_count_that_git_log_gets_right() {
    let repository = Repository::new();
    let day = 86_400;
    let commits = make(
        &repository,
        &[
            one(60, &[0]),
            one(40 * day, &[0]),
            one(-80 * day, &[0]),
            one(60, &[0]),
            merge(day, &[2, 1], &[1], &[]),
            one(60, &[0]),
        ],
    );
    check(&repository, &commits, "apps/A");
}

#[test]
fn a_renamed_folder_counts_from_where_it_got_its_name() {
    let repository = Repository::new();
    repository.write("apps/Old/a.rsx", "1");
    let source = repository.commit("Begin");
    repository.write("apps/Old/a.rsx", "2");
    repository.commit("Change");
    repository.git(["mv", "apps/Old", "apps/New"]);
    repository.commit("Rename");
    repository.write("apps/New/a.rsx", "3");
    let tip = repository.commit("Change");
    let asked = ["apps/New", "apps/Old"].map(|folder| (path(folder), source));
    let counts = History::new()
        .unreleased(&repository.open(), tip, &asked, &Unwatched)
        .unwrap();
    assert_eq!(counts, [Some(2), Some(2)]);
}

#[test]
fn a_source_that_is_not_there_has_no_count_and_the_others_have_theirs() {
    let repository = Repository::new();
    repository.write("apps/A/a.rsx", "1");
    let source = repository.commit("Begin");
    repository.write("apps/A/a.rsx", "2");
    let tip = repository.commit("Change");
    let gone = CommitId("4e984198544ceda6374719a8848b61dce277c56e".parse().unwrap());
    let asked = [gone, source].map(|source| (path("apps/A"), source));
    let opened = repository.open();
    let history = History::new();
    let counts = history.unreleased(&opened, tip, &asked, &Unwatched).unwrap();
    assert_eq!(counts, [None, Some(1)]);
    let tree = opened
        .find_tree(opened.revparse_single("HEAD:apps/A").unwrap().id())
        .unwrap();
    let tree = tree.id().to_string().parse().unwrap();
    assert_eq!(
        history.is_changed(&opened, &path("apps/A"), tree, gone).unwrap(),
        None
    );
}

#[test]
fn a_folder_is_changed_where_it_was_another_tree_at_its_source() {
    let repository = Repository::new();
    repository.write("apps/A/a.rsx", "1");
    repository.write("apps/B/a.rsx", "1");
    let source = repository.commit("Begin");
    repository.write("apps/A/a.rsx", "2");
    repository.write("apps/C/a.rsx", "1");
    repository.commit("Change");
    let opened = repository.open();
    let history = History::new();
    let is_changed = |folder: &str| {
        let tree = repository
            .git(["rev-parse", &format!("HEAD:{folder}")])
            .parse()
            .unwrap();
        history.is_changed(&opened, &path(folder), tree, source).unwrap()
    };
    for _ in 0..2 {
        assert_eq!(is_changed("apps/A"), Some(true));
        assert_eq!(is_changed("apps/B"), Some(false));
        assert_eq!(is_changed("apps/C"), Some(true), "it was not there");
    }
}

/// Notes what is told, and cancels when it has been told so often.
struct Noting {
    told: Mutex<Vec<(u64, u64)>>,
    cancel_at: usize,
}

impl Watch for Noting {
    fn progress(&self, phase: Phase, done: u64, total: u64) {
        assert_eq!(phase, Phase::Reading);
        self.told.lock().unwrap().push((done, total));
    }

    fn is_cancelled(&self) -> bool {
        self.told.lock().unwrap().len() >= self.cancel_at
    }
}

#[test]
fn counting_tells_how_many_folders_are_done_and_can_be_cancelled() {
    let repository = Repository::new();
    repository.write("apps/A/a.rsx", "1");
    let source = repository.commit("Begin");
    repository.write("apps/A/a.rsx", "2");
    let tip = repository.commit("Change");
    let asked = FOLDERS.map(|folder| (path(folder), source));
    let history = History::new();
    let watch = |cancel_at| Noting {
        told: Mutex::default(),
        cancel_at,
    };
    let cancelled = history.unreleased(&repository.open(), tip, &asked, &watch(3));
    assert!(matches!(cancelled, Err(Error::Cancelled)), "{cancelled:?}");
    let patient = watch(usize::MAX);
    let counts = history
        .unreleased(&repository.open(), tip, &asked, &patient)
        .unwrap();
    assert_eq!(counts, [Some(1), Some(0), Some(0), Some(0), Some(0)]);
    assert_eq!(
        patient.told.into_inner().unwrap(),
        [(0, 5), (1, 5), (2, 5), (3, 5), (4, 5)]
    );
}
