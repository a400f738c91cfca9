//! Completions and manual pages.

use crate::support::{manifold_in, shop};

#[test]
fn every_shell_has_completions_and_every_command_a_manual_page() {
    let sandbox = shop();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = manifold_in(&sandbox, &sandbox.root())
            .args(["completions", shell])
            .assert()
            .success();
        let script = String::from_utf8(script.get_output().stdout.clone()).unwrap();
        assert!(script.contains("promote"), "{shell}");
    }
    manifold_in(&sandbox, &sandbox.root())
        .args(["man", "pages"])
        .assert()
        .success();
    for page in ["manifold.1", "manifold-status.1", "manifold-release-verify.1"] {
        let text = std::fs::read_to_string(sandbox.path("pages").join(page)).unwrap();
        assert!(text.contains(".SH SYNOPSIS"), "{page}");
    }
}
