//! JSON that is safe on a terminal.

use std::fmt::Write;

use manifold_domain::text::visible;
use serde_json::Value;

/// The value over several lines. What a terminal would act on is escaped as JSON allows: it can only stand in a string.
pub(crate) fn pretty(value: &Value) -> String {
    let json = format!("{value:#}");
    let mut safe = String::with_capacity(json.len() + 1);
    for character in json.chars() {
        if character == '\n' || is_seen(character) {
            safe.push(character);
        } else {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                // Writing to a string does not fail.
                write!(safe, "\\u{unit:04x}").ok();
            }
        }
    }
    safe.push('\n');
    safe
}

fn is_seen(character: char) -> bool {
    let mut bytes = [0; 4];
    let text: &str = character.encode_utf8(&mut bytes);
    visible(text) == text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_act_on_is_escaped_and_reads_back() {
        let value = serde_json::json!({ "name": "a\u{7f}\u{9b}31m\u{202e}b\n📦\u{e0041}" });
        let json = pretty(&value);
        assert!(
            json.chars()
                .all(|character| character == '\n' || is_seen(character)),
            "{json}"
        );
        assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), value);
    }
}
