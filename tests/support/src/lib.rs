//! What the tests of several crates share: repositories made by the real `git`, apart from this computer's
//! configuration and with fixed times and people, and hosts that serve them on loopback.
#![allow(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "whatever goes wrong here fails the test"
)]

mod files;
mod git;
pub mod http;
mod port;
pub mod ssh;
pub mod tls;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

pub use files::{Files, zip};
pub use git::{Sandbox, command, write, write_program};
pub use port::{free_port, listen_after};

/// What every file below a folder holds, by path: equal maps mean that not one byte changed.
pub fn bytes_below(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in unless_gone(fs::read_dir(&folder)).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.is_file()
                && let Some(bytes) = unless_gone(fs::read(&path))
            {
                files.insert(path, bytes);
            }
        }
    }
    files
}

/// Nothing for what went away since it was listed, as files of programs that are under way do.
fn unless_gone<T>(found: io::Result<T>) -> Option<T> {
    match found {
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        found => Some(found.unwrap()),
    }
}
