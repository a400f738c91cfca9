//! Repositories made by the real Git, away from the configuration of whoever runs the tests.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use manifold_domain::object::ObjectId;
use tempfile::TempDir;

/// A bare repository in a folder of its own.
pub(crate) struct Repository {
    folder: TempDir,
}

impl Repository {
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let repository = Self { folder };
        repository.git(&["init", "--quiet", "--bare", "--initial-branch=main", "."], b"");
        repository
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn open(&self) -> git2::Repository {
        git2::Repository::open_bare(self.path()).unwrap()
    }

    /// What the command prints, without the final newline.
    pub(crate) fn git(&self, arguments: &[&str], input: &[u8]) -> String {
        let mut child = Command::new("git")
            .args(arguments)
            .current_dir(self.path())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap())
            .env("HOME", self.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "git {arguments:?}");
        String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
    }

    pub(crate) fn blob(&self, content: &[u8]) -> ObjectId {
        self.git(&["hash-object", "-w", "--stdin"], content)
            .parse()
            .unwrap()
    }

    /// A tree of files, with folders as their paths say.
    pub(crate) fn tree(&self, files: &[(&str, &[u8])]) -> ObjectId {
        let entries: Vec<_> = files
            .iter()
            .map(|(path, content)| ("100644", self.blob(content), *path))
            .collect();
        self.tree_of(&entries)
    }

    /// A tree of entries: mode, object, path.
    pub(crate) fn tree_of(&self, entries: &[(&str, ObjectId, &str)]) -> ObjectId {
        let lines: Vec<u8> = entries
            .iter()
            .flat_map(|(mode, id, path)| format!("{mode} {id}\t{path}\0").into_bytes())
            .collect();
        self.git(&["read-tree", "--empty"], b"");
        self.git(&["update-index", "-z", "--index-info"], &lines);
        self.git(&["write-tree", "--missing-ok"], b"").parse().unwrap()
    }

    /// A tree object with exactly these entries, which Git itself would not make.
    pub(crate) fn raw_tree(&self, entries: &[(&str, &[u8], ObjectId)]) -> ObjectId {
        let bytes: Vec<u8> = entries
            .iter()
            .flat_map(|(mode, name, id)| [mode.as_bytes(), b" ", name, b"\0", id.as_bytes()].concat())
            .collect();
        let arguments = ["hash-object", "-w", "-t", "tree", "--literally", "--stdin"];
        self.git(&arguments, &bytes).parse().unwrap()
    }
}
