//! Every example of `docs/api.md` does what is said below it.

use std::process::Command;

use serde_json::Value;

use crate::shop::sandbox;
use crate::support::{Server, TOKEN};

const PAGE: &str = include_str!("../../../../docs/api.md");

/// The blocks of code in their order: language and text.
fn blocks() -> impl Iterator<Item = (&'static str, &'static str)> {
    PAGE.split("```")
        .skip(1)
        .step_by(2)
        .map(|block| block.split_once('\n').unwrap())
}

/// Whether an answer is what the page shows, where `…` stands for any text.
fn is_shown(shown: &Value, answer: &Value) -> bool {
    match (shown, answer) {
        (Value::String(any), Value::String(_)) if any == "…" => true,
        (Value::Object(shown), Value::Object(answer)) => {
            shown.len() == answer.len()
                && shown
                    .iter()
                    .all(|(name, shown)| answer.get(name).is_some_and(|answer| is_shown(shown, answer)))
        }
        (Value::Array(shown), Value::Array(answer)) => {
            shown.len() == answer.len()
                && shown
                    .iter()
                    .zip(answer)
                    .all(|(shown, answer)| is_shown(shown, answer))
        }
        _ => shown == answer,
    }
}

#[test]
fn every_example_of_the_page_works_as_it_says() {
    let server = Server::of(sandbox());
    let mut last = String::new();
    let mut examples = 0;
    let mut blocks = blocks().peekable();
    while let Some((language, text)) = blocks.next() {
        if language == "json" {
            let shown: Value = serde_json::from_str(text).unwrap();
            let answer: Value = serde_json::from_str(&last).unwrap();
            assert!(is_shown(&shown, &answer), "{text}\n{last}");
            continue;
        }
        let output = Command::new("sh")
            .args(["-e", "-c", text])
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap())
            .env("MANIFOLD_URL", format!("http://{}", server.address))
            .env("MANIFOLD_TOKEN", TOKEN)
            .output()
            .unwrap();
        assert!(output.status.success(), "{text}\n{output:?}");
        last = String::from_utf8(output.stdout).unwrap();
        if blocks.peek().is_none_or(|(next, _)| *next != "json") {
            let worked = last.matches(r#""success":true"#).count();
            assert_eq!(worked, text.matches("curl ").count(), "{text}\n{last}");
        }
        examples += 1;
    }
    assert_eq!(examples, 9);
    server.sandbox.assert_sound(&server.sandbox.remote());
}
