//! A repository made by the real `git`, apart from the user's configuration and with fixed times.

use std::cell::Cell;
use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;
use std::process::{Output, Stdio};
use std::sync::Arc;

use manifold_domain::element::{ElementKey, ElementKind};
use manifold_domain::layout::TreePath;
use manifold_domain::object::CommitId;
use manifold_domain::problem::ProblemCode;
use manifold_domain::snapshot::Snapshot;
use manifold_engine::reader::Reader;

use crate::support::git;

/// 2026-01-05T08:00:00Z.
const FIRST_COMMIT: i64 = 1_767_600_000;

/// Uuids that are easy to tell apart.
pub(crate) fn uuid(number: u32) -> String {
    format!("{number:08x}-198c-11f1-835a-73d4870770bb")
}

pub(crate) fn app(number: u32) -> ElementKey {
    ElementKey {
        kind: ElementKind::App,
        id: uuid(number).parse().unwrap(),
    }
}

/// A `metadata.json` as Retool writes it.
pub(crate) fn metadata(number: u32) -> String {
    format!(
        "{{\n  \"toolscriptVersion\": \"1.0.0\",\n  \"pageUuid\": \"{}\"\n}}\n",
        uuid(number)
    )
}

pub(crate) struct Repository {
    home: tempfile::TempDir,
    /// Hours since the first commit.
    hours: Cell<i64>,
}

impl Repository {
    /// An empty repository with the branch `main`.
    pub(crate) fn new() -> Self {
        let repository = Self {
            home: tempfile::tempdir().unwrap(),
            hours: Cell::new(0),
        };
        fs::create_dir(repository.folder()).unwrap();
        repository.git(["init", "--quiet", "--initial-branch=main"]);
        repository
    }

    /// One whose format is Toolscript, so that it has no problem of its own.
    pub(crate) fn toolscript() -> Self {
        let repository = Self::new();
        repository.write(".retool/protected-apps.yaml", "version: 2.0.0");
        repository
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.home.path().join("repository")
    }

    /// Runs `git` in the repository and returns what it prints.
    pub(crate) fn git<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> String {
        self.git_as("Sample builder", arguments)
    }

    fn git_as<A: AsRef<OsStr>>(&self, person: &str, arguments: impl IntoIterator<Item = A>) -> String {
        let output = self.try_git_as(person, arguments);
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
    }

    /// Runs `git`, which may refuse: nothing then.
    pub(crate) fn try_git<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Option<String> {
        let output = self.try_git_as("Sample builder", arguments);
        let text = String::from_utf8(output.stdout).unwrap();
        output.status.success().then(|| text.trim_end().to_owned())
    }

    fn try_git_as<A: AsRef<OsStr>>(&self, person: &str, arguments: impl IntoIterator<Item = A>) -> Output {
        let date = format!("{} +0000", FIRST_COMMIT + self.hours.get() * 3600);
        git::command(self.home.path())
            .args(arguments)
            .current_dir(self.folder())
            .env("GIT_AUTHOR_NAME", person)
            .env("GIT_AUTHOR_DATE", &date)
            .env("GIT_COMMITTER_NAME", person)
            .env("GIT_COMMITTER_DATE", &date)
            .output()
            .unwrap()
    }

    /// Feeds `git fast-import`.
    pub(crate) fn import(&self, stream: &str) {
        let mut import = git::command(self.home.path())
            .args(["fast-import", "--quiet", "--date-format=raw-permissive"])
            .current_dir(self.folder())
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        // Dropped at once, which ends the stream.
        import.stdin.take().unwrap().write_all(stream.as_bytes()).unwrap();
        assert!(import.wait().unwrap().success());
    }

    /// Writes a file of the working tree.
    pub(crate) fn write(&self, path: impl AsRef<[u8]>, content: impl AsRef<[u8]>) {
        let file = self.folder().join(OsStr::from_bytes(path.as_ref()));
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, content).unwrap();
    }

    /// Removes a file of the working tree.
    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.folder().join(path)).unwrap();
    }

    /// Commits the working tree, an hour after the commit before.
    pub(crate) fn commit(&self, subject: &str) -> CommitId {
        self.commit_as("Sample builder", subject)
    }

    pub(crate) fn commit_as(&self, person: &str, subject: &str) -> CommitId {
        self.hours.set(self.hours.get() + 1);
        self.git(["add", "--all"]);
        self.git_as(person, ["commit", "--quiet", "--allow-empty", "-m", subject]);
        self.head()
    }

    /// Merges a branch as a Git host does: always with a commit of its own.
    pub(crate) fn merge_as(&self, person: &str, branch: &str) -> CommitId {
        self.hours.set(self.hours.get() + 1);
        self.git_as(
            person,
            ["merge", "--quiet", "--no-ff", "-m", "Merge pull request", branch],
        );
        self.head()
    }

    /// Sets the clock, in hours since the first commit.
    pub(crate) fn set_clock(&self, hours: i64) {
        self.hours.set(hours);
    }

    pub(crate) fn head(&self) -> CommitId {
        CommitId(self.git(["rev-parse", "HEAD"]).parse().unwrap())
    }

    pub(crate) fn open(&self) -> git2::Repository {
        git2::Repository::open(self.folder()).unwrap()
    }

    /// Commits the working tree and reads it with a new reader.
    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        let commit = self.commit("Change");
        Reader::new().snapshot(&self.open(), commit).unwrap()
    }
}

/// The folders of the elements.
pub(crate) fn folders(snapshot: &Snapshot) -> Vec<String> {
    snapshot
        .elements
        .iter()
        .map(|element| element.folder.to_string())
        .collect()
}

/// The code and the path of each problem.
pub(crate) fn problems(snapshot: &Snapshot) -> Vec<(ProblemCode, String)> {
    snapshot
        .problems
        .iter()
        .map(|problem| (problem.code, problem.path.to_string()))
        .collect()
}

pub(crate) fn path(text: &str) -> TreePath {
    text.parse().unwrap()
}
