//! The real program on the sample repository, asked what schemathesis makes of the program's own description.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use manifold_domain::object::Timestamp;
use manifold_engine::sample;
use manifold_test_support::Sandbox;
use serde_json::Value;

use crate::support::desktop::Running;
use crate::support::{built, workspace};

/// A moment at which the sample's history ends.
const NOW: Timestamp = Timestamp(1_790_000_000);

/// A program that sees nothing of this machine but its programs.
fn command(program: PathBuf, sandbox: &Sandbox) -> Command {
    let mut command = Command::new(program);
    command
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap())
        .env("HOME", sandbox.root())
        .env("LANG", "C.UTF-8")
        .env("NO_COLOR", "1")
        .env("MANIFOLD_API_TOKEN", "the-token-of-the-tests")
        .current_dir(sandbox.root());
    command
}

/// Where `./x test` installs it.
fn schemathesis() -> PathBuf {
    let program = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("python/bin/schemathesis");
    assert!(
        program.exists(),
        "{} is not there: run ./x test",
        program.display()
    );
    program
}

#[test]
fn no_request_that_the_description_gives_rise_to_is_answered_against_it() {
    let sandbox = Sandbox::without_remote();
    let sample = sample::create(&sandbox.root(), NOW).unwrap();
    let main = sandbox.git(&sample, &["rev-parse", "main"]);
    let mut server = Running::start(
        command(built("manifold"), &sandbox)
            .args(["serve", "--listen", "127.0.0.1:0", "--repo"])
            .arg(&sample)
            .env("MANIFOLD_DATA", sandbox.path("data"))
            .env("GIT_AUTHOR_NAME", "Sample builder")
            .env("GIT_AUTHOR_EMAIL", "builder@example.com")
            .stderr(File::create(sandbox.path("log")).unwrap()),
    );
    let ready: Value = serde_json::from_str(&server.talk("")).unwrap();
    let description = format!("{}/api/v2/openapi.json", ready["listening"].as_str().unwrap());

    let output = command(schemathesis(), &sandbox)
        .arg("--config-file")
        .arg(fs::canonicalize(workspace::root().join("tests/schemathesis/schemathesis.toml")).unwrap())
        .args(["run", &description])
        .output()
        .unwrap();
    let report = String::from_utf8_lossy(&output.stdout);
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{report}{complaints}");
    assert!(
        report.contains("Selected: 13/13") && report.contains("Tested: 13"),
        "{report}"
    );

    let log = fs::read_to_string(sandbox.path("log")).unwrap();
    let answered = |status: u16| log.matches(&format!(r#""status":{status},"#)).count();
    for status in [200, 304, 400, 401, 405] {
        assert!(
            answered(status) > 0,
            "nothing was answered with {status}: {report}"
        );
    }
    assert_eq!(sandbox.git(&sample, &["rev-parse", "main"]), main);
    sandbox.assert_sound(&sample);
}
