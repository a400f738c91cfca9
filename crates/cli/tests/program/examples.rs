//! Every example of the documentation and of the program's own help, on the sample repository.

use std::path::{Path, PathBuf};

use manifold_domain::object::Timestamp;
use manifold_engine::sample;
use manifold_test_support::Sandbox;

use crate::generated::helps;
use crate::support::{data, shop};

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

/// The examples that the help of every command shows.
fn helped(sandbox: &Sandbox) -> Vec<String> {
    let of_help = |help: &str| -> Vec<String> {
        let examples = help.lines().filter(|line| line.starts_with("  manifold "));
        // What is explained beside an example stands behind several spaces.
        let calls = examples.map(|line| line.trim().split("   ").next().unwrap().to_owned());
        calls.collect()
    };
    helps(sandbox)
        .iter()
        .flat_map(|(_, help)| of_help(help))
        .collect()
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

/// The pages of the documentation, the README among them.
fn pages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut pages = vec![root.join("README.md")];
    let mut folders = vec![root.join("docs")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                pages.push(path);
            }
        }
    }
    pages
}

#[test]
fn examples_stand_only_on_pages_whose_examples_are_run() {
    for page in pages() {
        let text = std::fs::read_to_string(&page).unwrap();
        let blocks = text.split("```").skip(1).step_by(2);
        let shell = ["sh", "bash", "shell", "console"];
        let examples = blocks.filter(|block| shell.contains(&block.lines().next().unwrap_or_default()));
        let is_run = page.ends_with("docs/cli.md") || page.ends_with("docs/api.md");
        for example in examples.filter(|_| !is_run) {
            // What builds and tests the program is run by building and testing it.
            let is_own_script = example
                .lines()
                .skip(1)
                .all(|line| line.is_empty() || line.starts_with("./x "));
            assert!(is_own_script, "{}: {example}", page.display());
        }
    }
}

#[test]
fn every_example_of_the_help_is_one_that_the_program_understands() {
    let (sandbox, _) = sample();
    let examples = helped(&sandbox);
    assert!(examples.len() > 20, "{examples:?}");
    for line in examples {
        // The repository of an example need not be there: all that counts is that the call is no wrong usage.
        let call = line.split(" > ").next().unwrap();
        let call = format!("{call} --repo {} || [ $? -ne 2 ]", sandbox.root().display());
        run(&sandbox, &sandbox.root(), &call);
    }
}
