//! Every example of the documentation and of the program's own help, on the sample repository.

use std::path::{Path, PathBuf};

use manifold_domain::object::Timestamp;
use manifold_engine::sample;
use manifold_test_support::Sandbox;

use crate::support::{data, manifold_in, shop};

/// The lines of the documentation's examples, in order.
fn documented() -> Vec<String> {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/cli.md");
    let text = std::fs::read_to_string(document).unwrap();
    let blocks = text
        .split("```sh\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap());
    blocks.flat_map(str::lines).map(str::to_owned).collect()
}

/// The examples that the help of a command and of all below it shows.
fn helped(sandbox: &Sandbox, command: &[&str]) -> Vec<String> {
    let help = manifold_in(sandbox, &sandbox.root())
        .args(command)
        .arg("--help")
        .output()
        .unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let mut examples: Vec<String> = help
        .lines()
        .filter(|line| line.starts_with("  manifold "))
        // What is explained beside an example stands behind several spaces.
        .map(|line| line.trim().split("   ").next().unwrap().to_owned())
        .collect();
    let commands = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty());
    for line in commands {
        let name = line.split_whitespace().next().unwrap();
        if name != "help" {
            examples.extend(helped(sandbox, &[command, &[name]].concat()));
        }
    }
    examples
}

/// Runs a line of an example as a shell does, in the sample.
fn run(sandbox: &Sandbox, sample: &Path, line: &str) {
    let (line, exit) = match line.split_once("  # exits with ") {
        Some((line, exit)) => (line, exit.trim().parse().unwrap()),
        None => (line, 0),
    };
    let program = PathBuf::from(env!("CARGO_BIN_EXE_manifold"));
    let path = format!(
        "{}:{}",
        program.parent().unwrap().display(),
        std::env::var("PATH").unwrap()
    );
    let output = assert_cmd::Command::new("sh")
        .args(["-c", line])
        .current_dir(sample)
        .env_clear()
        .env("PATH", path)
        .env("HOME", sandbox.root())
        .env("GIT_AUTHOR_NAME", "Sample admin")
        .env("GIT_AUTHOR_EMAIL", "admin@example.com")
        .env("MANIFOLD_DATA", data(sandbox))
        .output()
        .unwrap();
    assert_eq!(
        output.status.code(),
        Some(exit),
        "{line}\n{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

fn sample() -> (Sandbox, PathBuf) {
    let sandbox = shop();
    let now = std::time::UNIX_EPOCH.elapsed().unwrap().as_secs();
    let sample = sample::create(&sandbox.path("made"), Timestamp(i64::try_from(now).unwrap())).unwrap();
    (sandbox, sample)
}

#[test]
fn every_example_of_the_documentation_works_on_the_sample() {
    let (sandbox, sample) = sample();
    let examples = documented();
    assert!(examples.len() > 15, "{examples:?}");
    for line in examples {
        run(&sandbox, &sample, &line);
    }
}

#[test]
fn every_example_of_the_help_is_one_that_the_program_understands() {
    let (sandbox, _) = sample();
    let examples = helped(&sandbox, &[]);
    assert!(examples.len() > 20, "{examples:?}");
    for line in examples {
        // The repository of an example need not be there: all that counts is that the call is no wrong usage.
        let call = line.split(" > ").next().unwrap();
        let call = format!("{call} --repo {} || [ $? -ne 2 ]", sandbox.root().display());
        run(&sandbox, &sandbox.root(), &call);
    }
}
