//! What the tests of the whole share.

use std::thread;
use std::time::{Duration, Instant};

pub(crate) mod desktop;
pub(crate) mod webdriver;
pub(crate) mod workspace;

/// How long anything may take before the test fails; nothing is measured with it.
const PATIENCE: Duration = Duration::from_mins(1);

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
