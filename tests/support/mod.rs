//! What the tests of the whole share.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

pub(crate) mod desktop;
pub(crate) mod screen;
pub(crate) mod webdriver;
pub(crate) mod workspace;

/// The window's program as it is shipped.
pub(crate) fn program() -> PathBuf {
    built("manifold-desktop")
}

/// A program that a build of the workspace leaves beside the bridge.
pub(crate) fn built(name: &str) -> PathBuf {
    let program = Path::new(env!("CARGO_BIN_EXE_manifold-bridge")).with_file_name(name);
    assert!(
        program.exists(),
        "{} is not there: run `cargo test --workspace`",
        program.display()
    );
    program
}

/// How long anything may take before the test fails; nothing is measured with it.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// Tries until it works.
pub(crate) fn until<T>(what: &str, mut attempt: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(done) = attempt() {
            return done;
        }
        assert!(begun.elapsed() < PATIENCE, "waited in vain until {what}");
        thread::sleep(Duration::from_millis(50));
    }
}
