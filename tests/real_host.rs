//! The real window and a Git host that asks who is there, with the token in a real keyring.

use std::fs;

use manifold_test_support::http::{GitHost, Rules};
use manifold_test_support::{Files, Sandbox, bytes_below};
use serde_json::json;

use crate::support::desktop::Desktop;
use crate::support::screen::Frame;
use crate::support::webdriver::Window;
use crate::support::{program, until};

const DASHBOARD: &str = "6e69709c-198c-11f1-835a-73d4870770bb";

const TOKEN: &str = "correct-horse-battery-staple";

/// `builder` and the token, as HTTP carries them: in Base64.
const AUTHORIZATION: &str = "YnVpbGRlcjpjb3JyZWN0LWhvcnNlLWJhdHRlcnktc3RhcGxl";

/// An app with two releases, set on two instances, and changed since; behind a host that wants the token.
fn repository() -> (Sandbox, GitHost) {
    let folder = "apps/Orders/Dashboard";
    let files = Files::toolscript()
        .app(folder, DASHBOARD)
        .release(folder, DASHBOARD, "1.0.0")
        .release(folder, DASHBOARD, "1.0.1")
        .manifest("staging", &[(DASHBOARD, "1.0.0")])
        .manifest("prod", &[(DASHBOARD, "1.0.0")]);
    let sandbox = Sandbox::holding(&files);
    sandbox.change(
        "main",
        &format!("{folder}/main.rsx"),
        "<App title=\"Orders\" />\n",
    );
    let host = GitHost::start(
        &sandbox.root(),
        Rules {
            authorization: Some(AUTHORIZATION),
            ..Rules::default()
        },
    );
    (sandbox, host)
}

/// Connects the repository from the Welcome page.
fn connect(window: &Window, host: &GitHost) {
    window.click("//button[contains(normalize-space(), 'Connect a repository')]");
    window.write("Repository address", &host.url("remote.git"));
    window.write("User", "builder");
    window.write("Token", TOKEN);
    window.press("Connect");
    window.see("//*[@role='columnheader' and contains(normalize-space(), 'prod')]");
}

/// Says what kind of host it is, since an address on loopback does not tell.
fn say_it_is_gitea(window: &Window) {
    window.press("Source control");
    window.click("//*[normalize-space()='Git host']/following-sibling::button");
    window.click("//*[@role='option' and normalize-space()='Gitea or Forgejo']");
    window.write("Web address", "https://git.example.com");
    window.press("Save");
    window.see_no("//*[@role='group' and @aria-label='Unsaved changes']");
    window.press("Releases");
}

#[test]
fn on_a_git_host_a_release_ends_in_a_prefilled_pull_request() {
    let desktop = Desktop::start();
    let (sandbox, host) = repository();
    let window = Window::open(&desktop, &program());
    connect(&window, &host);
    say_it_is_gitea(&window);

    window.click("//*[@role='rowheader']/*[normalize-space()='Dashboard']");
    window.press("Create release…");
    window.click("//label[starts-with(normalize-space(), 'staging')]");
    window.click("//label[starts-with(normalize-space(), 'prod')]");
    window.press("Create branch with release");
    window.press("Open pull request");
    let opened = until("the browser is asked to open a page", || desktop.opened().pop());
    let branches = sandbox.git(&sandbox.remote(), &["branch", "--format=%(refname:short)"]);
    let pushed = branches.lines().find(|branch| *branch != "main").unwrap();
    let page = format!(
        "https://git.example.com/remote/compare/main...{}?expand=1&quick_pull=1&title=Creating+release+for+Dashboard+%28v1.0.2%29&body=",
        pushed.replace('/', "%2F")
    );
    assert!(opened.starts_with(&page), "{opened}");
    for manifest in ["staging", "prod"] {
        let manifest = sandbox.git(
            &sandbox.remote(),
            &["show", &format!("{pushed}:manifests/{manifest}.yaml")],
        );
        assert!(manifest.contains("release: 1.0.2"), "{manifest}");
    }

    window.press("Copy link");
    window.press("Back to Releases");
    window.paste("Filter apps");
    until("the link is pasted", || {
        (window.run("return document.activeElement.value") == opened).then_some(())
    });
}

#[test]
fn after_a_restart_token_draft_and_size_are_there_and_the_token_is_in_no_file() {
    let desktop = Desktop::start();
    let (_sandbox, host) = repository();
    let draft = "//*[@role='status' and starts-with(normalize-space(), 'Draft: 1 change to')]";
    let size = "return [innerWidth, innerHeight]";

    let window = Window::open(&desktop, &program());
    connect(&window, &host);
    let frame = Frame::find(&desktop);
    frame.resize(1111, 777);
    until("the window has its new size", || {
        (window.run(size) == json!([1111, 777])).then_some(())
    });
    let row = "//*[@role='row'][*[@role='rowheader' and normalize-space()='Dashboard']]";
    window.click(&format!("{row}/*[@aria-colindex='4']"));
    window.click("//*[@role='option' and starts-with(normalize-space(), '1.0.1')]");
    // At once: a choice counts from the moment in which it was made.
    frame.close();
    window.wait_for_end();

    let window = Window::open(&desktop, &program());
    window.see(draft);
    assert_eq!(window.run(size), json!([1111, 777]));
    window.press("Source control");
    window.see("//*[contains(normalize-space(), 'A token of builder for 127.0.0.1')]");
    window.press("Test connection");
    window.see("//*[contains(normalize-space(), 'Connected: 1 branch, main is the default.')]");

    // The keyring's own file is encrypted, so it may be among them.
    for (path, bytes) in bytes_below(&desktop.path("")) {
        let text = String::from_utf8_lossy(&bytes);
        let is_there = [TOKEN, AUTHORIZATION].iter().any(|secret| text.contains(secret));
        assert!(!is_there, "the token is in {}", path.display());
    }
    assert!(
        fs::read_dir(desktop.path(".local/share/keyrings"))
            .unwrap()
            .count()
            > 0
    );
}
