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
use std::fs;
use std::path::{Path, PathBuf};

pub use files::{Files, zip};
pub use git::{Sandbox, command, write};
pub use port::free_port;

/// What every file below a folder holds, by path: equal maps mean that not one byte changed.
pub fn bytes_below(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.is_file() {
                let bytes = fs::read(&path).unwrap();
                files.insert(path, bytes);
            }
        }
    }
    files
}
