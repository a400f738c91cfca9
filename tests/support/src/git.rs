//! The real `git`, in an environment of its own.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::Files;

/// `git` that reads no configuration of this computer and commits as the same person at the same time.
pub fn command(home: &Path) -> Command {
    let mut git = Command::new("git");
    git.env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", home)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_AUTHOR_NAME", "Sample builder")
        .env("GIT_AUTHOR_EMAIL", "builder@example.com")
        .env("GIT_AUTHOR_DATE", "2026-01-02T03:04:05Z")
        .env("GIT_COMMITTER_NAME", "Sample builder")
        .env("GIT_COMMITTER_EMAIL", "builder@example.com")
        .env("GIT_COMMITTER_DATE", "2026-01-02T03:04:05Z")
        .env("LC_ALL", "C");
    git
}

/// A folder with a bare remote in it (`remote.git`), a clone of it (`work`), and room for everything else of a test.
#[derive(Debug)]
pub struct Sandbox {
    folder: TempDir,
}

impl Default for Sandbox {
    fn default() -> Self {
        Self::new()
    }
}

impl Sandbox {
    /// A remote with one commit on `main`: an app, two manifests and an artifact that is no zip.
    pub fn new() -> Self {
        let uuid = "6e69709c-198c-11f1-835a-73d4870770bb";
        Self::holding(
            &Files::default()
                .file(
                    "apps/Orders/Dashboard/metadata.json",
                    format!(r#"{{"pageUuid":"{uuid}"}}"#),
                )
                .file("apps/Orders/Dashboard/main.rsx", "<App/>\n")
                .manifest("dev", &[])
                .manifest("prod", &[])
                .file(&format!("dist/apps/{uuid}/1.0.0.zip"), "zip"),
        )
    }

    /// A remote with one commit on `main` that holds these files.
    pub fn holding(files: &Files) -> Self {
        let sandbox = Self::empty();
        sandbox.git(&sandbox.root(), &["clone", "-q", "remote.git", "work"]);
        sandbox.write_to_work(files);
        sandbox.commit(&sandbox.work(), "Add an app");
        sandbox.git(&sandbox.work(), &["push", "-q", "origin", "HEAD:main"]);
        sandbox
    }

    /// A folder alone.
    pub fn without_remote() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
        }
    }

    /// A remote without a commit.
    pub fn empty() -> Self {
        let sandbox = Self::without_remote();
        sandbox.git(
            &sandbox.root(),
            &["init", "-q", "--bare", "-b", "main", "remote.git"],
        );
        sandbox
    }

    /// The folder that holds everything.
    pub fn root(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// A path in that folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The bare remote.
    pub fn remote(&self) -> PathBuf {
        self.path("remote.git")
    }

    /// The clone that changes are made in.
    pub fn work(&self) -> PathBuf {
        self.path("work")
    }

    /// Runs `git` in a folder; fails the test if it fails.
    pub fn git(&self, folder: &Path, arguments: &[&str]) -> String {
        let output = self.try_git(folder, arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "git {arguments:?}: {errors}");
        String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
    }

    /// Runs `git` in a folder.
    pub fn try_git(&self, folder: &Path, arguments: &[&str]) -> Output {
        command(self.folder.path())
            .current_dir(folder)
            .args(arguments)
            .output()
            .unwrap()
    }

    /// Commits everything in a working folder.
    pub fn commit(&self, work: &Path, subject: &str) {
        self.git(work, &["add", "-A"]);
        self.git(work, &["commit", "-q", "-m", subject]);
    }

    /// Commits one changed file to a branch of the remote.
    pub fn change(&self, branch: &str, path: &str, content: impl AsRef<[u8]>) {
        let work = self.work();
        write(&work.join(path), content);
        self.commit(&work, &format!("Change {path}"));
        self.git(&work, &["push", "-q", "-f", "origin", &format!("HEAD:{branch}")]);
    }

    /// Pushes a branch that adds these files to `main` as it is in the clone.
    pub fn branch(&self, name: &str, files: &Files) {
        let work = self.work();
        self.git(&work, &["checkout", "-q", "-b", name]);
        self.write_to_work(files);
        self.commit(&work, &format!("Begin {name}"));
        self.git(&work, &["push", "-q", "origin", name]);
        self.git(&work, &["checkout", "-q", "main"]);
    }

    /// Writes files to the clone, and commits nothing.
    pub fn write_to_work(&self, files: &Files) {
        for (path, content) in files.iter() {
            write(&self.work().join(path), content);
        }
    }

    /// What `git rev-parse` says in the remote.
    pub fn remote_id(&self, name: &str) -> String {
        self.git(&self.remote(), &["rev-parse", name])
    }

    /// Fails the test unless `git fsck --strict` finds the repository whole.
    pub fn assert_sound(&self, repository: &Path) {
        let output = self.try_git(repository, &["fsck", "--strict", "--full", "--no-dangling"]);
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        // The HEAD of a mirror names a branch that is never made.
        let complaints: Vec<&str> = text
            .lines()
            .filter(|line| !line.starts_with("notice: HEAD"))
            .collect();
        assert!(
            output.status.success() && complaints.is_empty(),
            "{}: {text}",
            repository.display()
        );
    }

    /// Gives the remote a hook.
    pub fn hook(&self, name: &str, script: &str) {
        write_program(&self.remote().join("hooks").join(name), script);
    }
}

/// Writes a file, and makes the folders that it needs.
pub fn write(path: &Path, content: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

/// Writes a shell script that can be run.
///
/// Another process writes it: a child that another thread is starting has a copy of every open file for an instant, and what
/// is open for writing cannot be run.
pub fn write_program(path: &Path, script: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let mut install = Command::new("install")
        .args(["-m", "755", "/dev/stdin"])
        .arg(path)
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let text = format!("#!/bin/sh\n{script}\n");
    install.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    assert!(install.wait().unwrap().success());
}
