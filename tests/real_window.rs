//! The program that is shipped, in a real window.

use std::path::PathBuf;

use crate::support::desktop::Desktop;
use crate::support::webdriver::Window;

/// The program, which a build of the workspace leaves beside the bridge.
fn program() -> PathBuf {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_manifold-bridge")).with_file_name("manifold-desktop");
    assert!(
        program.exists(),
        "{} is not there: build it with `cargo test --workspace`",
        program.display()
    );
    program
}

#[test]
fn the_window_opens_and_its_commands_are_answered() {
    let desktop = Desktop::start();
    let window = Window::open(&desktop, &program());
    let start = window.run("return window.__TAURI_INTERNALS__.invoke('start', { request: {} })");
    assert_eq!(start["version"], env!("CARGO_PKG_VERSION"));
    std::fs::write("/tmp/real.png", window.picture()).unwrap();
    window.wait_for_text("Manifold");
}
