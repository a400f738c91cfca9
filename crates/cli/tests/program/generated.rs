//! Help, completions and manual pages, all made from one description of the arguments.

use manifold_test_support::Sandbox;

use crate::support::{manifold_in, shop};

/// What a call printed, outside of any repository.
fn printed(sandbox: &Sandbox, arguments: &[&str]) -> String {
    let output = manifold_in(sandbox, &sandbox.root())
        .args(arguments)
        .assert()
        .success();
    String::from_utf8(output.get_output().stdout.clone()).unwrap()
}

/// The help of every command with its name, the program's own first.
pub(crate) fn helps(sandbox: &Sandbox) -> Vec<(Vec<String>, String)> {
    let mut helps = Vec::new();
    let mut waiting = vec![Vec::new()];
    while let Some(command) = waiting.pop() {
        let call: Vec<&str> = command.iter().map(String::as_str).chain(["--help"]).collect();
        let help = printed(sandbox, &call);
        let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
        for line in listed.take_while(|line| !line.is_empty()) {
            let name = line.split_whitespace().next().unwrap();
            if name != "help" {
                waiting.push([command.as_slice(), &[name.to_owned()]].concat());
            }
        }
        helps.push((command, help));
    }
    helps
}

#[test]
fn the_help_of_every_command_says_what_it_does_and_shows_an_example() {
    let sandbox = shop();
    let helps = helps(&sandbox);
    assert!(helps.len() > 20);
    for (command, help) in helps {
        let (about, usage) = help.split_once("\n\n").unwrap();
        assert!(
            about.len() > 10 && usage.contains("Usage: manifold"),
            "{command:?}: {help}"
        );
        let is_group = help.contains("\nCommands:\n") && !command.is_empty();
        let example = format!(
            "\n  {}",
            [&["manifold".to_owned()], command.as_slice()].concat().join(" ")
        );
        assert!(is_group || help.contains(&example), "{command:?}: {help}");
    }
}

#[test]
fn every_command_has_a_manual_page() {
    let sandbox = shop();
    printed(&sandbox, &["man", "pages"]);
    for (command, _) in helps(&sandbox) {
        let page = [&["manifold".to_owned()], command.as_slice()].concat().join("-");
        let text = std::fs::read_to_string(sandbox.path(&format!("pages/{page}.1"))).unwrap();
        assert!(text.contains(".SH SYNOPSIS"), "{page}");
    }
}

#[test]
fn what_is_read_of_the_environment_is_in_the_help_and_the_manual() {
    let sandbox = shop();
    printed(&sandbox, &["man", "pages"]);
    let manual = std::fs::read_to_string(sandbox.path("pages/manifold.1")).unwrap();
    let manual = manual.replace("\\-", "-");
    let help = printed(&sandbox, &["--help"]);
    for name in [
        "MANIFOLD_DATA",
        "MANIFOLD_GIT_TOKEN",
        "MANIFOLD_API_TOKEN",
        "GIT_AUTHOR_NAME",
        "GIT_AUTHOR_EMAIL",
        "GIT_COMMITTER_NAME",
        "GIT_COMMITTER_EMAIL",
    ] {
        assert!(help.contains(name) && manual.contains(name), "{name}");
    }
}

#[test]
fn every_shell_has_completions() {
    let sandbox = shop();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = printed(&sandbox, &["completions", shell]);
        for word in ["promote", "verify", "--token-file"] {
            assert!(script.contains(word.trim_start_matches('-')), "{shell}: {word}");
        }
    }
}

#[test]
fn bash_completes_what_is_typed() {
    let sandbox = shop();
    let script = sandbox.path("completions.bash");
    std::fs::write(&script, printed(&sandbox, &["completions", "bash"])).unwrap();
    for (typed, completed) in [
        ("manifold pro", "promote"),
        ("manifold release ver", "verify"),
        ("manifold doctor --form", "--format"),
        ("manifold doctor --format sa", "sarif"),
    ] {
        let words: Vec<&str> = typed.split(' ').collect();
        let last = words.len() - 1;
        let asked = format!(
            ". '{}'; COMP_WORDS=({typed}); COMP_CWORD={last}; _manifold manifold '{}' '{}'; echo \"${{COMPREPLY[*]}}\"",
            script.display(),
            words[last],
            words[last - 1]
        );
        let answer = std::process::Command::new("bash")
            .args(["--norc", "-c", &asked])
            .output()
            .unwrap();
        assert_eq!(
            String::from_utf8_lossy(&answer.stdout).trim(),
            completed,
            "{typed}: {answer:?}"
        );
    }
}
