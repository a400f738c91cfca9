//! The program that is shipped, in a real window.

use std::thread;
use std::time::Duration;

use crate::support::desktop::Desktop;
use crate::support::screen::Frame;
use crate::support::webdriver::Window;
use crate::support::{program, until};

#[test]
fn the_window_opens_in_its_size_and_is_answered() {
    let desktop = Desktop::start();
    let window = Window::open(&desktop, &program());

    window.press("Preferences");
    window.see("//h1[normalize-space()='Preferences']");
    let start = window.run("return window.__TAURI_INTERNALS__.invoke('start', { request: {} })");
    assert_eq!(start["version"], env!("CARGO_PKG_VERSION"));

    let picture = window.keep_picture("window.png");
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
fn a_second_start_ends_and_brings_the_first_window_to_the_front() {
    let desktop = Desktop::start();
    let program = program();
    let window = Window::open(&desktop, &program);
    window.see("//h1");
    let frame = Frame::find(&desktop);
    frame.lose_focus();
    assert!(!frame.has_focus());
    let mut second = desktop.command(&program).spawn().unwrap();
    let ended = until("the second start ends", || second.try_wait().unwrap());
    assert!(ended.success());
    until("the first window has the keyboard", || {
        frame.has_focus().then_some(())
    });
}

#[test]
fn a_page_that_hangs_cannot_keep_its_window_open() {
    let desktop = Desktop::start();
    let window = Window::open(&desktop, &program());
    window.see("//h1");
    let frame = Frame::find(&desktop);
    // Once this was answered.
    window.run("setTimeout(() => { for (;;); }, 200)");
    thread::sleep(Duration::from_millis(500));
    frame.close();
    frame.close();
    until("the window is closed", || {
        Frame::look(desktop.display()).is_none().then_some(())
    });
}

/// Opens the sample from the Welcome page.
fn open_sample(window: &Window) {
    window.click("//button[contains(normalize-space(), 'Try the sample repository')]");
    window.see("//*[@role='columnheader' and contains(normalize-space(), 'prod')]");
}

/// Merges what was pushed, which the sample offers in place of a pull request.
fn merge(window: &Window, action: &str) {
    window.click(&format!("//button[starts-with(normalize-space(), '{action}')]"));
    window.click(&format!(
        "//*[@role='alertdialog']//button[contains(normalize-space(), '{action}')]"
    ));
    window.press("Back to Releases");
}

#[test]
fn on_the_sample_a_manifest_and_a_release_for_prod_are_created() {
    let desktop = Desktop::start();
    let window = Window::open(&desktop, &program());
    open_sample(&window);
    window.keep_picture("releases.png");

    window.press("Create manifest");
    window.write("Name", "qa");
    window.press("Create branch with release manifest");
    merge(&window, "Merge and add qa");
    window.see("//*[@role='columnheader' and contains(normalize-space(), 'qa')]");

    window.click("//*[@role='rowheader']/*[normalize-space()='Dashboard']");
    window.press("Create release…");
    window.click("//label[starts-with(normalize-space(), 'prod')]");
    window.keep_picture("create-release.png");
    window.press("Create branch with release");
    merge(&window, "Merge and change prod");
    // After the app and its newest release come dev, qa, staging and prod.
    let row = "//*[@role='row'][*[@role='rowheader' and normalize-space()='Dashboard']]";
    window.see(&format!(
        "{row}/*[@aria-colindex='6' and normalize-space()='1.0.5']"
    ));
}

#[test]
fn on_the_sample_the_files_of_an_artifact_are_read() {
    let desktop = Desktop::start();
    let window = Window::open(&desktop, &program());
    open_sample(&window);
    window.click("//*[@role='rowheader']/*[normalize-space()='Dashboard']");
    window.click("//*[@role='option' and starts-with(normalize-space(), '1.0.2')]");
    window.click("//*[@role='treeitem' and contains(normalize-space(), 'page1.rsx')]");
    // Coloured, which comes after the text.
    window.see("//*[@role='textbox' and @aria-label='src/page1.rsx']//span[text()='\"ordersTable\"']");
    window.keep_picture("artifact.png");
}
