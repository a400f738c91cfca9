//! The program that is shipped, in a real window.

use std::path::{Path, PathBuf};

use crate::support::desktop::Desktop;
use crate::support::until;
use crate::support::webdriver::Window;

/// The program, which a build of the workspace leaves beside the bridge.
fn program() -> PathBuf {
    let program = Path::new(env!("CARGO_BIN_EXE_manifold-bridge")).with_file_name("manifold-desktop");
    assert!(
        program.exists(),
        "{} is not there: run `cargo test --workspace`",
        program.display()
    );
    program
}

/// Keeps a picture in Cargo's target folder, under `tmp`.
fn keep_picture(window: &Window, name: &str) -> Vec<u8> {
    let picture = window.picture();
    std::fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name), &picture).unwrap();
    picture
}

#[test]
fn the_window_opens_in_its_size_and_is_answered() {
    let desktop = Desktop::start();
    let window = Window::open(&desktop, &program());

    window.button("Preferences").click();
    window.find("//h1[normalize-space()='Preferences']");
    let start = window.run("return window.__TAURI_INTERNALS__.invoke('start', { request: {} })");
    assert_eq!(start["version"], env!("CARGO_PKG_VERSION"));

    let picture = keep_picture(&window, "window.png");
    // A PNG names its size at this place, in big-endian pixels.
    assert_eq!(picture[16..24], [0, 0, 5, 0, 0, 0, 3, 32], "1280 × 800");
}

#[test]
fn the_window_may_not_call_what_is_not_declared() {
    let desktop = Desktop::start();
    let window = Window::open(&desktop, &program());
    let refused = window.run(
        "return window.__TAURI_INTERNALS__.invoke('plugin:dialog|open', { options: {} }).then(() => 'done', () => 'refused')",
    );
    assert_eq!(refused, "refused");
}

#[test]
fn a_second_start_leaves_the_window_to_the_first() {
    let desktop = Desktop::start();
    let program = program();
    let window = Window::open(&desktop, &program);
    window.button("Preferences");
    let mut second = desktop.command(&program).spawn().unwrap();
    let ended = until("the second start ends", || second.try_wait().unwrap());
    assert!(ended.success());
}
