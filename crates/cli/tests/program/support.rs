//! The program in an environment of its own, and a small repository that most tests start from.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use assert_cmd::Command;
use manifold_test_support::{Files, Sandbox};
use serde_json::Value;

pub(crate) const DASHBOARD: &str = "6e69709c-198c-11f1-835a-73d4870770bb";
pub(crate) const REFUNDS: &str = "e42fc3d8-19a2-11f1-8c9e-c387ca253214";
pub(crate) const NIGHTLY: &str = "32c3311f-cbf3-4344-b7d5-026ed93bb52e";

/// Two apps, a workflow and three manifests. Dashboard has two releases and changed since.
pub(crate) fn shop() -> Sandbox {
    Sandbox::holding(
        &Files::toolscript()
            .app("apps/Orders/Dashboard", DASHBOARD)
            .release("apps/Orders/Dashboard", DASHBOARD, "1.0.0")
            .file("apps/Orders/Dashboard/src/page1.rsx", "<Page/>\n")
            .release("apps/Orders/Dashboard", DASHBOARD, "1.1.0")
            .file(
                "apps/Orders/Dashboard/src/page1.rsx",
                "<Page title=\"Orders\"/>\n",
            )
            .app("apps/Refunds", REFUNDS)
            .workflow("workflows/Nightly", "Nightly", NIGHTLY)
            .manifest("dev", &[(DASHBOARD, "1.1.0"), (REFUNDS, "latest")])
            .manifest("staging", &[(DASHBOARD, "1.1.0")])
            .manifest("prod", &[(DASHBOARD, "1.0.0")]),
    )
}

/// The same with everything wrong that the doctor tells apart by place.
pub(crate) fn broken_shop() -> Sandbox {
    let sandbox = shop();
    sandbox.write_to_work(
        &Files::default()
            .file(
                "manifests/qa.yaml",
                "version: 1.0.0\nname: qa\napps:\n  - uuid: x\n    relese: 1.0.0\n",
            )
            .manifest("prod", &[(DASHBOARD, "3.0.0")])
            .file("dist/readme.txt", "What is this?"),
    );
    sandbox.commit(&sandbox.work(), "Break it");
    sandbox.git(&sandbox.work(), &["push", "-q", "origin", "HEAD:main"]);
    sandbox
}

/// The program's data folder in a sandbox.
pub(crate) fn data(sandbox: &Sandbox) -> PathBuf {
    sandbox.path("data")
}

/// The program, in a folder, reading nothing of this computer's configuration.
pub(crate) fn manifold_in(sandbox: &Sandbox, folder: &Path) -> Command {
    Command::from_std(program_in(sandbox, folder))
}

/// The same, to be started and watched while it goes on.
pub(crate) fn program_in(sandbox: &Sandbox, folder: &Path) -> std::process::Command {
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_manifold"));
    in_sandbox(&mut program, sandbox, folder);
    program
}

fn in_sandbox(program: &mut std::process::Command, sandbox: &Sandbox, folder: &Path) {
    program
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", sandbox.root())
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_AUTHOR_NAME", "Sample admin")
        .env("GIT_AUTHOR_EMAIL", "admin@example.com")
        .env("MANIFOLD_DATA", data(sandbox))
        .current_dir(folder);
}

/// The same at a terminal, which is `script` of util-linux: what is typed comes through its standard input.
pub(crate) fn at_terminal(sandbox: &Sandbox, arguments: &str) -> std::process::Command {
    // In place of the shell, which Ctrl C would end too.
    let call = format!("exec {} {arguments}", env!("CARGO_BIN_EXE_manifold"));
    let mut terminal = std::process::Command::new("script");
    terminal.args(["--quiet", "--return", "--command", &call, "/dev/null"]);
    in_sandbox(&mut terminal, sandbox, &sandbox.work());
    terminal
        .env("TERM", "xterm")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    terminal
}

/// The same, in the clone of a sandbox.
pub(crate) fn manifold(sandbox: &Sandbox, arguments: &[&str]) -> Command {
    let mut program = manifold_in(sandbox, &sandbox.work());
    program.args(arguments);
    program
}

/// What a call printed, which must end with this exit code.
pub(crate) fn printed(sandbox: &Sandbox, arguments: &[&str], exit: i32) -> String {
    let output = manifold(sandbox, arguments).assert().code(exit);
    String::from_utf8(output.get_output().stdout.clone()).unwrap()
}

/// What a call said on standard error, which must end with this exit code.
pub(crate) fn complaint(sandbox: &Sandbox, arguments: &[&str], exit: i32) -> String {
    let output = manifold(sandbox, arguments).assert().code(exit);
    String::from_utf8(output.get_output().stderr.clone()).unwrap()
}

/// What a call answered in JSON, which must end with this exit code.
pub(crate) fn answered(sandbox: &Sandbox, arguments: &[&str], exit: i32) -> Value {
    let printed = printed(sandbox, &[arguments, &["--json"]].concat(), exit);
    serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{error}: {printed}"))
}

/// The remote's branches with their commits.
pub(crate) fn branches(sandbox: &Sandbox) -> String {
    sandbox.git(&sandbox.remote(), &["for-each-ref"])
}

/// Merges a pushed branch, as its owner would.
pub(crate) fn merge(sandbox: &Sandbox, branch: &str) {
    let work = sandbox.work();
    sandbox.git(&work, &["pull", "-q", "--no-rebase", "origin", branch]);
    sandbox.git(&work, &["push", "-q", "origin", "HEAD:main"]);
}
